"""Any file is a workbook or a refusal: no damage of it is a breakdown."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.errors import ConvergenceError
from convergence_cli.exchanging.returned import Returned
from convergence_cli.loading.workbook_returned import read_workbook
from tests.loading.workbooks import grid_of, made, saved, with_parts
from tests.strategies import QUICK

PIECES = (b"", b"0", b"-1", b"99999999999", b"1e999", b"\xff", b'"', b"<", b"</c>", b"r:id", b"A1")
SHARED = settings(
    QUICK, suppress_health_check=[*QUICK.suppress_health_check, HealthCheck.function_scoped_fixture]
)
Damage = tuple[int, int, bytes]
"""Where, as thousandths of a length; how many bytes go; what comes instead."""
DAMAGES = st.lists(
    st.tuples(
        st.integers(0, 999), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=9)
    ),
    min_size=1,
    max_size=4,
)


def _whole() -> bytes:
    book = made()
    sheet = grid_of(book)
    sheet["C3"], sheet["C4"], sheet["D4"] = "=1+1", 46203.5, True
    sheet["C4"].number_format = '[$-40C]d" "mmmm" "yyyy'
    return saved(book)


WHOLE = _whole()
with zipfile.ZipFile(BytesIO(WHOLE)) as _archive:
    PARTS = [each for each in _archive.namelist() if "theme" not in each]


def damaged(content: bytes, damages: list[Damage]) -> bytes:
    for at, length, piece in damages:
        start = at * len(content) // 1000
        content = content[:start] + piece + content[start + length :]
    return content


def outcome(folder: Path, content: bytes) -> Returned | ConvergenceError:
    file = folder / "form.xlsx"
    file.write_bytes(content)
    try:
        return read_workbook(file)
    except ConvergenceError as error:
        return error


@SHARED
@given(DAMAGES)
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, damages: list[Damage]) -> None:
    outcome(tmp_path, damaged(WHOLE, damages))


@SHARED
@given(st.sampled_from(PARTS), DAMAGES)
def test_a_damaged_part_is_read_or_refused(
    tmp_path: Path, part: str, damages: list[Damage]
) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[part] = damaged(parts[part], damages)

    outcome(tmp_path, with_parts(WHOLE, change))


@SHARED
@given(st.sampled_from(PARTS), st.data())
def test_a_garbled_word_is_read_or_refused(tmp_path: Path, part: str, data: st.DataObject) -> None:
    """Well-formed still, mostly: names, numbers and links that no longer fit."""

    def change(parts: dict[str, bytes]) -> None:
        words = sorted(set(re.findall(rb"[\w.]+", parts[part])))
        old, new = data.draw(st.sampled_from(words)), data.draw(st.sampled_from([*words, *PIECES]))
        parts[part] = re.sub(rb"\b%s\b" % re.escape(old), lambda _: new, parts[part])

    outcome(tmp_path, with_parts(WHOLE, change))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_is_read_past_or_refused(tmp_path: Path, part: str) -> None:
    said = outcome(tmp_path, with_parts(WHOLE, lambda parts: parts.__delitem__(part)))
    is_needed = "docProps" not in part and "styles" not in part
    assert isinstance(said, ConvergenceError) or not is_needed
