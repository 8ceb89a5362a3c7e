"""The page on workbooks says what is in them."""

import re
from pathlib import Path

from convergence_cli.exchanging import grids
from convergence_cli.exchanging.field import FIELDS
from convergence_cli.rendering.workbook_grid import WIDTHS
from convergence_cli.rendering.workbook_summary import MOST_COMPARED, MOST_RADARS

PAGE = (Path(__file__).parents[2] / "docs/reference/workbook.md").read_text(encoding="utf-8")
COMPUTED = [each.key for each in vars(grids).values() if isinstance(each, grids._Computed)]


def test_each_column_has_its_row_and_its_width() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))

    assert told == {*COMPUTED, *FIELDS}
    assert set(WIDTHS) == told


def test_what_is_filled_in_is_told_apart() -> None:
    told = set(re.findall(r"^\| `(\w+)` \|.*\| yes \|$", PAGE, re.MULTILINE))

    assert told == set(FIELDS)


def test_its_limits_are_those_of_the_program() -> None:
    assert f"up to {MOST_RADARS} in a workbook" in PAGE
    assert f"up to {MOST_COMPARED} of them" in PAGE
