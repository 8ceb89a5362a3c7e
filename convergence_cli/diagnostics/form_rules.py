"""CV1xx: the form that the JSON Schemas in `schemas/` ask for, one rule for each keyword."""

from convergence_cli.diagnostics.diagnostic import Rule, Severity
from convergence_cli.language import Text

MISSING_KEY = Rule(
    "CV101",
    "missing-key",
    Severity.ERROR,
    Text(en="'{key}' is missing", fr="« {key} » manque"),
    Text(en="add the line '{key}: …'", fr="ajoutez la ligne « {key}: … »"),
)
UNKNOWN_KEY = Rule(
    "CV102",
    "unknown-key",
    Severity.ERROR,
    Text(en="no key is called '{key}' here", fr="aucune clé ne s'appelle « {key} » ici"),
    Text(en="the keys here are: {keys}", fr="les clés possibles ici : {keys}"),
)
WRONG_TYPE = Rule(
    "CV103",
    "wrong-type",
    Severity.ERROR,
    Text(en="{found} stands where {wanted} is needed", fr="il faut ici {wanted}, et non {found}"),
)
UNKNOWN_CHOICE = Rule(
    "CV104",
    "unknown-choice",
    Severity.ERROR,
    Text(en="'{value}' is not a choice here", fr="« {value} » n'est pas un choix possible ici"),
    Text(en="the choices are: {choices}", fr="les choix sont : {choices}"),
)
UNSUPPORTED_FORMAT = Rule(
    "CV105",
    "unsupported-format",
    Severity.ERROR,
    Text(
        en="'{value}' is not a format that this version reads",
        fr="« {value} » n'est pas un format que cette version sait lire",
    ),
    Text(
        en="write 'format: {wanted}', without quotes",
        fr="écrivez « format: {wanted} », sans guillemets",
    ),
)
MALFORMED_TEXT = Rule(
    "CV106",
    "malformed-text",
    Severity.ERROR,
    Text(
        en="'{value}' does not have the form of {wanted}",
        fr="« {value} » n'a pas la forme attendue : {wanted}",
    ),
)
EMPTY_TEXT = Rule(
    "CV107",
    "empty-text",
    Severity.ERROR,
    Text(en="the text of '{key}' is empty", fr="le texte de « {key} » est vide"),
    Text(en="write the text, or remove the line", fr="écrivez le texte, ou retirez la ligne"),
)
EMPTY_LIST = Rule(
    "CV108",
    "empty-list",
    Severity.ERROR,
    Text(en="'{key}' holds nothing", fr="« {key} » ne contient rien"),
    Text(
        en="give at least {least}, or remove the line",
        fr="donnez-en au moins {least}, ou retirez la ligne",
    ),
)
REPEATED_ITEM = Rule(
    "CV109",
    "repeated-item",
    Severity.ERROR,
    Text(en="'{key}' names the same thing twice", fr="« {key} » nomme deux fois la même chose"),
    Text(en="keep one of the two", fr="gardez l'un des deux"),
)
NUMBER_OUT_OF_RANGE = Rule(
    "CV110",
    "number-out-of-range",
    Severity.ERROR,
    Text(en="{value} is out of range", fr="{value} est hors limites"),
    Text(en="give a number that is {bound}", fr="donnez un nombre qui soit {bound}"),
)
INVALID_DATE = Rule(
    "CV111",
    "invalid-date",
    Severity.ERROR,
    Text(
        en="'{value}' is not a day of the calendar",
        fr="« {value} » n'est pas un jour du calendrier",
    ),
    Text(en="write a day in the form 2026-11-21", fr="écrivez un jour sous la forme 2026-11-21"),
)
MALFORMED_KEY = Rule(
    "CV112",
    "malformed-key",
    Severity.ERROR,
    Text(
        en="'{key}' does not have the form of {wanted}",
        fr="« {key} » n'a pas la forme attendue : {wanted}",
    ),
)
TOO_MANY_ITEMS = Rule(
    "CV113",
    "too-many-items",
    Severity.ERROR,
    Text(
        en="'{key}' has too many entries: it may have {most} at most",
        fr="« {key} » a trop d'entrées : {most} au plus",
    ),
    Text(
        en="keep {most}; to join several conditions, write all: or any:",
        fr="gardez-en {most} ; pour joindre plusieurs conditions, écrivez all: ou any:",
    ),
)
MALFORMED_REQUIREMENT = Rule(
    "CV114",
    "malformed-requirement",
    Severity.ERROR,
    Text(
        en="a requirement of a rule says exactly one thing",
        fr="une exigence de règle dit une chose et une seule",
    ),
    Text(
        en="write a criterion, a profile or a certification, each with its own keys",
        fr="écrivez criterion, profile ou certification, chacun avec ses clés",
    ),
)
