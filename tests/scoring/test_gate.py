"""What a score must not fall under."""

from dataclasses import replace
from fractions import Fraction

import pytest

from convergence_cli.model.workspace import (
    Gate,
    Plan,
    PlanEntry,
    PlanStep,
    Seal,
    SheetStatus,
    Shortfall,
)
from convergence_cli.scoring.gate import FallsShort, Refusal, UnderMinimum, refusals
from convergence_cli.scoring.numbers import exact, rounded
from convergence_cli.scoring.score import score_of
from convergence_cli.scoring.standing import Subject
from tests.results import subject_of
from tests.written import Files, Level, When, criterion, files_of, product, questionnaire

DAY = "2026-11-21"
OF_ANSWERS = (
    Shortfall.UNDER_EXPECTED,
    Shortfall.UNDER_TARGET,
    Shortfall.UNANSWERED,
    Shortfall.UNDETERMINED,
)
"""The ways in which answers fall short, whatever was validated or promised."""


def files(
    levels: dict[str, Level | None],
    *,
    whole: When = None,
    profile: dict[str, bool] | None = None,
    expected: int = 0,
) -> Files:
    """Return the files of one product on one questionnaire."""
    criteria = [criterion(id_, expected=expected) for id_ in levels]
    return files_of(
        questions={"a": None},
        questionnaires=[questionnaire("q", {"X": criteria}, whole)],
        products=[product("base", profile)],
        answers={"base": {"q": {id_: each for id_, each in levels.items() if each is not None}}},
    )


def refused(written: Files, gate: Gate, day: str = DAY) -> list[Refusal]:
    """Return what a gate refuses of the product."""
    return list(refusals(score_of(subject_of(written, "base"), day), gate, day))


def sealed_with(subject: Subject, digest: str) -> Subject:
    """Return a product whose questionnaire has a seal over some content."""
    standing = subject.standings["q"]
    assert standing.sheet is not None
    seal = Seal("a.martin", DAY, digest)
    sheet = replace(standing.sheet, status=SheetStatus.VALIDATED, seal=seal)
    return replace(subject, standings={"q": replace(standing, sheet=sheet)})


def minimum(value: float | str) -> Gate:
    """Return a gate that asks for a mean."""
    return Gate({"q": exact(value)})


def short(written: Files, *shortfalls: Shortfall, day: str = DAY) -> list[tuple[str, ...]]:
    """Return the criteria that a gate refuses, for each way to fall short."""
    found = refused(written, Gate(fail_on=shortfalls), day)
    assert all(isinstance(each, FallsShort) for each in found)
    return [each.criteria for each in found if isinstance(each, FallsShort)]


@pytest.mark.parametrize(
    ("value", "is_refused"),
    [("1.5", False), ("1.49", False), ("1.5000001", True), ("1.51", True), ("0", False)],
)
def test_a_mean_exactly_at_the_minimum_passes(value: str, is_refused: bool) -> None:  # noqa: FBT001
    """A mean of 1.5 passes a minimum of 1.5, and no minimum above it."""
    assert bool(refused(files({"C1": 1, "C2": 2}), minimum(value))) is is_refused


def test_a_minimum_compares_exact_numbers() -> None:
    """A mean that is shown as 2.15 and is less does not pass a minimum of 2.15."""
    levels: dict[str, Level | None] = {f"C{index}": 3 if index < 55 else 1 for index in range(96)}
    written = files(levels)
    (found,) = refused(written, minimum(2.15))

    assert isinstance(found, UnderMinimum)
    assert found.mean == Fraction(206, 96)
    assert str(rounded(found.mean, 3)) == "2.15"
    assert found.minimum == Fraction(43, 20)
    assert (found.subject.id, found.questionnaire.id) == ("base", "q")


def test_a_minimum_written_as_a_decimal_is_reached() -> None:
    """A mean of eleven tenths passes a minimum of 1.1, which no binary number holds."""
    levels: dict[str, Level | None] = {f"C{index}": 2 if index == 0 else 1 for index in range(10)}

    assert refused(files(levels), minimum(1.1)) == []


def test_nothing_answered_is_under_a_minimum() -> None:
    """A questionnaire without an answer is refused under any minimum above 0: no number passes."""
    (found,) = refused(files({"C1": None, "C2": "na"}), minimum("0.01"))

    assert isinstance(found, UnderMinimum)
    assert found.mean is None


def test_nothing_answered_passes_a_minimum_of_nothing() -> None:
    """A minimum of 0 asks for nothing, so a questionnaire without an answer passes it."""
    assert refused(files({"C1": None}), minimum(0)) == []


def test_a_questionnaire_answered_na_throughout_is_not_judged() -> None:
    """Where everything is not applicable there is nothing to judge, whatever the minimum."""
    assert refused(files({"C1": "na", "C2": "na"}), minimum(3)) == []


def test_what_is_not_known_to_apply_is_under_a_minimum() -> None:
    """An undetermined questionnaire, or one whose criteria all are, has no number: no pass."""
    whole = files({"C1": None}, whole="a", profile={})
    criteria = files({})
    criteria.questionnaires["q"]["axes"][0]["criteria"].append(criterion("C1", "a"))

    for written in (whole, criteria):
        (found,) = refused(written, minimum("0.01"))
        assert isinstance(found, UnderMinimum)
        assert found.mean is None
        assert refused(written, minimum(0)) == []


def test_a_questionnaire_that_does_not_apply_is_not_judged() -> None:
    """A questionnaire outside the profile falls under no minimum and short of nothing."""
    written = files({"C1": 0}, whole="a", profile={"a": False}, expected=3)

    assert refused(written, Gate({"q": Fraction(3)}, tuple(Shortfall))) == []


