"""Links between criteria that ask the same thing in two questionnaires (`see`, SPEC §2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from convergence_cli.checking.consistency import answer_place
from convergence_cli.diagnostics import Diagnostic, Related, consistency_rules
from convergence_cli.language import Text
from convergence_cli.model.questionnaire import Criterion
from convergence_cli.model.workspace import Workspace, level_text
from convergence_cli.scoring.standing import Standing, Subject

_OTHER = Text(en="the other answer", fr="l'autre réponse")


class _Position(Enum):
    """Where an answer stands, as far as a link can tell."""

    TARGET = auto()
    BETWEEN = auto()
    """Unanswered ones included: they contradict nothing."""
    NOTHING = auto()
    """The lowest level, or not applicable."""


@dataclass(frozen=True)
class Link:
    """Two criteria that ask the same thing, and their questionnaires."""

    criterion: str
    of: str
    other: str
    of_other: str


def links_of(workspace: Workspace) -> tuple[Link, ...]:
    """Return the pairs of criteria that are linked, each pair once: a link reads both ways.

    A link to a criterion of no questionnaire here leads nowhere, and is left out.
    """
    home = workspace.questionnaire_by_criterion
    pairs: dict[frozenset[str], Link] = {}
    for id_, questionnaire in home.items():
        for other in questionnaire.criterion_by_id[id_].see:
            if other in home and other != id_:
                link = Link(id_, questionnaire.id, other, home[other].id)
                pairs.setdefault(frozenset((id_, other)), link)
    return tuple(pairs.values())


def neighbours(criterion: Criterion, workspace: Workspace) -> tuple[str, ...]:
    """Return the criteria that a criterion is linked to, whichever of the two says so.

    Those that its own definition names come first; some may be of no questionnaire here.
    """
    named = dict.fromkeys(criterion.see)
    for link in links_of(workspace):
        if criterion.id in (link.criterion, link.other):
            named[link.other if link.criterion == criterion.id else link.criterion] = None
    return tuple(named)


def check_links(
    subject: Subject, links: Iterable[Link], workspace: Workspace
) -> Iterator[Diagnostic]:
    """Yield the linked answers of a product, or of the company, that contradict each other.

    They do where one is at its target, and the other at 0 or not applicable: whatever lies
    between may be what the two questions do not share. A link between a product's questionnaire
    and the company's contradicts nothing: they are two subjects.
    """
    for link in links:
        one, other = subject.standings.get(link.of), subject.standings.get(link.of_other)
        if one is None or other is None:
            continue
        if _contradict(_position(link.criterion, one), _position(link.other, other)):
            yield consistency_rules.CONTRADICTORY_ANSWERS.at(
                answer_place(link.criterion, one, subject, workspace),
                related=(Related(answer_place(link.other, other, subject, workspace), _OTHER),),
                criterion=link.criterion,
                level=level_text(one.held[link.criterion].answer.level),
                other=link.other,
                other_level=level_text(other.held[link.other].answer.level),
            )


def _contradict(one: _Position, other: _Position) -> bool:
    return {one, other} == {_Position.TARGET, _Position.NOTHING}


def _position(id_: str, standing: Standing) -> _Position:
    held = standing.held.get(id_)
    if held is None:
        return _Position.BETWEEN
    level = held.answer.level
    if level == standing.questionnaire.scale.top:
        return _Position.TARGET
    return _Position.BETWEEN if isinstance(level, int) and level > 0 else _Position.NOTHING
