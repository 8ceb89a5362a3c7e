"""What a runner of GitHub Actions makes of a line that a step prints, told again from its rules.

A command is `::name key=value,…::data` at the start of a line, or `##[name key=value;…]data`
anywhere in one; the escapes are undone in this order, the percent sign last.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_COMMANDS = {
    *("error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask"),
    *("add-matcher", "remove-matcher", "stop-commands", "set-env", "set-output", "save-state"),
    *("add-path",),
}
_IN_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_IN_PROPERTIES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


@dataclass(frozen=True, slots=True)
class Command:
    """What a line makes a runner do."""

    name: str
    properties: Mapping[str, str]
    data: str


def commands_in(output: str) -> list[Command]:
    """Return what the lines of a log make a runner do; a carriage return ends a line as well."""
    lines = output.replace("\r", "\n").split("\n")
    return [found for line in lines for found in (_new(line) or _old(line),) if found]


def _new(line: str) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, told = line[2:end].partition(" ")
    if name.lower() not in _COMMANDS:
        return None
    properties = _pairs(told.strip().split(","))
    return Command(name, properties, _undone(line[end + 2 :], _IN_DATA))


def _old(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    name, _, told = line[start + 3 : end].partition(" ")
    return Command(name, _pairs(told.split(";")), line[end + 1 :]) if name in _COMMANDS else None


def _pairs(told: Iterable[str]) -> dict[str, str]:
    return dict(_read(told))


def _read(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    for each in told:
        key, _, value = each.partition("=")
        if key and value:
            yield key, _undone(value, _IN_PROPERTIES)


def _undone(text: str, escapes: Iterable[tuple[str, str]]) -> str:
    for escape, meant in escapes:
        text = text.replace(escape, meant)
    return text
