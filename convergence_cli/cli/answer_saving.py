"""Each answer of a conversation is written when it is given; nothing of others is written over."""

from collections.abc import Callable

import typer

from convergence_cli.cli.answer_files import Who, changes_of, standing_of, write
from convergence_cli.cli.boundary import tell
from convergence_cli.cli.changes import ChangedSinceReadError
from convergence_cli.cli.console import say
from convergence_cli.cli.prompts import confirm
from convergence_cli.cli.session import Session
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Answer
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.answer_effects import answer_on_one_line, breaking_seal_text
from convergence_cli.scoring.sealed import sealed_over
from convergence_cli.scoring.standing import Judge, Standing, Subject

_TRIES = 3
"""How often a file is read again that others keep writing at the same moment."""

_GONE = Text(en="'{criterion}' does not apply any more", fr="« {criterion} » ne s'applique plus")
_GO_ON = Text(en="Change it?", fr="Modifier ?")
_MEANWHILE = Text(
    en="{criterion} changed meanwhile: it says {theirs}; you gave {yours}, which is not written",
    fr="{criterion} a changé entre-temps : on y lit {theirs} ; vous avez donné {yours}, non écrit",
)
_NOT_SAVED = Text(en="{criterion}: not written: {yours}", fr="{criterion} : non écrit : {yours}")


class Saving:
    """The workspace of a conversation, kept as its files are."""

    def __init__(self, session: Session, who: Who, reread: Callable[[], Session]) -> None:
        self.session = session
        self.started = session
        self.given: dict[str, None] = {}
        """The criteria that were answered, in the order in which they were."""
        self.who = who
        self._reread = reread
        self._may_break: set[str] = set()
        self._judged = session, who.subject(Judge(session.workspace))

    def subject(self) -> Subject:
        """Return what is asked, and answered, now."""
        session, subject = self._judged
        if session is not self.session:
            subject = self.who.subject(Judge(self.session.workspace))
            self._judged = self.session, subject
        return subject

    def standing(self, id_: str) -> Standing:
        """Return the questionnaire of a criterion."""
        standing = standing_of(id_, self.subject())
        if standing is None:
            raise AssertionError(id_)
        return standing

    def is_asked(self, id_: str) -> bool:
        """Return whether a criterion applies, which a change of the profile may end."""
        standing = standing_of(id_, self.subject())
        return standing is not None and standing.applicability.criteria.get(id_) is Truth.YES

    def own(self, id_: str) -> Answer | None:
        """Return the holder's own answer to a criterion."""
        return self.standing(id_).own.get(id_)

    def save(self, id_: str, new: Answer | None) -> bool:
        """Write an answer, or take it away; return whether it is as was wanted.

        Where it is not, both what is there and what was given was said.
        """
        seen = self.own(id_)
        if new == seen:
            return True
        try:
            return self._is_wanted(id_) and self._written(id_, seen, new)
        except ConvergenceError as error:
            tell(error)
        except typer.Exit:
            # What is wrong with a file was said where it was found.
            pass
        say(_NOT_SAVED.fill(criterion=id_, yours=self._worded(new)))
        return False

    def _written(self, id_: str, seen: Answer | None, new: Answer | None) -> bool:
        for _ in range(_TRIES):
            try:
                changes = changes_of(self.session, self.subject(), {id_: new})
                self.session = write(self.session, changes)
            except ChangedSinceReadError as error:
                changed = error
            else:
                self.given[id_] = None
                return True
            self.session = self._reread()
            if not self.is_asked(id_):
                raise ConvergenceError(_GONE.fill(criterion=id_))
            theirs = self.own(id_)
            if theirs != seen:
                texts = {"theirs": self._worded(theirs), "yours": self._worded(new)}
                say(_MEANWHILE.fill(criterion=id_, **texts))
                return False
        raise changed

    def _is_wanted(self, id_: str) -> bool:
        """Ask once whether the seals that rest on a questionnaire may break."""
        questionnaire = self.standing(id_).questionnaire.id
        judge = Judge(self.session.workspace)
        sealed = sealed_over(judge, questionnaire, self.subject().id)
        if questionnaire in self._may_break or not sealed:
            return True
        for each in sealed:
            say(breaking_seal_text(each))
        if not confirm(_GO_ON.in_(self.session.language)):
            return False
        self._may_break.add(questionnaire)
        return True

    def _worded(self, answer: Answer | None) -> Text:
        return Text(*(answer_on_one_line(answer, each) for each in (Language.EN, Language.FR)))
