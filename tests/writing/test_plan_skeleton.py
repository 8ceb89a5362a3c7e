"""Entries are added to plans of any layout, and every line that was there stays."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.language import Language, Text
from convergence_cli.model.edit import Put, edited
from convergence_cli.model.questionnaire import DOCTRINE_SCALE, Criterion, Strength
from convergence_cli.model.workspace import Answer
from convergence_cli.planning.proposal import Unplanned
from convergence_cli.scoring.gap import Gap
from convergence_cli.scoring.standing import Held
from convergence_cli.writing.edits import edited_text
from convergence_cli.writing.plan_skeleton import empty_plan_text, proposed_entry
from tests.cli.hostile import TEXTS
from tests.writing.documents import Document, documents
from tests.writing.test_edits import read

ENTRIES = st.sampled_from(
    [
        {"by": "2027-Q2"},
        {"by": None},
        {"by": "2027-06-30", "steps": [{"level": 2, "by": "2026-Q4"}], "owner": "a.martin"},
        {"target_not_applicable": True, "comment": "two\nlines"},
    ]
)
PLANS = st.one_of(
    st.none(), st.dictionaries(st.sampled_from(["A-1", "B.2", "C"]), ENTRIES, max_size=3)
).map(lambda plan: {"format": 1, "plan": plan})


def proposed(id_: str, title: str = "A title") -> Put:
    """Return the edit that proposes an entry for a criterion."""
    both = Text(en=title, fr=title)
    criterion = Criterion(id_, "A", both, (), "2026-01-01", strength=Strength.MUST)
    gap = Gap(criterion, Held(Answer(1), "med"), 1, 2, DOCTRINE_SCALE.top)
    return proposed_entry(Unplanned(_NONE, gap, None), Language.EN)


# Nothing of a proposal reads its questionnaire here.
_NONE: Any = None


@given(documents(PLANS), st.lists(st.sampled_from(["N-1", "N-2", "N.3"]), min_size=1, unique=True))
def test_what_is_planned_stays_line_for_line(document: Document, new: list[str]) -> None:
    """New entries stand among the old ones; of these each line stays, and so does what they say."""
    edits = [proposed(each) for each in new]

    result = edited_text(document.text, edits, read)

    assert isinstance(result, str)
    data = read(result).data
    assert data == edited(document.data, edits)
    assert list(data["plan"])[: len(document.data["plan"] or {})] == list(
        document.data["plan"] or {}
    )
    if _stands_on_lines(document):
        lines = iter(result.splitlines())
        assert all(line in lines for line in document.text.splitlines())


def _stands_on_lines(document: Document) -> bool:
    place = read(document.text).places["plan",]
    line = document.text.splitlines()[place.value.line - 1]
    is_empty = place.key == place.value
    return is_empty or (bool(document.data["plan"]) and line[place.value.column - 1] != "{")


@given(st.sampled_from(sorted(TEXTS)), st.sampled_from(Language))
def test_a_title_is_a_comment_whatever_it_says(name: str, language: Language) -> None:
    """No title of a criterion becomes an entry, or ends the line of its comment."""
    text = empty_plan_text("plan.schema.json", language)

    result = edited_text(text, [proposed("N-1", TEXTS[name]), proposed("N-2")], read)

    assert isinstance(result, str)
    assert read(result).data == {"format": 1, "plan": {"N-1": {"by": None}, "N-2": {"by": None}}}


def test_an_entry_keeps_the_comment_below_it() -> None:
    """What stands deeper than an entry is about that entry, and stays with it."""
    text = "format: 1\nplan:\n  A:\n    by: 2027-Q2\n    # after the audit\n  # B comes later\n"

    result = edited_text(text, [proposed("N-1")], read)

    assert result == (
        "format: 1\nplan:\n  A:\n    by: 2027-Q2\n    # after the audit\n"
        "\n  # N-1 · A title\n  # level 1, expected 2, target 3 · must\n  N-1:\n    by:\n"
        "  # B comes later\n"
    )


def test_a_commented_entry_is_a_persons_and_stays() -> None:
    """An entry that somebody took out is not taken for an offer."""
    text = "format: 1\nplan:\n  A: {by: 2027-Q2}\n  # N-1:\n  #   by:\n"

    result = edited_text(text, [proposed("N-1")], read)

    assert isinstance(result, str)
    assert "  # N-1:\n  #   by:\n" in result


def test_between_brackets_an_entry_comes_without_a_comment() -> None:
    """Where no comment can stand, the entry stands alone."""
    text = "{format: 1, plan: {A: {by: 2027-Q2}}}\n"

    result = edited_text(text, [proposed("N-1"), proposed("N-2")], read)

    assert result == "{format: 1, plan: {A: {by: 2027-Q2}, N-1: {by: null}, N-2: {by: null}}}\n"
