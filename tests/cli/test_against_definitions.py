"""`score --against` where definitions changed: told apart, and what else changed is found."""

from typing import Any

import pytest

from tests.cli.changing import (
    CARE,
    DEFINITION,
    MED,
    MOBILE,
    Edit,
    all_of,
    changes,
    removed,
    replaced,
    score,
    sealed,
    told,
    written,
)
from tests.cli.small import questionnaire
from tests.scripted_history import MARTIN, ScriptedHistory

MED_CARE, MOBILE_CARE = f"{MED}/{CARE}", f"{MOBILE}/{CARE}"
PLAN = f"{MED}/plan.yaml"
PRELIMINARY = "questionnaires/preliminary.yaml"
LOWERED = replaced(MED_CARE, "    level: 3\n", "    level: 2\n")


def _lines(id_: str) -> tuple[str, str]:
    """Return the lines of a criterion up to its levels, and those of another title."""
    start = f"      - id: {id_}\n        title: {{fr: Critère {id_}, en: Criterion {id_}}}\n"
    return start, start.replace(f"Criterion {id_}", f"Criterium {id_}")


def _without(id_: str) -> Edit:
    def edit(history: ScriptedHistory) -> None:
        text = history.read(DEFINITION)
        start = text.index(f"      - id: {id_}\n")
        end = text.find("      - id: ", start + 1)
        removed_too = f'version: "1"\nremoved: [{id_}]'
        kept = text[:start] + (text[end:] if end > 0 else "")
        history.write(DEFINITION, kept.replace('version: "1"', removed_too))

    return edit


def _plus(id_: str) -> Edit:
    whole = questionnaire("care", {id_: 2})
    return lambda history: history.append(DEFINITION, whole[whole.index("      - id:") :])


def _with_scale(top: int) -> Edit:
    """Return an edit that gives the definition a scale from 0 to a level."""

    def edit(history: ScriptedHistory) -> None:
        scale = "".join(
            f"  - {{level: {level}, colour: red, label: {{fr: '{level}', en: '{level}'}}}}\n"
            for level in range(top + 1)
        )
        lines = [
            each
            for each in history.read(DEFINITION).splitlines(keepends=True)
            if not (each.startswith("          ") and each.strip()[0].isdigit())
            or int(each.strip()[0]) <= top
        ]
        text = "".join(lines).replace("axes:\n", f"scale:\n{scale}axes:\n")
        history.write(DEFINITION, text.replace("expected: 2", "expected: 1"))

    return edit


RENAMED = replaced(DEFINITION, "      - id: B\n", "      - id: BB\n        replaces: [B]\n")
FOLLOWED = all_of(
    replaced(MED_CARE, "  B: {level", "  BB: {level"),
    replaced(MOBILE_CARE, "  B: {level", "  BB: {level"),
    replaced("products/old/answers/care.yaml", "  B: {level", "  BB: {level"),
    replaced(PLAN, "  B:\n", "  BB:\n"),
)

QUIET: dict[str, tuple[Edit, str | None]] = {
    "words": (replaced(DEFINITION, *_lines("B")), None),
    "an expected level": (replaced(DEFINITION, *_lines("A")), None),
    "a new criterion": (_plus("E"), None),
    "a criterion removed": (_without("B"), "5/2"),
    "a criterion renamed, and its answers with it": (all_of(RENAMED, FOLLOWED), None),
    "a criterion renamed, and its answers not yet": (RENAMED, "5/2"),
    "a condition": (
        replaced(DEFINITION, "applies_when: shares", "applies_when: {not: shares}"),
        "2",
    ),
    "a question removed": (
        all_of(
            replaced(DEFINITION, "applies_when: shares", "applies_when: {wave: wave-1}"),
            replaced(PRELIMINARY, "        applies_when: shares\n", ""),
        ),
        None,
    ),
    "a question that nobody has answered": (
        replaced(DEFINITION, "applies_when: shares", "applies_when: {note: x}"),
        "2",
    ),
    "a questionnaire that is gone": (
        all_of(removed("questionnaires/waves.yaml"), removed(f"{MED}/answers/waves.yaml")),
        None,
    ),
    "a questionnaire that is new": (
        written("questionnaires/more.yaml", questionnaire("more", {"M": 1})),
        None,
    ),
}
"""By what changes: an edit, and the mean of `care` after it; none where it is not moved."""


