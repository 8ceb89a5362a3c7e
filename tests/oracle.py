"""What a workspace amounts to, computed a second time: naively, recursively, from the words alone.

Nothing of the program takes part: files go in as plain data, results come out as plain data.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.written import COMPANY, Data, Files, Level, When

NO, UNDETERMINED, YES = 0, 1, 2
WORDS = ("no", "undetermined", "yes")
"""Truths on a line: `all` is the least of its terms, `any` the greatest, `not` the mirror image."""


def subjects(files: Files) -> tuple[str, ...]:
    """Return the company and every product."""
    return (COMPANY, *files.products)


def truth(when: When, conditions: Mapping[str, When], profile: Mapping[str, Any]) -> str:
    """Return the truth of a condition, given that of each question and the values stored."""
    return WORDS[_degree(when, conditions, profile)]


def _degree(when: When, conditions: Mapping[str, When], profile: Mapping[str, Any]) -> int:
    if when is None or when == "always":
        return YES
    if isinstance(when, str):
        return _comparison(when, [True], conditions, profile)
    [(word, operand)] = when.items()
    if word in ("all", "any"):
        degrees = [_degree(term, conditions, profile) for term in operand]
        return min(degrees) if word == "all" else max(degrees)
    if word == "not":
        return YES - _degree(operand, conditions, profile)
    if word == "answered":
        applies = _degree(conditions[operand], conditions, profile)
        return NO if applies == YES and not is_answer(profile.get(operand)) else applies
    return _comparison(word, _listed(operand), conditions, profile)


def _comparison(
    question: str, wanted: list[Any], conditions: Mapping[str, When], profile: Mapping[str, Any]
) -> int:
    applies = _degree(conditions[question], conditions, profile)
    if applies != YES:
        return applies
    value = profile.get(question)
    if not is_answer(value):
        return UNDETERMINED
    given = {_strict(each) for each in _listed(value)}
    return YES if given & {_strict(each) for each in wanted} else NO


def is_answer(value: Any) -> bool:
    """Return whether a stored value is an answer: all but null and the empty text are."""
    return value is not None and value != ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _strict(value: Any) -> tuple[str, Any]:
    if isinstance(value, bool):
        return "truth", value
    return ("text", value) if isinstance(value, str) else ("number", value)


def conditions_of(files: Files, scope: str) -> dict[str, When]:
    """Return the condition of each preliminary question of a scope."""
    sections = files.preliminaries.get(scope, {"sections": []})["sections"]
    return {
        question["id"]: question.get("applies_when")
        for section in sections
        for question in section["questions"]
    }


def profile_values(files: Files, subject: str) -> dict[str, Any]:
    """Return what a subject answers to preliminary questions, inherited values included."""
    if subject == COMPANY:
        own, base = files.company_profile, None
    else:
        own, base = files.products[subject]["profile"], files.products[subject]["extends"]
    inherited = {} if base is None else profile_values(files, base)
    return inherited | {question: value for question, value in own.items() if is_answer(value)}


def criterion_truth(files: Files, subject: str, definition: Data, criterion: Data) -> str:
    """Return whether a criterion applies to a subject."""
    conditions = conditions_of(files, definition["scope"])
    profile = profile_values(files, subject)
    whole = _degree(definition.get("applies_when"), conditions, profile)
    return WORDS[min(whole, _degree(criterion.get("applies_when"), conditions, profile))]


def answer_in_force(
    files: Files, subject: str, definition: Data, criterion: Data
) -> tuple[Level, str] | None:
    """Return the level that counts for a subject, and who gives it."""
    if criterion_truth(files, subject, definition, criterion) != "yes":
        return None
    own = own_answer(files, subject, definition, criterion)
    if own is not None:
        return own, subject
    base = None if subject == COMPANY else files.products[subject]["extends"]
    return None if base is None else answer_in_force(files, base, definition, criterion)


def own_answer(files: Files, subject: str, definition: Data, criterion: Data) -> Level | None:
    """Return the level that a subject's own file gives."""
    return files.answers.get(subject, {}).get(definition["id"], {}).get(criterion["id"])


def top_of(definition: Data) -> int:
    """Return the target of a definition."""
    return max(each["level"] for each in definition["scale"]) if "scale" in definition else 3


def expected_on(definition: Data, criterion: Data, day: str) -> int:
    """Return the level expected of a criterion on a day."""
    expected: int | list[Data] = criterion.get("expected", top_of(definition))
    if isinstance(expected, int):
        return expected
    begun = [step for step in expected if step["from"] <= day]
    level: int = max(begun, key=lambda step: str(step["from"]))["level"] if begun else 0
    return level


def definitions_for(files: Files, subject: str) -> list[Data]:
    """Return the definitions that a subject may have to answer."""
    scope = "company" if subject == COMPANY else "product"
    return [each for each in files.questionnaires.values() if each["scope"] == scope]


