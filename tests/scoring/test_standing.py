"""Which answers count for a product: its own, and those it inherits, where they apply."""

from dataclasses import replace

import pytest

from convergence_cli.loading.build_workspace import build_sheet
from convergence_cli.model.workspace import Seal, SheetStatus
from convergence_cli.profiling.truth import Truth
from convergence_cli.scoring.standing import Judge, Standing
from tests.building import workspace_of
from tests.results import level_of, subject_of, subjects_of
from tests.written import (
    COMPANY,
    Answers,
    Data,
    Files,
    When,
    criterion,
    files_of,
    preliminary_of,
    product,
    question,
    questionnaire,
    sheet,
)

LINE = (
    product("base", {"a": True}),
    product("ios", extends="base"),
    product("ipad", extends="ios"),
)
"""Three products, each an edition of the one before."""


def line(
    answers: Answers,
    profiles: dict[str, Data] | None = None,
    when: When = "a",
    whole: When = None,
) -> Files:
    """Return the files of three editions, of a criterion that always applies and one that may."""
    axes = {"X": [criterion("C1"), criterion("C2", when)]}
    return files_of(
        questions={"a": None},
        questionnaires=[questionnaire("q", axes, whole)],
        products=[
            {**each, "profile": (profiles or {}).get(each["id"], each["profile"])} for each in LINE
        ],
        answers=answers,
    )


def standing(files: Files, subject: str) -> Standing:
    """Return what counts of the one questionnaire."""
    return subject_of(files, subject).standings["q"]


def held(files: Files, subject: str) -> dict[str, tuple[int | str, str]]:
    """Return the levels in force, and who gives each."""
    found = standing(files, subject)
    return {id_: (level_of(found, id_), each.holder) for id_, each in found.held.items()}


def test_an_edition_inherits_the_answers_that_it_does_not_give() -> None:
    """An edition takes over each answer in force that it does not give, and says whose it is."""
    files = line({"base": {"q": {"C1": 1, "C2": 1}}, "ios": {"q": {"C2": 2}}})

    assert held(files, "base") == {"C1": (1, "base"), "C2": (1, "base")}
    assert held(files, "ios") == {"C1": (1, "base"), "C2": (2, "ios")}
    assert held(files, "ipad") == {"C1": (1, "base"), "C2": (2, "ios")}


def test_the_givers_of_inherited_answers_are_counted() -> None:
    """In a chain each inherited answer is counted for the product that gives it."""
    files = line({"base": {"q": {"C1": 1, "C2": 1}}, "ios": {"q": {"C2": 2}}})

    assert standing(files, "base").inherited_from == {}
    assert standing(files, "ios").inherited_from == {"base": 1}
    assert standing(files, "ipad").inherited_from == {"base": 1, "ios": 1}


def test_an_edition_gives_nothing_back() -> None:
    """What an edition answers counts for its own editions, never for the product it extends."""
    files = line({"ipad": {"q": {"C1": 3}}})

    assert held(files, "base") == held(files, "ios") == {}


def test_an_inherited_na_is_an_answer() -> None:
    """Not applicable is inherited like a level, and can be answered anew with a level."""
    files = line({"base": {"q": {"C1": "na"}}, "ipad": {"q": {"C1": 0}}})

    assert held(files, "ios") == {"C1": ("na", "base")}
    assert held(files, "ipad") == {"C1": (0, "ipad")}


def test_an_answer_out_of_force_is_not_inherited() -> None:
    """An answer that does not count for the product that holds it counts for no edition of it."""
    files = line({"base": {"q": {"C2": 3}}}, {"base": {"a": False}, "ios": {"a": True}})

    assert held(files, "base") == {}
    assert held(files, "ios") == {}
    assert standing(files, "base").obsolete == ("C2",)
    assert standing(files, "ios").obsolete == ()


