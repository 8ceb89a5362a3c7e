"""`diff BASE [HEAD]`: what changed between two commits, or since one."""

from pathlib import Path

import pytest

from tests.cli.changing import CARE, MED, changes, company, copied, replaced, score, told
from tests.cli.running import AS_OF, Finished, run
from tests.scripted_history import MARTIN, ScriptedHistory

MED_CARE = f"{MED}/{CARE}"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a company: `base`, then `worse`, then `better`, and files that are doubtful."""
    history = company(tmp_path_factory.mktemp("company"))
    replaced(MED_CARE, "    level: 3\n", "    level: 2\n")(history)
    history.commit(MARTIN)
    history.tag("worse")
    replaced(MED_CARE, "    level: 2\n", "    level: 3\n")(history)
    history.commit(MARTIN)
    history.tag("better")
    replaced(MED_CARE, "B: {level: 1}", "B: {level: na, comment: Not for us}")(history)
    return history


def diff(history: ScriptedHistory, *args: str) -> Finished:
    """Run `diff`."""
    return run("diff", *args, *AS_OF, at=history.root)


@pytest.mark.parametrize(
    ("args", "code", "kinds"),
    [
        (("base", "worse"), 1, {"level-lowered"}),
        (("worse", "better"), 0, {"level-raised"}),
        (("base", "better"), 0, set()),
        (("worse", "worse"), 0, set()),
        (("better",), 0, {"became-na"}),
        (("better", "--strict"), 1, {"became-na"}),
        (("worse",), 0, {"level-raised", "became-na"}),
        (("base", "worse", "-q", "waves"), 0, set()),
        (("base", "worse", "-q", "care"), 1, {"level-lowered"}),
    ],
)
def test_two_states_are_compared(
    args: tuple[str, ...], code: int, kinds: set[str], history: ScriptedHistory
) -> None:
    """Between two commits, or since one until the files as they stand; formats change no code."""
    done = diff(history, *args, "-f", "json")
    document = told(done)

    assert {each[0] for each in changes(document)} == kinds
    assert (done.code, document["verdict"]) == (code, "fail" if code else "pass")
    assert {diff(history, *args, "-f", each).code for each in ("text", "markdown")} == {code}


def test_it_says_what_was_compared(history: ScriptedHistory) -> None:
    """The document names both commits; none for the files as they stand."""
    two = told(diff(history, "base", "worse", "-f", "json"))["against"]
    one = told(diff(history, "base", "-f", "json"))["against"]

    hashes = [history.git("rev-parse", each) for each in ("base", "worse")]
    assert (two["name"], two["commit"], two["head"]) == ("base", *hashes)
    assert (one["commit"], one["head"]) == (hashes[0], None)


def test_it_finds_what_a_score_finds(history: ScriptedHistory) -> None:
    """Since a commit, `diff` and `score --against` tell the same changes and movements."""
    one = told(diff(history, "worse", "-f", "json"))
    other = told(score(history, "-f", "json", against="worse"))

    assert told(diff(history, "better", "base", "-f", "json"))["notices"] == []
    for key in ("against", "notices", "changes", "movements", "redefinitions"):
        assert one[key] == other[key]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            ("base", "worse"),
            (
                "Changes since base",
                "Worse (2)",
                "med · care · level lowered · A 3 → 2",
                "✗ regressions: 2",
            ),
        ),
        (("worse", "worse"), ("nothing changed",)),
        (
            ("base", "worse", "--lang", "fr"),
            (
                "Changements depuis base",
                "Moins bien (2)",
                "niveau abaissé · A 3 → 2",
                "✗ régressions : 2",
            ),
        ),
        (("worse", "worse", "--lang", "fr"), ("rien n'a changé",)),
    ],
)
def test_it_is_told_in_both_languages(
    args: tuple[str, ...], words: tuple[str, ...], history: ScriptedHistory
) -> None:
    """The text says what got worse, in the language that was asked for."""
    done = diff(history, *args)

    assert [each for each in words if each not in done.out] == []
    assert done.err == ""


@pytest.mark.parametrize("args", [("base",), ("base", "worse")])
def test_an_unknown_questionnaire_is_refused(
    args: tuple[str, ...], history: ScriptedHistory
) -> None:
    """A misspelt questionnaire is 2: nothing compared is no pass."""
    done = diff(history, *args, "-q", "cara")

    assert (done.code, done.out) == (2, "")
    assert "did you mean 'care'?" in done.err


def test_the_newer_commit_needs_no_files_here(history: ScriptedHistory, tmp_path: Path) -> None:
    """Two commits are compared whatever stands in the folder."""
    other = copied(history, tmp_path / "copy")
    other.write(MED_CARE, "answers: [\n")

    assert diff(other, "base", "worse").code == 1
    assert diff(other, "base").code == 2
