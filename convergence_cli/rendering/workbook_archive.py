"""A workbook as the bytes of its file: the same workbook, the same bytes."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_BEFORE_ALL_CLOCKS = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


class _Archive(ZipFile):
    """A zip file whose entries know no clock and no machine."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        with Path(filename).open("rb") as source, self.open(_entry(str(arcname)), "w") as target:
            shutil.copyfileobj(source, target)


def archived(book: Workbook) -> bytes:
    """Return a workbook as a file; openpyxl's own way to save one writes the time into it."""
    file = BytesIO()
    with _Archive(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _BEFORE_ALL_CLOCKS)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    return entry
