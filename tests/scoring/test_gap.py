"""How far each answer is from the target and from what is expected (SPEC §3.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.scoring.gap import GapState, QuestionnaireGap, questionnaire_gap
from tests.results import subject_of, subjects_of
from tests.strategies import DAYS, QUICK, workspaces
from tests.written import Data, Files, Level, criterion, files_of, product, questionnaire, scale

DAY = "2026-11-21"
STEPS = [{"from": "2024-01-01", "level": 1}, {"from": "2026-06-01", "level": 2}]


def gap_of(
    levels: dict[str, Level | None], criteria: list[Data], day: str = DAY, top: int = 3
) -> QuestionnaireGap:
    """Return the gaps of one product on one questionnaire."""
    definition = {**questionnaire("q", {"X": criteria}), "scale": scale(top)}
    given_levels = {id_: level for id_, level in levels.items() if level is not None}
    files = files_of(
        questions={"a": None},
        questionnaires=[definition],
        products=[product("base")],
        answers={"base": {"q": given_levels}},
    )
    return questionnaire_gap(subject_of(files, "base").standings["q"], day)


@pytest.mark.parametrize(
    ("level", "expected", "state", "gap", "expected_gap"),
    [
        (0, 0, "under-target", 3, 0),
        (0, 2, "under-expected", 3, 2),
        (1, 2, "under-expected", 2, 1),
        (2, 2, "under-target", 1, 0),
        (2, 1, "under-target", 1, 0),
        (2, 3, "under-expected", 1, 1),
        (3, 0, "at-target", 0, 0),
        (3, 3, "at-target", 0, 0),
    ],
)
def test_an_answer_is_in_one_of_three_states(
    level: int, expected: int, state: str, gap: int, expected_gap: int
) -> None:
    """Under expected, under the target though not under expected, or at the target."""
    (found,) = gap_of({"C": level}, [criterion("C", expected=expected)]).gaps

    assert (found.state.value, found.gap, found.expected_gap) == (state, gap, expected_gap)


def test_being_above_what_is_expected_leaves_the_gap_to_the_target() -> None:
    """An answer above its expected level still has a gap, and no expected gap."""
    (found,) = gap_of({"C": 2}, [criterion("C", expected=1)]).gaps

    assert (found.gap, found.expected_gap) == (1, 0)
    assert (found.level, found.expected, found.target) == (2, 1, 3)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2023-12-31", GapState.UNDER_TARGET),
        ("2024-01-01", GapState.UNDER_TARGET),
        ("2026-05-31", GapState.UNDER_TARGET),
        ("2026-06-01", GapState.UNDER_EXPECTED),
    ],
)
def test_an_answer_falls_under_expected_on_the_day_of_a_step(day: str, state: GapState) -> None:
    """The same answer is sufficient the day before a step, and insufficient on its day."""
    (found,) = gap_of({"C": 1}, [criterion("C", expected=STEPS)], day).gaps

    assert found.state is state


def test_the_target_is_the_top_of_the_scale() -> None:
    """On a scale of two levels the target is 1."""
    (low, high) = gap_of({"C1": 0, "C2": 1}, [criterion("C1"), criterion("C2")], top=1).gaps

    assert (low.gap, low.state) == (1, GapState.UNDER_TARGET)
    assert (high.gap, high.state) == (0, GapState.AT_TARGET)


def test_what_has_no_level_is_listed_apart() -> None:
    """Unanswered and undetermined criteria are listed after; `na` and hidden ones have no gap."""
    criteria = [
        criterion("C1"),
        criterion("C2"),
        criterion("C3", "a"),
        criterion("C4"),
        criterion("C5", {"all": ["a", {"not": "always"}]}),
    ]
    levels: dict[str, Level | None] = {"C1": None, "C2": "na", "C3": 1, "C4": 0, "C5": 1}
    found = gap_of(levels, criteria)

    assert [each.criterion.id for each in found.gaps] == ["C4"]
    assert [each.id for each in found.unanswered] == ["C1"]
    assert [each.id for each in found.undetermined] == ["C3"]


def test_gaps_stand_in_the_order_of_the_questionnaire() -> None:
    """Gaps are listed as the definition asks, whatever the order of the answers, also by state."""
    criteria = [criterion("C1"), criterion("C2", expected=3), criterion("C3")]
    found = gap_of({"C3": 3, "C2": 2, "C1": 1}, criteria)

    assert [each.criterion.id for each in found.gaps] == ["C1", "C2", "C3"]
    by_state = {state: [each.criterion.id for each in found.gaps_that(state)] for state in GapState}
    assert by_state == {
        GapState.UNDER_EXPECTED: ["C2"],
        GapState.UNDER_TARGET: ["C1"],
        GapState.AT_TARGET: ["C3"],
    }


def test_an_inherited_answer_has_the_same_gap() -> None:
    """A gap says whose answer it measures, for an edition too."""
    files = files_of(
        questionnaires=[questionnaire("q", {"X": [criterion("C")]})],
        products=[product("base"), product("ios", extends="base")],
        answers={"base": {"q": {"C": 1}}},
    )
    (found,) = questionnaire_gap(subject_of(files, "ios").standings["q"], DAY).gaps

    assert (found.gap, found.held.holder) == (2, "base")


@QUICK
@given(workspaces(), st.sampled_from(DAYS))
def test_the_three_states_divide_the_answers(files: Files, day: str) -> None:
    """Each answer is in one state, and no gap is negative or larger than the one to the target."""
    for subject in subjects_of(files).values():
        for standing in subject.standings.values():
            found = questionnaire_gap(standing, day)
            assert sum(len(found.gaps_that(state)) for state in GapState) == len(found.gaps)
            for each in found.gaps:
                assert 0 <= each.expected_gap <= each.gap
                assert (each.state is GapState.AT_TARGET) is (each.gap == 0)
                assert (each.state is GapState.UNDER_EXPECTED) is (each.expected_gap > 0)
