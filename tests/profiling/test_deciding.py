"""The preliminary answers that decide a condition: without any other it stays decided."""

import pytest
from hypothesis import given

from convergence_cli.model.condition import ALWAYS, questions_of
from convergence_cli.profiling.deciding import deciding_questions
from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.evaluation import truth_of
from convergence_cli.profiling.truth import Truth
from tests.building import built, profile_of
from tests.strategies import THOROUGH, Asked, asked
from tests.written import When

QUESTIONS: dict[str, When] = {"a": None, "b": None, "c": "a"}


@pytest.mark.parametrize(
    ("when", "values", "deciding"),
    [
        ("a", {"a": False, "b": True}, ("a",)),
        ("always", {}, ()),
        ({"all": ["a", "b"]}, {"a": True, "b": False}, ("b",)),
        ({"all": ["a", "b"]}, {"a": False, "b": False}, ("a", "b")),
        ({"all": ["a", "b"]}, {"a": True, "b": True}, ("a", "b")),
        ({"any": ["a", "b"]}, {"a": True, "b": False}, ("a",)),
        ({"any": ["a", "b"]}, {"a": False, "b": False}, ("a", "b")),
        ({"not": {"any": ["a", "b"]}}, {"a": True, "b": False}, ("a",)),
        ("c", {"a": False, "c": True}, ("a",)),
        ({"not": "c"}, {"a": True, "c": False}, ("c",)),
        ({"answered": "b"}, {"a": True}, ("b",)),
    ],
)
def test_what_decides_is_what_would_change_it(
    when: When, values: dict[str, bool], deciding: tuple[str, ...]
) -> None:
    """Of terms one of which suffices, those that did; of a hidden question, what hides it."""
    profile = profile_of(QUESTIONS, values)

    assert deciding_questions(profile, built(when)) == deciding
    assert deciding_questions(profile, ALWAYS, built(when), ALWAYS) == deciding


def behind(profile: Profile, questions: tuple[str, ...]) -> set[str]:
    """Return questions with those that decide whether they are asked."""
    found: set[str] = set()
    waiting = [*questions]
    while waiting:
        question = waiting.pop()
        if question not in found:
            found.add(question)
            waiting += questions_of(profile.engine.condition_by_question[question])
    return found


@THOROUGH
@given(asked(with_answered=False))
def test_the_deciding_answers_suffice(drawn: Asked) -> None:
    """A profile that answers nothing else decides the same."""
    profile = profile_of(drawn.questions, drawn.values)
    for when in drawn.conditions:
        condition = ALWAYS if when is None else built(when)
        truth = truth_of(condition, profile.states)
        if truth is Truth.UNDETERMINED:
            continue
        needed = behind(profile, deciding_questions(profile, condition))
        fewer = {id_: value for id_, value in drawn.values.items() if id_ in needed}

        assert truth_of(condition, profile_of(drawn.questions, fewer).states) is truth
