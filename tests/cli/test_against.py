"""`score --against`: each row of the table of changes, told from real commits."""

from typing import Any

import pytest

from tests.cli.changing import (
    CARE,
    DEFINITION,
    MED,
    MOBILE,
    OLD,
    Edit,
    all_of,
    changes,
    removed,
    replaced,
    score,
    sealed,
    told,
    written,
)
from tests.cli.running import AS_OF, run
from tests.cli.small import answers, product
from tests.scripted_history import MARTIN, ScriptedHistory

MED_CARE, MOBILE_CARE, OLD_CARE = f"{MED}/{CARE}", f"{MOBILE}/{CARE}", f"{OLD}/{CARE}"
MED_PRODUCT, MOBILE_PRODUCT = f"{MED}/product.yaml", f"{MOBILE}/product.yaml"
PLAN = f"{MED}/plan.yaml"
OTHER_PROOF = '      - {title: Report, url: "https://example.org/other"}\n'
LOWERED = replaced(MED_CARE, "    level: 3\n", "    level: 2\n")
A_LOWERED = ("level-lowered", "med", "A", 3, 2)
"""What lowering does to the product; its edition inherits it."""


def opposite(before: Edit, after: Edit) -> Edit:
    """Return an edit that is made on top of another one, which is committed."""

    def edit(history: ScriptedHistory) -> None:
        before(history)
        history.commit(MARTIN)
        after(history)

    return edit


def _with_seal(history: ScriptedHistory) -> None:
    sealed(history, "med", "-q", "care")


def _resealed(history: ScriptedHistory) -> None:
    LOWERED(history)
    sealed(history, "med", "-q", "care")


Row = tuple[Edit, tuple[Any, ...], str | None]
"""An edit; kind, product, criterion, before and after of a change that it makes; its cause."""

