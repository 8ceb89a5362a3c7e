"""What of a foreign file is opened: a workbook of modest size, and nothing that is active."""

import io
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from convergence_cli.loading import workbook_limits as limits
from tests.loading.workbooks import made, read, refused, saved, with_parts

CONTENTS = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1 << 20
Change = Callable[[dict[str, bytes]], None]

PEAKS = """
import os, resource, sys, time
from pathlib import Path
import openpyxl
from convergence_cli.errors import ConvergenceError
from convergence_cli.loading.workbook_returned import read_workbook
for file in sys.argv[1:]:
    if os.fork():
        os.wait()
        continue
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        read_workbook(Path(file))
    except ConvergenceError as error:
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(grown // 1024, time.process_time(), error.message.en, flush=True)
    os._exit(0)
"""
"""Prints the megabytes that refusing each file took, the seconds, and what was said."""


@pytest.fixture(scope="module")
def whole() -> bytes:
    return saved(made())


def replaced(part: str, content: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = content

    return change


def archive_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def sheet_of(cells: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, cells)


def test_a_workbook_of_ours_is_opened(tmp_path: Path, whole: bytes) -> None:
    assert read(tmp_path, whole).day == "2026-11-22"


def test_a_file_that_is_not_there_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    from convergence_cli.errors import ConvergenceError
    from convergence_cli.loading.workbook_returned import read_workbook

    said = {tmp_path / "none.xlsx": "no such file", tmp_path: "folder"}
    if sys.platform != "win32":
        said[Path("/dev/zero")] = "no file"
    for file, reason in said.items():
        with pytest.raises(ConvergenceError, match=reason):
            read_workbook(file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is empty"),
        (b"criterion;level\nA-1;2\n", "plain text, such as CSV"),
        (b"\xff\xfeA\x00;\x00", "no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (archive_of({}), "no Excel workbook"),
        (archive_of({"word/document.xml": b"<a/>"}), "no Excel workbook"),
        (archive_of({"mimetype": b"", "content.xml": b"<a/>"}), "OpenDocument file (.ods)"),
        (archive_of({CONTENTS: b"<a/>", "xl/workbook.bin": b""}), "binary workbook (.xlsb)"),
        (archive_of({CONTENTS: b"<a/>"}), "no Excel workbook"),
        (b"PK\x03\x04 and no more", "damaged, or was cut short"),
    ],
)
def test_other_kinds_of_files_are_told_apart(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "a workbook with macros (.xlsm)"),
        (
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
            "it is a template (.xltx)",
        ),
        (b"application/vnd.ms-excel.addin.macroEnabled.main+xml", "a workbook with macros"),
    ],
)
def test_workbooks_of_other_kinds_say_what_they_are(
    tmp_path: Path, whole: bytes, kind: bytes, reason: str
) -> None:
    ours = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    def change(parts: dict[str, bytes]) -> None:
        assert ours in parts[CONTENTS]
        parts[CONTENTS] = parts[CONTENTS].replace(ours, kind)

    assert reason in refused(tmp_path, with_parts(whole, change))


def test_a_workbook_that_is_cut_anywhere_is_refused(tmp_path: Path, whole: bytes) -> None:
    for length in range(4, len(whole), len(whole) // 40):
        assert "damaged" in refused(tmp_path, whole[:length])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("part", [SHEET, CONTENTS, "docProps/core.xml", "customXml/item1.xml"])
def test_a_document_type_is_refused_in_any_part_and_encoding(
    tmp_path: Path, whole: bytes, part: str, encoding: str
) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding[:6]}"?>'.replace("latin-", "latin-1")
        + '<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
    )
    said = refused(tmp_path, with_parts(whole, replaced(part, text.encode(encoding))))
    # Without its mark, UTF-16 is no XML in the first place.
    assert "document type" in said or ("is no XML" in said and encoding[-2:] in ("le", "be"))


def test_an_external_document_type_is_refused(tmp_path: Path, whole: bytes) -> None:
    text = b'<!DOCTYPE w SYSTEM "file:///etc/passwd"><w/>'
    assert "document type" in refused(tmp_path, with_parts(whole, replaced(SHEET, text)))


