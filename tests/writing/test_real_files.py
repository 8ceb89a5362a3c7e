"""Entries of the example's own files come, change and go, and nothing else moves."""

from difflib import unified_diff
from pathlib import Path

import pytest

from convergence_cli.model.edit import Append, Edit, Put, Remove, edited, edits_between
from convergence_cli.writing.edits import edited_text
from tests.writing.test_edits import read

EXAMPLE = Path(__file__).parents[2] / "examples/exemple-sante"
SHEETS = sorted(EXAMPLE.rglob("answers/*.yaml"))
SEAL = {"by": "a.martin", "on": "2026-11-22", "digest": f"sha256:{'0' * 64}"}
ANSWER = {"level": 2, "comment": "Half: the other half is planned", "evidence": [
    {"title": "Test report", "url": "https://example.org/report", "issued_on": "2026-05-02"}
]}  # fmt: skip
MEMBER = {"id": "z.new", "name": "Z. New", "email": "z@example.org", "role": "contributor"}


def changed(path: Path, *edits: Edit) -> str:
    """Return a file of the example with edits made."""
    text = path.read_bytes().decode("utf-8")
    result = edited_text(text, edits, read)
    assert isinstance(result, str), result
    assert read(result).data == edited(read(text).data, edits)
    return result


def lines_gone(before: str, after: str) -> list[str]:
    """Return the lines of a text that are not in another, in order."""
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line[1:] for line in [*unified_diff(*lines, n=0)][2:] if line[0] == "-"]


def back(text: str, *edits: Edit) -> str:
    """Return a text with edits made."""
    result = edited_text(text, edits, read)
    assert isinstance(result, str), result
    return result


@pytest.mark.parametrize("path", SHEETS, ids=lambda each: "-".join(each.parts[-3::2]))
def test_answers_come_change_and_go(path: Path) -> None:
    """A new answer, another level and a seal touch their own lines; undone, every byte is back."""
    text = path.read_bytes().decode("utf-8")
    ids = list(read(text).data["answers"])
    first = read(text).data["answers"][ids[0]]["level"]
    order = (*ids[:1], "NEW-ID", *ids[1:])
    with_answer = changed(path, Put(("answers", "NEW-ID"), ANSWER, order))
    is_sealed = "seal" in read(text).data
    with_seal = changed(path, Put(("seal",), SEAL, ("status", "seal", "answers")))
    with_level = changed(path, Put(("answers", ids[0], "level"), 0 if first != 0 else 1))

    assert lines_gone(text, with_answer) == []
    assert len(lines_gone(text, with_seal)) == (2 if is_sealed else 0)
    assert len(lines_gone(text, with_level)) == 1
    assert back(with_answer, Remove(("answers", "NEW-ID"))) == text
    assert is_sealed or back(with_seal, Remove(("seal",))) == text
    assert back(with_level, Put(("answers", ids[0], "level"), first)) == text


def test_each_answer_can_go_alone() -> None:
    """Whichever answer goes, the others and the comments that name others stay."""
    path = EXAMPLE / "products/medicab/answers/interoperability.yaml"
    text = path.read_bytes().decode("utf-8")
    answers = read(text).data["answers"]
    for id_ in answers:
        gone = lines_gone(text, changed(path, Remove(("answers", id_))))
        others = tuple(f"{sign}{each}" for each in answers if each != id_ for sign in ("", "# "))
        assert gone
        assert not any(line.strip().startswith(others) for line in gone)


def test_plan_entries_come_change_and_go() -> None:
    """A plan entry is added, delayed, given another step and removed."""
    path = EXAMPLE / "products/medicab/plan.yaml"
    text = path.read_bytes().decode("utf-8")
    entry = {"by": "2027-Q4", "steps": [{"level": 2, "by": "2027-Q1"}], "owner": "a.martin"}
    added = changed(path, Put(("plan", "NEW-ID"), entry))
    delayed = back(added, *edits_between(entry, {**entry, "by": "2028-Q1"}, ("plan", "NEW-ID")))

    assert lines_gone(text, added) == []
    assert lines_gone(added, delayed) == ["    by: 2027-Q4\n"]
    assert back(delayed, Append(("plan", "NEW-ID", "steps"), {"level": 3, "by": "2027-Q2"}))
    assert back(delayed, Remove(("plan", "NEW-ID"))) == text


@pytest.mark.parametrize("product", ["medicab", "medicab-mobile", "medicab-agenda"])
def test_profile_values_come_change_and_go(product: str) -> None:
    """A profile value is added, turned round and removed; the others keep their comments."""
    path = EXAMPLE / f"products/{product}/product.yaml"
    text = path.read_bytes().decode("utf-8")
    profile = read(text).data["profile"]
    booleans = [id_ for id_, value in profile.items() if isinstance(value, bool)]
    turned = [(id_, not profile[id_]) for id_ in booleans]

    assert booleans
    for id_, value in turned:
        other = changed(path, Put(("profile", id_), value))
        assert len(lines_gone(text, other)) == 1
        assert back(other, Put(("profile", id_), not value)) == text
    added = changed(path, Put(("profile", "new_question"), ["one", "two"]))
    assert lines_gone(text, added) == []
    assert back(added, Remove(("profile", "new_question"))) == text


def test_members_come_change_and_go() -> None:
    """A member is added, given a product and removed."""
    path = EXAMPLE / "convergence.yaml"
    text = path.read_bytes().decode("utf-8")
    count = len(read(text).data["members"])
    added = changed(path, Append(("members",), MEMBER))
    given = changed(path, Append(("members", 1, "products"), "medicab-agenda"))

    assert lines_gone(text, added) == []
    assert back(added, Remove(("members", count))) == text
    assert len(lines_gone(text, given)) == 1
    assert back(given, Remove(("members", 1, "products", 2))) == text