def criteria_of(definition: Data) -> list[Data]:
    """Return every criterion of a definition."""
    return [criterion for axis in definition["axes"] for criterion in axis["criteria"]]


def standings(files: Files, subject: str) -> dict[str, Data]:
    """Return, by questionnaire, what applies to a subject and which answers count."""
    return {each["id"]: _standing(files, subject, each) for each in definitions_for(files, subject)}


def _standing(files: Files, subject: str, definition: Data) -> Data:
    criteria = criteria_of(definition)
    truths = {each["id"]: criterion_truth(files, subject, definition, each) for each in criteria}
    held = {each["id"]: answer_in_force(files, subject, definition, each) for each in criteria}
    return {
        "applies": truth(
            definition.get("applies_when"),
            conditions_of(files, definition["scope"]),
            profile_values(files, subject),
        ),
        "criteria": truths,
        "held": {id_: each for id_, each in held.items() if each is not None},
        "obsolete": {
            each["id"]
            for each in criteria
            if truths[each["id"]] == "no"
            and own_answer(files, subject, definition, each) is not None
        },
    }


def scores(files: Files, subject: str, day: str) -> dict[str, Data]:
    """Return, by questionnaire that applies to a subject, its means, bounds and counts."""
    return {
        each["id"]: _score(files, subject, each, day)
        for each in definitions_for(files, subject)
        if _standing(files, subject, each)["applies"] == "yes"
    }


def _score(files: Files, subject: str, definition: Data, day: str) -> Data:
    by_axis = {
        axis["id"]: _numbers(files, subject, definition, axis["criteria"], day)
        for axis in definition["axes"]
    }
    applicable = {id_: each for id_, each in by_axis.items() if each["counts"]["applicable"] > 0}
    dropped = [
        id_
        for id_, each in applicable.items()
        if each["counts"]["not_applicable"] == each["counts"]["applicable"]
    ]
    return {
        **_numbers(files, subject, definition, criteria_of(definition), day),
        "dropped_axes": dropped,
        "axes": [{"id": id_, **each} for id_, each in applicable.items() if id_ not in dropped],
    }


def _numbers(
    files: Files, subject: str, definition: Data, criteria: Sequence[Data], day: str
) -> Data:
    standing = _standing(files, subject, definition)
    applicable = [each for each in criteria if standing["criteria"][each["id"]] == "yes"]
    answered = {
        each["id"]: standing["held"][each["id"]][0]
        for each in applicable
        if each["id"] in standing["held"]
    }
    judged = [each for each in applicable if isinstance(answered.get(each["id"]), int)]
    levels = [answered[each["id"]] for each in judged]
    unanswered = len(applicable) - len(answered)
    return {
        "mean": _mean(levels),
        "lowest": _mean(levels + [0] * unanswered),
        "highest": _mean(levels + [top_of(definition)] * unanswered),
        "expected_mean": _mean([expected_on(definition, each, day) for each in judged]),
        "counts": {
            "applicable": len(applicable),
            "answered": len(levels),
            "not_applicable": list(answered.values()).count("na"),
            "unanswered": unanswered,
            "undetermined": sum(
                standing["criteria"][each["id"]] == "undetermined" for each in criteria
            ),
            "obsolete": sum(each["id"] in standing["obsolete"] for each in criteria),
            "inherited": sum(standing["held"][id_][1] != subject for id_ in answered),
        },
    }


def _mean(levels: list[int]) -> Fraction | None:
    return sum((Fraction(level) for level in levels), Fraction(0)) / len(levels) if levels else None


def gaps(files: Files, subject: str, day: str) -> dict[str, Data]:
    """Return, by questionnaire, how far each answer of a subject is from target and expectation."""
    return {each["id"]: _gap(files, subject, each, day) for each in definitions_for(files, subject)}


def _gap(files: Files, subject: str, definition: Data, day: str) -> Data:
    standing = _standing(files, subject, definition)
    found: Data = {"gaps": [], "unanswered": [], "undetermined": []}
    for criterion in criteria_of(definition):
        id_ = criterion["id"]
        if standing["criteria"][id_] == "undetermined":
            found["undetermined"].append(id_)
        elif standing["criteria"][id_] == "yes" and id_ not in standing["held"]:
            found["unanswered"].append(id_)
        elif id_ in standing["held"] and standing["held"][id_][0] != "na":
            level, holder = standing["held"][id_]
            target, expected = top_of(definition), expected_on(definition, criterion, day)
            if level == target:
                state = "at-target"
            else:
                state = "under-expected" if level < expected else "under-target"
            found["gaps"].append(
                {
                    "criterion": id_,
                    "holder": holder,
                    "gap": target - level,
                    "expected_gap": expected - level if expected > level else 0,
                    "state": state,
                }
            )
    return found
