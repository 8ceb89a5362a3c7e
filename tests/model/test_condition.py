"""Conditions as records: their nodes, and the questions that they read."""

from convergence_cli.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
    in_postorder,
    parts,
    questions_of,
)

A, B = IsTrue("a"), IsOneOf("b", ("x",))


def test_terms_come_before_what_is_made_of_them() -> None:
    """A condition is read from its terms, in the order in which they are written, to the whole."""
    no_b = Not(B)
    either = AnyOf((A, no_b))
    whole = AllOf((either, IsAnswered("c")))

    assert in_postorder(whole) == (A, B, no_b, either, IsAnswered("c"), whole)
    assert in_postorder(ALWAYS) == (ALWAYS,)


def test_only_compound_conditions_have_terms() -> None:
    """`all`, `any` and `not` are made of terms; a question that is read is not."""
    assert parts(AllOf((A, B))) == parts(AnyOf((A, B))) == (A, B)
    assert parts(Not(A)) == (A,)
    assert [parts(each) for each in (ALWAYS, A, B, IsAnswered("c"))] == [()] * 4


def test_a_condition_names_each_question_that_it_reads_once() -> None:
    """Questions are named in reading order, whatever is asked of them, each once."""
    whole = AllOf((Not(IsAnswered("c")), AnyOf((B, A)), IsOneOf("a", ("x",)), ALWAYS))

    assert questions_of(whole) == ("c", "b", "a")
    assert questions_of(ALWAYS) == ()


def test_a_deep_condition_is_read_without_recursion() -> None:
    """Conditions nested 10,000 deep still name the question that they read."""
    nested: Not | IsTrue = A
    for _ in range(10_000):
        nested = Not(nested)

    assert questions_of(nested) == ("a",)
    assert len(in_postorder(nested)) == 10_001
