"""Remarks at the head of an answers file: what is inherited, what waits for the profile.

They are brought up to date where they stand exactly as this program wrote them, in either
language; what a person changed is a person's.
"""

import re
from collections.abc import Iterator, Sequence

from convergence_cli.language import Language, Text
from convergence_cli.writing.skeleton import INHERITED_NOTE, UNDETERMINED_NOTE, note_lines

_ANSWERS = re.compile(r"^[\"']?answers[\"']?[ \t]*:", re.MULTILINE)
_LINES = re.compile("[^\n]*\n|[^\n]+")
_LONGEST = 80
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_PLACES = {"n": r"\d+", "product": _ID, "criteria": rf"{_ID}(?:, {_ID})*"}


def with_notes(text: str, inherited: tuple[int, str] | None, undetermined: Sequence[str]) -> str:
    """Return a text whose remarks are those of today; one that says nothing any more goes.

    `inherited` is the number of answers that are, and the product that this one extends.
    """
    told = dict.fromkeys(_PLACES, "")
    if inherited is not None:
        told |= {"n": str(inherited[0]), "product": inherited[1]}
    told["criteria"] = ", ".join(undetermined)
    text = _with_note(text, INHERITED_NOTE, told, is_said=inherited is not None)
    return _with_note(text, UNDETERMINED_NOTE, told, is_said=bool(undetermined))


def _with_note(text: str, note: Text, told: dict[str, str], *, is_said: bool) -> str:
    found = _ANSWERS.search(text)
    head = "" if found is None else text[: found.start()]
    lines = _LINES.findall(head)
    for language in Language:
        for start, end in _written(lines, note.in_(language)):
            now = note_lines(note.fill(**told).in_(language)) if is_said else []
            newline = "\r\n" if lines[start].endswith("\r\n") else "\n"
            fresh = [f"{each}{newline}" for each in now]
            return "".join((*lines[:start], *fresh, *lines[end:])) + text[len(head) :]
    return text


def _written(lines: Sequence[str], note: str) -> Iterator[tuple[int, int]]:
    """Yield where a remark stands, whatever its places are filled with."""
    pattern = re.escape(note)
    for name, value in _PLACES.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), value)
    bare = [line.rstrip("\r\n") for line in lines]
    for start in range(len(bare)):
        for end in range(start + 1, min(start + _LONGEST, len(bare)) + 1):
            if not bare[end - 1].startswith("# "):
                break
            said = " ".join(line[2:] for line in bare[start:end])
            if re.fullmatch(pattern, said) and note_lines(said) == bare[start:end]:
                yield start, end
