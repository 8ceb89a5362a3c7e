"""Which edits make files say what a workspace is to be: of declarations, answers and plans."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from convergence_cli.model.condition import Value
from convergence_cli.model.edit import Edit, Put, Remove, Route, edits_between
from convergence_cli.model.workspace import (
    AnswerSheet,
    Certification,
    Company,
    Plan,
    Product,
    Seal,
)
from convergence_cli.revising.answering import answer_edits
from convergence_cli.revising.planning import entry_edits
from convergence_cli.revising.products import ORDER

_SHEET = ("format", "questionnaire", "version", "status", "seal", "answers")
_COMPANY = ("name", "siren", "profile")

Profile = Mapping[str, Value | None]


def product_edits(here: Product, now: Product, questions: Sequence[str]) -> tuple[Edit, ...]:
    """Return what makes the declaration of a product another one of the same id.

    `questions` are those of the preliminary questionnaire, in its order.
    """
    declared = edits_between(_declaration(here), _declaration(now), (), ORDER)
    return (*declared, *_profile_edits(here.profile, now.profile, ("profile",), questions))


def company_edits(here: Company, now: Company, questions: Sequence[str]) -> tuple[Edit, ...]:
    """Return what makes the company that settings declare another one."""
    top = ("company",)
    was, is_ = ({"name": each.name, **_given(siren=each.siren)} for each in (here, now))
    edits = edits_between(was, is_, top, _COMPANY)
    if here.profile:
        return (*edits, *_profile_edits(here.profile, now.profile, (*top, "profile"), questions))
    if not now.profile:
        return edits
    # The key may not be there at all.
    return (*edits, Put((*top, "profile"), _values(now.profile), _COMPANY))


def sheet_edits(here: AnswerSheet, now: AnswerSheet, order: Sequence[str]) -> tuple[Edit, ...]:
    """Return what makes a file of answers another one; `order` is that of the criteria."""
    answers = _changed(here.answers, now.answers)
    return (
        *edits_between(here.status.value, now.status.value, ("status",)),
        *_seal_edits(here.seal, now.seal),
        *(edit for id_, was, is_ in answers for edit in answer_edits(id_, was, is_, order)),
    )


def plan_edits(here: Plan, now: Plan) -> tuple[Edit, ...]:
    """Return what makes a plan another one, new entries in the order of the latter."""
    order = tuple(now.entries)
    entries = _changed(here.entries, now.entries)
    return tuple(edit for id_, was, is_ in entries for edit in entry_edits(id_, was, is_, order))


def _changed(
    here: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[tuple[str, Any | None, Any | None]]:
    for id_ in (*here, *(each for each in now if each not in here)):
        was, is_ = here.get(id_), now.get(id_)
        if was != is_:
            yield id_, was, is_


def _declaration(product: Product) -> dict[str, Any]:
    return _given(
        name=product.name,
        os=product.os,
        device=None if product.device is None else product.device.value,
        kind=product.kind.value,
        requires=list(product.requires),
        extends=product.extends,
        status=product.status.value,
        archived_on=product.archived_on,
        archived_because=product.archived_because,
        deployment=product.deployment.value,
        versions=list(product.versions),
        description=product.description,
        purpose=product.purpose,
        certifications=[_certification(each) for each in product.certifications],
        manager=product.manager,
    )


def _certification(certification: Certification) -> dict[str, Any]:
    return _given(**asdict(certification))


def _profile_edits(
    here: Profile, now: Profile, route: Route, questions: Sequence[str]
) -> tuple[Edit, ...]:
    order = (*questions, *(each for each in (*here, *now) if each not in questions))
    return edits_between(_values(here), _values(now), route, order)


def _values(profile: Profile) -> dict[str, Any]:
    return {id_: list(each) if isinstance(each, tuple) else each for id_, each in profile.items()}


def _seal_edits(here: Seal | None, now: Seal | None) -> tuple[Edit, ...]:
    if now is None:
        return () if here is None else (Remove(("seal",)),)
    if here is None:
        return (Put(("seal",), asdict(now), _SHEET),)
    return edits_between(asdict(here), asdict(now), ("seal",))


def _given(**values: Any) -> dict[str, Any]:
    return {key: each for key, each in values.items() if each not in (None, "", [])}
