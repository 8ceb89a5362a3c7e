"""A person answers on a terminal: in any order, saved at once, left at any time."""

from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from convergence_cli.cli.prompts import ask_one
from convergence_cli.model.workspace import NA, Answer
from tests.checking.judging import rule, with_rules
from tests.cli.answering import (
    SHEET,
    own,
    sealed,
    standing,
    workspace,
)
from tests.cli.running import AS_OF
from tests.cli.small import questionnaire, write
from tests.cli.test_terminal import CTRL_C, CTRL_D, DOWN, ENTER, Terminal, terminal

# Python 3.12 and later warn of forks beside threads, which the test runner has.
pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")

UP = "\x1b[A"
MORE = UP + ENTER
"""The last choice, from the first."""


def at(person: Terminal, heading: str, keys: str) -> None:
    """Wait for the menu of a criterion and press keys."""
    person.answer(f"{heading}.*?arrows, then", keys)


def level(value: int) -> str:
    """Return the keys that choose a level, from the first choice."""
    return DOWN * (value + 1) + ENTER


def test_criteria_are_answered_one_by_one(tmp_path: Path) -> None:
    """What waits comes first; levels, a proposal, and not applicable with its reason."""
    root = workspace(tmp_path, care={"A": 3})
    with_rules(root, rule("[{criterion: C, at_least: 2}]"))

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "B Criterion B", level(2))
        person.answer("Comment", f"as measured{ENTER}")
        at(person, "C Criterion C", ENTER)
        person.answer("Comment", ENTER)
        at(person, "D Shared", DOWN * 5 + ENTER)
        person.answer("Why is it not", f"nothing to share{ENTER}")
        person.answer("Approved by", DOWN + ENTER)
        person.answer("Until which day", f"2027-13-01{ENTER}")
        person.answer("a day such as", "\b" * 10 + f"2026-11-21{ENTER}")
        person.answer("past", "\b" * 10 + f"2027-01-31{ENTER}")
        assert person.end() == 0

    assert dict(standing(root).own) == {
        "A": Answer(3),
        "B": Answer(2, "as measured"),
        "C": Answer(2),
        "D": Answer(NA, "nothing to share", (), "a.martin", "2027-01-31"),
    }
    text = person.text
    assert "Care 1 · ONE One · 2 of 4, 1 answered\n" in text
    assert "rule RULE-A proposes 2 or more: because\n" in text
    assert "2 Yellow · Enough (expected, proposed)" in text
    assert "Asks the same thing\n  A Criterion A (Care) · Level 3\n" in text
    assert text.endswith(
        "3 criteria answered, all saved\n"
        "Care 1: mean 3.00 → 2.33, 3 of 3 answered, 1 not applicable\n"
        "undetermined until the profile answers prints: E\n"
        "next: convergence explain prints\n"
    )


def test_a_killed_run_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    """Each answer is in its file before the next question is asked."""
    root = workspace(tmp_path, care={})

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(1))
        person.answer("Comment", f"so far{ENTER}")
        at(person, "B Criterion B", level(3))
        person.answer("Comment", "lost")

    assert dict(standing(root).own) == {"A": Answer(1, "so far"), "B": Answer(3)}


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_a_conversation_can_be_left(key: str, tmp_path: Path) -> None:
    """Ctrl-C, and the end of the input, leave with 130; what was given is saved, and said."""
    root = workspace(tmp_path, care={})

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(1))
        person.answer("Comment", ENTER)
        at(person, "B Criterion B", key)
        assert person.end() == 130

    assert "1 criterion answered, saved\nCare 1: mean — → 1.00, 1 of 4 answered\n" in person.text
    assert "still unanswered: care 3\n" in person.text
    assert person.text.endswith("next: convergence answer med --unanswered\n")
    assert own(root, "A") == Answer(1)


