"""How answers and plans follow a definition into its new version: intended edits, as values.

An answer is never removed and never changed: it may get the new id of its criterion, and a mark
that asks to read it again. What cannot follow without a guess stays where it is, obsolete.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.model.edit import Edit, Put, Rename
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import NA, Answer, AnswerSheet, Plan
from convergence_cli.revising.changes import changes_between
from convergence_cli.revising.kinds import ChangeKind
from convergence_cli.revising.succession import Succession

_TO_READ_AGAIN = (ChangeKind.REWORDED, ChangeKind.MERGED)
"""What makes an answer's meaning another one, whatever the answer is."""


@dataclass(frozen=True)
class Migration:
    """What a new version asks of answers and plans."""

    old: Questionnaire
    new: Questionnaire

    @cached_property
    def _succession(self) -> Succession:
        return Succession(self.old, self.new)

    @cached_property
    def _changed_in_meaning(self) -> frozenset[str]:
        """The criteria, by their new ids, whose answers are to be read again."""
        changes = changes_between(self.old, self.new)
        return frozenset(each.new for each in changes if each.new and each.kind in _TO_READ_AGAIN)

    @cached_property
    def _is_rescaled(self) -> bool:
        changes = changes_between(self.old, self.new)
        return any(each.kind is ChangeKind.RESCALED for each in changes)

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """What the new version must list as removed, beyond what it lists, to lose no answer."""
        gone = [each.id for each in self.old.criteria]
        known = self.new.criterion_by_id.keys() | self.new.retired
        return tuple(
            dict.fromkeys(each for each in (*gone, *_retired(self.old)) if each not in known)
        )

    def new_ids(self, given: Collection[str]) -> Mapping[str, str]:
        """Return the ids that follow their criterion, each with its new one.

        Where both ids are given, or several of the criteria that became one, none follows: which
        of them would count is for a person to say.
        """
        followed = {was: id_ for was, id_ in self._succession.renamed.items() if was in given}
        for id_, origins in self._succession.merged.items():
            found = [each for each in origins if each in given]
            if len(found) == 1:
                followed[found[0]] = id_
        return {was: id_ for was, id_ in followed.items() if id_ not in given}

    def is_to_review(self, was: str, id_: str, answer: Answer) -> bool:
        """Return whether an answer is to be read again, by its id before and after."""
        if id_ not in self.new.criterion_by_id:
            return False
        # What answered nothing until now was given to an older version, nobody knows which.
        if id_ in self._changed_in_meaning or was not in self.old.criterion_by_id:
            return True
        return self._is_rescaled and answer.level is not NA

    def reviewed(self, sheet: AnswerSheet) -> tuple[str, ...]:
        """Return the ids in the sheet of the answers that this update marks for review."""
        new_ids = self.new_ids(sheet.answers)
        return tuple(
            id_
            for id_, answer in sheet.answers.items()
            if answer.review is None and self.is_to_review(id_, new_ids.get(id_, id_), answer)
        )

    def sheet_edits(self, sheet: AnswerSheet) -> tuple[Edit, ...]:
        """Return what an answers file needs to be one of the new version."""
        return tuple(self._sheet_edits(sheet))

    def plan_edits(self, plan: Plan) -> tuple[Edit, ...]:
        """Return what a plan needs to speak of the criteria by their new ids."""
        new_ids = self.new_ids(plan.entries)
        return tuple(Rename(("plan", was), id_) for was, id_ in new_ids.items())

    def answers(self, sheet: AnswerSheet) -> Mapping[str, Answer]:
        """Return the answers of a sheet after the update, in the order of the file."""
        new_ids, reviewed = self.new_ids(sheet.answers), frozenset(self.reviewed(sheet))
        return {
            new_ids.get(id_, id_): answer._replace(review=self.new.version)
            if id_ in reviewed
            else answer
            for id_, answer in sheet.answers.items()
        }

    def _sheet_edits(self, sheet: AnswerSheet) -> Iterator[Edit]:
        if sheet.version != self.new.version:
            yield Put(("version",), self.new.version)
        for was, id_ in self.new_ids(sheet.answers).items():
            yield Rename(("answers", was), id_)
        for id_ in self.reviewed(sheet):
            yield Put(("answers", id_, "review"), self.new.version, ("level", "review", "comment"))


def _retired(questionnaire: Questionnaire) -> Iterator[str]:
    yield from questionnaire.removed
    for criterion in questionnaire.criteria:
        yield from (each for each in criterion.replaces if each in questionnaire.retired)
