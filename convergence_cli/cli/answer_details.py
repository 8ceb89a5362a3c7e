"""What belongs to one answer, asked one after another; each is saved before the next is asked."""

from collections.abc import Callable
from functools import partial

from convergence_cli.cli.answer_saving import Saving
from convergence_cli.cli.console import say
from convergence_cli.cli.evidence_text import days_problem, place_problem
from convergence_cli.cli.prompts import ask_one, ask_text, confirm
from convergence_cli.language import Text
from convergence_cli.model.day import is_day
from convergence_cli.model.workspace import NA, Answer, Evidence
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.revising.answering import Reply, answered

_NOBODY = ""
_NONE = ""

_COMMENT = Text(en="Comment (may be empty)", fr="Commentaire (facultatif)")
_REASON = Text(en="Why is it not applicable?", fr="Pourquoi n'est-ce pas applicable ?")
_NEEDED = Text(en="a reason is needed", fr="un motif est nécessaire")
_APPROVED_BY = Text(en="Approved by", fr="Approuvé par")
_NO_MEMBER = Text(en="nobody yet", fr="personne pour l'instant")
_UNTIL = Text(
    en="Until which day, as 2026-11-21 (may be empty)",
    fr="Jusqu'à quel jour, comme 2026-11-21 (facultatif)",
)
_A_DAY = Text(en="a day such as 2026-11-21", fr="un jour comme 2026-11-21")
_PAST = Text(
    en="{until} is past: give a day from {day} on, or none",
    fr="{until} est passé : donnez un jour à partir du {day}, ou aucun",
)
_TITLE = Text(en="Title of the evidence (empty: none)", fr="Titre de la preuve (vide : aucune)")
_TOP = Text(
    en="the top level should name its evidence",
    fr="le niveau le plus haut devrait nommer sa preuve",
)
_PLACE = Text(
    en="Where: an address, or a file from the workspace's root",
    fr="Où : une adresse, ou un fichier depuis la racine de l'espace de travail",
)
_ISSUED_ON = Text(en="Issued on which day (may be empty)", fr="Émise quel jour (facultatif)")
_EXPIRES_ON = Text(en="Expires on which day (may be empty)", fr="Expire quel jour (facultatif)")
_WHICH = Text(en="Remove which?", fr="Retirer laquelle ?")
_KEEP_ALL = Text(en="none", fr="aucune")
_REMOVE = Text(
    en="Remove the answer, its comment and its evidence?",
    fr="Retirer la réponse, son commentaire et ses preuves ?",
)


