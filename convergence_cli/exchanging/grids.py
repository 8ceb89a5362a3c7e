"""The sheets of a form: one for each questionnaire, and the plan."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from convergence_cli.exchanging.asked import Asked, colours_of
from convergence_cli.exchanging.field import YES, AnswerField, PlanField
from convergence_cli.exchanging.filled import answer_values, plan_values
from convergence_cli.exchanging.form import PLAN, Cell, Column, Grid, Offered, Row, row_key
from convergence_cli.exchanging.typed_level import level_choices
from convergence_cli.language import Language, Text
from convergence_cli.model.day import last_day, quarters_from
from convergence_cli.model.questionnaire import STRENGTH_WORDS

PLAN_NAME = Text(en="Convergence plan", fr="Plan de convergence")
_QUARTERS_AHEAD = 20
_LONGEST_NAME = 31
_RESERVED_NAMES = ("History",)
"""Those that Excel keeps for itself."""
_CUT = "…"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")


class _Computed(NamedTuple):
    """A column that the tool fills in."""

    key: str
    title: Text
    cell: Callable[[Asked], Cell]


def _inherited(asked: Asked) -> Cell:
    given = asked.standing.inherited.get(asked.criterion.id)
    if given is None:
        return Cell()
    level = asked.level_cell(given.answer.level)
    return Cell(f"{level.shown} ({given.holder})", level.colour)


def _levels(asked: Asked) -> Cell:
    criterion, language = asked.criterion, asked.language
    if criterion.statement is not None:
        return Cell(criterion.statement.in_(language))
    texts = (f"{level} · {text.in_(language)}" for level, text in sorted(criterion.levels.items()))
    return Cell("\n".join(texts))


def _strength(asked: Asked) -> Cell:
    strength = asked.criterion.strength
    return Cell(None if strength is None else STRENGTH_WORDS[strength].in_(asked.language))


def _code(asked: Asked) -> str:
    code = asked.criterion.published_code
    title = asked.criterion.title.in_(asked.language)
    return title if code is None else f"{title} [{code.code}]"


_SUBJECT = _Computed(
    "subject",
    Text(en="Product", fr="Produit"),
    lambda asked: Cell(asked.subject.id or None),
)
_CRITERION = _Computed(
    "criterion", Text(en="Criterion", fr="Critère"), lambda asked: Cell(asked.criterion.id)
)
_AXIS = _Computed(
    "axis",
    Text(en="Axis", fr="Axe"),
    lambda asked: Cell(asked.axis.title.in_(asked.language)),
)
_TITLE = _Computed(
    "title", Text(en="What is asked", fr="Intitulé"), lambda asked: Cell(_code(asked))
)
_STRENGTH = _Computed("strength", Text(en="Strength", fr="Force"), _strength)
_LEVELS = _Computed("levels", Text(en="Levels", fr="Niveaux"), _levels)
_STATEMENT = _Computed("levels", Text(en="Requirement", fr="Exigence"), _levels)
_QUESTIONNAIRE = _Computed(
    "questionnaire",
    Text(en="Questionnaire", fr="Questionnaire"),
    lambda asked: Cell(asked.standing.questionnaire.title.in_(asked.language)),
)
_CURRENT = _Computed(
    "current", Text(en="Current", fr="Actuel"), lambda asked: asked.level_cell(asked.level)
)
_EXPECTED = _Computed(
    "expected",
    Text(en="Expected", fr="Attendu"),
    lambda asked: asked.level_cell(asked.criterion.expected_on(asked.day)),
)
_TARGET = _Computed(
    "target", Text(en="Target", fr="Cible"), lambda asked: asked.level_cell(asked.target)
)
_GAP = _Computed("gap", Text(en="Gap", fr="Écart"), lambda asked: Cell(asked.gap))
_INHERITED = _Computed("inherited", Text(en="Inherited", fr="Hérité"), _inherited)

ANSWER_TITLES: Mapping[AnswerField, Text] = {
    AnswerField.LEVEL: Text(en="Level", fr="Niveau"),
    AnswerField.REASON: Text(en="Why not applicable", fr="Motif du non applicable"),
    AnswerField.COMMENT: Text(en="Comment", fr="Commentaire"),
    AnswerField.EVIDENCE: Text(en="Evidence", fr="Preuves"),
}
PLAN_TITLES: Mapping[PlanField, Text] = {
    PlanField.BY: Text(en="Target reached by", fr="Cible atteinte le"),
    PlanField.STEPS: Text(en="Steps", fr="Étapes"),
    PlanField.TARGET_NOT_APPLICABLE: Text(en="Target not applicable", fr="Cible non applicable"),
    PlanField.OWNER: Text(en="Owner", fr="En charge"),
    PlanField.EFFORT: Text(en="Effort", fr="Effort"),
    PlanField.TICKET: Text(en="Ticket", fr="Ticket"),
    PlanField.PLAN_COMMENT: Text(en="Comment", fr="Commentaire"),
}
_OFFERED: Mapping[str, Offered] = {
    AnswerField.LEVEL: Offered.LEVELS,
    PlanField.BY: Offered.QUARTERS,
    PlanField.TARGET_NOT_APPLICABLE: Offered.YES,
    PlanField.OWNER: Offered.MEMBERS,
}


def answer_grid(asked: Sequence[Asked], name: str, language: Language) -> Grid:
    """Return the sheet of one questionnaire; at least one criterion must be asked."""
    questionnaire = asked[0].standing.questionnaire
    has_strength = any(each.criterion.strength is not None for each in asked)
    computed = (
        *((_SUBJECT,) if len({each.subject.id for each in asked}) > 1 else ()),
        *(_CRITERION, _AXIS),
        *((_STRENGTH,) if has_strength else ()),
        *(_TITLE, _STATEMENT if has_strength else _LEVELS, _EXPECTED),
        *((_INHERITED,) if any(each.standing.inherited for each in asked) else ()),
    )
    rows = [_row(each, computed, each.inputs(answer_values(each.own))) for each in asked]
    return Grid(
        questionnaire.id,
        name,
        f"{questionnaire.title.in_(language)} {questionnaire.version}",
        _columns(computed, ANSWER_TITLES, language),
        tuple(rows),
        {Offered.LEVELS: level_choices(questionnaire.scale, language)},
        colours_of(asked),
    )


def plan_grid(asked: Sequence[Asked], day: str, language: Language) -> Grid:
    """Return the sheet of the plan: what is under its target, or planned already."""
    planned = [each for each in asked if each.wants_plan]
    computed = (
        *((_SUBJECT,) if len({each.subject.id for each in planned}) > 1 else ()),
        *(_QUESTIONNAIRE, _CRITERION),
        *((_STRENGTH,) if any(each.criterion.strength is not None for each in planned) else ()),
        *(_TITLE, _CURRENT, _EXPECTED, _TARGET, _GAP),
    )
    rows = [_row(each, computed, each.inputs(plan_values(each.entry))) for each in planned]
    name = PLAN_NAME.in_(language)
    return Grid(
        PLAN,
        name,
        name,
        _columns(computed, PLAN_TITLES, language),
        tuple(rows),
        {
            Offered.QUARTERS: _quarters(planned, day),
            Offered.YES: (YES.in_(language),),
            Offered.MEMBERS: tuple(planned[0].context.members) if planned else (),
        },
    )


def sheet_names(titles: Iterable[str], taken: Iterable[str]) -> Iterator[str]:
    """Yield what the tabs of sheets say: short enough, and no two alike whatever their case."""
    known = {each.casefold() for each in (*_RESERVED_NAMES, *taken)}
    for title in titles:
        plain = _NOT_IN_A_NAME.sub(" ", title).strip() or "-"
        name, n = _shortened(plain, _LONGEST_NAME), 1
        while name.casefold() in known:
            n += 1
            name = f"{_shortened(plain, _LONGEST_NAME - len(f' {n}'))} {n}"
        known.add(name.casefold())
        yield name


def _shortened(text: str, longest: int) -> str:
    """Return a text that fits, cut between two words where it has any."""
    if len(text) <= longest:
        return text
    words, _, rest = text[:longest].rpartition(" ")
    return f"{words or rest[:-1]}{_CUT}"


def _columns(
    computed: Iterable[_Computed],
    titles: Mapping[AnswerField, Text] | Mapping[PlanField, Text],
    language: Language,
) -> tuple[Column, ...]:
    inputs = ((str(field), title) for field, title in titles.items())
    return (
        *(Column(each.key, each.title.in_(language)) for each in computed),
        *(Column(key, title.in_(language), _OFFERED.get(key)) for key, title in inputs),
    )


def _row(asked: Asked, computed: Iterable[_Computed], inputs: Mapping[str, Cell]) -> Row:
    return Row(
        row_key(asked.subject.id, asked.criterion.id),
        asked.meaning,
        (*(each.cell(asked) for each in computed), *inputs.values()),
    )


def _quarters(planned: Iterable[Asked], day: str) -> tuple[str, ...]:
    ahead = quarters_from(day, _QUARTERS_AHEAD)
    entries = (each.entry for each in planned)
    used = {each.by for each in entries if each is not None and each.by is not None}
    return tuple(sorted({*ahead, *used}, key=last_day))
