"""Where criteria stand against their plan: recomputed by hand, counted, and told apart."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.day import days_after
from convergence_cli.planning.due import DueKind, due
from convergence_cli.planning.forecast import forecast
from convergence_cli.planning.states import PlanState, plan_of
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.expiry import Expiry, expiries
from convergence_cli.scoring.overdue import overdue
from convergence_cli.scoring.standing import Judge, Subject
from tests.planning import by_hand
from tests.planning.plans import DAYS, Planned, planned
from tests.strategies import QUICK
from tests.written import COMPANY, Data, Level, criterion, files_of, product, questionnaire


def subjects(planned: Planned) -> dict[str, Subject]:
    """Return every subject of a workspace with its plan, by id."""
    workspace = planned.workspace
    judge = Judge(workspace)
    return {COMPANY: judge.company(), **{id_: judge.product(id_) for id_ in workspace.products}}


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_states_can_be_recomputed_by_hand(everything: Planned, day: str) -> None:
    """The state of each criterion, and of no other, is the one that a reader finds."""
    for id_, subject in subjects(everything).items():
        found = {
            each.standing.questionnaire.id: {
                one.criterion.id: one.state.value for one in each.criteria
            }
            for each in plan_of(subject, day).questionnaires
        }

        assert found == by_hand.states(everything, id_, day)


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_counts_add_up(everything: Planned, day: str) -> None:
    """Each criterion under the target or planned is in one state; overdue ones are the gate's."""
    for subject in subjects(everything).values():
        plan = plan_of(subject, day)
        every = [one for each in plan.questionnaires for one in each.criteria]
        late = [one.criterion.id for one in plan.criteria_that(PlanState.OVERDUE)]

        assert sum(plan.counts.values()) == len(every)
        assert plan.counts == {state: len(plan.criteria_that(state)) for state in PlanState}
        assert late == [
            id_
            for standing in subject.standings_that(Truth.YES)
            for id_ in overdue(standing, subject.plan, day)
        ]
        for one in every:
            assert bool(one.broken(day)) == (one.state is PlanState.OVERDUE)
        under = [one for one in every if one.level is not None and one.level < one.target]
        done = [one for one in every if one.level == one.target]
        assert {one.state for one in done} <= {PlanState.DONE}
        assert len(under) + len(done) == len([one for one in every if one.level is not None])


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_what_is_due_can_be_recomputed_by_hand(everything: Planned, day: str) -> None:
    """What a plan has still to keep, in the order of its days, is what a reader finds in it."""
    for id_, subject in subjects(everything).items():
        found = due(subject)

        assert [each.on for each in found] == sorted(each.on for each in found)
        assert {
            (each.on, each.by, each.criterion, each.level, each.found) for each in found
        } == by_hand.still_due(everything, id_)
        past = {each.criterion for each in found if each.is_past(day)}
        late = plan_of(subject, day).criteria_that(PlanState.OVERDUE)
        assert past == {one.criterion.id for one in late}


@QUICK
@given(planned(), st.sampled_from(DAYS), st.integers(0, 600))
def test_a_forecast_is_all_that_has_a_day(everything: Planned, day: str, days: int) -> None:
    """It holds each promise and each expiry until its end, in the order of their days."""
    everyone = tuple(subjects(everything).values())
    until = days_after(day, days)

    found = forecast(everyone, day, until)

    assert [each.on for each in found] == sorted(each.on for each in found)
    assert all(each.on <= until for each in found)
    promised = [each for one in everyone for each in due(one) if each.on <= until]
    running_out = expiries(everyone, day, until)
    assert Counter(map(repr, found)) == Counter(map(repr, (*promised, *running_out)))


DAY = "2026-11-22"
ANSWERED: Mapping[str, Mapping[str, Level]] = {"q": {"DONE": 3, "AT-2": 2, "NA": "na", "LOW": 0}}
CRITERIA = ("DONE", "AT-2", "NA", "LOW", "OPEN", "MAYBE")


def subject(entries: Mapping[str, Data] | None, id_: str = "base") -> Subject:
    """Return a product, or its edition, with a plan: DONE, AT-2, NA and LOW are answered."""
    conditions = {"MAYBE": "unsure"}
    axes = {"X": [criterion(each, conditions.get(each)) for each in CRITERIA]}
    files = files_of(
        questions={"unsure": None},
        questionnaires=[questionnaire("q", axes)],
        products=[product("base"), product("ios", extends="base")],
        answers={"base": ANSWERED},
    )
    return subjects(Planned(files, {} if entries is None else {id_: entries}))[id_]


def state_of(id_: str, entry: Data | None, day: str = DAY) -> PlanState | None:
    """Return the state of a criterion with an entry, or without."""
    found = plan_of(subject({} if entry is None else {id_: entry}), day).questionnaires[0]
    return {each.criterion.id: each.state for each in found.criteria}.get(id_)