class AnswerDetails:
    """Asks what belongs to the answer to one criterion."""

    def __init__(self, saving: Saving, criterion: str) -> None:
        self._saving = saving
        self._id = criterion

    def level(self, level: int) -> bool:
        """Save a level, then ask for a comment, and at the top for evidence if there is none.

        Returns whether the level was saved.
        """
        before = self._saving.own(self._id)
        if not self._reply(Reply(level)):
            return False
        self._ask_comment(before)
        own = self._saving.own(self._id)
        top = self._saving.standing(self._id).questionnaire.scale.top
        if own is not None and level == top and not own.evidence:
            say(_TOP)
            self.evidence()
        return True

    def not_applicable(self) -> bool:
        """Ask why, who approved it and until when; return whether the answer was saved."""
        own = self._saving.own(self._id)
        earlier = own.comment if own is not None and own.level is NA else ""
        reason = self._ask_again(_REASON, earlier, self._no_reason)
        if not self._reply(Reply(NA, reason)):
            return False
        members = self._saving.session.workspace.members
        if members:
            people = [(each.id, on_one_line(each.name)) for each in members]
            choices = [(_NOBODY, self._in(_NO_MEMBER)), *people]
            approver = ask_one(self._in(_APPROVED_BY), choices, self._approver())
            self._change(lambda own: own._replace(approved_by=approver or None))
        current = self._saving.own(self._id)
        until = "" if current is None else current.until or ""
        until = ask_text(self._in(_UNTIL), until, self._no_day_to_come)
        self._change(lambda own: own._replace(until=until or None))
        return True

    def comment(self) -> None:
        """Ask for the comment, or the reason, of the answer that is there."""
        own = self._saving.own(self._id)
        if own is not None and own.level is NA:
            reason = self._ask_again(_REASON, own.comment, self._no_reason)
            self._change(lambda own: own._replace(comment=reason))
        else:
            self._ask_comment(own)

    def evidence(self) -> None:
        """Ask for a piece of evidence."""
        title = ask_text(self._in(_TITLE))
        if not title:
            return
        place = ask_text(self._in(_PLACE), problem=self._no_place)
        is_address = "://" in place
        piece = Evidence(title, place if is_address else None, None if is_address else place)
        if not self._add(piece):
            return
        issued_on = ask_text(self._in(_ISSUED_ON), problem=self._no_day) or None
        if issued_on is not None:
            piece = piece._replace(issued_on=issued_on)
            self._add(piece)
        problem = partial(self._no_day_from, issued_on)
        expires_on = ask_text(self._in(_EXPIRES_ON), problem=problem)
        if expires_on:
            self._add(piece._replace(expires_on=expires_on))

    def remove_evidence(self) -> None:
        """Ask which piece of evidence goes."""
        own = self._saving.own(self._id)
        if own is None:
            return
        titles = [(str(at), on_one_line(each.title)) for at, each in enumerate(own.evidence)]
        chosen = ask_one(self._in(_WHICH), [(_NONE, self._in(_KEEP_ALL)), *titles])
        if chosen:
            kept = [each for at, each in enumerate(own.evidence) if str(at) != chosen]
            self._save(own._replace(evidence=tuple(kept)))

    def drop(self) -> None:
        """Take the holder's own answer away, once that is confirmed."""
        if confirm(self._in(_REMOVE)):
            self._save(None)

    def _in(self, text: Text) -> str:
        return text.in_(self._saving.session.language)

    def _save(self, answer: Answer | None) -> bool:
        return self._saving.save(self._id, answer)

    def _reply(self, reply: Reply) -> bool:
        return self._save(answered(self._saving.own(self._id), reply))

    def _add(self, piece: Evidence) -> bool:
        own = self._saving.own(self._id)
        return own is not None and self._reply(Reply(own.level, evidence=(piece,)))

    def _change(self, changed: Callable[[Answer], Answer]) -> bool:
        own = self._saving.own(self._id)
        return own is not None and self._save(changed(own))

    def _ask_comment(self, before: Answer | None) -> None:
        comment = self._ask_again(_COMMENT, "" if before is None else before.comment)
        self._change(lambda own: own._replace(comment=comment))

    def _ask_again(
        self, question: Text, earlier: str, problem: Callable[[str], str | None] | None = None
    ) -> str:
        """Return what is given for a text; one that is left alone stays, blanks at its end too."""
        given = ask_text(self._in(question), earlier, problem)
        return earlier if given == earlier.strip() else given

    def _approver(self) -> str:
        own = self._saving.own(self._id)
        return _NOBODY if own is None else own.approved_by or _NOBODY

    def _no_reason(self, text: str) -> str | None:
        return None if text else self._in(_NEEDED)

    def _no_day(self, text: str) -> str | None:
        return None if not text or is_day(text) else self._in(_A_DAY)

    def _no_day_to_come(self, text: str) -> str | None:
        today = self._saving.session.day
        is_past = bool(text) and is_day(text) and text < today
        return self._in(_PAST.fill(until=text, day=today)) if is_past else self._no_day(text)

    def _no_day_from(self, issued_on: str | None, text: str) -> str | None:
        if not text or not is_day(text):
            return self._no_day(text)
        wrong = days_problem(issued_on, text)
        return None if wrong is None else self._in(wrong)

    def _no_place(self, text: str) -> str | None:
        if not text:
            return self._in(_PLACE)
        wrong = place_problem(text, self._saving.session.root)
        return None if wrong is None else self._in(wrong.message)
