"""Steps of a plan as a form shows them and as people type them: a line for each."""

import re
from collections.abc import Sequence

from convergence_cli.exchanging.typed import Refused, Typed, plain_text
from convergence_cli.exchanging.typed_day import read_by
from convergence_cli.exchanging.typed_level import read_level
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Scale
from convergence_cli.model.workspace import NA, PlanStep

_STEP = re.compile(r"(?P<level>[^:=→>]+?)\s*(?::|=|→|->|=>)\s*(?P<by>.+)")
STEPS = Text(
    en="one step a line: level: quarter or day, such as 2: 2026-Q4",
    fr="une étape par ligne, « niveau : trimestre ou jour », comme 2: 2026-Q4",
)


def shown_steps(steps: Sequence[PlanStep]) -> str:
    """Return steps as lines such as `2: 2026-Q4`."""
    return "\n".join(f"{each.level}: {each.by}" for each in steps)


def read_steps(typed: Typed, scale: Scale, language: Language) -> tuple[PlanStep, ...] | Refused:
    """Return the steps that were typed, on lines or between semicolons, in order."""
    text = plain_text(typed)
    if text is None:
        return Refused(STEPS)
    lines = [each.strip() for each in re.split("[\n;]", text) if each.strip()]
    found = [_read(each, scale, language) for each in lines]
    refused = [each for each in found if isinstance(each, Refused)]
    return refused[0] if refused else tuple(each for each in found if isinstance(each, PlanStep))


def _read(line: str, scale: Scale, language: Language) -> PlanStep | Refused:
    found = _STEP.fullmatch(line)
    if found is None:
        return Refused(STEPS)
    level, by = read_level(found["level"], scale, language), read_by(found["by"], language)
    if isinstance(level, Refused):
        return level
    if isinstance(by, Refused):
        return by
    return Refused(STEPS) if level in ("", NA.value) or not by else PlanStep(int(level), by)
