"""In which profiles a condition is yes, and in which it is no: all of them at once, exactly.

Finitely many answers tell the profiles apart: of a question, those that some condition names, and
one that stands for all others. They are numbered in binary, so that every assignment of variables
is a profile that someone could have.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from typing import NamedTuple, assert_never

from convergence_cli.model.condition import (
    ATOMS,
    AllOf,
    Always,
    AnyOf,
    Atom,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
    Value,
    in_postorder,
    parts,
    questions_of,
)
from convergence_cli.model.questionnaire import Question, QuestionType
from convergence_cli.profiling.diagram import FALSE, TRUE, Diagrams, Function

Assignment = Mapping[int, bool]


class Verdicts(NamedTuple):
    """Where a condition is yes, and where it is no; elsewhere it is undetermined."""

    yes: Function
    no: Function


_ALWAYS = Verdicts(TRUE, FALSE)


@dataclass(frozen=True)
class Answer:
    """The variables that tell the answers to one question apart."""

    given: int
    """Whether there is an answer at all."""
    bits: tuple[int, ...]
    values: tuple[Value, ...]
    """By number. Several choices have one bit each instead: here they stand alone, one by one."""
    is_list: bool

    @property
    def variables(self) -> frozenset[int]:
        """All of them."""
        return frozenset((self.given, *self.bits))

    def coded(self, code: int) -> dict[int, bool]:
        """Return the bits of a number."""
        return {bit: bool(code >> place & 1) for place, bit in enumerate(self.bits)}

    def value(self, assignment: Assignment) -> Value:
        """Return the answer that an assignment stands for; bits that it leaves out are false."""
        is_set = [assignment.get(bit, False) for bit in self.bits]
        if self.is_list:
            return tuple(
                str(each) for each, chosen in zip(self.values, is_set, strict=True) if chosen
            )
        # The numbers that are left over stand for the last value too.
        code = sum(chosen << place for place, chosen in enumerate(is_set))
        return self.values[min(code, len(self.values) - 1)]


class Possibilities:
    """Every profile that the answers to some questions can make, seen by some conditions.

    The questions must have passed the checks of definitions. Raises TooLargeError, here and later,
    when more steps are needed than the limit.
    """

    def __init__(
        self, questions: Iterable[Question], conditions: Sequence[Condition], limit: int
    ) -> None:
        self.diagrams = Diagrams(limit)
        by_id = {each.id: each for each in questions}
        read = [*conditions, *(each.applies_when for each in by_id.values())]
        named = _named(read)
        self.asked: dict[str, Verdicts] = {}
        """Where each question applies, and where it does not."""
        self.answers: dict[str, Answer] = {}
        self._where: dict[str, dict[Value, Function]] = {}
        variables = count()
        for id_ in _in_reading_order(read, by_id):
            self.asked[id_] = self.verdicts(by_id[id_].applies_when)
            self.answers[id_] = _answer(by_id[id_], named.get(id_, ()), variables)
            self._where[id_] = self._where_by_value(self.answers[id_])

    @cached_property
    def all_answered(self) -> dict[int, bool]:
        """The assignment of a profile in which no question waits for an answer."""
        return {answer.given: True for answer in self.answers.values()}

    def verdicts(self, condition: Condition) -> Verdicts:
        """Return where a condition is yes, and where it is no."""
        stack: list[Verdicts] = []
        for node in in_postorder(condition):
            start = len(stack) - len(parts(node))
            stack[start:] = [self._verdicts_from(node, stack[start:])]
        return stack[-1]

    def questions_with(self, variables: Iterable[int]) -> set[str]:
        """Return the questions that some variables belong to."""
        return {self._question_by_variable[each] for each in variables}

    @cached_property
    def _question_by_variable(self) -> dict[int, str]:
        return {each: id_ for id_, answer in self.answers.items() for each in answer.variables}

    def _verdicts_from(self, node: Condition, terms: Sequence[Verdicts]) -> Verdicts:
        diagrams = self.diagrams
        if isinstance(node, ATOMS):
            return self._of_atom(node)
        if isinstance(node, AllOf):
            return Verdicts(
                diagrams.all_of(term.yes for term in terms),
                diagrams.any_of(term.no for term in terms),
            )
        if isinstance(node, AnyOf):
            return Verdicts(
                diagrams.any_of(term.yes for term in terms),
                diagrams.all_of(term.no for term in terms),
            )
        if isinstance(node, Not):
            return Verdicts(terms[0].no, terms[0].yes)
        if isinstance(node, Always):
            return _ALWAYS
        assert_never(node)

    def _of_atom(self, atom: Atom) -> Verdicts:
        asked, answer = self.asked[atom.question], self.answers[atom.question]
        diagrams = self.diagrams
        given = diagrams.variable(answer.given)
        if isinstance(atom, IsAnswered):
            fits, fits_not = given, diagrams.opposite(given)
        else:
            values = (True,) if isinstance(atom, IsTrue) else atom.values
            where = self._where[atom.question]
            wanted = diagrams.any_of(where[each] for each in values if each in where)
            fits = diagrams.both(given, wanted)
            fits_not = diagrams.both(given, diagrams.opposite(wanted))
        return Verdicts(
            diagrams.both(fits, asked.yes),
            diagrams.either(diagrams.both(fits_not, asked.yes), asked.no),
        )

    def _where_by_value(self, answer: Answer) -> dict[Value, Function]:
        """Return, by value, where an answer is this value or includes it, if it is given."""
        if answer.is_list:
            where = map(self.diagrams.variable, answer.bits)
            return dict(zip(answer.values, where, strict=True))
        last = len(answer.values) - 1
        codes = [self._where_coded(answer, code) for code in range(2 ** len(answer.bits))]
        singly = dict(zip(answer.values[:last], codes[:last], strict=True))
        # The numbers that are left over stand for the last value too.
        return {**singly, answer.values[last]: self.diagrams.any_of(codes[last:])}

    def _where_coded(self, answer: Answer, code: int) -> Function:
        diagrams = self.diagrams
        literals = (
            diagrams.variable(bit) if is_set else diagrams.opposite(diagrams.variable(bit))
            for bit, is_set in answer.coded(code).items()
        )
        return diagrams.all_of(literals)


def _named(conditions: Iterable[Condition]) -> dict[str, tuple[Value, ...]]:
    """Return the values that conditions compare each question with, each once."""
    named: dict[str, dict[Value, None]] = {}
    for condition in conditions:
        for node in in_postorder(condition):
            if isinstance(node, IsOneOf):
                named.setdefault(node.question, {}).update(dict.fromkeys(node.values))
    return {id_: tuple(values) for id_, values in named.items()}


def _in_reading_order(
    conditions: Iterable[Condition], questions: Mapping[str, Question]
) -> tuple[str, ...]:
    """Return the questions as conditions read them, each after those that decide it.

    What is read together is numbered together: the size of a diagram rests on it.
    """
    ordered: dict[str, None] = {}
    for ids in (*map(questions_of, conditions), tuple(questions)):
        waiting = list(reversed(ids))
        while waiting:
            id_ = waiting[-1]
            undecided = [
                each for each in questions_of(questions[id_].applies_when) if each not in ordered
            ]
            if id_ in ordered or not undecided:
                ordered[waiting.pop()] = None
            else:
                waiting += reversed(undecided)
    return tuple(ordered)


def _answer(question: Question, named: Sequence[Value], variables: Iterator[int]) -> Answer:
    values = _values(question, named)
    is_list = question.type is QuestionType.CHOICES
    n_bits = len(values) if is_list else (len(values) - 1).bit_length()
    bits = tuple(next(variables) for _ in range(n_bits))
    return Answer(next(variables), bits, values, is_list)


def _values(question: Question, named: Sequence[Value]) -> tuple[Value, ...]:
    """Return the answers that conditions tell apart; those that none names are one."""
    match question.type:
        case QuestionType.BOOLEAN:
            return (False, True)
        case QuestionType.CHOICES:
            return tuple(option.value for option in question.options if option.value in named)
        case QuestionType.CHOICE:
            others: Iterator[Value] = (each.value for each in question.options)
        case QuestionType.TEXT:
            others = ("-" * length for length in count(1))
        case QuestionType.NUMBER:
            others = count()
        case QuestionType.DATE:
            others = (date.fromordinal(day).isoformat() for day in range(1, date.max.toordinal()))
        case _:
            assert_never(question.type)
    # The empty text is no answer.
    told_apart = tuple(value for value in named if value != "")
    other = next((each for each in others if each not in told_apart), None)
    return told_apart if other is None else (*told_apart, other)
