"""What is said of definitions before anybody answers them, against all profiles there can be."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import given

from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.model.condition import (
    ALWAYS,
    AllOf,
    AnyOf,
    Condition,
    IsAnswered,
    IsTrue,
    Not,
)
from convergence_cli.model.questionnaire import Preliminary, Question, QuestionType
from convergence_cli.profiling.analysis import Analysis, Reach, analyse
from tests import oracle
from tests.building import NO_TEXT, chain_of, preliminary_from
from tests.strategies import COMPARABLE, OPTIONS, THOROUGH, definitions
from tests.written import Data, Files, When, criterion, preliminary_of, question, questionnaire

NEVER, SOMETIMES, ALWAYS_ = Reach.NEVER, Reach.SOMETIMES, Reach.ALWAYS
Profile = Mapping[str, Any]


def analysed(
    questions: Sequence[Data], criteria: Mapping[str, When], whole: When = None
) -> Analysis:
    """Return the analysis of a questionnaire whose criteria stand under these conditions."""
    written = [criterion(id_, when) for id_, when in criteria.items()]
    asked = build_preliminary(preliminary_of(("information", questions)), "p.yaml")
    definition = build_questionnaire(questionnaire("q", {"X": written}, whole), "q.yaml")
    found = analyse(asked, [definition])
    assert found is not None
    return found


def reach(questions: Sequence[Data], when: When, whole: When = None) -> Reach:
    """Return for how many profiles the one criterion's own condition is true."""
    return analysed(questions, {"C": when}, whole).criteria["q"]["C"]


def choice(id_: str, *values: str, type_: str = "choice") -> Data:
    """Return a question with these options."""
    options = [{"value": value, "label": {"fr": value, "en": value}} for value in values]
    return question(id_, None, type_, options=options)


A, B = question("a"), question("b")
WAVE = choice("wave", "one", "two")
SETS = choice("sets", "hds", "mcs", type_="choices")
NAME, SIZE, DAY = (question(id_, None, id_) for id_ in ("text", "number", "date"))
HIDDEN = question("hidden", {"all": ["a", "b"]})


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("a", SOMETIMES),
        ({"all": ["a", {"not": "a"}]}, NEVER),
        ({"any": ["a", {"not": "a"}]}, ALWAYS_),
        ({"a": [True, False]}, ALWAYS_),
        ({"answered": "a"}, SOMETIMES),
        ({"all": ["a", {"not": {"answered": "a"}}]}, NEVER),
        ({"any": ["a", {"answered": "a"}]}, ALWAYS_),
        ({"wave": ["one", "two"]}, ALWAYS_),
        ({"all": [{"wave": "one"}, {"wave": "two"}]}, NEVER),
        ({"all": [{"not": {"wave": "one"}}, {"not": {"wave": "two"}}]}, NEVER),
        # Several choices may be given together, or none of them.
        ({"all": [{"sets": "hds"}, {"sets": "mcs"}]}, SOMETIMES),
        ({"sets": ["hds", "mcs"]}, SOMETIMES),
        # There is always another text, number or day than those that are named.
        ({"text": ["x", "y", "-", "--"]}, SOMETIMES),
        ({"not": {"number": [0, 1, 2]}}, SOMETIMES),
        ({"not": {"date": ["0001-01-01", "2026-11-21"]}}, SOMETIMES),
        ({"all": [{"number": 1}, {"number": 1.0}]}, SOMETIMES),
        ({"all": [{"number": 1}, {"number": 2}]}, NEVER),
        # The empty text is no answer, so nobody can give it.
        ({"text": ""}, NEVER),
        # A hidden question makes comparisons false, and it is hidden without `a`.
        ({"all": ["hidden", {"not": "a"}]}, NEVER),
        ({"any": [{"not": "hidden"}, "b"]}, ALWAYS_),
        ({"any": ["hidden", {"not": "hidden"}]}, ALWAYS_),
        ({"any": [{"answered": "hidden"}, "a"]}, SOMETIMES),
    ],
    ids=str,
)
def test_a_condition_is_never_sometimes_or_always_true(when: When, found: Reach) -> None:
    """What a reader concludes from the questions alone is found."""
    assert reach([A, B, WAVE, SETS, NAME, SIZE, DAY, HIDDEN], when) is found


@pytest.mark.parametrize(
    ("whole", "when", "found"),
    [
        ("a", "a", ALWAYS_),
        ("a", {"any": ["a", "b"]}, ALWAYS_),
        ("a", {"all": ["a", "b"]}, SOMETIMES),
        ("a", {"not": "a"}, NEVER),
        ({"wave": "one"}, {"wave": "two"}, NEVER),
        ({"wave": "one"}, {"not": {"wave": "two"}}, ALWAYS_),
        ("hidden", "a", ALWAYS_),
        # Where the questionnaire waits for an open question, its criterion may wait for ever.
        ({"not": {"answered": "a"}}, "a", NEVER),
        ({"not": {"answered": "a"}}, {"any": ["a", "b"]}, SOMETIMES),
    ],
    ids=str,
)
def test_a_criterion_is_judged_where_its_questionnaire_applies(
    whole: When, when: When, found: Reach
) -> None:
    """A condition that repeats its questionnaire's is always true, one against it never."""
    assert reach([A, B, WAVE, HIDDEN], when, whole) is found


