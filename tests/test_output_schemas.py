"""The JSON that commands print is what the schemas in `schemas/output/` say, and these are strict.

Each situation is a copy of the example company with something changed, and a command run in it.
"""

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from convergence_cli.cli.app import GROUPS
from convergence_cli.cli.workspace_files import starting_files
from convergence_cli.language import Language
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.loading.workspace import load_workspace
from convergence_cli.scoring.standing import Judge
from tests.handbook import TODAY, example_in, run
from tests.scripted_history import LEFEVRE, MARTIN, ScriptedHistory, identity

Data = dict[str, Any]
Change = Callable[[Path], None]

FOLDER = schemas_folder() / "output"
COMMANDS = (
    "check",
    "profile",
    "score",
    "diff",
    "gap",
    "radar",
    "history",
    "status",
    "plan-status",
    "plan-forecast",
    "plan-check",
    "product-list",
    "product-show",
    "product-diff",
    "questionnaire-list",
    "questionnaire-show",
    "questionnaire-check",
    "questionnaire-diff",
    "member-list",
    "member-audit",
    "export",
    "plan-show",
    "plan-project",
)

STRATEGY = """\
format: 1
id: strategy
version: "1"
kind: maturity
scope: company
title: {fr: Stratégie, en: Strategy}
scale:
  - {level: 0, colour: red, label: {fr: Non, en: No}}
  - {level: 1, colour: green, label: {fr: Oui, en: Yes}}
axes:
  - id: PIL
    title: {fr: Pilotage, en: Steering}
    criteria:
      - id: STR-PIL-01
        title: {fr: Un responsable, en: Somebody in charge}
        levels: {0: {fr: Non, en: No}, 1: {fr: Oui, en: Yes}}
        expected: 1
        source_date: 2021-12-23
"""
SEGUR = """\
format: 1
id: segur
version: "1"
kind: requirements
scope: product
applies_when: {procedures: segur}
title: {fr: Ségur, en: Ségur}
axes:
  - id: GEN
    title: {fr: Général, en: General}
    criteria:
      - id: SEG-GEN-01
        title: {fr: Une exigence, en: A requirement}
        strength: must
        statement: {fr: Le produit le fait., en: The product does it.}
        source_date: 2021-12-23
"""
STRATEGY_ANSWERS = """\
format: 1
questionnaire: strategy
version: "1"
status: validated
answers:
  STR-PIL-01: {level: 0}
"""


def written(**files: str) -> Change:
    """Return a change that writes files, named by their paths with `__` for a slash."""

    def change(root: Path) -> None:
        for name, text in files.items():
            path = root / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return change


