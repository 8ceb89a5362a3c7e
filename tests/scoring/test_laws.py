"""Laws of scores, over random workspaces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.score import QuestionnaireScore, SubjectScore, Tally, score_of
from tests import results
from tests.oracle import criteria_of, top_of
from tests.results import subjects_of
from tests.strategies import QUICK, reordered, workspaces
from tests.written import COMPANY, Data, Files, Level, product

DAY = "2025-06-30"
NUMBERS = ("mean", "lowest", "highest", "expected_mean")

Place = tuple[str, str, str]
"""A subject, a questionnaire and a criterion."""


def scores(files: Files) -> dict[str, dict[str, Data]]:
    """Return the scores of every subject, by questionnaire."""
    return {id_: results.scores(each, DAY) for id_, each in subjects_of(files).items()}


def every_score(files: Files) -> Iterator[QuestionnaireScore]:
    """Yield the score of every questionnaire of every subject."""
    for subject in subjects_of(files).values():
        found: SubjectScore = score_of(subject, DAY)
        yield from found.questionnaires


def answered_places(files: Files) -> list[Place]:
    """Return where a level is written."""
    return [
        (subject, questionnaire, criterion)
        for subject, sheets in files.answers.items()
        for questionnaire, levels in sheets.items()
        for criterion, level in levels.items()
        if level != "na"
    ]


def some_answer(data: st.DataObject, files: Files) -> Place:
    """Draw where a level is written."""
    places = answered_places(files)
    assume(places)
    return data.draw(st.sampled_from(places))


def by_axis(score: Mapping[str, Data]) -> dict[tuple[str, str], Data]:
    """Return what is said of each axis, shown or dropped, of each questionnaire."""
    shown = {(id_, axis["id"]): axis for id_, each in score.items() for axis in each["axes"]}
    dropped: dict[tuple[str, str], Data] = {
        (id_, axis): {} for id_, each in score.items() for axis in each["dropped_axes"]
    }
    return {**shown, **dropped}


@QUICK
@given(workspaces(), st.data())
def test_the_order_of_files_and_keys_changes_nothing(files: Files, data: st.DataObject) -> None:
    """Files, products, answers, profile values and questions may stand in any order."""
    other = data.draw(reordered(files))

    before, after = subjects_of(files), subjects_of(other)

    assert scores(other) == scores(files)
    for id_, subject in before.items():
        assert results.standings(after[id_]) == results.standings(subject)
        assert results.gaps(after[id_], DAY) == results.gaps(subject, DAY)


@QUICK
@given(workspaces(), st.data())
def test_raising_a_level_lowers_no_number(files: Files, data: st.DataObject) -> None:
    """A higher level lowers no mean and no bound, of no axis, of no product; it widens no gap."""
    subject, questionnaire, criterion = some_answer(data, files)
    level = files.answers[subject][questionnaire][criterion]
    top = top_of(files.questionnaires[questionnaire])
    assume(level != top)
    higher = data.draw(st.integers(int(level) + 1, top))
    raised = files.with_level(subject, questionnaire, criterion, higher)

    before, after = scores(files), scores(raised)

    for id_, score in before.items():
        for questionnaire_id, whole in score.items():
            assert _is_no_lower(after[id_][questionnaire_id], whole)
        for place, axis in by_axis(score).items():
            assert _is_no_lower(by_axis(after[id_])[place], axis)


def _is_no_lower(after: Data, before: Data) -> bool:
    numbers = [(after.get(key), before.get(key)) for key in NUMBERS]
    return all(
        (new is None) is (old is None) and (new is None or new >= old) for new, old in numbers
    )


@QUICK
@given(workspaces(), st.data())
def test_an_answer_that_becomes_na_moves_no_other_axis(files: Files, data: st.DataObject) -> None:
    """Saying that a criterion is not applicable leaves every other axis exactly as it was."""
    subject, questionnaire, criterion = some_answer(data, files)
    axes = files.questionnaires[questionnaire]["axes"]
    (touched,) = (
        axis["id"]
        for axis in axes
        if criterion in [each["id"] for each in criteria_of({"axes": [axis]})]
    )
    changed = files.with_level(subject, questionnaire, criterion, "na")

    before, after = scores(files), scores(changed)

    for id_, score in before.items():
        others = {place for place in by_axis(score) if place != (questionnaire, touched)}
        assert {place: by_axis(after[id_])[place] for place in others} == {
            place: by_axis(score)[place] for place in others
        }


@QUICK
@given(workspaces())
def test_axes_add_up_to_their_questionnaire(files: Files) -> None:
    """Sums and counts of the axes, shown and dropped, add up to those of the questionnaire."""
    for score in every_score(files):
        parts = sum((each.tally for each in (*score.axes, *score.dropped)), Tally())
        hidden = replace(
            score.tally,
            undetermined=parts.undetermined,
            obsolete=parts.obsolete,
        )
        # Axes that are not shown hold nothing but undetermined and obsolete criteria.
        assert parts == hidden
        assert parts.undetermined <= score.tally.undetermined
        assert parts.obsolete <= score.tally.obsolete


@QUICK
@given(workspaces())
def test_every_criterion_is_counted_once(files: Files) -> None:
    """Applicable, undetermined and outside the profile make up all criteria of a questionnaire."""
    for score in every_score(files):
        criteria = score.standing.applicability.criteria
        outside = sum(each is Truth.NO for each in criteria.values())
        counted = score.tally.applicable + score.tally.undetermined + outside
        assert counted == len(criteria)
        assert score.tally.obsolete <= outside


@QUICK
@given(workspaces())
def test_a_mean_lies_in_its_interval_and_on_its_scale(files: Files) -> None:
    """Bounds enclose the mean, lie between 0 and the target, and meet once all is answered."""
    for score in every_score(files):
        for tally in (score.tally, *(axis.tally for axis in score.axes)):
            low, high = tally.lowest, tally.highest(score.top)
            if low is None or high is None:
                assert tally.answered == tally.unanswered == 0
                continue
            assert 0 <= low <= high <= score.top
            assert (low == high) is (tally.unanswered == 0)
            if tally.mean is not None:
                assert low <= tally.mean <= high


@QUICK
@given(workspaces())
def test_a_mean_lies_between_those_of_its_axes(files: Files) -> None:
    """The mean of a questionnaire lies between the lowest and the highest mean of its axes."""
    for score in every_score(files):
        means = [axis.tally.mean for axis in score.axes if axis.tally.mean is not None]
        assert (score.tally.mean is None) is (not means)
        if score.tally.mean is not None:
            assert min(means) <= score.tally.mean <= max(means)


@QUICK
@given(workspaces(), st.data())
def test_every_way_to_answer_the_rest_ends_in_the_interval(
    files: Files, data: st.DataObject
) -> None:
    """The bounds hold whatever the unanswered criteria turn out to be, and both can be reached."""
    subject = data.draw(st.sampled_from((COMPANY, *files.products)))
    before = scores(files)[subject]
    unanswered = {
        id_: each["unanswered"]
        for id_, each in results.gaps(subjects_of(files)[subject], DAY).items()
    }

    def completed(levels_up_to: str) -> dict[str, Data]:
        sheets = dict(files.answers.get(subject, {}))
        for id_, criteria in unanswered.items():
            top = top_of(files.questionnaires[id_])
            choices: Mapping[str, Sequence[int]] = {
                "lowest": (0,),
                "highest": (top,),
                "any": range(top + 1),
            }
            levels: dict[str, Level] = {
                each: data.draw(st.sampled_from(choices[levels_up_to])) for each in criteria
            }
            sheets[id_] = {**sheets.get(id_, {}), **levels}
        return scores(files.with_sheets(subject, sheets))[subject]

    lowest, highest, other = completed("lowest"), completed("highest"), completed("any")
    for id_, score in before.items():
        assert lowest[id_]["mean"] == score["lowest"]
        assert highest[id_]["mean"] == score["highest"]
        if score["lowest"] is not None:
            assert score["lowest"] <= other[id_]["mean"] <= score["highest"]


@QUICK
@given(workspaces(), st.data())
def test_an_edition_that_gives_nothing_scores_as_its_base(
    files: Files, data: st.DataObject
) -> None:
    """An edition that gives nothing has every number of what it extends, all of it inherited."""
    base = data.draw(st.sampled_from(sorted(files.products)))
    edition = product("edition", extends=base)
    extended = replace(files, products={**files.products, "edition": edition})

    found = scores(extended)

    own = ("obsolete", "inherited")
    assert _without(found["edition"], *own) == _without(found[base], *own)
    for counts in (each["counts"] for each in found["edition"].values()):
        assert counts["obsolete"] == 0
        assert counts["inherited"] == counts["answered"] + counts["not_applicable"]


@QUICK
@given(workspaces(), st.data())
def test_writing_out_what_is_inherited_changes_no_number(files: Files, data: st.DataObject) -> None:
    """A product that repeats the answers that it inherits has the numbers that it had."""
    subject = data.draw(st.sampled_from(sorted(files.products)))
    judged = subjects_of(files)[subject]
    sheets = {
        id_: {
            **files.answers.get(subject, {}).get(id_, {}),
            **{criterion: results.level_of(standing, criterion) for criterion in standing.held},
        }
        for id_, standing in judged.standings.items()
    }

    before, after = scores(files), scores(files.with_sheets(subject, sheets))

    assert all(each["counts"]["inherited"] == 0 for each in after[subject].values())
    for id_, score in after.items():
        assert _without(score, "inherited") == _without(before[id_], "inherited")


@QUICK
@given(workspaces())
def test_obsolete_answers_can_be_removed(files: Files) -> None:
    """Without its obsolete answers a workspace has the same numbers, and no obsolete answer."""
    cleaned = files
    for id_, subject in subjects_of(files).items():
        sheets = {
            questionnaire: {
                criterion: level
                for criterion, level in levels.items()
                if criterion not in subject.standings[questionnaire].obsolete
            }
            for questionnaire, levels in files.answers.get(id_, {}).items()
        }
        cleaned = cleaned.with_sheets(id_, sheets)

    before, after = scores(files), scores(cleaned)

    for id_, score in after.items():
        assert _without(score, "obsolete") == _without(before[id_], "obsolete")
        assert all(each["counts"]["obsolete"] == 0 for each in score.values())


def _without(score: Mapping[str, Data], *names: str) -> dict[str, Data]:
    def cleared(numbers: Data) -> Data:
        return {**numbers, "counts": {**numbers["counts"], **dict.fromkeys(names, 0)}}

    return {
        id_: {**cleared(each), "axes": [cleared(axis) for axis in each["axes"]]}
        for id_, each in score.items()
    }


@QUICK
@given(workspaces())
def test_numbers_are_exact(files: Files) -> None:
    """Every mean is a fraction whose denominator is no larger than the criteria it counts."""
    for score in every_score(files):
        mean = score.tally.mean
        assert mean is None or (
            isinstance(mean, Fraction) and mean.denominator <= score.tally.answered
        )