def test_a_product_in_between_stops_an_answer_that_does_not_concern_it() -> None:
    """An edition inherits from the product it extends, not past it: out of force there is out."""
    profiles = {"base": {"a": True}, "ios": {"a": False}, "ipad": {"a": True}}
    files = line({"base": {"q": {"C2": 3}}}, profiles)

    assert held(files, "base") == {"C2": (3, "base")}
    assert held(files, "ios") == {}
    assert held(files, "ipad") == {}


def test_an_inherited_answer_is_never_obsolete() -> None:
    """An answer is obsolete in the file that holds it only: an edition has nothing to remove."""
    files = line({"base": {"q": {"C2": 3}}}, {"base": {"a": True}, "ios": {"a": False}})

    assert standing(files, "ios").obsolete == ()
    assert held(files, "ios") == {}


def test_an_obsolete_answer_is_back_in_force_with_its_criterion() -> None:
    """An obsolete answer is read as absent, kept, and counts again once its criterion does."""
    answers: Answers = {"base": {"q": {"C1": 1, "C2": 3}}}
    out = line(answers, {"base": {"a": False}})
    back = line(answers, {"base": {"a": True}})

    assert held(out, "base") == {"C1": (1, "base")}
    assert standing(out, "base").obsolete == ("C2",)
    assert held(back, "base") == {"C1": (1, "base"), "C2": (3, "base")}
    assert standing(back, "base").obsolete == ()


def test_an_answer_to_an_undetermined_criterion_waits() -> None:
    """An answer whose criterion is undetermined is neither in force nor obsolete."""
    files = line({"base": {"q": {"C2": 3}}}, {"base": {}})

    assert held(files, "base") == {}
    assert standing(files, "base").obsolete == ()


def test_an_answer_is_not_inherited_while_its_criterion_is_undetermined() -> None:
    """What counts for a product waits in an edition whose profile leaves the criterion open."""
    axes = {"X": [criterion("C", {"not": "b"})]}
    files = files_of(
        questions={"a": None, "b": "a"},
        questionnaires=[questionnaire("q", axes)],
        products=[product("base", {"a": False}), product("ios", {"a": True}, extends="base")],
        answers={"base": {"q": {"C": 2}}},
    )

    assert held(files, "base") == {"C": (2, "base")}
    assert standing(files, "ios").applicability.criteria["C"] is Truth.UNDETERMINED
    assert held(files, "ios") == {}


def test_answers_to_a_questionnaire_that_does_not_apply_are_obsolete() -> None:
    """Where a whole questionnaire does not apply, all its answers are obsolete, in file order."""
    files = line({"base": {"q": {"C2": 3, "C1": 1}}}, {"base": {"a": False}}, whole="a")

    assert standing(files, "base").applicability.applies is Truth.NO
    assert standing(files, "base").obsolete == ("C2", "C1")


def test_answers_to_an_undetermined_questionnaire_wait() -> None:
    """While a questionnaire is undetermined none of its answers counts or is obsolete."""
    files = line({"base": {"q": {"C1": 1, "C2": 3}}}, {"base": {}}, whole="a")

    assert held(files, "base") == {}
    assert standing(files, "base").obsolete == ()


@pytest.mark.parametrize("blank", [None, ""], ids=["null", "an empty text"])
def test_a_blank_profile_value_is_inherited(blank: str | None) -> None:
    """An edition that leaves a profile value blank is judged by the value that it inherits."""
    files = line({}, {"base": {"a": True}, "ios": {"a": blank}})

    assert standing(files, "ios").applicability.criteria["C2"] is Truth.YES


def test_a_hidden_profile_value_is_inherited_all_the_same() -> None:
    """A stored profile value is inherited even where its question does not apply to the base."""
    files = Files(
        preliminaries={
            "product": preliminary_of(("information", [question("a"), question("b", "a")]))
        },
        questionnaires={"q": questionnaire("q", {"X": [criterion("C", "b")]})},
        products={
            "base": product("base", {"a": False, "b": True}),
            "ios": product("ios", {"a": True}, extends="base"),
        },
    )

    assert standing(files, "base").applicability.criteria["C"] is Truth.NO
    assert standing(files, "ios").applicability.criteria["C"] is Truth.YES


