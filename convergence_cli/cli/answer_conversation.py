"""The conversation of `answer`: one criterion at a time, in any order, left at any moment."""

from collections.abc import Sequence

from convergence_cli.checking.asking import Asked, asked
from convergence_cli.checking.consistency import rules_of
from convergence_cli.cli.answer_details import AnswerDetails
from convergence_cli.cli.answer_menus import LevelMenu, Move, ask_what_else
from convergence_cli.cli.answer_saving import Saving
from convergence_cli.cli.console import deliver_text, rows_of_terminal
from convergence_cli.cli.explanation import links_of
from convergence_cli.cli.prompts import ask_text, confirm
from convergence_cli.diagnostics.wording import did_you_mean
from convergence_cli.language import Text
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.answer_text import (
    Position,
    QuestionPage,
    question_page,
    whole_question,
)
from convergence_cli.rendering.page import Line
from convergence_cli.rendering.relations_text import Relations, relation_lines
from convergence_cli.rendering.screen import Screen
from convergence_cli.scoring.standing import Subject

_REVIEWED = Text(
    en="The criterion changed since it was answered. Read again and confirmed?",
    fr="Le critère a changé depuis la réponse. Relu et confirmé ?",
)
_WHERE_TO = Text(en="To which criterion?", fr="À quel critère ?")
_NOT_ASKED = Text(
    en="no criterion that applies is called so", fr="aucun critère applicable ne s'appelle ainsi"
)


def _is_answered(id_: str, questionnaire: str, subject: Subject) -> bool:
    standing = subject.standings.get(questionnaire)
    return standing is not None and id_ in standing.held


class Conversation:
    """Asks some criteria of a product, or of the company; what is given is written at once."""

    def __init__(self, saving: Saving, ids: Sequence[str], screen: Screen, start: int = 0) -> None:
        self._saving = saving
        self._ids = list(ids)
        self._screen = screen
        self._at = start

    def hold(self) -> None:
        """Ask until everything was asked, or a person leaves."""
        while self._at < len(self._ids):
            move = self._ask(self._ids[self._at])
            match move:
                case Move.QUIT:
                    return
                case Move.BACK:
                    self._at = max(0, self._at - 1)
                case Move.HERE:
                    continue
                case Move.SKIP:
                    self._at += 1
                case _:
                    raise AssertionError(move)

    def _ask(self, id_: str) -> Move:
        """Ask one criterion and return where to go: here again, on (skip), back, or out."""
        if not self._saving.is_asked(id_):
            return Move.SKIP
        session, standing = self._saving.session, self._saving.standing(id_)
        rules = rules_of(session.workspace)
        question = asked(id_, standing, self._saving.subject(), rules)
        menu = LevelMenu(question, session.day, session.language, self._screen)
        page = self.page(question, rows_of_terminal() - menu.rows)
        deliver_text(page.text, None, session.root)
        choice = menu.ask()
        while choice == Move.MORE:
            choice = ask_what_else(question, session.language, is_whole=page.is_whole)
            if choice == Move.READ:
                # Nothing else comes between the guidance and the levels.
                self._show_help(question)
                choice = menu.ask()
        if choice.isdecimal():
            return self._given(AnswerDetails(self._saving, id_).level(int(choice)))
        return self._moved(Move(choice), question)

    def page(self, question: Asked, rows: int) -> QuestionPage:
        """Return what is shown of a criterion, in some rows if it can be."""
        standings = self._saving.subject().standings.values()
        held = {id_ for each in standings for id_ in each.held}
        answered = sum(id_ in held for id_ in self._ids)
        position = Position(self._at + 1, len(self._ids), answered)
        return question_page(
            question,
            position,
            self._links(question),
            language=self._saving.session.language,
            screen=self._screen,
            rows=rows,
        )

    def _links(self, question: Asked) -> tuple[Line, ...]:
        session = self._saving.session
        subject = self._saving.subject()
        links = {
            id_: found
            for id_, found in links_of(question.criterion, session.workspace).items()
            if found is not None and _is_answered(id_, found[1].id, subject)
        }
        return tuple(relation_lines(Relations(links, ()), subject, session.language))

    def _moved(self, move: Move, question: Asked) -> Move:
        match move:
            case Move.KEEP:
                return self._kept(question)
            case Move.NA:
                details = AnswerDetails(self._saving, question.criterion.id)
                return self._given(details.not_applicable())
            case Move.JUMP:
                return self._jump()
            case Move.SKIP | Move.BACK | Move.QUIT:
                return move
            case _:
                self._beside(move, AnswerDetails(self._saving, question.criterion.id))
                return Move.HERE

    def _beside(self, move: Move, details: AnswerDetails) -> None:
        """Do what leaves a person at the same criterion."""
        match move:
            case Move.COMMENT:
                details.comment()
            case Move.EVIDENCE:
                details.evidence()
            case Move.NO_EVIDENCE:
                details.remove_evidence()
            case Move.DROP:
                details.drop()
            case _:
                # Nothing else: the levels are shown again.
                pass

    def _show_help(self, question: Asked) -> None:
        session = self._saving.session
        links = self._links(question)
        text = whole_question(question, links, session.language, self._screen)
        deliver_text(text, None, session.root)

    def _given(self, is_saved: bool) -> Move:  # noqa: FBT001 - an outcome, not a switch
        return Move.SKIP if is_saved else Move.HERE

    def _kept(self, question: Asked) -> Move:
        own = question.own
        if own is None or own.review is None:
            return Move.SKIP
        language = self._saving.session.language
        if not confirm(_REVIEWED.in_(language)):
            return Move.SKIP
        return self._given(self._saving.save(question.criterion.id, own._replace(review=None)))

    def _jump(self) -> Move:
        known = self._applicable()
        language = self._saving.session.language

        def problem(id_: str) -> str | None:
            if not id_ or id_ in known:
                return None
            return (did_you_mean(id_, known) or _NOT_ASKED).in_(language)

        id_ = ask_text(_WHERE_TO.in_(language), problem=problem)
        if id_ and id_ not in self._ids:
            self._ids.insert(self._at + 1, id_)
        if id_:
            self._at = self._ids.index(id_)
        return Move.HERE

    def _applicable(self) -> tuple[str, ...]:
        standings = self._saving.subject().standings_that(Truth.YES)
        return tuple(id_ for each in standings for id_ in each.applicability.ids_that(Truth.YES))
