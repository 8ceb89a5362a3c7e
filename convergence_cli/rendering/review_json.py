"""Changes and movements as JSON (SPEC §4)."""

from fractions import Fraction

from convergence_cli.language import Language
from convergence_cli.model.condition import Value
from convergence_cli.model.workspace import Evidence, NotApplicable
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.json_document import Json, exact_text
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.tally_json import tally_json
from convergence_cli.reviewing.change import Change
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.movement import Movement, Step
from convergence_cli.reviewing.state import State

NOT_COMPARED: Json = {
    "against": None,
    "notices": [],
    "changes": [],
    "movements": [],
    "redefinitions": [],
}
"""What a document says where one state alone was looked at."""


def compared_json(compared: Compared, language: Language) -> Json:
    """Return what changed, and what of it is a regression; keys of one document."""
    return {
        "against": {"name": compared.base, "commit": compared.commit, "head": compared.head},
        "notices": [each.in_(language) for each in compared.notices],
        "changes": [
            {**_change(each), "regression": each.bearing in compared.failing}
            for each in compared.review.changes
        ],
        "movements": [_movement(each) for each in compared.review.movements],
        "redefinitions": [_redefinition(each) for each in compared.review.redefinitions],
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "bearing": change.bearing.value,
        "product": change.product or None,
        "questionnaire": change.questionnaire or None,
        "criterion": change.criterion or None,
        "before": _shown(change.before),
        "after": _shown(change.after),
        "cause": None if change.cause is None else change.cause.value,
        "because": [
            {"question": each.question, "before": _value(each.before), "after": _value(each.after)}
            for each in change.because
        ],
        "inherited_from": change.giver or None,
        "evidence": [evidence_json(each) for each in change.evidence],
        "comment": change.comment or None,
        "successor": change.successor or None,
    }


def evidence_json(evidence: Evidence) -> Json:
    """Return a piece of evidence with the fields that it has."""
    return {key: value for key, value in evidence._asdict().items() if value is not None}


def _movement(movement: Movement) -> Json:
    return {
        "product": movement.product or None,
        "questionnaire": movement.questionnaire,
        "before": _state(movement.before),
        "after": _state(movement.after),
        "causes": [_step(each) for each in movement.steps],
    }


def _state(state: State | None) -> Json | None:
    if state is None or state.applies is not Truth.YES:
        return None
    return {"version": state.version, **tally_json(state.tally, state.top)}


def _step(step: Step) -> Json:
    return {
        "cause": step.cause.value,
        "kind": step.kind.value,
        "questions": [each.question for each in step.because],
        "criteria": list(step.criteria),
        "before": exact_text(step.before),
        "after": exact_text(step.after),
        "effect": exact_text(step.effect),
    }


def _redefinition(redefinition: Redefinition) -> Json:
    return {
        "id": redefinition.id,
        "before": redefinition.before,
        "after": redefinition.after,
        "changes": {kind.value: n for kind, n in redefinition.kinds.items()},
    }


def _shown(value: object) -> int | str | None:
    match value:
        case NotApplicable():
            return value.value
        case Fraction():
            return exact_text(value)
        case None | int() | str():
            return value
        case _:
            raise TypeError(value)


def _value(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value