@pytest.mark.parametrize("what", QUIET)
def test_a_definition_never_fails_by_itself(what: str, history: ScriptedHistory) -> None:
    """The same answers under another definition are no regression; means that move say why."""
    edit, mean = QUIET[what]
    edit(history)

    done = score(history, "med", "--strict", "-f", "json")
    document = told(done)

    assert {each[0] for each in changes(document)} == {"definition-changed"}
    assert {each["cause"] for each in document["changes"]} == {"definition"}
    # What nobody knows any more is a matter of the gate, which looks at one state alone.
    assert (
        done.code == bool(document["refusals"]) == (what == "a question that nobody has answered")
    )
    moved = {each["questionnaire"]: each for each in document["movements"]}
    if mean is not None:
        after = moved["care"]["after"]
        assert after["mean"] == mean
        assert {each["cause"] for each in moved["care"]["causes"]} == {"definition"}
    else:
        care = moved.get("care", {"before": {"mean": "2"}, "after": {"mean": "2"}, "causes": []})
        assert (care["before"]["mean"], care["after"]["mean"], care["causes"]) == ("2", "2", [])


@pytest.mark.parametrize("what", QUIET)
def test_a_lowered_answer_is_found_beside_a_definition(what: str, history: ScriptedHistory) -> None:
    """Whatever the definitions become in the same commit, what got worse is found, and fails."""
    edit, _ = QUIET[what]
    all_of(LOWERED, edit)(history)
    history.commit(MARTIN)

    done = score(history, "-f", "json", against="base")

    assert ("level-lowered", "med", "A", 3, 2) in changes(told(done))
    assert done.code == 1


def test_a_renamed_answer_that_is_lowered_is_found(history: ScriptedHistory) -> None:
    """A new id hides neither a lower level nor a later date, nor an answer that is gone."""
    all_of(RENAMED, FOLLOWED)(history)
    replaced(MOBILE_CARE, "BB: {level: 2}", "BB: {level: 0}")(history)
    replaced(PLAN, "by: 2027-Q2\n", "by: 2027-Q4\n")(history)
    first = changes(told(score(history, "-f", "json")))
    replaced(MED_CARE, "  BB: {level: 1}\n", "")(history)
    second = changes(told(score(history, "-f", "json")))

    assert ("level-lowered", "med-mobile", "BB", 2, 0) in first
    assert ("plan-delayed", "med", "BB", "2027-Q2", "2027-Q4") in first
    assert not {each[0] for each in first} & {"answer-added", "plan-advanced", "answer-removed"}
    assert ("answer-removed", "med", "BB", 1, None) in second


def test_a_level_off_the_new_scale_counts_no_more(history: ScriptedHistory) -> None:
    """What an answer meant on the old scale is not known on the new one: it is the definition's."""
    _with_scale(1)(history)
    replaced(PLAN, "    steps: [{level: 2, by: 2026-Q4}]\n", "")(history)
    for path in (MED_CARE, MOBILE_CARE, "company/answers/strategy.yaml"):
        text = history.read(path)
        history.write(path, text.replace("level: 3", "level: 1").replace("level: 2", "level: 1"))

    document = told(score(history, "med", "-f", "json"))

    assert {each[0] for each in changes(document)} == {"answer-added", "definition-changed"}
    [movement] = [each for each in document["movements"] if each["questionnaire"] == "care"]
    causes = [(each["cause"], each["before"], each["after"]) for each in movement["causes"]]
    assert causes == [("definition", "2", "1"), ("answer", "1", "1")]


def test_a_seal_that_a_definition_broke_fails_nobody(history: ScriptedHistory) -> None:
    """Where the answers are the very same, a broken seal says nothing of them, strict or not."""
    sealed(history, "med", "-q", "care")
    history.commit(MARTIN)
    replaced(DEFINITION, *_lines("B"))(history)

    done = score(history, "med", "--strict", "-f", "json")

    [broken] = [each for each in told(done)["changes"] if each["kind"] == "seal-broken"]
    assert (broken["cause"], broken["bearing"], broken["regression"]) == (
        "definition",
        "apart",
        False,
    )
    assert done.code == 0
    assert "by its definition alone" in score(history, "med").out


def test_a_gate_that_is_loosened_with_its_answers_is_told(history: ScriptedHistory) -> None:
    """A commit that lowers an answer and the bar beside it has both told, the answer as worse."""
    all_of(LOWERED, replaced("convergence.yaml", "care: 0.5", "care: 0.1"))(history)

    found: dict[str, Any] = {
        each["kind"]: each for each in told(score(history, "-f", "json"))["changes"]
    }

    assert found["level-lowered"]["regression"] is True
    assert found["gate-loosened"]["regression"] is False
    assert (found["gate-loosened"]["before"], found["gate-loosened"]["after"]) == ("1/2", "1/10")


def test_a_gate_that_asks_for_more_is_no_change(history: ScriptedHistory) -> None:
    """A higher minimum, another one and more that is refused are not loosened."""
    replaced("convergence.yaml", "{care: 0.5}", "{care: 0.6, waves: 1}")(history)
    replaced("convergence.yaml", "[undetermined]", "[undetermined, unanswered]")(history)

    assert told(score(history, "-f", "json"))["changes"] == []
