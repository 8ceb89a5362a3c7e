"""In a file of answers: criteria and levels are offered, explained, and judged."""

from tests.editor.server import LanguageServer

FOLDER = "products/medicab/answers"
HEAD = """\
# yaml-language-server: $schema=../../../.convergence/schemas/answers-interoperability.schema.json
format: 1
questionnaire: interoperability
version: "2026.1"
status: draft
answers:
"""


def test_the_criteria_are_offered(editor: LanguageServer) -> None:
    """Each criterion is offered with its question, and asks for a level once it is chosen."""
    offered = editor.completions(FOLDER, f"{HEAD}  ^\n")

    assert len(offered) > 20
    assert all(id_.startswith("INT-") for id_ in offered)
    assert offered["INT-TRA-01"]["insertText"] == "INT-TRA-01:\n  level: "
    assert offered["INT-TRA-01"]["documentation"].startswith("Échanges synchrones")


def test_a_criterion_that_is_answered_is_not_offered_again(editor: LanguageServer) -> None:
    """What is left to answer is what is offered."""
    offered = editor.completions(FOLDER, f"{HEAD}  INT-TRA-01:\n    level: 2\n  ^\n")

    assert "INT-TRA-01" not in offered
    assert "INT-TRA-05" in offered


def test_hovering_shows_the_levels(editor: LanguageServer) -> None:
    """The id of a criterion shows the question and what each level means, in French."""
    shown = editor.hover(FOLDER, f"{HEAD}  INT-TR^A-01:\n    level: 2\n")

    assert shown.startswith("#### INT-TRA-01\n\nÉchanges synchrones")
    assert "0 · Rouge · Aucune interface synchrone" in shown
    assert "2 · Jaune · Services web standard" in shown
    assert "3 · Vert · " in shown
    assert "Axe : Couche transport" in shown


def test_the_levels_are_offered_with_what_they_mean(editor: LanguageServer) -> None:
    """Under `level`, each level of the scale is offered, and na."""
    offered = editor.completions(FOLDER, f"{HEAD}  INT-TRA-01:\n    level: ^\n")

    assert [*offered] == ["0", "1", "2", "3", "na"]
    assert offered["0"]["documentation"].startswith("Rouge · Aucune interface synchrone")
    assert offered["2"]["documentation"].endswith("(attendu)")
    assert offered["3"]["documentation"].endswith("(cible)")


def test_the_level_that_was_given_comes_first(editor: LanguageServer) -> None:
    """On a level, the editor shows what this one means, then the others."""
    shown = editor.hover(FOLDER, f"{HEAD}  INT-TRA-01:\n    level: ^2\n")

    assert shown.index("`2`: Jaune") < shown.index("`0`: Rouge")


def test_keys_are_explained_in_the_language_of_the_workspace(editor: LanguageServer) -> None:
    """What an answer may hold besides its level is offered in French."""
    offered = editor.completions(FOLDER, f"{HEAD}  INT-TRA-01:\n    level: na\n    ^\n")

    assert {"comment", "evidence", "approved_by", "until"} <= set(offered)
    assert offered["comment"]["documentation"] == "Ce qui fonde la réponse ; pour na, le motif."


def test_members_are_offered_by_name(editor: LanguageServer) -> None:
    """Who approved an answer is one of the members."""
    text = f"{HEAD}  INT-TRA-01:\n    level: na\n    approved_by: ^\n"

    assert editor.completions(FOLDER, text)["a.martin"]["documentation"] == "A. Martin"


def test_what_is_wrong_is_underlined(editor: LanguageServer) -> None:
    """A level off the scale, an unknown criterion, an na without a reason, a stranger."""
    wrong = editor.underlined(
        FOLDER,
        f"{HEAD}"
        "  INT-TRA-01:\n    level: 7\n"
        "  INT-TRA-77:\n    level: 2\n"
        "  INT-TRA-02: {level: na}\n"
        "  INT-TRA-03: {level: 2, approved_by: nobody}\n",
    )

    assert wrong["7"] == 'Value is not accepted. Valid values: 0, 1, 2, 3, "na".'
    assert wrong["INT-TRA-77"] == "Property INT-TRA-77 is not allowed."
    assert wrong["INT-TRA-02"] == 'Missing property "comment".'
    assert '"a.martin"' in wrong["nobody"]
    assert len(wrong) == 4


def test_what_is_right_is_not_underlined(editor: LanguageServer) -> None:
    """Answers that `check` accepts are left alone."""
    text = f"{HEAD}  INT-TRA-01: {{level: 2}}\n  INT-TRA-02: {{level: na, comment: Sans objet}}\n"

    assert editor.underlined(FOLDER, text) == {}


def test_answers_to_another_questionnaire_are_underlined(editor: LanguageServer) -> None:
    """A file holds answers to the questionnaire that it is named after, in its version."""
    text = HEAD.replace("questionnaire: i", "questionnaire: x").replace("2026.1", "2019")

    wrong = editor.underlined(FOLDER, f"{text}  INT-TRA-01: {{level: 2}}\n")

    assert set(wrong) == {"xnteroperability", '"2019"'}
