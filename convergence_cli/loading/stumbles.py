"""What the reader of YAML stumbles over, in the user's words: its own are for programmers."""

import re
from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from convergence_cli.language import Text
from convergence_cli.loading.scanning import Mark

_NOT_ALIGNED = Text(
    en="a line is not aligned with those above, or something follows a value",
    fr="une ligne n'est pas alignée avec les précédentes, ou quelque chose suit une valeur",
)
_BLOCK = Text(
    en="a text that starts with '|' or '>' goes between quotes, or starts on the next line",
    fr="un texte qui commence par « | » ou « > » se met entre guillemets, ou à la ligne suivante",
)
_ESCAPE = Text(
    en="an escape between double quotes stands for no character",
    fr="une séquence d'échappement entre guillemets ne désigne aucun caractère",
)
_UNKNOWN = Text(
    en="the text cannot be read on from here", fr="la lecture ne peut pas continuer d'ici"
)
_WORDS: tuple[tuple[str, Text], ...] = (
    (
        r"mapping values are not allowed here",
        Text(
            en="a key stands where none can, or a text holds a colon and a space",
            fr="une clé n'a pas sa place ici, ou un texte contient un deux-points et une espace",
        ),
    ),
    (
        r"mapping keys are not allowed here",
        Text(
            en="a text cannot start with a question mark and a space without quotes",
            fr="un texte ne peut pas commencer par « ? » et une espace sans guillemets",
        ),
    ),
    (
        r"sequence entries are not allowed here",
        Text(
            en="an item of a list ('-') stands where none can",
            fr="un élément de liste (« - ») est là où il n'en faut pas",
        ),
    ),
    (
        r"could not find expected ':'",
        Text(en="a key has no colon after it", fr="une clé n'est pas suivie d'un deux-points"),
    ),
    (r"expected <block end>|expected '<document start>'", _NOT_ALIGNED),
    (
        r"expected ',' or '(?P<bracket>.)'",
        Text(
            en="a comma or the closing '{bracket}' is missing",
            fr="il manque une virgule ou le « {bracket} » qui ferme",
        ),
    ),
    (
        r"expected the node content",
        Text(en="a value is missing here", fr="il manque une valeur ici"),
    ),
    (
        r"found unexpected (?:end of stream|document separator)",
        Text(
            en="a quote is opened and not closed", fr="un guillemet est ouvert et n'est pas fermé"
        ),
    ),
    (
        r"found character '\\t'",
        Text(
            en="a tab stands where only spaces may",
            fr="une tabulation est là où il ne faut que des espaces",
        ),
    ),
    (
        r"found character ['\"](?P<character>.)['\"]",
        Text(
            en="a text cannot start with '{character}' without quotes",
            fr="un texte ne peut pas commencer par « {character} » sans guillemets",
        ),
    ),
    (
        r"found unknown escape character '(?P<letter>.)'",
        Text(
            en="'\\{letter}' means nothing between double quotes, where a backslash is doubled",
            fr="« \\{letter} » ne veut rien dire entre guillemets, où la barre oblique se double",
        ),
    ),
    (r"found unknown escape|expected escape sequence|found an escape", _ESCAPE),
    (
        r"expected chomping|expected indentation indicator|expected a comment or a line break",
        _BLOCK,
    ),
    (
        r"more indented follow up line",
        Text(
            en="the blank line before the text holds spaces",
            fr="la ligne vide qui précède le texte contient des espaces",
        ),
    ),
    (
        r"expected the name of an anchor",
        Text(
            en="a text cannot start with '&' or '*' without quotes",
            fr="un texte ne peut pas commencer par « & » ou « * » sans guillemets",
        ),
    ),
    (
        r"found non-comment content after document end",
        Text(en="something follows '...'", fr="quelque chose suit « ... »"),
    ),
)
_OPENING = ("while scanning a quoted scalar", "while parsing a flow")


@dataclass(frozen=True)
class Stumble:
    """Why and where the reader could not go on."""

    problem: Text
    mark: Mark | None
    opened: Mark | None
    """Where the quotes or the brackets that were being read were opened, on another line."""


def stumble_of(error: YAMLError) -> Stumble:
    """Return what an error of the reader says, in both languages."""
    if not isinstance(error, MarkedYAMLError):
        return Stumble(_UNKNOWN, None, None)
    mark, opened = error.problem_mark, error.context_mark
    is_opening = (error.context or "").startswith(_OPENING)
    is_elsewhere = mark is not None and opened is not None and opened.line != mark.line
    return Stumble(
        _in_words(error.problem or ""), mark, opened if is_opening and is_elsewhere else None
    )


def _in_words(problem: str) -> Text:
    for pattern, words in _WORDS:
        found = re.match(pattern, problem)
        if found:
            return words.fill(**found.groupdict())
    return _UNKNOWN
