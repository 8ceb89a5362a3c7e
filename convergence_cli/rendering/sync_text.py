"""What `sync` tells: which criteria appeared and disappeared, and what made them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from convergence_cli.diagnostics.wording import named
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Answer, PlanEntry, Workspace, level_text
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.inheritance import Given, given_values
from convergence_cli.rendering import words
from convergence_cli.rendering.condition_text import value_text
from convergence_cli.rendering.page import Item, Lines, Term, headed
from convergence_cli.rendering.plain_page import plain_page
from convergence_cli.rendering.screen import Screen, on_one_line
from convergence_cli.revising.alignment import (
    ByDefinition,
    Cause,
    PlanAlignment,
    SheetAlignment,
)
from convergence_cli.scoring.standing import Subject

_APPEARED = Text(en="appeared, {cause}", fr="apparus, {cause}")
_DISAPPEARED = Text(en="disappeared, {cause}", fr="disparus, {cause}")
_UNTOUCHED = Text(
    en="disappeared and offered as comments, {cause}",
    fr="disparus et proposés en commentaire, {cause}",
)
_KEPT = Text(
    en="disappeared, {cause}; the comment is not as it was written, and stays",
    fr="disparus, {cause} ; le commentaire n'est plus tel qu'il fut écrit, et reste",
)
_NEW_FILE = Text(
    en="{questionnaire}: no answers file yet, {cause}",
    fr="{questionnaire} : pas encore de fichier de réponses, {cause}",
)
_OBSOLETE_FILE = Text(
    en="{questionnaire}: the whole file is obsolete, {cause}",
    fr="{questionnaire} : le fichier entier est obsolète, {cause}",
)
_PLAN = Text(en="plan", fr="plan")
_SINCE = Text(en="since {answers}", fr="car {answers}")
_AND = Text(en=" and ", fr=" et ")
_ALWAYS = Text(en="asked of every profile", fr="demandés à tout profil")
_WHOLE_ALWAYS = Text(en="asked of every profile", fr="demandé à tout profil")
_REMOVED = Text(en="removed from the definition", fr="retirés de la définition")
_REPLACED = Text(en="replaced by {heirs}", fr="remplacés par {heirs}")
_IS = Text(en="{question} is {value}", fr="{question} vaut {value}")
_EMPTY = Text(en="{question} has no answer", fr="{question} est sans réponse")
_LEVEL = Text(en="level {level}", fr="niveau {level}")
_EVIDENCE = Text(en="evidence", fr="preuves")
_TO_BE_REACHED = Text(en="planned by {by}", fr="prévu pour {by}")
_NOT_PLANNED = Text(en="cannot be planned", fr="ne peut pas être planifié")


@dataclass(frozen=True)
class SubjectAlignment:
    """What is not in step of one product, or of the company."""

    subject: Subject
    sheets: tuple[SheetAlignment, ...]
    """Those that are not in step, by questionnaire."""
    plan: PlanAlignment | None
    """None where no entry is obsolete."""

    @property
    def is_in_step(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.sheets and self.plan is None


@dataclass(frozen=True)
class SyncResult:
    """Everything that a reader is told."""

    workspace: Workspace
    subjects: Sequence[SubjectAlignment]

    @property
    def has_something_to_prune(self) -> bool:
        """Whether anything is obsolete."""
        return any(
            each.plan is not None or any(sheet.is_to_prune for sheet in each.sheets)
            for each in self.subjects
        )

    @property
    def with_offers(self) -> tuple[Subject, ...]:
        """Those to whose files anything is to be added."""
        return tuple(
            each.subject
            for each in self.subjects
            if any(sheet.is_to_offer for sheet in each.sheets)
        )


def sync_text(result: SyncResult, language: Language, screen: Screen) -> str:
    """Return what is not in step, by subject and questionnaire, with what made it so."""
    return plain_page(_lines(result, language), screen)


def _lines(result: SyncResult, language: Language) -> Lines:
    for each in result.subjects:
        if not each.is_in_step:
            company = result.workspace.company.name
            yield from headed(words.subject_heading(each.subject, company, language))
            yield from _Told(each, result.workspace, language).lines()


class _Told:
    """One subject in words: a cause is told with the answers of its own profile."""

    def __init__(self, alignment: SubjectAlignment, workspace: Workspace, language: Language):
        self._alignment = alignment
        self._language = language
        product = alignment.subject.product
        self._given: Mapping[str, Given] = (
            {} if product is None else given_values(product, workspace.products)
        )

    def lines(self) -> Lines:
        """Yield each questionnaire, then the plan."""
        for sheet in self._alignment.sheets:
            yield from self._sheet(sheet)
        if self._alignment.plan is not None:
            yield from self._plan(self._alignment.plan)

    def _sheet(self, sheet: SheetAlignment) -> Lines:
        id_, language = sheet.standing.questionnaire.id, self._language
        if sheet.is_new or sheet.is_obsolete:
            head = _NEW_FILE if sheet.is_new else _OBSOLETE_FILE
            why = self._cause(sheet.cause) if sheet.cause.questions else _WHOLE_ALWAYS
            told = head.fill(questionnaire=id_, cause=why)
            yield Item(told.in_(language))
            yield from (Term(f"    {each}") for each in self._answers(sheet.obsolete, sheet))
            if sheet.is_obsolete:
                return
        else:
            yield Item(id_)
        yield from self._groups(_APPEARED, sheet.appeared, sheet)
        for cause, ids in sheet.by_cause(sheet.obsolete).items():
            text = _DISAPPEARED.fill(cause=self._cause(cause)).in_(language)
            yield Term(f"    {words.labelled(f'{text} ({len(ids)})', '', language).rstrip()}")
            yield from (Term(f"      {each}") for each in self._answers(ids, sheet))
        yield from self._groups(_UNTOUCHED, sheet.stale, sheet)
        yield from self._groups(_KEPT, sheet.kept, sheet)

    def _groups(self, label: Text, ids: Sequence[str], sheet: SheetAlignment) -> Lines:
        for cause, group in sheet.by_cause(ids).items():
            text = label.fill(cause=self._cause(cause)).in_(self._language)
            counted = f"{text} ({len(group)})"
            yield Term(f"    {words.labelled(counted, named(group), self._language)}")

    def _answers(self, ids: Iterable[str], sheet: SheetAlignment) -> Iterator[str]:
        for id_ in ids:
            yield " · ".join(_answer(id_, sheet.standing.own[id_], self._language))

    def _plan(self, alignment: PlanAlignment) -> Lines:
        yield Item(_PLAN.in_(self._language))
        for id_, cause in alignment.causes.items():
            text = _DISAPPEARED.fill(cause=self._cause(cause)).in_(self._language)
            entry = " · ".join((id_, *_entry(alignment.plan.entries[id_], self._language)))
            yield Term(f"    {words.labelled(text, entry, self._language)}")

    def _cause(self, cause: Cause) -> Text:
        if isinstance(cause, ByDefinition):
            return _REPLACED.fill(heirs=named(cause.heirs)) if cause.heirs else _REMOVED
        if not cause.questions:
            return _ALWAYS
        told = [self._told(each, self._alignment.subject.profile) for each in cause.questions]
        answers = Text(
            en=_AND.en.join(each.en for each in told), fr=_AND.fr.join(each.fr for each in told)
        )
        return _SINCE.fill(answers=answers)

    def _told(self, question: str, profile: Profile) -> Text:
        value, given = profile.states[question].value, self._given.get(question)
        if value is None:
            return _EMPTY.fill(question=question)
        written = on_one_line(value_text(value, self._language))
        told = _IS.fill(question=question, value=written)
        if given is None or given.product == self._alignment.subject.id:
            return told
        giver = words.INHERITED_FROM.fill(product=given.product)
        return Text(en=f"{told.en} ({giver.en})", fr=f"{told.fr} ({giver.fr})")


def _answer(id_: str, answer: Answer, language: Language) -> Iterator[str]:
    yield id_
    yield _LEVEL.fill(level=level_text(answer.level)).in_(language)
    if answer.comment:
        yield on_one_line(answer.comment)
    if answer.evidence:
        titles = named(on_one_line(each.title) for each in answer.evidence)
        yield words.labelled(_EVIDENCE, titles, language)


def _entry(entry: PlanEntry, language: Language) -> Iterator[str]:
    if entry.by is not None:
        yield _TO_BE_REACHED.fill(by=entry.by).in_(language)
    if entry.target_not_applicable:
        yield _NOT_PLANNED.in_(language)
    if entry.comment:
        yield on_one_line(entry.comment)
