"""What a person should know of an answer they give, although it stops nothing."""

from collections.abc import Iterator

from convergence_cli.checking.consistency import check_consistency, rules_of
from convergence_cli.cli.acting import Committer
from convergence_cli.cli.answer_files import Who
from convergence_cli.cli.console import say
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import Diagnostic, audit_rules
from convergence_cli.language import Text
from convergence_cli.model.rights import holds
from convergence_cli.scoring.standing import Judge

_CONTRADICTS = Text(
    en="note: convergence check finds {code} from now on: {what}",
    fr="note : convergence check trouve désormais {code} : {what}",
)
_WHY = Text(en="   {why}", fr="   {why}")
_NOT_THEIRS = Text(
    en="note: git commits here as '{member}', and {whose}: "
    "once this is committed, convergence member audit reports {code}",
    fr="note : git signe ici pour « {member} », et {whose} : "
    "une fois ceci enregistré, convergence member audit signale {code}",
)
_NOT_THEIR_PRODUCT = Text(
    en="'{product}' is none of their products", fr="« {product} » n'est pas de ses produits"
)
_NOT_THEIR_COMPANY = Text(
    en="the company's answers are for those with 'products: all'",
    fr="les réponses de l'entreprise reviennent à ceux qui ont « products: all »",
)

_ARCHIVED = Text(
    en="note: '{product}' is archived since {day}, and counts nowhere",
    fr="note : « {product} » est archivé depuis le {day}, et ne compte nulle part",
)


def tell_beforehand(session: Session, who: Who) -> None:
    """Say what stands against answers, before any is given."""
    _tell_archived(session, who)
    _tell_not_theirs(session, who)


def _tell_archived(session: Session, who: Who) -> None:
    product = session.workspace.products.get(who.holder)
    if product is not None and product.is_archived:
        say(_ARCHIVED.fill(product=product.id, day=product.archived_on))


def _tell_not_theirs(session: Session, who: Who) -> None:
    """Say what the audit will find where git commits as a member whose answers these are not."""
    members = session.workspace.members
    if not members:
        return
    member = Committer(session.root, members).member
    if member is None or holds(member, who.holder or None):
        return
    whose = _NOT_THEIR_PRODUCT.fill(product=who.holder) if who.holder else _NOT_THEIR_COMPANY
    rule = audit_rules.PRODUCT_OF_OTHERS if who.holder else audit_rules.COMPANY_OF_OTHERS
    say(_NOT_THEIRS.fill(member=member.id, whose=whose, code=rule.code))


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
