"""What a reply makes of an answer, and the smallest edits of its file."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.loading.build_workspace import build_sheet
from convergence_cli.model.edit import Append, Put, Remove, edited
from convergence_cli.model.workspace import NA, Answer, Evidence
from convergence_cli.revising.answering import (
    Reply,
    answer_edits,
    answered,
    left_out,
    stored,
    with_evidence,
)

_DAYS = st.sampled_from([None, "2026-01-31", "2028-02-29"])
_PIECES = st.builds(
    Evidence,
    st.sampled_from(["Report", "Plan"]),
    st.sampled_from([None, "https://example.org/1", "https://example.org/2"]),
    st.sampled_from(["evidence/a.md", "evidence/b.md"]),
    _DAYS,
    _DAYS,
)
_TEXTS = st.sampled_from(["", "so far", "two\nlines"])
_LEVELS = st.sampled_from([0, 1, 2, 3, NA])
_ANSWERS = st.builds(
    Answer,
    _LEVELS,
    _TEXTS,
    st.lists(_PIECES, max_size=3).map(tuple),
    st.sampled_from([None, "a.martin"]),
    _DAYS,
    st.sampled_from([None, "2026.1"]),
)
_REPLIES = st.builds(
    Reply,
    _LEVELS,
    st.one_of(st.none(), _TEXTS),
    st.lists(_PIECES, max_size=2).map(tuple),
    st.sampled_from([None, "b.durand"]),
    _DAYS,
)
ORDER = ("A", "B", "C")


def data(answer: Answer | None) -> dict[str, Any]:
    """Return an answers file that holds one answer between two others."""
    own = {} if answer is None else {"B": stored(answer)}
    answers = {"A": {"level": 0}, **own, "C": {"level": 1}}
    head = {"format": 1, "questionnaire": "care", "version": "1", "status": "draft"}
    return {**head, "answers": answers}


@given(_ANSWERS)
def test_an_answer_is_stored_as_it_is_read(answer: Answer) -> None:
    """What is written of an answer reads back as that answer."""
    assert build_sheet(data(answer), "").answers["B"] == answer


@given(st.none() | _ANSWERS, st.none() | _ANSWERS)
def test_edits_make_one_answer_the_other(before: Answer | None, after: Answer | None) -> None:
    """Whatever two answers say, the edits lead from one to the other, and touch no other."""
    result = edited(data(before), answer_edits("B", before, after, ORDER))

    assert result == data(after)


@given(_ANSWERS)
def test_the_same_answer_needs_no_edit(answer: Answer) -> None:
    """Nothing is edited where nothing changes."""
    assert answer_edits("B", answer, answer, ORDER) == ()


@given(st.none() | _ANSWERS, _REPLIES)
def test_a_reply_is_in_the_answer(earlier: Answer | None, reply: Reply) -> None:
    """What is said is in the answer, evidence stays or is renewed, and the mark to review goes."""
    after = answered(earlier, reply)

    assert after.level == reply.level
    assert after.review is None
    assert reply.comment in (None, after.comment)
    assert reply.approved_by in (None, after.approved_by)
    assert reply.until in (None, after.until)
    places = [(each.url, each.path) for each in after.evidence]
    before = () if earlier is None else earlier.evidence
    assert {(each.url, each.path) for each in (*before, *reply.evidence)} == set(places)


@given(_ANSWERS, _REPLIES)
def test_nothing_goes_unsaid(earlier: Answer, reply: Reply) -> None:
    """Each text of an answer is still in it after a reply, or is said to be left out."""
    after = answered(earlier, reply)
    said = left_out(earlier, after)

    for key in ("comment", "approved_by", "until"):
        value = getattr(earlier, key)
        assert not value or getattr(after, key) == value or said[key] == value
    for piece in earlier.evidence:
        assert piece in after.evidence or piece.title in said["evidence"]


def test_a_reply_of_the_same_kind_keeps_the_rest() -> None:
    """A level keeps the comment of a level; `na` keeps its reason, its approval and its day."""
    proof = (Evidence("Report", "https://example.org"),)
    absent = Answer(NA, "no prints", proof, "a.martin", "2027-01-31")

    assert answered(Answer(1, "so far", proof), Reply(2)) == Answer(2, "so far", proof)
    assert answered(absent, Reply(NA)) == absent
    assert answered(absent, Reply(2)) == Answer(2, evidence=proof)
    assert answered(Answer(2, "so far", proof), Reply(NA, "none")) == Answer(NA, "none", proof)


def test_only_the_key_concerned_is_edited() -> None:
    """A level is put alone; evidence is appended, renewed in its key, or removed alone."""
    one, two = Evidence("One", "https://example.org/1"), Evidence("Two", None, "evidence/b.md")
    before = Answer(1, "so far", (one, two))
    route = ("answers", "B")
    renewed = with_evidence(before.evidence, [one._replace(expires_on="2028-01-31")])
    third = Evidence("Three", "https://example.org/3")

    def edits(after: Answer) -> tuple[object, ...]:
        return answer_edits("B", before, after, ORDER)

    assert edits(before._replace(level=2)) == (Put((*route, "level"), 2, ()),)
    assert edits(before._replace(evidence=(two,))) == (Remove((*route, "evidence", 0)),)
    assert edits(before._replace(evidence=(one, two, third))) == (
        Append((*route, "evidence"), {"title": "Three", "url": "https://example.org/3"}),
    )
    assert edits(before._replace(evidence=renewed)) == (
        Put((*route, "evidence", 0, "expires_on"), "2028-01-31", Evidence._fields),
    )