@pytest.mark.parametrize(
    ("criteria", "deciding"),
    [
        ([], ""),
        (["a"], "a"),
        (["hidden"], "a b hidden"),
        ([{"answered": "a"}], "a"),
        ([{"any": ["a", {"not": "a"}]}], ""),
        ([{"all": ["a", {"not": "a"}, "b"]}], ""),
        ([{"all": ["b", {"any": ["a", {"not": "a"}]}]}], "b"),
        ([{"any": ["a", "b"]}, {"all": ["a", "b"]}], "a b"),
        ([{"any": [{"all": ["a", "b"]}, {"all": ["a", {"not": "b"}]}]}], "a"),
        ([{"all": ["a", {"not": {"answered": "b"}}]}], "a b"),
    ],
    ids=str,
)
def test_a_question_decides_something_or_nothing(criteria: list[When], deciding: str) -> None:
    """A question decides something if a change of its answer alone makes a criterion apply."""
    conditions: dict[str, When] = {f"C{index}": when for index, when in enumerate(criteria)}

    found = analysed([A, B, HIDDEN], {"C": None, **conditions})

    assert found.deciding == set(deciding.split())


def test_a_questionnaire_is_decided_like_a_criterion() -> None:
    """A question that opens a questionnaire decides something, and its condition is judged."""
    found = analysed([A, B, question("unasked", {"all": ["a", {"not": "a"}]})], {"C": None}, "a")

    assert found.questionnaires == {"q": SOMETIMES}
    assert found.questions == {"a": ALWAYS_, "b": ALWAYS_, "unasked": NEVER}
    assert found.deciding == {"a"}


# Every profile, one by one


def answers_to(asked: Data) -> tuple[Any, ...]:
    """Return the answers that can be told apart, one that no condition names among them."""
    if asked["type"] == "choices":
        subsets = (combinations(OPTIONS, size) for size in range(len(OPTIONS) + 1))
        return tuple(list(each) for each in chain.from_iterable(subsets))
    other = {"number": (7,), "text": ("other",)}
    return (*COMPARABLE[asked["type"]], *other.get(asked["type"], ()))


