"""One file: from bytes to data that its schema accepts, and diagnostics.

Valid, unremarkable files take the compiled path. Anything else is read again by the explaining
path, which alone decides what is wrong. Without the compiled packages it reads everything.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from convergence_cli.diagnostics import Diagnostic, Span, text_rules
from convergence_cli.loading.contract import Contract, compiled_validator
from convergence_cli.loading.form import form_diagnostics
from convergence_cli.loading.source import MAX_PROBLEMS, Data, Opened, Source, open_source

if TYPE_CHECKING:
    from convergence_cli.loading.composed import Composed

ContractOf = Callable[[Data], Contract]
"""Which schema some data must follow; a questionnaire says so itself."""

# What these files do not use, and what YAML readers differ on. A line break is put before the text.
_REMARKABLE = r"""
    [\n:\-?,\[{] (?:                            # where a node, or its key, may start:
        \ * [&*!%?:]                            # an anchor, an alias, a tag, an explicit key
      | \ * [|>] (?! [-+]?\r?\n \ + [^\ \r\n] ) # a block scalar that is not of the plainest kind
      | (?<=:) [,\[\]{}]                        # a key without its space
      | (?<=["']:) [^\ \r\n]
      | (?<=\n) (?: --- | \.\.\. )              # the limits of a document
      | (?: [-?:]?\  ){100}                     # lists in lists in lists
    )
    """
# Without one of these, nothing of the above can be found: most texts need no closer look.
_SIGNS = ("&", "*", "!", "%", "?", "|", ">")
_LIMITS = ("\n---", "\n...")
_MARKERS = ("\n<<<<<<<", "\n>>>>>>>", "\n|||||||")
"""What git leaves in a file that somebody has to decide, which YAML may take for text."""
_LEADING = r"(?:(?<=[\n:\-?,\[{].)|(?<=[\n :\-?,\[{] .))"
_LEADING_COLON = re.compile(r" :(?<=[\n :\-?,\[{] :)")
_ODD_COLON = re.compile(r":(?:(?!\ |\r?\n|//)|(?<=[\n:\-,\[{]:)|(?<=[\"']:)/)")
_DEEP = re.compile(r"\n[-: ]{100}")
_MAYBE_DEEP = re.compile(r"[-: ]{3}")
"""Of a hundred such signs in a row, at least three show in every thirty-third character."""
_BLOCK_SCALAR = re.compile(r"[|>][-+]?\r?\n")
# In a whole number that readers may round, or take minutes to count.
_THREE_DIGITS = re.compile(r"[0-9_]{3,}")
_LONG_NUMBER = re.compile(r"[0-9_](?:[0-9_]{18}|[xX][0-9a-fA-F_]{16})")
# What a seal holds: nothing of it is remarkable, though it looks so at a glance.
_DIGEST = re.compile(r'"sha256:[0-9a-f]{64}"')
_BLOCKING = "CV2"
"""Rules below this code make a file's data unfit to build from."""


@dataclass(frozen=True)
class Loaded:
    """The data of a file, if it is fit to build from, and what is wrong with it."""

    data: Data | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_file(root: Path, path: str, contract_of: ContractOf) -> Loaded:
    """Read one file of a workspace; `path` is relative, with forward slashes."""
    return read_opened(open_source(root, path), contract_of)


def read_opened(opened: Opened, contract_of: ContractOf) -> Loaded:
    """Read a file that was opened, wherever it stands."""
    if opened.source is None:
        return Loaded(None, opened.diagnostics)
    data = read_fast(opened.source, contract_of)
    if data is not None:
        return Loaded(data, opened.diagnostics)
    explained = read_explaining(opened.source, contract_of)
    return Loaded(explained.data, (*opened.diagnostics, *explained.diagnostics))


def read_fast(source: Source, contract_of: ContractOf) -> Data | None:
    """Return the data of a valid file; None for one that the explaining path must look at."""
    parse = _compiled_parser()
    if parse is None or _is_remarkable(source.text):
        return None
    data = parse(source.text)
    if not isinstance(data, dict) or _may_misread_a_block(source.text, data):
        return None
    contract = contract_of(data)
    if contract is Contract.QUESTIONNAIRE and not _level_keys_become_text(data):
        return None
    is_valid = compiled_validator(contract)
    try:
        return data if is_valid is not None and is_valid(data) else None
    except ValueError:
        # A key that is not text: the explaining path says where.
        return None


def read_explaining(source: Source, contract_of: ContractOf) -> Loaded:
    """Read a file with the place of everything, and say all that is wrong with its form."""
    # Imported here: a workspace without defects never pays for the explaining reader.
    from convergence_cli.loading.composed import compose

    composed = compose(source)
    found = list(composed.diagnostics)
    if not found:
        found = _form_of(composed, contract_of, source)
    is_fit = all(diagnostic.rule.code >= _BLOCKING for diagnostic in found)
    if len(found) > MAX_PROBLEMS:
        found = found[:MAX_PROBLEMS]
        found.append(text_rules.TOO_MANY_PROBLEMS.at(source.place(_end(source))))
    return Loaded(composed.data if is_fit else None, tuple(found))


def _form_of(composed: "Composed", contract_of: ContractOf, source: Source) -> list[Diagnostic]:
    from convergence_cli.loading.locating import located

    if composed.data is None:
        return [text_rules.EMPTY_FILE.at(source.place(Span(1, 1, 1, 1)))]
    contract = contract_of(composed.data)
    problems = form_diagnostics(composed.data, contract, source.path)
    some = islice(problems, MAX_PROBLEMS + 1)
    return [located(each, source, composed.index) for each in some]


def _end(source: Source) -> Span:
    last = len(source.lines)
    return Span(last, 1, last, 1)


@cache
def _compiled_parser() -> Callable[[str], Data] | None:
    try:
        import yaml_rs
    except ImportError:
        return None

    def parse(text: str) -> Data:
        try:
            return yaml_rs.loads(text, parse_datetime=False)
        except (yaml_rs.YAMLDecodeError, UnicodeEncodeError, TypeError):
            return None

    return parse


def _is_remarkable(text: str) -> bool:
    """Whether a text may hold what these files do not use, or what YAML readers differ on."""
    if "\t" in text or not text.endswith("\n"):
        return True
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return True
    if '"sha256:' in text:
        text = _DIGEST.sub('""', text)
    if _counts_long(text):
        return True
    framed = "\n" + text
    if any(map(framed.__contains__, _MARKERS)):
        return True
    is_worth_a_look = (
        any(_leading(sign).search(framed) is not None for sign in _SIGNS if sign in text)
        or any(map(framed.__contains__, _LIMITS))
        or _LEADING_COLON.search(framed) is not None
        or _ODD_COLON.search(framed) is not None
        or (_MAYBE_DEEP.search(framed[::33]) is not None and _DEEP.search(framed) is not None)
    )
    # Compiled where it is needed first: most runs never need it.
    return is_worth_a_look and re.search(_REMARKABLE, framed, re.VERBOSE) is not None


@cache
def _leading(sign: str) -> re.Pattern[str]:
    """Return where a sign may start a node: each sign alone, which is found much faster."""
    return re.compile(re.escape(sign) + _LEADING)


def _counts_long(text: str) -> bool:
    """Whether a text holds a number of many digits."""
    if ("0x" in text or "0X" in text) and _LONG_NUMBER.search(text) is not None:
        return True
    # Of nineteen digits in a row, three show in every sixth character: few places need a search.
    return any(
        _LONG_NUMBER.search(text, max(6 * found.start() - 6, 0), 6 * found.end() + 19) is not None
        for found in _THREE_DIGITS.finditer(text[::6])
    )


def _may_misread_a_block(text: str, data: Data) -> bool:
    """Whether a block scalar stands between brackets: the compiled reader takes it as text."""
    if "|" not in text and ">" not in text:
        return False
    if _BLOCK_SCALAR.search(text) is None:
        return False
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str) and node.startswith(("|", ">")):
            return True
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return False


def _level_keys_become_text(questionnaire: Data) -> bool:
    """Write the whole numbers that name levels as text; False where the shape is unexpected."""
    try:
        for axis in questionnaire["axes"]:
            for criterion in axis["criteria"]:
                levels = criterion.get("levels")
                if levels is not None:
                    as_text = {_level_key(key): text for key, text in levels.items()}
                    if len(as_text) != len(levels):
                        return False
                    criterion["levels"] = as_text
    except (AttributeError, KeyError, TypeError):
        return False
    return True


def _level_key(key: object) -> object:
    return str(key) if isinstance(key, int) and not isinstance(key, bool) else key
