"""Answers on their way into files: which file, which lines; judged, then written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from convergence_cli.cli.answers_draft import answers_draft, answers_path
from convergence_cli.cli.changes import ChangedSinceReadError, Changes
from convergence_cli.cli.console import WROTE, say
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.session import Session
from convergence_cli.loading.build_workspace import build_sheet
from convergence_cli.model.workspace import Answer, Workspace
from convergence_cli.rendering.answer_effects import (
    broken_seal_text,
    effect_text,
    left_out_text,
    removed_text,
)
from convergence_cli.revising.answering import answer_edits, left_out
from convergence_cli.scoring.score import questionnaire_score
from convergence_cli.scoring.sealed import sealed_over
from convergence_cli.scoring.standing import Judge, Standing, Subject

NewAnswers = Mapping[str, Answer | None]
"""By criterion id; none takes the holder's own answer away."""


@dataclass(frozen=True)
class Who:
    """Whose answers they are: those of a product, or of the company."""

    holder: str
    """A product's id; the empty text for the company."""

    def subject(self, judge: Judge) -> Subject:
        """Return what is asked of them."""
        return judge.product(self.holder) if self.holder else judge.company()


def standing_of(id_: str, subject: Subject) -> Standing | None:
    """Return the questionnaire that has a criterion; else the one whose answers still name it."""
    standings = subject.standings.values()
    of_definition = (each for each in standings if id_ in each.applicability.criteria)
    of_answers = (each for each in standings if id_ in each.own)
    return next(of_definition, None) or next(of_answers, None)


def changes_of(session: Session, subject: Subject, answers: NewAnswers) -> Changes:
    """Return what some answers change in files; a file that is missing is begun.

    A file that does not say any more what was read of it raises ChangedSinceReadError.
    """
    changes = Changes(session.root)
    put_answers(changes, session, subject, answers)
    return changes


def put_answers(changes: Changes, session: Session, subject: Subject, answers: NewAnswers) -> None:
    """Put some answers among the changes of a command, as `changes_of` does."""
    for id_, after in answers.items():
        standing = standing_of(id_, subject)
        if standing is None:
            raise AssertionError(id_)
        if after == standing.own.get(id_):
            continue
        path = answers_path(standing) if standing.sheet is None else standing.sheet.path
        if not any(each.path == path for each in changes.files):
            _begin(changes, path, standing, session)
        order = tuple(standing.applicability.criteria)
        changes.edit(path, answer_edits(id_, standing.own.get(id_), after, order))


def write(session: Session, changes: Changes) -> Session:
    """Judge and write some changes, and return the session with the workspace as it then is."""
    workspace = judged(session, changes)
    for path in changes.write():
        say(WROTE.fill(path=path))
    return with_workspace(session, workspace)


def with_workspace(session: Session, workspace: Workspace) -> Session:
    """Return a session in which files say something else."""
    return replace(session, loaded=replace(session.loaded, workspace=workspace))


def tell_effects(before: Session, after: Session, who: Who, criteria: Iterable[str]) -> None:
    """Say which seals some new answers broke, and what they did to each mean."""
    was, now = Judge(before.workspace), Judge(after.workspace)
    touched = [standing_of(id_, who.subject(was)) for id_ in criteria]
    for id_ in sorted({each.questionnaire.id for each in touched if each is not None}):
        holding = {each.holder for each in sealed_over(now, id_, who.holder)}
        for each in sealed_over(was, id_, who.holder):
            if each.holder not in holding:
                say(broken_seal_text(each))
        scores = [
            questionnaire_score(who.subject(judge).standings[id_], before.day)
            for judge in (was, now)
        ]
        say(effect_text(scores[0], scores[1]))


def tell_losses(before: Session, after: Session, who: Who, answers: NewAnswers) -> None:
    """Say what some answers do not say any more, and what is in force where one was removed."""
    was, now = (who.subject(Judge(each.workspace)) for each in (before, after))
    for id_, new in answers.items():
        standing = standing_of(id_, was)
        own = None if standing is None else standing.own.get(id_)
        if standing is None or own == new:
            continue
        parts = left_out(own, new)
        if parts:
            say(left_out_text(id_, parts))
        if new is None:
            say(removed_text(id_, standing, now.standings[standing.questionnaire.id]))


def _begin(changes: Changes, path: str, standing: Standing, session: Session) -> None:
    """Make sure that a file is what was read of it; one that was not there is begun."""
    if standing.sheet is not None:
        changes.expect(path, standing.sheet, lambda data: build_sheet(data, path))
    elif changes.is_there(path):
        raise ChangedSinceReadError(path)
    else:
        changes.put(path, answers_draft(session, standing, path))
