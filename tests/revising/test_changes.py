"""Each difference between two versions has one kind, and the kinds make the class."""

import pytest

from convergence_cli.language import Text
from convergence_cli.revising.changes import Aspect, changes_between
from convergence_cli.revising.kinds import ChangeKind, Release, release_of
from convergence_cli.revising.sameness import says_the_same
from tests.revising.versions import (
    BASE,
    Change,
    find,
    level_text,
    plus,
    renamed,
    version,
    with_,
    without,
)
from tests.written import Data, criterion, questionnaire, scale, text

Told = tuple[ChangeKind, str | None, str | None]


def told(*changes: Change, of: Data = BASE) -> list[Told]:
    """Return the kinds of change between a definition and its changed copy, with the ids."""
    found = changes_between(version(of=of), version(*changes, of=of))
    return [(each.kind, each.old, each.new) for each in found]


def release(*changes: Change, of: Data = BASE) -> Release | None:
    """Return the class of a changed copy."""
    return release_of(kind for kind, _, _ in told(*changes, of=of))


def _retitled(data: Data) -> None:
    data["title"] = text("Caring")


def _axis_retitled(data: Data) -> None:
    data["axes"][0]["title"] = text("First")


def _moved(data: Data) -> None:
    data["axes"][1]["criteria"].append(data["axes"][0]["criteria"].pop(1))


def _swapped(data: Data) -> None:
    data["axes"].reverse()


def _whole_condition(data: Data) -> None:
    data["applies_when"] = "shares"


def _five_levels(data: Data) -> None:
    data["scale"] = scale(4)
    for axis in data["axes"]:
        for each in axis["criteria"]:
            each["levels"][4] = text("More than all")


def _other_colours(data: Data) -> None:
    data["scale"] = scale(3)


def test_the_same_definition_has_no_class() -> None:
    """A new version number alone changes nothing that is asked."""
    assert told() == []
    assert release() is None
    assert told(lambda data: data.update(version="2027.1")) == []


@pytest.mark.parametrize(
    "change",
    [
        with_("A", title=text("Another title")),
        with_("A", guidance=text("Look at the log")),
        with_("A", status="published"),
        with_("A", see=["MES-1"]),
        with_("A", facts=["F001"]),
        with_("A", source_date="2026-01-01"),
        with_("A", replaces=["VERY-OLD"]),
        level_text("A", 2, "À at  2!"),
        _retitled,
        _axis_retitled,
        _swapped,
        _other_colours,
    ],
)
def test_what_no_answer_means_is_wording(change: Change) -> None:
    """Titles, guidance, origins, links and the look of a text make a patch."""
    assert {kind for kind, _, _ in told(change)} == {ChangeKind.WORDING}
    assert release(change) is Release.PATCH


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (plus(0, id="D"), (ChangeKind.ADDED, None, "D")),
        (with_("A", expected=2), (ChangeKind.EXPECTED, "A", "A")),
        (with_("A", applies_when="shares"), (ChangeKind.CONDITION, "A", "A")),
        (_moved, (ChangeKind.MOVED, "B", "B")),
        (_whole_condition, (ChangeKind.CONDITION, None, None)),
    ],
)
def test_what_asks_more_or_less_is_minor(change: Change, expected: Told) -> None:
    """A criterion more, another expected level, condition or axis: answers mean what they meant."""
    assert told(change) == [expected]
    assert release(change) is Release.MINOR


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (without("A"), (ChangeKind.REMOVED, "A", None)),
        (renamed("A", "Z"), (ChangeKind.RENAMED, "A", "Z")),
        (level_text("A", 2, "Something else"), (ChangeKind.REWORDED, "A", "A")),
        (_five_levels, (ChangeKind.RESCALED, None, None)),
    ],
)
def test_what_changes_answers_is_major(change: Change, expected: Told) -> None:
    """Removed, renamed, reworded, rescaled: answers go, follow or are to be read again."""
    assert told(change) == [expected]
    assert release(change) is Release.MAJOR