WORSE: dict[str, Row] = {
    "a level lowered": (LOWERED, A_LOWERED, "answer"),
    "a level lowered in an edition by its base": (
        LOWERED,
        ("level-lowered", "med-mobile", "A", 3, 2),
        "inheritance",
    ),
    "a level lowered in an archived product": (
        replaced(OLD_CARE, "B: {level: 1}", "B: {level: 0}"),
        ("level-lowered", "old", "B", 1, 0),
        "answer",
    ),
    "an answer removed": (
        replaced(MED_CARE, "  B: {level: 1}\n", ""),
        ("answer-removed", "med", "B", 1, None),
        "answer",
    ),
    "a reason for not applicable removed with its answer": (
        replaced(MED_CARE, "  C: {level: na, comment: No messaging}\n", ""),
        ("answer-removed", "med", "C", "na", None),
        "answer",
    ),
    "all answers removed": (
        removed(MED_CARE),
        ("answer-removed", "med", "A", 3, None),
        "answer",
    ),
    "an own answer dropped for a lower one that is inherited": (
        replaced(MOBILE_CARE, "  B: {level: 2}\n", "  {}\n"),
        ("level-lowered", "med-mobile", "B", 2, 1),
        "answer",
    ),
    "an edition that extends no more": (
        replaced(MOBILE_PRODUCT, "extends: med\n", ""),
        ("answer-removed", "med-mobile", "A", 3, None),
        "inheritance",
    ),
    "an inherited answer that its giver is not asked for any more": (
        all_of(
            replaced(MOBILE_PRODUCT, "profile: {}", "profile: {shares: true}"),
            replaced(MED_PRODUCT, "shares: true", "shares: false"),
        ),
        ("answer-removed", "med-mobile", "D", 2, None),
        "inheritance",
    ),
    "one of two pieces of evidence of one title removed": (
        replaced(MED_CARE, OTHER_PROOF, ""),
        ("evidence-removed", "med", "A", 3, 3),
        "answer",
    ),
    "evidence removed under a higher level": (
        opposite(
            replaced(MED_CARE, "    level: 3\n", "    level: 2\n"),
            all_of(
                replaced(MED_CARE, OTHER_PROOF, ""),
                replaced(MED_CARE, "level: 2\n    e", "level: 3\n    e"),
            ),
        ),
        ("evidence-removed", "med", "A", 2, 3),
        "answer",
    ),
    "a product deleted": (
        removed(MOBILE),
        ("product-deleted", "med-mobile", None, "active", None),
        None,
    ),
    "an archived product deleted": (
        removed(OLD),
        ("product-deleted", "old", None, "archived", None),
        None,
    ),
    "an answer of the company lowered": (
        replaced("company/answers/strategy.yaml", "S: {level: 2}", "S: {level: 1}"),
        ("level-lowered", None, "S", 2, 1),
        "answer",
    ),
}
DOUBTFUL: dict[str, Row] = {
    "red answered as not applicable": (
        replaced(MED_CARE, "B: {level: 1}", "B: {level: na, comment: Not for us}"),
        ("became-na", "med", "B", 1, "na"),
        "na",
    ),
    "a preliminary answer that takes a criterion out": (
        replaced(MED_PRODUCT, "shares: true", "shares: false"),
        ("left-profile", "med", "D", 2, None),
        "profile",
    ),
    "a preliminary answer of the base that takes a criterion out of its edition": (
        replaced(MED_PRODUCT, "shares: true", "shares: false"),
        ("left-profile", "med-mobile", "D", 2, None),
        "profile",
    ),
    "a questionnaire that applies no more": (
        replaced(MED_PRODUCT, "wave: wave-1", 'wave: "2"'),
        ("left-profile", "med", "W-1", 3, None),
        "profile",
    ),
    "a seal broken by an answer": (
        opposite(_with_seal, replaced(MED_CARE, "B: {level: 1", "B: {level: 2")),
        ("seal-broken", "med", None, None, None),
        "answer",
    ),
    "a seal removed": (
        opposite(_with_seal, lambda history: sealed(history, "med", "-q", "care", "--withdraw")),
        ("seal-broken", "med", None, None, None),
        "answer",
    ),
    "a seal broken by the profile": (
        opposite(_with_seal, replaced(MED_PRODUCT, "shares: true", "shares: false")),
        ("seal-broken", "med", None, None, None),
        "profile",
    ),
    "a seal broken by an inherited answer": (
        opposite(
            lambda history: sealed(history, "med-mobile", "-q", "care"),
            replaced(MED_CARE, "D: {level: 2}", "D: {level: 3}"),
        ),
        ("seal-broken", "med-mobile", None, None, None),
        "inheritance",
    ),
    "a seal broken by an answer and by a definition at once": (
        opposite(
            _with_seal,
            all_of(
                replaced(MED_CARE, "B: {level: 1", "B: {level: 2"),
                replaced(DEFINITION, "Criterion B", "Criterion Beta"),
            ),
        ),
        ("seal-broken", "med", None, None, None),
        "answer",
    ),
    "a target planned later": (
        replaced(PLAN, "D: {by: 2027-Q2}", "D: {by: 2027-07-01}"),
        ("plan-delayed", "med", "D", "2027-Q2", "2027-07-01"),
        None,
    ),
    "a plan removed": (
        replaced(PLAN, "  D: {by: 2027-Q2}\n", ""),
        ("plan-delayed", "med", "D", "2027-Q2", None),
        None,
    ),
    "all plans removed": (removed(PLAN), ("plan-delayed", "med", "B", "2027-Q2", None), None),
    "a step planned later, with its target sooner": (
        replaced(
            PLAN,
            "by: 2027-Q2\n    steps: [{level: 2, by: 2026-Q4}]",
            "by: 2027-Q1\n    steps: [{level: 2, by: 2027-01-31}]",
        ),
        ("plan-delayed", "med", "B", "2026-Q4", "2027-01-31"),
        None,
    ),
    "a target that cannot be planned any more": (
        replaced(PLAN, "D: {by: 2027-Q2}", "D: {target_not_applicable: true, comment: None yet}"),
        ("plan-delayed", "med", "D", "2027-Q2", None),
        None,
    ),
    "a product archived": (
        replaced(
            MOBILE_PRODUCT,
            "status: active",
            "status: archived\narchived_on: 2026-11-01\narchived_because: Sold no more",
        ),
        ("product-archived", "med-mobile", None, "active", "archived"),
        None,
    ),
    "a minimum lowered": (
        replaced("convergence.yaml", "care: 0.5", "care: 0.4"),
        ("gate-loosened", None, None, "1/2", "2/5"),
        None,
    ),
    "a minimum removed": (
        replaced("convergence.yaml", "  minimum: {care: 0.5}\n", ""),
        ("gate-loosened", None, None, "1/2", None),
        None,
    ),
    "something that is refused no more": (
        replaced("convergence.yaml", "  fail_on: [undetermined]\n", ""),
        ("gate-loosened", None, None, "undetermined", None),
        None,
    ),
}
BETTER: dict[str, Row] = {
    "a level raised": (
        replaced(MED_CARE, "B: {level: 1", "B: {level: 3"),
        ("level-raised", "med", "B", 1, 3),
        "answer",
    ),
    "an answer added": (
        opposite(
            replaced(MED_CARE, "  B: {level: 1}\n", ""),
            replaced(MED_CARE, "  C:", "  B: {level: 0}\n  C:"),
        ),
        ("answer-added", "med", "B", None, 0),
        "answer",
    ),
    "an own answer over one that is inherited": (
        replaced(MOBILE_CARE, "  B: {level: 2}\n", "  B: {level: 2}\n  D: {level: 3}\n"),
        ("level-raised", "med-mobile", "D", 2, 3),
        "answer",
    ),
    "not applicable no more": (
        replaced(MED_CARE, "C: {level: na, comment: No messaging}", "C: {level: 0}"),
        ("left-na", "med", "C", "na", 0),
        "na",
    ),
    "a preliminary answer that asks for more": (
        opposite(
            replaced(MED_PRODUCT, "shares: true", "shares: false"),
            replaced(MED_PRODUCT, "shares: false", "shares: true"),
        ),
        ("joined-profile", "med", "D", None, 2),
        "profile",
    ),
    "a questionnaire that begins to apply": (
        opposite(
            replaced(MED_PRODUCT, "wave: wave-1", 'wave: "2"'),
            replaced(MED_PRODUCT, 'wave: "2"', "wave: wave-1"),
        ),
        ("joined-profile", "med", "W-1", None, 3),
        "profile",
    ),
    "evidence added": (
        replaced(
            MED_CARE, OTHER_PROOF, f"{OTHER_PROOF}      - {{title: Audit, url: 'https://e.org'}}\n"
        ),
        ("evidence-added", "med", "A", 3, 3),
        "answer",
    ),
    "evidence added to what does not apply": (
        replaced(
            MED_CARE,
            "comment: No messaging}",
            "comment: No messaging, evidence: [{title: Letter, url: 'https://e.org'}]}",
        ),
        ("evidence-added", "med", "C", "na", "na"),
        "answer",
    ),
    "answers sealed": (_with_seal, ("seal-added", "med", None, None, None), None),
    "a target planned sooner": (
        replaced(PLAN, "D: {by: 2027-Q2}", "D: {by: 2027-06-29}"),
        ("plan-advanced", "med", "D", "2027-Q2", "2027-06-29"),
        None,
    ),
    "a product added": (
        written(
            "products/new/product.yaml", product("new").replace("{}", "{shares: false, wave: '2'}")
        ),
        ("product-added", "new", None, None, "active"),
        None,
    ),
    "a product restored": (
        lambda history: history.write(f"{OLD}/product.yaml", _restored(history)),
        ("product-restored", "old", None, "archived", "active"),
        None,
    ),
}


