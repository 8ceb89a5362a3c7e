"""Whatever a person changes in a workbook is what changes in the workspace, and nothing else.

The workbook is edited by openpyxl alone, in the cells that it leaves unlocked; what must come of
each edit is said here anew, by hand.
"""

import datetime
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from convergence_cli.exchanging.layout import escaped
from convergence_cli.model.workspace import NA, Answer, Evidence, PlanEntry
from tests import oracle
from tests.cli.running import AS_OF, Finished, run
from tests.exchanging.disk import Meaning, contents, meaning_of, write_answers, write_definitions
from tests.reviewing.states import State, pairs
from tests.strategies import QUICK

FEW = settings(QUICK, max_examples=8)
MARK = "convergence:"
PLAN = "plan"
states = pairs(redefined=False).map(lambda pair: pair.before)
line_ends = st.sampled_from(["\n", "\r\n"])
texts = (
    st.text(
        st.sampled_from("=+-@_x0041|#:'\"<&\n\r\t\x00\x1b\x85\u2028\ufeff\u202e💊é ")
        | st.characters(),
        max_size=40,
    )
    .map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n").strip())
    .filter(bool)
)
DAYS: Sequence[tuple[Any, str]] = (
    ("2098-Q2", "2098-Q2"),
    ("T3 2098", "2098-Q3"),
    ("30/06/2098", "2098-06-30"),
    (datetime.date(2098, 6, 30), "2098-06-30"),
)
PIECES: Sequence[tuple[Any, tuple[Evidence, ...]]] = (
    (None, ()),
    ("Audit | https://example.org/a", (Evidence("Audit", "https://example.org/a"),)),
    (
        "A | https://example.org/a\n\nB|https://example.org/b|2025-01-31|31.12.2098",
        (
            Evidence("A", "https://example.org/a"),
            Evidence("B", "https://example.org/b", None, "2025-01-31", "2098-12-31"),
        ),
    ),
)

Typed = Mapping[str, Any]
"""What is typed in a row, by key of its column."""


@dataclass(frozen=True)
class Input:
    """A row with cells that are not locked."""

    grid: str
    holder: str
    criterion: str
    cells: Mapping[str, Cell]
    """By key of their column."""


@contextmanager
def exported(state: State, newline: str) -> Iterator[tuple[Path, Path]]:
    """Yield a workspace, and a workbook over all of it."""
    with tempfile.TemporaryDirectory() as folder:
        root, file = Path(folder) / "here", Path(folder) / "form.xlsx"
        write_definitions(root, state)
        write_answers(root, state, newline)
        done = run("export", "-f", "xlsx", "-o", str(file), *AS_OF, at=root)
        assume("no questionnaire applies" not in done.err)
        assert done.code == 0, done.err
        yield root, file


def taken_in(root: Path, file: Path) -> Finished:
    done = run("import", str(file), *AS_OF, at=root)
    assert done.code == 0, done.err
    return done


def inputs(book: Workbook) -> list[Input]:
    """Return the rows that may be filled in."""
    found = []
    for sheet in book.worksheets:
        mark = sheet["A1"].value
        if not isinstance(mark, str) or not mark.startswith(MARK):
            continue
        keys = [str(cell.value) for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=3):
            holder, _, criterion = str(row[0].value).partition("/")
            cells = {
                key: cell
                for key, cell in zip(keys, row, strict=True)
                if isinstance(cell, Cell) and not cell.protection.locked
            }
            found.append(Input(mark.removeprefix(MARK), holder, criterion, cells))
    return found


def put(cell: Cell, value: Any) -> None:
    """Type something in a cell, a text as a text."""
    put_raw(cell, escaped(value) if isinstance(value, str) else value)


