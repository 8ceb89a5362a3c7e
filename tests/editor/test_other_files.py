"""In the files beside the answers: products, questions, members and criteria are offered."""

from tests.editor.server import LanguageServer

PRODUCT = """\
# yaml-language-server: $schema=../../.convergence/schemas/product.schema.json
format: 1
id: medicab
name: Medicab
kind: base
status: active
deployment: production
versions: ["5.2"]
"""
PLAN = """\
# yaml-language-server: $schema=../../.convergence/schemas/plan.schema.json
format: 1
plan:
"""
SETTINGS = """\
# yaml-language-server: $schema=.convergence/schemas/workspace.schema.json
format: 1
language: fr
company: {name: Exemple}
"""


def test_preliminary_questions_are_offered(editor: LanguageServer) -> None:
    """Under `profile`, each question is offered as it is asked."""
    offered = editor.completions("products/medicab", f"{PRODUCT}profile:\n  ^\n")

    assert offered["doc_share_client"]["documentation"].startswith("Le produit interagit-il")
    assert offered["procedures"]["documentation"].startswith("Dans quelles démarches")


def test_options_of_preliminary_questions_are_offered(editor: LanguageServer) -> None:
    """In a list, each option is offered with its label; a yes or no says which is which."""
    text = f"{PRODUCT}profile:\n  procedures: [^]\n"
    options = editor.completions("products/medicab", text)
    either = editor.completions("products/medicab", f"{PRODUCT}profile:\n  messaging: ^\n")

    assert options["teleconsultation"]["documentation"].startswith("Téléconsultation")
    assert either["true"]["documentation"] == "oui"
    assert either["false"]["documentation"] == "non"


def test_products_are_offered_by_name(editor: LanguageServer) -> None:
    """What an edition extends is one of the products."""
    offered = editor.completions("products/medicab", f"{PRODUCT}extends: ^\n")

    assert set(offered) == {"medicab", "visiocab", "null"}
    assert offered["visiocab"]["documentation"] == "Visiocab"


def test_what_is_wrong_in_a_product_is_underlined(editor: LanguageServer) -> None:
    """An unknown product, member, question or option, and an answer of the wrong type."""
    wrong = editor.underlined(
        "products/medicab",
        f"{PRODUCT}"
        "extends: visiocap\n"
        "manager: nobody\n"
        "profile:\n"
        "  messaging: maybe\n"
        "  procedures: [teleportation]\n"
        "  requirement_sets: telehealth\n"
        "  colour: red\n",
    )

    expected = {"visiocap", "nobody", "maybe", "teleportation", "telehealth", "colour"}
    assert set(wrong) == expected
    assert '"visiocab"' in wrong["visiocap"]
    assert wrong["telehealth"] == "écrivez une liste d'options"


def test_a_profile_without_answers_is_not_underlined(editor: LanguageServer) -> None:
    """Null and the empty text are no answers, and no mistakes."""
    text = f'{PRODUCT}profile:\n  messaging: null\n  procedures: ""\n  segur_wave: ""\n'

    assert editor.underlined("products/medicab", text) == {}


def test_a_plan_is_made_of_criteria(editor: LanguageServer) -> None:
    """Criteria are offered with their levels; owners are members, steps are levels."""
    offered = editor.completions("products/medicab", f"{PLAN}  ^\n")
    shown = editor.hover("products/medicab", f"{PLAN}  INT-TRA^-01: {{by: 2027-Q2}}\n")
    wrong = editor.underlined(
        "products/medicab",
        f"{PLAN}"
        "  STR-POL-01: {by: 2027-Q2}\n"
        "  INT-TRA-01: {by: soon, owner: nobody, steps: [{level: 9, by: 2027-Q1}]}\n",
    )

    assert "INT-TRA-01" in offered
    assert not any(id_.startswith("STR-") for id_ in offered)
    assert shown.startswith("#### INT-TRA-01\n\nÉchanges synchrones")
    assert "3 · Vert" in shown
    assert set(wrong) == {"STR-POL-01", "soon", "nobody", "9"}
    assert wrong["soon"].startswith("un trimestre (2027-Q2)")


def test_the_plan_of_the_company_is_made_of_its_own(editor: LanguageServer) -> None:
    """What the company plans are the criteria that it answers."""
    text = PLAN.replace("../../", "../").replace("/plan", "/plan-company")

    offered = editor.completions("company", f"{text}  ^\n")

    assert any(id_.startswith("STR-") for id_ in offered)
    assert "INT-TRA-01" not in offered


def test_the_settings_know_questionnaires_and_products(editor: LanguageServer) -> None:
    """A gate is about questionnaires, the products of a member are among those that there are."""
    offered = editor.completions(".", f"{SETTINGS}gate:\n  minimum:\n    ^\n")
    wrong = editor.underlined(
        ".",
        f"{SETTINGS}"
        "gate: {minimum: {interop: 1}}\n"
        "members:\n"
        "  - {id: b, name: B, email: b@example.org, role: manager, products: [visiocap]}\n",
    )

    assert offered["interoperability"]["documentation"] == "Interopérabilité"
    assert set(wrong) == {"interop", "visiocap"}


def test_a_definition_follows_the_shipped_schema(editor: LanguageServer) -> None:
    """A questionnaire of one's own is completed as well."""
    head = "# yaml-language-server: $schema=../.convergence/schemas/questionnaire.schema.json\n"

    offered = editor.completions("questionnaires", f"{head}^\n")

    assert {"format", "id", "kind", "axes"} <= set(offered)
