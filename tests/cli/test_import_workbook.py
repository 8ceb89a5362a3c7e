"""What comes of a workbook that comes back: taken, refused by its cells, or a conflict."""

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.running import AS_OF, run
from tests.cli.workbooks import (
    ANSWERS,
    GIVEN,
    PLAN,
    PLANNED,
    Filled,
    company,
    contents,
    exported,
    imported,
    opened,
    write,
)

Q = "interoperability"


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a workspace and its workbook; not to be changed."""
    folder = tmp_path_factory.mktemp("master")
    exported(company(folder / "here"))
    return folder


@pytest.fixture
def root(master: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace."""
    shutil.copytree(master / "here", tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def book(master: Path, root: Path) -> Filled:
    """Return a copy of its workbook."""
    return opened(Path(shutil.copy(master / "here.xlsx", root.parent)))


def test_only_the_lines_of_changed_cells_change(root: Path, book: Filled) -> None:
    before = contents(root)
    book.put(Q, "INT-TRA-01", level="2 · Yellow", comment="TLS everywhere")
    book.put("plan", "INT-TRA-01", by=datetime.date(2027, 3, 31), effort="5 d")
    book.put("plan", "INT-TRA-02", by="T4 2027", steps=None)

    done = imported(root, book.save())

    assert done.code == 0, done.err
    after = contents(root)
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {ANSWERS, PLAN}
    assert after[ANSWERS].decode() == GIVEN.replace("level: 1", "level: 2").replace(
        "TLS on two of three links", "TLS everywhere"
    )
    assert after[PLAN].decode() == PLANNED.replace(
        "{by: 2027-Q2, owner: a.martin}", '{by: "2027-03-31", owner: a.martin, effort: "5 d"}'
    ) + ("  INT-TRA-02:\n    by: 2027-Q4\n")
    assert "Interoperability!" in done.out
    assert "medicab INT-TRA-01, level: 1 · Orange → 2 · Yellow" in done.out


def test_a_dry_run_prints_what_git_would_apply_and_writes_nothing(root: Path, book: Filled) -> None:
    before = contents(root)
    book.put(Q, "INT-TRA-01", level=2)

    done = imported(root, book.save(), "--dry-run")

    assert done.code == 0
    assert contents(root) == before
    assert done.out.startswith(f"--- a/{ANSWERS}\n+++ b/{ANSWERS}\n")
    assert "-    level: 1\n+    level: 2\n" in done.out
    assert done.err.endswith("nothing was written\n")


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_what_both_sides_changed_is_a_conflict_until_one_is_right(
    root: Path, book: Filled, side: str
) -> None:
    here = GIVEN.replace("level: 1", "level: 3").replace("TLS on two", "TLS on three")
    write(root, ANSWERS, here)
    place = book.cell(Q, "INT-TRA-01", "level").coordinate
    book.put(Q, "INT-TRA-01", level=2, evidence="Audit | https://example.org/a")
    file = book.save()
    before = contents(root)

    told = imported(root, file)

    assert told.code == 1
    assert contents(root) == before
    lines = told.err.splitlines()
    at = lines.index(f"Interoperability!{place}: medicab INT-TRA-01, level: changed on both sides")
    assert [each.split(":")[1].strip() for each in lines[at + 1 : at + 4]] == [
        "1 · Orange",
        "3 · Green",
        "2",
    ]
    assert "--ours" in told.err

    decided = imported(root, file, side)

    assert decided.code == 0, decided.err
    level = 3 if side == "--ours" else 2
    assert contents(root)[ANSWERS].decode() == here.replace("level: 3", f"level: {level}").replace(
        "three links\n",
        'three links\n    evidence:\n      - title: Audit\n        url: "https://example.org/a"\n',
    )
    assert f"INT-TRA-01, level: {'kept' if side == '--ours' else 'took'} " in decided.err


def test_what_somebody_else_changed_meanwhile_stays(root: Path, book: Filled) -> None:
    write(root, ANSWERS, GIVEN.replace("level: 1", "level: 3"))
    book.put(Q, "INT-TRA-02", level=1)

    done = imported(root, book.save())

    assert done.code == 0, done.err
    expected = GIVEN.replace("level: 1", "level: 3").replace("level: 2", "level: 1")
    assert contents(root)[ANSWERS].decode() == expected


def test_what_both_sides_changed_alike_is_no_conflict(root: Path, book: Filled) -> None:
    write(root, ANSWERS, GIVEN.replace("level: 1", "level: 3"))
    before = contents(root)
    book.put(Q, "INT-TRA-01", level="Green")

    done = imported(root, book.save())

    assert (done.code, contents(root)) == (0, before)
    assert done.err.startswith("nothing to do")


def test_every_bad_cell_is_told_at_once_by_its_place(root: Path, book: Filled) -> None:
    before = contents(root)
    book.put(Q, "INT-TRA-01", level=7, evidence="no address")
    book.put(Q, "INT-TRA-02", level="na")
    book.put(Q, "INT-SEM-01", evidence="Report | evidence/nowhere.txt")
    book.put("plan", "INT-TRA-01", by="soon", owner="nobody", ticket="T-1")
    book.put("plan", "INT-TRA-02", target_not_applicable="yes")
    places = {
        key: f"{book.sheet(grid).title}!{book.cell(grid, id_, key).coordinate}"
        for grid, id_, key in (
            (Q, "INT-TRA-01", "level"),
            (Q, "INT-TRA-02", "reason"),
            ("plan", "INT-TRA-01", "by"),
            ("plan", "INT-TRA-01", "owner"),
            ("plan", "INT-TRA-01", "ticket"),
            ("plan", "INT-TRA-02", "plan_comment"),
        )
    }
    evidence = [
        f"Interoperability!{book.cell(Q, id_, 'evidence').coordinate}"
        for id_ in ("INT-TRA-01", "INT-SEM-01")
    ]

    done = imported(root, book.save())

    assert (done.code, done.out, contents(root)) == (2, "", before)
    for place in (*places.values(), *evidence):
        assert done.err.count(f"{place}: ") == 1, place
    assert done.err.count("accepted: ") == len(places) + len(evidence)
    assert "0 · Red, 1 · Orange, 2 · Yellow, 3 · Green" in done.err
    assert "2027-Q2" in done.err


def test_sheets_rows_and_columns_may_go_anywhere(root: Path, book: Filled) -> None:
    sheet = book.sheet(Q)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    for at, row in enumerate(reversed(rows)):
        for column, value in enumerate(row, 1):
            sheet.cell(3 + at, column).value = value
    book.put(Q, "INT-TRA-01", level=3)
    sheet.insert_rows(4)
    sheet.insert_cols(3)
    _swap(sheet, "level", "evidence")
    sheet.title = "À remplir"
    sheet.row_dimensions[3].hidden = True
    sheet.delete_rows(1 + max(cell.row for cell in sheet["A"] if cell.value))
    book.book.move_sheet(sheet, 2)

    done = imported(root, book.save())

    assert done.code == 0, done.err
    assert contents(root)[ANSWERS].decode() == GIVEN.replace("level: 1", "level: 3")


def _swap(sheet: Worksheet, one: str, other: str) -> None:
    columns = {cell.value: cell.column or 0 for cell in sheet[1]}
    for row in range(1, sheet.max_row + 1):
        cells = sheet.cell(row, columns[one]), sheet.cell(row, columns[other])
        cells[0].value, cells[1].value = cells[1].value, cells[0].value


def test_an_inserted_row_is_told_rather_than_lost(root: Path, book: Filled) -> None:
    sheet = book.sheet(Q)
    column = book.cell(Q, "INT-TRA-01", "comment").column
    sheet.cell(sheet.max_row + 1, column or 0).value = "And what of DICOM?"

    done = imported(root, book.save())

    assert done.code == 2
    assert "'And what of DICOM?' cannot stand here" in done.err


def test_rows_that_are_gone_change_nothing(root: Path, book: Filled) -> None:
    before = contents(root)
    book.sheet(Q).delete_rows(book.cell(Q, "INT-TRA-02", "level").row)
    book.book.remove(book.sheet("plan"))

    done = imported(root, book.save())

    assert (done.code, contents(root)) == (0, before)
    assert "rows are gone from the workbook" in done.err
    assert "INT-TRA-02" in done.err


def test_a_copied_sheet_counts_once_and_says_one_thing(root: Path, book: Filled) -> None:
    copy = book.book.copy_worksheet(book.sheet(Q))
    book.put(Q, "INT-TRA-01", level=3)
    file = book.save()

    assert imported(root, file, "--dry-run").code == 0

    again = opened(file)
    place = again.cell(Q, "INT-TRA-01", "level").coordinate
    again.book[copy.title][place].value = 2
    done = imported(root, again.save())

    assert done.code == 2
    assert f"{copy.title}!{place}: '2' cannot stand here" in done.err
    assert "is there twice" in done.err


def test_a_level_without_its_reason_is_asked_for_and_a_whole_row_can_be_emptied(
    root: Path, book: Filled
) -> None:
    book.put(Q, "INT-TRA-02", level=None)
    refused = imported(root, book.save())

    assert refused.code == 2
    assert "an answer goes with its comment and evidence" in refused.err

    book.put(Q, "INT-TRA-02", evidence=None)
    done = imported(root, book.save())

    assert done.code == 0, done.err
    assert "INT-TRA-02" not in contents(root)[ANSWERS].decode()
    assert "evidence" in done.err


def test_a_formula_is_no_answer_and_is_told_once(root: Path, book: Filled) -> None:
    book.put(Q, "INT-TRA-01", level="na", reason='=HYPERLINK("https://example.org")')

    done = imported(root, book.save())

    assert done.code == 2
    assert "no formula" in done.err
    assert done.err.count("accepted: ") == 1


def test_a_criterion_that_was_redefined_or_is_asked_no_more_is_not_answered(
    root: Path, book: Filled
) -> None:
    definition = root / "questionnaires/interoperability.yaml"
    text = definition.read_text(encoding="utf-8")
    definition.write_text(
        text.replace("Complete and verified}", "Complete and audited each year}"), encoding="utf-8"
    )
    for file in (definition, *root.glob(f"products/*/answers/{Q}.yaml")):
        said = file.read_text(encoding="utf-8")
        file.write_text(said.replace('version: "2026.1"', 'version: "2026.2"'), encoding="utf-8")
    product = root / "products/medicab/product.yaml"
    said = product.read_text(encoding="utf-8")
    product.write_text(said.replace("documents: true", "documents: false"), encoding="utf-8")
    book.put(Q, "INT-TRA-01", level=3)
    book.put(Q, "INT-TRA-02", level=3)
    before = contents(root)

    done = imported(root, book.save())

    assert (done.code, contents(root)) == (2, before)
    assert "the workbook asks interoperability 2026.1, and 2026.2 is here" in done.err
    assert "its definition changed since; export anew" in done.err
    assert "INT-TRA-02 is not asked any more" in done.err


def test_answers_that_were_sealed_are_a_draft_again(root: Path, book: Filled) -> None:
    settings = root / "convergence.yaml"
    text = settings.read_text(encoding="utf-8")
    entitled = text.replace("role: manager,", "role: manager, rights: [validate],")
    settings.write_text(entitled, encoding="utf-8")
    sealed = run("validate", "medicab", "-q", Q, "--by", "a.martin", *AS_OF, at=root)
    assert sealed.code == 0, sealed.err
    book.put(Q, "INT-TRA-01", level=2)

    done = imported(root, book.save())

    assert done.code == 0, done.err
    assert "seal" in done.err
    score = run("score", "medicab", "-q", Q, "--format", "json", *AS_OF, at=root).json()
    assert score["products"][0]["questionnaires"][0]["status"] == "draft"


def test_files_that_are_not_there_yet_are_begun_as_drafts(root: Path) -> None:
    (root / ANSWERS).unlink()
    (root / PLAN).unlink()
    book = opened(exported(root, "medicab"))
    book.put(Q, "INT-TRA-01", level=1)
    assert imported(root, book.save()).code == 0
    book = opened(exported(root, "medicab"))
    book.put("plan", "INT-TRA-01", by="2027-Q2")

    done = imported(root, book.save())

    assert done.code == 0, done.err
    assert "status: draft" in contents(root)[ANSWERS].decode()
    assert contents(root)[PLAN].decode().endswith("plan:\n  INT-TRA-01:\n    by: 2027-Q2\n")
    assert run("check", *AS_OF, at=root).code == 0


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("import", "{file}", "--ours", "--theirs"), 2, "not both"),
        (("import", "{file}", "--prune"), 2, "--prune is for records"),
        (("import", "nowhere.xlsx"), 2, "nowhere.xlsx"),
        (("import", "convergence.yaml"), 2, "convergence.yaml"),
        (("export", "medicab"), 2, "--format xlsx|json|csv"),
        (("export", "nobody", "-o", "x.xlsx"), 2, "no product is called 'nobody'"),
        (("export", "medicab", "--at", "2020-Q1", "-o", "x.xlsx"), 2, "2020-03-31 is before"),
        (("export", "medicab", "-o", "products/medicab/plan.yaml", "-f", "xlsx"), 2, "overwritten"),
    ],
)
def test_mistakes_are_told(
    root: Path, book: Filled, args: tuple[str, ...], code: int, words: str
) -> None:
    before = contents(root)
    given: list[Any] = [each.format(file=book.file) for each in args]

    done = run(*given, *AS_OF, at=root)

    assert (done.code, contents(root)) == (code, before)
    assert words in done.err
