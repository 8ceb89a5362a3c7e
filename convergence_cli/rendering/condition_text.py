"""Conditions and their proofs as lines that a person reads, down to the preliminary answers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from convergence_cli.language import Language, Text
from convergence_cli.model.condition import (
    AllOf,
    Always,
    AnyOf,
    Condition,
    IsAnswered,
    IsOneOf,
    IsTrue,
    Not,
    Value,
    parts,
)
from convergence_cli.profiling.inheritance import Given
from convergence_cli.profiling.proof import Proof
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.words import joined, with_origin

Node = TypeVar("Node")

_DEEPEST = 12
"""Deeper terms are not indented further."""
_SIGNS: dict[Truth, str] = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNDETERMINED: "?"}
_ALWAYS = Text(en="always", fr="toujours")
_ALL = Text(en="all of:", fr="tout ceci :")
_ANY = Text(en="any of:", fr="l'un de :")
_NOT = Text(en="not:", fr="non :")
_IS_ONE_OF = Text(en="{question} is one of {values}", fr="{question} parmi {values}")
_IS = Text(en="{question} is {value}", fr="{question} vaut {value}")
_IS_ANSWERED = Text(en="{question} is answered", fr="{question} a une réponse")
_NO_ANSWER = Text(en="no answer", fr="sans réponse")
_HIDDEN = Text(en="the question does not apply", fr="la question ne s'applique pas")
_MAYBE_HIDDEN = Text(en="the question may not apply", fr="la question ne s'applique peut-être pas")
_BELOW = Text(en=":", fr=" :")
_ABOVE = Text(en=" (see above)", fr=" (voir plus haut)")


def value_text(value: Value | None, language: Language) -> str:
    """Return an answer as it is written in a file."""
    match value:
        case None:
            return _NO_ANSWER.in_(language)
        case bool():
            return "true" if value else "false"
        case tuple():
            return f"[{joined(value)}]"
        case _:
            return str(value)


def condition_text(condition: Condition, language: Language) -> str:
    """Return what a condition asks, without what it is made of."""
    match condition:
        case Always():
            return _ALWAYS.in_(language)
        case AllOf():
            return _ALL.in_(language)
        case AnyOf():
            return _ANY.in_(language)
        case Not():
            return _NOT.in_(language)
        case IsTrue(question):
            return _IS.fill(question=question, value="true").in_(language)
        case IsAnswered(question):
            return _IS_ANSWERED.fill(question=question).in_(language)
        case IsOneOf(question, values):
            written = [value_text(each, language) for each in values]
            if len(written) == 1:
                return _IS.fill(question=question, value=written[0]).in_(language)
            return _IS_ONE_OF.fill(question=question, values=joined(written)).in_(language)


def condition_lines(condition: Condition, language: Language) -> Iterator[str]:
    """Yield a condition and what it is made of, one line a term, indented."""
    for indent, each, _ in _indented(condition, parts):
        yield f"{indent}{condition_text(each, language)}"


def proof_lines(
    proof: Proof, given: Mapping[str, Given], subject: str, language: Language
) -> Iterator[str]:
    """Yield a proof, one line a term, indented; an answer shows the product it comes from.

    Questions share their reasons: each is told once, where it is first needed.
    """
    told: set[int] = set()

    def untold(one: Proof) -> list[Proof]:
        terms = [term for term in one.terms if id(term) not in told]
        told.update(map(id, terms))
        return terms

    for indent, each, terms in _indented(proof, untold):
        line = f"{indent}{_SIGNS[each.truth]} {condition_text(each.condition, language)}"
        if isinstance(each.condition, IsTrue | IsOneOf | IsAnswered):
            line += f" · {_answer(each, given, subject, language)}"
            if each.terms:
                line += (_BELOW if terms else _ABOVE).in_(language)
        yield line


def _indented(
    top: Node, terms_of: Callable[[Node], Sequence[Node]]
) -> Iterator[tuple[str, Node, Sequence[Node]]]:
    # Iterative: a chain of questions may be longer than the interpreter's stack, or a line.
    waiting = [(0, top)]
    while waiting:
        depth, node = waiting.pop()
        terms = terms_of(node)
        yield "  " * min(depth, _DEEPEST), node, terms
        waiting += [(depth + 1, term) for term in reversed(terms)]


def _answer(proof: Proof, given: Mapping[str, Given], subject: str, language: Language) -> str:
    state = proof.state
    if state is None or state.applies is Truth.NO:
        return _HIDDEN.in_(language)
    if state.applies is Truth.UNDETERMINED:
        return _MAYBE_HIDDEN.in_(language)
    value = value_text(state.value, language)
    if isinstance(proof.condition, IsTrue | IsOneOf | IsAnswered):
        source = given.get(proof.condition.question)
        if source is not None:
            return with_origin(value, source.product, subject, language)
    return value
