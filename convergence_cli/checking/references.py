"""Rules on what one file says of another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from convergence_cli.checking.answers import is_answer_to, type_words
from convergence_cli.checking.case import SETTINGS, Case
from convergence_cli.checking.definitions import repeated, unknown_options
from convergence_cli.diagnostics import Diagnostic, Place, coherence_rules, reference_rules
from convergence_cli.diagnostics.wording import did_you_mean, kind_of, named
from convergence_cli.language import Text
from convergence_cli.model.condition import Value
from convergence_cli.model.questionnaire import (
    Definition,
    Preliminary,
    Questionnaire,
    QuestionType,
    Scope,
)
from convergence_cli.model.rules import RuleSet
from convergence_cli.model.workspace import NA, AnswerSheet, Plan, PlanEntry, Product, ProductKind
from convergence_cli.profiling.order import order_of

_CRITERIA_OF = Text(
    en="the criteria are listed by 'convergence explain ID', where ID is one of: {questionnaires}",
    fr="« convergence explain ID » énumère les critères, où ID est l'un de : {questionnaires}",
)


def check_references(case: Case) -> Iterator[Diagnostic]:
    """Yield what the files of a workspace say of one another that is not so."""
    yield from _names(case)
    if not case.unfit.settings:
        yield from _settings(case)
    company = case.workspace.company
    place = Place(SETTINGS, ("company", "profile"))
    yield from _profile(company.profile, Scope.COMPANY, place, case)
    yield from _sheets(company.sheets, Scope.COMPANY, company.plan, case)
    for product in case.workspace.products.values():
        yield from _product(product, case)
        yield from _sheets(product.sheets, Scope.PRODUCT, product.plan, case)
    yield from _loops(case)


def known_products(case: Case) -> tuple[str, ...]:
    """Return the ids of all products, those included whose file could not be read."""
    return (*case.workspace.products, *sorted(case.unfit.products))


def _names(case: Case) -> Iterator[Diagnostic]:
    definitions: list[Definition | RuleSet] = [
        *case.workspace.preliminaries.values(),
        *case.unfit.extra_preliminaries,
        *case.workspace.questionnaires.values(),
        *case.workspace.rule_sets.values(),
    ]
    named_files = [(each.path, _stem(each.path), each.id) for each in definitions]
    named_files += [
        (product.path, folder, product.id) for folder, product in case.workspace.products.items()
    ]
    for path, name, said in named_files:
        if name != said:
            place = Place(path, ("id",))
            yield reference_rules.MISNAMED_FILE.at(place, named=name, said=said)


def _settings(case: Case) -> Iterator[Diagnostic]:
    members = case.workspace.members
    top = Place(SETTINGS, ("members",))
    yield from repeated((each.id, top.at(index, "id")) for index, each in enumerate(members))
    yield from repeated(
        (each.email.casefold(), top.at(index, "email")) for index, each in enumerate(members)
    )
    for index, member in enumerate(members):
        if member.products != "all":
            for position, product in enumerate(member.products):
                yield from _known_product(product, top.at(index, "products", position), case)
    for questionnaire in case.workspace.gate.minimum:
        place = Place(SETTINGS, ("gate", "minimum", questionnaire)).key
        yield from _known_questionnaire(questionnaire, place, case)


def _product(product: Product, case: Case) -> Iterator[Diagnostic]:
    top = Place(product.path)
    for index, id_ in enumerate(product.requires):
        yield from _known_product(id_, top.at("requires", index), case)
    if product.extends is not None:
        yield from _known_product(product.extends, top.at("extends"), case)
    if product.manager is not None:
        yield from _known_member(product.manager, top.at("manager"), case)
    yield from _requires_a_base(product, case)
    yield from _profile(product.profile, Scope.PRODUCT, top.at("profile"), case)


def _requires_a_base(product: Product, case: Case) -> Iterator[Diagnostic]:
    products = case.workspace.products
    required = [products[id_] for id_ in product.requires if id_ in products]
    are_all_known = len(required) == len(product.requires)
    if required and are_all_known and all(each.kind is ProductKind.OPTION for each in required):
        place = Place(product.path, ("requires",))
        yield reference_rules.REQUIRES_OPTION.at(place.key, products=named(product.requires))


def _loops(case: Case) -> Iterator[Diagnostic]:
    products = case.workspace.products
    extends = {
        id_: () if each.extends is None else (each.extends,) for id_, each in products.items()
    }
    for loop in order_of(extends).loops:
        place = Place(products[loop[0]].path, ("extends",))
        yield reference_rules.EXTENDS_LOOP.at(place, loop=" → ".join((*loop, loop[0])))
    requires = {id_: each.requires for id_, each in products.items()}
    for loop in order_of(requires).loops:
        place = Place(products[loop[0]].path, ("requires",))
        yield reference_rules.REQUIRES_LOOP.at(place.key, loop=" → ".join((*loop, loop[0])))


def _profile(
    profile: Mapping[str, Value | None], scope: Scope, place: Place, case: Case
) -> Iterator[Diagnostic]:
    preliminary = case.workspace.preliminaries.get(scope)
    if preliminary is None:
        return
    for id_, value in profile.items():
        question = preliminary.question_by_id.get(id_)
        is_boolean = question is not None and question.type is QuestionType.BOOLEAN
        if is_boolean and isinstance(value, bool):
            # As most answers are: nothing more to look at.
            continue
        yield from _profile_value(id_, value, preliminary, place.at(id_))


def _profile_value(
    id_: str, value: Value | None, preliminary: Preliminary, place: Place
) -> Iterator[Diagnostic]:
    question = preliminary.question_by_id.get(id_)
    if question is None:
        hint = did_you_mean(id_, preliminary.question_by_id)
        yield reference_rules.UNKNOWN_QUESTION.at(
            place.key, hint=hint, question=id_, preliminary=preliminary.id
        )
    elif value is None or value == "":
        return
    elif not is_answer_to(value, question):
        yield coherence_rules.WRONG_ANSWER_TYPE.at(
            place, question=id_, wanted=type_words(question), found=kind_of(value)
        )
    elif question.options:
        chosen = value if isinstance(value, tuple) else (str(value),)
        for index, option in enumerate(chosen):
            where = place.at(index) if isinstance(value, tuple) else place
            yield from unknown_options(question, (option,), where)


def _sheets(
    sheets: Mapping[str, AnswerSheet], scope: Scope, plan: Plan | None, case: Case
) -> Iterator[Diagnostic]:
    for stem, sheet in sheets.items():
        top = Place(sheet.path)
        if stem != sheet.questionnaire:
            yield reference_rules.MISNAMED_FILE.at(
                top.at("questionnaire"), named=stem, said=sheet.questionnaire
            )
        yield from _sheet(sheet, scope, top, case)
    if plan is not None:
        yield from _plan(plan, scope, case)


def _sheet(sheet: AnswerSheet, scope: Scope, top: Place, case: Case) -> Iterator[Diagnostic]:
    place = top.at("questionnaire")
    if any(sheet.questionnaire == each.id for each in case.workspace.preliminaries.values()):
        where = (
            f"{SETTINGS}: company.profile" if scope is Scope.COMPANY else "product.yaml: profile"
        )
        yield reference_rules.MISPLACED_ANSWERS.at(
            place, questionnaire=sheet.questionnaire, where=where
        )
        return
    questionnaire = case.workspace.questionnaires.get(sheet.questionnaire)
    if questionnaire is None:
        yield from _known_questionnaire(sheet.questionnaire, place, case)
        return
    if questionnaire.scope is not scope:
        where = "company/answers/" if scope is Scope.PRODUCT else "products/<id>/answers/"
        yield reference_rules.MISPLACED_ANSWERS.at(
            place, questionnaire=sheet.questionnaire, where=where
        )
    if sheet.version != questionnaire.version:
        yield reference_rules.WRONG_VERSION.at(
            top.at("version"),
            version=sheet.version,
            questionnaire=questionnaire.id,
            defined=questionnaire.version,
        )
    yield from _answers(sheet, top.at("answers"), case)


def _answers(sheet: AnswerSheet, top: Place, case: Case) -> Iterator[Diagnostic]:
    questionnaire = case.workspace.questionnaires[sheet.questionnaire]
    criteria, levels = questionnaire.criterion_by_id, (*questionnaire.scale.values, NA)
    # Sets first: a sheet without a stray id or level, as nearly all are, is not walked.
    if not sheet.answers.keys() <= criteria.keys():
        yield from _stray_ids(sheet, questionnaire, top)
    if not {answer[0] for answer in sheet.answers.values()} <= frozenset(levels):
        yield from _stray_levels(sheet, questionnaire, top)


def _stray_ids(
    sheet: AnswerSheet, questionnaire: Questionnaire, top: Place
) -> Iterator[Diagnostic]:
    criteria = questionnaire.criterion_by_id
    for id_ in sheet.answers:
        if id_ not in criteria and id_ not in questionnaire.retired:
            yield reference_rules.UNKNOWN_CRITERION.at(
                top.at(id_).key,
                hint=did_you_mean(id_, criteria),
                criterion=id_,
                questionnaire=questionnaire.id,
            )


def _stray_levels(
    sheet: AnswerSheet, questionnaire: Questionnaire, top: Place
) -> Iterator[Diagnostic]:
    levels = questionnaire.scale.values
    for id_, answer in sheet.answers.items():
        is_stray = answer.level is not NA and answer.level not in levels
        if is_stray and id_ in questionnaire.criterion_by_id:
            yield coherence_rules.LEVEL_NOT_ON_SCALE.at(
                top.at(id_, "level"),
                level=answer.level,
                questionnaire=questionnaire.id,
                levels=named((*map(str, levels), "na")),
            )


def _plan(plan: Plan, scope: Scope, case: Case) -> Iterator[Diagnostic]:
    if case.unfit.questionnaires:
        # The criterion may be in a definition that could not be read.
        return
    homes = case.workspace.questionnaire_by_criterion
    for id_, entry in plan.entries.items():
        place = Place(plan.path, ("plan", id_))
        home = homes.get(id_)
        if home is not None and home.scope is scope:
            yield from _plan_entry(entry, home, place, case)
        else:
            yield _unknown_entry(id_, case.workspace.questionnaires_of(scope), place)


def _unknown_entry(id_: str, questionnaires: Sequence[Questionnaire], place: Place) -> Diagnostic:
    retired = next((each for each in questionnaires if id_ in each.retired), None)
    if retired is not None:
        return coherence_rules.OBSOLETE_PLAN_ENTRY.at(
            place.key, criterion=id_, questionnaire=retired.id
        )
    known = [known for each in questionnaires for known in each.criterion_by_id]
    hint = did_you_mean(id_, known) or _CRITERIA_OF.fill(
        questionnaires=named(each.id for each in questionnaires)
    )
    return reference_rules.UNKNOWN_CRITERION.at(
        place.key, hint=hint, criterion=id_, questionnaire=""
    )


def _plan_entry(
    entry: PlanEntry, questionnaire: Questionnaire, place: Place, case: Case
) -> Iterator[Diagnostic]:
    if entry.owner is not None:
        yield from _known_member(entry.owner, place.at("owner"), case)
    levels = questionnaire.scale.values
    for index, step in enumerate(entry.steps):
        if step.level not in levels:
            yield coherence_rules.LEVEL_NOT_ON_SCALE.at(
                place.at("steps", index, "level"),
                level=step.level,
                questionnaire=questionnaire.id,
                levels=named(str(level) for level in levels),
            )


def _known_product(id_: str, place: Place, case: Case) -> Iterator[Diagnostic]:
    products = known_products(case)
    if id_ not in products:
        yield reference_rules.UNKNOWN_PRODUCT.at(
            place, hint=did_you_mean(id_, products), product=id_, products=named(products)
        )


def _known_member(id_: str, place: Place, case: Case) -> Iterator[Diagnostic]:
    members = [member.id for member in case.workspace.members]
    if id_ not in members and not case.unfit.settings:
        yield reference_rules.UNKNOWN_MEMBER.at(
            place, hint=did_you_mean(id_, members), member=id_, members=named(members)
        )


def _known_questionnaire(id_: str, place: Place, case: Case) -> Iterator[Diagnostic]:
    questionnaires: Iterable[str] = case.workspace.questionnaires
    if id_ not in case.workspace.questionnaires and id_ not in case.unfit.questionnaires:
        yield reference_rules.UNKNOWN_QUESTIONNAIRE.at(
            place,
            hint=did_you_mean(id_, tuple(questionnaires)),
            questionnaire=id_,
            questionnaires=named(questionnaires),
        )


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")
