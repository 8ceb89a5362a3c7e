"""From bytes to text: marks, line ends, encodings, sizes, and what no text may hold."""

from pathlib import Path

import pytest

from convergence_cli.diagnostics import Severity, Span
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import Loaded, read_file
from convergence_cli.loading.source import MAX_BYTES, MAX_MARKS, open_source
from tests.loading.texts import BY_CONTRACT, are_same, write

PLAN = BY_CONTRACT[Contract.PLAN]
BROKEN = PLAN.replace("15 d", "[15 d]")
"""Line 7 has a list where text is needed, in columns 13 to 18."""


def read(folder: Path, content: str | bytes) -> Loaded:
    """Return what reading a plan gives."""
    write(folder, "plan.yaml", content)
    return read_file(folder, "plan.yaml", lambda _data: Contract.PLAN)


def found(loaded: Loaded) -> list[tuple[str, Span | None]]:
    """Return the codes and the places of what is wrong."""
    return [(each.rule.code, each.place.span) for each in loaded.diagnostics]


def test_a_byte_order_mark_is_reported_and_changes_nothing_else(tmp_path: Path) -> None:
    """A byte-order mark is a warning, and the data is that of the file without it."""
    marked = read(tmp_path, "\ufeff" + PLAN)

    assert found(marked) == [("CV005", Span(1, 1, 1, 2))]
    assert marked.diagnostics[0].rule.severity is Severity.WARNING
    assert are_same(marked.data, read(tmp_path, PLAN).data)


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    """Columns are counted after the mark, also on the first line."""
    assert found(read(tmp_path, "\ufeffform: 1\nplan:\n"))[-1] == ("CV102", Span(1, 1, 1, 5))


def test_only_one_byte_order_mark_is_read_as_nothing(tmp_path: Path) -> None:
    """A second mark, or one further on, is a control character."""
    assert found(read(tmp_path, "\ufeff\ufeff" + PLAN))[1] == ("CV004", Span(1, 1, 1, 2))
    assert found(read(tmp_path, "format: 1\nplan: \ufeff\n")) == [("CV004", Span(2, 7, 2, 8))]


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """Lines that end in CR and LF are read without a word, and give the same data."""
    windows = read(tmp_path, PLAN.replace("\n", "\r\n"))

    assert windows.diagnostics == ()
    assert are_same(windows.data, read(tmp_path, PLAN).data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_places_are_the_same_whatever_ends_the_lines(end: str, tmp_path: Path) -> None:
    """Lines and columns do not depend on the line ends, nor does the line that is shown."""
    (wrong,) = read(tmp_path, BROKEN.replace("\n", end)).diagnostics

    assert wrong.rule.code == "CV103"
    assert wrong.place.span == Span(7, 13, 7, 19)
    assert wrong.place.excerpt == "    effort: [15 d]"


def test_old_line_ends_are_line_ends(tmp_path: Path) -> None:
    """Lines that end in CR alone are read like others."""
    old = read(tmp_path, PLAN.replace("\n", "\r"))

    assert old.diagnostics == ()
    assert are_same(old.data, read(tmp_path, PLAN).data)


@pytest.mark.parametrize(
    ("content", "offset", "byte"),
    [
        pytest.param(PLAN.encode("utf-16"), 1, "0xFF", id="UTF-16"),
        pytest.param("format: 1 # é".encode("latin-1"), 13, "0xE9", id="Latin-1"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", 1, "0x89", id="an image"),
        pytest.param(b"a: \xed\xa0\x80\n", 4, "0xED", id="half a character"),
        pytest.param(b"a: \xc0\x80\n", 4, "0xC0", id="an overlong NUL"),
        pytest.param(b"a: \xf5\x80\x80\x80\n", 4, "0xF5", id="beyond the last character"),
        pytest.param("é".encode()[:1], 1, "0xC3", id="cut in a character"),
    ],
)
def test_what_is_not_utf_8_is_told_by_its_first_byte(
    content: bytes, offset: int, byte: str, tmp_path: Path
) -> None:
    """Another encoding, or no text at all, is one diagnostic that names a byte."""
    loaded = read(tmp_path, content)

    assert found(loaded) == [("CV003", None)]
    assert loaded.data is None
    assert f"(byte {offset} is {byte})" in loaded.diagnostics[0].message.en


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAN.encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(b"\x7fELF\x02\x01\x01\0\0\0\0", id="a program"),
        pytest.param(b"format: 1\nplan: \x1b[31m\n", id="an ANSI escape"),
    ],
)
def test_a_file_with_control_characters_is_no_text(content: bytes, tmp_path: Path) -> None:
    """Bytes that could be UTF-8 and hold control characters are one diagnostic."""
    loaded = read(tmp_path, content)

    assert [code for code, _ in found(loaded)] == ["CV004"]
    assert loaded.data is None


@pytest.mark.parametrize(
    "code",
    [
        *(*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F, *range(0x80, 0xA0)),
        *(0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF),
    ],
    ids=lambda code: f"U+{code:04X}",
)
def test_each_control_character_is_named_where_it_stands(code: int, tmp_path: Path) -> None:
    """The first control character of a file is named, with its line and column."""
    loaded = read(tmp_path, f"format: 1\nplan: # 😀{chr(code)}{chr(code)}\n")

    assert found(loaded) == [("CV004", Span(2, 10, 2, 11))]
    assert f"U+{code:04X}" in loaded.diagnostics[0].message.en


