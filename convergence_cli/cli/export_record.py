"""What is exported as data: which subjects, which answers, and what is said to be left out."""

from pathlib import Path

from convergence_cli.cli.console import deliver_data, say
from convergence_cli.cli.exporting import Wanted, refuse_both
from convergence_cli.cli.session import Session, chosen_subjects, only
from convergence_cli.exchanging.record import Record, archived_among, part_of
from convergence_cli.language import Text
from convergence_cli.model.workspace import SheetStatus
from convergence_cli.rendering.record_csv import record_csv
from convergence_cli.rendering.record_json import record_json
from convergence_cli.scoring.standing import Judge

_DRAFTS = Text(
    en="{n} questionnaires are drafts and left out; --drafts takes them in",
    fr="{n} questionnaires sont des brouillons, laissés de côté ; --drafts les inclut",
)
_ONE_DRAFT = Text(
    en="1 questionnaire is a draft and left out; --drafts takes it in",
    fr="1 questionnaire est un brouillon, laissé de côté ; --drafts l'inclut",
)
_ARCHIVED = Text(
    en="{n} archived products are left out; --archived takes them in",
    fr="{n} produits archivés sont laissés de côté ; --archived les inclut",
)
_ONE_ARCHIVED = Text(
    en="1 archived product is left out; --archived takes it in",
    fr="1 produit archivé est laissé de côté ; --archived l'inclut",
)


def export_json(session: Session, wanted: Wanted, output: Path | None) -> None:
    """Write a record as JSON, and say what is not in it."""
    record = recorded(session, wanted)
    deliver_data(record_json(record, session.language), output, session.root)
    tell_left_out(record)


def export_csv(session: Session, wanted: Wanted, output: Path | None) -> None:
    """Write a record as a table, and say what is not in it."""
    record = recorded(session, wanted)
    deliver_data(record_csv(record, session.language), output, session.root)
    tell_left_out(record)


def recorded(session: Session, wanted: Wanted) -> Record:
    """Return what is exported; stop where files have errors."""
    refuse_both(wanted)
    session.refuse_errors()
    workspace = only(session.loaded, wanted.questionnaires)
    judge = Judge(workspace)
    statuses = frozenset(SheetStatus if wanted.drafts else (SheetStatus.VALIDATED,))
    chosen = (
        ()
        if wanted.company
        else chosen_subjects(workspace, judge, wanted.products, archived=wanted.archived)
    )
    products = tuple(part_of(each, statuses) for each in chosen)
    is_everything = not wanted.products and not wanted.company
    return Record(
        workspace,
        session.day,
        tuple(sorted(set(wanted.questionnaires))) or None,
        products,
        None if wanted.products else part_of(judge.company(), statuses),
        archived_among(workspace, products) if is_everything else (),
    )


def tell_left_out(record: Record) -> None:
    """Say what an export leaves out, and what would take it in."""
    for one, several, count in (
        (_ONE_DRAFT, _DRAFTS, len(record.drafts)),
        (_ONE_ARCHIVED, _ARCHIVED, len(record.archived)),
    ):
        if count:
            say((one if count == 1 else several).fill(n=count))
