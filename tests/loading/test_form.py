"""What is said of a file whose form is wrong: where, in both languages, and what to do."""

from dataclasses import dataclass

import pytest

from convergence_cli.diagnostics import Diagnostic, Rule, form_rules
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.form import TRANSLATIONS
from convergence_cli.loading.reading import read_explaining
from convergence_cli.loading.source import Source
from convergence_cli.loading.workspace import contract_of_definition
from tests.loading.texts import BY_CONTRACT

REQUIREMENTS = """\
format: 1
id: a
version: "1"
kind: requirements
scope: product
title: {fr: a, en: b}
axes:
  - {id: A, title: {fr: a, en: b}, criteria: [
      {id: A1, title: {fr: a, en: b}, source_date: 2024-01-01}]}
"""
GREEN = "  - {level: 1, colour: green, label: {fr: Vert, en: Green}}\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A valid file with one part of it written otherwise, and what is then said."""

    contract: Contract
    old: str
    """What is replaced in the valid file; nothing where the whole of it is."""
    new: str
    told: str
    """For each defect: line, columns, code and message; hint; message and hint in French."""

    @property
    def text(self) -> str:
        """The whole file."""
        valid = BY_CONTRACT[self.contract]
        assert self.old in valid
        return valid.replace(self.old, self.new) if self.old else self.new