def replaced(path: str, old: str, new: str) -> Change:
    """Return a change that replaces some text of a file."""

    def change(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def nothing_answered(root: Path) -> None:
    """Remove every answers file."""
    for folder in root.glob("products/*/answers"):
        for file in folder.iterdir():
            file.unlink()


def nothing_declared(root: Path) -> None:
    """Leave a company without products, and answers of its own."""
    shutil.rmtree(root / "products")
    asked_nothing(root)
    written(convergence="format: 1\ncompany: {name: Exemple}\nlanguage: fr\n")(root)


def asked_nothing(root: Path) -> None:
    """Leave a company to which no questionnaire is put."""
    shutil.rmtree(root / "company")
    for name in ("strategy", "qhn"):
        (root / f"questionnaires/{name}.yaml").unlink()


def as_it_is(root: Path) -> None:
    """Leave the example alone."""


def _errors(root: Path) -> None:
    replaced("products/medicab/product.yaml", "kind: base", "kind: socle")(root)
    replaced("convergence.yaml", "b.durand@example.org", "a.martin@example.org")(root)
    written(products__lost__plan="format: 1\nplan: {}\n")(root)


def _company(root: Path) -> None:
    _unanswered_company(root)
    written(company__answers__strategy=STRATEGY_ANSWERS)(root)


def _unanswered_company(root: Path) -> None:
    asked_nothing(root)
    written(questionnaires__strategy=STRATEGY)(root)


A_REQUIREMENT_SET = written(questionnaires__segur=SEGUR)
PROCEDURES = "  procedures: [base-evaluation]\n"


def _undetermined(root: Path) -> None:
    A_REQUIREMENT_SET(root)
    replaced("products/medicab-agenda/product.yaml", PROCEDURES, "")(root)


def _requirements(root: Path) -> None:
    A_REQUIREMENT_SET(root)
    entered = "  procedures: [base-evaluation, segur]\n"
    replaced("products/medicab-agenda/product.yaml", PROCEDURES, entered)(root)


def _older_interoperability(root: Path) -> None:
    path = "questionnaires/interoperability.yaml"
    replaced(path, "id: INT-SEM-01\n", "id: INT-SEM-00\n")(root)
    replaced(path, "        expected: 1\n", "        expected: [{from: 2024-01-01, level: 1}]\n")(
        root
    )
    replaced(path, "fr: Codes et libellés locaux", "fr: Libellés et codes locaux")(root)
    replaced(path, "title: {fr: Socle sémantique", "title: {fr: Le socle sémantique")(root)
    for product in ("medicab", "medicab-agenda", "medicab-classic"):
        sheet = f"products/{product}/answers/interoperability.yaml"
        replaced(sheet, "  INT-SEM-01:\n", "  INT-SEM-00:\n")(root)


def _older_preliminary(root: Path) -> None:
    path = "questionnaires/preliminary.yaml"
    replaced(path, "value: base-evaluation", "value: base")(root)
    for file in root.glob("products/*/product.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[base-evaluation", "[base"), encoding="utf-8")


def _sealed(root: Path) -> None:
    digest = f"sha256:{'0' * 64}"
    seal = f'status: validated\nseal: {{by: a.martin, on: 2026-11-20, digest: "{digest}"}}\n'
    replaced("products/medicab/answers/hds.yaml", "status: draft\n", seal)(root)
    replaced("company/answers/strategy.yaml", "by: a.martin", "by: q.lefevre")(root)


def _committed(root: Path) -> ScriptedHistory:
    history = ScriptedHistory(root)
    history.commit(MARTIN)
    history.tag("base")
    return history


def _without_changes(root: Path) -> None:
    _committed(root)


def _history(root: Path) -> None:
    history = _committed(root)
    _sealed(root)
    history.commit(LEFEVRE)
    history.write("company/plan.yaml", "plan: [")
    history.commit("z@example.org")


def _founding(root: Path) -> None:
    history = ScriptedHistory(root)
    history.git("commit", "--quiet", "--allow-empty", "--message=-", **identity(MARTIN))
    history.tag("base")
    history.commit(MARTIN)


def _past(root: Path) -> None:
    history = _committed(root)
    product = "products/medicab/product.yaml"
    for day, old, new in (
        ("2026-11-21", "kind: base", "kind: socle"),
        ("2026-11-22", "kind: socle", "kind: base"),
    ):
        history.replace(product, old, new)
        history.commit(MARTIN, day)
    history.tag("v1")
    (root / "convergence.yaml").rename(root / "away")
    history.commit(MARTIN, "2026-11-23")
    (root / "away").rename(root / "convergence.yaml")
    nothing_answered(root)
    history.commit(MARTIN, "2026-11-24")


def _changed(root: Path) -> None:
    """Change something of many kinds since a commit."""
    history = _committed(root)
    medicab = "products/medicab"
    answers = f"{medicab}/answers/interoperability.yaml"
    history.write(answers, history.read(answers).replace("level: 2", "level: 1", 1))
    history.remove("products/medicab-classic")
    replaced(f"{medicab}/product.yaml", "messaging: true", "messaging: false")(root)
    replaced(f"{medicab}/plan.yaml", "by: 2028-06-30", "by: 2029-06-30")(root)
    replaced("questionnaires/security.yaml", "expected: 2", "expected: 1")(root)
    replaced("company/answers/strategy.yaml", "level: 3", "level: na")(root)
    replaced("convergence.yaml", "interoperability: 1.5", "interoperability: 1")(root)


HISTORY = ["history", "--every", "commit"]
AUDIT = ["member", "audit", "--against", "base"]

