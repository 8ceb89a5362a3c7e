"""Any bytes at all in any file of a workspace: diagnostics, never a traceback, never a wait."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.loading.source import MAX_MARKS
from tests.loading.strange import INSERTED, documents, spoilt_bytes
from tests.loading.texts import ANSWERS_PATH, BY_CONTRACT, PATHS, Judged, judge, untraced, write
from tests.loading.texts import write_workspace as write_all

SECONDS = 2.0
"""What one file may cost, whatever stands in it."""
MEBIBYTE = (1 << 20) - 2000
ANSWERS = 'format: 1\nquestionnaire: interoperability\nversion: "2026.1"\nstatus: draft\nanswers:\n'
PRODUCT = (
    "format: 1\nid: medicab\nname: x\nkind: base\nstatus: active\ndeployment: production\n"
    'versions: ["1"]\n'
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace in which nothing is wrong; a test puts back what it spoils."""
    return write_all(tmp_path_factory.mktemp("workspace"))


def judged_with(workspace: Path, path: str, content: bytes) -> Judged:
    """Return what is found in a workspace with one file replaced."""
    write(workspace, path, content)
    try:
        return judge(workspace)
    finally:
        write(workspace, path, BY_CONTRACT[PATHS[path]])


def timed_with(workspace: Path, path: str, text: str) -> Judged:
    """Return the same, with the time that it takes: the best of three, as machines are busy."""
    with untraced():
        for _ in range(3):
            judged = judged_with(workspace, path, text.encode())
            if judged.seconds < SECONDS:
                break
    return judged


def test_nothing_is_wrong_with_what_is_spoilt_here(workspace: Path) -> None:
    """The workspace that these tests start from gives no diagnostic at all."""
    assert judge(workspace).diagnostics == ()


@pytest.mark.parametrize("path", PATHS)
@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spoilt_files_give_diagnostics(path: str, workspace: Path, data: st.DataObject) -> None:
    """A file with a few bytes changed never raises, and every diagnostic stands in its file."""
    content = data.draw(spoilt_bytes(BY_CONTRACT[PATHS[path]]))

    judged = judged_with(workspace, path, content)

    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in judged.of(path):
        span = each.place.span
        if span is not None:
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert len(each.place.excerpt) >= span.column - 1


@pytest.mark.parametrize("path", PATHS)
@given(
    content=st.binary(max_size=200)
    | documents().map(str.encode)
    | st.lists(st.sampled_from(INSERTED), max_size=12).map(lambda parts: "".join(parts).encode())
)
@settings(max_examples=30, deadline=None, suppress_health_check=[*HealthCheck])
def test_any_bytes_give_diagnostics(path: str, workspace: Path, content: bytes) -> None:
    """Bytes, odd YAML and strings of signs in place of a file never raise."""
    judged = judged_with(workspace, path, content)

    assert judged.diagnostics