def _restored(history: ScriptedHistory) -> str:
    lines = history.read(f"{OLD}/product.yaml").splitlines(keepends=True)
    kept = [each for each in lines if not each.startswith("archived_")]
    return "".join(kept).replace("status: archived", "status: active")


@pytest.mark.parametrize("row", WORSE)
def test_what_is_worse_fails(row: str, history: ScriptedHistory) -> None:
    """A lower level, and whatever is gone, is a regression: exit 1, strict or not."""
    _told_as(history, WORSE[row], usual=True, strict=True)


@pytest.mark.parametrize("row", DOUBTFUL)
def test_what_is_doubtful_fails_the_strict(row: str, history: ScriptedHistory) -> None:
    """What may be right is told; it is a regression under --strict alone."""
    _told_as(history, DOUBTFUL[row], usual=False, strict=True)


@pytest.mark.parametrize("row", BETTER)
def test_what_is_better_never_fails(row: str, history: ScriptedHistory) -> None:
    """An improvement turns no run red, strict or not, and whatever it is."""
    _told_as(history, BETTER[row], usual=False, strict=False)


def _told_as(history: ScriptedHistory, row: Row, *, usual: bool, strict: bool) -> None:
    edit, change, cause = row
    edit(history)

    for args, fails in (((), usual), (("--strict",), strict)):
        done = score(history, "-f", "json", *args)
        document = told(done)
        found = dict(zip(changes(document), document["changes"], strict=True))
        assert change in found, done.out
        assert (found[change]["regression"], found[change]["cause"]) == (fails, cause)
        if not fails:
            # What comes with it may fail: the point is that this does not.
            others = [each for each in document["changes"] if each["regression"]]
            assert done.code == bool(others or document["refusals"])
        else:
            assert (done.code, document["verdict"]) == (1, "fail")


