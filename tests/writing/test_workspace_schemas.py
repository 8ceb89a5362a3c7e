"""The schemas of a workspace are the shipped ones, narrowed no further than `check` goes."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from jsonschema import Draft202012Validator

from convergence_cli.checking.case import Case, Unfit
from convergence_cli.checking.workspace import check_workspace
from convergence_cli.diagnostics import Severity
from convergence_cli.language import Language, Text
from convergence_cli.loading.build_workspace import (
    build_plan,
    build_product,
    build_settings,
    build_sheet,
)
from convergence_cli.loading.contract import Contract, explaining_validator, schema_of
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.workspace import load_definitions
from convergence_cli.model.questionnaire import Questionnaire, Scope
from convergence_cli.model.workspace import Company, Plan, Workspace
from convergence_cli.writing.workspace_schemas import (
    answers_schema,
    plan_schema,
    schema_text,
    workspace_schemas,
)
from tests.building import workspace_of
from tests.strategies import THOROUGH, workspaces
from tests.written import COMPANY, Data, Files, sheet

DAY = "2026-11-21"
SETTINGS = "convergence.yaml"
MEMBER = {"id": "m1", "name": "M", "email": "m@example.org", "role": "manager"}
SHIPPED = {str(each): schema_of(each) for each in Contract}


@dataclass(frozen=True)
class Vendor:
    """What a vendor writes, as data by path, under definitions."""

    definitions: Workspace
    files: Mapping[str, Data]

    def contract(self, path: str) -> Contract:
        """Return which shipped schema a file must follow."""
        name = path.rpartition("/")[2]
        named = {
            SETTINGS: Contract.WORKSPACE,
            "product.yaml": Contract.PRODUCT,
            "plan.yaml": Contract.PLAN,
        }
        return named.get(name, Contract.ANSWERS)

    def schema(self, path: str) -> str:
        """Return the name of the workspace's schema of a file."""
        contract = self.contract(path)
        if contract is Contract.ANSWERS:
            return answers_schema(path.rpartition("/")[2].removesuffix(".yaml"))
        if contract is Contract.PLAN:
            is_company = path.startswith("company/")
            return plan_schema(Scope.COMPANY if is_company else Scope.PRODUCT)
        return str(contract)

    def workspace(self) -> Workspace:
        """Return what the program makes of the files."""
        settings = build_settings(self.files[SETTINGS])
        products = {
            path.split("/")[1]: build_product(
                data, path, self._sheets(path[: -len("product.yaml")]), self._plan(path)
            )
            for path, data in self.files.items()
            if path.endswith("/product.yaml")
        }
        company = replace(
            settings.company, sheets=self._sheets("company/"), plan=self._plan("company/x")
        )
        return replace(
            self.definitions,
            company=company,
            members=settings.members,
            gate=settings.gate,
            products=dict(sorted(products.items())),
        )

    def _sheets(self, folder: str) -> dict[str, Any]:
        start = f"{folder}answers/"
        return {
            path.removeprefix(start).removesuffix(".yaml"): build_sheet(data, path)
            for path, data in self.files.items()
            if path.startswith(start)
        }

    def _plan(self, beside: str) -> Plan | None:
        path = f"{beside.rpartition('/')[0]}/plan.yaml"
        return build_plan(self.files[path], path) if path in self.files else None


def vendor_of(files: Files) -> Vendor:
    """Return a vendor with a member, gates and plans, of whom `check` finds no error."""
    written: dict[str, Data] = {
        SETTINGS: {
            "format": 1,
            "company": {"name": "X", "profile": dict(files.company_profile)},
            "language": "fr",
            "members": [{**MEMBER, "products": ["p0"]}],
            "gate": {"minimum": {"company": 1.5}},
        }
    }
    for subject, sheets in files.answers.items():
        folder = "company" if subject == COMPANY else f"products/{subject}"
        for id_, levels in sheets.items():
            written[f"{folder}/answers/{id_}.yaml"] = sheet(id_, levels)
        entries = {each: {"by": "2027-Q2", "owner": "m1"} for each in _some_criteria(sheets)}
        written[f"{folder}/plan.yaml"] = {"format": 1, "plan": entries}
    for id_, product in files.products.items():
        written[f"products/{id_}/product.yaml"] = {**product, "manager": "m1"}
    return Vendor(workspace_of(replace(files, answers={}, products={})), written)


