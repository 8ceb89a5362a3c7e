"""What runs out, or begins to be expected, until a day to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import NA
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Held, Standing, Subject


class ExpiryKind(StrEnum):
    """What runs out; its value is the word of JSON."""

    CERTIFICATION = "certification"
    EVIDENCE = "evidence"
    NOT_APPLICABLE = "not-applicable"
    """An `na` that was given for a time: the question is open again after its day."""
    EXPECTED_LEVEL = "expected-level"
    """From its day on a higher level is expected than the answer has."""


@dataclass(frozen=True)
class Expiry:
    """One thing that runs out; equal where it is one thing, whoever takes it over."""

    on: str
    """The last ISO day on which it holds; for a level, the first on which it is expected."""
    kind: ExpiryKind
    holder: str
    """Who holds it: a product's id, or the empty text for the company."""
    questionnaire: str = ""
    criterion: str = ""
    title: str = ""
    """Of a certification or of evidence."""
    level: int | None = None
    """The one that will be expected."""

    def is_past(self, day: str) -> bool:
        """Return whether it has run out on an ISO day."""
        return self.on < day


def expiries(subjects: Iterable[Subject], day: str, until: str) -> tuple[Expiry, ...]:
    """Return what ran out before a day, and what does from it until another, in date order.

    What an edition takes over runs out once, with the product that holds it.
    """
    found = {each: None for subject in subjects for each in _of_subject(subject, day, until)}
    return tuple(sorted(found, key=_in_date_order))


def _in_date_order(expiry: Expiry) -> tuple[str, ...]:
    return (
        expiry.on,
        expiry.holder,
        expiry.questionnaire,
        expiry.criterion,
        expiry.kind,
        expiry.title,
    )


def _of_subject(subject: Subject, day: str, until: str) -> Iterator[Expiry]:
    for each in () if subject.product is None else subject.product.certifications:
        if each.expires_on is not None and each.expires_on <= until:
            yield Expiry(each.expires_on, ExpiryKind.CERTIFICATION, subject.id, title=each.title)
    for standing in subject.standings_that(Truth.YES):
        yield from _of_answers(standing, until)
        yield from _of_expectations(standing, day, until)


def _of_answers(standing: Standing, until: str) -> Iterator[Expiry]:
    questionnaire = standing.questionnaire.id
    for id_, (answer, holder) in standing.held.items():
        if answer.level is NA and answer.until is not None and answer.until <= until:
            yield Expiry(answer.until, ExpiryKind.NOT_APPLICABLE, holder, questionnaire, id_)
        for each in answer.evidence:
            if each.expires_on is not None and each.expires_on <= until:
                kind = ExpiryKind.EVIDENCE
                yield Expiry(each.expires_on, kind, holder, questionnaire, id_, each.title)


def _of_expectations(standing: Standing, day: str, until: str) -> Iterator[Expiry]:
    applies = standing.applicability.criteria
    for criterion in standing.questionnaire.criteria:
        # Most criteria expect one level for ever.
        is_to_rise = bool(criterion.expected) and criterion.expected[-1].start > day
        if is_to_rise and applies[criterion.id] is Truth.YES:
            held = standing.held.get(criterion.id)
            yield from _rises(criterion, held, standing, day, until)


def _rises(
    criterion: Criterion, held: Held | None, standing: Standing, day: str, until: str
) -> Iterator[Expiry]:
    holder = standing.holder if held is None else held.holder
    before = criterion.expected_on(day)
    for step in criterion.expected:
        if day < step.start <= until:
            if step.level > before and _is_under(held, step.level):
                id_ = standing.questionnaire.id
                kind = ExpiryKind.EXPECTED_LEVEL
                yield Expiry(step.start, kind, holder, id_, criterion.id, level=step.level)
            before = step.level


def _is_under(held: Held | None, level: int) -> bool:
    return held is None or (held.answer.level is not NA and held.answer.level < level)
