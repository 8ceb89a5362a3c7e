"""What `questionnaire list` renders: each questionnaire, and how it stands to the built-in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rich.table import Table

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.rendering import words
from convergence_cli.rendering.json_document import Json, document, text_json
from convergence_cli.rendering.screen import Screen, on_one_line


class State(StrEnum):
    """How a questionnaire of the workspace stands to the built-in one of the same id."""

    AS_BUILT_IN = "as-built-in"
    DIFFERS = "differs"
    OWN = "own"
    NOT_HERE = "not-here"


STATE_WORDS: dict[State, Text] = {
    State.AS_BUILT_IN: Text(en="as built in", fr="tel que livré"),
    State.DIFFERS: Text(en="differs from the built-in one", fr="diffère de celui qui est livré"),
    State.OWN: Text(en="of this workspace", fr="propre à cet espace de travail"),
    State.NOT_HERE: Text(en="built in, not here", fr="livré, absent d'ici"),
}
_CRITERIA = Text(en="Criteria", fr="Critères")
_HEADERS = (
    Text(en="Questionnaire", fr="Questionnaire"),
    Text(en="Version", fr="Version"),
    Text(en="Kind", fr="Nature"),
    Text(en="Scope", fr="Portée"),
    _CRITERIA,
    Text(en="State", fr="État"),
)


@dataclass(frozen=True)
class Entry:
    """One questionnaire, here or built in."""

    questionnaire: Questionnaire
    state: State


def list_text(entries: Sequence[Entry], language: Language, screen: Screen) -> str:
    """Return one line for each questionnaire."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for header in _HEADERS:
        table.add_column(header.in_(language), justify="right" if header is _CRITERIA else "left")
    for each in entries:
        questionnaire = each.questionnaire
        table.add_row(
            on_one_line(questionnaire.id),
            on_one_line(questionnaire.version),
            words.KIND_WORDS[questionnaire.kind].in_(language),
            words.SCOPE_WORDS[questionnaire.scope].in_(language),
            str(len(questionnaire.criteria)),
            STATE_WORDS[each.state].in_(language),
        )
    return screen.drawn(table)


def list_json(entries: Sequence[Entry]) -> str:
    """Return one object for each questionnaire."""
    return document(questionnaires=[_entry(each) for each in entries])


def _entry(entry: Entry) -> Json:
    questionnaire = entry.questionnaire
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        "kind": questionnaire.kind.value,
        "scope": questionnaire.scope.value,
        "title": text_json(questionnaire.title),
        "criteria": len(questionnaire.criteria),
        "state": entry.state.value,
    }
