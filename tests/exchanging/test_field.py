"""What a cell shows reads back as what was there; where it would not, the cell is no input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.exchanging.field import (
    LONGEST,
    AnswerField,
    Context,
    Field,
    PlanField,
    Value,
    is_faithful,
    read,
    shown,
)
from convergence_cli.exchanging.filled import (
    Unfit,
    answer_values,
    answer_with,
    entry_with,
    plan_values,
)
from convergence_cli.exchanging.typed import Formula, Refused, plain_text
from convergence_cli.language import Language
from convergence_cli.model.questionnaire import DOCTRINE_SCALE
from convergence_cli.model.workspace import NA, Answer, Evidence, PlanEntry, PlanStep
from tests.strategies import THOROUGH

MEMBERS = {"a.martin": "A. Martin", "b.durand": "B. Durand"}
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["=1+1", "a | b", "2: 2026-Q4", "oui", "na", "12", " x ", "a\r\nb", "_x0041_", "\u202e"]
)
DAYS = st.dates().map(str)
QUARTERS = st.tuples(st.integers(1000, 9999), st.integers(1, 4)).map(lambda at: f"{at[0]}-Q{at[1]}")
LEVELS = st.sampled_from([0, 1, 2, 3, NA])
STEPS = st.builds(PlanStep, st.sampled_from([0, 1, 2, 3]), QUARTERS | DAYS)
PIECES = st.builds(
    Evidence,
    TEXTS,
    st.none() | st.just("https://example.org/a"),
    st.none() | TEXTS,
    st.none() | DAYS,
    st.none() | DAYS,
)
ANSWERS = st.builds(Answer, LEVELS, TEXTS, st.lists(PIECES, max_size=3).map(tuple))
ENTRIES = st.builds(
    PlanEntry,
    st.none() | QUARTERS | DAYS,
    st.lists(STEPS, max_size=3).map(tuple),
    st.none() | st.sampled_from([*MEMBERS]),
    st.none() | TEXTS,
    st.none() | st.just("https://example.org/T-1") | TEXTS,
    st.booleans(),
    TEXTS,
)
CONTEXTS = st.builds(Context, st.just(DOCTRINE_SCALE), st.sampled_from(Language), st.just(MEMBERS))


def _kept(values: dict[Field, Value], context: Context) -> int:
    """Assert of each value that it comes back or is known not to; return how many do."""
    kept = 0
    for field, value in values.items():
        if is_faithful(field, value, context):
            back = read(field, shown(field, value, context), context)
            meant = plain_text(value) if isinstance(value, str) else value
            assert back == meant or not (back or meant)
            kept += 1
    return kept


@given(ANSWERS, CONTEXTS)
@THOROUGH
def test_what_an_answer_shows_reads_back(answer: Answer, context: Context) -> None:
    values = answer_values(answer)

    assert _kept(values, context) >= len(values) - 1
    assert is_faithful(AnswerField.LEVEL, values[AnswerField.LEVEL], context)


@given(ENTRIES, CONTEXTS)
@THOROUGH
def test_what_an_entry_shows_reads_back(entry: PlanEntry, context: Context) -> None:
    values = plan_values(entry)

    assert _kept(values, context) >= len(values) - 1
    assert is_faithful(PlanField.STEPS, entry.steps, context)


@given(ANSWERS)
def test_an_answer_is_the_same_after_its_own_fields(answer: Answer) -> None:
    again = answer_with(answer, answer_values(answer))

    if answer.level is NA and not answer.comment:
        assert isinstance(again, Unfit)
        assert again.field is AnswerField.REASON
    else:
        assert again == answer._replace(review=None)


def test_a_piece_of_evidence_that_no_line_can_hold_is_no_input() -> None:
    context = Context(DOCTRINE_SCALE, Language.FR, MEMBERS)
    strange = (Evidence("Rapport | annexe", "https://example.org/a"),)

    assert not is_faithful(AnswerField.EVIDENCE, strange, context)


def test_a_text_longer_than_a_cell_is_no_input() -> None:
    context = Context(DOCTRINE_SCALE, Language.FR, MEMBERS)

    assert is_faithful(AnswerField.COMMENT, "x" * LONGEST, context)
    assert not is_faithful(AnswerField.COMMENT, "x" * (LONGEST + 1), context)
    assert isinstance(read(AnswerField.COMMENT, "x" * (LONGEST + 1), context), Refused)


def test_what_a_spreadsheet_counts_twice_is_counted_twice() -> None:
    context = Context(DOCTRINE_SCALE, Language.EN, MEMBERS)
    assert is_faithful(AnswerField.COMMENT, "😀" * (LONGEST // 2), context)
    assert not is_faithful(AnswerField.COMMENT, "😀" * (LONGEST // 2 + 1), context)


@pytest.mark.parametrize("field", [*AnswerField, *PlanField])
def test_no_field_takes_a_formula(field: Field) -> None:
    context = Context(DOCTRINE_SCALE, Language.FR, MEMBERS)

    assert isinstance(read(field, Formula("=1+1"), context), Refused)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("oui", True), ("X", True), (True, True), (1, True), ("non", False), (None, False)],
)
def test_a_flag_is_a_word_or_a_cross(typed: str | bool | int | None, value: bool) -> None:  # noqa: FBT001
    context = Context(DOCTRINE_SCALE, Language.FR, MEMBERS)

    assert read(PlanField.TARGET_NOT_APPLICABLE, typed, context) is value


def test_an_owner_is_a_member_by_id_or_by_name() -> None:
    context = Context(DOCTRINE_SCALE, Language.FR, MEMBERS)

    assert read(PlanField.OWNER, "a.martin", context) == "a.martin"
    assert read(PlanField.OWNER, "a. MARTIN", context) == "a.martin"
    refused = read(PlanField.OWNER, "Q. Lefèvre", context)
    assert isinstance(refused, Refused)
    assert "b.durand" in refused.wanted.fr


def test_what_belongs_to_na_goes_with_it() -> None:
    before = Answer(NA, "Pas de messagerie", (), "a.martin", "2027-01-01", "2026.1")

    after = answer_with(before, {AnswerField.LEVEL: "2"})

    assert after == Answer(2)


def test_an_na_without_a_reason_is_no_answer_and_an_earlier_comment_is_no_reason() -> None:
    before = Answer(2, "TLS en place")

    missing = answer_with(before, {AnswerField.LEVEL: "na"})
    given_ = answer_with(before, {AnswerField.LEVEL: "na", AnswerField.REASON: "Sans objet"})
    beside = answer_with(before, {AnswerField.LEVEL: "na", AnswerField.COMMENT: "Sans objet"})

    assert isinstance(missing, Unfit)
    assert missing.field is AnswerField.REASON
    assert given_ == beside == Answer(NA, "Sans objet")


def test_a_reason_beside_a_level_is_refused_rather_than_lost() -> None:
    found = answer_with(Answer(2), {AnswerField.REASON: "Sans objet"})

    assert isinstance(found, Unfit)
    assert found.field is AnswerField.REASON


def test_a_row_that_loses_its_level_alone_is_refused_rather_than_lost() -> None:
    before = Answer(2, "TLS en place")

    assert isinstance(answer_with(before, {AnswerField.LEVEL: ""}), Unfit)
    assert answer_with(before, {AnswerField.LEVEL: "", AnswerField.COMMENT: ""}) is None
    assert isinstance(answer_with(None, {AnswerField.COMMENT: "À voir"}), Unfit)


def test_a_comment_keeps_who_approved_and_the_mark_to_review_and_a_level_does_not() -> None:
    na = Answer(NA, "Sans objet", (), "a.martin", "2027-01-01", "2026.1")
    level = Answer(1, "", (), None, None, "2026.1")

    assert answer_with(na, {AnswerField.REASON: "Sans objet ici"}) == na._replace(
        comment="Sans objet ici"
    )
    assert answer_with(level, {AnswerField.COMMENT: "x"}) == level._replace(comment="x")
    assert answer_with(level, {AnswerField.LEVEL: "2"}) == Answer(2)


def test_an_entry_that_says_two_things_is_refused_at_the_field_to_change() -> None:
    flag, comment = PlanField.TARGET_NOT_APPLICABLE, PlanField.PLAN_COMMENT

    dated = entry_with(PlanEntry(by="2027-Q1"), {flag: True, comment: "Non"})
    silent = entry_with(None, {flag: True})
    late = entry_with(PlanEntry(by="2027-Q1"), {PlanField.STEPS: (PlanStep(2, "2027-04-01"),)})
    on_time = entry_with(PlanEntry(by="2027-Q1"), {PlanField.STEPS: (PlanStep(2, "2027-03-31"),)})

    assert [each.field for each in (dated, silent, late) if isinstance(each, Unfit)] == [
        flag,
        comment,
        PlanField.STEPS,
    ]
    assert isinstance(on_time, PlanEntry)
    assert entry_with(PlanEntry(by="2027-Q1"), {PlanField.BY: ""}) is None
