"""What to do next, where several things remain: the one that others wait for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from convergence_cli.scoring.progress import QuestionnaireProgress, SheetState, SubjectProgress


class Deed(Enum):
    """What a person can do next, in the order in which one waits for the other."""

    SYNC = auto()
    """A questionnaire applies and has no answers file."""
    DECIDE = auto()
    """A preliminary question decides whether a whole questionnaire applies."""
    ANSWER = auto()
    ASK = auto()
    """A preliminary question decides whether single criteria apply."""
    REVIEW = auto()
    PRUNE = auto()
    VALIDATE = auto()
    IMPROVE = auto()
    """Nothing remains: the levels themselves are what is left."""


@dataclass(frozen=True)
class NextStep:
    """A deed, and what it is done to."""

    deed: Deed
    subject: str
    """A product's id; the empty text for the company."""
    topic: str = ""
    """The id of a questionnaire, or of a preliminary question."""


def next_step(subjects: Iterable[SubjectProgress]) -> NextStep | None:
    """Return what to do next about some products and the company; none where nothing is asked."""
    asked = [each for each in subjects if each.questionnaires or each.undetermined]
    for look in _LOOKS:
        for subject in asked:
            found = look(subject)
            if found is not None:
                return found
    return NextStep(Deed.IMPROVE, asked[0].subject.id) if asked else None


def _sync(progress: SubjectProgress) -> NextStep | None:
    return _first(progress, Deed.SYNC, lambda each: each.state is SheetState.NO_FILE)


def _decide(progress: SubjectProgress) -> NextStep | None:
    questions = [question for each in progress.undetermined.values() for question in each]
    return _about(questions, Deed.DECIDE, progress)


def _answer(progress: SubjectProgress) -> NextStep | None:
    return _first(progress, Deed.ANSWER, lambda each: each.tally.unanswered > 0)


def _ask(progress: SubjectProgress) -> NextStep | None:
    questions = [
        question
        for each in progress.questionnaires
        for missing in each.undetermined.values()
        for question in missing
    ]
    return _about(questions, Deed.ASK, progress)


def _review(progress: SubjectProgress) -> NextStep | None:
    return _first(progress, Deed.REVIEW, lambda each: bool(each.to_review))


def _prune(progress: SubjectProgress) -> NextStep | None:
    if progress.obsolete_files:
        return NextStep(Deed.PRUNE, progress.subject.id)
    return _first(progress, Deed.PRUNE, lambda each: bool(each.obsolete))


def _validate(progress: SubjectProgress) -> NextStep | None:
    return _first(progress, Deed.VALIDATE, lambda each: each.state is not SheetState.VALIDATED)


_LOOKS: Sequence[Callable[[SubjectProgress], NextStep | None]] = (
    _sync,
    _decide,
    _answer,
    _ask,
    _review,
    _prune,
    _validate,
)


def _first(
    progress: SubjectProgress, deed: Deed, is_due: Callable[[QuestionnaireProgress], bool]
) -> NextStep | None:
    due = (each.standing.questionnaire.id for each in progress.questionnaires if is_due(each))
    topic = next(due, None)
    return None if topic is None else NextStep(deed, progress.subject.id, topic)


def _about(questions: Sequence[str], deed: Deed, progress: SubjectProgress) -> NextStep | None:
    return NextStep(deed, progress.subject.id, questions[0]) if questions else None
