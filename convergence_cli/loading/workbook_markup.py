"""The XML of a workbook's parts, looked at in passing: nothing of it is kept."""

from pathlib import Path
from xml.parsers import expat

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.workbook_archive import UNREADABLE, Package
from convergence_cli.loading.workbook_limits import (
    DEEPEST,
    LONGEST_PIECE,
    MOST_ELEMENTS,
    MOST_IN_ONE_ROW,
)
from convergence_cli.loading.workbook_refusal import FETCH_AGAIN, SAVE_AS, damage, refusal

READ_WHOLE = frozenset({"row", "si", "cellXfs"})
"""The elements that a reader holds with all that is in them; none of the others."""
_MARKUP = (".xml", ".rels")
_CHUNK = 1 << 16

_ENTITIES = Text(
    en="its part {part} declares a document type, as no spreadsheet does and attacks do",
    fr="sa partie {part} déclare un type de document, ce qu'aucun tableur ne fait",
)
_MANY = Text(
    en="it holds more than {limit} elements of XML", fr="il contient plus de {limit} éléments XML"
).fill(limit=MOST_ELEMENTS)
_WIDE = Text(
    en="a row or a text of its part {part} holds more than {limit} elements",
    fr="une ligne ou un texte de sa partie {part} contient plus de {limit} éléments",
)
_DEEP = Text(
    en="its part {part} is nested more than {limit} deep",
    fr="sa partie {part} est imbriquée sur plus de {limit} niveaux",
)
_LONG = Text(
    en="its part {part} holds a text or a tag of more than {limit} characters",
    fr="sa partie {part} contient un texte ou une balise de plus de {limit} caractères",
)
_NO_XML = Text(en="its part {part} is no XML", fr="sa partie {part} n'est pas du XML")


def is_markup(part: str) -> bool:
    """Return whether a part is XML by its name; no other is ever read."""
    return part.lower().endswith(_MARKUP)


def look_through(package: Package) -> None:
    """Stop at XML that is no spreadsheet's: entities, and more of anything than is needed."""
    elements = 0
    for part in filter(is_markup, package.parts):
        elements = _Look(package.file, part, elements).through(package)


class _Look:
    """What was met so far in one part; expat calls back."""

    def __init__(self, file: Path, part: str, elements: int) -> None:
        self._file = file
        self._part = part
        self._elements = elements
        self._at_row = elements
        self._within = 0
        self._depth = 0
        self._characters = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def through(self, package: Package) -> int:
        """Look through the part; return how many elements there are up to its end."""
        fed = 0
        try:
            with package.open(self._part) as part:
                while chunk := part.read(_CHUNK):
                    self._parser.Parse(chunk)
                    fed += len(chunk)
                    # What is not told yet is one tag, or one comment, that has not ended.
                    if fed - self._parser.CurrentByteIndex > LONGEST_PIECE:
                        raise self._refusal(_LONG, LONGEST_PIECE)
            self._parser.Parse(b"", True)  # noqa: FBT003
        except (expat.ExpatError, LookupError, *UNREADABLE) as error:
            raise damage(self._file, _NO_XML.fill(part=self._part)) from error
        return self._elements

    def _doctype(self, *_: object) -> None:
        raise refusal(self._file, _ENTITIES.fill(part=self._part), FETCH_AGAIN)

    def _start(self, name: str, _: object) -> None:
        self._elements += 1
        self._depth += 1
        self._characters = 0
        if not self._within and name.rpartition(":")[2] in READ_WHOLE:
            self._within, self._at_row = self._depth, self._elements
        if self._elements > MOST_ELEMENTS:
            raise refusal(self._file, _MANY, SAVE_AS)
        if self._depth > DEEPEST:
            raise self._refusal(_DEEP, DEEPEST)
        # Outside rows too: what is in no row is not held, and there is never so much of it.
        if self._elements - self._at_row > MOST_IN_ONE_ROW:
            raise self._refusal(_WIDE, MOST_IN_ONE_ROW)

    def _end(self, _: str) -> None:
        if self._depth == self._within:
            self._within = 0
        self._depth -= 1
        self._characters = 0

    def _text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > LONGEST_PIECE:
            raise self._refusal(_LONG, LONGEST_PIECE)

    def _refusal(self, reason: Text, limit: int) -> ConvergenceError:
        return refusal(self._file, reason.fill(part=self._part, limit=limit), SAVE_AS)
