"""What is said of plans: found again by hand, over random ones, and case by case."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.checking.case import Case, Unfit
from convergence_cli.checking.plans import check_plan, check_plan_files
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.scoring.standing import Judge
from tests import oracle
from tests.checking.judging import found
from tests.cli.running import AS_OF, run
from tests.cli.small import answers, plan, product, questionnaire, workspace, write
from tests.planning import by_hand
from tests.planning.plans import DAYS, Planned, kept_on, planned
from tests.strategies import QUICK
from tests.written import Data


def said_of(each: Diagnostic) -> tuple[str, str]:
    """Return the code of a diagnostic, and the criterion it stands at; none for a whole plan."""
    route = each.place.route
    return each.rule.code, str(route[1]) if len(route) > 1 else ""


def told_by_hand(everything: Planned, subject: str, day: str) -> set[tuple[str, str]]:
    """Return the codes that a reader finds at each criterion of a plan."""
    files, entries = everything.files, everything.plans.get(subject, {})
    found = {
        ("CV333", id_) for on, _, id_, _, _ in by_hand.still_due(everything, subject) if on < day
    }
    states = by_hand.states(everything, subject, day)
    state_of = {id_: state for each in states.values() for id_, state in each.items()}
    for definition, id_, level in by_hand.criteria_asked(files, subject):
        if state_of.get(id_) in (None, "done"):
            continue
        entry = entries.get(id_)
        if entry is None:
            found.add(("CV331", ""))
        else:
            top = oracle.top_of(definition)
            found |= {(code, id_) for code in _said_of_entry(entry, level, top)}
    return found


def _said_of_entry(entry: Data, level: int | None, top: int) -> set[str]:
    found = set()
    by = entry.get("by")
    if level is not None and not by and not entry.get("target_not_applicable"):
        found.add("CV332")
    for step in entry.get("steps", ()):
        is_after = by is not None and kept_on(step["by"]) > kept_on(by)
        if step["level"] == top and not is_after:
            found.add("CV338")
        if level is not None and step["level"] <= level:
            found.add("CV335")
    return found


@QUICK
@given(planned(), st.sampled_from(DAYS))
def test_what_is_said_of_a_plan_is_found_by_hand(everything: Planned, day: str) -> None:
    """Missing, undated, past, reached: each is said where a reader finds it, and nowhere else."""
    judge = Judge(everything.workspace)
    for subject in (judge.company(), *judge.products()):
        found = [said_of(each) for each in check_plan(subject, day)]

        assert set(found) == told_by_hand(everything, subject.id, day)
        assert len([each for each in found if each[0] == "CV331"]) <= 1


@QUICK
@given(planned())
def test_a_step_after_its_target_is_found_by_hand(everything: Planned) -> None:
    """One error for each step that is later than the target, whatever is answered."""
    case = Case(everything.workspace, Unfit(), DAYS[0], {})

    found = sorted((each.place.path, *each.place.route) for each in check_plan_files(case))

    assert found == sorted(
        (f"{subject}/plan.yaml", "plan", id_, "steps", index, "by")
        for subject, entries in everything.plans.items()
        for id_, entry in entries.items()
        for index, step in enumerate(entry.get("steps", ()))
        if entry.get("by") and kept_on(step["by"]) > kept_on(entry["by"])
    )


PLAN = "products/med/plan.yaml"
CODES = [f"CV{number}" for number in range(331, 339)]


def codes(root: Path) -> list[tuple[str, str]]:
    """Return what `check` finds about plans: code and file."""
    return [(each["code"], each["path"]) for each in found(root, *CODES)]


def planning(root: Path, entry: str, level: int = 1) -> Path:
    """Write a workspace of one product that answers A, with one entry of its plan."""
    workspace(root, {"A": level})
    return write(root, {PLAN: f"format: 1\nplan:\n  A: {entry}\n"})


def test_missing_entries_are_one_warning_where_the_plan_is_or_would_be(tmp_path: Path) -> None:
    """It names the criteria and the command; without a plan, it stands at the product."""
    root = workspace(tmp_path, {"A": 1, "B": 3, "C": 0})

    [without] = found(root, "CV331")
    write(root, {PLAN: plan({"A": "2027-Q2"})})
    [beside] = found(root, "CV331")

    assert (without["path"], without["line"]) == ("products/med/product.yaml", 2)
    assert without["message"].endswith(": A, C")
    assert "(convergence plan init med)" in without["hint"]
    assert (beside["path"], beside["line"], beside["message"][-3:]) == (PLAN, 2, ": C")


def test_the_company_is_told_where_it_is_declared(tmp_path: Path) -> None:
    """Without a plan of the company, its warning stands at its name."""
    root = workspace(tmp_path, {})
    files = {
        "questionnaires/own.yaml": questionnaire("own", {"O": 2}, scope="company"),
        "company/answers/own.yaml": answers("own", {"O": 1}),
    }

    [told] = found(write(root, files), "CV331")

    assert (told["path"], told["line"]) == ("convergence.yaml", 2)
    assert "(convergence plan init --company)" in told["hint"]


def test_an_edition_plans_what_it_inherits(tmp_path: Path) -> None:
    """The plan of the product that it extends promises nothing for it."""
    root = planning(tmp_path, "{by: 2027-Q2}")
    edition = product("ios").replace("kind: base", "kind: base\nextends: med")

    assert codes(write(root, {"products/ios/product.yaml": edition})) == [
        ("CV331", "products/ios/product.yaml")
    ]


ARCHIVED = "status: archived\narchived_on: 2026-01-01\narchived_because: Replaced"
OVERDUE = "{by: 2026-Q3, steps: [{level: 1, by: 2026-Q1}]}"


@pytest.mark.parametrize(
    ("old", "new", "without", "late"),
    [
        ("status: active", ARCHIVED, [], []),
        ("deployment: production", "deployment: project", [], ["CV333", "CV335"]),
        ("deployment: production", "deployment: imminent", ["CV331"], ["CV333", "CV335"]),
    ],
)
def test_what_is_archived_or_a_mere_project_has_no_duty_to_plan(
    old: str, new: str, without: list[str], late: list[str], tmp_path: Path
) -> None:
    """A project is out of scope, and held to what it promises; what is archived, to nothing."""
    root = workspace(tmp_path, {"A": 1})
    write(root, {"products/med/product.yaml": product("med").replace(old, new)})

    assert [code for code, _ in codes(root)] == without
    write(root, {PLAN: f"format: 1\nplan: {{A: {OVERDUE}}}\n"})
    assert sorted(code for code, _ in codes(root)) == late


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{by: 2027-Q2}", []),
        ("{by: null}", ["CV332"]),
        ("{}", ["CV332"]),
        ("{by: 2026-Q4}", []),
        ("{by: 2026-Q3}", ["CV333"]),
        ("{by: 2026-11-22}", []),
        ("{by: 2026-11-21}", ["CV333"]),
        ("{by: 2027-Q2, steps: [{level: 2, by: 2027-06-30}]}", []),
        ("{by: 2027-06-30, steps: [{level: 2, by: 2027-Q2}]}", []),
        ("{by: 2027-06-29, steps: [{level: 2, by: 2027-Q2}]}", ["CV334"]),
        ("{by: 2027-Q2, steps: [{level: 3, by: 2027-Q3}]}", ["CV334"]),
        ("{by: 2027-Q2, steps: [{level: 1, by: 2027-Q1}]}", ["CV335"]),
        ("{by: 2027-Q2, steps: [{level: 3, by: 2027-Q1}]}", ["CV338"]),
        ("{steps: [{level: 3, by: 2027-Q1}]}", ["CV332", "CV338"]),
        ("{by: 2027-Q2, target_not_applicable: true, comment: No service}", ["CV336"]),
        ("{by: null, target_not_applicable: true, comment: No service}", []),
        ("{steps: [{level: 2, by: 2027-Q1}], target_not_applicable: true}", ["CV336", "CV337"]),
        ("{target_not_applicable: true, comment: ''}", ["CV337"]),
        ("{target_not_applicable: true, comment: '  '}", ["CV337"]),
        ("{by: 2027-Q2, target_not_applicable: false}", []),
    ],
)
def test_each_entry_is_told_what_is_wrong_with_it(
    entry: str, told: list[str], tmp_path: Path
) -> None:
    """What contradicts itself is an error by itself; the rest is judged by answers and the day."""
    assert sorted(code for code, _ in codes(planning(tmp_path, entry))) == told


def test_what_is_at_the_target_is_a_record(tmp_path: Path) -> None:
    """An entry whose criterion is at the target is not asked for anything any more."""
    assert codes(planning(tmp_path, OVERDUE, level=3)) == []


@pytest.mark.parametrize("by", ["2027-02-29", "2027-13-01", "2027-00-10", "2026-11-31"])
def test_a_day_that_is_none_is_refused(by: str, tmp_path: Path) -> None:
    """The date of a target, or of a step, is a day of the calendar."""
    for entry in (f"{{by: {by}}}", f"{{by: 2030-Q1, steps: [{{level: 2, by: {by}}}]}}"):
        [told] = found(planning(tmp_path, entry), "CV111")
        assert (told["path"], told["message"]) == (PLAN, f"'{by}' is not a day of the calendar")


def test_a_plan_that_contradicts_itself_stops_every_verdict(tmp_path: Path) -> None:
    """Commands that compute refuse it, as other errors of files."""
    root = planning(tmp_path, "{by: 2027-Q1, steps: [{level: 2, by: 2027-Q2}]}")

    for args in (("score",), ("plan", "status"), ("plan", "forecast")):
        finished = run(*args, *AS_OF, at=root)
        assert (finished.code, finished.out) == (2, "")
        assert "CV334" in finished.err
