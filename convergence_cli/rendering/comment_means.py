"""The means of a comment: before, after, and what each cause does to them."""

from collections.abc import Iterator
from fractions import Fraction

from convergence_cli.language import Language, Text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import words
from convergence_cli.rendering.comment_changes import MORE
from convergence_cli.rendering.comment_parts import Part, Weight, within
from convergence_cli.rendering.markdown_text import clipped, inline, row, table
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_text import effect_text, state_shown, step_named
from convergence_cli.reviewing.movement import Movement, Step
from convergence_cli.reviewing.state import State
from convergence_cli.scoring.numbers import rounded

MEANS = Text(en="Scores", fr="Scores")
_CAUSES = Text(en="What moved them", fr="Ce qui les a fait bouger")
_PRODUCT = Text(en="Product", fr="Produit")
_QUESTIONNAIRE = Text(en="Questionnaire", fr="Questionnaire")
BEFORE = Text(en="Before", fr="Avant")
AFTER = Text(en="After", fr="Après")

_ROWS = 40
_ROOM = 8_000
_STEPS = 12
_LONGEST = 200


def means_parts(compared: Compared, command: str, language: Language) -> Iterator[Part]:
    """Yield the means that moved as a table, then the causes of each movement as a list."""
    movements = compared.review.movements
    if not movements:
        return
    rows, left = within(movements, lambda each: _row(each, language), _ROOM, _ROWS)
    headings = (_PRODUCT, _QUESTIONNAIRE, BEFORE, AFTER, words.EXPECTED)
    head = table(tuple(each.in_(language) for each in headings), "llrrr", ())
    name = MEANS.in_(language)
    text = f"#### {inline(name)} ({len(movements)})\n\n{head}{''.join(rows)}"
    yield Part(Weight.MEANS, name, text + _more(left, command, language))
    yield from _causes(compared, command, language)


def _causes(compared: Compared, command: str, language: Language) -> Iterator[Part]:
    moved = [each for each in compared.review.movements if each.steps]
    lines, left = within(moved, lambda each: _moved(each, language), _ROOM, _ROWS)
    if lines:
        name = _CAUSES.in_(language)
        text = f"#### {inline(name)}\n\n{''.join(lines)}{_more(left, command, language)}"
        yield Part(Weight.MEANS, name, text)


def _moved(movement: Movement, language: Language) -> str:
    """Return a movement as an item of a list, with an item below it for each cause."""
    subject = movement.product or words.COMPANY.in_(language)
    where = inline(f"{subject} · {movement.questionnaire}")
    sides = inline(f"{state_shown(movement.before)} → {state_shown(movement.after)}")
    steps = movement.steps[:_STEPS]
    causes = "".join(f"  - {_step(movement, each, language)}\n" for each in steps)
    left = len(movement.steps) - len(steps)
    more = f"  - … +{left}\n" if left else ""
    return f"- {words.labelled(f'**{where}**', sides, language)}\n{causes}{more}"


def _row(movement: Movement, language: Language) -> str:
    before, after = movement.before, movement.after
    return row(
        inline(movement.product or words.COMPANY.in_(language)),
        inline(movement.questionnaire),
        inline(state_shown(before)),
        inline(state_shown(after)),
        inline(_expected(before, after)),
    )


def _expected(before: State | None, after: State | None) -> str:
    """Return the mean expected of the criteria that count; both where it moved, too."""
    shown = [
        words.NO_MEAN
        if state is None or state.applies is not Truth.YES
        else words.mean_text(state.tally.expected_mean, state.top)
        for state in (before, after)
    ]
    return " → ".join(dict.fromkeys(shown))


def _step(movement: Movement, step: Step, language: Language) -> str:
    effect = effect_text(step, movement.top)
    if step.effect is not None and _is_rounded(step.effect, movement.top):
        effect += f" ({_exact(step.effect)})"
    return inline(clipped(f"{effect} {step_named(step, language)}", _LONGEST))


def _is_rounded(effect: Fraction, top: int) -> bool:
    return Fraction(rounded(abs(effect), top)) != abs(effect)


def _exact(effect: Fraction) -> str:
    return f"{'−' if effect < 0 else '+'}{abs(effect)}"


def _more(left: int, command: str, language: Language) -> str:
    return f"\n{MORE.fill(n=left, command=command).in_(language)}\n" if left else ""