def put_raw(cell: Cell, value: Any) -> None:
    """Write what the format says of a cell, past openpyxl's guesses."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def rearrange(draw: DrawFn, book: Workbook) -> None:
    """Sort, move, insert, rename: what a person does to see better."""
    for sheet in book.worksheets:
        if not str(sheet["A1"].value).startswith(MARK):
            continue
        keys, headers, *data = ([*row] for row in sheet.iter_rows())
        rows = [keys, headers, *draw(st.permutations(data))]
        columns = draw(st.permutations(range(len(keys))))
        above, before = draw(st.integers(0, 2)), draw(st.integers(0, 2))
        # A new sheet of that order stands for what a spreadsheet does cell by cell.
        moved = book.create_sheet(f"{draw(st.sampled_from('xyz'))} {sheet.title}"[:31])
        for number, row in enumerate(rows, above + 1):
            for place, column in enumerate(columns, before + 1):
                if row[column].value is not None:
                    put_raw(moved.cell(number, place), row[column].value)
        book.remove(sheet)


def answer_edit(draw: DrawFn, own: Answer | None, top: int) -> tuple[Typed, Answer | None]:
    """Draw what a person types in the row of an answer, and return the answer that it makes."""
    is_level = own is not None and own.level is not NA
    kinds = ["level", "na"] if own is None else ["level", "evidence", "clear"]
    if own is not None:
        kinds.append("comment" if is_level else "reason")
        kinds += ["na"] if is_level else []
    evidence = () if own is None else own.evidence
    text = draw(texts)
    match draw(st.sampled_from(kinds)):
        case "clear":
            return dict.fromkeys(("level", "reason", "comment", "evidence")), None
        case "level":
            others = [each for each in range(top + 1) if own is None or each != own.level]
            level = draw(st.sampled_from(others))
            typed = draw(st.sampled_from([level, str(level), f" {level},0 "]))
            return {"level": typed}, Answer(
                level, own.comment if own and is_level else "", evidence
            )
        case "na":
            typed = draw(st.sampled_from(["na", "N/A", "Not applicable"]))
            return {"level": typed, "reason": text}, Answer(NA, text, evidence)
        case "evidence":
            assert own is not None
            typed, pieces = draw(st.sampled_from(PIECES))
            return {"evidence": typed}, own._replace(evidence=pieces)
        case kind:
            assert own is not None
            return {kind: f"\n{text} "}, own._replace(comment=text)


def plan_edit(draw: DrawFn, own: PlanEntry | None) -> tuple[Typed, PlanEntry | None]:
    """Draw what a person types in the row of a plan, and return the entry that it makes."""
    before = own or PlanEntry()
    is_flagged = before.target_not_applicable
    kinds = ["owner", "effort", "ticket", "plan_comment"]
    kinds += ["unflag"] if is_flagged else ["by"]
    kinds += ["flag"] if not (is_flagged or before.by or before.steps) else []
    kinds += ["clear"] if own is not None else []
    text = draw(texts)
    typed, by = draw(st.sampled_from(DAYS))
    match draw(st.sampled_from(kinds)):
        case "clear":
            keys = "by steps target_not_applicable owner effort ticket plan_comment"
            return dict.fromkeys(keys.split()), None
        case "by":
            return {"by": typed}, before._replace(by=by)
        case "unflag":
            made = before._replace(by=by, target_not_applicable=False)
            return {"by": typed, "target_not_applicable": None}, made
        case "flag":
            made = before._replace(target_not_applicable=True, comment=text)
            return {
                "target_not_applicable": draw(st.sampled_from(["Oui", "x", True])),
                "plan_comment": text,
            }, made
        case "owner":
            return {"owner": draw(st.sampled_from(["a.martin", "A"]))}, before._replace(
                owner="a.martin"
            )
        case "ticket":
            return {"ticket": "https://example.org/7"}, before._replace(
                ticket="https://example.org/7"
            )
        case "effort":
            return {"effort": text}, before._replace(effort=text)
        case _:
            return {"plan_comment": text}, before._replace(comment=text)


def answers_of(meaning: Meaning) -> dict[tuple[str, str], dict[str, Answer]]:
    """Return the answers of each sheet."""
    return {
        (holder, id_): dict(sheet[-1])
        for holder, (_, sheets, _) in meaning.items()
        for id_, sheet in sheets.items()
        if sheet[-1]
    }


def plans_of(meaning: Meaning) -> dict[str, dict[str, PlanEntry]]:
    """Return the plan of each holder."""
    return {holder: dict(plan) for holder, (_, _, plan) in meaning.items() if plan}


@FEW
@given(states, line_ends, st.data())
def test_an_unedited_workbook_changes_no_byte(
    state: State, newline: str, data: st.DataObject
) -> None:
    """Neither as it was made, nor as another program saves it, nor with everything moved."""
    with exported(state, newline) as (root, file):
        before = contents(root)
        assert taken_in(root, file).err.startswith("nothing to do")
        book = load_workbook(file)
        rearrange(cast("DrawFn", data.draw), book)
        book.save(file)
        assert taken_in(root, file).err.startswith("nothing to do")
        assert contents(root) == before


@FEW
@given(states, line_ends, st.data())
def test_what_is_typed_is_what_changes(state: State, newline: str, data: st.DataObject) -> None:
    with exported(state, newline) as (root, file):
        meaning, bytes_before = meaning_of(root), contents(root)
        answers, plans = answers_of(meaning), plans_of(meaning)
        tops = {id_: oracle.top_of(each) for id_, each in state.files.questionnaires.items()}
        book = load_workbook(file)
        rows = inputs(book)
        some = st.lists(st.sampled_from(range(len(rows))), min_size=1, max_size=4, unique=True)
        homes, draw = set(), cast("DrawFn", data.draw)
        for row in (rows[index] for index in data.draw(some)):
            if row.grid == PLAN:
                own = plans.setdefault(row.holder, {})
                typed, entry = plan_edit(draw, own.pop(row.criterion, None))
                own.update({} if entry is None else {row.criterion: entry})
            else:
                given_ = answers.setdefault((row.holder, row.grid), {})
                typed, answer = answer_edit(draw, given_.pop(row.criterion, None), tops[row.grid])
                given_.update({} if answer is None else {row.criterion: answer})
            for key, value in typed.items():
                put(row.cells[key], value)
            home = f"products/{row.holder}" if row.holder else "company"
            homes.add(
                f"{home}/plan.yaml" if row.grid == PLAN else f"{home}/answers/{row.grid}.yaml"
            )
        if data.draw(st.booleans()):
            rearrange(draw, book)
        book.save(file)

        taken_in(root, file)

        now = meaning_of(root)
        assert answers_of(now) == {key: each for key, each in answers.items() if each}
        assert plans_of(now) == {key: each for key, each in plans.items() if each}
        assert {holder: each[0] for holder, each in now.items()} == {
            holder: each[0] for holder, each in meaning.items()
        }
        touched = {name for name, each in contents(root).items() if bytes_before.get(name) != each}
        assert touched <= homes
        assert taken_in(root, file).err.startswith("nothing to do")
