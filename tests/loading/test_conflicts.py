"""A conflict that git left is named as one, whatever YAML makes of its markers."""

import pytest

from convergence_cli.diagnostics import Diagnostic
from convergence_cli.language import Language
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.reading import read_explaining, read_fast
from convergence_cli.loading.source import Source

HEAD = "format: 1\nplan:\n"
ONE, OTHER = "  A: {by: 2027-Q1}\n", "  A: {by: 2027-Q2}\n"
CONFLICT = f"<<<<<<< HEAD\n{ONE}=======\n{OTHER}>>>>>>> a branch\n"
WITH_BASE = f"<<<<<<< HEAD\n{ONE}||||||| 4f2a\n=======\n{OTHER}{OTHER}>>>>>>> a branch\n"
ENTRY = "  A:\n    by: 2027-Q1\n    comment: "


def found_in(text: str) -> tuple[Diagnostic, ...]:
    """Return what is found in a plan, which the fast path must not take if anything is."""
    source = Source("plan.yaml", text)
    fast = read_fast(source, lambda _data: Contract.PLAN)
    loaded = read_explaining(source, lambda _data: Contract.PLAN)
    assert (fast is None) or not loaded.diagnostics
    assert (loaded.data is None) == bool(loaded.diagnostics)
    return loaded.diagnostics


def told(text: str) -> list[tuple[str, int]]:
    """Return the code and the line of each thing that is found."""
    return [(each.rule.code, each.place.span.line) for each in found_in(text) if each.place.span]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("conflict", [CONFLICT, WITH_BASE, CONFLICT.replace("HEAD", "a: b")])
def test_a_conflict_is_named_instead_of_a_syntax_error(conflict: str, newline: str) -> None:
    """One diagnostic for one conflict, at its first marker."""
    assert told((HEAD + conflict).replace("\n", newline)) == [("CV019", 3)]


def test_each_conflict_is_told() -> None:
    """Two conflicts are two diagnostics, and what else is wrong comes later."""
    assert told(f"{HEAD}{CONFLICT}  B: [\n{WITH_BASE}") == [("CV019", 3), ("CV019", 9)]


def test_the_hint_says_whose_lines_are_whose() -> None:
    """A person learns what to keep and what to remove, in both languages."""
    [plain], [with_base] = found_in(HEAD + CONFLICT), found_in(HEAD + WITH_BASE)

    assert plain.hint is not None
    assert with_base.hint is not None
    assert plain.hint.in_(Language.EN) == (
        "line 4 is from HEAD, line 6 is from a branch: keep what is right, "
        "and remove the marker lines 3, 5, 7"
    )
    assert with_base.hint.in_(Language.FR) == (
        "HEAD : ligne 4 ; a branch : lignes 7 à 8 ; gardez ce qui est juste, "
        "et retirez les lignes de marque 3, 5, 6, 9"
    )
    assert [each.place.span and each.place.span.line for each in with_base.related] == [9]


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}{ENTRY}"one\n<<<<<<< HEAD\n    two\n=======\n    three\n>>>>>>> b\n    four"\n',
        f"{HEAD}{ENTRY}'one\n<<<<<<< HEAD\n    two\n=======\n    three\n>>>>>>> b\n    four'\n",
        "format: 1\nplan: {A: {comment: one\n<<<<<<< HEAD\n=======\n  two\n>>>>>>> b\n}}\n",
        f'{HEAD}{ENTRY}"one\n>>>>>>> b\n    two"\n',
        f'{HEAD}{ENTRY}"one\n||||||| b\n    two"\n',
    ],
    ids=["double quotes", "single quotes", "brackets", "one marker", "another"],
)
def test_what_yaml_would_take_for_text_is_a_conflict(text: str) -> None:
    """Between quotes and brackets markers are YAML: they are found all the same."""
    assert {code for code, _ in told(text)} == {"CV019"}


def test_a_conflict_that_was_not_closed_ends_at_the_next() -> None:
    """Two beginnings and one end are a forgotten line and a conflict."""
    assert told(f"{HEAD}<<<<<<< HEAD\n{CONFLICT}") == [("CV019", 3), ("CV019", 4)]


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> b"])
def test_a_marker_that_was_forgotten_is_told(marker: str) -> None:
    """Somebody decided and left a line: it is named, not called bad YAML."""
    [found] = found_in(f"{HEAD}{ONE}{marker}\n")

    assert (found.rule.code, found.place.span and found.place.span.line) == ("CV019", 4)
    assert found.hint is not None
    assert "remove this line too" in found.hint.en


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{ENTRY}|\n      <<<<<<< HEAD\n      one\n      =======\n      >>>>>>> b\n",
        f"{HEAD}  # <<<<<<< HEAD\n# =======\n{ONE}",
        f'{HEAD}{ENTRY}"<<<<<<< HEAD"\n',
        f'{HEAD}{ENTRY}"a title\n=======\n    below it"\n',
    ],
    ids=["a block of text", "a comment", "one line", "a line of signs"],
)
def test_what_only_looks_like_a_marker_is_text(text: str) -> None:
    """A marker stands at the very start of its line."""
    assert found_in(text) == ()