def test_an_edition_is_validated_on_its_own() -> None:
    """The state of a questionnaire is that of the product's own file: without one, a draft."""
    workspace = workspace_of(line({}))
    draft = build_sheet(sheet("q", {"C1": 1}, "validated"), "q.yaml")
    base = replace(workspace.products["base"], sheets={"q": draft})
    unsealed = replace(workspace, products={**workspace.products, "base": base})
    seal = Seal("a.martin", "2026-11-22", Judge(unsealed).product("base").standings["q"].digest)
    base = replace(base, sheets={"q": replace(draft, seal=seal)})
    judge = Judge(replace(workspace, products={**workspace.products, "base": base}))

    assert judge.product("base").standings["q"].status is SheetStatus.VALIDATED
    assert judge.product("ios").standings["q"].status is SheetStatus.DRAFT


def test_each_standing_says_whose_it_is() -> None:
    """What counts of a questionnaire is told with the product that it is asked of."""
    files = line({})

    assert standing(files, "ios").holder == "ios"
    assert standing(files, "ios").questionnaire.id == "q"


def test_the_company_answers_for_itself() -> None:
    """The company is judged by its own profile, on the questionnaires of its scope alone."""
    axes = {"X": [criterion("C1", "listed"), criterion("C2", {"not": "listed"})]}
    files = Files(
        preliminaries={
            "product": preliminary_of(("information", [question("listed")])),
            "company": preliminary_of(("information", [question("listed")]), scope="company"),
        },
        questionnaires={
            "strategy": questionnaire("strategy", axes, scope="company"),
            "security": questionnaire("security", {"X": [criterion("C3")]}),
        },
        products={"base": product("base", {"listed": True})},
        answers={COMPANY: {"strategy": {"C1": 1, "C2": 2}}},
        company_profile={"listed": False},
    )
    company, base = subject_of(files, COMPANY), subject_of(files, "base")

    assert list(company.standings) == ["strategy"]
    assert list(base.standings) == ["security"]
    assert company.standings["strategy"].obsolete == ("C1",)
    assert level_of(company.standings["strategy"], "C2") == 2
    assert (company.product, company.standings["strategy"].holder) == (None, COMPANY)


def test_questionnaires_are_told_apart_by_whether_they_apply() -> None:
    """Questionnaires that apply, that do not and that are undetermined are three lists."""
    axes = {"X": [criterion("C")]}
    wholes: dict[str, When] = {"q1": "a", "q2": {"not": "a"}, "q3": "b", "q4": None}
    files = files_of(
        questions={"a": None, "b": None},
        questionnaires=[questionnaire(id_, axes, whole) for id_, whole in wholes.items()],
        products=[product("base", {"a": True})],
    )
    subject = subject_of(files, "base")

    found = {
        truth: [each.questionnaire.id for each in subject.standings_that(truth)] for truth in Truth
    }
    assert found == {Truth.YES: ["q1", "q4"], Truth.NO: ["q2"], Truth.UNDETERMINED: ["q3"]}


def test_archived_products_are_judged_too() -> None:
    """An archived product can still be asked for, and its editions inherit from it."""
    files = line({"base": {"q": {"C1": 2}}})
    archived = {**files.products["base"], "status": "archived"}
    files = replace(files, products={**files.products, "base": archived})

    product_ = subjects_of(files)["base"].product
    assert product_ is not None
    assert product_.is_archived
    assert held(files, "ios") == {"C1": (2, "base")}


def test_a_long_line_of_editions_is_judged() -> None:
    """A line of 1,000 editions inherits an answer from its first product."""
    line_of = [product("p0")] + [
        product(f"p{index}", extends=f"p{index - 1}") for index in range(1, 1_000)
    ]
    files = files_of(
        questionnaires=[questionnaire("q", {"X": [criterion("C1")]})],
        products=line_of,
        answers={"p0": {"q": {"C1": 2}}},
    )
    judge = Judge(workspace_of(files))

    assert judge.product("p999").standings["q"].held["C1"].holder == "p0"
