"""Answers follow a definition into its new version, and none is ever lost."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from convergence_cli.loading.build_workspace import build_plan, build_sheet
from convergence_cli.loading.composed import compose
from convergence_cli.loading.source import Source
from convergence_cli.model.edit import edited
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.workspace import NA, AnswerSheet
from convergence_cli.revising.migration import Migration
from convergence_cli.writing.edits import edited_text
from convergence_cli.writing.layout import Laid
from tests.revising.versions import (
    BASE,
    Change,
    level_text,
    plus,
    renamed,
    version,
    with_,
    without,
)
from tests.strategies import THOROUGH
from tests.written import Data, criterion, questionnaire, scale, text

NEW = "2027.1"
NA_ANSWER: Data = {"level": "na", "comment": "No such use"}


def newer(*changes: Change) -> Questionnaire:
    """Return the changed definition, as a new version."""
    return version(*changes, lambda data: data.update(version=NEW))


def sheet_of(answers: Mapping[str, Data]) -> Data:
    """Return the data of an answers file."""
    return {
        "format": 1,
        "questionnaire": "care",
        "version": "2026.1",
        "status": "draft",
        "answers": dict(answers),
    }


def migrated(new: Questionnaire, answers: Mapping[str, Data], old: Data = BASE) -> dict[str, Any]:
    """Return the answers after an update, as the file then says."""
    data = sheet_of(answers)
    migration = Migration(version(of=old), new)
    after = edited(data, migration.sheet_edits(build_sheet(data, "")))
    assert after["version"] == new.version
    found: dict[str, Any] = after["answers"]
    return found


def test_a_renamed_criterion_takes_its_answer_along() -> None:
    """The answer has the new id, in its old place, and nothing else about it changes."""
    answers: dict[str, Data] = {
        "C": {"level": 1},
        "A": {"level": 2, "comment": "yes"},
        "B": {"level": 0},
    }

    assert list(migrated(newer(renamed("A", "Z")), answers).items()) == [
        ("C", {"level": 1}),
        ("Z", {"level": 2, "comment": "yes"}),
        ("B", {"level": 0}),
    ]


def test_a_removed_criterion_leaves_its_answer() -> None:
    """The answer stays, and the id is listed, so that it is obsolete and not unknown."""
    new = newer(without("A"))

    assert migrated(new, {"A": {"level": 2}}) == {"A": {"level": 2}}
    assert Migration(version(), new).removed == ("A",)
    listed = newer(without("A"), lambda data: data.update(removed=["A"]))
    assert Migration(version(), listed).removed == ()


def test_what_was_removed_before_stays_listed() -> None:
    """An id that the workspace's own version lists is listed in the new one too."""
    old = version(lambda data: data.update(removed=["ANCIENT"]), with_("A", replaces=["FIRST"]))

    assert Migration(old, newer()).removed == ("ANCIENT", "FIRST")


def test_a_reworded_criterion_has_its_answer_reviewed() -> None:
    """Any answer to other words is to be read again, na included; its level stays."""
    new = newer(level_text("A", 2, "Something else"))

    assert migrated(new, {"A": {"level": 2}, "B": {"level": 1}}) == {
        "A": {"level": 2, "review": NEW},
        "B": {"level": 1},
    }
    assert migrated(new, {"A": NA_ANSWER})["A"] == {**NA_ANSWER, "review": NEW}


def test_a_new_scale_has_every_level_reviewed() -> None:
    """Levels stay as they are, even off the new scale; na is on no scale."""

    def rescaled(data: Data) -> None:
        data["scale"] = scale(1)

    assert migrated(newer(rescaled), {"A": {"level": 3}, "B": NA_ANSWER}) == {
        "A": {"level": 3, "review": NEW},
        "B": NA_ANSWER,
    }


