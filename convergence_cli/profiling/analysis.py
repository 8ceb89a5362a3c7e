"""What can be said of definitions before anybody answers them (SPEC §3.1)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from convergence_cli.model.condition import Condition
from convergence_cli.model.questionnaire import Preliminary, Questionnaire
from convergence_cli.profiling.diagram import FALSE, TRUE, Function, TooLargeError
from convergence_cli.profiling.possibility import Possibilities, Verdicts

STEPS = 200_000
"""How many steps an analysis may take, which is a matter of a second or two."""


class Reach(Enum):
    """For how many profiles a condition is true."""

    NEVER = auto()
    SOMETIMES = auto()
    ALWAYS = auto()
    """It is never false, and true as soon as the questions that it reads are answered."""


@dataclass(frozen=True)
class Analysis:
    """What the conditions of one scope amount to."""

    questions: Mapping[str, Reach]
    """By question id."""
    questionnaires: Mapping[str, Reach]
    """By questionnaire id."""
    criteria: Mapping[str, Mapping[str, Reach]]
    """By questionnaire id and criterion id: within the profiles that have the questionnaire."""
    deciding: frozenset[str]
    """The questions of which some change of answer makes a criterion apply or not."""


def analyse(
    preliminary: Preliminary, questionnaires: Iterable[Questionnaire], steps: int = STEPS
) -> Analysis | None:
    """Return what conditions amount to, exactly; None where it would take too many steps.

    The definitions must have passed their checks, and be of one scope.
    """
    try:
        return _Analyst(preliminary, tuple(questionnaires), steps).analysis()
    except TooLargeError:
        return None


class _Analyst:
    def __init__(
        self, preliminary: Preliminary, questionnaires: Sequence[Questionnaire], steps: int
    ) -> None:
        self._questionnaires = questionnaires
        conditions = [condition for each in questionnaires for condition in _conditions(each)]
        self._possible = Possibilities(preliminary.questions, conditions, steps)
        self._diagrams = self._possible.diagrams
        self._in_order = [question.id for question in preliminary.questions]

    def analysis(self) -> Analysis:
        whole = {
            each.id: self._possible.verdicts(each.applies_when) for each in self._questionnaires
        }
        own = {
            each.id: {
                criterion.id: self._possible.verdicts(criterion.applies_when)
                for criterion in each.criteria
            }
            for each in self._questionnaires
        }
        return Analysis(
            {id_: self._reach(self._possible.asked[id_]) for id_ in self._in_order},
            {id_: self._reach(verdicts) for id_, verdicts in whole.items()},
            {
                id_: {
                    criterion: self._reach(verdicts, whole[id_].yes)
                    for criterion, verdicts in criteria.items()
                }
                for id_, criteria in own.items()
            },
            self._deciding(
                {
                    Verdicts(
                        self._diagrams.both(whole[id_].yes, verdicts.yes),
                        self._diagrams.either(whole[id_].no, verdicts.no),
                    ): None
                    for id_, criteria in own.items()
                    for verdicts in (whole[id_], *criteria.values())
                }
            ),
        )

    def _reach(self, verdicts: Verdicts, within: Function = TRUE) -> Reach:
        both = self._diagrams.both
        if both(within, verdicts.yes) == FALSE:
            return Reach.NEVER
        if both(within, verdicts.no) != FALSE:
            return Reach.SOMETIMES
        [settled] = self._diagrams.given([verdicts.yes], self._possible.all_answered)
        is_always = both(within, self._diagrams.opposite(settled)) == FALSE
        return Reach.ALWAYS if is_always else Reach.SOMETIMES

    def _deciding(self, told: Collection[Verdicts]) -> frozenset[str]:
        yes, no = [each.yes for each in told], [each.no for each in told]
        # Where all is answered there is only yes and no: what either depends on, decides.
        found = self._read_by(self._diagrams.given(yes, self._possible.all_answered))
        # A few decide only while others are open, or by being answered at all.
        for question in (self._read_by(yes) & self._read_by(no)) - found:
            if any(self._decides(question, verdicts) for verdicts in told):
                found.add(question)
        return frozenset(found)

    def _read_by(self, functions: Iterable[Function]) -> set[str]:
        return self._possible.questions_with(self._diagrams.variables(functions))

    def _decides(self, question: str, verdicts: Verdicts) -> bool:
        """Whether some change of an answer turns a yes into a no, all other answers kept."""
        diagrams = self._diagrams
        yes, no = verdicts
        for variable in self._possible.answers[question].variables:
            pairs = [diagrams.given((yes, no), {variable: value}) for value in (False, True)]
            yes, no = (diagrams.either(*halves) for halves in zip(*pairs, strict=True))
        return diagrams.both(yes, no) != FALSE


def _conditions(questionnaire: Questionnaire) -> list[Condition]:
    criteria = (criterion.applies_when for criterion in questionnaire.criteria)
    return [questionnaire.applies_when, *criteria]