def _some_criteria(sheets: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return [next(iter(each)) for each in sheets.values() if each]


@st.composite
def vendors(draw: DrawFn) -> Vendor:
    """Draw a vendor; some definitions have lost a criterion that is still answered."""
    files = draw(workspaces())
    if draw(st.booleans()):
        questionnaires = {
            id_: {**each, "removed": [f"{id_}-old"]} for id_, each in files.questionnaires.items()
        }
        files = replace(files, questionnaires=questionnaires)
        for subject, sheets in files.answers.items():
            for id_ in sheets:
                files = files.with_level(subject, id_, f"{id_}-old", 1)
    return vendor_of(files)


VALUES: tuple[Any, ...] = (
    *("x", "y", "na", "m1", "nobody", "p0", "p1", "p9", "company", "product-0", "all"),
    *(0, 1, 5, -1, 10, 1.0, 1.5, True, False, None, "", "2027-Q2", "2026-01-01", "2026-02-31"),
    *([], ["x"], ["x", "x"], ["p0"], ["p9"], ["q0"], {}, {"level": 1}, {"level": 1.0}),
    *({"by": "2027-Q2"}, {"level": "na", "comment": "c"}, {"steps": [{"level": 9, "by": "2027"}]}),
)
KEYS = (
    *("product-0-0-0", "company-0-0", "company-0-0-0", "product-0-old", "company-old", "q0", "q9"),
    *("approved_by", "requires", "extends", "manager", "profile", "comment", "seal", "steps"),
)


@st.composite
def meddled(draw: DrawFn, vendor: Vendor) -> tuple[Vendor, str]:
    """Draw the same vendor with one file changed somewhere, and the path of that file."""
    path = draw(st.sampled_from(sorted(vendor.files)))
    data = deepcopy(vendor.files[path])
    place: Any = data
    while True:
        items = [*place] if isinstance(place, dict) else [*range(len(place))]
        below = [each for each in items if isinstance(place[each], dict | list) and place[each]]
        if not below or draw(st.integers(0, 4)) == 0:
            break
        place = place[draw(st.sampled_from(below))]
    if isinstance(place, list):
        place.append(deepcopy(draw(st.sampled_from(VALUES))))
        return replace(vendor, files={**vendor.files, path: data}), path
    key = draw(st.sampled_from(items)) if items else "x"
    form = draw(st.sampled_from(("value", "value", "like", "like", "like", "key", "key", "out")))
    if form == "out" and items:
        del place[key]
    elif form == "key" and items:
        # Under another name: most keys of a vendor's files are ids.
        place[draw(st.sampled_from(KEYS))] = place.pop(key)
    else:
        values = [each for each in VALUES if form == "value" or _are_alike(each, place.get(key))]
        place[key] = deepcopy(draw(st.sampled_from(values or VALUES)))
    return replace(vendor, files={**vendor.files, path: data}), path


def _are_alike(one: Any, other: Any) -> bool:
    return type(one) is type(other) or {type(one), type(other)} == {int, float}


def is_accepted(schema: Mapping[str, Any], data: Data) -> bool:
    """Return whether data follow a schema of the workspace, judged as the shipped ones are."""
    judge = explaining_validator(Contract.ANSWERS)
    validator = type(judge)(schema, format_checker=judge.format_checker)
    return next(validator.iter_errors(data), None) is None


def is_well_formed(vendor: Vendor, path: str) -> bool:
    """Return whether a file follows the shipped schema."""
    return is_accepted(SHIPPED[vendor.contract(path)], vendor.files[path])


def complained_of(vendor: Vendor) -> set[str]:
    """Return the paths of files of which `check` finds an error or a warning."""
    case = Case(vendor.workspace(), Unfit(), DAY, {})
    found = check_workspace(case, ())
    return {each.place.path for each in found if each.rule.severity is not Severity.NOTE}


@THOROUGH
@given(vendors())
def test_files_without_an_error_follow_the_schemas_of_their_workspace(vendor: Vendor) -> None:
    """Obsolete answers, answers that were removed and empty profiles included."""
    schemas = workspace_schemas(SHIPPED, vendor.workspace(), Language.FR)

    for path, data in vendor.files.items():
        assert is_accepted(schemas[vendor.schema(path)], data), path


@THOROUGH
@given(st.data(), vendors())
def test_what_a_schema_refuses_check_refuses_or_warns_of(
    data: st.DataObject, vendor: Vendor
) -> None:
    """Whatever a person writes, an editor never underlines what `check` passes over."""
    vendor, path = data.draw(meddled(vendor))
    if not is_well_formed(vendor, path):
        event("malformed")
        return
    schemas = workspace_schemas(SHIPPED, vendor.workspace(), Language.FR)
    if is_accepted(schemas[vendor.schema(path)], vendor.files[path]):
        event("accepted")
    else:
        event("refused")
        assert path in complained_of(vendor)


@THOROUGH
@given(st.data(), vendors())
def test_what_a_shipped_schema_refuses_the_workspaces_own_refuses(
    data: st.DataObject, vendor: Vendor
) -> None:
    """The form is the shipped one: a workspace narrows it, and widens nothing."""
    sound = vendor.workspace()
    vendor, path = data.draw(meddled(vendor))
    schemas = workspace_schemas(SHIPPED, sound, Language.EN)

    if is_accepted(schemas[vendor.schema(path)], vendor.files[path]):
        assert is_well_formed(vendor, path)
    else:
        event("refused")


@settings(THOROUGH, max_examples=20)
@given(vendors(), st.sampled_from(Language))
def test_each_is_a_schema_and_always_the_same_bytes(vendor: Vendor, language: Language) -> None:
    """Each follows the rules of JSON Schema, holds nothing of ours, and depends on no chance."""
    workspace = vendor.workspace()
    made = workspace_schemas(SHIPPED, workspace, language)

    for name, schema in made.items():
        Draft202012Validator.check_schema(schema)
        assert "x-" not in "".join(_keys(schema)), name
    again = workspace_schemas(SHIPPED, vendor.workspace(), language)
    assert [*map(schema_text, again.values())] == [*map(schema_text, made.values())]


def _keys(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [key for each in schema for key in _keys(each)]
    if not isinstance(schema, dict):
        return []
    return [f" {key}" for key in schema] + [key for each in schema.values() for key in _keys(each)]


@cache
def catalogue() -> Workspace:
    """Return the workspace that `init` makes of the shipped definitions."""
    return load_definitions(questionnaires_folder().parent).workspace


@cache
def schemas_in(language: Language) -> dict[str, Any]:
    """Return the schemas of that workspace."""
    return workspace_schemas(SHIPPED, catalogue(), language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("id_", catalogue().questionnaires)
def test_every_criterion_says_what_its_levels_mean(id_: str, language: Language) -> None:
    """The question, its guidance and the text of each level stand in what an editor shows."""
    questionnaire = catalogue().questionnaires[id_]
    criteria = schemas_in(language)[answers_schema(id_)]["properties"]["answers"]["properties"]

    assert [*criteria] == [each.id for each in questionnaire.criteria]
    for each in questionnaire.criteria:
        shown = criteria[each.id]["description"]
        level = criteria[each.id]["properties"]["level"]
        assert shown.startswith(each.title.in_(language))
        assert each.guidance is None or each.guidance.in_(language).strip() in shown
        assert level["enum"] == [*questionnaire.scale.values, "na"]
        for value, said in zip(level["enum"], level["enumDescriptions"], strict=True):
            assert value == "na" or f"{value} · {said}" in shown
        for text in each.levels.values():
            assert text.in_(language).strip() in shown


def test_the_marks_of_levels() -> None:
    """The target is marked, and the expected level, with its day where it has one."""
    definition = catalogue().questionnaires["interoperability"]
    stepped = _with_steps(definition, ("", 1), ("2026-06-01", 2))
    workspace = replace(catalogue(), questionnaires={"interoperability": stepped})

    made = workspace_schemas(SHIPPED, workspace, Language.EN)

    criteria = made["answers-interoperability"]["properties"]["answers"]["properties"]
    said = criteria[stepped.criteria[0].id]["properties"]["level"]["enumDescriptions"]
    assert said[1].endswith(" (expected)")
    assert said[2].endswith(" (expected from 2026-06-01)")
    assert said[3].endswith(" (target)")
    assert "(" not in said[0][-3:]


def _with_steps(definition: Questionnaire, *steps: tuple[str, int]) -> Questionnaire:
    from convergence_cli.model.questionnaire import ExpectedStep

    axis = definition.axes[0]
    expected = tuple(ExpectedStep(*each) for each in steps)
    criterion = replace(axis.criteria[0], expected=expected)
    return replace(definition, axes=(replace(axis, criteria=(criterion,)),))


def test_the_words_are_in_one_language() -> None:
    """Keys, forms and values are explained in French in a French workspace, else in English."""
    french, english = (schemas_in(each)["plan"] for each in (Language.FR, Language.EN))

    by = {"fr": french["$defs"]["entry"], "en": english["$defs"]["entry"]}
    assert by["fr"]["properties"]["by"]["title"] == "Échéance"
    assert by["fr"]["properties"]["by"]["patternErrorMessage"].startswith("un trimestre")
    assert by["en"]["properties"]["by"]["title"] == "By"
    assert by["en"]["properties"]["by"]["patternErrorMessage"].startswith("a quarter")


def test_ids_are_offered_with_names() -> None:
    """Products, members and questionnaires are offered by id, each with what it is called."""
    product = {"format": 1, "id": "p", "name": "Pé", "kind": "base", "status": "archived"}
    product |= {"deployment": "production", "versions": ["1"], "profile": {}}
    settings = {"format": 1, "company": {"name": "X"}, "language": "fr", "members": [MEMBER]}
    workspace = replace(
        build_settings(settings),
        questionnaires=catalogue().questionnaires,
        products={"p": build_product(product, "products/p/product.yaml")},
    )

    made = workspace_schemas(SHIPPED, workspace, Language.FR, unread_products=("broken",))

    keys = made["product"]["properties"]
    assert keys["requires"]["items"]["enum"] == ["broken", "p"]
    assert keys["requires"]["items"]["enumDescriptions"] == [
        "son fichier est illisible",
        "Pé (archivé)",
    ]
    assert keys["extends"]["enum"] == ["broken", "p", None]
    assert (keys["manager"]["enum"], keys["manager"]["enumDescriptions"]) == (["m1"], ["M"])
    gate = made["workspace"]["properties"]["gate"]["properties"]["minimum"]
    assert [*gate["properties"]] == [*workspace.questionnaires]
    assert gate["properties"]["hds"]["description"].startswith("Hébergement")


def test_without_members_any_id_of_the_right_form_will_do() -> None:
    """A list of nobody would refuse everything, and say nothing of what is wanted."""
    manager = workspace_schemas(SHIPPED, Workspace(Company("X")), Language.EN)["product"]

    assert "enum" not in manager["properties"]["manager"]
    assert "pattern" in manager["properties"]["manager"]


def test_no_character_acts_in_an_editor() -> None:
    """Escapes, controls and marks of direction are replaced; lines stay lines."""
    definition = catalogue().questionnaires["hds"]
    hostile = "a\x1b[31mb\u202ec\x00d\ne"
    axis = definition.axes[0]
    criterion = replace(axis.criteria[0], title=Text(en=hostile, fr=hostile))
    changed = replace(definition, axes=(replace(axis, criteria=(criterion,)),))
    workspace = replace(catalogue(), questionnaires={"hds": changed})

    text = schema_text(workspace_schemas(SHIPPED, workspace, Language.EN)["answers-hds"])

    assert "a\ufffd[31mb\ufffdc\ufffdd\\ne" in text


def test_a_criterion_stands_on_one_line() -> None:
    """What changed in a definition can be read in a difference of its schema."""
    schema = schemas_in(Language.FR)["answers-hds"]
    lines = schema_text(schema).splitlines()

    for id_ in schema["properties"]["answers"]["properties"]:
        assert sum(line.lstrip().startswith(f'"{id_}": {{"title"') for line in lines) == 1