@pytest.mark.parametrize(
    "change",
    [
        with_("A", title=text("Title"), guidance=text("Guidance"), expected=3),
        with_("A", applies_when="shares"),
        level_text("A", 2, "à at 2."),
        plus(0, id="D"),
    ],
)
def test_what_changes_no_meaning_leaves_answers_alone(change: Change) -> None:
    """Wording, expectations and conditions ask nobody to read an answer again."""
    answers = {"A": {"level": 2}}

    assert migrated(newer(change), answers) == answers


def test_an_earlier_mark_stays() -> None:
    """An answer that waits for a review since an older version keeps that version."""
    answers = {"A": {"level": 2, "review": "2025.1"}}

    assert migrated(newer(level_text("A", 2, "Something else")), answers) == answers


def test_two_answers_to_one_criterion_are_not_chosen_between() -> None:
    """Where the new id is answered already, the old answer stays, obsolete; the other is marked."""
    old = {**BASE, "removed": ["Z"]}
    answers = {"A": {"level": 2}, "Z": {"level": 0}}

    assert migrated(newer(renamed("A", "Z")), answers, old) == {
        "A": {"level": 2},
        "Z": {"level": 0, "review": NEW},
    }


def test_the_one_answer_to_merged_criteria_follows() -> None:
    """It is to be read again, since the criterion asks more; two answers stay where they are."""
    new = newer(without("A"), without("B"), plus(0, id="AB", replaces=["A", "B"]))

    assert migrated(new, {"B": {"level": 1}}) == {"AB": {"level": 1, "review": NEW}}
    both = {"A": {"level": 1}, "B": {"level": 1}}
    assert migrated(new, both) == both
    assert Migration(version(), new).removed == ()
    assert new.retired == {"A", "B"}


def test_the_answer_to_a_split_criterion_stays() -> None:
    """Nobody knows which of the new criteria it answers."""
    new = newer(without("A"), plus(0, id="A1", replaces=["A"]), plus(0, id="A2", replaces=["A"]))

    assert migrated(new, {"A": {"level": 2}}) == {"A": {"level": 2}}
    assert "A" in new.retired


def test_a_criterion_that_comes_back_has_its_answer_reviewed() -> None:
    """The answer was kept, and nobody read it against what is asked now."""
    old = {**questionnaire("care", {"ONE": [criterion("B")]}), "removed": ["A"]}

    assert migrated(newer(), {"A": {"level": 2}}, old) == {"A": {"level": 2, "review": NEW}}


def test_plans_follow_renamed_criteria() -> None:
    """An entry gets the new id; those of removed criteria stay."""
    plan = {"format": 1, "plan": {"A": {"by": "2027-Q2"}, "B": {"by": "2027-Q3"}}}
    migration = Migration(version(), newer(renamed("A", "Z"), without("B")))

    assert edited(plan, migration.plan_edits(build_plan(plan, "")))["plan"] == {
        "Z": {"by": "2027-Q2"},
        "B": {"by": "2027-Q3"},
    }


def test_an_obsolete_answer_does_not_come_back_unread_by_a_renaming() -> None:
    """The new id was answered once, for a criterion that was removed: it is to be read again."""
    old = {**BASE, "removed": ["Z"]}

    assert migrated(newer(renamed("A", "Z")), {"Z": {"level": 0}}, old) == {
        "Z": {"level": 0, "review": NEW}
    }


# Nothing is lost, whatever changes

OLD_IDS = ("A", "B", "C")


@st.composite
def new_versions(draw: DrawFn) -> Questionnaire:
    """Draw a new version: each criterion kept, gone, reworded, renamed, merged or split."""
    criteria: list[Data] = []
    top = draw(st.sampled_from((1, 3, 3, 5)))
    for index in range(draw(st.integers(1, 4))):
        id_ = draw(st.sampled_from((*OLD_IDS, f"N{index}")))
        if id_ not in {each["id"] for each in criteria}:
            replaces = draw(st.lists(st.sampled_from((*OLD_IDS, "R")), unique=True, max_size=2))
            words = draw(st.sampled_from((id_, *replaces)))
            each = {**criterion(words, None, 0, top), "id": id_, "replaces": replaces}
            if draw(st.booleans()):
                each["levels"][0] = text("Other words")
            criteria.append(each)
    data = questionnaire("care", {"ONE": criteria})
    data = data if top == 3 else {**data, "scale": scale(top)}
    ids = {each["id"] for each in criteria}
    removed = [id_ for id_ in OLD_IDS if id_ not in ids and draw(st.booleans())]
    return version(lambda each: each.update(version=NEW, removed=removed), of=data)