def test_the_preliminary_answer_that_did_it_is_named(history: ScriptedHistory) -> None:
    """A criterion that left names the question and both its answers, of an edition too."""
    replaced(MED_PRODUCT, "shares: true", "shares: false")(history)

    document = told(score(history, "-f", "json"))

    because = [{"question": "shares", "before": True, "after": False}]
    assert changes(document, "kind", "product", "because") == [
        ("left-profile", "med", because),
        ("left-profile", "med-mobile", because),
    ]
    assert "shares: true → false" in score(history).out


def test_a_criterion_that_becomes_undetermined_is_never_silent(history: ScriptedHistory) -> None:
    """Where nobody knows any more whether it applies, it has left; where one never knew, it may."""
    replaced(MED_PRODUCT, "shares: true, ", "")(history)
    history.commit(MARTIN)
    replaced(MED_PRODUCT, "{wave", "{shares: false, wave")(history)

    lost, gone = (told(score(history, "-f", "json", against=each)) for each in ("base", "HEAD"))
    replaced(MED_PRODUCT, "shares: false, ", "")(history)
    unknown = told(score(history, "-f", "json", against="base"))

    assert ("left-profile", "med", "D", 2, None) in changes(lost)
    assert ("left-profile", "med", "D", "undetermined", None) in changes(gone)
    assert ("left-profile", "med", "D", 2, "undetermined") in changes(unknown)
    assert [each["product"] for each in unknown["refusals"]] == ["med", "med-mobile"]


def test_a_regression_hides_behind_no_improvement(history: ScriptedHistory) -> None:
    """A mean that rises by a lot leaves a lowered answer what it is."""
    all_of(LOWERED, replaced(MED_CARE, "B: {level: 1", "B: {level: 3"))(history)

    done = score(history, "-f", "json")
    document = told(done)

    [movement] = [each for each in document["movements"] if each["product"] == "med"]
    assert (movement["before"]["mean"], movement["after"]["mean"]) == ("2", "7/3")
    assert (done.code, changes(document)[0]) == (1, A_LOWERED)
    assert [(each["kind"], each["effect"]) for each in movement["causes"]] == [
        ("level-lowered", "-1/3"),
        ("level-raised", "2/3"),
    ]


def test_red_as_not_applicable_moves_the_mean_by_its_own_cause(history: ScriptedHistory) -> None:
    """A mean that rises because red became `na` says so, with the reason that was given."""
    replaced(MED_CARE, "B: {level: 1}", "B: {level: na, comment: Not for us}")(history)

    document = told(score(history, "-f", "json"))

    [movement] = document["movements"]
    assert (movement["before"]["mean"], movement["after"]["mean"]) == ("2", "5/2")
    assert [(each["cause"], each["effect"]) for each in movement["causes"]] == [("na", "1/2")]
    assert changes(document, "kind", "comment") == [("became-na", "Not for us")]
    assert "Not for us" in score(history).out


