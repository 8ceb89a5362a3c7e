"""Consistency rules in words: on a page of their own, and beside the criteria they speak of."""

from collections.abc import Iterator
from typing import assert_never

from convergence_cli.language import Language, Text
from convergence_cli.model.rules import (
    AtLeast,
    CertificateInForce,
    CertificateTerm,
    ConsistencyRule,
    HasLevel,
    IsNotApplicable,
    ProfileHolds,
    Requirement,
    Weight,
)
from convergence_cli.rendering import words
from convergence_cli.rendering.condition_text import condition_lines

_WEIGHTS: dict[Weight, Text] = {
    Weight.ERROR: Text(
        en="what contradicts it is an error", fr="ce qui la contredit est une erreur"
    ),
    Weight.WARNING: Text(
        en="what contradicts it is a warning", fr="ce qui la contredit est un avertissement"
    ),
}
_WHEN = Text(en="When", fr="Quand")
_THEN = Text(en="Then", fr="Alors")
_AT_LEAST = Text(en="{criterion} is at {level} or more", fr="{criterion} est à {level} ou plus")
_IS_NA = Text(
    en="{criterion} is answered 'na', or outside the profile",
    fr="{criterion} est à « na », ou hors du profil",
)
_HAS_LEVEL = Text(en="{criterion} is not answered 'na'", fr="{criterion} n'est pas à « na »")
_IN_FORCE = Text(
    en="a certification {name} is in force (title with: {words})",
    fr="une certification {name} est en cours (titre avec : {words})",
)
_TERM = Text(
    en="a certification {name} runs for {years} years at most (title with: {words})",
    fr="une certification {name} court sur {years} ans au plus (titre avec : {words})",
)
_PROFILE = Text(en="the profile says:", fr="le profil dit :")
_SOURCE = Text(en="source {source}", fr="source {source}")
_FACTS = Text(en="facts {facts}", fr="faits {facts}")


def origin_of_rule(rule: ConsistencyRule, language: Language) -> str:
    """Return where a rule comes from: its source and its facts, by id."""
    said = [_SOURCE.fill(source=rule.source)]
    if rule.facts:
        said.append(_FACTS.fill(facts=words.joined(rule.facts)))
    return " · ".join(each.in_(language) for each in said)


def rule_lines(rule: ConsistencyRule, language: Language) -> Iterator[str]:
    """Yield a rule: when it speaks, what it asks for, why, and who says so."""
    yield rule.because.in_(language)
    yield f"{origin_of_rule(rule, language)} · {_WEIGHTS[rule.weight].in_(language)}"
    yield ""
    first, *rest = condition_lines(rule.when, language)
    yield words.labelled(_WHEN, first, language)
    yield from rest
    yield ""
    yield words.labelled(_THEN, "", language).rstrip()
    for requirement in rule.requires:
        yield from _requirement(requirement, language)


def _requirement(requirement: Requirement, language: Language) -> Iterator[str]:
    match requirement:
        case AtLeast(criterion, level):
            yield f"  {_AT_LEAST.fill(criterion=criterion, level=level).in_(language)}"
        case IsNotApplicable(criterion):
            yield f"  {_IS_NA.fill(criterion=criterion).in_(language)}"
        case HasLevel(criterion):
            yield f"  {_HAS_LEVEL.fill(criterion=criterion).in_(language)}"
        case ProfileHolds(condition):
            first, *rest = condition_lines(condition, language)
            yield f"  {_PROFILE.in_(language)} {first}"
            yield from (f"  {each}" for each in rest)
        case CertificateInForce(name, titles):
            listed = words.joined(titles)
            yield f"  {_IN_FORCE.fill(name=name, words=listed).in_(language)}"
        case CertificateTerm(name, titles, years):
            listed = words.joined(titles)
            yield f"  {_TERM.fill(name=name, words=listed, years=years).in_(language)}"
        case _:
            assert_never(requirement)