def test_a_minimum_judges_its_own_questionnaire_alone() -> None:
    """A minimum for one questionnaire says nothing of another."""
    assert refused(files({"C1": 0}), Gate({"other": Fraction(3)})) == []


def test_a_gate_that_asks_for_nothing_refuses_nothing() -> None:
    """Without a minimum and without a way to fall short, everything passes."""
    assert refused(files({"C1": 0, "C2": None}, expected=3), Gate()) == []


def test_each_way_to_fall_short_names_its_criteria() -> None:
    """Under expected, under target, unanswered and undetermined each name their own criteria."""
    written = files({"C1": 0, "C2": 2, "C3": 3, "C4": None, "C5": "na"}, expected=2)
    axis = written.questionnaires["q"]["axes"][0]
    axis["criteria"].append(criterion("C6", "a"))

    assert short(written, Shortfall.UNDER_EXPECTED) == [("C1",)]
    assert short(written, Shortfall.UNDER_TARGET) == [("C1", "C2")]
    assert short(written, Shortfall.UNANSWERED) == [("C4",)]
    assert short(written, Shortfall.UNDETERMINED) == [("C6",)]
    assert short(written, *OF_ANSWERS) == [("C1",), ("C1", "C2"), ("C4",), ("C6",)]


def test_what_does_not_fall_short_is_not_refused() -> None:
    """A gate passes a product that is at the target everywhere."""
    assert short(files({"C1": 3, "C2": 3}, expected=3), *OF_ANSWERS) == []


def test_an_undetermined_questionnaire_falls_short_as_a_whole() -> None:
    """While a questionnaire is undetermined, its criteria are so, answered or not, and no more."""
    written = files({"C1": 0, "C2": None}, whole="a", expected=2)

    assert short(written, Shortfall.UNDETERMINED) == [("C1", "C2")]
    assert short(written, *Shortfall) == [("C1", "C2")]


def test_a_draft_falls_short_as_a_whole() -> None:
    """A gate on drafts refuses a questionnaire that applies and has no seal that holds."""
    written = files({"C1": 3})
    found = refused(written, Gate(fail_on=(Shortfall.DRAFT,)))

    assert [(each.shortfall, each.criteria) for each in found if isinstance(each, FallsShort)] == [
        (Shortfall.DRAFT, ())
    ]


def test_a_questionnaire_under_a_seal_that_holds_is_no_draft() -> None:
    """What is validated passes a gate on drafts, until an answer changes under the seal."""
    unsealed = subject_of(files({"C1": 3}), "base")
    digest = unsealed.standings["q"].digest
    sealed = sealed_with(unsealed, digest)
    broken = sealed_with(unsealed, digest[:-1] + ("0" if digest[-1] != "0" else "1"))
    gate = Gate(fail_on=(Shortfall.DRAFT,))

    assert list(refusals(score_of(sealed, DAY), gate, DAY)) == []
    assert len(list(refusals(score_of(broken, DAY), gate, DAY))) == 1


@pytest.mark.parametrize(
    ("level", "entry", "is_overdue"),
    [
        (2, PlanEntry(by="2026-Q3"), True),
        (2, PlanEntry(by="2026-11-20"), True),
        (2, PlanEntry(by="2026-11-21"), False),
        (2, PlanEntry(by="2026-Q4"), False),
        (3, PlanEntry(by="2026-Q3"), False),
        (None, PlanEntry(by="2026-Q3"), True),
        ("na", PlanEntry(by="2026-Q3"), False),
        (1, PlanEntry(by="2027-Q2", steps=(PlanStep(2, "2026-Q2"),)), True),
        (2, PlanEntry(by="2027-Q2", steps=(PlanStep(2, "2026-Q2"),)), False),
        (0, PlanEntry(target_not_applicable=True, comment="No service yet"), False),
    ],
)
def test_a_promise_is_overdue_from_the_day_after_it(
    level: Level | None,
    entry: PlanEntry,
    is_overdue: bool,  # noqa: FBT001
) -> None:
    """The target, or a step, is overdue once its last day has passed and it is not reached."""
    subject = replace(
        subject_of(files({"C1": level}), "base"), plan=Plan({"C1": entry, "C9": entry}, "plan.yaml")
    )
    found = list(refusals(score_of(subject, DAY), Gate(fail_on=(Shortfall.OVERDUE,)), DAY))

    assert [each.criteria for each in found if isinstance(each, FallsShort)] == (
        [("C1",)] if is_overdue else []
    )


def test_falling_short_depends_on_the_day() -> None:
    """A gate on the expected level refuses from the day of the step on."""
    written = files({"C1": 1})
    steps = [{"from": "2026-06-01", "level": 2}]
    written.questionnaires["q"]["axes"][0]["criteria"][0]["expected"] = steps

    assert short(written, Shortfall.UNDER_EXPECTED, day="2026-05-31") == []
    assert short(written, Shortfall.UNDER_EXPECTED, day="2026-06-01") == [("C1",)]


def test_a_gate_names_minimum_and_shortfalls_together() -> None:
    """All that is refused is said at once: means first, then criteria."""
    gate = Gate({"q": Fraction(3)}, (Shortfall.UNDER_EXPECTED, Shortfall.UNANSWERED))
    found = refused(files({"C1": 0, "C2": None}, expected=1), gate)

    assert [type(each) for each in found] == [UnderMinimum, FallsShort, FallsShort]
    shortfalls = [each.shortfall for each in found if isinstance(each, FallsShort)]
    assert shortfalls == [Shortfall.UNDER_EXPECTED, Shortfall.UNANSWERED]
