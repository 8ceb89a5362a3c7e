"""The changes of a comment: what got worse as a table, the rest as lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import AnswerSheet, Workspace
from convergence_cli.rendering import words
from convergence_cli.rendering.comment_links import Links, spot_of
from convergence_cli.rendering.comment_parts import Part, Thing, Weight, within
from convergence_cli.rendering.markdown_text import clipped, folded, inline, row, table
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.review_text import effect_text
from convergence_cli.rendering.review_words import (
    CAUSE_WORDS,
    KIND_WORDS,
    NOTHING,
    criterion_named,
    detail_of,
    place_of,
    reason_of,
    redefinition_kinds,
    sides_of,
    told_together,
)
from convergence_cli.rendering.review_words import Told as Group
from convergence_cli.reviewing.change import Bearing, Cause, Change, ChangeKind
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.places import holder_of
from convergence_cli.reviewing.review import Review

WORSE = Text(en="What got worse", fr="Ce qui est moins bien")
DOUBTFUL = Text(en="To look at", fr="À examiner")
DEFINITIONS = Text(en="Definitions changed", fr="Définitions modifiées")
BETTER = Text(en="What got better", fr="Ce qui est mieux")
UNPROVEN = Text(en="At the target level without evidence", fr="Au niveau cible sans preuve")
MORE = Text(en="… and {n} more: {command}", fr="… et {n} de plus : {command}")
_PRODUCT = Text(en="Product", fr="Produit")
_CHANGE = Text(en="Change", fr="Changement")
_CAUSE = Text(en="Cause", fr="Cause")
_FILE = Text(en="File", fr="Fichier")
_EFFECT = Text(en="effect on means: {effects}", fr="effet sur les moyennes : {effects}")
_NEW = Text(en="new", fr="nouvelle")
_GONE = Text(en="removed", fr="retirée")

_LONGEST = 160
_LONGEST_REASON = 300
_ROWS = 100
_ITEMS = 20
_TOGETHER = 8
"""Criteria named in one line; the rest is counted."""
_UNFOLDED = 8
"""Improvements that are shown without being asked for."""
_ROOM = {Weight.VERDICT: 28_000, Weight.DOUBTFUL: 14_000}
_USUAL_ROOM = 10_000


class ChangeParts:
    """Writes the parts of a comment that tell changes one by one."""

    def __init__(self, compared: Compared, links: Links, command: str, language: Language) -> None:
        self._compared = compared
        self._review = compared.review
        self._links = links
        self._command = command
        self._language = language

    def worse(self) -> Iterator[Part]:
        """Yield what fails the run: a row for each change."""
        failing = self._compared.regressions
        rows, left = within(failing, self._row, _ROOM[Weight.VERDICT], _ROWS)
        if rows:
            headings = (_PRODUCT, words.CRITERION, _CHANGE, _CAUSE, _FILE)
            head = table(tuple(each.in_(self._language) for each in headings), "lllll", ())
            text = f"{head}{''.join(rows)}{self._more(left)}"
            yield self._part(Weight.VERDICT, WORSE, text, len(failing))

    def doubtful(self) -> Iterator[Part]:
        """Yield what may be right, and fails nothing unless strict."""
        yield from self._list(Weight.DOUBTFUL, DOUBTFUL, self._of(Bearing.DOUBTFUL))

    def better(self) -> Iterator[Part]:
        """Yield what got better; folded away where it is long."""
        for part in self._list(Weight.BETTER, BETTER, self._of(Bearing.BETTER)):
            heading, _, rest = part.text.removeprefix("#### ").partition("\n")
            is_long = rest.count("\n- ") > _UNFOLDED
            yield replace(part, text=folded(heading, rest)) if is_long else part

    def definitions(self) -> Iterator[Part]:
        """Yield the definitions that changed, how, and what that does to each mean."""
        found = self._review.redefinitions
        lines = [self._definition(each) for each in found]
        # A seal that a definition alone broke is no change of an answer.
        seals = [
            each
            for each in self._review.changes
            if each.bearing is Bearing.APART and each.kind is not ChangeKind.DEFINITION_CHANGED
        ]
        lines += [self._item(each) for each in told_together(seals)]
        n = len(found) + len(seals)
        yield from self._listed(Weight.DEFINITIONS, DEFINITIONS, lines, str, n)

    def unproven(self) -> Iterator[Part]:
        """Yield what was touched and stands at its target, with nothing that proves it."""
        found = tuple(unproven(self._review))
        yield from self._listed(Weight.EVIDENCE, UNPROVEN, found, self._named, len(found))

    def _of(self, bearing: Bearing) -> list[Change]:
        if bearing in self._compared.failing:
            return []
        return [each for each in self._review.changes if each.bearing is bearing]

    def _list(self, weight: Weight, title: Text, changes: Sequence[Change]) -> Iterator[Part]:
        groups = told_together(changes)
        yield from self._listed(weight, title, groups, self._item, len(changes))

    def _listed(
        self,
        weight: Weight,
        title: Text,
        things: Sequence[Thing],
        write: Callable[[Thing], str],
        n: int,
    ) -> Iterator[Part]:
        kept, left = within(things, write, _ROOM.get(weight, _USUAL_ROOM), _ITEMS)
        if kept:
            yield self._part(weight, title, f"{''.join(kept)}{self._more(left)}", n)

    def _part(self, weight: Weight, title: Text, text: str, n: int) -> Part:
        name = title.in_(self._language)
        return Part(weight, name, f"#### {inline(name)} ({n})\n\n{text}")

    def _more(self, left: int) -> str:
        if not left:
            return ""
        return f"\n{MORE.fill(n=left, command=self._command).in_(self._language)}\n"

    def _row(self, change: Change) -> str:
        language, review = self._language, self._review
        criterion = criterion_named(change, review, language) if change.criterion else NOTHING
        named = criterion if change.criterion or not change.questionnaire else change.questionnaire
        return row(
            inline(clipped(self._subject(change), _LONGEST)),
            inline(clipped(named, _LONGEST)),
            f"**{inline(KIND_WORDS[change.kind].in_(language))}** {self._sides(change)}".strip(),
            inline(clipped(self._why(change), _LONGEST_REASON)),
            self._links.cell(spot_of(change, review)),
        )

    def _subject(self, change: Change) -> str:
        if change.kind is ChangeKind.GATE_LOOSENED:
            return NOTHING
        return change.product or words.COMPANY.in_(self._language)

    def _why(self, change: Change) -> str:
        if change.successor:
            return detail_of(change, self._language)
        reason = reason_of(change, self._language)
        # Who gives an answer says by itself that it is inherited.
        if change.cause is None or (change.cause is Cause.INHERITANCE and reason):
            return reason or NOTHING
        cause = CAUSE_WORDS[change.cause].in_(self._language)
        return words.labelled(cause, reason, self._language) if reason else cause

    def _sides(self, change: Change) -> str:
        if change.evidence:
            titles = words.joined(each.title for each in change.evidence)
            return inline(clipped(titles, _LONGEST))
        if change.kind in (ChangeKind.SEAL_BROKEN, ChangeKind.GATE_LOOSENED):
            return inline(clipped(detail_of(change, self._language), _LONGEST))
        return inline(clipped(sides_of(change), _LONGEST))

    def _item(self, group: Group) -> str:
        change, language = group.first, self._language
        where = clipped(place_of(change, language), _LONGEST)
        what = KIND_WORDS[change.kind].in_(language)
        if len(group.changes) > 1:
            what += f" ({len(group.changes)})"
            detail = _shortened([_briefly(each) for each in group.changes])
        else:
            detail = self._detail(change)
        says = (what, detail, reason_of(change, language))
        text = " · ".join(inline(clipped(each, _LONGEST_REASON)) for each in says if each)
        told = f"{text} · {self._links.cell(spot_of(change, self._review))}"
        return self._told(where, told)

    def _detail(self, change: Change) -> str:
        detail = detail_of(change, self._language)
        if not change.criterion or not detail.startswith(change.criterion):
            return detail
        named = clipped(criterion_named(change, self._review, self._language), _LONGEST)
        return f"{named}{detail.removeprefix(change.criterion)}"

    def _definition(self, found: Redefinition) -> str:
        language = self._language
        versions = _versions(found, language)
        kinds = "; ".join(redefinition_kinds(found, language))
        effects = _shortened(list(self._effects(found.id)))
        says = (versions, kinds, _EFFECT.fill(effects=effects).in_(language) if effects else "")
        text = " · ".join(inline(clipped(each, _LONGEST_REASON)) for each in says if each)
        place = self._links.cell(spot_of(found.change, self._review))
        return self._told(clipped(found.id, _LONGEST), f"{text} · {place}" if text else place)

    def _effects(self, questionnaire: str) -> Iterator[str]:
        for movement in self._review.movements:
            if movement.questionnaire == questionnaire:
                for step in movement.steps:
                    if step.cause is Cause.DEFINITION:
                        subject = movement.product or words.COMPANY.in_(self._language)
                        yield f"{subject} {effect_text(step, movement.top)}"

    def _named(self, change: Change) -> str:
        spot = spot_of(change, self._review)
        where = place_of(change, self._language)
        named = clipped(criterion_named(change, self._review, self._language), _LONGEST)
        return self._told(where, f"{inline(named)} · {self._links.cell(spot)}")

    def _told(self, where: str, text: str) -> str:
        """Return an item of a list, from Markdown and what it is about."""
        about = words.labelled(f"**{inline(where)}**", text, self._language) if where else text
        return f"- {about}\n"


def unproven(review: Review) -> Iterator[Change]:
    """Yield a change for each answer among what changed that is at its target without evidence."""
    seen = set()
    for change in review.changes:
        questionnaire = review.after.questionnaires.get(change.questionnaire)
        holder = holder_of(change, review.after)
        at = (holder, change.questionnaire, change.criterion)
        if questionnaire is None or at in seen or change.after != questionnaire.scale.top:
            continue
        sheet = _sheet(holder, change.questionnaire, review.after)
        answer = None if sheet is None else sheet.answers.get(change.criterion)
        if answer is not None and answer.level == change.after and not answer.evidence:
            seen.add(at)
            yield change


def _sheet(holder: str, questionnaire: str, workspace: Workspace) -> AnswerSheet | None:
    if not holder:
        return workspace.company.sheets.get(questionnaire)
    product = workspace.products.get(holder)
    return None if product is None else product.sheets.get(questionnaire)


def _versions(found: Redefinition, language: Language) -> str:
    before = _NEW.in_(language) if found.before is None else found.before
    after = _GONE.in_(language) if found.after is None else found.after
    return before if before == after else f"{before} → {after}"


def _briefly(change: Change) -> str:
    # What is new there is evidence: the level is the same.
    return change.criterion if change.evidence else f"{change.criterion} {sides_of(change)}".strip()


def _shortened(texts: Sequence[str]) -> str:
    kept: Iterable[str] = islice(texts, _TOGETHER)
    more = len(texts) - _TOGETHER
    return words.joined([*kept, *([f"… +{more}"] if more > 0 else [])])