class Oracle:
    """The truth of every condition in every profile, in tables."""

    def __init__(self, files: Files) -> None:
        sections = files.preliminaries["product"]["sections"]
        asked = [each for section in sections for each in section["questions"]]
        self.ids = [each["id"] for each in asked]
        self.answers = [answers_to(each) for each in asked]
        self.conditions = oracle.conditions_of(files, "product")
        self.profiles = list(product(*(range(len(each) + 1) for each in self.answers)))

    def truths(self, when: When) -> dict[tuple[int, ...], str]:
        """Return a condition's truth by profile: the number of each answer, 0 for none."""
        return {
            each: oracle.truth(when, self.conditions, self.values(each)) for each in self.profiles
        }

    def values(self, profile: tuple[int, ...]) -> dict[str, Any]:
        given = zip(self.ids, self.answers, profile, strict=True)
        return {id_: answers[number - 1] for id_, answers, number in given if number}

    def completed(self, profile: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Yield the profiles in which what was open is answered, in every way."""
        return product(
            *(
                (number,) if number else range(1, len(answers) + 1)
                for number, answers in zip(profile, self.answers, strict=True)
            )
        )

    def reach(self, when: When, whole: When = None) -> Reach:
        """Return for how many profiles a condition is true."""
        truths = self.truths(when)
        within = [each for each, truth in self.truths(whole).items() if truth == "yes"]
        if all(truths[each] != "yes" for each in within):
            return NEVER
        if any(truths[each] == "no" for each in within):
            return SOMETIMES
        settled = {end for each in within for end in self.completed(each)}
        return ALWAYS_ if all(truths[each] == "yes" for each in settled) else SOMETIMES

    def deciding(self, tables: Sequence[dict[tuple[int, ...], str]]) -> set[str]:
        """Return the questions of which a change alone turns yes into no."""
        return {
            id_
            for place, id_ in enumerate(self.ids)
            if any(self._decides(place, table) for table in tables)
        }

    def _decides(self, place: int, truths: dict[tuple[int, ...], str]) -> bool:
        seen: dict[tuple[int, ...], set[str]] = {}
        for profile, truth in truths.items():
            rest = (*profile[:place], *profile[place + 1 :])
            seen.setdefault(rest, set()).add(truth)
        return any({"yes", "no"} <= each for each in seen.values())


@THOROUGH
@given(definitions())
def test_all_profiles_together_say_the_same(files: Files) -> None:
    """Trying every profile, with a second reading of conditions, gives the same analysis."""
    [definition] = files.questionnaires.values()
    asked = build_preliminary(files.preliminaries["product"], "p.yaml")
    by_hand = Oracle(files)
    whole = definition.get("applies_when")
    own = {each["id"]: each.get("applies_when") for each in oracle.criteria_of(definition)}
    effective = [by_hand.truths(whole)]
    for when in own.values():
        effective.append(by_hand.truths({"all": [whole or "always", when or "always"]}))

    found = analyse(asked, [build_questionnaire(definition, "q.yaml")])

    assert found is not None
    assert found.questions == {id_: by_hand.reach(when) for id_, when in by_hand.conditions.items()}
    assert found.questionnaires == {definition["id"]: by_hand.reach(whole)}
    assert found.criteria == {
        definition["id"]: {id_: by_hand.reach(when, whole) for id_, when in own.items()}
    }
    assert found.deciding == by_hand.deciding(effective)


# Size


def model(questions: Preliminary, *conditions: Condition) -> Analysis | None:
    """Return the analysis of criteria under conditions of the model."""
    written = [criterion(f"C{index}") for index in range(len(conditions))]
    definition = build_questionnaire(questionnaire("q", {"X": written}), "q.yaml")
    for each, condition in zip(definition.criteria, conditions, strict=True):
        object.__setattr__(each, "applies_when", condition)
    return analyse(questions, [definition])


def booleans(*ids: str) -> Preliminary:
    """Return boolean questions that are put to everybody."""
    return preliminary_from(Question(id_, QuestionType.BOOLEAN, NO_TEXT) for id_ in ids)


@pytest.mark.parametrize("last", [IsTrue, IsAnswered])
def test_a_chain_as_long_as_a_file_can_hold_is_decided(
    last: type[IsTrue] | type[IsAnswered],
) -> None:
    """Questions that decide one another one after the other take steps in proportion."""
    found = model(chain_of(4_000), last("q3999"))

    assert found is not None
    assert set(found.questions.values()) == {SOMETIMES, ALWAYS_}
    assert len(found.deciding) == 4_000


def test_a_chain_longer_than_any_file_is_given_up() -> None:
    """Beyond the limit there is an answer too, and no overflow: it is not decided."""
    assert model(chain_of(100_000), IsTrue("q99999")) is None


def test_a_wide_condition_is_decided() -> None:
    """A thousand terms take steps in proportion, in whatever order they stand."""
    ids = [f"q{index}" for index in range(1_000)]
    terms = tuple(map(IsTrue, ids))

    found = model(booleans(*ids), AllOf(terms), AnyOf(terms[::-1]), AllOf((*terms, Not(terms[0]))))

    assert found is not None
    assert found.criteria["q"] == {"C0": SOMETIMES, "C1": SOMETIMES, "C2": NEVER}


def test_a_deep_condition_is_decided() -> None:
    """The depth of a condition is bounded by memory, not by the interpreter's stack."""
    condition: Condition = IsTrue("a")
    for _ in range(10_000):
        condition = Not(AllOf((ALWAYS, condition)))

    found = model(booleans("a"), condition)

    assert found is not None
    assert found.criteria["q"] == {"C0": SOMETIMES}


def test_questions_that_are_read_in_pairs_are_decided() -> None:
    """Questions that are read together are numbered together, however they are ordered."""
    n_pairs = 40
    ids = [f"{side}{index}" for side in "xy" for index in range(n_pairs)]
    pairs = tuple(AllOf((IsTrue(f"x{n}"), IsTrue(f"y{n}"))) for n in range(n_pairs))

    found = model(booleans(*ids), AnyOf(pairs))

    assert found is not None
    assert found.deciding == set(ids)


def test_conditions_that_nobody_could_work_out_are_given_up() -> None:
    """Where a diagram would have millions of nodes there is an answer: it is not decided."""
    size = 20
    place = {(x, y): IsTrue(f"q{x}-{y}") for x in range(size) for y in range(size)}
    edges = [
        AllOf((here, place[other]))
        for (x, y), here in place.items()
        for other in ((x + 1, y), (x, y + 1))
        if other in place
    ]

    assert model(booleans(*(each.question for each in place.values())), AnyOf(tuple(edges))) is None


def test_many_values_are_decided() -> None:
    """A question that is compared with many values takes steps in proportion to them."""
    options = tuple(f"option-{index}" for index in range(60))
    asked = [choice("one", *options), choice("many", *options, type_="choices"), NAME]
    conditions: dict[str, When] = {
        "ALL": {"all": [{"many": each} for each in options]},
        "NONE": {"not": {"one": list(options)}},
        **{each.upper(): {"one": each} for each in options},
        **{f"TEXT-{index}": {"text": f"text {index}"} for index in range(2_000)},
    }

    found = analysed(asked, conditions)

    assert found.criteria["q"]["ALL"] is SOMETIMES
    assert found.criteria["q"]["NONE"] is NEVER
    assert found.deciding == {"one", "many", "text"}
