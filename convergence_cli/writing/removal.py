"""What goes from a YAML text: the lines of an entry, or its part of a line between brackets."""

import re
from collections.abc import Iterator

from convergence_cli.model.edit import Route
from convergence_cli.writing.layout import Layout
from convergence_cli.writing.patch import LINE_END, Patch, lines_gone


class Removals:
    """Finds what to cut out of one text."""

    def __init__(self, layout: Layout) -> None:
        self._text = layout.text
        self._layout = layout

    def of(self, route: Route, gone: set[Route]) -> Iterator[Patch]:
        """Yield what takes an entry out, `gone` being all that go at once."""
        siblings = self._layout.parts(route[:-1])
        staying = [each for each in siblings if each not in gone]
        if self._layout.is_in_brackets(route):
            yield self._out_of_brackets(route, siblings, gone)
            return
        if not staying and not route[:-1]:
            raise KeyError(route)
        if not staying and self._layout.is_item(route[:-1]):
            # Behind a dash nothing would be no mapping: brackets take the place of all entries.
            start, end = self._layout.value(route[:-1])
            yield Patch(start, end, "{}")
            return
        if not staying and route == siblings[0]:
            colon = self._layout.behind_colon(route[:-1])
            yield Patch(colon, colon, " []" if self._layout.is_list(route[:-1]) else " {}")
        yield from self._lines_of(route, siblings)

    def _lines_of(self, route: Route, siblings: tuple[Route, ...]) -> Iterator[Patch]:
        start, end = self._layout.start(route), self._layout.value(route).end
        line = self._layout.line_start(start)
        if self._text[line:start].strip(" ?"):
            # On the line of a dash: what follows takes the place.
            behind = siblings[siblings.index(route) + 1]
            next_start = self._layout.start(behind)
            if "#" in self._text[self._layout.line_end(end) : next_start]:
                raise KeyError(route)
            yield Patch(start, next_start, "")
            return
        yield lines_gone(
            self._text, self._with_own_comment(route, line), self._layout.next_line(end)
        )

    def _with_own_comment(self, route: Route, line: int) -> int:
        """Return where an entry's lines begin, with the comment above that names it."""
        key = route[-1]
        if not isinstance(key, str):
            return line
        indent = re.escape(self._text[line : self._layout.start(route)])
        rest = rf"[^\r\n]*{LINE_END}"
        named = rf"^{indent}# {re.escape(key)} · {rest}(?:{indent}#{rest})*\Z"
        found = re.compile(named, re.MULTILINE).search(self._text, 0, line)
        return line if found is None else found.start()

    def _out_of_brackets(
        self, route: Route, siblings: tuple[Route, ...], gone: set[Route]
    ) -> Patch:
        start, end = self._layout.start(route), self._layout.value(route).end
        at = siblings.index(route)
        staying_before = [each for each in siblings[:at] if each not in gone]
        if staying_before:
            behind = self._layout.value(siblings[at - 1]).end
            if "#" not in self._text[behind:start]:
                return Patch(behind, end, "")
        if at + 1 < len(siblings):
            before = self._layout.start(siblings[at + 1])
            if "#" not in self._text[end:before]:
                return Patch(start, before, "")
            raise KeyError(route)
        if "#" in self._text[self._layout.value(siblings[at - 1]).end : start] and at:
            raise KeyError(route)
        comma = re.compile(r"\s*,").match(self._text, end)
        return Patch(start, end if comma is None else comma.end(), "")