AGENDA = "products/medicab-agenda/answers/interoperability.yaml"


def _obsolete_file(root: Path) -> None:
    A_REQUIREMENT_SET(root)
    answers = STRATEGY_ANSWERS.replace("strategy", "segur").replace("STR-PIL-01", "SEG-GEN-01")
    written(**{"products__medicab-agenda__answers__segur": answers})(root)


def _to_review(root: Path) -> None:
    replaced(AGENDA, "  INT-SEM-01:\n", '  INT-SEM-01:\n    review: "2026.1"\n')(root)


def _promises_of_all_kinds(root: Path) -> None:
    """Leave a plan with something done, overdue, undated, unanswered and without an owner."""
    plan = "products/medicab/plan.yaml"
    replaced(plan, "    by: 2027-Q1\n", "    by: 2026-Q3\n")(root)
    replaced(plan, "    by: 2027-Q2\n", "    by: null\n")(root)
    replaced(plan, "    owner: b.durand\n", "")(root)
    replaced(plan, "plan:\n", "plan:\n  INT-TRA-01: {by: 2026-06-30}\n")(root)
    (root / "products/medicab/answers/telehealth.yaml").unlink()


def _two_seals(root: Path) -> None:
    """Seal two questionnaires: one seal holds, the other one is broken."""
    judge = Judge(load_workspace(root).workspace)
    for id_, digest in (
        ("hds", judge.product("medicab").standings["hds"].digest),
        ("security", f"sha256:{'0' * 64}"),
    ):
        seal = f'status: validated\nseal: {{by: a.martin, on: 2026-11-20, digest: "{digest}"}}\n'
        replaced(f"products/medicab/answers/{id_}.yaml", "status: draft\n", seal)(root)


def _overdue(root: Path) -> None:
    plan = "products/medicab/plan.yaml"
    replaced(plan, "by: 2027-Q1}", "by: 2026-Q1}")(root)
    replaced(plan, "  INT-DOC-07:\n    by: 2027-Q1\n", "  INT-DOC-07:\n    by:\n")(root)


def _proposed(root: Path) -> None:
    assert run(["plan", "init"], root).code == 0