CASES = {
    "a missing key": Case(
        Contract.PLAN,
        "",
        "format: 1\n",
        """\
1:1-1 CV101 'plan' is missing
    add the line 'plan: …'
    « plan » manque
    ajoutez la ligne « plan: … »
""",
    ),
    "a missing key of an entry": Case(
        Contract.WORKSPACE,
        "    email: 'b.durand@example.org'\n",
        "",
        """\
7:5-17 CV101 'email' is missing
    add the line 'email: …'
    « email » manque
    ajoutez la ligne « email: … »
""",
    ),
    "a missing level": Case(
        Contract.ANSWERS,
        "    level: 1                  # a level\n",
        "",
        """\
6:3-9 CV101 'level' is missing
    add the line 'level: …'
    « level » manque
    ajoutez la ligne « level: … »
""",
    ),
    "an unknown key": Case(
        Contract.PLAN,
        "",
        "format: 1\nplan: {}\nplans: {}\n",
        """\
3:1-6 CV102 no key is called 'plans' here
    did you mean 'plan'?
    aucune clé ne s'appelle « plans » ici
    vouliez-vous dire « plan » ?
""",
    ),
    "an unknown key, near a known one": Case(
        Contract.WORKSPACE,
        "siren:",
        "sirett:",
        """\
3:32-38 CV102 no key is called 'sirett' here
    did you mean 'siren'?
    aucune clé ne s'appelle « sirett » ici
    vouliez-vous dire « siren » ?
""",
    ),
    "an unknown key like none": Case(
        Contract.PLAN,
        "",
        "format: 1\nplan: {A: {xyz: 1}}\n",
        """\
2:12-15 CV102 no key is called 'xyz' here
    the keys here are: by, steps, owner, effort, ticket, target_not_applicable, comment
    aucune clé ne s'appelle « xyz » ici
    les clés possibles ici : by, steps, owner, effort, ticket, target_not_applicable, comment
""",
    ),
    "a number for a text": Case(
        Contract.PRODUCT,
        '"5.2"',
        "5.2",
        """\
10:12-15 CV103 a number stands where text is needed
    put it in quotes
    il faut ici du texte, et non un nombre
    mettez-le entre guillemets
""",
    ),
    "a date for a number": Case(
        Contract.PLAN,
        "level: 1,",
        "level: 2026-01-01,",
        """\
5:21-31 CV103 text stands where a whole number is needed
    –
    il faut ici un nombre entier, et non du texte
    –
""",
    ),
    "a text for a list": Case(
        Contract.PRODUCT,
        "[\"5.2\", '5.3']",
        '"5.2"',
        """\
10:11-16 CV103 text stands where a list is needed
    –
    il faut ici une liste, et non du texte
    –
""",
    ),
    "a list for a text": Case(
        Contract.PLAN,
        "15 d",
        "[15 d]",
        """\
7:13-19 CV103 a list stands where text is needed
    –
    il faut ici du texte, et non une liste
    –
""",
    ),
    "a mapping for a text": Case(
        Contract.PLAN,
        "15 d",
        "{days: 15}",
        """\
7:13-23 CV103 a mapping (key: value) stands where text is needed
    –
    il faut ici du texte, et non une table (clé: valeur)
    –
""",
    ),
    "true for a text": Case(
        Contract.PRODUCT,
        "os: Windows",
        "os: true",
        """\
4:5-9 CV103 true stands where text is needed
    –
    il faut ici du texte, et non true
    –
""",
    ),
    "nothing for a text": Case(
        Contract.PRODUCT,
        "os: Windows",
        "os:",
        """\
4:1-3 CV103 nothing stands where text is needed
    fill it in, or remove the line
    il faut ici du texte, et non rien
    remplissez-la, ou retirez la ligne
""",
    ),
    "nothing for a list or text": Case(
        Contract.WORKSPACE,
        "products: all",
        "products: ",
        """\
6:81-89 CV103 nothing stands where text or a list is needed
    fill it in, or remove the line
    il faut ici du texte ou une liste, et non rien
    remplissez-la, ou retirez la ligne
""",
    ),
    "a number for a boolean": Case(
        Contract.PLAN,
        "target_not_applicable: true",
        "target_not_applicable: 1",
        """\
10:35-36 CV103 a number stands where true or false is needed
    –
    il faut ici true ou false, et non un nombre
    –
""",
    ),
    "a fraction for a level": Case(
        Contract.ANSWERS,
        "level: 1  ",
        "level: 1.5",
        """\
7:12-15 CV103 a number stands where a whole number or text is needed
    –
    il faut ici un nombre entier ou du texte, et non un nombre
    –
""",
    ),
    "an endless number": Case(
        Contract.WORKSPACE,
        "0.5",
        ".inf",
        """\
14:31-35 CV110 inf is out of range
    give a number that is ≤ 9
    inf est hors limites
    donnez un nombre qui soit ≤ 9
""",
    ),
    "no number": Case(
        Contract.WORKSPACE,
        "0.5",
        ".nan",
        """\
14:31-35 CV110 nan is out of range
    give a number that is ≥ 0
    nan est hors limites
    donnez un nombre qui soit ≥ 0
""",
    ),
    "a mapping as an answer": Case(
        Contract.PRODUCT,
        "shares: true",
        "shares: {}",
        """\
24:11-13 CV103 a mapping (key: value) stands where true or false or a number or text or a list is needed
    –
    il faut ici true ou false ou un nombre ou du texte ou une liste, et non une table (clé: valeur)
    –
""",  # noqa: E501
    ),
    "an unknown choice": Case(
        Contract.PRODUCT,
        "status: active",
        "status: gone",
        """\
8:9-13 CV104 'gone' is not a choice here
    the choices are: active, archived
    « gone » n'est pas un choix possible ici
    les choix sont : active, archived
""",
    ),
    "a misspelt choice": Case(
        Contract.PRODUCT,
        "device: website",
        "device: web-site",
        """\
5:9-17 CV104 'web-site' is not a choice here
    did you mean 'website'?
    « web-site » n'est pas un choix possible ici
    vouliez-vous dire « website » ?
""",
    ),
    "a choice that is no text": Case(
        Contract.PRODUCT,
        "device: website",
        "device: [website]",
        """\
5:9-18 CV104 'a list' is not a choice here
    the choices are: mobile, website, desktop
    « une liste » n'est pas un choix possible ici
    les choix sont : mobile, website, desktop
""",
    ),
    "true as a choice": Case(
        Contract.WORKSPACE,
        "language: fr",
        "language: true",
        """\
4:11-15 CV104 'true' is not a choice here
    the choices are: fr, en
    « true » n'est pas un choix possible ici
    les choix sont : fr, en
""",
    ),
    "another format": Case(
        Contract.PLAN,
        "format: 1",
        "format: 2",
        """\
1:9-10 CV105 '2' is not a format that this version reads
    write 'format: 1', without quotes
    « 2 » n'est pas un format que cette version sait lire
    écrivez « format: 1 », sans guillemets
""",
    ),
    "a quoted format": Case(
        Contract.PLAN,
        "format: 1",
        'format: "1"',
        """\
1:9-12 CV105 '1' is not a format that this version reads
    write 'format: 1', without quotes
    « 1 » n'est pas un format que cette version sait lire
    écrivez « format: 1 », sans guillemets
""",
    ),
    "a format of lists": Case(
        Contract.PLAN,
        "format: 1",
        "format: [1]",
        """\
1:9-12 CV105 '[1]' is not a format that this version reads
    write 'format: 1', without quotes
    « [1] » n'est pas un format que cette version sait lire
    écrivez « format: 1 », sans guillemets
""",
    ),
    "a malformed id": Case(
        Contract.PRODUCT,
        "id: medicab",
        "id: Medicab",
        """\
2:5-12 CV106 'Medicab' does not have the form of an id: small letters, digits and hyphens
    –
    « Medicab » n'a pas la forme attendue : un identifiant : minuscules, chiffres et tirets
    –
""",
    ),
    "a malformed member": Case(
        Contract.PRODUCT,
        "manager: a.martin",
        "manager: A. Martin",
        """\
22:10-19 CV106 'A. Martin' does not have the form of a member id such as a.martin
    –
    « A. Martin » n'a pas la forme attendue : un identifiant de membre comme a.martin
    –
""",
    ),
    "a malformed SIREN": Case(
        Contract.WORKSPACE,
        '"123456789"',
        '"123 456 789"',
        """\
3:39-52 CV106 '123 456 789' does not have the form of nine digits, in quotes
    –
    « 123 456 789 » n'a pas la forme attendue : neuf chiffres, entre guillemets
    –
""",
    ),
    "a malformed address": Case(
        Contract.WORKSPACE,
        "a.martin@example.org",
        "a.martin",
        """\
6:44-52 CV106 'a.martin' does not have the form of an e-mail address
    –
    « a.martin » n'a pas la forme attendue : une adresse électronique
    –
""",
    ),
    "a malformed web address": Case(
        Contract.PLAN,
        "https://example.org/T-1",
        "ftp://example.org",
        """\
8:13-32 CV106 'ftp://example.org' does not have the form of a web address (https://…)
    –
    « ftp://example.org » n'a pas la forme attendue : une adresse web (https://…)
    –
""",
    ),
    "a malformed quarter": Case(
        Contract.PLAN,
        "2027-Q2",
        "2027-Q5",
        """\
4:9-16 CV106 '2027-Q5' does not have the form of a quarter (2027-Q2) or a day (2027-06-30)
    –
    « 2027-Q5 » n'a pas la forme attendue : un trimestre (2027-Q2) ou un jour (2027-06-30)
    –
""",
    ),
    "a level in words": Case(
        Contract.ANSWERS,
        "level: 1  ",
        "level: NA ",
        """\
7:12-14 CV106 'NA' does not have the form of a level of the scale, without quotes, or na in small letters
    –
    « NA » n'a pas la forme attendue : un niveau de l'échelle, sans guillemets, ou na en minuscules
    –
""",  # noqa: E501
    ),
    "a malformed list of products": Case(
        Contract.WORKSPACE,
        "products: all",
        "products: some",
        """\
6:91-95 CV106 'some' does not have the form of all, or a list of product ids
    –
    « some » n'a pas la forme attendue : all, ou une liste d'identifiants de produits
    –
""",
    ),
    "a malformed digest": Case(
        Contract.ANSWERS,
        "answers:\n",
        'seal: {by: a, on: 2026-01-01, digest: "sha1:0"}\nanswers:\n',
        """\
5:39-47 CV106 'sha1:0' does not have the form of sha256: and 64 hexadecimal digits
    –
    « sha1:0 » n'a pas la forme attendue : sha256: et 64 chiffres hexadécimaux
    –
""",
    ),
    "a malformed condition": Case(
        Contract.QUESTIONNAIRE,
        "applies_when: always",
        "applies_when: a or b",
        """\
6:15-21 CV106 'a or b' does not have the form of 'always' or a question id
    –
    « a or b » n'a pas la forme attendue : « always » ou un identifiant de question
    –
""",
    ),
    "a malformed fact": Case(
        Contract.QUESTIONNAIRE,
        "see: [MES-INT-02]",
        "facts: [F1]",
        """\
30:17-19 CV106 'F1' does not have the form of a fact id such as F025
    –
    « F1 » n'a pas la forme attendue : un identifiant de fait comme F025
    –
""",
    ),
    "a requirement that says two things": Case(
        Contract.RULES,
        "{criterion: INT-TRA-01, is_not: na}",
        "{criterion: INT-TRA-01, is_not: na, profile: shares}",
        """\
13:9-61 CV114 a requirement of a rule says exactly one thing
    write a criterion, a profile or a certification, each with its own keys
    une exigence de règle dit une chose et une seule
    écrivez criterion, profile ou certification, chacun avec ses clés
""",
    ),
    "a malformed source": Case(
        Contract.QUESTIONNAIRE,
        "{id: S4, title",
        "{id: s4, title",
        """\
9:10-12 CV106 's4' does not have the form of a source key such as S4 or W70
    –
    « s4 » n'a pas la forme attendue : une clé de source comme S4 ou W70
    –
""",
    ),
    "a reserved id": Case(
        Contract.PRELIMINARY,
        "id: words",
        "id: always",
        """\
27:14-20 CV106 'always' does not have the form of a question id: small letters, digits and underscores; not always, all, any, not or answered
    –
    « always » n'a pas la forme attendue : un identifiant de question : minuscules, chiffres et soulignés ; pas always, all, any, not ou answered
    –
""",  # noqa: E501
    ),
    "a line break at the end of an id": Case(
        Contract.PRODUCT,
        "id: medicab",
        'id: "medicab\\n"',
        """\
2:5-16 CV106 'medicab\\u000a' does not have the form of an id: small letters, digits and hyphens
    –
    « medicab\\u000a » n'a pas la forme attendue : un identifiant : minuscules, chiffres et tirets
    –
""",
    ),
    "an empty text": Case(
        Contract.PRODUCT,
        "os: Windows",
        'os: ""',
        """\
4:5-7 CV107 the text of 'os' is empty
    write the text, or remove the line
    le texte de « os » est vide
    écrivez le texte, ou retirez la ligne
""",
    ),
    "an empty text in a list": Case(
        Contract.PRODUCT,
        "'5.3'",
        "''",
        """\
10:19-21 CV107 the text of 'versions' is empty
    write the text, or remove the line
    le texte de « versions » est vide
    écrivez le texte, ou retirez la ligne
""",
    ),
    "an empty list": Case(
        Contract.PRODUCT,
        "[\"5.2\", '5.3']",
        "[]",
        """\
10:11-13 CV108 'versions' holds nothing
    give at least 1, or remove the line
    « versions » ne contient rien
    donnez-en au moins 1, ou retirez la ligne
""",
    ),
    "an empty condition": Case(
        Contract.QUESTIONNAIRE,
        "applies_when: always",
        "applies_when: {}",
        """\
6:15-17 CV108 'applies_when' holds nothing
    give at least 1, or remove the line
    « applies_when » ne contient rien
    donnez-en au moins 1, ou retirez la ligne
""",
    ),
    "a condition of nothing": Case(
        Contract.QUESTIONNAIRE,
        "applies_when: always",
        "applies_when: {all: []}",
        """\
6:21-23 CV108 'all' holds nothing
    give at least 1, or remove the line
    « all » ne contient rien
    donnez-en au moins 1, ou retirez la ligne
""",
    ),
    "a scale of one": Case(
        Contract.QUESTIONNAIRE,
        GREEN,
        "",
        """\
11:3-57 CV108 'scale' holds nothing
    give at least 2, or remove the line
    « scale » ne contient rien
    donnez-en au moins 2, ou retirez la ligne
""",
    ),
    "two conditions in one": Case(
        Contract.QUESTIONNAIRE,
        "applies_when: always",
        "applies_when: {shares: true, wave: wave-1}",
        """\
6:15-43 CV113 'applies_when' has too many entries: it may have 1 at most
    keep 1; to join several conditions, write all: or any:
    « applies_when » a trop d'entrées : 1 au plus
    gardez-en 1 ; pour joindre plusieurs conditions, écrivez all: ou any:
""",
    ),
    "a scale of eleven": Case(
        Contract.QUESTIONNAIRE,
        GREEN,
        GREEN * 10,
        """\
11:3-57 CV113 'scale' has too many entries: it may have 10 at most
    keep 10; to join several conditions, write all: or any:
    « scale » a trop d'entrées : 10 au plus
    gardez-en 10 ; pour joindre plusieurs conditions, écrivez all: ou any:
""",
    ),
    "a repeated item": Case(
        Contract.PRODUCT,
        "'5.3'",
        "'5.2'",
        """\
10:11-25 CV109 'versions' names the same thing twice
    keep one of the two
    « versions » nomme deux fois la même chose
    gardez l'un des deux
""",
    ),
    "a repeated choice": Case(
        Contract.WORKSPACE,
        "rights: [validate]",
        "rights: [validate, validate]",
        """\
11:13-33 CV109 'rights' names the same thing twice
    keep one of the two
    « rights » nomme deux fois la même chose
    gardez l'un des deux
""",
    ),
    "too low": Case(
        Contract.WORKSPACE,
        "0.5",
        "-0.5",
        """\
14:31-35 CV110 -0.5 is out of range
    give a number that is ≥ 0
    -0.5 est hors limites
    donnez un nombre qui soit ≥ 0
""",
    ),
    "too high": Case(
        Contract.WORKSPACE,
        "0.5",
        "9.5",
        """\
14:31-34 CV110 9.5 is out of range
    give a number that is ≤ 9
    9.5 est hors limites
    donnez un nombre qui soit ≤ 9
""",
    ),
    "too low a level": Case(
        Contract.QUESTIONNAIRE,
        "{level: 0, colour",
        "{level: -1, colour",
        """\
11:13-15 CV110 -1 is out of range
    give a number that is ≥ 0
    -1 est hors limites
    donnez un nombre qui soit ≥ 0
""",
    ),
    "no day": Case(
        Contract.PRODUCT,
        "2024-03-01",
        "2024-02-30",
        """\
20:60-70 CV111 '2024-02-30' is not a day of the calendar
    write a day in the form 2026-11-21
    « 2024-02-30 » n'est pas un jour du calendrier
    écrivez un jour sous la forme 2026-11-21
""",
    ),
    "a week": Case(
        Contract.PRODUCT,
        "2024-03-01",
        "2024-W09-5",
        """\
20:60-70 CV111 '2024-W09-5' is not a day of the calendar
    write a day in the form 2026-11-21
    « 2024-W09-5 » n'est pas un jour du calendrier
    écrivez un jour sous la forme 2026-11-21
""",
    ),
    "a day without hyphens": Case(
        Contract.PRODUCT,
        "2024-03-01",
        '"20240301"',
        """\
20:60-70 CV111 '20240301' is not a day of the calendar
    write a day in the form 2026-11-21
    « 20240301 » n'est pas un jour du calendrier
    écrivez un jour sous la forme 2026-11-21
""",
    ),
    "a day as a number": Case(
        Contract.PRODUCT,
        "2024-03-01",
        "20240301",
        """\
20:60-68 CV103 a number stands where text is needed
    put it in quotes
    il faut ici du texte, et non un nombre
    mettez-le entre guillemets
""",
    ),
    "a time": Case(
        Contract.PRODUCT,
        "2024-03-01",
        "2024-03-01T12:00:00Z",
        """\
20:60-80 CV111 '2024-03-01T12:00:00Z' is not a day of the calendar
    write a day in the form 2026-11-21
    « 2024-03-01T12:00:00Z » n'est pas un jour du calendrier
    écrivez un jour sous la forme 2026-11-21
""",
    ),
    "a day in French": Case(
        Contract.ANSWERS,
        "2028-05-02",
        "02/05/2028",
        """\
10:72-82 CV111 '02/05/2028' is not a day of the calendar
    write a day in the form 2026-11-21
    « 02/05/2028 » n'est pas un jour du calendrier
    écrivez un jour sous la forme 2026-11-21
""",
    ),
    "a malformed key": Case(
        Contract.PLAN,
        "INT-02:",
        "INT 02:",
        """\
10:3-9 CV112 'INT 02' does not have the form of a criterion id such as INT-TRA-01
    –
    « INT 02 » n'a pas la forme attendue : un identifiant de critère comme INT-TRA-01
    –
""",
    ),
    "a malformed question": Case(
        Contract.PRODUCT,
        "shares: true",
        "Shares: true",
        """\
24:3-9 CV112 'Shares' does not have the form of a question id: small letters, digits and underscores
    –
    « Shares » n'a pas la forme attendue : un identifiant de question : minuscules, chiffres et soulignés
    –
""",  # noqa: E501
    ),
    "a malformed questionnaire": Case(
        Contract.WORKSPACE,
        "{interoperability: 0.5}",
        "{Interop: 0.5}",
        """\
14:13-20 CV112 'Interop' does not have the form of an id: small letters, digits and hyphens
    –
    « Interop » n'a pas la forme attendue : un identifiant : minuscules, chiffres et tirets
    –
""",
    ),
    "a level that is none": Case(
        Contract.QUESTIONNAIRE,
        '{"0": {fr: a, en: a}',
        '{"ten": {fr: a, en: a}',
        """\
44:54-59 CV112 'ten' does not have the form of a level of the scale
    –
    « ten » n'a pas la forme attendue : un niveau de l'échelle
    –
""",
    ),
    "no reason": Case(
        Contract.ANSWERS,
        "{level: na, comment: No messaging in this product}",
        "{level: na}",
        """\
12:19-21 CV302 the answer 'na' (not applicable) has no reason
    say in 'comment' why the criterion does not concern this product
    la réponse « na » (non applicable) n'a pas de motif
    dites dans « comment » pourquoi le critère ne concerne pas ce produit
""",
    ),
    "an empty reason": Case(
        Contract.ANSWERS,
        "No messaging in this product",
        '" \\n "',
        """\
12:32-38 CV302 the answer 'na' (not applicable) has no reason
    say in 'comment' why the criterion does not concern this product
    la réponse « na » (non applicable) n'a pas de motif
    dites dans « comment » pourquoi le critère ne concerne pas ce produit
""",
    ),
    "evidence of nothing": Case(
        Contract.ANSWERS,
        ', url: "https://example.org/y"',
        "",
        """\
11:9-34 CV317 the evidence names neither an address nor a file
    add 'url' or 'path'
    la preuve ne donne ni adresse ni fichier
    ajoutez « url » ou « path »
""",
    ),
    "archived without a word": Case(
        Contract.PRODUCT,
        "status: active",
        "status: archived",
        """\
8:9-17 CV310 the product is archived without 'archived_on'
    say when and why: 'archived_on' and 'archived_because'
    le produit est archivé sans « archived_on »
    dites quand et pourquoi : « archived_on » et « archived_because »
8:9-17 CV310 the product is archived without 'archived_because'
    say when and why: 'archived_on' and 'archived_because'
    le produit est archivé sans « archived_because »
    dites quand et pourquoi : « archived_on » et « archived_because »
""",
    ),
    "an option on its own": Case(
        Contract.PRODUCT,
        "kind: base",
        "kind: option",
        """\
6:7-13 CV311 an option needs a base product, and 'requires' is missing
    name the base product: requires: [id]
    une option va avec un produit socle, et « requires » manque
    nommez le produit socle : requires: [id]
""",
    ),
    "a criterion without levels": Case(
        Contract.QUESTIONNAIRE,
        "        expected: 1\n",
        "",
        """\
17:9-19 CV101 'expected' is missing
    add the line 'expected: …'
    « expected » manque
    ajoutez la ligne « expected: … »
""",
    ),
    "a requirement without a statement": Case(
        Contract.QUESTIONNAIRE,
        "",
        REQUIREMENTS,
        """\
9:7-63 CV101 'statement' is missing
    add the line 'statement: …'
    « statement » manque
    ajoutez la ligne « statement: … »
9:7-63 CV101 'strength' is missing
    add the line 'strength: …'
    « strength » manque
    ajoutez la ligne « strength: … »
""",
    ),
    "a choice without options": Case(
        Contract.PRELIMINARY,
        "type: text",
        "type: choice",
        """\
27:9-57 CV101 'options' is missing
    add the line 'options: …'
    « options » manque
    ajoutez la ligne « options: … »
""",
    ),
    "a kind that is none": Case(
        Contract.QUESTIONNAIRE,
        "kind: maturity",
        "kind: maturty",
        """\
4:7-14 CV104 'maturty' is not a choice here
    did you mean 'maturity'?
    « maturty » n'est pas un choix possible ici
    vouliez-vous dire « maturity » ?
""",
    ),
    "a preliminary of no kind": Case(
        Contract.PRELIMINARY,
        "kind: preliminary\n",
        "",
        """\
1:1-1 CV101 'kind' is missing
    add the line 'kind: …'
    « kind » manque
    ajoutez la ligne « kind: … »
""",
    ),
    "a misspelt preliminary": Case(
        Contract.PRELIMINARY,
        "kind: preliminary",
        "kind: preliminar",
        """\
3:7-17 CV104 'preliminar' is not a choice here
    did you mean 'preliminary'?
    « preliminar » n'est pas un choix possible ici
    vouliez-vous dire « preliminary » ?
""",
    ),
}


