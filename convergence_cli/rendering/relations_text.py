"""What else speaks of a criterion: those that ask the same thing, and consistency rules."""

from collections.abc import Mapping
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Criterion, Questionnaire
from convergence_cli.model.rules import ConsistencyRule
from convergence_cli.model.workspace import level_text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import words
from convergence_cli.rendering.page import Item, Lines, headed
from convergence_cli.rendering.rule_text import origin_of_rule
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.scoring.standing import Subject

_SEE = Text(en="Asks the same thing", fr="Demande la même chose")
_NOT_HERE = Text(en="of a questionnaire that is not here", fr="d'un questionnaire absent d'ici")
_RULES = Text(en="Consistency rules", fr="Règles de cohérence")


Links = Mapping[str, tuple[Criterion, Questionnaire] | None]


@dataclass(frozen=True)
class Relations:
    """What else speaks of a criterion."""

    links: Links
    """The criteria that ask the same thing, by id; none for one of no questionnaire here."""
    rules: tuple[ConsistencyRule, ...]


def relation_lines(relations: Relations, subject: Subject | None, language: Language) -> Lines:
    """Yield what else speaks of a criterion; for a subject, with its answers there."""
    if relations.links:
        yield from headed(_SEE.in_(language))
    for id_, found in relations.links.items():
        if found is None:
            yield Item(f"{id_} · {_NOT_HERE.in_(language)}")
            continue
        criterion, questionnaire = found
        named = words.item_title(id_, criterion.title, language)
        title = on_one_line(questionnaire.title.in_(language))
        yield Item(f"{named} ({title}){_answer_of(id_, questionnaire, subject, language)}")
    if relations.rules:
        yield from headed(_RULES.in_(language))
    for rule in relations.rules:
        because = on_one_line(rule.because.in_(language))
        yield Item(f"{rule.id} · {because} ({origin_of_rule(rule, language)})")


def _answer_of(
    id_: str, questionnaire: Questionnaire, subject: Subject | None, language: Language
) -> str:
    standing = None if subject is None else subject.standings.get(questionnaire.id)
    if standing is None:
        return ""
    held = standing.held.get(id_)
    if held is not None:
        level = f"{words.LEVEL.in_(language)} {level_text(held.answer.level)}"
        return f" · {words.with_origin(level, held.holder, standing.holder, language)}"
    truth = standing.applicability.criteria[id_]
    if truth is not Truth.YES:
        return f" · {words.TRUTH_WORDS[truth].in_(language)}"
    return f" · {words.NO_ANSWER_YET.in_(language)}"
