"""The personas: profiles to which, together, every criterion that is shipped applies."""

from itertools import combinations, count, product
from typing import Any

import pytest
from hypothesis import given

from convergence_cli.loading.build_questionnaire import build_preliminary, build_questionnaire
from convergence_cli.model.questionnaire import Scope
from convergence_cli.profiling.engine import Engine, Profile
from convergence_cli.profiling.truth import Truth
from tests import oracle
from tests.personas import Persona, fewest_personas, personas_of, shipped
from tests.profiling.test_analysis import answers_to
from tests.strategies import QUICK, definitions
from tests.written import Data, Files

each_scope = pytest.mark.parametrize("scope", Scope)


def profile_of(persona: Persona, scope: Scope) -> Profile:
    """Return what applies of everything shipped to a persona."""
    engine = Engine(shipped().preliminaries[scope], shipped().questionnaires_of(scope))
    return engine.profile(persona)


@each_scope
def test_every_criterion_applies_to_a_persona(scope: Scope) -> None:
    """No criterion of a shipped questionnaire is out of reach of the personas."""
    applicable = {
        (id_, criterion.id)
        for persona in personas_of(scope)
        for id_, found in profile_of(persona, scope).applicabilities.items()
        for criterion in found.criteria_that(Truth.YES)
    }

    assert applicable == {
        (each.id, criterion.id)
        for each in shipped().questionnaires_of(scope)
        for criterion in each.criteria
    }


@each_scope
def test_a_persona_leaves_nothing_open(scope: Scope) -> None:
    """A persona answers the questions that apply to it, and no other; all is yes or no."""
    for persona in personas_of(scope):
        profile = profile_of(persona, scope)
        asked = {id_ for id_, state in profile.states.items() if state.applies is Truth.YES}
        truths = {
            truth
            for found in profile.applicabilities.values()
            for truth in (found.applies, *found.criteria.values())
        }

        assert set(persona) == asked
        assert profile.open_questions == ()
        assert truths <= {Truth.YES, Truth.NO}


def fewest_by_hand(files: Files, definition: Data) -> int:
    """Return how many profiles are needed, by trying all of them and then all sets of them."""
    [section, *more] = files.preliminaries["product"]["sections"]
    asked = [*section["questions"], *(each for one in more for each in one["questions"])]
    conditions = oracle.conditions_of(files, "product")
    whole = definition.get("applies_when") or "always"

    def applicable(answers: tuple[Any, ...]) -> frozenset[str]:
        values = dict(zip([each["id"] for each in asked], answers, strict=True))
        return frozenset(
            each["id"]
            for each in oracle.criteria_of(definition)
            if oracle.truth(
                {"all": [whole, each.get("applies_when") or "always"]}, conditions, values
            )
            == "yes"
        )

    reached = {applicable(answers) for answers in product(*map(answers_to, asked))}
    everything = frozenset().union(*reached)
    return next(
        size
        for size in count(1)
        if any(everything == frozenset().union(*some) for some in combinations(reached, size))
    )


@QUICK
@given(definitions())
def test_there_are_no_fewer_personas(files: Files) -> None:
    """Of definitions small enough to try everything, no smaller set of profiles would do."""
    [definition] = files.questionnaires.values()
    preliminary = build_preliminary(files.preliminaries["product"], "p.yaml")

    found = fewest_personas(preliminary, [build_questionnaire(definition, "q.yaml")])

    assert len(found) == fewest_by_hand(files, definition)
