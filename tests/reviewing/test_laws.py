"""Laws of what changed between two states, over random pairs of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.model.workspace import NotApplicable
from convergence_cli.reviewing.change import USUAL, Bearing, Change
from convergence_cli.reviewing.review import Review
from tests import oracle
from tests.reviewing import naive
from tests.reviewing.states import DAY, Pair, built, compared, pairs, reviewed
from tests.strategies import QUICK, reordered
from tests.written import COMPANY, Files

FEW = settings(QUICK, max_examples=25)
"""A pair takes as long as several workspaces."""

OPPOSITE = {
    "level-lowered": "level-raised",
    "answer-removed": "answer-added",
    "evidence-removed": "evidence-added",
    "became-na": "left-na",
    "left-profile": "joined-profile",
    "product-deleted": "product-added",
    "product-archived": "product-restored",
}
"""What a change is from the other end; of seals and plans, what counts is the newer state."""


def told(changes: Iterable[Change]) -> Counter[naive.Found]:
    """Return changes as plain data, in any order."""
    return Counter(
        (
            each.kind.value,
            each.product,
            each.questionnaire,
            each.criterion,
            _plain(each.before, each.kind),
            _plain(each.after, each.kind),
        )
        for each in changes
    )


def _plain(value: object, kind: str) -> object:
    if isinstance(value, NotApplicable):
        return "na"
    is_date = kind.startswith("plan-") and isinstance(value, str)
    return naive.last_day(str(value)) if is_date else value


@FEW
@given(pairs())
def test_all_that_differs_is_a_change_and_nothing_else(pair: Pair) -> None:
    """What a naive comparison of the files finds is what is reported, each once."""
    assert told(reviewed(pair.before, pair.after).changes) == Counter(naive.changes(pair))


@FEW
@given(pairs())
def test_the_parts_of_a_movement_add_up_to_it(pair: Pair) -> None:
    """Causes lead from the mean before, exactly, step by step, to the mean after."""
    review = reviewed(pair.before, pair.after)

    moved = {(each.product, each.questionnaire): each for each in review.movements}
    for subject, id_, before, after in _means(pair):
        movement = moved.pop((subject, id_), None)
        if movement is None:
            assert before == after
            continue
        means = [each.before for each in movement.steps], [each.after for each in movement.steps]
        whole = [before["mean"], *means[1]]
        assert whole == [*means[0], after["mean"]]
        effects = [each.effect for each in movement.steps]
        if None not in (before["mean"], *effects):
            total = sum((each for each in effects if each is not None), Fraction(0))
            assert before["mean"] + total == after["mean"]
    assert not moved


NO_MEAN = {"mean": None, "lowest": None, "highest": None}


def _means(pair: Pair) -> Iterable[tuple[str, str, dict[str, Fraction], dict[str, Fraction]]]:
    """Yield each mean, with its bounds, of what counts and is in both states."""
    one, other = pair.before.files, pair.after.files
    active = [
        id_
        for id_, each in other.products.items()
        if id_ in one.products and each["status"] == "active"
    ]
    for subject in (COMPANY, *active):
        before, after = (oracle.scores(each, subject, DAY) for each in (one, other))
        for id_ in {*before, *after}:
            scores = (each.get(id_, NO_MEAN) for each in (before, after))
            was, now = ({key: score[key] for key in NO_MEAN} for score in scores)
            yield subject, id_, was, now


@FEW
@given(pairs())
def test_a_state_against_itself_has_no_change(pair: Pair) -> None:
    """Nothing changed, and no mean moved, between a state and itself, read once or twice."""
    for state in (pair.before, pair.after):
        one = built(state)
        for other in (one, built(state)):
            review = compared(one, other)
            assert (review.changes, review.movements, review.redefinitions) == ((), (), ())


@FEW
@given(pairs(redefined=False))
def test_the_way_back_is_the_opposite(pair: Pair) -> None:
    """What got worse one way got better the other way, with before and after exchanged."""
    there, back = reviewed(pair.before, pair.after), reviewed(pair.after, pair.before)

    assert _opposite(there) == Counter(_ends(back))


def _opposite(review: Review) -> Counter[naive.Found]:
    opposite = {**OPPOSITE, **{better: worse for worse, better in OPPOSITE.items()}}
    return Counter(
        (opposite[kind], *at, after, before) for kind, *at, before, after in _ends(review)
    )


def _ends(review: Review) -> Iterable[naive.Found]:
    known = {*OPPOSITE, *OPPOSITE.values()}
    return [each for each in told(review.changes).elements() if each[0] in known]


@FEW
@given(pairs(), st.data())
def test_the_order_of_files_and_keys_changes_nothing(pair: Pair, data: st.DataObject) -> None:
    """Files, products, answers and profile values may stand in any order, in either state."""
    before, after = (
        replace(each, files=_reordered(data, each.files)) for each in (pair.before, pair.after)
    )

    found, other = reviewed(pair.before, pair.after), reviewed(before, after)

    assert told(other.changes) == told(found.changes)
    assert {each.cause for each in other.changes} == {each.cause for each in found.changes}


def _reordered(data: st.DataObject, files: Files) -> Files:
    """Draw the files in another order; that of questions belongs to their definition."""
    return replace(data.draw(reordered(files)), preliminaries=files.preliminaries)


@FEW
@given(pairs())
def test_no_improvement_hides_a_regression(pair: Pair) -> None:
    """Whatever else changes, each lowered level alone is still a regression."""
    review = reviewed(pair.before, pair.after)

    lowered = {each[:4] for each in naive.changes(pair) if each[0] == "level-lowered"}
    failing = {
        (each.kind.value, each.product, each.questionnaire, each.criterion)
        for each in review.regressions(USUAL)
    }
    assert lowered <= failing
    assert {each.bearing for each in review.regressions(USUAL)} <= {Bearing.WORSE}
