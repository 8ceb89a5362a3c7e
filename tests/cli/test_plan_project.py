"""`plan project` shows where a plan leads, over where things stand."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.running import AS_OF, run
from tests.cli.small import answers, product, questionnaire, write
from tests.cli.small import workspace as one_product

PLAN = """\
format: 1
plan:
  A: {by: 2027-Q2, steps: [{level: 2, by: 2026-Q3}]}
  B: {by: 2028-01-31}
"""
PAGE = """\
Med (med) · base product · from 2026-11-22 to 2027-06-30
Overdue already, and still counted: 1
Promised for later (1): B
Unplanned, so as today (1): C

Care 1 · maturity · draft
Axis                 Today  2027-06-30  Change  Expected  Answers
ONE One               1.33        2.00   +0.67      2.00  3/3
Whole questionnaire   1.33        2.00   +0.67      2.00  3/3

What moves (1)
  1 → 3  A Criterion A · by 2027-Q2 · overdue already

ONE          ▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲ 2.00
             ●●●●●●●●●●●●●●●●●●●● 1.33
             ○○○○○○○○○○○○○○○○○○○○○○○○○○○○○○ 2.00
             ·············································· 3.00


▲ Planned for 2027-06-30   ● Current   ○ Expected   · Target
"""


def _planned(root: Path) -> Path:
    files = {"products/med/plan.yaml": PLAN}
    return write(one_product(root, {"A": 1, "B": 1, "C": 2}), files)


def test_a_projection_tells_what_moves_and_what_does_not(tmp_path: Path) -> None:
    """Scores of both days, each promise, what is late and still counted, and what stays."""
    finished = run("plan", "project", "med", "--at", "2027-Q2", *AS_OF, at=_planned(tmp_path))

    assert (finished.code, finished.err) == (0, "")
    assert finished.out == PAGE


@pytest.mark.parametrize(
    ("at", "mean"),
    [("2027-06-29", "5/3"), ("2027-Q2", "2"), ("2028-01-30", "2"), ("2028-Q1", "8/3")],
)
def test_a_quarter_counts_with_its_last_day(tmp_path: Path, at: str, mean: str) -> None:
    """What is promised for a quarter is there on its last day, and not before."""
    root = _planned(tmp_path)

    data = run("plan", "project", "--at", at, "-f", "json", *AS_OF, at=root).json()

    [score] = data["products"][0]["questionnaires"]
    assert (score["today"]["mean"], score["projected"]["mean"]) == ("4/3", mean)


def test_left_out_the_day_is_the_last_of_the_plan(tmp_path: Path) -> None:
    """Without --at a plan is followed to its end."""
    data = run("plan", "project", "-f", "json", *AS_OF, at=_planned(tmp_path)).json()

    assert data["at"] == "2028-01-31"
    assert [each["to"] for each in data["products"][0]["questionnaires"][0]["rises"]] == [3, 3]


def test_without_a_promise_it_is_today(tmp_path: Path) -> None:
    """A plan without dates leads nowhere, and that is said."""
    root = one_product(tmp_path, {"A": 1, "B": 1, "C": 2})

    finished = run("plan", "project", *AS_OF, at=root)

    assert finished.code == 0
    assert finished.err.startswith("no plan promises anything yet")
    assert "Nothing is promised here by then.\n" in finished.out


@pytest.mark.parametrize("at", ["2026-11-21", "2026-Q3"])
def test_a_plan_does_not_lead_back(tmp_path: Path, at: str) -> None:
    """A day before the one that counts as today is refused, with what to do."""
    finished = run("plan", "project", "--at", at, *AS_OF, at=_planned(tmp_path))

    assert (finished.code, finished.out) == (2, "")
    assert "is before 2026-11-22, which counts as today: a plan leads forward" in finished.err
    assert "give a later date in --at" in finished.err


def test_today_itself_can_be_projected_to(tmp_path: Path) -> None:
    """What is overdue counts as kept: that is the difference between the plan and today."""
    data = run("plan", "project", "--at", "2026-11-22", "-f", "json", *AS_OF, at=_planned(tmp_path))

    [score] = data.json()["products"][0]["questionnaires"]
    assert [(each["to"], each["by"]) for each in score["rises"]] == [(2, "2026-Q3")]


@pytest.mark.parametrize("at", ["2027", "2027-Q5", "soon", "2027-02-30", "Q2-2027"])
def test_what_is_no_date_is_refused(tmp_path: Path, at: str) -> None:
    """A date is a day or a quarter, and the message shows both."""
    finished = run("plan", "project", "--at", at, *AS_OF, at=_planned(tmp_path))

    assert (finished.code, finished.out) == (2, "")
    assert "neither a quarter such as 2027-Q2 nor a day such as 2027-06-30" in finished.err


def _family(root: Path) -> Path:
    """Write a base with a plan, and an edition that has planned nothing."""
    return write(
        _planned(root),
        {"products/edi/product.yaml": product("edi").replace("kind:", "extends: med\nkind:")},
    )


def test_an_edition_rises_with_its_base_and_says_whose_plan_it_is(tmp_path: Path) -> None:
    """What an edition inherits is promised by its base; what it does not plan itself stays told."""
    root = _family(tmp_path)

    page = run("plan", "project", "edi", "--at", "2027-Q2", *AS_OF, at=root).out

    assert "A Criterion A · by 2027-Q2 · in the plan of med · overdue already\n" in page
    assert "Unplanned, so as today (2): B, C\n" in page


def test_expected_levels_are_those_of_the_day(tmp_path: Path) -> None:
    """What will be expected by then is compared with what will be reached by then."""
    root = _planned(tmp_path)
    definition = questionnaire("care", {"A": 2, "B": 2, "C": 2})
    later = "expected: [{from: 2020-01-01, level: 1}, {from: 2027-06-30, level: 3}]"
    write(root, {"questionnaires/care.yaml": definition.replace("expected: 2", later)})

    data = run("plan", "project", "--at", "2027-Q2", "-f", "json", *AS_OF, at=root).json()

    [score] = data["products"][0]["questionnaires"]
    assert (score["today"]["expected_mean"], score["projected"]["expected_mean"]) == ("1", "3")


def test_a_low_promise_for_what_is_unanswered_may_lower_a_mean(tmp_path: Path) -> None:
    """A criterion that nobody answered counts from the day on which it is promised."""
    root = write(
        one_product(tmp_path, {"A": 2, "B": 2}),
        {"products/med/plan.yaml": "format: 1\nplan:\n  C: {steps: [{level: 0, by: 2027-Q1}]}\n"},
    )

    page = run("plan", "project", "med", *AS_OF, at=root).out

    assert "ONE One               2.00        1.33   −0.67      2.00  3/3\n" in page
    assert "  — → 0  C Criterion C · by 2027-Q1\n" in page


def test_a_picture_has_the_radar_of_then_over_that_of_now(tmp_path: Path) -> None:
    """The means beside the names are those of the day; the legend says which is which."""
    root = _planned(tmp_path)
    axis = "  - id: {0}\n    title: {{fr: x, en: Axis {0}}}\n    criteria:\n"
    one = questionnaire("care", {"A": 2})
    more = "".join(
        axis.format(id_) + questionnaire("care", {id_: 2}).partition("criteria:\n")[2]
        for id_ in ("B", "C")
    )
    write(root, {"questionnaires/care.yaml": one + more})

    finished = run("plan", "project", "med", "--at", "2027-Q2", "-f", "svg", *AS_OF, at=root)

    texts = [each.text for each in ET.fromstring(finished.stdout).iter()]  # noqa: S314 - our own
    assert "ONE · 3.00" in texts
    assert {"Planned for 2027-06-30", "Current", "Expected", "Target"} <= set(texts)
    assert finished.out.rindex("#1d4ed8") > finished.out.index("#15803d")


def test_a_picture_holds_one_radar(tmp_path: Path) -> None:
    """With more than one, the command says how to name one."""
    root = _family(tmp_path)

    finished = run("plan", "project", "-f", "svg", *AS_OF, at=root)

    assert (finished.code, finished.out) == (2, "")
    assert "edi -q care, med -q care" in finished.err


def test_nothing_that_applies_is_no_projection(tmp_path: Path) -> None:
    """Without a questionnaire there is nothing to project: an empty run is no answer."""
    root = write(
        _planned(tmp_path),
        {
            "questionnaires/company.yaml": questionnaire("company", {"S": 2}, "company"),
            "company/answers/company.yaml": answers("company", {"S": 1}),
        },
    )

    finished = run("plan", "project", "med", "-q", "company", *AS_OF, at=root)

    assert finished.code == 2
    assert "nothing to judge: no questionnaire to project" in finished.err