def test_what_is_asked_is_narrowed_down(tmp_path: Path) -> None:
    """Filters choose the criteria; quitting changes nothing and is no failure."""
    root = workspace(tmp_path, care={"A": 1, "B": 2, "C": 3})

    asked = ("--under-expected", "--unanswered", "-q", "care", "--axis", "ONE")
    with terminal("answer", "med", *asked, *AS_OF, at=root) as person:
        at(person, "A Criterion A", ENTER)
        at(person, "D Shared", MORE)
        person.answer("What else", UP + ENTER)
        assert person.end() == 0

    assert "1 of 2, 1 answered" in person.text
    assert "Criterion B" not in person.text
    assert "nothing changed\n" in person.text


def test_back_jump_and_evidence(tmp_path: Path) -> None:
    """A person goes back and forth, and a file that does not exist is no evidence."""
    root = write(workspace(tmp_path, care={}), {"evidence/plan.md": "…"})

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "A Criterion A", MORE)
        person.answer("What else", DOWN + ENTER)
        person.answer("To which criterion", f"B{ENTER}")
        at(person, "B Criterion B", level(3))
        person.answer("Comment", ENTER)
        person.answer("Title of the evidence", f"The plan{ENTER}")
        person.answer("Where", f"evidence/plan.pdf{ENTER}")
        person.answer("no file stands at", f"\b\b\bmd{ENTER}")
        person.answer("Issued on", f"2026-01-31{ENTER}")
        person.answer("Expires on", f"2026-01-30{ENTER}")
        person.answer("it expires on 2026-01-30, before", "\b" * 10 + ENTER)
        at(person, "C Criterion C", MORE)
        person.answer("What else", ENTER)
        at(person, "B Criterion B", MORE)
        person.answer("What else", DOWN * 2 + ENTER)
        person.answer("Remove which", DOWN + ENTER)
        at(person, "B Criterion B", MORE)
        person.answer("What else", ENTER)
        person.answer("Comment", f"without{ENTER}")
        at(person, "B Criterion B", MORE)
        person.answer("What else", UP + ENTER)
        assert person.end() == 0

    assert dict(standing(root).own) == {"B": Answer(3, "without")}
    assert "1 criterion answered, saved\n" in person.text


def test_an_override_is_given_and_dropped(tmp_path: Path) -> None:
    """An edition sees what it inherits, answers otherwise, and takes that back."""
    root = workspace(tmp_path, care={"A": 3})

    with terminal("answer", "kin", "--criterion", "A", *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(1))
        person.answer("Comment", ENTER)
        assert person.end() == 0
    assert "Answer\nLevel 3 (inherited from med)\n" in person.text
    assert standing(root, "kin").held["A"] == (Answer(1), "kin")

    with terminal("answer", "kin", "--criterion", "A", *AS_OF, at=root) as person:
        at(person, "A Criterion A", MORE)
        person.answer("What else", UP * 3 + ENTER)
        person.answer("Remove the answer", ENTER)
        at(person, "A Criterion A", ENTER)
        assert person.end() == 0

    assert "instead of level 3 (inherited from med)\n" in person.text
    assert standing(root, "kin").held["A"] == (Answer(3), "med")


def test_what_is_read_again_loses_its_mark(tmp_path: Path) -> None:
    """An answer that is to be reviewed is kept as it is, and confirmed, or left marked."""
    marked = '  A: {level: 1, review: "1"}\n  B: {level: 2, review: "1"}\n'
    root = workspace(tmp_path, care={"C": 1, "D": 1})
    text = (root / SHEET).read_text(encoding="utf-8").replace("answers:\n", f"answers:\n{marked}")
    write(root, {SHEET: text})

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "A Criterion A", ENTER)
        person.answer("Read again and confirmed", ENTER)
        at(person, "B Criterion B", ENTER)
        person.answer("Read again and confirmed", "n")
        at(person, "C Criterion C", CTRL_C)
        assert person.end() == 130

    assert "to be read again: version 1 changed what the criterion says\n" in person.text
    expected = text.replace('A: {level: 1, review: "1"}', "A: {level: 1}")
    assert (root / SHEET).read_text(encoding="utf-8") == expected


