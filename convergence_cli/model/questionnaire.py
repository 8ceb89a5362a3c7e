"""What is asked: criteria on axes, and the preliminary questions that decide which apply."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from convergence_cli.language import Text
from convergence_cli.model.condition import ALWAYS, Condition


class Kind(StrEnum):
    """What a questionnaire is for."""

    MATURITY = "maturity"
    REQUIREMENTS = "requirements"


class Scope(StrEnum):
    """Who answers a questionnaire: each product, or the company once."""

    PRODUCT = "product"
    COMPANY = "company"


class Strength(StrEnum):
    """How strongly a requirement binds."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


STRENGTH_WORDS: Mapping[Strength, Text] = {
    Strength.MUST: Text(en="must", fr="doit"),
    Strength.SHOULD: Text(en="should", fr="devrait"),
    Strength.MAY: Text(en="may", fr="peut"),
}


class Origin(StrEnum):
    """Whether an item is official, or this catalogue's own."""

    PUBLISHED = "published"
    PROPOSED = "proposed"


class QuestionType(StrEnum):
    """The type of a preliminary question's answer."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Colour(StrEnum):
    """A colour of a scale."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"
    BLACK = "black"


@dataclass(frozen=True)
class ScaleLevel:
    """One level of a scale."""

    level: int
    colour: Colour
    label: Text


@dataclass(frozen=True)
class Scale:
    """Levels in ascending order from 0; two to ten of them (SPEC §1)."""

    levels: tuple[ScaleLevel, ...]

    @property
    def top(self) -> int:
        """The target."""
        return self.levels[-1].level

    @property
    def values(self) -> tuple[int, ...]:
        """The levels as numbers."""
        return tuple(level.level for level in self.levels)


DOCTRINE_SCALE = Scale(
    (
        ScaleLevel(0, Colour.RED, Text(en="Red", fr="Rouge")),
        ScaleLevel(1, Colour.ORANGE, Text(en="Orange", fr="Orange")),
        ScaleLevel(2, Colour.YELLOW, Text(en="Yellow", fr="Jaune")),
        ScaleLevel(3, Colour.GREEN, Text(en="Green", fr="Vert")),
    )
)
"""The scale of a definition that declares none (F002)."""


@dataclass(frozen=True)
class ExpectedStep:
    """A level that is expected from a day on."""

    start: str
    """An ISO day; the empty text stands for "always", and sorts first."""
    level: int


@dataclass(frozen=True)
class PublishedCode:
    """The official code of an item, and the source that says so."""

    code: str
    source: str


@dataclass(frozen=True)
class Criterion:
    """One question, answered with a level."""

    id: str
    axis: str
    title: Text
    expected: tuple[ExpectedStep, ...]
    """In the order of their days."""
    source_date: str
    applies_when: Condition = ALWAYS
    levels: Mapping[int, Text] = field(default_factory=dict, hash=False)
    """What each level means, for a maturity criterion; empty for a requirement."""
    statement: Text | None = None
    guidance: Text | None = None
    strength: Strength | None = None
    origin: Origin = Origin.PROPOSED
    published_code: PublishedCode | None = None
    see: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    def expected_on(self, day: str) -> int:
        """Return the level expected on an ISO day; before the first step nothing is: 0."""
        level = 0
        for step in self.expected:
            if step.start <= day:
                level = step.level
        return level


@dataclass(frozen=True)
class Axis:
    """A group of criteria; one spoke of the radar."""

    id: str
    title: Text
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """A definition that products or the company are judged by."""

    id: str
    version: str
    kind: Kind
    scope: Scope
    title: Text
    axes: tuple[Axis, ...]
    scale: Scale = DOCTRINE_SCALE
    applies_when: Condition = ALWAYS
    description: Text | None = None
    sources: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    """Ids of criteria that an earlier version had: what answers them is obsolete, not unknown."""
    path: str = ""

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in the order of the axes."""
        return tuple(criterion for axis in self.axes for criterion in axis.criteria)

    @cached_property
    def criterion_by_id(self) -> dict[str, Criterion]:
        """The criteria by id."""
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def retired(self) -> frozenset[str]:
        """Ids that no criterion has any more: those removed, and those that others replace."""
        replaced = (id_ for criterion in self.criteria for id_ in criterion.replaces)
        return frozenset((*self.removed, *replaced)) - self.criterion_by_id.keys()

    def routes(self) -> Iterator[tuple[Criterion, tuple[str | int, ...]]]:
        """Yield each criterion with its route in the file."""
        for axis_index, axis in enumerate(self.axes):
            for index, criterion in enumerate(axis.criteria):
                yield criterion, ("axes", axis_index, "criteria", index)


@dataclass(frozen=True)
class Option:
    """A choice of a preliminary question."""

    value: str
    label: Text
    help: Text | None = None
    track: str | None = None


@dataclass(frozen=True)
class Question:
    """A preliminary question."""

    id: str
    type: QuestionType
    title: Text
    applies_when: Condition = ALWAYS
    options: tuple[Option, ...] = ()
    help: Text | None = None
    group: Text | None = None
    track_titles: Mapping[str, Text] = field(default_factory=dict, hash=False)
    """The tracks that group the options, by id, in order (parcours)."""
    required: bool = False
    """Without an answer, a whole questionnaire or several criteria stay undetermined."""
    informative: bool = False
    """Decides no criterion; feeds rules or the reader."""


@dataclass(frozen=True)
class Section:
    """A part of a preliminary questionnaire."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    description: Text | None = None


@dataclass(frozen=True, eq=False)
class Preliminary:
    """The questions whose answers make the profile of a product, or of the company."""

    id: str
    scope: Scope
    title: Text
    sections: tuple[Section, ...]
    version: str = ""
    path: str = ""
    description: Text | None = None
    sources: tuple[str, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order of the sections."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def question_by_id(self) -> dict[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}

    def routes(self) -> Iterator[tuple[Question, tuple[str | int, ...]]]:
        """Yield each question with its route in the file."""
        for section_index, section in enumerate(self.sections):
            for index, question in enumerate(section.questions):
                yield question, ("sections", section_index, "questions", index)


Definition = Questionnaire | Preliminary
"""What has answers."""
