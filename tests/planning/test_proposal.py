"""Which criteria want a plan: recomputed by hand, in an order that a reader can retrace."""

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.planning.proposal import unanswered, unplanned
from convergence_cli.scoring.standing import Judge, Subject
from tests import oracle
from tests.building import workspace_of
from tests.planning.plans import TODAY, Planned, kept_on, planned
from tests.strategies import DAYS, THOROUGH
from tests.written import Data, criterion, files_of, product, questionnaire, text


def _subjects(plan: Planned) -> list[Subject]:
    judge = Judge(plan.workspace)
    return [judge.company(), *judge.products()]


@THOROUGH
@given(planned(), st.sampled_from((*DAYS, "2027-01-01", "2028-01-01")))
def test_what_is_unplanned_can_be_found_by_hand(plan: Planned, day: str) -> None:
    """Under target, without a date and without a reason why there is none: nothing else."""
    for subject in _subjects(plan):
        entries = plan.plans.get(subject.id, {})
        levels = {
            each["criterion"]: top - each["gap"]
            for definition in oracle.definitions_for(plan.files, subject.id)
            for top in [oracle.top_of(definition)]
            for each in oracle.gaps(plan.files, subject.id, day)[definition["id"]]["gaps"]
        }
        late = {
            id_
            for id_, entry in entries.items()
            for each in entry.get("steps", ())
            if kept_on(each["by"]) < day and each["level"] > levels.get(id_, 99)
        }
        settled = {
            id_
            for id_, each in entries.items()
            if each.get("by") or "target_not_applicable" in each or id_ in late
        }
        gaps = oracle.gaps(plan.files, subject.id, day).values()
        under = {each["criterion"] for gap in gaps for each in gap["gaps"] if each["gap"] > 0}
        asked = {each for gap in gaps for each in gap["unanswered"]}

        found = unplanned(subject, day)

        assert len({each.criterion.id for each in found}) == len(found)
        assert {each.criterion.id for each in found} == under - settled
        assert {each.criterion.id for each in found if each.entry} == (
            under & entries.keys()
        ) - settled
        promised = {id_ for id_, each in entries.items() if each.get("by") or "steps" in each}
        assert {each.id for each in unanswered(subject)} <= asked - promised


def _asked(id_: str, strength: str | None, expected: int) -> Data:
    if strength is None:
        return criterion(id_, expected=expected)
    written = {**criterion(id_, expected=expected), "statement": text(id_), "strength": strength}
    del written["levels"]
    return written


def test_what_must_be_done_comes_first_then_what_is_late_then_what_is_far() -> None:
    """Strength, under expected, gap, and the order of the definitions decide, in this order."""
    criteria = [
        _asked("R-MAY", "may", 3),
        _asked("R-SHOULD", "should", 3),
        _asked("R-MUST-NEAR", "must", 3),
        _asked("R-MUST-FAR", "must", 3),
        _asked("R-MUST-CALM", "must", 0),
        _asked("R-MUST-NEAR-TOO", "must", 3),
    ]
    own = [_asked("M-FAR", None, 2), _asked("M-CALM", None, 1)]
    files = files_of(
        questionnaires=[
            questionnaire("a-requirements", {"A": criteria}, kind="requirements"),
            questionnaire("b-maturity", {"A": own}),
        ],
        products=[product("med")],
        answers={
            "med": {
                "a-requirements": {
                    "R-MAY": 0,
                    "R-SHOULD": 0,
                    "R-MUST-NEAR": 2,
                    "R-MUST-FAR": 0,
                    "R-MUST-CALM": 0,
                    "R-MUST-NEAR-TOO": 2,
                },
                "b-maturity": {"M-FAR": 1, "M-CALM": 1},
            }
        },
    )
    subject = Judge(workspace_of(files)).product("med")

    assert [each.criterion.id for each in unplanned(subject, TODAY)] == [
        "R-MUST-FAR",
        "M-FAR",
        "R-MUST-NEAR",
        "R-MUST-NEAR-TOO",
        "R-MUST-CALM",
        "M-CALM",
        "R-SHOULD",
        "R-MAY",
    ]
