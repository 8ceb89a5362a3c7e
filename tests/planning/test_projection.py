"""What plans lead to: recomputed by hand, and the laws that hold whatever is planned."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.workspace import NotApplicable
from convergence_cli.planning.projection import Projection, Rise, last_promised, rises
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Judge, Subject
from tests import oracle, results
from tests.planning.plans import (
    AFTER_ALL,
    DAYS,
    TODAY,
    Planned,
    kept,
    planned,
    projected_levels,
)
from tests.strategies import QUICK, THOROUGH
from tests.written import (
    Answers,
    Data,
    criterion,
    files_of,
    product,
    questionnaire,
)

ON_DAYS = st.sampled_from(DAYS)


@THOROUGH
@given(planned(), ON_DAYS)
def test_projected_levels_can_be_recomputed_by_hand(plan: Planned, day: str) -> None:
    """Each level at a day is the one that a reader finds in the answers and the plans."""
    for subject, projected in _projected(plan, day):
        levels = {
            id_: {criterion: results.level_of(each, criterion) for criterion in each.held}
            for id_, each in projected.standings.items()
        }
        assert levels == projected_levels(plan, projected.id, day)
        assert projected.id == subject.id


@QUICK
@given(planned(), ON_DAYS)
def test_a_projection_scores_as_if_the_plans_were_kept(plan: Planned, day: str) -> None:
    """Once the answers say what was promised, the score of that day is the one projected."""
    files = kept(plan, day)
    for subject, projected in _projected(plan, day):
        mine = results.scores(projected, day)
        theirs = oracle.scores(files, subject.id, day)
        for each in (*mine.values(), *theirs.values()):
            _forget_who_answered(each)
        assert mine == theirs


@QUICK
@given(planned(), ON_DAYS, ON_DAYS)
def test_a_later_day_never_promises_less(plan: Planned, one: str, other: str) -> None:
    """What is promised by a day is promised by every later day."""
    earlier, later = sorted((one, other))
    for (_, before), (_, after) in zip(
        _projected(plan, earlier), _projected(plan, later), strict=True
    ):
        for id_, standing in before.standings.items():
            for criterion_id, held in standing.held.items():
                then = after.standings[id_].held[criterion_id].answer.level
                if isinstance(held.answer.level, NotApplicable):
                    assert then is held.answer.level
                else:
                    assert not isinstance(then, NotApplicable)
                    assert then >= held.answer.level


@QUICK
@given(planned())
def test_after_the_last_date_what_is_dated_is_at_its_target(plan: Planned) -> None:
    """A plan that is kept to its end leads each dated criterion to the target."""
    for subject, projected in _projected(plan, AFTER_ALL):
        entries = plan.plans.get(subject.id, {})
        for standing in projected.standings.values():
            for id_, entry in entries.items():
                if standing.applicability.criteria.get(id_) is Truth.YES and entry.get("by"):
                    level = standing.held[id_].answer.level
                    assert level in (standing.questionnaire.scale.top, NotApplicable.NA)


@QUICK
@given(planned())
def test_today_without_a_late_promise_is_today(plan: Planned) -> None:
    """Before the first date the projection is the score of the day."""
    for subject, projected in _projected(plan, "2026-11-19"):
        assert results.scores(projected, TODAY) == results.scores(subject, TODAY)


@QUICK
@given(planned(), ON_DAYS)
def test_rises_are_all_that_differs_from_today(plan: Planned, day: str) -> None:
    """Each criterion that moves is told with the plan that promises it; the others stay."""
    workspace = plan.workspace
    for subject, projected in _projected(plan, day):
        found = rises(subject, projected, workspace, TODAY)
        assert found.keys() == {each.questionnaire.id for each in subject.standings_that(Truth.YES)}
        for id_, risen in found.items():
            before, after = subject.standings[id_].held, projected.standings[id_].held
            moved = {each.criterion.id for each in risen}
            assert moved == {
                each
                for each in after
                if each not in before or before[each].answer.level != after[each].answer.level
            }
            for rise in risen:
                _check_promise(rise, plan, day)


def _check_promise(rise: Rise, plan: Planned, day: str) -> None:
    entry = plan.plans[rise.promiser][rise.criterion.id]
    named = [(each["level"], each["by"]) for each in entry.get("steps", ())]
    assert (rise.promise.level, rise.promise.by) in named or rise.promise.by == entry["by"]
    assert rise.promise.day <= day
    assert rise.promise.level >= rise.after


@QUICK
@given(planned())
def test_the_last_day_of_a_plan_is_where_it_stops_to_move(plan: Planned) -> None:
    """From the last promised day on nothing rises any more."""
    judge = Judge(plan.workspace)
    subjects = (judge.company(), *judge.products())
    last = last_promised(judge, subjects)
    final = [results.standings(each) for _, each in _projected(plan, "9999-12-31")]
    if last is None:
        assert final == [results.standings(each) for each in subjects]
    else:
        assert final == [results.standings(each) for _, each in _projected(plan, last)]


ONE = questionnaire("one", {"A": [criterion("A-1", expected=1), criterion("A-2", expected=1)]})


def _workspace(answers: Answers, plans: dict[str, dict[str, Data]]) -> Planned:
    products = [product("base"), product("edition", extends="base")]
    return Planned(files_of(questionnaires=[ONE], products=products, answers=answers), plans)


def _level(plan: Planned, product_id: str, criterion_id: str, day: str) -> object:
    judge = Judge(plan.workspace)
    standing = Projection(judge, day).of(judge.product(product_id)).standings["one"]
    held = standing.held.get(criterion_id)
    return None if held is None else results.level_of(standing, criterion_id)


@pytest.mark.parametrize(
    ("by", "day", "level"),
    [
        ("2027-Q2", "2027-06-29", 1),
        ("2027-Q2", "2027-06-30", 3),
        ("2027-Q4", "2027-12-30", 1),
        ("2027-Q4", "2027-12-31", 3),
        ("2028-Q1", "2028-03-30", 1),
        ("2028-02-29", "2028-02-28", 1),
        ("2028-02-29", "2028-02-29", 3),
    ],
)
def test_a_quarter_is_kept_by_its_last_day(by: str, day: str, level: int) -> None:
    """A quarter ends with its last day, and a day is itself."""
    plan = _workspace({"base": {"one": {"A-1": 1}}}, {"base": {"A-1": {"by": by}}})
    assert _level(plan, "base", "A-1", day) == level


def test_an_edition_takes_over_what_its_base_will_have_reached() -> None:
    """A promise of the base raises what the edition inherits, not what it answers itself."""
    plan = _workspace(
        {"base": {"one": {"A-1": 1, "A-2": 1}}, "edition": {"one": {"A-2": 2}}},
        {"base": {"A-1": {"by": "2027-Q2"}, "A-2": {"by": "2027-Q2"}}},
    )
    assert _level(plan, "edition", "A-1", "2027-06-30") == 3
    assert _level(plan, "edition", "A-2", "2027-06-30") == 2


def test_a_lower_promise_of_an_edition_lowers_nothing() -> None:
    """An edition that promises less than its base inherits all the same."""
    plan = _workspace(
        {"base": {"one": {"A-1": 1}}},
        {
            "base": {"A-1": {"by": "2027-Q1"}},
            "edition": {"A-1": {"steps": [{"level": 2, "by": "2027-Q1"}]}},
        },
    )
    assert _level(plan, "edition", "A-1", "2027-03-31") == 3


def test_an_edition_that_is_sooner_than_its_base_is_sooner() -> None:
    """The promises of an edition count from their own days on."""
    plan = _workspace(
        {"base": {"one": {"A-1": 1}}},
        {"base": {"A-1": {"by": "2028-Q1"}}, "edition": {"A-1": {"by": "2027-Q1"}}},
    )
    assert _level(plan, "edition", "A-1", "2027-03-31") == 3
    assert _level(plan, "base", "A-1", "2027-03-31") == 1


def test_a_promise_is_overdue_where_a_level_above_todays_was_due() -> None:
    """A late step is told even where the projection counts the target that comes after it."""
    plan = _workspace(
        {"base": {"one": {"A-1": 1, "A-2": 2}}},
        {
            "base": {
                "A-1": {"by": "2027-Q2", "steps": [{"level": 2, "by": "2026-Q2"}]},
                "A-2": {"by": "2027-Q2", "steps": [{"level": 2, "by": "2026-Q2"}]},
            }
        },
    )
    workspace = plan.workspace
    judge = Judge(workspace)
    today = judge.product("edition")
    projected = Projection(judge, "2027-06-30").of(today)
    late, in_time = rises(today, projected, workspace, TODAY)["one"]
    assert (late.criterion.id, late.is_overdue, late.promise.by) == ("A-1", True, "2027-Q2")
    assert (in_time.criterion.id, in_time.is_overdue) == ("A-2", False)
    assert (late.before, late.after, late.promiser) == (1, 3, "base")


def test_an_unanswered_criterion_counts_once_it_is_promised() -> None:
    """A promise answers what nobody answered yet, from its day on."""
    plan = _workspace({}, {"base": {"A-1": {"steps": [{"level": 0, "by": "2027-Q1"}]}}})
    assert _level(plan, "base", "A-1", "2027-03-30") is None
    assert _level(plan, "base", "A-1", "2027-03-31") == 0


def test_an_answer_na_stays_na() -> None:
    """No promise makes a criterion count that does not."""
    plan = _workspace({"base": {"one": {"A-1": "na"}}}, {"base": {"A-1": {"by": "2027-Q1"}}})
    assert _level(plan, "base", "A-1", "2030-01-01") == "na"
    assert _level(plan, "edition", "A-1", "2030-01-01") == "na"


def _projected(plan: Planned, day: str) -> Iterator[tuple[Subject, Subject]]:
    judge = Judge(plan.workspace)
    projection = Projection(judge, day)
    for subject in (judge.company(), *judge.products()):
        yield subject, projection.of(subject)


def _forget_who_answered(score: Data) -> None:
    """Whoever answers, the numbers are the same; a projection says who promises instead."""
    for each in (score, *score["axes"]):
        del each["counts"]["inherited"]
