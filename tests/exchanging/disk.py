"""Random states of a workspace on disk, written as people write them, and read back by meaning."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import (
    NA,
    Answer,
    AnswerSheet,
    Company,
    Plan,
    PlanEntry,
    Product,
    Seal,
    SheetStatus,
    Workspace,
)
from convergence_cli.scoring.standing import Judge
from tests import oracle
from tests.reviewing.states import State, built
from tests.written import COMPANY, Data

_STALE = f"sha256:{'0' * 64}"
_MEMBER = {
    "id": "a.martin",
    "name": "A",
    "email": "a@example.org",
    "role": "manager",
    "rights": ["validate"],
    "products": "all",
}
_ARCHIVED = {"archived_on": "2024-01-31", "archived_because": "Sold no more"}


class SheetMeaning(NamedTuple):
    """What counts of a file of answers."""

    version: str
    status: SheetStatus
    seal: Seal | None
    """A seal that does not hold means nothing."""
    answers: dict[str, Answer]


class OwnerMeaning(NamedTuple):
    """What counts of a product, or of the company."""

    declared: Product | Company
    sheets: dict[str, SheetMeaning]
    plan: dict[str, PlanEntry] | None


Meaning = dict[str, OwnerMeaning]
"""What counts of a workspace, by holder: the same for two states that nobody could tell apart."""


def write_definitions(root: Path, state: State) -> None:
    """Write what a workspace is judged by."""
    for each in (*state.files.preliminaries.values(), *state.files.questionnaires.values()):
        _write(root / f"questionnaires/{each['id']}.yaml", json.dumps(each, indent=1) + "\n")


def write_answers(root: Path, state: State, newline: str = "\n") -> None:
    """Write what a vendor declares, answers and plans; each answer has a remark of its own."""
    workspace = built(state)
    company = {"name": "Exemple Santé", "profile": state.files.company_profile}
    settings = {"format": 1, "company": company, "language": "en", "members": [_MEMBER]}
    _write(root / "convergence.yaml", json.dumps(settings) + "\n")
    for id_, product in state.files.products.items():
        archived = _ARCHIVED if product["status"] == "archived" else {}
        text = json.dumps({**product, **archived}, indent=1) + "\n"
        _write(root / f"products/{id_}/product.yaml", text.replace("\n", newline))
    for holder, owner in owners(workspace).items():
        home = root / (f"products/{holder}" if holder else "company")
        for id_, sheet in owner.sheets.items():
            _write(home / f"answers/{id_}.yaml", _sheet(sheet).replace("\n", newline))
        if owner.plan is not None:
            text = _plan(owner.plan, _tops(state), state.plans[holder])
            _write(home / "plan.yaml", text.replace("\n", newline))


def owners(workspace: Workspace) -> dict[str, Product | Company]:
    """Return the products and the company, by id."""
    return {**workspace.products, COMPANY: workspace.company}


def contents(root: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    files = sorted(each for each in root.rglob("*") if each.is_file())
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in files}


def meaning_of(root: Path) -> Meaning:
    """Return what the files of a workspace mean."""
    workspace = load_workspace(root).workspace
    judge = Judge(workspace)
    return {
        holder: OwnerMeaning(
            replace(owner, sheets={}, plan=None),
            {id_: _meaning(judge, holder, id_, each) for id_, each in owner.sheets.items()},
            None if owner.plan is None else dict(owner.plan.entries),
        )
        for holder, owner in owners(workspace).items()
    }


def _meaning(judge: Judge, holder: str, id_: str, sheet: AnswerSheet) -> SheetMeaning:
    subject = judge.product(holder) if holder else judge.company()
    status = subject.standings[id_].status
    seal = sheet.seal if status is SheetStatus.VALIDATED else None
    return SheetMeaning(sheet.version, status, seal, dict(sheet.answers))


def _sheet(sheet: AnswerSheet) -> str:
    lines = ["format: 1", f"questionnaire: {sheet.questionnaire}", f'version: "{sheet.version}"']
    lines.append(f"status: {sheet.status.value}")
    if sheet.seal is not None:
        digest = sheet.seal.digest if len(sheet.seal.digest) == len(_STALE) else _STALE
        lines.append(f'seal: {{by: {sheet.seal.by}, on: {sheet.seal.on}, digest: "{digest}"}}')
    lines.append("answers:" if sheet.answers else "answers: {}")
    for id_, answer in sheet.answers.items():
        lines += [f"  {id_}: # of {id_}", *(f"    {each}" for each in _answer(answer))]
    return "".join(f"{line}\n" for line in lines)


def _answer(answer: Answer) -> list[str]:
    lines = ["level: na" if answer.level is NA else f"level: {answer.level}"]
    if answer.comment:
        lines.append(f"comment: {json.dumps(answer.comment)}")
    if answer.evidence:
        lines.append("evidence:")
        lines += [f"  - {{title: {each.title}, url: {each.url}}}" for each in answer.evidence]
    return lines


def _plan(plan: Plan, tops: dict[str, int], said: Any) -> str:
    if not plan.entries:
        return "format: 1\nplan: {}\n"
    lines = ["format: 1", "plan:"]
    for id_, entry in plan.entries.items():
        comment = said[id_].get("comment", "")
        lines += [f"  {id_}: # of {id_}", f"    {json.dumps(_entry(entry, tops[id_], comment))}"]
    return "".join(f"{line}\n" for line in lines)


def _entry(entry: PlanEntry, top: int, comment: str) -> Data:
    if entry.target_not_applicable:
        return {"target_not_applicable": True, "comment": comment}
    steps = [
        {"level": each.level, "by": each.by}
        for each in entry.steps
        # What an error would stop is no state to export.
        if each.level <= top and entry.by and last_day(each.by) <= last_day(entry.by)
    ]
    return {"by": entry.by, **({"steps": steps} if steps else {})}


def _tops(state: State) -> dict[str, int]:
    return {
        each["id"]: oracle.top_of(definition)
        for definition in state.files.questionnaires.values()
        for each in oracle.criteria_of(definition)
    }


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
