"""What a person should know of an answer they give, although it stops nothing."""

from collections.abc import Iterator

from convergence_cli.checking.consistency import check_consistency, rules_of
from convergence_cli.cli.answer_files import Who
from convergence_cli.cli.console import say
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import Diagnostic
from convergence_cli.language import Text
from convergence_cli.scoring.standing import Judge

_CONTRADICTS = Text(
    en="note: convergence check finds {code} from now on: {what}",
    fr="note : convergence check trouve désormais {code} : {what}",
)
_WHY = Text(en="   {why}", fr="   {why}")


def tell_contradictions(before: Session, after: Session, who: Who) -> None:
    """Say which rules some new answers contradict, and what these ask for."""
    known = set(_contradictions(before, who))
    for each in _contradictions(after, who):
        if each not in known:
            say(_CONTRADICTS.fill(code=each.rule.code, what=each.message))
            if each.hint is not None:
                say(_WHY.fill(why=each.hint))


def _contradictions(session: Session, who: Who) -> Iterator[Diagnostic]:
    workspace = session.workspace
    subject = who.subject(Judge(workspace))
    return check_consistency(subject, rules_of(workspace), workspace, session.day)
