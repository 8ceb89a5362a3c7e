"""What new answers did: to the mean of a questionnaire, and to seals."""

from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import Answer, level_text
from convergence_cli.rendering import words
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.scoring.score import QuestionnaireScore
from convergence_cli.scoring.standing import Held, Standing

_EFFECT = Text(
    en="{questionnaire}: mean {before} → {after}, {counts}",
    fr="{questionnaire} : moyenne {before} → {after}, {counts}",
)
_NO_EFFECT = Text(
    en="{questionnaire}: mean {after}, as before, {counts}",
    fr="{questionnaire} : moyenne {after}, comme avant, {counts}",
)
_BROKEN = Text(
    en="{subject}{questionnaire}: the seal of {by} ({on}) is broken; it counts as a draft",
    fr="{subject}{questionnaire} : le sceau de {by} ({on}) est rompu ; il compte comme brouillon",
)
_WILL_BREAK = Text(
    en="{subject}{questionnaire} is validated: a change breaks the seal of {by} ({on}), "
    "and it counts as a draft until it is validated anew",
    fr="{subject}{questionnaire} est validé : un changement rompt le sceau de {by} ({on}), "
    "et il compte comme brouillon jusqu'à une nouvelle validation",
)
_LEFT_OUT = Text(
    en="{criterion}: not in the answer any more: {parts}",
    fr="{criterion} : ne figure plus dans la réponse : {parts}",
)
_IN_FORCE_AGAIN = Text(
    en="{criterion}: {answer} is in force", fr="{criterion} : {answer} est en vigueur"
)
_UNANSWERED = Text(en="{criterion}: unanswered now", fr="{criterion} : désormais sans réponse")
_REMOVED = Text(
    en="{criterion}: the obsolete answer is removed",
    fr="{criterion} : la réponse obsolète est retirée",
)
_SAID = Text(en="'{text}'", fr="« {text} »")


def effect_text(before: QuestionnaireScore, after: QuestionnaireScore) -> Text:
    """Return one line: the mean of a questionnaire before and after, and what it rests on."""
    was, now = (words.mean_text(each.tally.mean, each.top) for each in (before, after))
    text = _NO_EFFECT if before.tally.mean == after.tally.mean else _EFFECT
    return text.fill(
        questionnaire=_title(after.standing),
        before=was,
        after=now,
        counts=words.counts_text(after.tally),
    )


def broken_seal_text(sealed: Standing) -> Text:
    """Return that the seal of what was validated does not hold any more."""
    return _of_seal(_BROKEN, sealed)


def breaking_seal_text(sealed: Standing) -> Text:
    """Return that the seal of what is validated will not hold."""
    return _of_seal(_WILL_BREAK, sealed)


def left_out_text(criterion: str, parts: dict[str, str]) -> Text:
    """Return what an answer does not say any more, word by word: nothing goes silently."""
    said = [_SAID.fill(text=on_one_line(text)) for text in parts.values()]
    shown = [
        Text(en=f"{key} {text.en}", fr=f"{key} {text.fr}")
        for key, text in zip(parts, said, strict=True)
    ]
    listed = Text(*(words.joined(each.in_(language) for each in shown) for language in _BOTH))
    return _LEFT_OUT.fill(criterion=on_one_line(criterion), parts=listed)


def removed_text(criterion: str, before: Standing, after: Standing) -> Text:
    """Return which answer is in force now that the holder's own is gone."""
    if criterion in before.obsolete:
        return _REMOVED.fill(criterion=on_one_line(criterion))
    held = after.held.get(criterion)
    if held is None:
        return _UNANSWERED.fill(criterion=criterion)
    answers = (answer_in_words(held, after.holder, language) for language in _BOTH)
    return _IN_FORCE_AGAIN.fill(criterion=criterion, answer=Text(*answers))


def answer_in_words(held: Held, holder: str, language: Language) -> str:
    """Return the level of an answer and its giver, on one line."""
    return words.with_origin(level_in_words(held.answer, language), held.holder, holder, language)


def answer_on_one_line(answer: Answer | None, language: Language) -> str:
    """Return an answer and what goes with it on one line; that there is none, where it is none."""
    if answer is None:
        return words.NO_ANSWER_YET.in_(language)
    said = [each for each in (answer.comment, *(each.title for each in answer.evidence)) if each]
    return on_one_line(" · ".join((level_in_words(answer, language), *said)))


def level_in_words(answer: Answer, language: Language) -> str:
    """Return the level of an answer as words."""
    return f"{words.LEVEL.in_(language).lower()} {level_text(answer.level)}"


_BOTH = (Language.EN, Language.FR)


def _title(standing: Standing) -> Text:
    return Text(*(words.definition_title(standing.questionnaire, each) for each in _BOTH))


def _of_seal(text: Text, sealed: Standing) -> Text:
    seal = None if sealed.sheet is None else sealed.sheet.seal
    if seal is None:
        raise AssertionError(sealed.questionnaire.id)
    subject = f"{sealed.holder}, " if sealed.holder else ""
    return text.fill(subject=subject, questionnaire=_title(sealed), by=seal.by, on=seal.on)
