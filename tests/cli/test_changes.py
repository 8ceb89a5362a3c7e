"""The files of one command: written together, or not at all where one is not what was read."""

import os
import subprocess
from pathlib import Path

import pytest

from convergence_cli.cli.changes import ChangedSinceReadError, Changes
from convergence_cli.errors import ConvergenceError
from convergence_cli.model.edit import Put, Remove
from tests.cli.small import workspace

SHEET = "products/med/answers/care.yaml"
PRODUCT = "products/med/product.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a workspace of one product."""
    return workspace(tmp_path / "ws", {"A": 3, "B": 1})


def level(value: int) -> Put:
    """Return the edit that gives an answer another level."""
    return Put(("answers", "A", "level"), value)


def test_nothing_is_written_before_it_is_asked_for(root: Path) -> None:
    """An edit is seen in the difference, and on disk once it is written."""
    before = (root / SHEET).read_bytes()
    changes = Changes(root)
    changes.edit(SHEET, [level(2)])

    assert "-  A: {level: 3}\n+  A: {level: 2}\n" in changes.difference()
    assert (root / SHEET).read_bytes() == before
    assert list(changes.write()) == [SHEET]
    assert (root / SHEET).read_bytes() == before.replace(b"A: {level: 3}", b"A: {level: 2}")


def test_a_file_that_changed_stops_all_files(root: Path) -> None:
    """Somebody saved one of two files meanwhile: neither is written, and the culprit is named."""
    changes = Changes(root)
    changes.edit(PRODUCT, [Put(("name",), "Other")])
    changes.edit(SHEET, [level(2)])
    saved = (root / SHEET).read_text(encoding="utf-8") + "# by hand\n"
    (root / SHEET).write_text(saved, encoding="utf-8")
    product = (root / PRODUCT).read_bytes()

    with pytest.raises(ChangedSinceReadError, match=SHEET):
        list(changes.write())

    assert (root / SHEET).read_text(encoding="utf-8") == saved
    assert (root / PRODUCT).read_bytes() == product


def test_of_two_commands_the_second_is_refused(root: Path) -> None:
    """Both read, both edit: the first to write wins, and the other loses nothing silently."""
    one, other = Changes(root), Changes(root)
    one.edit(SHEET, [level(2)])
    other.edit(SHEET, [level(1)])
    list(one.write())

    with pytest.raises(ChangedSinceReadError):
        list(other.write())

    assert "  A: {level: 2}\n" in (root / SHEET).read_text(encoding="utf-8")


def test_a_new_file_does_not_replace_one_that_came_meanwhile(root: Path) -> None:
    """What was not there when it was looked for, and is there now, is left alone."""
    changes = Changes(root)
    changes.put("company/plan.yaml", "format: 1\nplan:\n")
    (root / "company").mkdir()
    (root / "company/plan.yaml").write_text("by somebody else\n", encoding="utf-8")

    with pytest.raises(ChangedSinceReadError):
        list(changes.write())

    assert (root / "company/plan.yaml").read_text(encoding="utf-8") == "by somebody else\n"


def test_the_difference_is_a_patch(root: Path) -> None:
    """What is shown can be applied: files that change, come, go, or lack the last line end."""
    (root / "company").mkdir()
    (root / "company/plan.yaml").write_text("format: 1\nplan: # none", encoding="utf-8")
    changes = Changes(root)
    changes.edit(SHEET, [Remove(("answers", "A"))])
    changes.put("products/new/product.yaml", "format: 1\nid: new")
    changes.remove(PRODUCT)
    changes.edit("company/plan.yaml", [Put(("plan", "A"), {"by": "2027-Q1"})])
    patch = root.parent / "changes.patch"
    patch.write_bytes(changes.difference().encode())
    whole = {each.path: each.after for each in changes.files}
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=root, check=True)

    assert len(whole) == 4
    for path, content in whole.items():
        assert (root / path).exists() == (content is not None)
        if content is not None:
            assert (root / path).read_bytes() == content


def test_a_mark_and_line_ends_stay(root: Path) -> None:
    """A file with a byte-order mark and Windows line ends keeps both."""
    text = (root / SHEET).read_text(encoding="utf-8").replace("\n", "\r\n")
    (root / SHEET).write_bytes(b"\xef\xbb\xbf" + text.encode())
    changes = Changes(root)
    changes.edit(SHEET, [level(2)])
    list(changes.write())

    wanted = text.replace("A: {level: 3}", "A: {level: 2}")
    assert (root / SHEET).read_bytes() == b"\xef\xbb\xbf" + wanted.encode()


def test_a_file_keeps_its_permissions(root: Path) -> None:
    """Whoever could read a file can read it after an edit."""
    (root / SHEET).chmod(0o640)
    changes = Changes(root)
    changes.edit(SHEET, [level(2)])
    list(changes.write())

    assert (root / SHEET).stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_edited_is_named(root: Path) -> None:
    """The message gives the file and the entry, and says what to do."""
    text = (root / SHEET).read_text(encoding="utf-8")
    (root / SHEET).write_text(text.replace("A: {level: 3}", "A:\n    ? level\n    : 3"), "utf-8")
    changes = Changes(root)

    with pytest.raises(ConvergenceError, match="no edit was found") as raised:
        changes.edit(SHEET, [Put(("answers", "A", "review"), "2", ("level", "review"))])

    assert SHEET in raised.value.message.en
    assert raised.value.hint is not None
    assert "answers.A.review" in raised.value.hint.en


def test_a_draft_in_a_comment_is_not_written_over(root: Path) -> None:
    """A skeleton that somebody began to fill in stays; an untouched one gives its place."""
    text = (root / SHEET).read_text(encoding="utf-8")
    touched = '  # C:\n  #   level: 2\n  #   comment: "Paul: waits for the release"\n'
    (root / SHEET).write_text(f"{text}{touched}", encoding="utf-8")
    changes = Changes(root)
    changes.edit(SHEET, [Put(("answers", "C"), {"level": 3}, ("A", "B", "C"))])

    assert changes.text(SHEET) == f"{text}  C:\n    level: 3\n{touched}"

    (root / SHEET).write_text(f'{text}  # C:\n  #   level:\n  #   comment: ""\n', encoding="utf-8")
    changes = Changes(root)
    changes.edit(SHEET, [Put(("answers", "C"), {"level": 3}, ("A", "B", "C"))])

    assert changes.text(SHEET) == f"{text}  C:\n    level: 3\n"


def test_schemas_follow_what_they_are_made_of(root: Path) -> None:
    """A run that is killed has written the member before the schemas that offer them."""
    changes = Changes(root)
    for path in ("questionnaires/x.yaml", ".convergence/schemas/x.json", "convergence.yaml"):
        changes.put(path, "x")

    assert [each.path for each in changes.in_order()] == [
        "convergence.yaml",
        ".convergence/schemas/x.json",
        "questionnaires/x.yaml",
    ]


def test_a_file_that_may_not_be_written_stops_all_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody made one of two files read-only: neither is written, though a rename could be."""
    before = {each: (root / each).read_bytes() for each in (SHEET, PRODUCT)}
    # Whoever runs the tests may be allowed to write everywhere.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "product.yaml")
    changes = Changes(root)
    changes.edit(SHEET, [level(2)])
    changes.edit(PRODUCT, [Put(("name",), "Other")])

    with pytest.raises(ConvergenceError, match=r"product\.yaml: Permission denied"):
        list(changes.write())

    assert {each: (root / each).read_bytes() for each in (SHEET, PRODUCT)} == before
