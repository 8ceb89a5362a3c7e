"""What a new version of a definition does to a workspace: answers touched, and each mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import Questionnaire, Scope
from convergence_cli.model.workspace import (
    NA,
    AnswerSheet,
    Level,
    Product,
    Workspace,
)
from convergence_cli.profiling.truth import Truth
from convergence_cli.revising.changes import Change
from convergence_cli.revising.kinds import ChangeKind
from convergence_cli.revising.migration import Migration
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.standing import Judge, Subject

COMPANY = ""
"""Stands for the company among the ids of products."""


@dataclass(frozen=True)
class Touched:
    """An answer that a change touches."""

    holder: str
    """A product's id; the empty text for the company."""
    asked: str
    """The id of the criterion, or of the preliminary question, by which the answer stands."""
    answer: Level | Value


@dataclass(frozen=True)
class Mean:
    """The mean of one questionnaire of one product, or of the company."""

    value: Fraction | None
    top: int
    answered: int


@dataclass(frozen=True)
class MeanChange:
    """A mean under either definition; none where the questionnaire does not apply."""

    holder: str
    questionnaire: str
    before: Mean | None
    after: Mean | None


def sheets_of(workspace: Workspace, questionnaire: str) -> Iterator[tuple[str, AnswerSheet]]:
    """Yield the answers files of a questionnaire with their holders, archived ones included."""
    owners = ((COMPANY, workspace.company.sheets),)
    products = ((id_, each.sheets) for id_, each in workspace.products.items())
    for holder, sheets in (*owners, *products):
        if questionnaire in sheets:
            yield holder, sheets[questionnaire]


def touched_by(change: Change, workspace: Workspace, questionnaire: str) -> tuple[Touched, ...]:
    """Return the answers whose criterion, meaning or weight a change concerns."""
    if change.kind is ChangeKind.WORDING:
        return ()
    ids = {each for each in (change.old, change.new) if each is not None}
    return tuple(
        Touched(holder, id_, answer.level)
        for holder, sheet in sheets_of(workspace, questionnaire)
        for id_, answer in sheet.answers.items()
        if id_ in ids or (not ids and _concerns_all(change, answer.level))
    )


def revised(workspace: Workspace, migration: Migration) -> Workspace:
    """Return a workspace under the new version, its answers migrated."""
    new = migration.new

    def sheets(given: Mapping[str, AnswerSheet]) -> Mapping[str, AnswerSheet]:
        if new.id not in given:
            return given
        sheet = given[new.id]
        answers = migration.answers(sheet)
        return {**given, new.id: replace(sheet, version=new.version, answers=answers)}

    company = replace(workspace.company, sheets=sheets(workspace.company.sheets))
    products: dict[str, Product] = {
        id_: replace(each, sheets=sheets(each.sheets)) for id_, each in workspace.products.items()
    }
    questionnaires = dict(sorted({**workspace.questionnaires, new.id: new}.items()))
    return replace(workspace, company=company, products=products, questionnaires=questionnaires)


def mean_changes(before: Workspace, after: Workspace, day: str) -> tuple[MeanChange, ...]:
    """Return each mean of the active products and of the company, as of an ISO day."""
    means = [_means(each, day) for each in (on_scale(before), on_scale(after))]
    return tuple(
        MeanChange(*key, means[0].get(key), means[1].get(key))
        for key in sorted({*means[0], *means[1]})
    )


def on_scale(workspace: Workspace) -> Workspace:
    """Return a workspace without the answers whose level is on no scale: no mean counts them."""

    def fit(sheets: Mapping[str, AnswerSheet]) -> Mapping[str, AnswerSheet]:
        return {
            id_: _fit(sheet, workspace.questionnaires[id_])
            for id_, sheet in sheets.items()
            if id_ in workspace.questionnaires
        }

    company = replace(workspace.company, sheets=fit(workspace.company.sheets))
    products = {
        id_: replace(each, sheets=fit(each.sheets)) for id_, each in workspace.products.items()
    }
    return replace(workspace, company=company, products=products)


def _fit(sheet: AnswerSheet, questionnaire: Questionnaire) -> AnswerSheet:
    levels: frozenset[Level] = frozenset((*questionnaire.scale.values, NA))
    answers = {id_: each for id_, each in sheet.answers.items() if each.level in levels}
    return replace(sheet, answers=answers)


def _concerns_all(change: Change, level: Level) -> bool:
    return change.kind is not ChangeKind.RESCALED or level is not NA


def _means(workspace: Workspace, day: str) -> dict[tuple[str, str], Mean]:
    judge = Judge(workspace)
    found: dict[tuple[str, str], Mean] = {}
    for subject in _active(judge, workspace):
        for standing in subject.standings_that(Truth.YES):
            score = questionnaire_score(standing, day)
            mean = Mean(score.tally.mean, score.top, score.tally.answered)
            found[subject.id, standing.questionnaire.id] = mean
    return found


def _active(judge: Judge, workspace: Workspace) -> Iterator[Subject]:
    if workspace.questionnaires_of(Scope.COMPANY):
        yield judge.company()
    for id_, product in workspace.products.items():
        if not product.is_archived:
            yield judge.product(id_)
