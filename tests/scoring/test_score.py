"""Means, intervals, counts and axes (SPEC §3.2), in examples small enough to check by hand."""

from fractions import Fraction

import pytest

from convergence_cli.scoring.numbers import rounded
from convergence_cli.scoring.score import QuestionnaireScore, Tally, score_of
from tests.results import scores, subject_of
from tests.written import (
    Data,
    Files,
    Level,
    When,
    criterion,
    files_of,
    product,
    questionnaire,
    scale,
)

DAY = "2026-11-21"


def one_product(
    levels: dict[str, dict[str, Level | None]],
    *,
    when: dict[str, When] | None = None,
    expected: int | list[Data] = 0,
    top: int = 3,
    profile: dict[str, bool] | None = None,
) -> Files:
    """Return the files of one product, from the level of each criterion of each axis."""
    axes = {
        axis: [criterion(id_, (when or {}).get(id_), expected, top) for id_ in criteria]
        for axis, criteria in levels.items()
    }
    definition = {**questionnaire("q", axes), "scale": scale(top)}
    given = {
        id_: level
        for criteria in levels.values()
        for id_, level in criteria.items()
        if level is not None
    }
    return files_of(
        questions={"a": None, "b": None},
        questionnaires=[definition],
        products=[product("base", profile)],
        answers={"base": {"q": given}},
    )


def score(files: Files, day: str = DAY) -> Data:
    """Return the score of the one questionnaire."""
    return scores(subject_of(files, "base"), day)["q"]


def test_a_score_reads_as_mean_interval_and_counts() -> None:
    """The example 2.15 [1.79 – 2.29], 20 of 24 answered, 2 not applicable, comes out exactly."""
    levels: list[Level | None] = [3] * 7 + [2] * 9 + [1] * 4 + [None] * 4 + ["na"] * 2
    found = score(one_product({"TRA": {f"C{index}": each for index, each in enumerate(levels)}}))

    assert found["mean"] == Fraction(43, 20)
    assert (found["lowest"], found["highest"]) == (Fraction(43, 24), Fraction(55, 24))
    shown = [rounded(found[key], 3) for key in ("mean", "lowest", "highest")]
    assert [str(each) for each in shown] == ["2.15", "1.79", "2.29"]
    assert found["counts"] == {
        "applicable": 26,
        "answered": 20,
        "not_applicable": 2,
        "unanswered": 4,
        "undetermined": 0,
        "obsolete": 0,
        "inherited": 0,
    }


def test_the_mean_is_over_criteria_not_over_axes() -> None:
    """Three criteria at 3 on one axis and one at 0 on another make 9/4, not 3/2."""
    found = score(one_product({"X": {"C1": 3, "C2": 3, "C3": 3}, "Y": {"C4": 0}}))

    assert found["mean"] == Fraction(9, 4)
    assert [axis["mean"] for axis in found["axes"]] == [3, 0]


def test_na_counts_neither_up_nor_down() -> None:
    """A criterion that is not applicable leaves mean and bounds as if it were not asked."""
    with_na = score(one_product({"X": {"C1": 1, "C2": 2, "C3": "na", "C4": None}}))
    without = score(one_product({"X": {"C1": 1, "C2": 2, "C4": None}}))

    for key in ("mean", "lowest", "highest", "expected_mean"):
        assert with_na[key] == without[key]
    assert with_na["counts"]["not_applicable"] == 1


def test_zero_is_a_level() -> None:
    """A criterion at 0 is answered and lowers the mean, unlike one that is unanswered."""
    found = score(one_product({"X": {"C1": 2, "C2": 0}}))

    assert (found["mean"], found["lowest"], found["highest"]) == (1, 1, 1)


@pytest.mark.parametrize("top", range(1, 10))
def test_no_scale_is_special(top: int) -> None:
    """Scales of 2 to 10 levels bound an unanswered criterion by 0 and by their own target."""
    found = score(one_product({"X": {"C1": top, "C2": None}}, top=top))

    assert (found["mean"], found["lowest"], found["highest"]) == (top, Fraction(top, 2), top)


def test_an_axis_whose_criteria_are_all_hidden_is_not_shown() -> None:
    """An axis without a criterion that applies is neither shown nor dropped."""
    files = one_product({"X": {"C1": 1}, "Y": {"C2": 2}}, when={"C2": "a"}, profile={"a": False})
    found = score(files)

    assert [axis["id"] for axis in found["axes"]] == ["X"]
    assert found["dropped_axes"] == []
    assert found["counts"]["obsolete"] == 1
    assert found["mean"] == 1


def test_an_axis_answered_na_throughout_is_dropped() -> None:
    """An axis whose criteria are all not applicable is off the radar, and listed as dropped."""
    found = score(one_product({"X": {"C1": 1}, "Y": {"C2": "na", "C3": "na"}}))

    assert [axis["id"] for axis in found["axes"]] == ["X"]
    assert found["dropped_axes"] == ["Y"]
    assert found["mean"] == 1
    assert found["counts"]["not_applicable"] == 2


def test_an_axis_without_an_answer_is_shown_without_a_mean() -> None:
    """An axis with nothing answered has no mean, neither 0 nor the target, and is open between."""
    found = score(one_product({"X": {"C1": None, "C2": None}}))

    (axis,) = found["axes"]
    assert (axis["mean"], axis["expected_mean"]) == (None, None)
    assert (axis["lowest"], axis["highest"]) == (0, 3)
    assert found["mean"] is None


def test_an_axis_of_na_and_unanswered_criteria_is_shown_without_a_mean() -> None:
    """An axis is dropped only once all its criteria are answered `na`, not before."""
    found = score(one_product({"X": {"C1": "na", "C2": None}}))

    (axis,) = found["axes"]
    assert axis["mean"] is None
    assert axis["counts"]["unanswered"] == 1
    assert found["dropped_axes"] == []


