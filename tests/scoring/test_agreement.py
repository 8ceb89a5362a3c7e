"""The program and a naive second computation agree on random workspaces."""

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle, results
from tests.strategies import DAYS, THOROUGH, workspaces
from tests.written import Files


@THOROUGH
@given(workspaces(), st.sampled_from(DAYS))
def test_scores_can_be_recomputed_by_hand(files: Files, day: str) -> None:
    """Means, bounds, counts, shown and dropped axes are those that a reader computes by hand."""
    for id_, subject in results.subjects_of(files).items():
        assert results.scores(subject, day) == oracle.scores(files, id_, day)


@THOROUGH
@given(workspaces())
def test_answers_in_force_can_be_traced_by_hand(files: Files) -> None:
    """What applies, which answers count, who gives them and which are obsolete can be retraced."""
    for id_, subject in results.subjects_of(files).items():
        assert results.standings(subject) == oracle.standings(files, id_)


@THOROUGH
@given(workspaces(), st.sampled_from(DAYS))
def test_gaps_can_be_recomputed_by_hand(files: Files, day: str) -> None:
    """Gaps, states, and what could not be judged are those that a reader computes by hand."""
    for id_, subject in results.subjects_of(files).items():
        assert results.gaps(subject, day) == oracle.gaps(files, id_, day)