def told(found: Diagnostic) -> str:
    """Return a diagnostic as four lines: a dash stands for no hint."""
    span, hint = found.place.span, found.hint
    assert span is not None
    assert span.line == span.end_line
    return (
        f"{span.line}:{span.column}-{span.end_column} {found.rule.code} {found.message.en}\n"
        f"    {hint.en if hint else '–'}\n"
        f"    {found.message.fr}\n"
        f"    {hint.fr if hint else '–'}\n"
    )


def diagnostics_of(case: Case) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the file of a case."""
    is_definition = case.contract in (Contract.QUESTIONNAIRE, Contract.PRELIMINARY)
    source = Source("a.yaml", case.text)
    return read_explaining(
        source, contract_of_definition if is_definition else lambda _data: case.contract
    ).diagnostics


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_in_both_languages(name: str) -> None:
    """Each defect of form is told once, at its characters, with what to do about it."""
    case = CASES[name]

    assert "".join(map(told, diagnostics_of(case))) == case.told


def test_every_rule_of_form_is_provoked() -> None:
    """Each rule of form, and each keyword of the schemas, has a case above."""
    found = [each for case in CASES.values() for each in diagnostics_of(case)]

    codes = {rule.code for rule in vars(form_rules).values() if isinstance(rule, Rule)}
    assert codes <= {each.rule.code for each in found}


def test_every_keyword_of_the_schemas_is_provoked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each translation of a keyword of JSON Schema is used by a case above."""
    used: set[str] = set()

    class Watched(dict[str, object]):
        def __getitem__(self, keyword: str) -> object:
            used.add(keyword)
            return super().__getitem__(keyword)

    monkeypatch.setattr("convergence_cli.loading.form.TRANSLATIONS", Watched(TRANSLATIONS))
    for case in CASES.values():
        diagnostics_of(case)

    assert used == set(TRANSLATIONS)


def test_defects_are_told_all_at_once() -> None:
    """A file with several defects of form gives each of them, wherever they stand."""
    case = Case(Contract.PLAN, "15 d", "[15 d]", "")
    text = case.text.replace("2027-Q2", "2027-Q5").replace("owner", "owned")

    found = read_explaining(Source("a.yaml", text), lambda _data: Contract.PLAN)

    assert sorted(each.rule.code for each in found.diagnostics) == ["CV102", "CV103", "CV106"]
    assert found.data is None
