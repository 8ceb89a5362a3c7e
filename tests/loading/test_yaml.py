"""What is said of a file that is no YAML, or more YAML than these files use."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convergence_cli.diagnostics import Diagnostic, Rule, text_rules
from convergence_cli.loading.composed import compose
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_file
from convergence_cli.loading.source import Source
from tests.loading.strange import documents, spoilt
from tests.loading.texts import BY_CONTRACT, write

# For each defect: line, columns, code and message; hint; message and hint in French; what it
# points to besides.
CASES: dict[str, tuple[str, str]] = {
    "a mark at the start": (
        "\ufeffformat: 1\nplan: {}\n",
        """\
1:1-2 CV005 the file starts with a byte-order mark, which is ignored
    save the file as "UTF-8 without BOM"
    le fichier commence par une marque d'ordre des octets, qui est ignorée
    enregistrez le fichier en « UTF-8 sans BOM »
""",
    ),
    "a control character": (
        "format: 1\nplan: {} # \x07\n",
        """\
2:12-13 CV004 the text holds the control character U+0007
    delete the character
    le texte contient le caractère de contrôle U+0007
    supprimez ce caractère
""",
    ),
    "half a character": (
        'format: 1\nplan: {A: {comment: "\\ud83d"}}\n',
        """\
2:21-29 CV004 the text holds the control character U+D83D
    delete the character
    le texte contient le caractère de contrôle U+D83D
    supprimez ce caractère
""",
    ),
    "nothing": (
        "# nothing yet\n",
        """\
1:1-1 CV007 the file holds no data
    fill it in, or delete it if it is not needed
    le fichier ne contient aucune donnée
    remplissez-le, ou supprimez-le s'il est inutile
""",
    ),
    "a second document": (
        "format: 1\nplan: {}\n---\nformat: 1\n",
        """\
3:1-4 CV008 a second YAML document starts here; a file holds one
    move it to a file of its own, or remove the '---' line
    un second document YAML commence ici ; un fichier n'en contient qu'un
    déplacez-le dans un autre fichier, ou retirez la ligne « --- »
""",
    ),
    "a key twice": (
        "format: 1\nplan: {}\nplan: {}\n",
        """\
3:1-5 CV009 'plan' is given twice
    keep one of the two
    « plan » est donné deux fois
    gardez l'un des deux
    2:1 first given here / donné d'abord ici
""",
    ),
    "a key twice, once in quotes": (
        'format: 1\nplan: {A: {by: 2027-Q1, "by": 2027-Q2}}\n',
        """\
2:25-29 CV009 'by' is given twice
    keep one of the two
    « by » est donné deux fois
    gardez l'un des deux
    2:12 first given here / donné d'abord ici
""",
    ),
    "an anchor": (
        "format: 1\nplan: {A: &first {by: 2027-Q1}}\n",
        """\
2:11-19 CV010 '&first' is a YAML anchor or alias, which these files do not use
    write the value out, or put it in quotes if it is text
    « &first » est une ancre ou un alias YAML, que ces fichiers n'emploient pas
    écrivez la valeur en toutes lettres, ou entre guillemets si c'est du texte
""",
    ),
    "an alias": (
        "format: 1\nplan: {A: *first}\n",
        """\
2:11-17 CV010 '*first' is a YAML anchor or alias, which these files do not use
    write the value out, or put it in quotes if it is text
    « *first » est une ancre ou un alias YAML, que ces fichiers n'emploient pas
    écrivez la valeur en toutes lettres, ou entre guillemets si c'est du texte
""",
    ),
    "a text that looks like an alias": (
        "format: 1\nplan: {A: {comment: *important*}}\n",
        """\
2:21-32 CV010 '*important*' is a YAML anchor or alias, which these files do not use
    write the value out, or put it in quotes if it is text
    « *important* » est une ancre ou un alias YAML, que ces fichiers n'emploient pas
    écrivez la valeur en toutes lettres, ou entre guillemets si c'est du texte
""",
    ),
    "a merge key": (
        "format: 1\nplan: {A: {<<: {by: 2027-Q1}}}\n",
        """\
2:12-14 CV011 '<<' merges another entry in, which these files do not use
    write the merged keys out
    « << » fusionne une autre entrée, ce que ces fichiers n'emploient pas
    écrivez les clés fusionnées en toutes lettres
""",
    ),
    "a tag": (
        "format: 1\nplan: {A: {by: !!str 2027-Q1}}\n",
        """\
