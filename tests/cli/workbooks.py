"""Workbooks as people fill them in: exported, edited by openpyxl, sent back."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.running import AS_OF, Finished, run

BASE = Path(__file__).parent.parent / "files" / "base"
ANSWERS = "products/medicab/answers/interoperability.yaml"
PLAN = "products/medicab/plan.yaml"
GIVEN = """\
format: 1
questionnaire: interoperability
version: "2026.1"
status: draft
answers:
  # Transport first.
  INT-TRA-01:
    level: 1
    comment: TLS on two of three links
  INT-TRA-02:
    level: 2
    evidence: [{title: Test report, path: evidence/test-report.txt}]
  INT-SEM-01: {level: na, comment: The product codes nothing}
"""
PLANNED = """\
format: 1
plan:
  INT-TRA-01: {by: 2027-Q2, owner: a.martin}   # with the new gateway
"""


def company(folder: Path) -> Path:
    """Make a workspace of two products, one of them with answers and a plan to fill in."""
    shutil.copytree(BASE, folder)
    write(folder, ANSWERS, GIVEN)
    write(folder, PLAN, PLANNED)
    return folder


def write(root: Path, path: str, text: str) -> None:
    (root / path).write_bytes(text.encode("utf-8"))


def exported(root: Path, *args: str) -> Path:
    """Export a workbook beside a workspace."""
    file = root.parent / f"{root.name}.xlsx"
    done = run("export", *args, "--output", str(file), *AS_OF, at=root)
    assert done.code == 0, done.err
    return file


def imported(root: Path, file: Path, *args: str) -> Finished:
    return run("import", str(file), *args, *AS_OF, at=root)


@dataclass(frozen=True)
class Filled:
    """A workbook in somebody's hands."""

    file: Path
    book: Workbook

    def sheet(self, grid: str) -> Worksheet:
        """Return the sheet of a questionnaire, or of the plan."""
        found = (each for each in self.book.worksheets if each["A1"].value == f"convergence:{grid}")
        return next(found)

    def cell(self, grid: str, criterion: str, key: str, holder: str = "medicab") -> Cell:
        """Return the cell of a criterion in a column, by the keys in hidden cells."""
        sheet = self.sheet(grid)
        column = next(each.column for each in sheet[1] if each.value == key)
        rows = sheet.iter_rows(min_row=3, max_col=1)
        row = next(each[0].row for each in rows if each[0].value == f"{holder}/{criterion}")
        cell = sheet.cell(row, column)
        assert isinstance(cell, Cell)
        return cell

    def put(self, grid: str, criterion: str, **typed: Any) -> "Filled":
        """Type something in some cells of a row."""
        for key, value in typed.items():
            self.cell(grid, criterion, key).value = value
        return self

    def save(self) -> Path:
        self.book.save(self.file)
        return self.file


def opened(file: Path) -> Filled:
    return Filled(file, load_workbook(file))


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    files = (each for each in root.rglob("*") if each.is_file())
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in files}