FLAG = {"target_not_applicable": True, "comment": "No such service yet"}
STEP = {"level": 2, "by": "2026-Q3"}


@pytest.mark.parametrize(
    ("id_", "entry", "state"),
    [
        ("DONE", {"by": "2026-Q1"}, PlanState.DONE),
        ("DONE", {"by": None}, PlanState.DONE),
        ("DONE", FLAG, PlanState.DONE),
        ("DONE", None, None),
        ("AT-2", {"by": "2027-Q1"}, PlanState.ON_TRACK),
        ("AT-2", {"by": "2027-Q1", "steps": [STEP]}, PlanState.ON_TRACK),
        ("AT-2", {"by": "2026-Q3"}, PlanState.OVERDUE),
        ("AT-2", {"by": None}, PlanState.UNPLANNED),
        ("AT-2", {}, PlanState.UNPLANNED),
        ("AT-2", None, PlanState.UNPLANNED),
        ("AT-2", FLAG, PlanState.CANNOT_BE_PLANNED),
        ("LOW", {"by": "2027-Q1", "steps": [STEP]}, PlanState.OVERDUE),
        ("LOW", {"by": None, "steps": [STEP]}, PlanState.OVERDUE),
        ("NA", {"by": "2026-Q1"}, None),
        ("OPEN", {"by": "2027-Q1"}, None),
        ("OPEN", {"by": "2026-Q1"}, PlanState.OVERDUE),
        ("MAYBE", {"by": "2026-Q1"}, None),
    ],
)
def test_each_criterion_has_its_state(
    id_: str, entry: Data | None, state: PlanState | None
) -> None:
    """Done, on track, overdue, unplanned, cannot be planned; or nothing is to be planned."""
    assert state_of(id_, entry) is state


ENDS = (
    *(("2026-Q1", "2026-03-31"), ("2026-Q2", "2026-06-30")),
    *(("2026-Q3", "2026-09-30"), ("2026-Q4", "2026-12-31")),
    *(("2028-02-29", "2028-02-29"), ("2026-11-22", "2026-11-22")),
)


@pytest.mark.parametrize(("by", "last"), ENDS)
def test_a_promise_holds_through_its_last_day(by: str, last: str) -> None:
    """On the last day of a quarter, or on the day itself, nothing is late; on the next, it is."""
    entry = {"by": by}

    assert state_of("AT-2", entry, last) is PlanState.ON_TRACK
    assert state_of("AT-2", entry, days_after(last, 1)) is PlanState.OVERDUE
    assert [each.on for each in due(subject({"AT-2": entry}))] == [last]


def test_a_level_counts_for_the_edition_that_inherits_it_and_the_plan_does_not() -> None:
    """An edition is at the level of the product it extends, and has promised nothing by that."""
    counts = plan_of(subject({"AT-2": {"by": "2027-Q1"}}, "ios"), DAY).counts
    without = plan_of(subject({"AT-2": {"by": "2027-Q1"}}, "base"), DAY).counts

    assert counts == without
    assert plan_of(subject(None, "ios"), DAY).counts[PlanState.UNPLANNED] == 2


def test_what_nobody_knows_is_told_apart() -> None:
    """Criteria without an answer, or undetermined, are in no count, and listed."""
    found = plan_of(subject({}), DAY).questionnaires[0]

    assert found.unanswered == ("OPEN",)
    assert found.undetermined == ("MAYBE",)
    assert sum(found.counts.values()) == 2


def test_a_step_at_the_target_is_a_promise_of_the_target() -> None:
    """What falls due is a step where a level is on the way, else the target."""
    entry = {
        "by": "2027-Q4",
        "steps": [{"level": 2, "by": "2027-Q1"}, {"level": 3, "by": "2027-Q2"}],
    }

    kinds = [(each.by, each.kind) for each in due(subject({"LOW": entry}))]

    assert kinds == [
        ("2027-Q1", DueKind.STEP),
        ("2027-Q2", DueKind.TARGET),
        ("2027-Q4", DueKind.TARGET),
    ]


def test_an_expected_level_stands_in_the_forecast_beside_the_promise() -> None:
    """What is promised comes before what is expected on the same day."""
    rising = criterion("C", expected=[{"from": "2026-12-31", "level": 2}])
    files = files_of(
        questionnaires=[questionnaire("q", {"X": [rising]})],
        products=[product("base")],
        answers={"base": {"q": {"C": 1}}},
    )
    one = subjects(Planned(files, {"base": {"C": {"by": "2026-Q4"}}}))["base"]

    found = forecast([one], DAY, "2026-12-31")

    assert [isinstance(each, Expiry) for each in found] == [False, True]
    assert forecast([one], DAY, "2026-12-30") == ()