def test_each_part_stands_once_and_alone(tmp_path: Path, whole: bytes) -> None:
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.xml", b"<a/>")
    assert "there twice" in refused(tmp_path, twice.getvalue())
    assert "lie in one another" in refused(tmp_path, overlapping(b"x" * 1000, 50))


def test_a_part_that_is_locked_or_packed_oddly_is_refused(tmp_path: Path, whole: bytes) -> None:
    odd = archive_of({CONTENTS: b"<a/>"}, zipfile.ZIP_LZMA)
    assert "no spreadsheet uses" in refused(tmp_path, odd)
    locked = bytearray(archive_of({CONTENTS: b"<a/>"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + at] |= 1
    assert "protected by a password" in refused(tmp_path, bytes(locked))


def test_a_file_beyond_its_size_is_refused(tmp_path: Path) -> None:
    assert "more than 20 MB" in refused(tmp_path, b"PK" + bytes(limits.MOST_BYTES))


def overlapping(content: bytes, count: int) -> bytes:
    """Return an archive all of whose parts are the same bytes of the file."""
    whole = archive_of({"aa.xml": content})
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    listed = whole[start:end]
    lines = b"".join(listed.replace(b"aa.xml", b"%02d.xml" % index) for index in range(count))
    # The name at the part itself is compared only when it is opened.
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(lines), start, 0)
    return whole[:start] + lines + last


def lying(whole: bytes) -> bytes:
    """Return a workbook whose sheet says that it unpacks to a kilobyte, and holds much more."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(200)) + packer.flush()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr(SHEET, packed)
    content = bytearray(file.getvalue())
    for signature, method, size in ((b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)):
        at = content.rindex(signature)
        struct.pack_into("<H", content, at + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<L", content, at + size, 1000)
    return bytes(content)


def many(parts: dict[str, bytes]) -> Change:
    return lambda there: there.update(parts)


def bombs(whole: bytes) -> dict[str, tuple[bytes, str]]:
    row = b"<row>%s</row>" % (b"<c/>" * 200_000)
    wide = b"<row>%s</row>" % (b"<c/>" * (limits.MOST_IN_ONE_ROW + 1))
    # Noise, which packs no better than what people write.
    noise = random.Random(1).randbytes(2 * MEGABYTE).hex().encode()  # noqa: S311
    changes: dict[str, tuple[Change, str]] = {
        "dense": (replaced(SHEET, bytes(100 * MEGABYTE)), "times its size"),
        "large": (many({f"{n}.bin": bytes(999_999) for n in range(140)}), "more than 128 MB"),
        "wide": (replaced(SHEET, sheet_of(wide)), "a row or a text"),
        "elements": (many({f"{n}.xml": sheet_of(row) for n in range(16)}), "elements of XML"),
        "deep": (replaced(SHEET, b"<a>" * 100_000), "nested more than 100 deep"),
        "long text": (replaced(SHEET, b"<a>%s</a>" % noise), "a text or a tag"),
        "long tag": (replaced(SHEET, b'<a b="%s"/>' % noise), "a text or a tag"),
        "long comment": (replaced(SHEET, b"<!--%s--><a/>" % noise), "a text or a tag"),
    }
    parts = {f"{n}.xml": b"<a/>" for n in range(limits.MOST_PARTS + 1)}
    return {
        "lying": (lying(whole), "is no XML"),
        "parts": (archive_of(parts), "more than 2000 parts"),
        "overlapping": (overlapping(bytes(MEGABYTE), 90), "lie in one another"),
        **{name: (with_parts(whole, change), said) for name, (change, said) in changes.items()},
    }


@pytest.mark.skipif(sys.platform != "linux", reason="peaks are counted in other units elsewhere")
def test_bombs_are_refused_before_memory_grows(tmp_path: Path, whole: bytes) -> None:
    """Less than 50 MB and 5 seconds for each, the 20 MB that a file may have included."""
    there = bombs(whole)
    files = [tmp_path / f"{index}.xlsx" for index in range(len(there))]
    for file, (content, _) in zip(files, there.values(), strict=True):
        file.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", PEAKS, *files], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    for name, (_, reason), line in zip(there, there.values(), lines, strict=True):
        grown, seconds, said = line.split(maxsplit=2)
        assert reason in said, name
        assert int(grown) < 50, name
        assert float(seconds) < 5, name