def test_a_requirement_has_a_strength_and_a_statement() -> None:
    """Another strength is minor; another statement may mean something else."""
    one = {**criterion("A"), "statement": text("It signs."), "strength": "must"}
    del one["levels"]
    of = questionnaire("care", {"ONE": [one]}, kind="requirements")

    assert told(with_("A", strength="should"), of=of) == [(ChangeKind.STRENGTH, "A", "A")]
    assert told(with_("A", statement=text("It SIGNS")), of=of) == [(ChangeKind.WORDING, "A", "A")]
    assert told(with_("A", statement=text("It may sign.")), of=of) == [
        (ChangeKind.REWORDED, "A", "A")
    ]


def test_the_labels_of_a_scale_are_what_a_requirement_is_answered_by() -> None:
    """Another label rescales a requirement set, and only re-labels a maturity questionnaire."""

    def relabelled(data: Data) -> None:
        data["scale"] = [{**each, "label": text("Almost")} for each in scale(3)]

    one = {**criterion("A"), "statement": text("It signs."), "strength": "must"}
    del one["levels"]
    of = questionnaire("care", {"ONE": [one]}, kind="requirements")

    assert (ChangeKind.RESCALED, None, None) in told(relabelled, of=of)
    assert {kind for kind, _, _ in told(relabelled)} == {ChangeKind.WORDING}


def test_a_renamed_criterion_may_also_be_reworded_and_moved() -> None:
    """Each thing that happens to a criterion is told apart."""
    changes = (level_text("A", 0, "Not at all"), with_("A", expected=3), renamed("A", "Z"))

    assert told(*changes) == [
        (ChangeKind.RENAMED, "A", "Z"),
        (ChangeKind.REWORDED, "A", "Z"),
        (ChangeKind.EXPECTED, "A", "Z"),
    ]


def test_several_criteria_become_one() -> None:
    """Each old id is told with the one that it went into."""
    merged = (without("A"), without("B"), plus(0, id="AB", replaces=["A", "B"]))

    assert told(*merged) == [
        (ChangeKind.MERGED, "A", "AB"),
        (ChangeKind.MERGED, "B", "AB"),
    ]


def test_one_criterion_becomes_several() -> None:
    """The old id is told with each that it became."""
    split = (without("A"), plus(0, id="A1", replaces=["A"]), plus(0, id="A2", replaces=["A"]))

    assert told(*split) == [(ChangeKind.SPLIT, "A", "A1"), (ChangeKind.SPLIT, "A", "A2")]


def test_an_id_is_never_taken_over() -> None:
    """An id that is still there is the same criterion, whatever claims to replace it."""
    assert told(plus(0, id="Z", replaces=["A"])) == [(ChangeKind.ADDED, None, "Z")]


def test_a_change_says_what_stood_there() -> None:
    """A reader sees the level, the words before and the words after."""
    before, after = version(), version(level_text("A", 2, "Something else"))
    (change,) = changes_between(before, after)
    (difference,) = change.differences

    assert (difference.aspect, difference.of) == (Aspect.LEVEL, "2")
    assert difference.before == Text(en="A at 2", fr="A at 2")
    assert difference.after == Text(en="Something else", fr="Something else")


def test_the_target_of_a_new_scale_is_told_once() -> None:
    """A requirement that expects the target expects that of the new scale: no change of its own."""
    one = {**criterion("A"), "statement": text("It signs."), "strength": "must"}
    del one["levels"], one["expected"]
    of = questionnaire("care", {"ONE": [one]}, kind="requirements")

    assert told(lambda data: data.update(scale=scale(1)), of=of) == [
        (ChangeKind.RESCALED, None, None)
    ]
    assert find(of, "A") == one


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("L'émission", "l’ÉMISSION", True),
        ("Oui, toujours.", "Oui  toujours", True),
        ("1.5 day", "15 day", False),
        ("≥ 3", "< 3", False),
        ("10 %", "10", False),
        ("at -3", "at 3", False),
        ("must", "must not", False),
        ("état", "etat", True),
    ],
)
def test_what_texts_say(one: str, other: str, is_same: bool) -> None:  # noqa: FBT001 - a table
    """Case, accents, punctuation and spaces say nothing; signs and numbers do."""
    assert says_the_same(Text(en=one, fr="x"), Text(en=other, fr="x")) is is_same
    assert says_the_same(Text(en="x", fr=one), Text(en="x", fr=other)) is is_same
