"""What remains to do, in a terminal and in Markdown: a line for each questionnaire."""

from collections.abc import Iterable, Iterator

from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Language, Text
from convergence_cli.rendering import words
from convergence_cli.rendering.page import Item, Lines, Term, headed, page_markdown
from convergence_cli.rendering.plain_page import plain_page
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.rendering.status_result import StatusResult, next_command
from convergence_cli.scoring.expiry import Expiry, ExpiryKind
from convergence_cli.scoring.progress import (
    QuestionnaireProgress,
    SheetState,
    SubjectProgress,
)

_STATES: dict[SheetState, Text] = {
    SheetState.NO_FILE: Text(en="no answers file yet", fr="pas encore de fichier de réponses"),
    SheetState.DRAFT: Text(en="draft", fr="brouillon"),
    SheetState.VALIDATED: Text(en="validated by {by} on {on}", fr="validé par {by} le {on}"),
    SheetState.SEAL_BROKEN: Text(
        en="seal broken, set by {by} on {on}", fr="sceau rompu, apposé par {by} le {on}"
    ),
}
_UNANSWERED = Text(en="unanswered", fr="sans réponse")
_UNDETERMINED = Text(
    en="undetermined ({n}), until the profile answers {questions}",
    fr="indéterminés ({n}), tant que le profil ne répond pas à {questions}",
)
_OBSOLETE = Text(en="obsolete", fr="obsolètes")
_TO_REVIEW = Text(en="to review, the definition changed", fr="à relire, la définition a changé")
_OBSOLETE_FILE = Text(
    en="{questionnaire}: does not apply, its file is obsolete (answers: {n})",
    fr="{questionnaire} : ne s'applique pas, son fichier est obsolète (réponses : {n})",
)
_EXPIRIES = Text(en="Runs out, until {day}", fr="Échéances, jusqu'au {day}")
_PAST = Text(en="{on}, past", fr="{on}, passé")
_NO_EXPIRY = Text(en="nothing", fr="aucune")
_NEXT = Text(en="next: {command}", fr="pour continuer : {command}")
_NOTHING_ASKED = Text(
    en="nothing is asked of anyone yet", fr="rien n'est encore demandé à personne"
)
_WHAT: dict[ExpiryKind, Text] = {
    ExpiryKind.CERTIFICATION: Text(
        en="the certification “{title}” expires", fr="la certification « {title} » expire"
    ),
    ExpiryKind.EVIDENCE: Text(
        en="the evidence “{title}” expires", fr="la preuve « {title} » expire"
    ),
    ExpiryKind.NOT_APPLICABLE: Text(
        en="not applicable until that day", fr="non applicable jusqu'à ce jour"
    ),
    ExpiryKind.EXPECTED_LEVEL: Text(
        en="level {level} is expected from that day on",
        fr="le niveau {level} est attendu dès ce jour",
    ),
}


def status_text(result: StatusResult, language: Language, screen: Screen) -> str:
    """Return what remains, for a terminal."""
    return plain_page(_lines(result, language), screen)


def status_markdown(result: StatusResult, language: Language) -> str:
    """Return what remains as Markdown, fit for one comment."""
    return page_markdown(_lines(result, language))


def _lines(result: StatusResult, language: Language) -> Lines:
    asked = [each for each in result.subjects if _is_asked_something(each)]
    for each in asked:
        heading = words.subject_heading(each.subject, result.workspace.company.name, language)
        product = each.subject.product
        if product is not None and product.is_archived:
            heading += f" · {words.ARCHIVED.in_(language)}"
        yield from headed(heading, 3)
        yield from _subject(each, language)
    if not asked:
        yield _NOTHING_ASKED.in_(language)
    yield from headed(_EXPIRIES.fill(day=result.until).in_(language), 3)
    for expiry in result.expiries:
        yield Item(expiry_line(expiry, result.day, language))
    if not result.expiries:
        yield Item(_NO_EXPIRY.in_(language))
    yield ""
    yield _NEXT.fill(command=next_command(result.next)).in_(language)


def _is_asked_something(progress: SubjectProgress) -> bool:
    return bool(progress.questionnaires or progress.undetermined or progress.obsolete_files)


def _subject(progress: SubjectProgress, language: Language) -> Lines:
    for each in progress.questionnaires:
        yield Item(" · ".join(_told(each, language)))
        yield from (Term(f"    {part}") for part in _remaining(each, language))
    for id_, missing in progress.undetermined.items():
        yield Item(
            words.UNDETERMINED_QUESTIONNAIRE.fill(
                questionnaire=id_, questions=words.joined(missing)
            ).in_(language)
        )
    for standing in progress.obsolete_files:
        words_ = _OBSOLETE_FILE.fill(questionnaire=standing.questionnaire.id, n=len(standing.own))
        yield Item(words_.in_(language))


def _told(progress: QuestionnaireProgress, language: Language) -> Iterator[str]:
    questionnaire, seal = progress.standing.questionnaire, progress.seal
    yield f"{questionnaire.id} {on_one_line(questionnaire.version)}"
    state = _STATES[progress.state]
    if seal is not None:
        state = state.fill(by=on_one_line(seal.by), on=seal.on)
    yield state.in_(language)
    yield words.counts_text(progress.tally).in_(language)
    for product, n in progress.standing.inherited_from.items():
        yield words.OF_THEM_INHERITED.fill(n=n, product=product, s="s" if n > 1 else "").in_(
            language
        )


def _remaining(progress: QuestionnaireProgress, language: Language) -> Iterator[str]:
    yield from _listed(_UNANSWERED, progress.unanswered, language)
    questions = dict.fromkeys(each for ids in progress.undetermined.values() for each in ids)
    if questions:
        n, ids = len(progress.undetermined), named(progress.undetermined)
        label = _UNDETERMINED.fill(n=n, questions=named(questions))
        yield words.labelled(label, ids, language)
    yield from _listed(_TO_REVIEW, progress.to_review, language)
    yield from _listed(_OBSOLETE, progress.obsolete, language)


def _listed(label: Text, ids: Iterable[str], language: Language) -> Iterator[str]:
    found = tuple(ids)
    if found:
        counted = f"{label.in_(language)} ({len(found)})"
        yield words.labelled(counted, named(found), language)


def expiry_line(expiry: Expiry, today: str, language: Language) -> str:
    """Return what runs out on one line: when, whose, and what it is."""
    is_past = expiry.is_past(today)
    day = _PAST.fill(on=expiry.on).in_(language) if is_past else expiry.on
    holder = expiry.holder or words.COMPANY.in_(language)
    where = (holder, expiry.criterion) if expiry.criterion else (holder,)
    title, level = on_one_line(expiry.title), expiry.level
    what = _WHAT[expiry.kind].fill(title=title, level=level).in_(language)
    return " · ".join((day, *where, what))