def test_a_seal_is_not_broken_unasked(tmp_path: Path) -> None:
    """Before the first change of what is validated a person is told, once, and may say no."""
    root = workspace(tmp_path, care={"A": 3, "B": 1, "C": 1, "D": 1})
    sealed(root)
    before = (root / SHEET).read_bytes()

    with terminal("answer", "med", *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(2))
        person.answer("Change it", "n")
        at(person, "A Criterion A", ENTER)
        assert (root / SHEET).read_bytes() == before
        at(person, "B Criterion B", level(2))
        person.answer("Change it", ENTER)
        person.answer("Comment", ENTER)
        at(person, "C Criterion C", level(2))
        person.answer("Comment", ENTER)
        at(person, "D Shared", ENTER)
        assert person.end() == 0

    assert "a change breaks the seal of a.martin (2026-11-20)" in person.text
    assert "med, Care 1: the seal of a.martin (2026-11-20) is broken" in person.text
    assert b"seal: {by: a.martin" in (root / SHEET).read_bytes()


def test_two_people_answer_one_file_in_turns(tmp_path: Path) -> None:
    """Two conversations on one file lose nothing of each other."""
    root = workspace(tmp_path, care={})

    one = terminal("answer", "med", "--criterion", "A", "--criterion", "C", *AS_OF, at=root)
    two = terminal("answer", "med", "--criterion", "B", "--criterion", "D", *AS_OF, at=root)
    with one as first, two as second:
        at(first, "A Criterion A", "")
        at(second, "B Criterion B", level(1))
        second.answer("Comment", f"second{ENTER}")
        first.press(level(0))
        first.answer("Comment", f"first{ENTER}")
        at(second, "D Shared", level(3))
        second.answer("Comment", CTRL_C)
        at(first, "C Criterion C", level(2))
        first.answer("Comment", ENTER)
        assert (first.end(), second.end()) == (0, 130)

    assert dict(standing(root).own) == {
        "A": Answer(0, "first"),
        "B": Answer(1, "second"),
        "C": Answer(2),
        "D": Answer(3),
    }


def test_what_changed_meanwhile_is_asked_again(tmp_path: Path) -> None:
    """Where an editor changed the very answer, both values are shown, and nothing is lost."""
    root = workspace(tmp_path, care={"A": 1})
    asked = ("--criterion", "A")

    with terminal("answer", "med", *asked, *AS_OF, at=root) as person:
        at(person, "A Criterion A", "")
        write(root, {SHEET: (root / SHEET).read_text("utf-8").replace("level: 1", "level: 3")})
        person.press(level(2))
        person.answer("changed meanwhile.*?arrows, then", level(2))
        person.answer("Comment", ENTER)
        assert person.end() == 0

    assert "A changed meanwhile: it says level 3; you gave level 2, which is not written" in (
        person.text.replace("\n", " ")
    )
    assert own(root, "A") == Answer(2)


def test_a_file_that_is_being_edited_waits(tmp_path: Path) -> None:
    """A file that has an error at this moment is not touched; once it is mended, it is."""
    root = workspace(tmp_path, care={"A": 1})
    good = (root / SHEET).read_text(encoding="utf-8")

    with terminal("answer", "med", "--criterion", "A", *AS_OF, at=root) as person:
        at(person, "A Criterion A", "")
        write(root, {SHEET: good + "  B: {level: 1\n"})
        person.press(level(2))
        person.answer("not written: level 2.*?arrows, then", "")
        write(root, {SHEET: good + "  B: {level: 1}\n"})
        person.press(level(2))
        person.answer("Comment", ENTER)
        assert person.end() == 0

    assert "CV006" in person.text
    assert (own(root, "A"), own(root, "B")) == (Answer(2), Answer(1))


def test_a_criterion_may_leave_the_profile_meanwhile(tmp_path: Path) -> None:
    """What was asked and does not apply any more is not written, which is said."""
    root = workspace(tmp_path, care={"A": 1})
    before = (root / SHEET).read_text(encoding="utf-8")

    with terminal("answer", "med", "--criterion", "D", *AS_OF, at=root) as person:
        at(person, "D Shared", "")
        product = (root / "products/med/product.yaml").read_text(encoding="utf-8")
        write(root, {"products/med/product.yaml": product.replace("shares: true", "shares: false")})
        write(root, {SHEET: before.replace("level: 1", "level: 2")})
        person.press(level(1))
        assert person.end() == 0

    assert "convergence: 'D' does not apply any more\n" in person.text
    assert "D: not written: level 1\n" in person.text
    assert own(root, "D") is None


