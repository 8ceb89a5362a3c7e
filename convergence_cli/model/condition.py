"""When something applies: data, not a little language (SPEC §3.1)."""

from dataclasses import dataclass

Value = bool | int | float | str | tuple[str, ...]
"""An answer to a preliminary question: strict in its type, so true, 1 and "true" are three."""


@dataclass(frozen=True)
class Always:
    """True for every profile."""


@dataclass(frozen=True)
class IsTrue:
    """A boolean question is answered true."""

    question: str


@dataclass(frozen=True)
class IsOneOf:
    """A question's answer is one of some values; for multiple choices, includes one of them."""

    question: str
    values: tuple[bool | int | float | str, ...]


@dataclass(frozen=True)
class IsAnswered:
    """A question has an answer, whatever it is."""

    question: str


@dataclass(frozen=True)
class AllOf:
    """Every term is true."""

    terms: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one term is true."""

    terms: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The term is false."""

    term: "Condition"


Atom = IsTrue | IsOneOf | IsAnswered
ATOMS = (IsTrue, IsOneOf, IsAnswered)
Condition = Always | Atom | AllOf | AnyOf | Not

ALWAYS = Always()


def parts(condition: Condition) -> tuple[Condition, ...]:
    """Return the direct terms of a condition, in order; an atom has none."""
    match condition:
        case AllOf(terms) | AnyOf(terms):
            return terms
        case Not(term):
            return (term,)
        case _:
            return ()


def in_postorder(condition: Condition) -> tuple[Condition, ...]:
    """Return a condition's nodes, terms before what is made of them.

    Iterative: the depth of a condition is bounded by memory, not by the interpreter's stack.
    """
    ordered: list[Condition] = []
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(parts(node))
    ordered.reverse()
    return tuple(ordered)


def questions_of(condition: Condition) -> tuple[str, ...]:
    """Return the ids of the questions that a condition reads, each once, in order."""
    atoms = (node for node in in_postorder(condition) if isinstance(node, Atom))
    return tuple(dict.fromkeys(atom.question for atom in atoms))
