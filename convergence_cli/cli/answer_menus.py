"""What a person may choose at a criterion, on a terminal."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from convergence_cli.checking.asking import Asked
from convergence_cli.cli.prompts import ask_one
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import NA, level_text
from convergence_cli.rendering.answer_effects import answer_in_words
from convergence_cli.rendering.answer_text import level_choices, menu_text
from convergence_cli.rendering.screen import Screen

Choices = Sequence[tuple[str, str]]
"""Each a value and its label."""


class Move(StrEnum):
    """What is chosen besides a level; no value is a level."""

    KEEP = "keep"
    SKIP = "skip"
    NA = "na"
    MORE = "more"
    BACK = "back"
    JUMP = "jump"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    NO_EVIDENCE = "no-evidence"
    DROP = "drop"
    READ = "read"
    HERE = "here"
    QUIT = "quit"


_QUESTION = Text(en="Answer", fr="Réponse")
_WHAT_ELSE = Text(en="What else?", fr="Quoi d'autre ?")
_SKIP = Text(en="skip for now", fr="passer pour l'instant")
_KEEP = Text(en="keep {answer}", fr="garder {answer}")
_NA = Text(
    en="na · Not applicable to this product, for a reason",
    fr="na · Non applicable à ce produit, pour un motif",
)
_NA_COMPANY = Text(
    en="na · Not applicable to the company, for a reason",
    fr="na · Non applicable à l'entreprise, pour un motif",
)
_MORE = Text(
    en="more: comment, evidence, back, jump, remove, quit …",
    fr="autre : commentaire, preuve, retour, saut, retrait, fin …",
)
_LABELS: dict[Move, Text] = {
    Move.READ: Text(en="read the guidance", fr="lire les conseils"),
    Move.COMMENT: Text(en="comment on the answer", fr="commenter la réponse"),
    Move.EVIDENCE: Text(en="add evidence", fr="ajouter une preuve"),
    Move.NO_EVIDENCE: Text(en="remove evidence", fr="retirer une preuve"),
    Move.BACK: Text(en="back to the criterion before", fr="revenir au critère précédent"),
    Move.JUMP: Text(en="jump to a criterion", fr="aller à un critère"),
    Move.HERE: Text(en="nothing else: choose a level", fr="rien d'autre : choisir un niveau"),
    Move.QUIT: Text(en="quit; everything is saved", fr="quitter ; tout est enregistré"),
}
_REMOVE = Text(en="remove the answer", fr="retirer la réponse")
_DROP = Text(
    en="drop this answer: {answer} counts again", fr="retirer cette réponse : {answer} revaut"
)


class LevelMenu:
    """The levels of a criterion, and the ways around them."""

    def __init__(self, asked: Asked, day: str, language: Language, screen: Screen) -> None:
        self.choices: Choices = tuple(_levels(asked, day, language, screen))
        self._start = _start(asked)
        self._language = language

    @property
    def rows(self) -> int:
        """How many lines it takes."""
        return 1 + sum(label.count("\n") + 1 for _, label in self.choices)

    def ask(self) -> str:
        """Return what is chosen: a level as text, or a move."""
        return ask_one(_QUESTION.in_(self._language), self.choices, self._start)


def ask_what_else(asked: Asked, language: Language, *, is_whole: bool) -> Move:
    """Return what a person does that is no answer."""
    choices = [(move, _label(move, asked, language)) for move in _moves(asked, is_whole=is_whole)]
    return Move(ask_one(_WHAT_ELSE.in_(language), choices))


def _levels(
    asked: Asked, day: str, language: Language, screen: Screen
) -> Iterator[tuple[str, str]]:
    if asked.held is None:
        yield Move.SKIP, _SKIP.in_(language)
    else:
        answer = answer_in_words(asked.held, asked.standing.holder, language)
        yield Move.KEEP, menu_text(_KEEP.fill(answer=answer).in_(language), screen)
    yield from level_choices(asked, day, language, screen)
    yield Move.NA, (_NA if asked.standing.holder else _NA_COMPANY).in_(language)
    yield Move.MORE, _MORE.in_(language)


def _start(asked: Asked) -> str:
    """Return where the pointer stands: on what a rule implies, where nothing is answered."""
    if asked.held is not None:
        return Move.KEEP
    proposed = (each.level for each in asked.proposals if each.level is not None)
    level = next(proposed, None)
    if level is None:
        return Move.SKIP
    return Move.NA if level is NA else level_text(level)


def _moves(asked: Asked, *, is_whole: bool) -> Iterator[Move]:
    if not is_whole:
        yield Move.READ
    if asked.own is not None:
        yield Move.COMMENT
        yield Move.EVIDENCE
        if asked.own.evidence:
            yield Move.NO_EVIDENCE
    yield Move.BACK
    yield Move.JUMP
    if asked.own is not None:
        yield Move.DROP
    yield Move.HERE
    yield Move.QUIT


def _label(move: Move, asked: Asked, language: Language) -> str:
    if move is not Move.DROP:
        return _LABELS[move].in_(language)
    if asked.inherited is None:
        return _REMOVE.in_(language)
    answer = answer_in_words(asked.inherited, asked.standing.holder, language)
    return _DROP.fill(answer=answer).in_(language)