def test_the_base_is_a_commit_and_no_last_run(history: ScriptedHistory) -> None:
    """What got better and worse again is worse than its best, and not than where it began."""
    replaced(MED_CARE, "B: {level: 1", "B: {level: 3")(history)
    history.commit(MARTIN)
    history.tag("best")
    replaced(MED_CARE, "B: {level: 3", "B: {level: 2")(history)
    history.commit(MARTIN)
    # Runs record nothing: neither a failing nor a passing one moves what is compared with.
    assert [score(history, against="best").code for _ in range(2)] == [1, 1]
    assert score(history, against="base").code == 0
    assert score(history, against="best").code == 1
    assert history.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ((), {"med", "med-mobile", None}),
        (("med",), {"med"}),
        (("med", "med"), {"med"}),
        (("-q", "strategy"), {None}),
        (("-q", "waves"), set()),
    ],
)
def test_what_is_not_asked_about_is_not_compared(
    args: tuple[str, ...], named: set[str | None], history: ScriptedHistory
) -> None:
    """Products and questionnaires that are named leave the others out, each said once."""
    strategy = replaced("company/answers/strategy.yaml", "S: {level: 2}", "S: {level: 1}")
    all_of(LOWERED, strategy, replaced("convergence.yaml", "care: 0.5", "care: 0.4"))(history)

    done = score(history, *args, "-f", "json")

    found = [each for each in changes(told(done)) if each[0] == "level-lowered"]
    assert {each[1] for each in found} == named
    assert len(found) == len(set(found)) == len(named)
    assert done.code == bool(named)
    is_seen = not args or "-q" not in args
    assert ("gate-loosened" in [each[0] for each in changes(told(done))]) == is_seen


def test_thresholds_and_regressions_are_told_together(history: ScriptedHistory) -> None:
    """A minimum and a comparison each have their say; either one fails the run."""
    LOWERED(history)

    both = told(score(history, "--fail-under", "care=2.5", "-f", "json"))

    assert {each["questionnaire"] for each in both["refusals"]} == {"care"}
    assert A_LOWERED in changes(both)
    text = score(history, "--fail-under", "care=2.5").out
    assert "2.5" in text
    assert "✗ regressions: 2" in text
    history.git("checkout", "--quiet", ".")
    assert score(history, "--fail-under", "care=2.5").code == 1
    assert score(history, "--fail-under", "care=2").code == 0


def test_a_renamed_folder_is_a_product_deleted(history: ScriptedHistory) -> None:
    """Under another id a product is gone; the one that looks like it is named."""
    history.git("mv", MOBILE, "products/med-tablet")
    history.replace("products/med-tablet/product.yaml", "id: med-mobile", "id: med-tablet")

    done = score(history, "-f", "json")

    assert changes(told(done), "kind", "product", "successor") == [
        ("product-deleted", "med-mobile", "med-tablet"),
        ("product-added", "med-tablet", None),
    ]
    assert done.code == 1
    assert "'med-tablet' looks like it" in " ".join(score(history).out.split())


def test_files_that_git_does_not_know_count(history: ScriptedHistory) -> None:
    """The newer state is the files as they stand: untracked, staged or neither."""
    history.write(
        "products/new/product.yaml", product("new").replace("{}", "{wave: '2', shares: false}")
    )
    LOWERED(history)
    history.git("add", MED_CARE)

    found = changes(told(score(history, "-f", "json")))

    assert {("product-added", "new", None, None, "active"), A_LOWERED} <= set(found)


def test_a_detached_head_compares_like_a_branch(history: ScriptedHistory) -> None:
    """What CI checks out is a commit without a branch."""
    LOWERED(history)
    history.git("checkout", "--quiet", "--detach", "HEAD")
    history.commit(MARTIN)

    assert changes(told(score(history, "-f", "json", against="base")))[0] == A_LOWERED
    assert score(history, against="HEAD").code == 0
    assert score(history, against="HEAD~1").code == 1


