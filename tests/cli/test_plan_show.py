"""`plan show` tells each promise in its quarter, and what nobody promised."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, Finished, run
from tests.cli.small import product, write
from tests.cli.small import workspace as one_product

PLAN = """\
format: 1
plan:
  A:
    by: 2027-02-15
    steps: [{level: 2, by: 2026-Q3}]
    effort: 15 d
    ticket: https://example.org/T-12
  B: {target_not_applicable: true, comment: No service for this use yet}
  C: {by: , effort: 3 d}
"""
PAGE = """\
Med (med) · base product · as of 2026-11-22
Done 0 · On track 0 · Overdue 1 · Unplanned 1 · Cannot be planned 1

Overdue (1)
  1 → 2  step    A Criterion A
                 overdue, due by 2026-Q3 · 15 d · https://example.org/T-12

2027-Q1, to 2027-03-31 (1)
  2 → 3  target  A Criterion A
                 by 2027-02-15 · 15 d · https://example.org/T-12

Cannot be planned (1)
  1  B Criterion B
     No service for this use yet

Unplanned, the most urgent first (1)
  2 → 3  C Criterion C
         entry without a date · 3 d

Brackets mark official items, by code; every other line is its questionnaire's
  own.
"""


def _planned(root: Path, levels: dict[str, int] | None = None, plan: str = PLAN) -> Path:
    levels = {"A": 1, "B": 1, "C": 2} if levels is None else levels
    return write(one_product(root, levels), {"products/med/plan.yaml": plan})


def _show(root: Path, *args: str, columns: int = 80) -> Finished:
    finished = run("plan", "show", "med", *args, *AS_OF, at=root, columns=columns)
    assert finished.code == 0, finished.err
    return finished


def test_what_is_late_comes_first_and_what_has_no_date_last(tmp_path: Path) -> None:
    """Overdue, then quarter by quarter, then what cannot be planned, then what is not."""
    assert _show(_planned(tmp_path)).out == PAGE


def test_a_wide_screen_has_the_details_beside(tmp_path: Path) -> None:
    """Owner, effort and ticket stand in a column of their own where there is room."""
    lines = _show(_planned(tmp_path), columns=120).out.splitlines()

    at = lines.index("2027-Q1, to 2027-03-31 (1)") + 1
    assert lines[at].endswith(
        "A Criterion A".ljust(52) + "by 2027-02-15 · 15 d · https://example.org/T-12"
    )
    assert max(map(len, lines)) <= 120


def test_colour_says_nothing_that_words_do_not(tmp_path: Path) -> None:
    """Without its colours, the page is the page."""
    root = _planned(tmp_path)
    coloured = _show(root, "--color", "always").out
    for style in ("\x1b[1m", "\x1b[1;31m", "\x1b[2m", "\x1b[0m"):
        coloured = coloured.replace(style, "")
    assert coloured == PAGE


def test_markdown_has_a_table_for_each_part(tmp_path: Path) -> None:
    """Each promise is a row of its quarter."""
    page = _show(_planned(tmp_path), "-f", "markdown").out

    assert "**Overdue** (1)\n\n| Criterion | Level | Target | Owner, effort, ticket |\n" in page
    assert "| A Criterion A | 2 → 3 | target | by 2027-02-15 · 15 d · https" in page
    assert "| B Criterion B | 1 | No service for this use yet |\n" in page
    assert "| C Criterion C | 2 → 3 | entry without a date · 3 d |\n" in page


def test_an_unanswered_criterion_is_planned_from_nowhere(tmp_path: Path) -> None:
    """A promise for what has no answer starts with a dash; without one it is told beside."""
    page = _show(_planned(tmp_path, {"B": 3}, "format: 1\nplan:\n  A: {by: 2027-Q1}\n")).out

    assert "  — → 3  target  A Criterion A\n" in page
    assert "Unanswered, not planned (1): C\n" in page


def test_a_new_plan_is_shown_with_what_to_do_next(tmp_path: Path) -> None:
    """Where entries are missing the page names the command that proposes them."""
    root = one_product(tmp_path, {"A": 1, "B": 3, "C": 3})
    next_ = "next: convergence plan init proposes an entry for each of these\n"

    before = _show(root).out
    run("plan", "init", *AS_OF, at=root)
    after = _show(root).out

    assert next_ in before
    assert next_ not in after
    assert "entry without a date" in after


def test_an_archived_product_has_nothing_to_plan(tmp_path: Path) -> None:
    """It is in no roadmap, and named it is told so."""
    old = product("old").replace("status: active", "status: archived\narchived_on: 2026-01-01")
    old = old.replace("deployment:", "archived_because: Sold no more\ndeployment:")
    root = write(_planned(tmp_path), {"products/old/product.yaml": old})

    everything = run("plan", "show", *AS_OF, at=root)
    named = run("plan", "show", "old", *AS_OF, at=root)

    assert "(old)" not in everything.out
    assert (named.code, named.out) == (0, "")
    assert named.err == "'old' is archived: it has nothing to plan\n"


@pytest.mark.parametrize("day", ["2026-09-30", "2026-10-01"])
def test_a_promise_is_overdue_from_the_day_after(tmp_path: Path, day: str) -> None:
    """On the last day of its quarter a promise can still be kept."""
    root = _planned(tmp_path)
    data = run("plan", "show", "-f", "json", "--as-of", day, at=root).json()["products"][0]

    assert len(data["overdue"]) == (day == "2026-10-01")
    assert data["counts"]["on_track"] == (day == "2026-09-30")