SITUATIONS: dict[str, tuple[Change, list[str], int]] = {
    "check": (as_it_is, ["check"], 0),
    "check in English": (as_it_is, ["check", "--lang", "en"], 0),
    "check with errors": (_errors, ["check"], 1),
    "check of a file that is no YAML": (written(company__plan="{"), ["check"], 1),
    "check of a gate that refuses": (
        replaced("convergence.yaml", "interoperability: 1.5", "interoperability: 2"),
        ["check"],
        1,
    ),
    "check with nothing to say": (nothing_declared, ["check"], 0),
    "questionnaire check": (as_it_is, ["questionnaire", "check"], 0),
    "questionnaire check of a definition": (
        A_REQUIREMENT_SET,
        ["questionnaire", "check", "segur"],
        0,
    ),
    "questionnaire check with errors": (
        replaced("questionnaires/preliminary.yaml", "kind: preliminary", "kind: first"),
        ["questionnaire", "check"],
        1,
    ),
    "profile": (as_it_is, ["profile", "medicab"], 0),
    "profile with an undetermined criterion": (as_it_is, ["profile", "medicab-agenda"], 0),
    "profile with an undetermined questionnaire": (_undetermined, ["profile", "medicab-agenda"], 0),
    "profile with a questionnaire that does not apply": (
        A_REQUIREMENT_SET,
        ["profile", "medicab-agenda"],
        0,
    ),
    "profile of an archived product": (as_it_is, ["profile", "medicab-classic"], 0),
    "profile of the company": (_company, ["profile"], 0),
    "profile of a company without questionnaires": (asked_nothing, ["profile"], 0),
    "score": (as_it_is, ["score"], 0),
    "score in English": (as_it_is, ["score", "--lang", "en"], 0),
    "score of one product": (as_it_is, ["score", "medicab"], 0),
    "score with archived products": (as_it_is, ["score", "--archived"], 0),
    "score of the company": (_company, ["score"], 0),
    "score with an undetermined questionnaire": (_undetermined, ["score"], 0),
    "score with requirements": (_requirements, ["score"], 0),
    "score with nothing answered": (nothing_answered, ["score"], 1),
    "score that is refused": (as_it_is, ["score", "--fail-under", "1.8"], 1),
    "score with criteria that fall short": (_company, ["score", "--fail-on", "under-expected"], 1),
    "score against a commit": (_changed, ["score", "--against", "base"], 1),
    "score against the same": (_without_changes, ["score", "--against", "base"], 0),
    "score against no workspace": (_founding, ["score", "--against", "base"], 0),
    "two states": (_changed, ["diff", "base"], 1),
    "two states that are the same": (_without_changes, ["diff", "base", "HEAD"], 0),
    "two states, one without a workspace": (_founding, ["diff", "base", "HEAD"], 0),
    "gap": (as_it_is, ["gap"], 0),
    "gap of one product": (as_it_is, ["gap", "medicab-agenda"], 0),
    "gap with archived products": (as_it_is, ["gap", "--archived"], 0),
    "gap of the company": (_company, ["gap", "--fail-on", "under-expected"], 1),
    "gap with an undetermined questionnaire": (_undetermined, ["gap"], 0),
    "gap with requirements": (_requirements, ["gap"], 0),
    "gap with nothing answered": (nothing_answered, ["gap"], 0),
    "diff without a change": (as_it_is, ["questionnaire", "diff", "interoperability"], 0),
    "diff with changes": (
        _older_interoperability,
        ["questionnaire", "diff", "interoperability"],
        0,
    ),
    "diff of a preliminary questionnaire": (
        _older_preliminary,
        ["questionnaire", "diff", "preliminary"],
        0,
    ),
    "radar": (as_it_is, ["radar"], 0),
    "radar with a comparison": (as_it_is, ["radar", "medicab", "--compare", "medicab-mobile"], 0),
    "radar of the company": (_company, ["radar", "--archived"], 0),
    "radar with nothing answered": (nothing_answered, ["radar"], 0),
    "radar of a company with nothing answered": (_unanswered_company, ["radar"], 0),
    "history": (_past, HISTORY, 0),
    "history of tags, restated": (_past, ["history", "--tags", "--restate", "medicab"], 0),
    "history of some days": (_past, ["history", "--since", "2026-01-01", "--until", TODAY], 0),
    "history of the company": (_past, [*HISTORY, "-q", "strategy"], 0),
    "status": (as_it_is, ["status"], 0),
    "status of one product": (as_it_is, ["status", "medicab-agenda"], 0),
    "status with archived products": (as_it_is, ["status", "--archived", "--days", "1000"], 0),
    "status of the company": (_company, ["status"], 0),
    "status with an undetermined questionnaire": (_undetermined, ["status"], 0),
    "status with a file that is obsolete": (_obsolete_file, ["status", "--days", "0"], 0),
    "status with answers to read again": (_to_review, ["status"], 0),
    "status with seals": (_two_seals, ["status"], 0),
    "status with nothing answered": (nothing_answered, ["status"], 0),
    "status with nothing declared": (nothing_declared, ["status"], 0),
    "plans": (as_it_is, ["plan", "status"], 0),
    "plans with something overdue": (_promises_of_all_kinds, ["plan", "status"], 0),
    "the plan of an archived product": (as_it_is, ["plan", "status", "medicab-classic"], 0),
    "plans, one questionnaire undetermined": (_undetermined, ["plan", "status"], 0),
    "plans with nothing answered": (nothing_answered, ["plan", "status"], 0),
    "plans with nothing declared": (nothing_declared, ["plan", "status"], 0),
    "a forecast": (as_it_is, ["plan", "forecast", "--days", "1000"], 0),
    "a forecast with something overdue": (_promises_of_all_kinds, ["plan", "forecast"], 0),
    "a forecast of nothing": (nothing_declared, ["plan", "forecast", "--days", "0"], 0),
    "a check of plans": (as_it_is, ["plan", "check"], 1),
    "a check of a plan that is no YAML": (written(company__plan="{"), ["plan", "check"], 1),
    "a check of plans that passes": (nothing_declared, ["plan", "check"], 0),
    "plan show": (as_it_is, ["plan", "show"], 0),
    "plan show of a plan that is overdue": (_overdue, ["plan", "show", "medicab"], 0),
    "plan show of proposed entries": (_proposed, ["plan", "show", "--lang", "en"], 0),
    "plan show with an undetermined questionnaire": (_undetermined, ["plan", "show"], 0),
    "plan show with nothing declared": (nothing_declared, ["plan", "show"], 0),
    "plan project": (as_it_is, ["plan", "project"], 0),
    "plan project of a plan that is overdue": (
        _overdue,
        ["plan", "project", "medicab", "--at", "2027-Q2"],
        0,
    ),
    "plan project of the company": (as_it_is, ["plan", "project", "--company"], 0),
    "plan project with nothing answered": (nothing_answered, ["plan", "project"], 0),
    "plan project with an undetermined questionnaire": (
        _undetermined,
        ["plan", "project", "--at", "2027-Q1"],
        0,
    ),
    "the products": (as_it_is, ["product", "list", "--archived"], 0),
    "the products of a company without any": (nothing_declared, ["product", "list"], 0),
    "the products, one undetermined": (_undetermined, ["product", "list"], 0),
    "a product": (as_it_is, ["product", "show", "medicab"], 0),
    "an edition": (as_it_is, ["product", "show", "medicab-mobile"], 0),
    "an archived product": (as_it_is, ["product", "show", "medicab-classic"], 0),
    "a product with an undetermined questionnaire": (
        _undetermined,
        ["product", "show", "medicab-agenda"],
        0,
    ),
    "two products": (as_it_is, ["product", "diff", "medicab", "medicab-agenda"], 0),
    "two editions": (as_it_is, ["product", "diff", "medicab-mobile", "medicab"], 0),
    "a product and itself": (as_it_is, ["product", "diff", "medicab", "medicab"], 0),
    "two products with an undetermined questionnaire": (
        _undetermined,
        ["product", "diff", "medicab", "medicab-agenda"],
        0,
    ),
    "the questionnaires": (A_REQUIREMENT_SET, ["questionnaire", "list"], 0),
    "a questionnaire": (as_it_is, ["questionnaire", "show", "interoperability"], 0),
    "a questionnaire of the company": (_company, ["questionnaire", "show", "strategy"], 0),
    "a requirement set": (A_REQUIREMENT_SET, ["questionnaire", "show", "segur"], 0),
    "the members": (as_it_is, ["member", "list"], 0),
    "members with seals": (_sealed, ["member", "list"], 0),
    "no members": (nothing_declared, ["member", "list"], 0),
    "an audit with findings": (_history, AUDIT, 1),
    "an audit of nothing": (_without_changes, AUDIT, 0),
    "an audit of a workspace that starts": (_founding, AUDIT, 0),
    "a preliminary questionnaire": (as_it_is, ["questionnaire", "show", "preliminary"], 0),
    "a record": (as_it_is, ["export", "--drafts", "--archived"], 0),
    "a record in English": (as_it_is, ["export", "--drafts", "--lang", "en"], 0),
    "a record of what is validated": (_two_seals, ["export"], 0),
    "a record of products": (
        as_it_is,
        ["export", "medicab", "medicab-mobile", "--drafts", "-q", "interoperability"],
        0,
    ),
    "a record of the company": (_company, ["export", "--company"], 0),
    "a record of a company without products": (nothing_declared, ["export", "--drafts"], 0),
    "a record with obsolete answers": (_obsolete_file, ["export", "--drafts"], 0),
    "a record with answers to read again": (_to_review, ["export", "--drafts"], 0),
    "a record of what may apply": (_undetermined, ["export", "--drafts"], 0),
}
"""By name: what is changed in the example, the command, and its exit code."""