def test_an_option_and_what_it_requires_are_compared_apart(history: ScriptedHistory) -> None:
    """An option is compared as any product; what it requires gives it nothing."""
    option = product("plus").replace("kind: base", "kind: option\nrequires: [med]")
    history.write("products/plus/product.yaml", option.replace("{}", "{shares: false, wave: '2'}"))
    history.write("products/plus/answers/care.yaml", answers("care", {"A": 3, "B": 3, "C": 3}))
    history.commit(MARTIN)
    history.write("products/plus/answers/care.yaml", answers("care", {"A": 2, "B": 3, "C": 3}))

    assert changes(told(score(history, "-f", "json"))) == [("level-lowered", "plus", "A", 3, 2)]


@pytest.mark.parametrize(
    ("edit", "kinds"),
    [
        (
            all_of(
                replaced(MED_CARE, "B: {level: 1", "B: {level: 3"),
                replaced(PLAN, "  B:\n    by: 2027-Q2\n    steps: [{level: 2, by: 2026-Q4}]\n", ""),
            ),
            ["level-raised"],
        ),
        (
            all_of(
                replaced(MED_CARE, "B: {level: 1}", "B: {level: na, comment: No}"),
                replaced(PLAN, "  B:\n    by: 2027-Q2\n    steps: [{level: 2, by: 2026-Q4}]\n", ""),
            ),
            ["became-na"],
        ),
        (replaced(PLAN, "2027-Q2\n", "2027-06-30\n"), []),
        (replaced(PLAN, "D: {by", "D: {owner: a.martin, by"), []),
        (replaced(MED_CARE, "D: {level: 2}", "D: {level: 2, comment: Since spring}"), []),
        (
            all_of(
                replaced(MED_CARE, "B: {level: 1", "B: {level: 2"),
                replaced(PLAN, "\n    steps: [{level: 2, by: 2026-Q4}]", ""),
            ),
            ["level-raised"],
        ),
    ],
)
def test_what_is_done_is_no_delay(edit: Edit, kinds: list[str], history: ScriptedHistory) -> None:
    """A plan that is not needed any more, or says the same in other words, is no change."""
    edit(history)

    found = told(score(history, "med", "-f", "json"))

    assert [each["kind"] for each in found["changes"]] == kinds


def test_a_piece_of_evidence_that_was_renewed_is_the_same(history: ScriptedHistory) -> None:
    """Evidence keeps its identity under a new title or a new address, and in another order."""
    replaced(MED_CARE, OTHER_PROOF, "")(history)
    replaced(MED_CARE, "    evidence:\n", f"    evidence:\n{OTHER_PROOF}")(history)
    assert told(score(history, "-f", "json"))["changes"] == []

    replaced(MED_CARE, "https://example.org/report", "https://example.org/2027")(history)
    replaced(
        MED_CARE,
        'Report, url: "https://example.org/other"',
        'Audit, url: "https://example.org/other"',
    )(history)
    assert told(score(history, "-f", "json"))["changes"] == []


def test_answers_sealed_anew_are_validated_still(history: ScriptedHistory) -> None:
    """A seal that was renewed over other answers is none that broke."""
    _with_seal(history)
    history.commit(MARTIN)
    _resealed(history)

    kinds = {each[0] for each in changes(told(score(history, "med", "-f", "json")))}

    assert kinds == {"level-lowered"}


def test_the_day_changes_no_comparison(history: ScriptedHistory) -> None:
    """What is compared is what the files say, whatever the day."""
    all_of(LOWERED, replaced(PLAN, "D: {by: 2027-Q2}", "D: {by: 2028-Q2}"))(history)
    args = ("score", "--against", "HEAD", "-f", "json", "--as-of")

    days = [run(*args, day, at=history.root).json() for day in (AS_OF[1], "2031-01-01")]

    assert days[0]["changes"] == days[1]["changes"]
    assert [each["as_of"] for each in days] == [AS_OF[1], "2031-01-01"]