def test_a_text_that_is_left_alone_stays_as_it_is(tmp_path: Path) -> None:
    """Enter at a comment of several lines keeps every byte of it."""
    root = workspace(tmp_path, care={})
    lines = "  A:\n    level: 1\n    comment: |\n      first\n      second\n"
    text = (root / SHEET).read_text(encoding="utf-8") + lines
    write(root, {SHEET: text})

    with terminal("answer", "med", "--criterion", "A", *AS_OF, at=root) as person:
        at(person, "A Criterion A", level(2))
        person.answer("Comment", ENTER)
        assert person.end() == 0

    assert (root / SHEET).read_text(encoding="utf-8") == text.replace("level: 1", "level: 2")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("-q", "car"), "did you mean 'care'?"),
        (("-q", "policy"), "the questionnaire 'policy' does not apply here"),
        (("-q", "late"), "nobody can say yet whether the questionnaire 'late' applies"),
        (("--axis", "TWO"), "no axis is called 'TWO'"),
        (("--criterion", "E"), "no criterion that applies here is called 'E'"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
def test_what_is_asked_must_be_there(asked: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """A filter that names nothing that applies is an error, not an empty conversation."""
    root = workspace(tmp_path, care={})
    late = questionnaire("late", {"L": 1}) + "applies_when: prints\n"
    write(root, {"questionnaires/late.yaml": late})

    with terminal("answer", "med", *asked, *AS_OF, at=root) as person:
        assert person.end() == 2

    assert said in person.text


def test_there_may_be_nothing_to_ask(tmp_path: Path) -> None:
    """Where no criterion is left, that is said, with what is undetermined."""
    root = workspace(tmp_path, care={"A": 1, "B": 1, "C": 1, "D": 1})

    with terminal("answer", "med", "--unanswered", *AS_OF, at=root) as person:
        assert person.end() == 0

    assert person.text.startswith("nothing to ask\n")
    assert "undetermined until the profile answers prints: E\n" in person.text


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_without_unicode_is_spoken_to_plainly(encoding: str, tmp_path: Path) -> None:
    """Levels of several lines are chosen, and their echo is plain, where stdout is no UTF-8."""
    root = workspace(tmp_path, care={})
    care = root / "questionnaires/care.yaml"
    text = care.read_text(encoding="utf-8")
    care.write_text(text.replace("fr: Oui", f"fr: {'Œuvré → ' * 30}"), encoding="utf-8")

    asked = ("answer", "med", "--criterion", "D", "--lang", "fr", *AS_OF)
    with terminal(*asked, at=root, env={"PYTHONIOENCODING": encoding}) as person:
        person.answer("Reponse.*?fleches, puis", level(2))
        person.answer("Commentaire", ENTER)
        assert person.end() == 0

    assert "? Reponse 2 " in person.text
    assert "OEuvre ->" in person.text
    assert own(root, "D") == Answer(2)


def test_a_typed_digit_points_at_its_level(tmp_path: Path) -> None:
    """The last digit typed counts, one that is no level moves nothing, and enter confirms."""
    root = workspace(tmp_path, care={})

    with terminal("answer", "med", "--criterion", "A", *AS_OF, at=root) as person:
        at(person, "A Criterion A", "329" + ENTER)
        person.answer("Comment", ENTER)
        assert person.end() == 0

    assert own(root, "A") == Answer(2)


def test_a_level_of_two_digits_is_typed_too() -> None:
    """The second digit goes on with the first where the two are a choice."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("10" + ENTER)
        assert ask_one("Level", [(each, each) for each in ("skip", "0", "1", "10")]) == "10"
        keys.send_text("20" + ENTER)
        assert ask_one("Level", [(each, each) for each in ("skip", "0", "1", "10")]) == "0"
