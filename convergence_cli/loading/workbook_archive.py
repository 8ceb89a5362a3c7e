"""The archive that a workbook is: its parts, counted and measured before one is unpacked."""

import io
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from convergence_cli.language import Text
from convergence_cli.loading.workbook_limits import (
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
    SMALL_PART,
)
from convergence_cli.loading.workbook_refusal import (
    FETCH_AGAIN,
    PROTECTED,
    SAVE_AS,
    UNPROTECT,
    damage,
    refusal,
)

_LISTED = b"PK\x01\x02"
"""What begins the line of each part in the list of parts."""
_LOCAL = struct.Struct("<26xHH")
"""The head of a part: the lengths of its name and of what else stands before its bytes."""
_ENCRYPTED = 0x1
UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError)
"""What the standard library raises on an archive that is not whole, or not made in good faith."""

_MANY = Text(en="it has more than {limit} parts", fr="il est fait de plus de {limit} parties").fill(
    limit=MOST_PARTS
)
_LARGE = Text(
    en="unpacked, it would have more than {limit} MB",
    fr="décompressé, il dépasserait {limit} Mo",
).fill(limit=MOST_UNPACKED_BYTES >> 20)
_DENSE = Text(
    en="its part {part} would unpack to more than {limit} times its size",
    fr="sa partie {part} ferait, décompressée, plus de {limit} fois sa taille",
)
_TANGLED = Text(en="parts lie in one another", fr="des parties se chevauchent")
_TWICE = Text(en="the part {part} is there twice", fr="la partie {part} y est deux fois")
_ODDLY_PACKED = Text(
    en="its part {part} is packed in a way that no spreadsheet uses",
    fr="sa partie {part} est compressée comme aucun tableur ne le fait",
)
_NO_ARCHIVE = Text(en="it is no whole archive", fr="ce n'est pas une archive complète")


@dataclass(frozen=True)
class Package:
    """The parts of a workbook, none of which is ever written to a disk."""

    file: Path
    """As the caller named it."""
    archive: ZipFile

    @property
    def parts(self) -> list[str]:
        """The names of the parts, in their order."""
        return self.archive.namelist()

    def open(self, part: str) -> IO[bytes]:
        """Open a part; what it gives is never longer than what was declared."""
        return self.archive.open(part)


def package_of(file: Path, content: bytes) -> Package:
    """Return the parts of a workbook from its bytes; stop where they cannot all be unpacked."""
    # Counted before the list is read: each line of it costs ten times its bytes.
    if content.count(_LISTED) > MOST_PARTS:
        raise refusal(file, _MANY, SAVE_AS)
    try:
        archive = ZipFile(io.BytesIO(content))
        ends = [(each.header_offset, _end(each, content)) for each in archive.infolist()]
    except UNREADABLE as error:
        raise damage(file, _NO_ARCHIVE) from error
    if any(end > start for (_, end), (start, _) in pairwise(sorted(ends))):
        raise refusal(file, _TANGLED, FETCH_AGAIN)
    _measure(file, archive.infolist())
    return Package(file, archive)


def _end(part: ZipInfo, content: bytes) -> int:
    """Return where a part ends in the file."""
    name, extra = _LOCAL.unpack_from(content, part.header_offset)
    end = part.header_offset + _LOCAL.size + name + extra + part.compress_size
    if end > len(content):
        raise BadZipFile
    return int(end)


def _measure(file: Path, parts: list[ZipInfo]) -> None:
    twice = [name for name, count in Counter(each.filename for each in parts).items() if count > 1]
    if twice:
        raise refusal(file, _TWICE.fill(part=twice[0]), FETCH_AGAIN)
    if sum(each.file_size for each in parts) > MOST_UNPACKED_BYTES:
        raise refusal(file, _LARGE, SAVE_AS)
    for each in parts:
        if each.flag_bits & _ENCRYPTED:
            raise refusal(file, PROTECTED, UNPROTECT)
        if each.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refusal(file, _ODDLY_PACKED.fill(part=each.filename), SAVE_AS)
        if each.file_size > max(SMALL_PART, MOST_RATIO * each.compress_size):
            dense = _DENSE.fill(part=each.filename, limit=MOST_RATIO)
            raise refusal(file, dense, SAVE_AS)
