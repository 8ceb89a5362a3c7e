"""Where two products differ, against what a reader of their files would list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.model.workspace import Evidence
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.comparison import Aspect, Comparison, compared
from convergence_cli.scoring.standing import Judge
from tests import oracle
from tests.building import workspace_of
from tests.strategies import QUICK, workspaces
from tests.written import Data, Files, criterion, files_of, product, questionnaire

DAY = "2026-11-21"


def comparison(files: Files, first: str, second: str) -> Comparison:
    """Return where two products of a workspace differ."""
    workspace = workspace_of(files)
    products = workspace.products
    return compared(products[first], products[second], Judge(workspace), DAY)


def two(draw: st.DataObject, files: Files) -> tuple[str, str]:
    """Return any two products of a workspace, which may be one."""
    ids = st.sampled_from(sorted(files.products))
    return draw.draw(ids), draw.draw(ids)


@QUICK
@given(workspaces(), st.data())
def test_differences_are_those_that_a_reader_finds(files: Files, data: st.DataObject) -> None:
    """Criteria and levels that differ are those of a second, naive computation."""
    first, second = two(data, files)
    found = comparison(files, first, second)

    one, other = oracle.standings(files, first), oracle.standings(files, second)
    truths = {
        (id_, each): (truth, other[id_]["criteria"][each])
        for id_, standing in one.items()
        for each, truth in standing["criteria"].items()
    }
    assert {
        (each.questionnaire.id, each.criterion.id): (each.first.value, each.second.value)
        for each in found.criteria
    } == {place: pair for place, pair in truths.items() if pair[0] != pair[1]}
    assert {
        (each.questionnaire.id, each.criterion.id)
        for each in found.answers
        if Aspect.LEVEL in each.aspects
    } == {
        (id_, each)
        for (id_, each), pair in truths.items()
        if pair == ("yes", "yes") and _level(one, id_, each) != _level(other, id_, each)
    }


def _level(standings: dict[str, Data], questionnaire_id: str, id_: str) -> object:
    held = standings[questionnaire_id]["held"].get(id_)
    return None if held is None else held[0]


@QUICK
@given(workspaces(), st.data())
def test_a_comparison_reads_both_ways(files: Files, data: st.DataObject) -> None:
    """What differs does not depend on which product is named first."""
    first, second = two(data, files)
    found, back = comparison(files, first, second), comparison(files, second, first)

    assert [(each.second, each.first) for each in back.profile] == [
        (each.first, each.second) for each in found.profile
    ]
    assert [(each.criterion, each.second, each.first) for each in back.criteria] == [
        (each.criterion, each.first, each.second) for each in found.criteria
    ]
    assert [(each.second, each.first, each.aspects) for each in back.answers] == [
        (each.first, each.second, each.aspects) for each in found.answers
    ]
    assert back.is_alike == found.is_alike


@QUICK
@given(workspaces(), st.data())
def test_an_edition_that_gives_nothing_is_alike(files: Files, data: st.DataObject) -> None:
    """An edition without a value or an answer of its own differs in nothing."""
    base = data.draw(st.sampled_from(sorted(files.products)))
    edition = product("edition", extends=base)
    extended = replace(files, products={**files.products, "edition": edition})

    found = comparison(extended, base, "edition")

    assert found.is_alike
    assert all(
        each.first is None
        or (each.second is not None and each.first.tally.mean == each.second.tally.mean)
        for each in found.scores
    )


def a_line() -> Files:
    """Return the files of a product and its edition, of two criteria."""
    return files_of(
        questions={"a": None},
        questionnaires=[questionnaire("q", {"X": [criterion("C1"), criterion("C2", "a")]})],
        products=[product("base", {"a": True}), product("ios", {}, extends="base")],
        answers={"base": {"q": {"C1": 1, "C2": 2}}},
    )


def test_a_criterion_of_one_only_names_the_answer_that_does_it() -> None:
    """Where a criterion applies to one product only, the preliminary answer of each is told."""
    found = comparison(a_line().with_profile("ios", {"a": False}), "base", "ios")

    [difference] = found.criteria
    [because] = difference.because
    assert (difference.criterion.id, difference.first, difference.second) == (
        "C2",
        Truth.YES,
        Truth.NO,
    )
    assert (because.first.stored, because.first.given_by) == (True, "base")
    assert (because.second.stored, because.second.given_by) == (False, "ios")
    assert found.answers == ()


def test_answers_differ_in_more_than_their_level() -> None:
    """Comment and evidence count too; the order of evidence says nothing."""
    workspace = workspace_of(a_line().with_level("ios", "q", "C1", 1))
    proofs = (Evidence("one", url="https://one.example"), Evidence("two", path="two.md"))

    def with_answers(**changes: object) -> Comparison:
        products = dict(workspace.products)
        for id_, evidence in (("base", proofs), ("ios", tuple(reversed(proofs)))):
            sheet = products[id_].sheets["q"]
            keys = {"evidence": evidence, **(changes if id_ == "ios" else {})}
            answers = {**sheet.answers, "C1": sheet.answers["C1"]._replace(**keys)}  # type: ignore[arg-type]
            products[id_] = replace(products[id_], sheets={"q": replace(sheet, answers=answers)})
        changed = replace(workspace, products=products)
        return compared(products["base"], products["ios"], Judge(changed), DAY)

    assert with_answers().is_alike
    [difference] = with_answers(comment="not so").answers
    assert difference.aspects == (Aspect.COMMENT,)
    [difference] = with_answers(evidence=proofs[:1], until="2026-12-31").answers
    assert difference.aspects == (Aspect.EVIDENCE, Aspect.UNTIL)
