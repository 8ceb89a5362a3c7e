"""One criterion of one product, or of the company, as a row of a form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from convergence_cli.exchanging.field import (
    LONGEST,
    Context,
    Field,
    Value,
    is_faithful,
    is_too_long,
    shown,
)
from convergence_cli.exchanging.form import Cell
from convergence_cli.exchanging.typed_level import shown_level
from convergence_cli.language import Language
from convergence_cli.model.questionnaire import Axis, Colour, Criterion
from convergence_cli.model.workspace import Answer, Level, NotApplicable, PlanEntry
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Held, Standing, Subject

_CUT = "…"


@dataclass(frozen=True)
class Asked:
    """What is asked, of whom, and in which words."""

    subject: Subject
    standing: Standing
    axis: Axis
    criterion: Criterion
    context: Context
    day: str
    """The ISO day that counts as today."""

    @property
    def language(self) -> Language:
        """That of the form."""
        return self.context.language

    @property
    def held(self) -> Held | None:
        """The answer in force."""
        return self.standing.held.get(self.criterion.id)

    @property
    def own(self) -> Answer | None:
        """The answer that the subject gives itself."""
        return self.standing.own.get(self.criterion.id)

    @property
    def level(self) -> Level | None:
        """The level in force."""
        return None if self.held is None else self.held.answer.level

    @property
    def target(self) -> int:
        """The top of the scale."""
        return self.standing.questionnaire.scale.top

    @property
    def entry(self) -> PlanEntry | None:
        """What the subject's own plan says."""
        return (
            None if self.subject.plan is None else self.subject.plan.entries.get(self.criterion.id)
        )

    @property
    def wants_plan(self) -> bool:
        """Whether its row stands in the plan: it is under its target, or planned already."""
        return bool(self.gap) or self.entry is not None

    @property
    def gap(self) -> int | None:
        """How many levels are missing to the target; none without a level."""
        level = self.level
        return None if level is None or isinstance(level, NotApplicable) else self.target - level

    @cached_property
    def meaning(self) -> str:
        """A name for what the criterion asks: another one means that its definition changed."""
        said = (
            self.criterion.statement,
            sorted(self.criterion.levels.items()),
            [(each.level, each.label) for each in self.context.scale.levels],
        )
        return sha256(repr(said).encode()).hexdigest()[:16]

    def level_cell(self, level: Level | None) -> Cell:
        """Return a cell that shows a level, in its colour."""
        if level is None:
            return Cell()
        return Cell(shown_level(level, self.context.scale, self.language), self.colour(level))

    def colour(self, level: Level) -> Colour | None:
        """Return the colour of a level; grey is that of `na` (SPEC §1)."""
        if isinstance(level, NotApplicable):
            return Colour.GREY
        found = (each.colour for each in self.context.scale.levels if each.level == level)
        return next(found, None)

    def inputs(self, values: Mapping[Field, Value]) -> dict[str, Cell]:
        """Return the cells to fill in, by key; one whose text would not read back is locked."""
        return {str(field): self._input(field, value) for field, value in values.items()}

    def _input(self, field: Field, value: Value) -> Cell:
        text = shown(field, value, self.context)
        if is_faithful(field, value, self.context):
            return Cell(text or None, is_input=True)
        return Cell(self.cut(text))

    def cut(self, text: str) -> str:
        """Return what a cell shows of a text that may be too long for it."""
        return text[: LONGEST // 2 - 1] + _CUT if is_too_long(text) else text


def asked_of(subject: Subject, standing: Standing, context: Context, day: str) -> Iterator[Asked]:
    """Yield the criteria of a questionnaire that apply, in its order."""
    applies = standing.applicability.criteria
    for axis in standing.questionnaire.axes:
        for criterion in axis.criteria:
            if applies[criterion.id] is Truth.YES:
                yield Asked(subject, standing, axis, criterion, context, day)


def colours_of(asked: Iterable[Asked]) -> dict[str, Colour]:
    """Return the colour of each level that a drop-down offers, by its text."""
    for each in asked:
        scale, language = each.context.scale, each.language
        levels: tuple[Level, ...] = (*scale.values, NotApplicable.NA)
        named = ((shown_level(level, scale, language), each.colour(level)) for level in levels)
        return {text: colour for text, colour in named if colour is not None}
    return {}