2:16-29 CV012 '!!str' is a YAML tag, which these files do not use
    remove it, or put the value in quotes if it is text
    « !!str » est une étiquette YAML, que ces fichiers n'emploient pas
    retirez-la, ou mettez la valeur entre guillemets si c'est du texte
""",
    ),
    "a text that looks like a tag": (
        "format: 1\nplan: {A: {comment: !important}}\n",
        """\
2:21-31 CV012 '!important' is a YAML tag, which these files do not use
    remove it, or put the value in quotes if it is text
    « !important » est une étiquette YAML, que ces fichiers n'emploient pas
    retirez-la, ou mettez la valeur entre guillemets si c'est du texte
""",
    ),
    "a number as a key": (
        "format: 1\nplan: {1: {by: 2027-Q1}}\n",
        """\
2:8-9 CV013 the key 1 is not text
    write the name that is meant, or put the key in quotes
    la clé 1 n'est pas du texte
    écrivez le nom voulu, ou mettez la clé entre guillemets
""",
    ),
    "true as a key": (
        "format: 1\ntrue: {}\n",
        """\
2:1-5 CV013 the key true is not text
    write the name that is meant, or put the key in quotes
    la clé true n'est pas du texte
    écrivez le nom voulu, ou mettez la clé entre guillemets
""",
    ),
    "no key": (
        "format: 1\nplan: {A: {by: 2027-Q1}, : {}}\n",
        """\
2:27-27 CV013 the key null is not text
    write the name that is meant, or put the key in quotes
    la clé null n'est pas du texte
    écrivez le nom voulu, ou mettez la clé entre guillemets
""",
    ),
    "a list as a key": (
        "format: 1\nplan: {[A]: {by: 2027-Q1}}\n",
        """\
2:8-9 CV013 the key […] / {…} is not text
    write the name that is meant, or put the key in quotes
    la clé […] / {…} n'est pas du texte
    écrivez le nom voulu, ou mettez la clé entre guillemets
""",
    ),
    "too deep": (
        "format: 1\nplan: " + "[" * 50 + "\n",
        """\
2:47-48 CV014 the data is nested more than 40 levels deep
    flatten the data
    les données sont imbriquées sur plus de 40 niveaux
    mettez les données à plat
""",
    ),
    "a conflict": (
        "format: 1\nplan:\n<<<<<<< HEAD\n=======\n  INT-1: {by: 2027-Q1}\n>>>>>>> b\n",
        """\
3:1-13 CV019 git left a conflict here, which somebody has to decide
    nothing is from HEAD, line 5 is from b: keep what is right, and remove the marker lines 3, 4, 6
    git a laissé ici un conflit, que quelqu'un doit trancher
    HEAD : rien ; b : ligne 5 ; gardez ce qui est juste, et retirez les lignes de marque 3, 4, 6
    6:1 the conflict ends here / le conflit se termine ici
""",
    ),
    "a directive": (
        "%YAML 1.2\n---\nformat: 1\nplan: {}\n",
        """\
1:1-10 CV018 '%YAML 1.2' is a YAML directive, which these files do not use
    remove the line; files are YAML 1.2
    « %YAML 1.2 » est une directive YAML, que ces fichiers n'emploient pas
    retirez la ligne ; les fichiers sont en YAML 1.2
""",
    ),
    "a colon in a text": (
        "format: 1\nplan: {A: {by: 2027-Q1}}\ncomment: a: b\n",
        """\
