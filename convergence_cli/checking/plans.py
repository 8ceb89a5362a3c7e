"""Rules on convergence plans: do they hold together, are they whole, are they kept."""

from collections.abc import Iterator

from convergence_cli.checking.case import SETTINGS, Case
from convergence_cli.diagnostics import Diagnostic, Place, Related, plan_rules
from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Text
from convergence_cli.model.day import last_day
from convergence_cli.model.workspace import Deployment, Plan, PlanEntry, PlanStep
from convergence_cli.planning.states import CriterionPlan, PlanState, SubjectPlan, plan_of
from convergence_cli.scoring.standing import Subject

_THE_TARGET = Text(en="the date of the target", fr="la date de la cible")
_UNANSWERED = Text(en="has no answer", fr="n'a pas de réponse")
_AT_LEVEL = Text(en="is at level {level}", fr="est au niveau {level}")


def check_plan_files(case: Case) -> Iterator[Diagnostic]:
    """Yield what makes plans contradict themselves, whatever is answered: errors."""
    workspace = case.workspace
    products = workspace.products.values()
    for plan in (workspace.company.plan, *(each.plan for each in products)):
        if plan is not None:
            yield from _contradictions(plan)


def check_plan(subject: Subject, day: str) -> Iterator[Diagnostic]:
    """Yield what the plan of a product, or of the company, lacks or has not kept on an ISO day.

    A product that is still a project is out of scope, and has no duty to plan; what it promises
    all the same is looked at.
    """
    plan = plan_of(subject, day)
    if subject.product is None or subject.product.deployment is not Deployment.PROJECT:
        yield from _missing_entries(plan)
    if subject.plan is None:
        return
    for questionnaire in plan.questionnaires:
        for each in questionnaire.criteria:
            if each.entry is not None and not _is_plainly_on_track(each, each.entry):
                place = Place(subject.plan.path, ("plan", each.criterion.id))
                yield from _entry(each, each.entry, place, day)


def _is_plainly_on_track(each: CriterionPlan, entry: PlanEntry) -> bool:
    """Whether nothing can be said of an entry, as of most."""
    return each.state is PlanState.ON_TRACK and not entry.steps


def _contradictions(plan: Plan) -> Iterator[Diagnostic]:
    for id_, entry in plan.entries.items():
        if entry.by is None or not entry.steps:
            continue
        place = Place(plan.path, ("plan", id_))
        end = Related(place.at("by"), _THE_TARGET)
        for index, step in enumerate(entry.steps):
            if _is_after_target(step, entry):
                yield plan_rules.STEP_AFTER_TARGET.at(
                    place.at("steps", index, "by"),
                    related=(end,),
                    level=step.level,
                    step=step.by,
                    by=entry.by,
                )


def _is_after_target(step: PlanStep, entry: PlanEntry) -> bool:
    return entry.by is not None and last_day(step.by) > last_day(entry.by)


def _missing_entries(plan: SubjectPlan) -> Iterator[Diagnostic]:
    missing = [
        each.criterion.id for each in plan.criteria_that(PlanState.UNPLANNED) if each.entry is None
    ]
    if missing:
        subject = plan.subject
        yield plan_rules.MISSING_PLAN_ENTRY.at(
            _plan_place(subject),
            criteria=named(missing),
            command=f"convergence plan init {subject.id or '--company'}",
        )


def _plan_place(subject: Subject) -> Place:
    if subject.plan is not None:
        return Place(subject.plan.path, ("plan",)).key
    if subject.product is None:
        return Place(SETTINGS, ("company",)).key
    return Place(subject.product.path, ("id",))


def _entry(each: CriterionPlan, entry: PlanEntry, place: Place, day: str) -> Iterator[Diagnostic]:
    if each.state is PlanState.DONE:
        # What is reached is a record: nothing of it is due any more.
        return
    is_planned = entry.by is not None or entry.target_not_applicable
    if each.level is not None and not is_planned:
        yield plan_rules.UNDATED_PLAN_ENTRY.at(place.key, criterion=each.criterion.id)
    yield from _broken_promises(each, entry, place, day)
    yield from _idle_steps(each, entry, place)


def _broken_promises(
    each: CriterionPlan, entry: PlanEntry, place: Place, day: str
) -> Iterator[Diagnostic]:
    if each.state is not PlanState.OVERDUE:
        return
    places = {(step.level, step.by): ("steps", i, "by") for i, step in enumerate(entry.steps)}
    found = _UNANSWERED if each.level is None else _AT_LEVEL.fill(level=each.level)
    for promise in each.broken(day):
        yield plan_rules.PAST_PLAN_DATE.at(
            place.at(*places.get(promise, ("by",))),
            criterion=each.criterion.id,
            level=promise.level,
            by=promise.by,
            found=found,
        )


def _idle_steps(each: CriterionPlan, entry: PlanEntry, place: Place) -> Iterator[Diagnostic]:
    for index, step in enumerate(entry.steps):
        at = place.at("steps", index, "level")
        if step.level == each.target:
            if not _is_after_target(step, entry):
                yield plan_rules.STEP_AT_TARGET.at(at, level=step.level, step=step.by)
        elif each.level is not None and step.level <= each.level:
            yield plan_rules.STEP_ALREADY_REACHED.at(
                at, criterion=each.criterion.id, level=step.level, found=each.level
            )
