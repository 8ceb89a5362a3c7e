"""What got worse, or is to be looked at, as findings that platforms read.

What got better is no finding: platforms list what somebody has to do something about.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from convergence_cli.checking.gate import refusal_diagnostic
from convergence_cli.diagnostics import Place, Severity
from convergence_cli.language import Language, Text
from convergence_cli.rendering.findings import Baseline, Finding, FindingRule, finding_of
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_words import KIND_WORDS, Told, told_text
from convergence_cli.reviewing.change import Bearing, Change, bearing_of
from convergence_cli.scoring.gate import Refusal

_ABOUT = Text(en="{kind}, since another state", fr="{kind}, depuis un autre état")
_HELP: dict[Bearing, Text] = {
    Bearing.WORSE: Text(
        en="put back what was there, or have it decided in the open that it goes",
        fr="rétablissez ce qui s'y trouvait, ou faites décider au grand jour qu'il disparaisse",
    ),
    Bearing.DOUBTFUL: Text(
        en="it may be right: have somebody look at it; --strict refuses it",
        fr="ce peut être juste : faites-le regarder ; --strict le refuse",
    ),
    Bearing.APART: Text(
        en="the answers are the same: look at what the definition does to the means",
        fr="les réponses sont les mêmes : voyez l'effet de la définition sur les moyennes",
    ),
}


def told_to_platforms(compared: Compared) -> tuple[Change, ...]:
    """Return the changes that are findings, regressions first."""
    found = [each for each in compared.review.changes if each.bearing is not Bearing.BETTER]
    return tuple(sorted(found, key=lambda each: each.bearing not in compared.failing))


def change_findings(
    compared: Compared, changes: Iterable[Change], places: Iterable[Place]
) -> Iterator[Finding]:
    """Yield changes as findings, each with its place in the newer state."""
    for change, place in zip(changes, places, strict=True):
        yield Finding(
            rule=_rule(change),
            severity=_severity(change, compared),
            message=_message(change),
            path=place.path,
            identity=tuple(filter(None, (change.product, change.questionnaire, change.criterion))),
            span=place.span,
            hint=_HELP[change.bearing],
            baseline=Baseline.NEW,
        )


def refusal_findings(refusals: Iterable[Refusal]) -> Iterator[Finding]:
    """Yield what the gate refuses as findings, one of a product and a questionnaire each."""
    return map(finding_of, map(refusal_diagnostic, refusals))


def _rule(change: Change) -> FindingRule:
    kind, bearing = change.kind, bearing_of(change.kind)
    severity = Severity.ERROR if bearing is Bearing.WORSE else Severity.WARNING
    about = _ABOUT.fill(kind=KIND_WORDS[kind])
    return FindingRule(kind.value, kind.value, severity, about, _HELP[bearing])


def _severity(change: Change, compared: Compared) -> Severity:
    if change.bearing in compared.failing:
        return Severity.ERROR
    match change.bearing:
        case Bearing.WORSE | Bearing.DOUBTFUL:
            return Severity.WARNING
        case Bearing.APART | Bearing.BETTER:
            return Severity.NOTE
        case _:
            assert_never(change.bearing)


def _message(change: Change) -> Text:
    told = Told((change,))
    return Text(en=told_text(told, Language.EN), fr=told_text(told, Language.FR))