3:11-12 CV006 this is not YAML: a key stands where none can, or a text holds a colon and a space
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une clé n'a pas sa place ici, ou un texte contient un deux-points et une espace
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "quotes that do not end": (
        'format: 1\nplan: {A: {comment: "no end}}\n',
        """\
3:1-2 CV006 this is not YAML: a quote is opened and not closed
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un guillemet est ouvert et n'est pas fermé
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
    2:21 opened here / ouvert ici
""",
    ),
    "a bracket that does not end": (
        "format: 1\nplan: {A: {by: 2027-Q1}\n",
        """\
3:1-2 CV006 this is not YAML: a comma or the closing '}' is missing
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : il manque une virgule ou le « } » qui ferme
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
    2:7 opened here / ouvert ici
""",
    ),
    "a bracket too many": (
        "format: 1\nplan: {A: {by: 2027-Q1}}}\n",
        """\
2:25-26 CV006 this is not YAML: a line is not aligned with those above, or something follows a value
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une ligne n'est pas alignée avec les précédentes, ou quelque chose suit une valeur
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "a tab that indents": (
        "format: 1\nplan:\n\tA: {}\n",
        """\
3:1-2 CV006 this is not YAML: a tab stands where only spaces may
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une tabulation est là où il ne faut que des espaces
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "an item too far left": (
        "format: 1\nplan:\n  A:\n    steps:\n  - {level: 1}\n",
        """\
5:3-4 CV006 this is not YAML: a line is not aligned with those above, or something follows a value
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une ligne n'est pas alignée avec les précédentes, ou quelque chose suit une valeur
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "a percent sign": (
        "format: 1\nplan: {A: {comment: %}}\n",
        """\
2:21-22 CV006 this is not YAML: a text cannot start with '%' without quotes
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte ne peut pas commencer par « % » sans guillemets
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "an at sign": (
        "format: 1\nplan: {A: {owner: @martin}}\n",
        """\
2:19-20 CV006 this is not YAML: a text cannot start with '@' without quotes
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte ne peut pas commencer par « @ » sans guillemets
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "an escape that is none": (
        'format: 1\nplan: {A: {comment: "C:\\docs"}}\n',
        """\
2:25-26 CV006 this is not YAML: '\\d' means nothing between double quotes, where a backslash is doubled
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : « \\d » ne veut rien dire entre guillemets, où la barre oblique se double
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "an escape beyond all characters": (
        'format: 1\nplan: {A: {comment: "\\U00110000"}}\n',
        """\
2:24-25 CV006 this is not YAML: an escape between double quotes stands for no character
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une séquence d'échappement entre guillemets ne désigne aucun caractère
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "a longer blank line in a block": (
        "format: 1\nplan:\n  A:\n    comment: |\n          \n      text\n",
        """\
6:7-8 CV006 this is not YAML: a line is not aligned with those above, or something follows a value
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une ligne n'est pas alignée avec les précédentes, ou quelque chose suit une valeur
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "a key without its space": (
        "format: 1\nplan: {A: {by:2027-Q1}}\n",
        """\
2:12-22 CV102 no key is called 'by:2027-Q1' here
    the keys here are: by, steps, owner, effort, ticket, target_not_applicable, comment
    aucune clé ne s'appelle « by:2027-Q1 » ici
    les clés possibles ici : by, steps, owner, effort, ticket, target_not_applicable, comment
""",
    ),
    "a line out of place": (
        "format: 1\n plan: {}\n",
        """\
2:6-7 CV006 this is not YAML: a key stands where none can, or a text holds a colon and a space
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une clé n'a pas sa place ici, ou un texte contient un deux-points et une espace
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "quotes across documents": (
        'format: "1\n---\nplan: {}\n',
        """\
2:1-2 CV006 this is not YAML: a quote is opened and not closed
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un guillemet est ouvert et n'est pas fermé
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
    1:9 opened here / ouvert ici
""",
    ),
    "a list in a line": (
        "format: 1\nplan: - A\n",
        """\
2:7-8 CV006 this is not YAML: an item of a list ('-') stands where none can
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un élément de liste (« - ») est là où il n'en faut pas
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "a question in a text": (
        "format: 1\nplan: ? A\n",
        """\
2:7-8 CV006 this is not YAML: a text cannot start with a question mark and a space without quotes
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte ne peut pas commencer par « ? » et une espace sans guillemets
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "a key without its colon": (
        "format: 1\nplan\nplans: {}\n",
        """\
3:1-2 CV006 this is not YAML: a key has no colon after it
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une clé n'est pas suivie d'un deux-points
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "a comma too many": (
        "format: 1\nplan: {A: {steps: [{level: 1, by: 2027-Q1},, ]}}\n",
        """\
2:44-45 CV006 this is not YAML: a value is missing here
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : il manque une valeur ici
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "brackets over lines": (
        "format: 1\nplan: {A: {steps: [\n  {level: 1, by: 2027-Q1}\n  }}\n",
        """\
4:3-4 CV006 this is not YAML: a comma or the closing ']' is missing
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : il manque une virgule ou le « ] » qui ferme
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
    2:19 opened here / ouvert ici
""",
    ),
    "quotes over lines": (
        'format: 1\nplan: {A: {comment: "one\n  two}}\n',
        """\
4:1-2 CV006 this is not YAML: a quote is opened and not closed
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un guillemet est ouvert et n'est pas fermé
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
    2:21 opened here / ouvert ici
""",
    ),
    "an escape that is cut short": (
        'format: 1\nplan: {A: {comment: "\\x4"}}\n',
        """\
2:24-25 CV006 this is not YAML: an escape between double quotes stands for no character
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : une séquence d'échappement entre guillemets ne désigne aucun caractère
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "a text after a bar": (
        "format: 1\nplan:\n  A:\n    comment: | text\n",
        """\
4:16-17 CV006 this is not YAML: a text that starts with '|' or '>' goes between quotes, or starts on the next line
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte qui commence par « | » ou « > » se met entre guillemets, ou à la ligne suivante
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "a text after a greater-than sign": (
        "format: 1\nplan:\n  A:\n    comment: >90 %\n",
        """\
4:16-17 CV006 this is not YAML: a text that starts with '|' or '>' goes between quotes, or starts on the next line
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte qui commence par « | » ou « > » se met entre guillemets, ou à la ligne suivante
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",  # noqa: E501
    ),
    "a lone ampersand": (
        "format: 1\nplan:\n  A:\n    comment: & more\n",
        """\
4:15-16 CV006 this is not YAML: a text cannot start with '&' or '*' without quotes
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : un texte ne peut pas commencer par « & » ou « * » sans guillemets
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
    "something after the end": (
        "format: 1\nplan: {}\n... and more\n",
        """\
3:5-6 CV006 this is not YAML: something follows '...'
    check the indentation, the colons and the quotes on this line and the one above
    ceci n'est pas du YAML : quelque chose suit « ... »
    vérifiez l'indentation, les deux-points et les guillemets sur cette ligne et la précédente
""",
    ),
}

ELSEWHERE = {
    # Where files are listed, and where their size is looked at.
    *("CV001", "CV002", "CV003", "CV015", "CV016"),
    # Where there are a hundred others.
    "CV017",
}
"""The rules on texts that other modules of these tests provoke."""


def diagnostics_of(text: str, folder: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a plan of some text."""
    write(folder, "a.yaml", text)
    return read_file(folder, "a.yaml", lambda _data: Contract.PLAN).diagnostics


def told(found: Diagnostic) -> str:
    """Return a diagnostic as lines: a dash stands for no hint."""
    span, hint = found.place.span, found.hint
    assert span is not None
    assert span.line == span.end_line
    lines = [
        f"{span.line}:{span.column}-{span.end_column} {found.rule.code} {found.message.en}",
        f"    {hint.en if hint else '–'}",
        f"    {found.message.fr}",
        f"    {hint.fr if hint else '–'}",
    ]
    for each in found.related:
        assert each.place.span is not None
        start = f"{each.place.span.line}:{each.place.span.column}"
        lines.append(f"    {start} {each.message.en} / {each.message.fr}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_yaml_is_said_in_both_languages(name: str, tmp_path: Path) -> None:
    """Each defect of YAML is told at its characters, without the words of programmers."""
    text, expected = CASES[name]

    assert "".join(map(told, diagnostics_of(text, tmp_path))) == expected


def test_every_rule_of_texts_is_provoked(tmp_path: Path) -> None:
    """Each rule on texts has a case above, or is provoked by another module."""
    found = [each for text, _ in CASES.values() for each in diagnostics_of(text, tmp_path)]

    codes = {rule.code for rule in vars(text_rules).values() if isinstance(rule, Rule)}
    assert codes - ELSEWHERE <= {each.rule.code for each in found}


@given(text=documents() | st.sampled_from(sorted(BY_CONTRACT.values())).flatmap(spoilt))
@settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
def test_the_reader_is_never_at_a_loss_for_words(text: str) -> None:
    """Whatever is wrong with the YAML of a file, there are words for it."""
    if set(text) & set("\0\x7f\x1b\x85\u2028\ufeff"):
        return
    for each in compose(Source("a.yaml", text)).diagnostics:
        assert "cannot be read on" not in each.message.en


def test_a_text_that_never_reached_the_reader_has_words_too() -> None:
    """Should a character pass that the reader refuses outright, it is said at the start."""
    (found,) = compose(Source("a.yaml", "a: \x07\n")).diagnostics

    assert found.message.en == "this is not YAML: the text cannot be read on from here"
    assert found.place.span is not None
    assert (found.place.span.line, found.place.span.column) == (1, 1)
