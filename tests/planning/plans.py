"""Random workspaces with plans, and what the plans lead to, computed a second time, naively."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from convergence_cli.loading.build_workspace import build_plan
from convergence_cli.model.workspace import Workspace
from tests import oracle
from tests.building import workspace_of
from tests.strategies import workspaces
from tests.written import COMPANY, Data, Files, Level

TODAY = "2026-11-21"
DATES = ("2026-11-20", "2026-11-21", "2026-Q4", "2026-12-31", "2027-01-01", "2027-Q2", "2028-05-02")
AFTER_ALL = "2028-05-02"
DAYS = ("2026-11-21", "2026-12-30", "2026-12-31", "2027-01-01", "2027-06-29", "2027-06-30")
LAST_DAYS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}

Plans = Mapping[str, Mapping[str, Data]]
"""Entries by product (COMPANY for the company), then by criterion, as files write them."""


@dataclass(frozen=True)
class Planned:
    """Files, and the plans beside them."""

    files: Files
    plans: Plans

    @property
    def workspace(self) -> Workspace:
        """What the program builds from both."""
        built = workspace_of(self.files)
        plans = {
            subject: build_plan({"plan": entries}, f"{subject}/plan.yaml")
            for subject, entries in self.plans.items()
        }
        products = {id_: replace(each, plan=plans.get(id_)) for id_, each in built.products.items()}
        company = replace(built.company, plan=plans.get(COMPANY))
        return replace(built, company=company, products=products)


@st.composite
def planned(draw: DrawFn) -> Planned:
    """Draw a workspace whose subjects plan some of their criteria, or none."""
    files = draw(workspaces())
    entries = {subject: _entries(draw, files, subject) for subject in oracle.subjects(files)}
    return Planned(files, {subject: each for subject, each in entries.items() if each})


def _entries(draw: DrawFn, files: Files, subject: str) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for definition in oracle.definitions_for(files, subject):
        for criterion in oracle.criteria_of(definition):
            form = draw(st.sampled_from(("none", "dated", "dated", "steps", "undated", "flag")))
            if form != "none":
                found[criterion["id"]] = _entry(draw, form, oracle.top_of(definition))
    return found


def _entry(draw: DrawFn, form: str, top: int) -> Data:
    if form == "flag":
        return {"target_not_applicable": True, "comment": "No service for this use"}
    entry: Data = {"by": None if form == "undated" else draw(st.sampled_from(DATES))}
    if form == "steps":
        levels = draw(st.lists(st.integers(0, top), min_size=1, max_size=3))
        entry["steps"] = [{"level": level, "by": draw(st.sampled_from(DATES))} for level in levels]
    return entry


def kept_on(by: str) -> str:
    """Return the last day of a quarter; a day is itself."""
    year, _, quarter = by.partition("-")
    return f"{year}-{LAST_DAYS[quarter]}" if quarter in LAST_DAYS else by


def projected_level(
    planned: Planned, subject: str, definition: Data, criterion: Data, day: str
) -> Level | None:
    """Return the level of a criterion at a day if every plan is kept; None where it has none."""
    files = planned.files
    if oracle.criterion_truth(files, subject, definition, criterion) != "yes":
        return None
    level: Level | None = oracle.own_answer(files, subject, definition, criterion)
    base = None if subject == COMPANY else files.products[subject]["extends"]
    if level is None and base is not None:
        level = projected_level(planned, base, definition, criterion, day)
    if level == "na":
        return level
    entry = planned.plans.get(subject, {}).get(criterion["id"], {})
    promised = [each["level"] for each in entry.get("steps", ()) if kept_on(each["by"]) <= day]
    if entry.get("by") and kept_on(entry["by"]) <= day:
        promised.append(oracle.top_of(definition))
    known = [] if level is None else [level]
    return max(known + promised, default=None)


def projected_levels(planned: Planned, subject: str, day: str) -> dict[str, dict[str, Level]]:
    """Return the levels of a subject at a day, by questionnaire and criterion."""
    return {
        definition["id"]: {
            criterion["id"]: level
            for criterion in oracle.criteria_of(definition)
            for level in [projected_level(planned, subject, definition, criterion, day)]
            if level is not None
        }
        for definition in oracle.definitions_for(planned.files, subject)
    }


def kept(planned: Planned, day: str) -> Files:
    """Return files in which every subject answers itself what the plans have led to by a day."""
    files = planned.files
    for subject in oracle.subjects(files):
        sheets = planned.files.answers.get(subject, {})
        levels = projected_levels(planned, subject, day)
        files = files.with_sheets(
            subject, {id_: {**sheets.get(id_, {}), **each} for id_, each in levels.items()}
        )
    return files
