"""What remains to do: the counts of the score, recounted by hand, and what runs out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.day import days_after
from convergence_cli.model.workspace import (
    NA,
    Answer,
    AnswerSheet,
    Certification,
    Evidence,
    Seal,
    SheetStatus,
    Workspace,
)
from convergence_cli.scoring.expiry import ExpiryKind, expiries
from convergence_cli.scoring.next_step import Deed, NextStep, next_step
from convergence_cli.scoring.progress import SheetState, SubjectProgress, progress_of
from convergence_cli.scoring.score import score_of
from convergence_cli.scoring.standing import Judge, Subject
from tests import oracle, results
from tests.building import workspace_of
from tests.strategies import DAYS, THOROUGH, workspaces
from tests.written import Files, criterion, files_of, product, questionnaire

DAY = "2026-11-22"


@THOROUGH
@given(workspaces(), st.sampled_from(DAYS))
def test_counts_are_those_of_the_score(files: Files, day: str) -> None:
    """Status and score count the same answers of the same questionnaires."""
    for subject in results.subjects_of(files).values():
        counted = {
            each.standing.questionnaire.id: each.tally
            for each in progress_of(subject, day).questionnaires
        }
        scored = score_of(subject, day).questionnaires

        assert counted == {each.standing.questionnaire.id: each.tally for each in scored}


@THOROUGH
@given(workspaces())
def test_what_remains_can_be_recounted_by_hand(files: Files) -> None:
    """Unanswered, undetermined and obsolete criteria are those that a reader finds."""
    for id_, subject in results.subjects_of(files).items():
        progress = progress_of(subject, DAYS[0])
        by_hand = oracle.standings(files, id_)

        assert {each.standing.questionnaire.id for each in progress.questionnaires} == {
            questionnaire for questionnaire, each in by_hand.items() if each["applies"] == "yes"
        }
        assert set(progress.undetermined) == {
            questionnaire
            for questionnaire, each in by_hand.items()
            if each["applies"] == "undetermined"
        }
        for each in progress.questionnaires:
            found = by_hand[each.standing.questionnaire.id]
            criteria = found["criteria"]
            asked = [key for key, truth in criteria.items() if truth == "yes"]
            open_ = {key for key, truth in criteria.items() if truth == "undetermined"}
            assert list(each.unanswered) == [key for key in asked if key not in found["held"]]
            assert set(each.undetermined) == open_
            assert all(each.undetermined.values())
            assert set(each.obsolete) == found["obsolete"]
            assert len(each.unanswered) == each.tally.unanswered
            assert len(each.undetermined) == each.tally.undetermined


def workspace(answers: dict[str, Any] | None = None, **changes: Any) -> Workspace:
    """Return the workspace of one product and its edition, asked for C1 and, later more, C2."""
    steps = [{"from": "2026-01-01", "level": 1}, {"from": "2027-01-01", "level": 2}]
    axes = {"X": [criterion("C1"), criterion("C2", expected=steps), criterion("C3", "a")]}
    files = files_of(
        questions={"a": None},
        questionnaires=[questionnaire("q", axes)],
        products=[product("base", {"a": False}), product("ios", extends="base")],
    )
    built = workspace_of(files)
    if answers is None:
        return built
    sheet = AnswerSheet("q", "2026.1", SheetStatus.DRAFT, answers, path="x.yaml")
    base = replace(built.products["base"], sheets={"q": replace(sheet, **changes)})
    return replace(built, products={**built.products, "base": base})


def subjects(of: Workspace) -> tuple[Subject, Subject]:
    """Return the product and its edition."""
    judge = Judge(of)
    return judge.product("base"), judge.product("ios")


def progress(of: Workspace, id_: str = "base") -> SubjectProgress:
    """Return what remains of one product."""
    return progress_of(Judge(of).product(id_), DAY)


SEAL = Seal("a.martin", "2026-11-20", "sha256:0")


@pytest.mark.parametrize(
    ("seal", "status", "state", "is_named"),
    [
        (None, SheetStatus.DRAFT, SheetState.DRAFT, False),
        (SEAL, SheetStatus.DRAFT, SheetState.DRAFT, False),
        (None, SheetStatus.VALIDATED, SheetState.DRAFT, False),
        (SEAL, SheetStatus.VALIDATED, SheetState.SEAL_BROKEN, True),
    ],
)
def test_a_seal_that_does_not_hold_is_broken(
    seal: Seal | None,
    status: SheetStatus,
    state: SheetState,
    is_named: bool,  # noqa: FBT001
) -> None:
    """A seal over other answers is broken; without seal or state there was none to break."""
    [found] = progress(workspace({"C1": Answer(1)}, seal=seal, status=status)).questionnaires

    assert found.state is state
    assert (found.seal is SEAL) == is_named


def test_a_seal_that_holds_says_who_and_when() -> None:
    """Validated is a questionnaire whose seal covers what is in force."""
    digest = subjects(workspace({"C1": Answer(1)}))[0].standings["q"].digest
    seal = replace(SEAL, digest=digest)
    of = workspace({"C1": Answer(1)}, seal=seal, status=SheetStatus.VALIDATED)
    [found] = progress(of).questionnaires

    assert (found.state, found.seal) == (SheetState.VALIDATED, seal)
    assert progress(of, "ios").questionnaires[0].state is SheetState.NO_FILE


def test_what_is_to_be_read_again_is_what_counts() -> None:
    """An answer marked for review is listed where it is in force, and where it is given."""
    of = workspace({"C1": Answer(1, review="2"), "C3": Answer(2, review="2"), "C2": Answer(1)})

    assert progress(of).questionnaires[0].to_review == ("C1",)
    assert progress(of, "ios").questionnaires[0].to_review == ()


def told(of: Workspace, days: int = 90) -> list[tuple[str, str, str, str]]:
    """Return what runs out for both products: when, what, of whom, and which."""
    found = expiries(subjects(of), DAY, days_after(DAY, days))
    return [(each.on, each.kind, each.holder, each.criterion or each.title) for each in found]


def test_what_runs_out_stands_in_the_order_of_days() -> None:
    """What is past comes first, what an edition inherits comes once, the far future not at all."""
    old, later = (Evidence(on, expires_on=on) for on in ("2020-01-01", "2027-02-20"))
    far = Evidence("far", expires_on="2027-02-21")
    of = workspace(
        {
            "C1": Answer(3, evidence=(later, old, far)),
            "C2": Answer(NA, "No", until="2026-12-31"),
            "C3": Answer(3, evidence=(old,)),
        }
    )
    certified = replace(of.products["ios"], certifications=(Certification("HDS", None, None, DAY),))
    of = replace(of, products={**of.products, "ios": certified})

    assert told(of) == [
        ("2020-01-01", "evidence", "base", "C1"),
        (DAY, "certification", "ios", "HDS"),
        ("2026-12-31", "not-applicable", "base", "C2"),
        ("2027-02-20", "evidence", "base", "C1"),
    ]
    found = expiries(subjects(of), DAY, "2027-02-20")
    assert [each.is_past(DAY) for each in found] == [True, False, False, False]


@pytest.mark.parametrize(
    ("answer", "is_told"), [(None, True), (1, True), (2, False), (3, False), ("na", False)]
)
def test_an_expected_level_that_rises_is_told_where_it_is_not_reached(
    answer: int | str | None,
    is_told: bool,  # noqa: FBT001
) -> None:
    """A level to come is told of answers below it and of open criteria, once its day is near."""
    given_ = {"C2": Answer(NA if answer == "na" else int(answer))} if answer is not None else {}
    of = workspace(given_)
    rises = [each for each in told(of) if each[1] == ExpiryKind.EXPECTED_LEVEL]
    holders = ["base", "ios"] if answer is None else ["base"]

    expected = [("2027-01-01", "expected-level", each, "C2") for each in holders]
    assert rises == (expected if is_told else [])
    assert told(of, 39) == []
    assert told(of, 40) == rises


def step(of: Workspace) -> NextStep | None:
    """Return what to do next about the base product alone."""
    return next_step([progress(of)])


def test_the_next_step_is_the_one_that_others_wait_for() -> None:
    """A file first, then answers, reviews, what is obsolete, the seal, and the levels at last."""
    all_answered = {"C1": Answer(1), "C2": Answer(2)}
    validated = {"seal": SEAL, "status": SheetStatus.VALIDATED}
    digest = subjects(workspace(all_answered))[0].standings["q"].digest
    sealed = workspace(
        all_answered, seal=replace(SEAL, digest=digest), status=SheetStatus.VALIDATED
    )
    found = [
        step(workspace()),
        step(workspace({"C1": Answer(1, review="2")})),
        step(workspace({**all_answered, "C1": Answer(1, review="2"), "C3": Answer(1)})),
        step(workspace({**all_answered, "C3": Answer(1)})),
        step(workspace(all_answered, **validated)),
        step(sealed),
    ]

    deeds = [Deed.SYNC, Deed.ANSWER, Deed.REVIEW, Deed.PRUNE, Deed.VALIDATE]
    assert found == [
        *(NextStep(each, "base", "q") for each in deeds),
        NextStep(Deed.IMPROVE, "base"),
    ]
    assert next_step([]) is None


def test_what_the_profile_leaves_open_is_asked_once_the_rest_is_answered() -> None:
    """A question that decides single criteria does not stand in the way of answering others."""
    of = workspace({"C1": Answer(1)})
    base = replace(of.products["base"], profile={})
    of = replace(of, products={"base": base})
    assert step(of) == NextStep(Deed.ANSWER, "base", "q")

    sheet = replace(base.sheets["q"], answers={"C1": Answer(1), "C2": Answer(2)})
    answered = replace(of, products={"base": replace(base, sheets={"q": sheet})})
    assert step(answered) == NextStep(Deed.ASK, "base", "a")


@pytest.mark.parametrize(
    ("day", "n", "later"),
    [
        ("2026-11-22", 90, "2027-02-20"),
        ("2024-02-28", 1, "2024-02-29"),
        ("9999-12-01", 90, "9999-12-31"),
    ],
)
def test_days_are_counted_by_the_calendar(day: str, n: int, later: str) -> None:
    """Leap days count, and the calendar has an end."""
    assert days_after(day, n) == later
