"""Radars of a comment: a Mermaid block for viewers that draw it, and the same numbers as a table.

Mermaid knows no missing value: an axis that has no mean on one of both sides is not drawn, which is
said, and stands in the table.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from fractions import Fraction

from convergence_cli.language import Language, Text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering import words
from convergence_cli.rendering.comment_means import AFTER, BEFORE
from convergence_cli.rendering.comment_parts import Part, Weight
from convergence_cli.rendering.markdown_text import clipped, inline, table
from convergence_cli.rendering.review_result import Compared
from convergence_cli.reviewing.movement import Movement
from convergence_cli.reviewing.review import Review
from convergence_cli.reviewing.state import State
from convergence_cli.scoring.score import Tally

_RADAR = Text(en="Radars", fr="Radars")
_TITLE = Text(en="Radar: {of}", fr="Radar : {of}")
_NOT_DRAWN = Text(
    en="Not drawn, having no mean before or after: {axes}",
    fr="Non tracés, faute de moyenne avant ou après : {axes}",
)

_MANY = 2
"""Radars in one comment: of what got worse, then of what moved most."""
_FEWEST = 3
"""Axes that make a radar; fewer are a line."""
_LONGEST = 12
"""Of a label: what is longer is cut off at the edge of the picture."""
_LONGEST_TITLE = 120
_LONGEST_LIST = 600
_TABLE_ROWS = 40
_LOOK = """\
```mermaid
---
config:
  radar:
    width: 360
    height: 360
  themeVariables:
    cScale0: "#8c959f"
    cScale1: "#0969da"
    radar:
      curveOpacity: 0.2
      curveStrokeWidth: 3
---
radar-beta""".splitlines()
"""Two curves that can be told apart: by default the newer one hides the older one."""
_SAFE = frozenset(" -–.,'’()/:")


def radar_parts(compared: Compared, language: Language) -> Iterator[Part]:
    """Yield the radars of the questionnaires that got worse, or moved most."""
    for movement in _chosen(compared):
        if movement.before is not None and movement.after is not None:
            text = _radar(movement, movement.before, movement.after, compared.review, language)
            yield Part(Weight.RADAR, _RADAR.in_(language), text)


def _chosen(compared: Compared) -> list[Movement]:
    worse = {(each.product, each.questionnaire) for each in compared.regressions}
    drawn = [
        each
        for each in compared.review.movements
        if len(_drawn(each)) >= _FEWEST and _has_one_scale(each)
    ]
    drawn.sort(key=lambda each: ((each.product, each.questionnaire) not in worse, -_size(each)))
    return drawn[:_MANY]


def _drawn(movement: Movement) -> list[str]:
    """Return the axes that have a mean on both sides."""
    before, after = _axes(movement.before), _axes(movement.after)
    return [id_ for id_, tally in after.items() if _has_mean(tally) and _has_mean(before.get(id_))]


def _has_one_scale(movement: Movement) -> bool:
    before, after = movement.before, movement.after
    return before is not None and after is not None and before.top == after.top


def _axes(state: State | None) -> Mapping[str, Tally]:
    return {} if state is None or state.applies is not Truth.YES else state.axes


def _has_mean(tally: Tally | None) -> bool:
    return tally is not None and tally.mean is not None


def _size(movement: Movement) -> Fraction:
    if movement.before is None or movement.after is None:
        return Fraction(0)
    before, after = movement.before.tally.mean, movement.after.tally.mean
    return Fraction(0) if before is None or after is None else abs(after - before)


def _radar(
    movement: Movement, before: State, after: State, review: Review, language: Language
) -> str:
    titles = _titles(movement.questionnaire, review, language)
    axes = list(dict.fromkeys((*after.axes, *before.axes)))
    drawn = _drawn(movement)
    subject = movement.product or words.COMPANY.in_(language)
    of = f"{subject} · {movement.questionnaire}"
    blocks = [
        f"#### {inline(_TITLE.fill(of=of).in_(language))}\n",
        _mermaid(drawn, before, after, language),
    ]
    if len(drawn) < len(axes):
        left = words.joined(each for each in axes if each not in drawn)
        note = _NOT_DRAWN.fill(axes=left).in_(language)
        blocks.append(f"{inline(clipped(note, _LONGEST_LIST))}\n")
    blocks.append(_table(axes, before, after, titles, language))
    return "\n".join(blocks)


def _titles(questionnaire: str, review: Review, language: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for workspace in (review.before, review.after):
        definition = workspace.questionnaires.get(questionnaire)
        axes = () if definition is None else definition.axes
        found |= {each.id: each.title.in_(language) for each in axes}
    return found


def _mermaid(axes: list[str], before: State, after: State, language: Language) -> str:
    lines = [*_LOOK, f"  axis {', '.join(_labelled('a', n, id_) for n, id_ in enumerate(axes))}"]
    for n, (name, state) in enumerate(((BEFORE, before), (AFTER, after))):
        means = ", ".join(words.mean_text(state.axes[each].mean, state.top) for each in axes)
        lines.append(f"  curve {_labelled('c', n, name.in_(language))}{{{means}}}")
    lines += ["  min 0", f"  max {after.top}", f"  ticks {after.top}", "  graticule polygon", "```"]
    return "".join(f"{each}\n" for each in lines)


def _labelled(kind: str, n: int, text: str) -> str:
    return f'{kind}{n}["{mermaid_label(text)}"]'


def mermaid_label(text: str) -> str:
    """Return a short text in which no sign means anything to Mermaid, or ends its block."""
    safe = "".join(
        each if each in _SAFE or unicodedata.category(each)[0] in "LMN" else " "
        for each in unicodedata.normalize("NFC", text)
    )
    return clipped(" ".join(safe.split()), _LONGEST)


def _table(
    axes: list[str], before: State, after: State, titles: Mapping[str, str], language: Language
) -> str:
    headings = (words.AXIS, BEFORE, AFTER, words.EXPECTED)
    rows = []
    for id_ in axes[:_TABLE_ROWS]:
        name = inline(clipped(f"{id_} {titles.get(id_, '')}", _LONGEST_TITLE))
        rows.append((name, *_cells(before.axes.get(id_), after.axes.get(id_), after.top)))
    whole = f"**{inline(words.WHOLE.in_(language))}**"
    rows.append((whole, *_cells(before.tally, after.tally, after.top)))
    return table(tuple(each.in_(language) for each in headings), "lrrr", rows)


def _cells(before: Tally | None, after: Tally | None, top: int) -> tuple[str, str, str]:
    return (_shown(before, top), _shown(after, top), _expected(after, top))


def _shown(tally: Tally | None, top: int) -> str:
    if tally is None:
        return words.NO_MEAN
    return inline(f"{words.mean_text(tally.mean, top)} {words.interval_text(tally, top)}")


def _expected(tally: Tally | None, top: int) -> str:
    return words.NO_MEAN if tally is None else words.mean_text(tally.expected_mean, top)