@pytest.mark.parametrize(
    "character", ["\u00a0", "\u200b", "\u202e", "\ufffd", "\u2060", "\U0010ffff"]
)
def test_other_invisible_characters_are_text(character: str, tmp_path: Path) -> None:
    """Characters that YAML allows are read, even where no one sees them."""
    loaded = read(tmp_path, PLAN.replace("15 d", f"15{character}d"))

    assert loaded.diagnostics == ()
    assert loaded.data is not None
    assert loaded.data["plan"]["INT-01"]["effort"] == f"15{character}d"


def test_tabs_are_read_within_texts_and_comments(tmp_path: Path) -> None:
    """A tab in a comment, in quotes or in a block is read; one that indents is a defect."""
    text = PLAN.replace("15 d", '"15\td" # fifteen\tdays')

    assert read(tmp_path, text).diagnostics == ()
    assert found(read(tmp_path, "format: 1\nplan:\n\tA: {}\n")) == [("CV006", Span(3, 1, 3, 2))]


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    """A file may have as many bytes as the limit says, and not one more."""
    full = PLAN + "#" * (MAX_BYTES - len(PLAN.encode()) - 1) + "\n"

    assert read(tmp_path, full).diagnostics == ()
    assert found(read(tmp_path, "#" + full)) == [("CV002", None)]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file of a hundred megabytes is refused by its size."""
    with (tmp_path / "plan.yaml").open("wb") as file:
        file.truncate(100 << 20)

    opened = open_source(tmp_path, "plan.yaml")

    assert opened.source is None
    assert [each.rule.code for each in opened.diagnostics] == ["CV002"]


def test_too_many_entries_are_refused_uncomposed(tmp_path: Path) -> None:
    """A file with more lines, commas, colons, dashes and brackets than the limit is refused."""
    assert found(read(tmp_path, "# \n" * MAX_MARKS))[0][0] == "CV007"
    assert found(read(tmp_path, "# \n" * MAX_MARKS + "\n")) == [("CV015", None)]
    assert found(read(tmp_path, "- " * MAX_MARKS + "a")) == [("CV014", Span(1, 81, 1, 81))]
    assert found(read(tmp_path, "- " * MAX_MARKS + "a\n")) == [("CV015", None)]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# only a comment\n", "---\n", "--- ~\n", "null\n", "---\n...\n"]
)
def test_a_file_without_data_says_so_once(text: str, tmp_path: Path) -> None:
    """An empty file, or one of comments, is one diagnostic at its start."""
    assert found(read(tmp_path, text)) == [("CV007", Span(1, 1, 1, 1))]


@pytest.mark.parametrize("text", ["a\n", "- a\n", "5\n", "[]\n", '""\n'])
def test_a_file_must_hold_a_mapping(text: str, tmp_path: Path) -> None:
    """A list or a single value is told to be no mapping."""
    (wrong,) = read(tmp_path, text).diagnostics

    assert wrong.rule.code == "CV103"
    assert wrong.place.span is not None
    assert (wrong.place.span.line, wrong.place.span.column) == (1, 1)


def test_an_alias_bomb_costs_nothing(tmp_path: Path) -> None:
    """Aliases of aliases are refused one by one, and never expanded."""
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]

    loaded = read(tmp_path, "\n".join(lines))

    assert {code for code, _ in found(loaded)} == {"CV010"}
    assert len(loaded.diagnostics) == 9 + 8 * 9
    assert loaded.data is None


def test_two_documents_are_one_too_many(tmp_path: Path) -> None:
    """A second document is a defect where it starts; the first may be announced and ended."""
    assert found(read(tmp_path, PLAN + "---\nb: 1\n")) == [("CV008", Span(11, 1, 11, 4))]
    assert read(tmp_path, "# a plan\n---\n" + PLAN + "...\n").diagnostics == ()


def test_after_a_hundred_problems_the_rest_is_only_announced(tmp_path: Path) -> None:
    """A hundred problems of a file are shown, and a note at its end says that there are more."""
    keys = [f"k{number}: 1\n" for number in range(101)]

    all_shown = read(tmp_path, PLAN + "".join(keys[:100])).diagnostics
    cut_short = read(tmp_path, PLAN + "".join(keys)).diagnostics

    assert [each.rule.code for each in all_shown] == ["CV102"] * 100
    assert [each.rule.code for each in cut_short] == ["CV102"] * 100 + ["CV017"]
    assert cut_short[-1].rule.severity is Severity.NOTE
    assert cut_short[-1].place.span == Span(112, 1, 112, 1)


def test_a_folder_in_place_of_a_file_cannot_be_read(tmp_path: Path) -> None:
    """What cannot be opened is a diagnostic with the system's reason."""
    (tmp_path / "plan.yaml").mkdir()

    opened = open_source(tmp_path, "plan.yaml")

    assert opened.source is None
    assert [each.rule.code for each in opened.diagnostics] == ["CV001"]


def test_a_file_that_vanished_cannot_be_read(tmp_path: Path) -> None:
    """A file that was listed and is gone is a diagnostic too."""
    opened = open_source(tmp_path, "plan.yaml")

    assert [each.rule.code for each in opened.diagnostics] == ["CV001"]
    assert "No such file" in opened.diagnostics[0].message.en