def test_a_hidden_criterion_does_not_keep_an_axis_from_being_dropped() -> None:
    """An axis is dropped if the criteria that apply are all `na`, whatever the others hold."""
    files = one_product(
        {"X": {"C1": "na", "C2": 2, "C3": None}},
        when={"C2": "a", "C3": "b"},
        profile={"a": False},
    )
    found = score(files)

    assert found["dropped_axes"] == ["X"]
    assert (found["counts"]["obsolete"], found["counts"]["undetermined"]) == (1, 1)


def test_a_questionnaire_answered_na_throughout_has_no_mean() -> None:
    """Where everything is not applicable there is no mean, no bound and no axis."""
    found = score(one_product({"X": {"C1": "na"}, "Y": {"C2": "na"}}))

    assert [found[key] for key in ("mean", "lowest", "highest", "expected_mean")] == [None] * 4
    assert (found["axes"], found["dropped_axes"]) == ([], ["X", "Y"])


def test_an_undetermined_criterion_is_counted_apart() -> None:
    """A criterion that is undetermined is never scored, even if it is answered."""
    found = score(one_product({"X": {"C1": 1, "C2": 3}}, when={"C2": "a"}))

    assert found["mean"] == found["highest"] == 1
    assert found["counts"]["undetermined"] == 1
    assert found["counts"]["applicable"] == 1


def test_the_expected_mean_is_over_the_very_same_criteria() -> None:
    """Unanswered and not applicable criteria are left out of the expected mean as well."""
    files = one_product({"X": {"C1": 3, "C2": None, "C3": "na", "C4": 0}}, expected=2)
    for index, each in enumerate(files.questionnaires["q"]["axes"][0]["criteria"]):
        each["expected"] = (1, 3, 3, 2)[index]
    found = score(files)

    assert found["expected_mean"] == Fraction(3, 2)
    assert found["mean"] == Fraction(3, 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2023-12-31", 0, id="before the first step nothing is expected"),
        pytest.param("2024-01-01", 1, id="a step holds from its own day"),
        pytest.param("2026-05-31", 1, id="a step holds until the next"),
        pytest.param("2026-06-01", 2, id="the next step takes over on its day"),
        pytest.param("2099-12-31", 2, id="the last step holds for ever"),
    ],
)
def test_what_is_expected_depends_on_the_day(day: str, expected: int) -> None:
    """Dated steps say what is expected on a day, and that day is always given."""
    steps = [{"from": "2024-01-01", "level": 1}, {"from": "2026-06-01", "level": 2}]

    found = score(one_product({"X": {"C1": 3}}, expected=steps), day)

    assert found["expected_mean"] == expected


def test_a_requirement_without_an_expected_level_is_expected_to_be_met() -> None:
    """A requirement that names no expected level is expected at the target."""
    requirement = criterion("C1")
    del requirement["expected"], requirement["levels"]
    definition = questionnaire("q", {"X": [requirement]}, kind="requirements")
    files = files_of(
        questionnaires=[definition], products=[product("base")], answers={"base": {"q": {"C1": 0}}}
    )

    assert score(files)["expected_mean"] == 3


def test_only_questionnaires_that_apply_are_scored() -> None:
    """A questionnaire that does not apply, or may not, has no score, whatever is answered."""
    wholes: dict[str, When] = {"q1": "a", "q2": {"not": "a"}, "q3": "b"}
    files = files_of(
        questions={"a": None, "b": None},
        questionnaires=[
            questionnaire(id_, {"X": [criterion(f"{id_}-C")]}, whole)
            for id_, whole in wholes.items()
        ],
        products=[product("base", {"a": True})],
        answers={"base": {id_: {f"{id_}-C": 1} for id_ in wholes}},
    )

    assert list(scores(subject_of(files, "base"), DAY)) == ["q1"]


def test_a_missing_answers_file_is_everything_unanswered() -> None:
    """A questionnaire without an answers file is listed, with all that applies unanswered."""
    files = one_product({"X": {"C1": None, "C2": None}})
    found = score(files.with_sheets("base", {}))

    assert found == score(files)
    assert found["counts"]["unanswered"] == 2


def test_inherited_answers_count_as_answered() -> None:
    """Answers that an edition inherits are in its mean and its counts."""
    files = one_product({"X": {"C1": 1, "C2": 3, "C3": None}})
    edition = product("ios", extends="base")
    files = Files(
        preliminaries=files.preliminaries,
        questionnaires=files.questionnaires,
        products={**files.products, "ios": edition},
        answers={**files.answers, "ios": {"q": {"C2": 2}}},
    )
    found = scores(subject_of(files, "ios"), DAY)["q"]

    assert found["mean"] == Fraction(3, 2)
    assert (found["counts"]["answered"], found["counts"]["inherited"]) == (2, 1)


def test_a_score_knows_its_target() -> None:
    """The target of a score is the top level of the definition's scale."""
    (found,) = score_of(
        subject_of(one_product({"X": {"C1": 1}}, top=4), "base"), DAY
    ).questionnaires

    assert isinstance(found, QuestionnaireScore)
    assert found.top == 4


def test_nothing_to_count_is_no_number() -> None:
    """An empty tally has no mean and no bound, is not dropped, and adds nothing to another."""
    nothing, something = Tally(), Tally(levels=5, expected=4, answered=2, unanswered=1)

    assert (nothing.mean, nothing.expected_mean) == (None, None)
    assert (nothing.lowest, nothing.highest(3)) == (None, None)
    assert not nothing.is_dropped
    assert something + nothing == nothing + something == something
