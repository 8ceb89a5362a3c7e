"""A roadmap tells each promise once, in its quarter, and forgets nothing that is not promised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.planning.projection import Projection
from convergence_cli.planning.roadmap import Roadmap, roadmap_of
from convergence_cli.planning.states import PlanState
from convergence_cli.scoring.overdue import overdue
from convergence_cli.scoring.standing import Judge
from tests import oracle, results
from tests.planning.plans import DAYS, LAST_DAYS, Planned, planned
from tests.strategies import QUICK
from tests.written import COMPANY, Data, criterion, files_of, product, questionnaire

ONE = questionnaire("one", {"A": [criterion("A-1", expected=1), criterion("A-2", expected=1)]})


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_a_roadmap_leads_where_the_projection_does(plan: Planned, day: str) -> None:
    """What reaches a level in a quarter is what the projection to its last day has raised.

    For a product that inherits nothing: an edition also gets what its base promises.
    """
    judge = Judge(plan.workspace)
    alone = [each for each in judge.products() if each.product and each.product.extends is None]
    for subject in (judge.company(), *alone):
        roadmap = roadmap_of(subject, day)
        levels = {
            id_: results.level_of(standing, id_)
            for standing in subject.standings.values()
            for id_ in standing.held
        }
        late = {each.criterion.id: each.promise.level for each in roadmap.overdue}
        levels |= late
        for quarter in roadmap.quarters:
            for each in quarter.milestones:
                assert each.before == levels.get(each.criterion.id)
                levels[each.criterion.id] = each.promise.level
            year, name = quarter.name.split("-")
            projected = Projection(judge, f"{year}-{LAST_DAYS[name]}").of(subject)
            assert levels == {
                id_: results.level_of(standing, id_)
                for standing in projected.standings.values()
                for id_ in standing.held
                if standing.applicability.criteria[id_].value == "yes"
            }


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_each_criterion_under_its_target_stands_in_one_place(plan: Planned, day: str) -> None:
    """Planned, overdue, without a date, or never to be planned: together they are all there are."""
    judge = Judge(plan.workspace)
    for subject in (judge.company(), *judge.products()):
        roadmap = roadmap_of(subject, day)
        gaps = oracle.gaps(plan.files, subject.id, day).values()
        under = {each["criterion"] for gap in gaps for each in gap["gaps"] if each["gap"]}
        late = {each.criterion.id for each in roadmap.overdue}
        assert late == {
            id_
            for standing in subject.standings.values()
            for id_ in overdue(standing, subject.plan, day)
        }
        unplanned = [each.criterion.id for each in roadmap.unplanned]
        cannot = [each.criterion.id for each in roadmap.cannot_be_planned]
        told = [*late & under, *unplanned, *cannot]
        assert len(set(told)) == len(told)
        assert set(told) <= under
        assert roadmap.counts == {
            PlanState.DONE: roadmap.counts[PlanState.DONE],
            PlanState.ON_TRACK: len(under - set(told)),
            PlanState.OVERDUE: len(late),
            PlanState.UNPLANNED: len(unplanned),
            PlanState.CANNOT_BE_PLANNED: len(cannot),
        }


def _roadmap(entries: dict[str, Data], levels: dict[str, int], day: str) -> Roadmap:
    files = files_of(
        questionnaires=[ONE], products=[product("med")], answers={"med": {"one": dict(levels)}}
    )
    judge = Judge(Planned(files, {"med": entries, COMPANY: {}}).workspace)
    return roadmap_of(judge.product("med"), day)


@pytest.mark.parametrize(
    ("by", "quarter"),
    [
        ("2026-12-31", "2026-Q4"),
        ("2027-01-01", "2027-Q1"),
        ("2027-03-31", "2027-Q1"),
        ("2027-04-01", "2027-Q2"),
        ("2027-Q2", "2027-Q2"),
    ],
)
def test_a_day_falls_in_its_quarter(by: str, quarter: str) -> None:
    """Days and quarters stand together, from the first day of a quarter to its last."""
    roadmap = _roadmap({"A-1": {"by": by}}, {"A-1": 1}, "2026-11-21")
    assert [each.name for each in roadmap.quarters] == [quarter]


def test_a_step_that_leads_nowhere_is_no_milestone() -> None:
    """Each promise starts where the one before it ends; what is reached already is not told."""
    steps = [
        {"level": 1, "by": "2027-Q1"},
        {"level": 2, "by": "2027-Q2"},
        {"level": 1, "by": "2027-Q3"},
    ]
    roadmap = _roadmap({"A-1": {"by": "2027-Q4", "steps": steps}}, {"A-1": 1}, "2026-11-21")
    found = [each for quarter in roadmap.quarters for each in quarter.milestones]
    assert [(each.before, each.promise.level) for each in found] == [(1, 2), (2, 3)]
    assert [each.is_target for each in found] == [False, True]


def test_what_is_at_its_target_is_done() -> None:
    """A criterion that got there is not on the way any more, whatever its plan says."""
    roadmap = _roadmap({"A-1": {"by": "2027-Q4"}}, {"A-1": 3}, "2026-11-21")
    assert (roadmap.quarters, roadmap.overdue, roadmap.unplanned) == ((), (), ())
    assert [each.id for each in roadmap.unanswered] == ["A-2"]