ANSWERS = st.fixed_dictionaries(
    {"level": st.sampled_from((0, 1, 3, "na")), "comment": st.sampled_from(("x", "y: # z", "é"))},
    optional={
        "evidence": st.just([{"title": "Report", "url": "https://example.org/a"}]),
        "until": st.just("2027-06-30"),
        "review": st.just("2025.1"),
    },
)
SHEETS = st.dictionaries(st.sampled_from((*OLD_IDS, "R", "N0", "N1")), ANSWERS)


def written(answers: Mapping[str, Data], style: str) -> str:
    """Return the text of an answers file, in block or in flow style."""
    lines = ["format: 1", "questionnaire: care", 'version: "2026.1"', "status: draft"]
    if not answers or style == "flow":
        return "\n".join([*lines, f"answers: {_flow(dict(answers))}", ""])
    lines.append("answers:  # by hand")
    for id_, answer in answers.items():
        lines.append(f"  {id_}:  # {id_}")
        lines += [f"    {key}: {_flow(value)}  # {key}" for key, value in answer.items()]
    return "\n".join([*lines, ""])


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return f'"{value}"' if isinstance(value, str) and value != "na" else str(value)


def read(given_text: str) -> Laid:
    """Read a text as the program does."""
    composed = compose(Source("care.yaml", given_text))
    return Laid(None if composed.diagnostics else composed.data, composed.index)


def kept(sheet: AnswerSheet) -> Counter[Any]:
    """Return what the answers say, whatever their ids."""
    return Counter(answer[:5] for answer in sheet.answers.values())


@THOROUGH
@given(new_versions(), SHEETS, st.sampled_from(("block", "flow")))
def test_no_answer_is_lost_or_changed(
    new: Questionnaire, answers: Mapping[str, Data], style: str
) -> None:
    """The same levels, comments and evidence stand in the file, under ids that are known."""
    old = version(lambda data: data.update(removed=["R", "N0", "N1"]))
    before_text = written(answers, style)
    before = build_sheet(read(before_text).data, "")
    migration = Migration(old, new)

    result = edited_text(before_text, migration.sheet_edits(before), read)

    assert isinstance(result, str)
    after = build_sheet(read(result).data, "")
    assert kept(after) == kept(before)
    assert after.version == NEW
    assert after.answers == migration.answers(before)
    assert list(after.answers) == list(migration.answers(before))
    known = {*new.criterion_by_id, *new.retired, *migration.removed}
    assert after.answers.keys() <= known
    assert not set(migration.removed) & new.criterion_by_id.keys()


@THOROUGH
@given(new_versions(), SHEETS)
def test_an_answer_that_counts_was_meant_for_what_it_counts_for(
    new: Questionnaire, answers: Mapping[str, Data]
) -> None:
    """Without a mark, an answer in force answers the very words that it was given to."""
    old = version(lambda data: data.update(removed=["R", "N0", "N1"]))
    before = build_sheet(sheet_of(answers), "")
    was = {id_: id_ for id_ in before.answers} | {
        id_: gone for gone, id_ in Migration(old, new).new_ids(before.answers).items()
    }
    for id_, answer in Migration(old, new).answers(before).items():
        if answer.review is None and answer.level is not NA and id_ in new.criterion_by_id:
            assert old.scale.values == new.scale.values
            asked, asks = old.criterion_by_id[was[id_]], new.criterion_by_id[id_]
            assert asked.levels == asks.levels
