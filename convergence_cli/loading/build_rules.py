"""Consistency rules from data that their schema accepts."""

from typing import Any

from convergence_cli.language import Text
from convergence_cli.loading.build_condition import build_condition
from convergence_cli.model.questionnaire import Scope
from convergence_cli.model.rules import (
    AtLeast,
    CertificateInForce,
    CertificateTerm,
    ConsistencyRule,
    HasLevel,
    IsNotApplicable,
    ProfileHolds,
    Requirement,
    RuleSet,
    Weight,
)


def build_rules(data: Any, path: str) -> RuleSet:
    """Return the rules of one file."""
    description = data.get("description")
    return RuleSet(
        id=data["id"],
        version=data["version"],
        title=Text(**data["title"]),
        rules=tuple(_rule(each) for each in data["rules"]),
        description=None if description is None else Text(**description),
        sources=tuple(source["id"] for source in data.get("sources", ())),
        path=path,
    )


def _rule(data: Any) -> ConsistencyRule:
    return ConsistencyRule(
        id=data["id"],
        scope=Scope(data.get("scope", Scope.PRODUCT)),
        when=build_condition(data["when"]),
        requires=tuple(_requirement(each) for each in data["requires"]),
        because=Text(**data["because"]),
        source=data["source"],
        weight=Weight(data["severity"]),
        facts=tuple(data.get("facts", ())),
    )


def _requirement(data: Any) -> Requirement:
    if "at_least" in data:
        return AtLeast(data["criterion"], int(data["at_least"]))
    if "is" in data:
        return IsNotApplicable(data["criterion"])
    if "is_not" in data:
        return HasLevel(data["criterion"])
    if "profile" in data:
        return ProfileHolds(build_condition(data["profile"]))
    name, words = data["certification"], tuple(data["any_of"])
    if "max_years" in data:
        return CertificateTerm(name, words, int(data["max_years"]))
    return CertificateInForce(name, words)
