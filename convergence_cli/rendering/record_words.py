"""What a record says of an answer in words, in JSON and in tables."""

from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import Answer, NotApplicable

_NOT_APPLICABLE = Text(en="not applicable", fr="non applicable")


def level_label(answer: Answer, questionnaire: Questionnaire, language: Language) -> str:
    """Return what the level of an answer is called."""
    if isinstance(answer.level, NotApplicable):
        return _NOT_APPLICABLE.in_(language)
    labels = {each.level: each.label for each in questionnaire.scale.levels}
    return labels[answer.level].in_(language)
