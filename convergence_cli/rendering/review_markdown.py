"""One comment for the reviewer of a pull request: the verdict first, details folded away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from convergence_cli.language import Language, Text
from convergence_cli.rendering.comment_changes import ChangeParts
from convergence_cli.rendering.comment_links import Links
from convergence_cli.rendering.comment_means import means_parts
from convergence_cli.rendering.comment_parts import Part, Weight, fitted, within
from convergence_cli.rendering.comment_radar import radar_parts
from convergence_cli.rendering.markdown_text import as_code, clipped, escaped
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_text import NOTHING_CHANGED
from convergence_cli.reviewing.change import Bearing

MARKER = "<!-- convergence -->"
"""The first line, by which a comment is found again."""

_FAILS = Text(en="Convergence: {what}", fr="Convergence : {what}")
_PASSES = Text(en="passes", fr="passe")
_REGRESSIONS = Text(en="{n} regression{s}", fr="{n} régression{s}")
_REFUSALS = Text(en="the gate refuses {n}", fr="le seuil en refuse {n}")
_TO_LOOK_AT = Text(en="{n} to look at", fr="{n} à examiner")
_COMPARED = Text(en="compared with {base}", fr="comparé à {base}")
_REFUSED = Text(en="What the gate refuses", fr="Ce que le seuil refuse")

_LONGEST_BASE = 120
_LONGEST = 400
_NOTICES = 6
_REFUSED_MOST = 50
_REFUSED_ROOM = 8_000


@dataclass(frozen=True)
class Beside:
    """What a comment says besides the changes."""

    refusals: Sequence[Text] = ()
    """What the gate refuses."""
    details: Sequence[str] = ()
    """Markdown that is folded away: scores, a stretch for each product."""
    details_title: str = ""


NOTHING_BESIDE = Beside()


def compared_markdown(
    compared: Compared, links: Links, language: Language, beside: Beside = NOTHING_BESIDE
) -> str:
    """Return what changed as one comment, which no platform finds too long."""
    command = _command(compared)
    changes = ChangeParts(compared, links, command, language)
    parts = (
        _verdict(compared, beside, language),
        *changes.worse(),
        *_refused(beside, language),
        *changes.doubtful(),
        *changes.definitions(),
        *changes.better(),
        *means_parts(compared, command, language),
        *radar_parts(compared, language),
        *changes.unproven(),
        *_details(beside),
    )
    return fitted(parts, command, language)


def _command(compared: Compared) -> str:
    """Return how everything is seen, as Markdown."""
    base = clipped(compared.base, _LONGEST_BASE)
    if compared.commit is None:
        return as_code(f"convergence score --baseline {base}")
    head = "" if compared.head is None else f" {compared.head}"
    return as_code(f"convergence diff {base}{head}")


def _verdict(compared: Compared, beside: Beside, language: Language) -> Part:
    regressions, refused = len(compared.regressions), len(beside.refusals)
    fails = []
    if regressions:
        fails.append(_REGRESSIONS.fill(n=regressions, s="s" if regressions > 1 else ""))
    if refused:
        fails.append(_REFUSALS.fill(n=refused))
    says = fails or [_PASSES]
    doubtful = len(_doubtful(compared))
    if doubtful:
        says.append(_TO_LOOK_AT.fill(n=doubtful))
    what = _FAILS.fill(what=", ".join(each.in_(language) for each in says)).in_(language)
    base = _COMPARED.fill(base=clipped(compared.base_shown, _LONGEST_BASE)).in_(language)
    line = f"### {'❌' if fails else '✅'} {escaped(what)} · {escaped(base)}\n"
    notes = [clipped(each.in_(language), _LONGEST) for each in compared.notices[:_NOTICES]]
    if not compared.review.changes and not compared.review.movements:
        notes.append(NOTHING_CHANGED.in_(language))
    listed = "".join(f"- {escaped(each)}\n" for each in notes)
    text = f"{MARKER}\n\n{line}" + (f"\n{listed}" if listed else "")
    return Part(Weight.VERDICT, "", text)


def _doubtful(compared: Compared) -> list[object]:
    if Bearing.DOUBTFUL in compared.failing:
        return []
    return [each for each in compared.review.changes if each.bearing is Bearing.DOUBTFUL]


def _refused(beside: Beside, language: Language) -> Iterator[Part]:
    refusals = beside.refusals
    kept, left = within(
        refusals,
        lambda each: f"- {escaped(clipped(each.in_(language), _LONGEST))}\n",
        _REFUSED_ROOM,
        _REFUSED_MOST,
    )
    if kept:
        name = _REFUSED.in_(language)
        more = f"- … +{left}\n" if left else ""
        text = f"#### {escaped(name)} ({len(refusals)})\n\n{''.join(kept)}{more}"
        yield Part(Weight.REFUSED, name, text)


def _details(beside: Beside) -> Iterator[Part]:
    for each in beside.details:
        yield Part(Weight.DETAILS, beside.details_title, each)