WITHOUT_DAY = (
    "member-audit",
    "member-list",
    "profile",
    "product-list",
    "questionnaire-list",
    "questionnaire-show",
    "questionnaire-check",
)


def command_in(situation: str) -> str:
    """Return the command of a situation, a verb of a group with its group."""
    _, [verb, *arguments], _ = SITUATIONS[situation]
    return f"{verb}-{arguments[0]}" if verb in GROUPS else verb


@cache
def schema_of(command: str) -> Data:
    """Return the schema of a command's JSON."""
    schema: Data = json.loads((FOLDER / f"{command}.schema.json").read_text(encoding="utf-8"))
    return schema


def errors_in(document: object, command: str) -> list[ValidationError]:
    """Return what a schema finds in a document."""
    validator = Draft202012Validator(schema_of(command), format_checker=FormatChecker())
    return list(validator.iter_errors(document))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Data]:
    """Return the JSON that a command prints in a situation; each is run once."""

    @cache
    def once(situation: str) -> Data:
        change, arguments, code = SITUATIONS[situation]
        root = example_in(tmp_path_factory.mktemp("situation"))
        change(root)
        day = [] if command_in(situation) in WITHOUT_DAY else ["--as-of", TODAY]
        done = run([*arguments, "--format", "json", *day], root)
        assert done.code == code, done.screen
        document: Data = json.loads(done.stdout)
        return document

    return once


