"""The scanner of ruamel.yaml in strides: whole words and lines, where it takes single characters.

The events are the same, which a test compares, at a fraction of the time. Tags and directives,
which these files do not use, are taken as they are written instead of being read.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import AliasToken, AnchorToken, DirectiveToken, ScalarToken, TagToken, Token

# A text never holds NUL: the reader puts one at its end. No pattern here ever has to go back, and
# what repeats a group is not possessive: Python before 3.11.5 reads too far there (gh-106052).
_IN_BLOCK = r"(?:[^ \t\r\n\0:]++|:(?![ \t\r\n\0]))+"
_IN_FLOW = r"(?:[^ \t\r\n\0:,\[\]{}]++|:(?![ \t\r\n\0]))+"
_PLAIN_IN_BLOCK = re.compile(rf"{_IN_BLOCK}(?: ++(?!\#){_IN_BLOCK})*")
_PLAIN_IN_FLOW = re.compile(rf"{_IN_FLOW}(?: ++(?!\#){_IN_FLOW})*")
_IN_SINGLE = r"(?:[^ \t\r\n\0']++|'')+"
_HEX = "[0-9a-fA-F]"
_CODE = rf"x{_HEX}{{2}}|u{_HEX}{{4}}|U00(?:0{_HEX}|10){_HEX}{{4}}"
_IN_DOUBLE = rf'(?:[^ \t\r\n\0"\\]++|\\(?:[0abtnvfre"/\\N_LP]|{_CODE}))+'
_SINGLE = re.compile(rf"{_IN_SINGLE}(?: ++{_IN_SINGLE})*")
_DOUBLE = re.compile(rf"{_IN_DOUBLE}(?: ++{_IN_DOUBLE})*")
_ESCAPE = re.compile(r"\\(?:x(..)|u(....)|U(.{8})|(.))")
_COMMENT = r"(?:\#[^\r\n\0]*+)?"
_BETWEEN_IN_BLOCK = re.compile(rf"(?: *+{_COMMENT}(?:\r\n|\r|\n))* *+{_COMMENT}")
_BETWEEN_IN_FLOW = re.compile(rf"(?:[ \t]*+{_COMMENT}(?:\r\n|\r|\n))*[ \t]*+{_COMMENT}")
_TAG = re.compile(r"![^ \t\r\n\0,\[\]{}]*+")
_LINE = re.compile(r"[^\r\n\0]*+")
_NAME = re.compile(r"[^ \t\r\n\0,\[\]{}]*+")
_SPACES = re.compile(r" *+")
_SHOWN_TAG = 100
MAX_DEPTH = 40
"""How deep data may be nested."""


class NestedTooDeepError(ScannerError):
    """Brackets in brackets in brackets: looking for keys in them takes longer and longer."""


@dataclass(slots=True)
class Mark:
    """A place in the text; counted from 0."""

    index: int
    line: int
    column: int


class StridingReader(Reader):
    """Moves over many characters at once."""

    def get_mark(self) -> Mark:
        """Return where the reader stands."""
        return Mark(self.index, self.line, self.column)

    def forward(self, length: int = 1) -> None:
        """Move over some characters, and count lines and columns."""
        end = self.pointer + length
        passed = self.buffer[self.pointer : end]
        last = max(passed.rfind("\n"), passed.rfind("\r"))
        if passed.endswith("\r") and self.buffer[end] == "\n":
            # Half of a line break: rare, so the parent counts.
            super().forward(length)
            return
        self.pointer = end
        self.index += length
        if last < 0:
            self.column += length
        else:
            self.line += passed.count("\n") + passed.count("\r") - passed.count("\r\n")
            self.column = length - last - 1

    def stride(self, pattern: re.Pattern[str]) -> str:
        """Move over what a pattern matches here, and return it."""
        found = pattern.match(self.buffer, self.pointer)
        text = "" if found is None else found[0]
        self.forward(len(text))
        return text


class StridingScanner(Scanner):
    """Finds the same tokens as its parent."""

    reader: StridingReader

    def check_token(self, *choices: type[Token]) -> bool:
        """Return whether the next token is one of some types."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def need_more_tokens(self) -> bool:
        """Return whether the next token could still turn out to be a key."""
        if self.done or not self.tokens:
            return not self.done
        if not self.possible_simple_keys:
            return False
        self.stale_possible_simple_keys()
        nearest: int | None = self.next_possible_simple_key()
        return nearest == self.tokens_taken

    def fetch_flow_collection_start(self, *args: Any, **kwargs: Any) -> None:
        """Enter brackets, as long as they are not nested too deep."""
        if self.flow_level >= MAX_DEPTH:
            raise NestedTooDeepError(None, None, None, self.reader.get_mark())
        super().fetch_flow_collection_start(*args, **kwargs)

    def scan_to_next_token(self) -> None:
        """Move over spaces, comments and line breaks."""
        passed = self.reader.stride(_BETWEEN_IN_FLOW if self.flow_level else _BETWEEN_IN_BLOCK)
        if not self.flow_level and ("\n" in passed or "\r" in passed):
            self.allow_simple_key = True

    def scan_plain(self) -> Token:
        """Read a plain scalar: the words of each line at once."""
        words = _PLAIN_IN_FLOW if self.flow_level else _PLAIN_IN_BLOCK
        start = end = self.reader.get_mark()
        chunks: list[str] = []
        spaces: list[str] = []
        while self.reader.peek() != "#":
            text = self.reader.stride(words)
            if not text:
                break
            self.allow_simple_key = False
            chunks += [*spaces, text]
            end = self.reader.get_mark()
            spaces = self.scan_plain_spaces(self.indent + 1, start)
            is_outdented = not self.flow_level and self.reader.column <= self.indent
            if not spaces or is_outdented:
                break
        return ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def scan_flow_scalar_non_spaces(self, double: object, start_mark: object) -> list[str]:
        """Read words of a quoted scalar, up to a rare escape or the end of the line."""
        if not double:
            return [self.reader.stride(_SINGLE).replace("''", "'")]
        text = self.reader.stride(_DOUBLE)
        if "\\" in text:
            text = _ESCAPE.sub(self._unescaped, text)
        try:
            return [text, *super().scan_flow_scalar_non_spaces(double, start_mark)]
        except (OverflowError, ValueError) as error:
            mark = self.reader.get_mark()
            problem = "found an escape that stands for no character"
            raise ScannerError(None, None, problem, mark) from error

    def _unescaped(self, found: re.Match[str]) -> str:
        *codes, letter = found.groups()
        if letter:
            return str(self.ESCAPE_REPLACEMENTS[letter])
        return chr(int(next(filter(None, codes)), 16))

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, object]:
        """Move to the first line of a block scalar that is not blank."""
        breaks: list[str] = []
        first, deepest = -1, 0
        end = self.reader.get_mark()
        while True:
            self.reader.stride(_SPACES)
            deepest = max(deepest, self.reader.column)
            if self.reader.peek() not in "\r\n":
                break
            if first < 0:
                first = self.reader.column
            breaks.append(self.scan_line_break())
            end = self.reader.get_mark()
        if 0 < first < deepest:
            problem = "more indented follow up line than first in a block scalar"
            raise ScannerError(None, None, problem, self.reader.get_mark())
        return breaks, deepest, end

    def scan_anchor(self, token_class: type[AnchorToken] | type[AliasToken]) -> Token:
        """Read the name of an anchor or of an alias as it is written."""
        start = self.reader.get_mark()
        self.reader.forward()
        name = self.reader.stride(_NAME)
        end = self.reader.get_mark()
        if not name:
            raise ScannerError(None, None, "expected the name of an anchor or an alias", end)
        return token_class(name, start, end)

    def scan_tag(self) -> Token:
        """Read a tag as it is written."""
        start = self.reader.get_mark()
        # The parser undoes escapes of the form %41.
        tag = self.reader.stride(_TAG)[:_SHOWN_TAG].replace("%", "%25")
        return TagToken((None, tag), start, self.reader.get_mark())

    def scan_directive(self) -> Token:
        """Move over a directive, so that it changes nothing."""
        start = self.reader.get_mark()
        self.reader.stride(_LINE)
        end = self.reader.get_mark()
        self.scan_line_break()
        return DirectiveToken("", None, start, end)


class StridingParser(Parser):
    """Finds the same events as its parent."""

    @cached_property
    def scanner(self) -> StridingScanner:
        """The scanner, which the parent looks for each time it needs it."""
        found: StridingScanner = self.loader.scanner
        return found
