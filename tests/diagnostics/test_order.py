"""The order of diagnostics is the order of reading, whatever the order of finding."""

from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.diagnostics import (
    RULES,
    Diagnostic,
    Part,
    Place,
    Rule,
    Severity,
    Span,
    in_reading_order,
)
from convergence_cli.language import Text

RULE_1, RULE_2 = (
    Rule(code, code.lower(), Severity.ERROR, Text(en="{what} of {of}", fr="{what} de {of}"))
    for code in ("CV001", "CV102")
)


def found(path: str, span: Span | None = None, rule: Rule = RULE_1, what: str = "a") -> Diagnostic:
    """Return a diagnostic somewhere."""
    return rule.at(Place(path, span=span), what=what, of="b")


ORDERED = (
    found("a.yaml"),
    found("a.yaml", Span(1, 1, 1, 1)),
    found("a.yaml", Span(1, 2, 1, 3)),
    found("a.yaml", Span(1, 2, 1, 4)),
    found("a.yaml", Span(1, 2, 1, 4), RULE_2),
    found("a.yaml", Span(1, 10, 1, 11)),
    found("a.yaml", Span(2, 1, 2, 2), RULE_1, "x"),
    found("a.yaml", Span(2, 1, 2, 2), RULE_1, "y"),
    found("a.yaml", Span(10, 1, 10, 2)),
    found("a/b.yaml", Span(1, 1, 1, 2)),
    found("b.yaml"),
)


@given(shuffled=st.permutations(ORDERED * 2))
@settings(max_examples=100, deadline=None)
def test_diagnostics_are_ordered_by_place_and_code(shuffled: list[Diagnostic]) -> None:
    """By file, line, column, code and words; each once, in whatever order they were found."""
    assert in_reading_order(shuffled) == ORDERED


def test_nothing_is_nothing() -> None:
    """Without diagnostics there is nothing to order."""
    assert in_reading_order([]) == ()


def test_the_same_words_at_two_places_are_two_diagnostics() -> None:
    """Only what is the same in every respect is told once."""
    here, there = found("a.yaml", Span(1, 1, 1, 2)), found("a.yaml", Span(2, 1, 2, 2))

    assert in_reading_order([there, here, here]) == (here, there)


def test_a_place_below_another_keeps_the_file() -> None:
    """Steps are added to a route one after the other; the key of an entry is the same entry."""
    place = Place("a.yaml").at("answers", "INT-01").at("evidence", 0)

    assert place == Place("a.yaml", ("answers", "INT-01", "evidence", 0))
    assert place.key == Place("a.yaml", ("answers", "INT-01", "evidence", 0), Part.KEY)
    assert place.at() == place


def test_the_catalogue_holds_each_rule_once() -> None:
    """Codes and names are used once; codes are four characters, names are kebab-case."""
    names = [rule.name for rule in RULES.values()]

    assert len(set(names)) == len(names)
    assert all(code == rule.code for code, rule in RULES.items())
    assert list(RULES) == sorted(RULES)
    for rule in RULES.values():
        assert rule.code[:2] == "CV"
        assert rule.code[2:].isdigit()
        assert len(rule.code) == 5
        assert rule.name == rule.name.lower().strip("-")
        assert rule.name.replace("-", "").isalnum()


def test_messages_are_sentences_without_a_full_stop() -> None:
    """Messages and hints are said in both languages, and end without a full stop."""
    for rule in RULES.values():
        texts = [rule.message] if rule.hint is None else [rule.message, rule.hint]
        for text in texts:
            for words in (text.en, text.fr):
                assert words
                assert not words.endswith("."), rule.code
                assert words[0].islower() or not words[0].isalpha(), rule.code
