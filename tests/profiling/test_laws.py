"""Laws of applicability, over random questions, profiles and conditions."""

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.profiling.engine import Profile
from convergence_cli.profiling.evaluation import truth_of
from convergence_cli.profiling.truth import Truth
from tests import oracle
from tests.building import built, profile_of
from tests.strategies import THOROUGH, Asked, asked

ANY_VALUE = st.sampled_from((True, False, 0, 1, "x", "y", "na", ["x"], []))


def profile(questions: Asked, **more: object) -> Profile:
    """Return the profile of random questions, with some answers given anew."""
    return profile_of(questions.questions, {**questions.values, **more})


@THOROUGH
@given(asked())
def test_conditions_can_be_evaluated_by_hand(questions: Asked) -> None:
    """Every condition, and that of every question, has the truth that a reader works out."""
    states = profile(questions).states

    for when in questions.conditions:
        by_hand = oracle.truth(when, questions.questions, questions.values)
        assert truth_of(built(when), states).value == by_hand
    for id_, when in questions.questions.items():
        by_hand = oracle.truth(when, questions.questions, questions.values)
        assert states[id_].applies.value == by_hand


@THOROUGH
@given(asked())
def test_what_is_undetermined_names_what_is_missing(questions: Asked) -> None:
    """A condition names missing answers exactly if it is undetermined, and each one is open."""
    found = profile(questions)

    for when in questions.conditions:
        missing = found.missing(built(when))
        assert bool(missing) is (truth_of(built(when), found.states) is Truth.UNDETERMINED)
        assert set(missing) <= set(found.open_questions)
        assert len(set(missing)) == len(missing)


@THOROUGH
@given(asked(), st.data())
def test_answering_what_is_missing_settles_everything(
    questions: Asked, data: st.DataObject
) -> None:
    """Who answers what is named, as often as something is, ends with nothing undetermined."""
    conditions = [built(when) for when in questions.conditions]
    answers: dict[str, object] = {}
    while missing := profile(questions, **answers).missing(*conditions):
        assert answers.keys().isdisjoint(missing)
        answers |= {id_: data.draw(ANY_VALUE) for id_ in missing}

    states = profile(questions, **answers).states
    assert all(truth_of(each, states) is not Truth.UNDETERMINED for each in conditions)


@THOROUGH
@given(asked(with_answered=False), st.data())
def test_other_answers_than_the_missing_ones_settle_nothing(
    questions: Asked, data: st.DataObject
) -> None:
    """Answers that were not named as missing change neither a condition nor what it waits for."""
    before = profile(questions)
    condition = built(questions.conditions[0])
    missing = before.missing(condition)
    others = [
        id_ for id_, state in before.states.items() if state.value is None and id_ not in missing
    ]

    after = profile(questions, **{id_: data.draw(ANY_VALUE) for id_ in others})

    assert truth_of(condition, after.states) is truth_of(condition, before.states)
    assert after.missing(condition) == missing


@THOROUGH
@given(asked(with_answered=False), st.data())
def test_what_is_known_stays_known(questions: Asked, data: st.DataObject) -> None:
    """New answers never change what was known, unless a condition asks `answered`."""
    before = profile(questions)
    waiting = [id_ for id_, state in before.states.items() if state.value is None]
    new = {id_: data.draw(ANY_VALUE) for id_ in waiting if data.draw(st.booleans())}

    after = profile(questions, **new)

    for when in questions.conditions:
        known = truth_of(built(when), before.states)
        if known is not Truth.UNDETERMINED:
            assert truth_of(built(when), after.states) is known


@THOROUGH
@given(asked(), st.data())
def test_what_a_hidden_question_stores_changes_nothing(
    questions: Asked, data: st.DataObject
) -> None:
    """Whatever is stored for a question that does not apply, everything applies as before."""
    before = profile(questions)
    hidden = [id_ for id_, state in before.states.items() if state.applies is Truth.NO]

    after = profile(questions, **{id_: data.draw(ANY_VALUE | st.none()) for id_ in hidden})

    for id_, state in before.states.items():
        assert after.states[id_].applies is state.applies
    for when in questions.conditions:
        assert truth_of(built(when), after.states) is truth_of(built(when), before.states)


@THOROUGH
@given(asked(), st.data())
def test_the_order_of_questions_and_values_changes_no_truth(
    questions: Asked, data: st.DataObject
) -> None:
    """Questions may be defined, and answers given, in any order."""
    shuffled = Asked(
        dict(data.draw(st.permutations(list(questions.questions.items())))),
        dict(data.draw(st.permutations(list(questions.values.items())))),
        questions.conditions,
    )

    assert dict(profile(shuffled).states) == dict(profile(questions).states)
