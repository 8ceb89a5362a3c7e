"""Two random states of one workspace, as the plain data of their files, and as the program has it.

What the strategies of workspaces leave out is drawn here: evidence, plans and seals.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from convergence_cli.model.workspace import (
    AnswerSheet,
    Company,
    Evidence,
    Plan,
    PlanEntry,
    PlanStep,
    Product,
    Seal,
    SheetStatus,
    Workspace,
)
from convergence_cli.reviewing.before import before_of
from convergence_cli.reviewing.review import Review, review
from convergence_cli.scoring.standing import Judge
from tests import oracle
from tests.building import workspace_of
from tests.strategies import COMPARABLE, workspaces
from tests.written import COMPANY, Data, Files, criterion, product

DAY = "2025-06-30"
PIECES = ("report", "contract", "audit")
DATES = ("2026-12-31", "2027-Q1", "2027-03-31", "2027-Q2")

Place = tuple[str, str, str]
"""A holder, a questionnaire and a criterion."""
Sheet = tuple[str, str]
"""A holder and a questionnaire."""
Signed = Literal["fresh", "kept", "stale"]
"""A seal on the sheet as it is; on what it was in the state before; or on something else."""


@dataclass(frozen=True)
class State:
    """What the files of a workspace say, beyond levels too."""

    files: Files
    evidence: Mapping[Place, frozenset[str]] = field(default_factory=dict)
    plans: Mapping[str, Mapping[str, Data]] = field(default_factory=dict)
    """By holder and criterion: an entry as a file writes it."""
    seals: Mapping[Sheet, Signed] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """Two states of one workspace."""

    before: State
    after: State


@st.composite
def pairs(draw: DrawFn, *, redefined: bool = True) -> Pair:
    """Draw a state and what some edits make of it; the definitions may be among them."""
    before = draw(_states(draw(workspaces())))
    files = before.files
    for _ in range(draw(st.integers(0, 5))):
        files = draw(_edited(files))
    if redefined and draw(st.booleans()):
        files = draw(_redefined(files))
    files = _on_scale(files)
    after = draw(_resealed(before) if draw(st.booleans()) else _states(files))
    return Pair(before, _held_together(replace(after, files=files)))


@st.composite
def _states(draw: DrawFn, files: Files) -> State:
    places = [
        (holder, id_, each)
        for holder, sheets in files.answers.items()
        for id_, levels in sheets.items()
        for each in levels
    ]
    evidence = {
        place: draw(st.frozensets(st.sampled_from(PIECES)))
        for place in places
        if draw(st.booleans())
    }
    plans = {
        holder: {each: draw(_entries()) for each in _planned(files, holder) if draw(st.booleans())}
        for holder in (COMPANY, *files.products)
        if draw(st.booleans())
    }
    sheets = dict.fromkeys((holder, id_) for holder, id_, _ in places)
    seals: dict[Sheet, Signed] = {
        sheet: draw(st.sampled_from(("fresh", "fresh", "stale")))
        for sheet in sheets
        if draw(st.booleans())
    }
    return State(files, evidence, plans, seals)


@st.composite
def _resealed(draw: DrawFn, state: State) -> State:
    kinds: st.SearchStrategy[Signed] = st.sampled_from(("kept", "kept", "fresh"))
    return replace(state, seals={sheet: draw(kinds) for sheet in state.seals})


def _planned(files: Files, holder: str) -> list[str]:
    definitions = oracle.definitions_for(files, holder)
    return [each["id"] for one in definitions for each in oracle.criteria_of(one)]


@st.composite
def _entries(draw: DrawFn) -> Data:
    if draw(st.integers(0, 3)) == 0:
        return {"target_not_applicable": True, "comment": "No service yet"}
    steps = [
        {"level": draw(st.integers(1, 3)), "by": draw(st.sampled_from(DATES))}
        for _ in range(draw(st.integers(0, 2)))
    ]
    return {"by": draw(st.sampled_from(DATES)), "steps": steps}


@st.composite
def _edited(draw: DrawFn, files: Files) -> Files:
    """Draw the same files after one edit of answers, profiles or products."""
    subject = draw(st.sampled_from((COMPANY, *files.products)))
    match draw(st.sampled_from(("level", "level", "level", "profile", "profile", "product"))):
        case "level":
            return _with_another_level(draw, files, subject)
        case "profile":
            return _with_another_profile(draw, files, subject)
        case _:
            return _with_another_product(draw, files)


def _with_another_level(draw: DrawFn, files: Files, subject: str) -> Files:
    definition = draw(st.sampled_from(oracle.definitions_for(files, subject)))
    id_ = draw(st.sampled_from(oracle.criteria_of(definition)))["id"]
    level = draw(st.sampled_from((None, "na", *range(oracle.top_of(definition) + 1))))
    if level is not None:
        return files.with_level(subject, definition["id"], id_, level)
    sheets = {
        sheet: {each: found for each, found in levels.items() if each != id_}
        for sheet, levels in files.answers.get(subject, {}).items()
    }
    return files.with_sheets(subject, sheets)


def _with_another_profile(draw: DrawFn, files: Files, subject: str) -> Files:
    scope = "company" if subject == COMPANY else "product"
    sections = files.preliminaries.get(scope, {"sections": []})["sections"]
    questions = [each for section in sections for each in section["questions"]]
    if not questions:
        return files
    question = draw(st.sampled_from(questions))
    value: Any = draw(st.sampled_from((None, *COMPARABLE[question["type"]])))
    if question["type"] == "choices" and value is not None:
        value = [value]
    given = {question["id"]: value}
    if subject == COMPANY:
        return replace(files, company_profile={**files.company_profile, **given})
    return files.with_profile(subject, {**files.products[subject]["profile"], **given})


def _with_another_product(draw: DrawFn, files: Files) -> Files:
    products = dict(files.products)
    id_ = draw(st.sampled_from(sorted(products)))
    match draw(st.sampled_from(("deleted", "added", "archived", "extends"))):
        case "deleted":
            if len(products) == 1 or any(each["extends"] == id_ for each in products.values()):
                return files
            del products[id_]
            answers = {holder: each for holder, each in files.answers.items() if holder != id_}
            return replace(files, products=products, answers=answers)
        case "added":
            products["p9"] = product("p9", extends=id_)
        case "archived":
            status = "active" if products[id_]["status"] == "archived" else "archived"
            products[id_] = {**products[id_], "status": status}
        case _:
            products[id_] = {**products[id_], "extends": None}
    return replace(files, products=products)


@st.composite
def _redefined(draw: DrawFn, files: Files) -> Files:
    """Draw the same files with another definition; answers that have no place any more go."""
    definitions = deepcopy(dict(files.questionnaires))
    changed = definitions[draw(st.sampled_from(sorted(definitions)))]
    axis = draw(st.sampled_from(changed["axes"]))
    which = draw(st.integers(0, len(axis["criteria"]) - 1))
    match draw(st.sampled_from(("removed", "added", "condition", "whole", "scale"))):
        case "removed":
            del axis["criteria"][which]
        case "added":
            new = criterion("new", top=oracle.top_of(changed))
            axis["criteria"].append(new if changed["kind"] == "maturity" else _requirement(new))
        case "condition":
            _negate(axis["criteria"][which])
        case "whole":
            _negate(changed)
        case _:
            changed["scale"] = [
                {**each, "label": {"fr": "-", "en": "-"}} for each in _scale(changed)[:2]
            ]
    changed["axes"] = [each for each in changed["axes"] if each["criteria"]]
    if not changed["axes"]:
        return files
    return replace(files, questionnaires=definitions)


def _scale(definition: Data) -> list[Data]:
    default = [{"level": level, "colour": "red"} for level in range(4)]
    found: list[Data] = definition.get("scale", default)
    return found


def _negate(thing: Data) -> None:
    thing["applies_when"] = {"not": thing.get("applies_when") or "always"}


def _requirement(written: Data) -> Data:
    kept = {key: each for key, each in written.items() if key != "levels"}
    return {**kept, "statement": {"fr": "-", "en": "-"}, "strength": "must"}


def _on_scale(files: Files) -> Files:
    """Return the files without answers that their definitions do not know: these are errors."""
    known = {
        (id_, each["id"]): oracle.top_of(definition)
        for id_, definition in files.questionnaires.items()
        for each in oracle.criteria_of(definition)
    }
    answers = {
        holder: {
            id_: {
                each: level
                for each, level in levels.items()
                if (id_, each) in known and (level == "na" or level <= known[id_, each])
            }
            for id_, levels in sheets.items()
        }
        for holder, sheets in files.answers.items()
    }
    return replace(files, answers=answers)


def _held_together(state: State) -> State:
    """Return a state without what belongs to answers and products that are gone."""
    answers = state.files.answers
    return replace(
        state,
        evidence={
            place: each
            for place, each in state.evidence.items()
            if place[2] in answers.get(place[0], {}).get(place[1], {})
        },
        plans={
            holder: {
                id_: each for id_, each in plan.items() if id_ in _planned(state.files, holder)
            }
            for holder, plan in state.plans.items()
            if holder == COMPANY or holder in state.files.products
        },
        seals={sheet: each for sheet, each in state.seals.items() if _is_there(sheet, answers)},
    )


def _is_there(sheet: Sheet, answers: Mapping[str, Mapping[str, object]]) -> bool:
    return sheet[1] in answers.get(sheet[0], {})


def under_definitions(pair: Pair) -> Files:
    """Return the answers and profiles of before with the definitions of after."""
    after = pair.after.files
    return _on_scale(
        replace(
            pair.before.files,
            questionnaires=after.questionnaires,
            preliminaries=after.preliminaries,
        )
    )


def built(state: State, before: Workspace | None = None) -> Workspace:
    """Return the workspace that the program has of a state, seals kept from another one."""
    plain = workspace_of(state.files)
    proven = _with_sheets(plain, lambda holder, sheet: _proven(holder, sheet, state))
    planned = replace(
        proven,
        company=replace(proven.company, plan=_plan(state, COMPANY)),
        products={
            id_: replace(each, plan=_plan(state, id_)) for id_, each in proven.products.items()
        },
    )
    judge = Judge(planned)
    kept = None if before is None else Judge(before)

    def sealed(holder: str, sheet: AnswerSheet) -> AnswerSheet:
        match state.seals.get((holder, sheet.questionnaire)):
            case "fresh":
                return _sealed(sheet, _digest(judge, holder, sheet))
            case "kept" if kept is not None:
                return _sealed(sheet, _digest(kept, holder, sheet))
            case None:
                return sheet
            case _:
                return _sealed(sheet, "sha256:0")

    return _with_sheets(planned, sealed)


def _with_sheets(workspace: Workspace, change: Any) -> Workspace:
    def changed(holder: str, owner: Product | Company) -> dict[str, AnswerSheet]:
        return {id_: change(holder, sheet) for id_, sheet in owner.sheets.items()}

    company = workspace.company
    products = {
        id_: replace(each, sheets=changed(id_, each)) for id_, each in workspace.products.items()
    }
    company = replace(company, sheets=changed(COMPANY, company))
    return replace(workspace, company=company, products=dict(sorted(products.items())))


def _proven(holder: str, sheet: AnswerSheet, state: State) -> AnswerSheet:
    answers = {
        id_: each._replace(
            evidence=tuple(
                Evidence(piece, f"https://example.org/{piece}")
                for piece in state.evidence.get((holder, sheet.questionnaire, id_), ())
            )
        )
        for id_, each in sheet.answers.items()
    }
    return replace(sheet, answers=answers)


def _plan(state: State, holder: str) -> Plan | None:
    if holder not in state.plans:
        return None
    entries = {
        id_: PlanEntry(
            by=each.get("by"),
            steps=tuple(PlanStep(**step) for step in each.get("steps", ())),
            target_not_applicable=each.get("target_not_applicable", False),
        )
        for id_, each in state.plans[holder].items()
    }
    return Plan(entries, "plan.yaml")


def _digest(judge: Judge, holder: str, sheet: AnswerSheet) -> str:
    subject = judge.company() if holder == COMPANY else judge.product(holder)
    return subject.standings[sheet.questionnaire].digest


def _sealed(sheet: AnswerSheet, digest: str) -> AnswerSheet:
    seal = Seal("a.martin", "2026-11-20", digest)
    return replace(sheet, status=SheetStatus.VALIDATED, seal=seal)


def reviewed(before: State, after: State) -> Review:
    """Return what the program says changed between two states."""
    older = built(before)
    return compared(older, built(after, older))


def compared(before: Workspace, after: Workspace) -> Review:
    """Return what the program says changed between two workspaces."""
    return review(before_of(before, after), Judge(after), DAY)
