"""A workbook as the bytes of its file: the same workbook, the same bytes."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from convergence_cli.rendering.workbook_rows import Rows

_BEFORE_ALL_CLOCKS = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_READABLE = 0o644 << 16


class _Archive(ZipFile):
    """A zip file whose entries know no clock and no machine, and whose sheets get their rows."""

    rows: Iterator[Rows] = iter(())
    """Those of the sheets that are still to be written, in order."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_entry(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write a sheet, the only part that openpyxl keeps in a file of its own until then."""
        before, after = _NO_ROWS.split(Path(filename).read_bytes())
        with self.open(_entry(str(arcname)), "w") as target:
            target.write(before + b"<sheetData>")
            next(self.rows).move_to(target)
            target.write(b"</sheetData>" + after)


def archived(book: Workbook, rows: Iterable[Rows]) -> bytes:
    """Return a workbook as a file, with the rows of its sheets in their order.

    openpyxl's own way to save one writes the time into it.
    """
    file = BytesIO()
    with _Archive(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        archive.rows = iter(rows)
        ExcelWriter(book, archive).write_data()
    return file.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _BEFORE_ALL_CLOCKS)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    return entry
