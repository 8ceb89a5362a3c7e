"""Whatever changed, and whatever it is called, a comment has room, says the worst, and acts not."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from convergence_cli.diagnostics import Place
from convergence_cli.language import Language, Text
from convergence_cli.model.workspace import NA, Evidence, SheetStatus, Workspace
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.comment_links import Links, Spot
from convergence_cli.rendering.comment_parts import Part, Weight, fitted
from convergence_cli.rendering.comment_radar import mermaid_label
from convergence_cli.rendering.markdown_text import folded
from convergence_cli.rendering.review_markdown import Beside, compared_markdown
from convergence_cli.rendering.review_result import Compared
from convergence_cli.rendering.screen import on_one_line
from convergence_cli.reviewing.change import (
    STRICT,
    USUAL,
    AnsweredOtherwise,
    Cause,
    Change,
    ChangeKind,
)
from convergence_cli.reviewing.definitions import Redefinition
from convergence_cli.reviewing.movement import Movement, Step
from convergence_cli.reviewing.review import Review
from convergence_cli.reviewing.state import State
from convergence_cli.revising.kinds import ChangeKind as RevisedKind
from convergence_cli.scoring.score import Tally
from tests.building import workspace_of
from tests.cli.hostile import TEXTS
from tests.rendering.comment_reading import seen
from tests.strategies import QUICK
from tests.written import Files, criterion, product, questionnaire, text

AXES = ("ONE", "TWO", "THREE", "FOUR", "FIVE")
WORDS = st.one_of(st.sampled_from(sorted(TEXTS.values())), st.text(max_size=40))
LINKS = Links("https://example.org/b/", "https://example.org/a/")


def workspace(words: str) -> Workspace:
    """Return a workspace of one product, in which every title is the same."""
    axes = {axis: [{**criterion(f"{axis}-1"), "title": text(words)}] for axis in AXES}
    definition = questionnaire("care", axes)
    definition["axes"] = [{**each, "title": text(words)} for each in definition["axes"]]
    levels = {"med": {"care": {f"{axis}-1": 3 for axis in AXES}}}
    return workspace_of(
        Files({}, {"care": definition}, {"med": product("med"), "kin": product("kin")}, levels)
    )


def changes(words: str) -> st.SearchStrategy[Change]:
    """Draw a change of any kind, whose texts are all the same."""
    answered = AnsweredOtherwise("question", words, (words,))
    sides = st.sampled_from([None, 0, 3, NA, words, Fraction(3, 2)])
    return st.builds(
        Change,
        st.sampled_from(ChangeKind),
        st.sampled_from(["med", "kin", "gone", ""]),
        st.sampled_from(["care", "gone", ""]),
        st.sampled_from(["ONE-1", "gone", ""]),
        sides,
        sides,
        st.one_of(st.none(), st.sampled_from(Cause)),
        st.sampled_from([(), (answered,), (answered,) * 40]),
        st.sampled_from(["", "kin", "gone"]),
        st.sampled_from([(), (Evidence(words, words),), (Evidence(words),) * 30]),
        st.sampled_from(["", words]),
        st.sampled_from(["", "kin"]),
    )


@st.composite
def states(draw: DrawFn) -> State | None:
    """Draw how a questionnaire stands: its axes with a mean, or without."""
    if draw(st.integers(0, 9)) == 0:
        return None
    axes = {
        axis: Tally(draw(st.integers(0, n * 3)), n, n, unanswered=draw(st.integers(0, 2)))
        for axis in AXES
        for n in [draw(st.sampled_from([0, 1, 1, 1, 3]))]
    }
    whole = sum(axes.values(), Tally())
    return State("care", "1", 3, Truth.YES, SheetStatus.DRAFT, {}, whole, axes)


@st.composite
def comparisons(draw: DrawFn) -> tuple[Compared, Beside]:
    """Draw what changed: little, or more than any comment could hold."""
    words = draw(WORDS)
    some = draw(st.lists(changes(words), max_size=12)) * draw(st.sampled_from([1, 1, 7, 60]))
    steps = tuple(
        Step(cause, kind, (), ("ONE-1",) * 30, before, Fraction(7, 3))
        for cause, kind, before in draw(
            st.lists(
                st.tuples(
                    st.sampled_from(Cause),
                    st.sampled_from(ChangeKind),
                    st.sampled_from([None, Fraction(1), Fraction(22, 7)]),
                ),
                max_size=20,
            )
        )
    )
    movements = draw(
        st.lists(
            st.builds(
                Movement,
                st.sampled_from(["med", "kin", ""]),
                st.just("care"),
                states(),
                states(),
                st.just(steps),
            ),
            max_size=5,
        )
    ) * draw(st.sampled_from([1, 1, 40]))
    kinds = dict.fromkeys(RevisedKind, 4)
    redefined = (Redefinition("care", words, None, kinds), Redefinition("gone", None, words, {}))
    review = Review(
        workspace(words),
        workspace(words),
        tuple(some),
        tuple(movements),
        redefined * draw(st.sampled_from([0, 1, 50])),
    )
    many = draw(st.sampled_from([0, 1, 200]))
    compared = Compared(
        review,
        draw(st.sampled_from(["main", words])),
        draw(st.sampled_from([None, "4b57e455e7231da8aef5ac69f1a3d95ff8d3a02d"])),
        notices=(Text(en=words, fr=words),) * many,
        failing=draw(st.sampled_from([USUAL, STRICT])),
    )
    details = [folded(words, "| a |\n| --- |\n| b |")] * many
    return compared, Beside((Text(en=words, fr=words),) * many, details, "Scores")


@settings(QUICK, max_examples=30)
@given(comparisons(), st.sampled_from(Language), st.sampled_from([LINKS, Links()]))
def test_any_comment_has_room_and_acts_not(
    found: tuple[Compared, Beside], language: Language, links: Links
) -> None:
    """No platform finds it too long, the verdict stands first, and every text is only text."""
    compared, beside = found

    comment = seen(compared_markdown(compared, links, language, beside), "https://example.org/")

    fails = bool(compared.regressions or beside.refusals)
    assert comment.headings[0].startswith("❌" if fails else "✅")
    if compared.regressions:
        assert f"({len(compared.regressions)})" in comment.headings[1]


@pytest.mark.parametrize("words", list(TEXTS.values()), ids=list(TEXTS))
def test_every_text_stays_text(words: str) -> None:
    """A title, a reason, a value, a name of evidence: none makes a link, a mention or a tag."""
    answered = (AnsweredOtherwise("question", words, None),)
    some = (
        Change(ChangeKind.LEVEL_LOWERED, "med", "care", "ONE-1", 3, 2, Cause.ANSWER),
        Change(
            *(ChangeKind.EVIDENCE_REMOVED, "med", "care", "TWO-1", 3, 3, Cause.ANSWER),
            evidence=(Evidence(words),),
        ),
        Change(ChangeKind.BECAME_NA, "med", "care", "THREE-1", 3, NA, comment=words),
        Change(ChangeKind.LEFT_PROFILE, "med", "care", "FOUR-1", 3, None, None, answered),
        Change(ChangeKind.LEVEL_RAISED, "med", "care", "FIVE-1", 2, 3, Cause.ANSWER),
    )
    axes = {axis: Tally(2, 1, 1) for axis in AXES}
    state = State("care", words, 3, Truth.YES, SheetStatus.DRAFT, {}, Tally(10, 5, 5), axes)
    movement = Movement("med", "care", state, state, ())
    both = workspace(words)
    review = Review(both, both, some, (movement,), (Redefinition("care", words, None, {}),))
    notices = (Text(en=words, fr=words),)
    beside = Beside(notices, [folded(words, words and "a")], "Scores")

    comment = seen(
        compared_markdown(
            Compared(review, words, "4b57e455e7", None, notices), LINKS, Language.EN, beside
        ),
        "https://example.org/",
    )

    named = next(each for each in comment.cells if each.startswith("ONE-1"))
    shown = on_one_line(f"ONE-1 {on_one_line(words)}")[:100].strip()
    assert " ".join(named.split()).startswith(" ".join(shown.split()))
    assert len(comment.diagrams) == 1


def test_more_regressions_than_there_is_room_for_are_counted() -> None:
    """What is not shown is counted, and the command that shows it is there."""
    one = Change(ChangeKind.LEVEL_LOWERED, "med", "care", "ONE-1", 3, 2, Cause.ANSWER)
    both = workspace("A title")
    compared = Compared(Review(both, both, (one,) * 500, (), ()), "main", "4b57e455e7" * 4)

    comment = compared_markdown(compared, Links(), Language.EN)

    assert "500 regressions" in comment
    assert comment.count("| **level lowered** 3 → 2 |") == 100
    assert "… and 400 more: `convergence diff main`" in comment


def test_an_axis_without_a_mean_is_named_and_not_drawn() -> None:
    """No value is never 0: the axis stands in the table with a dash, and is said to be missing."""
    before = _state({axis: Tally(2, 1, 1) for axis in AXES})
    after = _state({**before.axes, "TWO": Tally(unanswered=1), "NEW": Tally(3, 1, 1)})

    comment = seen(_comment_on(before, after))

    [diagram] = comment.diagrams
    assert 'axis a0["ONE"], a1["THREE"], a2["FOUR"], a3["FIVE"]\n' in diagram
    assert "{2.00, 2.00, 2.00, 2.00}" in diagram
    assert "Not drawn, having no mean before or after: TWO, NEW" in comment.items
    at = comment.cells.index("TWO A title")
    assert comment.cells[at + 1 : at + 3] == ["2.00", "—"]


def test_two_axes_are_no_radar() -> None:
    """Fewer than three axes are a line: nothing is drawn."""
    state = _state({"ONE": Tally(1, 1, 1), "TWO": Tally(2, 1, 1)})

    assert seen(_comment_on(state, state)).diagrams == []


def test_two_scales_are_no_radar() -> None:
    """Means out of 3 and out of 5 are not drawn over each other."""
    state = _state({axis: Tally(2, 1, 1) for axis in AXES})

    assert seen(_comment_on(state, replace(state, top=5))).diagrams == []


@given(WORDS)
def test_a_label_means_nothing_to_mermaid(words: str) -> None:
    """No label ends its quotes, its line or its block, and none is a comment or a directive."""
    label = mermaid_label(words)

    assert len(label) <= 12
    assert not set(label) & set('"\\%#;{}[]<>`|~\n\r$')


@pytest.mark.parametrize(
    ("room", "kept"),
    [
        (10_000, ["verdict", "doubtful", "better", "means", "details"]),
        (9_400, ["verdict", "doubtful", "better", "means"]),
        (7_300, ["verdict", "doubtful", "means"]),
        (5_500, ["verdict", "doubtful"]),
        (1_000, ["verdict"]),
    ],
)
def test_the_least_needed_is_left_out_first(room: int, kept: Sequence[str]) -> None:
    """Details go first, then what got better, then means; the verdict and regressions never."""
    weights: dict[str, Any] = {
        "verdict": Weight.VERDICT,
        "doubtful": Weight.DOUBTFUL,
        "better": Weight.BETTER,
        "means": Weight.MEANS,
        "details": Weight.DETAILS,
    }
    parts = [Part(weight, name, f"{name} {'x' * 1_900}") for name, weight in weights.items()]

    text = fitted(parts, "`convergence diff main`", Language.EN, room)

    assert [name for name in weights if f"{name} xx" in text] == kept
    left = [name for name in weights if name not in kept]
    assert (f"Left out, for want of room: {', '.join(left)}." in text) is bool(left)


def test_a_path_that_could_act_is_text_or_quoted() -> None:
    """A file of any name is linked by a quoted address, and is no code that it could end."""
    spot = Spot(Place("questionnaires/a`|) [b](c).yaml"))

    linked, shown = LINKS.cell(spot), Links().cell(spot)

    assert linked.endswith(
        "](https://example.org/a/questionnaires/a%60%7C%29%20%5Bb%5D%28c%29.yaml)"
    )
    assert "|" not in linked + shown
    assert shown.startswith("questionnaires/a\\`")


def _state(axes: dict[str, Tally]) -> State:
    whole = sum(axes.values(), Tally())
    return State("care", "1", 3, Truth.YES, SheetStatus.DRAFT, {}, whole, axes)


def _comment_on(before: State, after: State) -> str:
    both = workspace("A title")
    review = Review(both, both, (), (Movement("med", "care", before, after, ()),), ())
    return compared_markdown(Compared(review, "main", "4b57e455e7"), Links(), Language.EN)
