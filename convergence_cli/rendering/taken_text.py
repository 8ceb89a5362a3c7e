"""What was taken of a workbook, and what was not, each by its sheet and cell."""

from collections.abc import Iterator

from convergence_cli.exchanging.field import AnswerField, Field
from convergence_cli.exchanging.grids import ANSWER_TITLES, PLAN_TITLES
from convergence_cli.exchanging.returned import CellPlace
from convergence_cli.exchanging.taking import Change, Conflict, Side
from convergence_cli.exchanging.touched import BadCell
from convergence_cli.language import Language, Text
from convergence_cli.rendering.screen import on_one_line

_NOTHING = Text(en="(empty)", fr="(vide)")
_BAD = Text(
    en="{place}: '{found}' cannot stand here\n   accepted: {wanted}",
    fr="{place} : « {found} » ne peut pas être ici\n   accepté : {wanted}",
)
_BAD_EMPTY = Text(
    en="{place}: something is missing here\n   accepted: {wanted}",
    fr="{place} : il manque quelque chose ici\n   accepté : {wanted}",
)
_CONFLICT = Text(
    en="{place}: {criterion}, {field}: changed on both sides\n"
    "   when exported:    {exported}\n"
    "   in the workspace: {here}\n"
    "   in the workbook:  {typed}",
    fr="{place} : {criterion}, {field} : changé des deux côtés\n"
    "   à l'export :               {exported}\n"
    "   dans l'espace de travail : {here}\n"
    "   dans le classeur :         {typed}",
)
_SETTLED: dict[Side, Text] = {
    Side.OURS: Text(
        en="{place}: {criterion}, {field}: kept '{here}', and not '{typed}' (--ours)",
        fr="{place} : {criterion}, {field} : gardé « {here} », et non « {typed} » (--ours)",
    ),
    Side.THEIRS: Text(
        en="{place}: {criterion}, {field}: took '{typed}' over '{here}' (--theirs)",
        fr="{place} : {criterion}, {field} : pris « {typed} » et non « {here} » (--theirs)",
    ),
}
_CHANGED = Text(
    en="{place}: {criterion}, {field}: {before} → {after}",
    fr="{place} : {criterion}, {field} : {before} → {after}",
)
_LONGEST = 100


def place_text(place: CellPlace) -> str:
    """Return where a cell stands, as a spreadsheet writes it."""
    return f"{on_one_line(place.sheet)}!{place.cell}"


def bad_cell_text(bad: BadCell) -> Text:
    """Return what is wrong with a cell, and what is accepted there."""
    template = _BAD if bad.found else _BAD_EMPTY
    found = _shortened(bad.found)
    return template.fill(place=place_text(bad.place), found=found, wanted=bad.wanted)


def conflict_text(conflict: Conflict) -> Text:
    """Return what both sides say of a cell, and what it said when the workbook was made."""
    return _of_conflict(_CONFLICT, conflict)


def settled_text(conflict: Conflict, side: Side) -> Text:
    """Return which side was taken of a conflict."""
    return _of_conflict(_SETTLED[side], conflict)


def change_lines(change: Change, language: Language) -> Iterator[str]:
    """Yield a line for each cell that changes an answer, or an entry of the plan."""
    for cell in change.cells:
        line = _CHANGED.fill(
            place=place_text(cell.place),
            criterion=_criterion(change.holder, change.criterion),
            field=_title(cell.field),
            before=_value(cell.before),
            after=_value(cell.after),
        )
        yield line.in_(language)


def _of_conflict(template: Text, conflict: Conflict) -> Text:
    return template.fill(
        place=place_text(conflict.place),
        criterion=_criterion(conflict.holder, conflict.criterion),
        field=_title(conflict.field),
        exported=_value(conflict.exported),
        here=_value(conflict.here),
        typed=_value(conflict.typed),
    )


def _criterion(holder: str, criterion: str) -> str:
    return on_one_line(f"{holder} {criterion}" if holder else criterion)


def _title(field: Field) -> Text:
    titles = ANSWER_TITLES[field] if isinstance(field, AnswerField) else PLAN_TITLES[field]
    return Text(en=titles.en.lower(), fr=titles.fr.lower())


def _value(text: str) -> Text:
    if not text:
        return _NOTHING
    return Text(*(2 * (_shortened(text),)))


def _shortened(text: str) -> str:
    line = on_one_line(text.replace("\n", " ⏎ "))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