def filled(piece: str, size: int = MEBIBYTE) -> str:
    """Return a text of one piece again and again."""
    return piece * (size // len(piece.encode()))


def marks(piece: str, each: int = 1) -> str:
    """Return as many pieces as a file may hold, given how many marks one counts for."""
    return piece * ((MAX_MARKS - 100) // each)


def numbered(before: str, after: str, each: int) -> str:
    """Return as many pieces as a file may hold, each with its number."""
    return "".join(f"{before}{number}{after}" for number in range((MAX_MARKS - 100) // each))


LARGE = {
    "brackets": filled("["),
    "braces and keys": "a: " + filled("{a: "),
    "dashes": filled("- "),
    "question marks": filled("? "),
    "colons": filled(": "),
    "a plain scalar": ANSWERS + "x: " + filled("a") + "\n",
    "words": ANSWERS + "  INT-01: {level: 1}\nx: " + filled("mot ") + "\n",
    "words on lines": ANSWERS + "x:\n" + filled("  " + "mot " * 30 + "\n"),
    "a block on one line": ANSWERS + "x: |\n  " + filled("x ") + "\n",
    "a folded block": ANSWERS + "x: >\n" + filled("  " + "some text " * 30 + "\n"),
    "a block of blanks": ANSWERS + "x: |\n" + filled(" ") + "\n",
    "double quotes": ANSWERS + 'x: "' + filled("some text ") + '"\n',
    "short escapes": ANSWERS + 'x: "' + filled("\\n") + '"\n',
    "long escapes": ANSWERS + 'x: "' + filled("\\U0001F600") + '"\n',
    "single quotes": ANSWERS + "x: '" + filled("it''s ") + "'\n",
    "quotes that do not end": ANSWERS + 'x: "' + filled("some text "),
    "nothing but quotes": filled("'"),
    "spaces": filled(" "),
    "spaces after a value": ANSWERS + "x: a" + filled(" ") + "\n",
    "tabs": filled("\t"),
    "carriage returns": filled("\r"),
    "line breaks": filled("\n"),
    "exclamation marks": filled("!"),
    "a tag of escapes": "!" + filled("%41"),
    "tags": filled("!x "),
    "anchors": filled("&a "),
    "the name of an anchor": "&" + filled("a"),
    "the name of an alias": "*" + filled("a"),
    "one comment": ANSWERS + "- # " + filled("c "),
    "signs of comments": filled("#"),
    "a key": filled("k") + ": 1\n",
    "a quoted key": '"' + filled("k") + '": 1\n',
    "a directive": "%" + filled("Y") + "\n---\n",
    "an error at the end of a long line": ANSWERS + "x: " + filled("word ") + "\n]\n",
    "deep indentation": "".join(" " * depth + "a:\n" for depth in range(1400)),
    "digits": ANSWERS + f"  INT-01: {{level: {'9' * 100_000}}}\n",
    "a million digits": ANSWERS + f"  INT-01: {{level: -{filled('9')}}}\n",
    "hexadecimal digits": ANSWERS + f"  INT-01: {{level: 0x{filled('f')}}}\n",
    "underscores": ANSWERS + f"  INT-01: {{level: 1{filled('_')}}}\n",
    "an address": ANSWERS
    + '  A: {level: 1, evidence: [{title: a, url: "'
    + filled("a")
    + ' "}]}\n',
    "emoji": ANSWERS + "x: " + filled("😀") + "\n",
    "a control character at the end": ANSWERS + "#" + filled("x") + "\0",
    "long lines with a defect each": ANSWERS + filled("  K: {x: " + "y" * 200 + "}\n"),
    "unknown keys": "".join(f"k{number}: 1\n" for number in range(25_000)),
}
NUMEROUS = {
    "unknown keys": ANSWERS + numbered("k", ": 1\n", 2),
    "unknown keys between braces": "{" + numbered("k", ",", 1) + "}\n",
    "words between brackets": "a: [" + marks("b,") + "]\n",
    "nested brackets": "a: [" + marks("[[[[]]]],", 5) + "]\n",
    "brackets around everything": "[" * (MAX_MARKS - 100),
    "pairs between brackets": "a: [" + marks("x: y,", 2) + "]\n",
    "lists of one": "a:\n" + marks("- - - 1\n", 4),
    "values": "a:\n" + marks("- 1\n", 2),
    "the same key": marks("a: 1\n", 2),
    "anchors": "a:\n" + marks("- &a b\n", 2),
    "tags": "a:\n" + marks("- !x b\n", 2),
    "keys that are no text": "a:\n" + numbered(" ", ": b\n", 2),
    "comments": marks("# c\n"),
    "unknown criteria": ANSWERS + numbered("  K", ": {level: 1}\n", 4),
    "unknown criteria without a reason": ANSWERS + numbered("  K", ": {level: na}\n", 4),
    "criteria without a level": ANSWERS + numbered("  K", ": {}\n", 3),
    "defects on one line": ANSWERS + "  A: {" + numbered("k", ': "xxxxxxxxxx", ', 2) + "}\n",
}
IN_A_PRODUCT = {
    "versions": PRODUCT.replace('["1"]', f"[{numbered('v', ',', 1)}]") + "profile: {}\n",
    "options": PRODUCT + f"profile: {{themes: [{numbered('o', ',', 1)}]}}\n",
    "lists that are the same": PRODUCT + f"profile: {{themes: [{marks('[[]],', 3)}]}}\n",
    "mappings that are the same": PRODUCT + f"profile: {{themes: [{marks('{},', 2)}]}}\n",
    "unknown questions": PRODUCT + "profile: {" + numbered("q", ": 1,", 2) + "}\n",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_a_mebibyte_of_anything_is_judged_in_no_time(text: str, workspace: Path) -> None:
    """A file as large as files may be, of whatever shape, is judged within two seconds."""
    judged = timed_with(workspace, ANSWERS_PATH, text)

    assert judged.of(ANSWERS_PATH)
    assert judged.seconds < SECONDS


@pytest.mark.parametrize("text", NUMEROUS.values(), ids=NUMEROUS)
def test_as_many_entries_as_allowed_are_judged_in_no_time(text: str, workspace: Path) -> None:
    """A file with as many entries as files may have is judged within two seconds."""
    judged = timed_with(workspace, ANSWERS_PATH, text)

    assert judged.of(ANSWERS_PATH)
    assert "CV015" not in judged.codes
    assert judged.seconds < SECONDS


@pytest.mark.parametrize("text", IN_A_PRODUCT.values(), ids=IN_A_PRODUCT)
def test_long_lists_in_a_declaration_are_judged_in_no_time(text: str, workspace: Path) -> None:
    """Thousands of versions, options or questions are compared within two seconds."""
    judged = timed_with(workspace, "products/medicab/product.yaml", text)

    assert "CV015" not in judged.codes
    assert judged.seconds < SECONDS
