"""A plan to fill in: how that is done, and what stands above each entry without a date."""

from textwrap import wrap

from convergence_cli.language import Language, Text
from convergence_cli.model.edit import Put
from convergence_cli.model.questionnaire import STRENGTH_WORDS
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.writing.skeleton import comment_line, note_lines
from convergence_cli.writing.yaml_text import modeline

_WIDTH = 92
_HOW_TO_PLAN = Text(
    en="In by, give each criterion the quarter (2027-Q2: its last day) or the day at which it "
    "reaches its target. Where that cannot be planned, write target_not_applicable: true in "
    "the place of by, and the reason in comment. Also, as you like: steps, owner, effort, ticket.",
    fr="Dans by, donnez à chaque critère le trimestre (2027-Q2 : son dernier jour) ou le jour où "
    "il atteint sa cible. Si cela ne peut être planifié, écrivez target_not_applicable: true à "
    "la place de by, et le motif dans comment. Aussi, à votre gré : steps, owner, effort, ticket.",
)
_LEVELS = Text(
    en="level {level}, expected {expected}, target {target}",
    fr="niveau {level}, attendu {expected}, cible {target}",
)


def empty_plan_text(schema: str, language: Language) -> str:
    """Return a plan.yaml without any entry yet."""
    lines = ("format: 1", *note_lines(_HOW_TO_PLAN.in_(language)), "plan:")
    return modeline(schema) + "".join(f"{line}\n" for line in lines)


def proposed_entry(proposed: Unplanned, language: Language) -> Put:
    """Return the edit that adds an entry without a date, with what it is about above it."""
    return Put(
        ("plan", proposed.criterion.id),
        {"by": None},
        above=("", *_title(proposed, language), _levels(proposed, language)),
    )


def _title(proposed: Unplanned, language: Language) -> list[str]:
    criterion = proposed.criterion
    title = comment_line(f"{criterion.id} · {criterion.title.in_(language)}")
    return wrap(title, _WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _levels(proposed: Unplanned, language: Language) -> str:
    gap, strength = proposed.gap, proposed.criterion.strength
    levels = _LEVELS.fill(level=gap.level, expected=gap.expected, target=gap.target).in_(language)
    return levels if strength is None else f"{levels} · {STRENGTH_WORDS[strength].in_(language)}"