@pytest.fixture(scope="module", params=SITUATIONS)
def situation(request: pytest.FixtureRequest) -> str:
    """Return a situation; what is tested of one is tested in a row, while it is known."""
    name: str = request.param
    return name


each_command = pytest.mark.parametrize("command", COMMANDS)


def test_a_document_is_as_its_schema_says(situation: str, printed: Callable[[str], Data]) -> None:
    """In every situation the schema of the command accepts what it prints."""
    command = command_in(situation)

    assert errors_in(printed(situation), command) == []


def test_a_verdict_is_the_exit_code(situation: str, printed: Callable[[str], Data]) -> None:
    """A command with a verdict exits 1 where it fails, and 0 where it passes."""
    verdict = printed(situation).get("verdict")

    if verdict is not None:
        assert (verdict == "fail") == (SITUATIONS[situation][2] == 1)


def test_a_missing_value_is_null_and_its_key_is_there(printed: Callable[[str], Data]) -> None:
    """A questionnaire with nothing answered has no mean, and bounds that are wide open."""
    found = printed("score with nothing answered")["products"][0]["questionnaires"][0]

    assert found["mean"] is found["mean_rounded"] is found["expected_mean"] is None
    assert (found["lowest"], found["highest"]) == ("0", "3")


def keys_of(document: object) -> set[str]:
    """Return the paths of all keys of a document, list items taken together."""
    found: set[str] = set()
    waiting: list[tuple[str, object]] = [("", document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            for key, each in value.items():
                found.add(f"{path}.{key}".lstrip("."))
                waiting.append((f"{path}.{key}", each))
        elif isinstance(value, list):
            waiting += [(f"{path}[]", each) for each in value]
    return found


PROMISED = {
    "score": """
        format as_of verdict products products[].id products[].kind products[].status
        products[].questionnaires products[].questionnaires[].id
        products[].questionnaires[].version products[].questionnaires[].status
        products[].questionnaires[].mean products[].questionnaires[].mean_rounded
        products[].questionnaires[].lowest products[].questionnaires[].highest
        products[].questionnaires[].expected_mean products[].questionnaires[].dropped_axes
        products[].questionnaires[].counts.applicable products[].questionnaires[].counts.answered
        products[].questionnaires[].counts.not_applicable
        products[].questionnaires[].counts.unanswered
        products[].questionnaires[].counts.undetermined
        products[].questionnaires[].counts.obsolete
        products[].questionnaires[].axes[].id products[].questionnaires[].axes[].mean
        products[].questionnaires[].axes[].mean_rounded products[].questionnaires[].axes[].lowest
        products[].questionnaires[].axes[].highest
        products[].questionnaires[].axes[].expected_mean
        products[].questionnaires[].axes[].counts company.questionnaires
    """,
    "check": """
        format verdict diagnostics diagnostics[].code diagnostics[].name diagnostics[].severity
        diagnostics[].message diagnostics[].path diagnostics[].line diagnostics[].column
        diagnostics[].end_line diagnostics[].end_column diagnostics[].hint diagnostics[].related
    """,
    "profile with an undetermined criterion": """
        format product questionnaires questionnaires[].id questionnaires[].applies
        questionnaires[].criteria questionnaires[].criteria[].id
        questionnaires[].criteria[].applies questionnaires[].criteria[].missing
    """,
}
"""By situation: the keys that were promised to those who read the JSON; they stay."""


@pytest.mark.parametrize("situation", PROMISED)
def test_the_promised_keys_are_there(situation: str, printed: Callable[[str], Data]) -> None:
    """The keys that scripts rest on stand where they were promised."""
    assert set(PROMISED[situation].split()) - keys_of(printed(situation)) == set()


def test_an_unknown_key_is_refused(situation: str, printed: Callable[[str], Data]) -> None:
    """The schemas are closed at every level: a key that they do not know is an error."""
    document = printed(situation)
    schema = schema_of(command_in(situation))
    # Compiled: there are many places, and a document is judged whole for each.
    validator = jsonschema_rs.validator_for(schema)

    for place in closed_places(document, schema, schema):
        target: Any = document
        for step in place:
            target = target[step]
        target["surprise"] = True
        assert not validator.is_valid(document), place
        del target["surprise"]
    assert validator.is_valid(document)


def closed_places(value: object, schema: Any, whole: Data) -> Iterator[tuple[str | int, ...]]:
    """Yield the places of a document's mappings with fixed keys; of a list, the first item's."""
    schema = {**schema, **resolved(schema, whole)}
    if isinstance(value, dict) and "properties" in schema:
        yield ()
        for key, each in value.items():
            for place in closed_places(each, schema["properties"][key], whole):
                yield (key, *place)
    elif isinstance(value, list) and value and isinstance(schema.get("items"), dict):
        for place in closed_places(value[0], schema["items"], whole):
            yield (0, *place)


def resolved(schema: Any, whole: Data) -> Data:
    """Return the definition that a schema refers to; nothing where it refers to none."""
    if "$ref" not in schema:
        return {}
    found: Data = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


def _first(data: Data, kind: str) -> Data:
    """Return the first change of a kind."""
    found: Data = next(each for each in data["changes"] if each["kind"] == kind)
    return found


def _first_answer(data: Data) -> Data:
    """Return the first answer of the first questionnaire of the first product."""
    answers: Data = data["products"][0]["questionnaires"][0]["answers"]
    found: Data = next(iter(answers.values()))
    return found


WRONG: dict[str, tuple[str, Callable[[Data], None]]] = {
    "a verdict that errors contradict": (
        "check with errors",
        lambda data: data.update(verdict="pass"),
    ),
    "a verdict without errors": ("check", lambda data: data.update(verdict="fail")),
    "a line without a column": ("check", lambda data: data["diagnostics"][0].update(column=None)),
    "a pass with refusals": ("score that is refused", lambda data: data.update(verdict="pass")),
    "a mean that is no fraction": (
        "score",
        lambda data: data["products"][0]["questionnaires"][0].update(mean="1.76"),
    ),
    "a rounded mean without a mean": (
        "score",
        lambda data: data["products"][0]["questionnaires"][0].update(mean=None),
    ),
    "a point that is read in vain": (
        "history",
        lambda data: data["points"][1].update(products=data["points"][0]["products"]),
    ),
    "an invalid point without an error": (
        "history",
        lambda data: data["points"][1].update(error=None),
    ),
    "a missing count": (
        "score",
        lambda data: data["products"][0]["questionnaires"][0]["counts"].pop("obsolete"),
    ),
    "a day that is none": ("gap", lambda data: data.update(as_of="2026-02-30")),
    "an answer at target with a gap": (
        "gap",
        lambda data: data["products"][0]["questionnaires"][0]["criteria"][0].update(
            state="at-target"
        ),
    ),
    "an undetermined criterion without questions": (
        "profile with an undetermined criterion",
        lambda data: data["questionnaires"][0]["criteria"][0].update(applies="undetermined"),
    ),
    "a comparison with nobody": (
        "radar with a comparison",
        lambda data: data["radars"][0].update(compared_with=None),
    ),
    "a regression that passes": ("two states", lambda data: data.update(verdict="pass")),
    "a level lowered to nothing": (
        "two states",
        lambda data: _first(data, "level-lowered").update(after=None),
    ),
    "an improvement that fails": (
        "score against no workspace",
        lambda data: data["changes"][0].update(regression=True),
    ),
    "a regression that a score lets pass": (
        "score against a commit",
        lambda data: data.update(verdict="pass"),
    ),
    "a plan that passes with a warning": (
        "a check of plans",
        lambda data: data.update(verdict="pass"),
    ),
    "a promise without a level": ("a forecast", lambda data: data["coming"][1].update(level=None)),
    "a certificate with a date of a plan": (
        "a forecast",
        lambda data: data["coming"][0].update(by="2026-Q4"),
    ),
    "another format": ("radar", lambda data: data.update(format=2)),
    "a preliminary questionnaire with axes": (
        "a questionnaire",
        lambda data: data.update(kind="preliminary"),
    ),
    "a validated questionnaire without a seal": (
        "a record of what is validated",
        lambda data: data["products"][0]["questionnaires"][0].update(seal=None),
    ),
    "an answer of na without a reason": (
        "a record",
        lambda data: _first_answer(data).update(level="na", comment=None),
    ),
    "a criterion of no origin": (
        "a questionnaire",
        lambda data: data["axes"][0]["criteria"][0].update(status="official"),
    ),
}
"""By name: a situation, and a change that no command could print."""


@pytest.mark.parametrize("wrong", WRONG)
def test_a_contradiction_is_refused(wrong: str, printed: Callable[[str], Data]) -> None:
    """The schemas refuse documents whose parts contradict one another."""
    situation, change = WRONG[wrong]
    document = copy.deepcopy(printed(situation))
    change(document)

    assert errors_in(document, command_in(situation))


@each_command
def test_a_schema_is_a_schema(command: str) -> None:
    """Every schema is itself valid, and has an id of its own."""
    Draft202012Validator.check_schema(schema_of(command))

    assert schema_of(command)["$id"] == f"urn:convergence:schema:output:{command}:1"


def properties_of(schema: object, path: str = "") -> Iterator[tuple[str, Data]]:
    """Yield each property that a schema defines, with its path; conditions define none."""
    if not isinstance(schema, dict):
        return
    for key, each in schema.get("properties", {}).items():
        yield f"{path}/{key}", each
        yield from properties_of(each, f"{path}/{key}")
    for word in ("items", "additionalProperties"):
        yield from properties_of(schema.get(word), f"{path}/{word}")
    for key, each in schema.get("$defs", {}).items():
        yield from properties_of(each, f"{path}#{key}")


@each_command
def test_every_property_is_described(command: str) -> None:
    """Every property has a title, one sentence that describes it, and examples that are valid."""
    schema = schema_of(command)

    for path, each in properties_of(schema):
        assert each["title"], path
        assert each["description"].endswith("."), path
        assert each["examples"], path
        validator = Draft202012Validator({**each, "$defs": schema.get("$defs", {})})
        for example in each["examples"]:
            assert list(validator.iter_errors(example)) == [], path


@each_command
def test_every_mapping_is_closed(command: str) -> None:
    """A mapping with fixed keys takes no other key."""
    schema = schema_of(command)
    closed = [schema, *schema.get("$defs", {}).values()]
    closed += [each for _, each in properties_of(schema) if "properties" in each]

    assert all(each["additionalProperties"] is False for each in closed)


def test_there_is_a_schema_for_each_command_that_prints_json() -> None:
    """The folder holds the schemas of these commands and nothing else."""
    assert {each.name for each in FOLDER.iterdir()} == {f"{each}.schema.json" for each in COMMANDS}


def test_a_new_workspace_gets_no_output_schema() -> None:
    """The schemas of results stay out of the workspaces that `init` makes."""
    made = {each for each in starting_files(Language.EN) if each.startswith(".convergence")}

    assert made.isdisjoint(f".convergence/schemas/{each}.schema.json" for each in COMMANDS)
    assert all(each.count("/") == 2 for each in made)
