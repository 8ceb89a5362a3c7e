"""`answer --set` and `--unset`: what is written, what is refused, what is said."""

import re
from pathlib import Path

import pytest

from convergence_cli.model.workspace import NA, Answer, Evidence, SheetStatus
from tests.cli.answering import EDITION, SHEET, own, sealed, standing, workspace
from tests.cli.hostile import TEXTS
from tests.cli.running import AS_OF, Finished, run
from tests.cli.small import write

ADDRESS = "https://example.org/report"


def answer(root: Path, *args: str, product: str = "med") -> Finished:
    """Run `answer` for a product."""
    return run("answer", product, *args, *AS_OF, at=root)


def test_a_level_is_written_where_it_belongs(tmp_path: Path) -> None:
    """A new answer stands in the order of the questionnaire, and the effect on the mean is said."""
    root = workspace(tmp_path, care={"A": 3, "C": 1})
    before = (root / SHEET).read_text(encoding="utf-8")

    done = answer(root, "--set", "B=2", "--comment", "as measured")

    assert (done.code, done.out) == (0, "")
    added = "  B:\n    level: 2\n    comment: as measured\n"
    after = before.replace("  C: {level: 1}\n", f"{added}  C: {{level: 1}}\n")
    assert (root / SHEET).read_text(encoding="utf-8") == after
    assert done.err == (f"wrote {SHEET}\nCare 1: mean 2.00, as before, 3 of 4 answered\n")


def test_several_levels_at_once(tmp_path: Path) -> None:
    """--set may be repeated; every answer is there, or none."""
    root = workspace(tmp_path, care={"A": 3})

    done = answer(root, "--set", "B=0", "--set", "C=0")

    assert done.code == 0
    assert done.err.endswith("Care 1: mean 3.00 → 1.00, 3 of 4 answered\n")
    assert (own(root, "B"), own(root, "C")) == (Answer(0), Answer(0))


def test_a_missing_file_is_begun_as_init_product_begins_it(tmp_path: Path) -> None:
    """The first answer brings the whole file, with an offer for every other criterion."""
    root = workspace(tmp_path, care={})
    (root / SHEET).unlink()

    assert answer(root, "--set", "B=1").code == 0

    text = (root / SHEET).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../.convergence/schemas/")
    assert "  # A:\n  #   level:\n" in text
    assert "  # B · Criterion B\n" in text
    assert "  B:\n    level: 1\n" in text
    assert "# B:" not in text
    assert own(root, "B") == Answer(1)
    assert run("check", *AS_OF, at=root).code == 0


def test_the_company_answers_too(tmp_path: Path) -> None:
    """--company stands in the place of a product."""
    root = workspace(tmp_path, care={"A": 1})

    done = run("answer", "--company", "--set", "P=1", *AS_OF, at=root)

    assert done.code == 0
    assert "wrote company/answers/policy.yaml\n" in done.err
    text = (root / "company/answers/policy.yaml").read_text(encoding="utf-8")
    assert "  P:\n    level: 1\n" in text


def test_what_is_not_given_stays(tmp_path: Path) -> None:
    """Another level leaves comment and evidence alone, and every other line."""
    root = workspace(tmp_path, care={"B": 1})
    proof = f"[{{title: Report, url: {ADDRESS}}}]"
    written = f"  A:  # by hand\n    evidence: {proof}\n    level: 1\n    comment: so far\n"
    text = (root / SHEET).read_text(encoding="utf-8").replace("answers:\n", f"answers:\n{written}")
    write(root, {SHEET: text})

    done = answer(root, "--set", "A=2")

    assert done.code == 0
    expected = text.replace("    level: 1\n", "    level: 2\n")
    assert (root / SHEET).read_text(encoding="utf-8") == expected


def test_evidence_is_added_and_renewed(tmp_path: Path) -> None:
    """Evidence comes to what is there; at the same place, it is renewed."""
    root = workspace(tmp_path, care={"A": 3})
    write(root, {"evidence/plan.md": "…"})

    answer(
        root, "--set", "A=3", "--evidence", f"Report|{ADDRESS}", "--evidence", "P|evidence/plan.md"
    )
    done = answer(root, "--set", "A=3", "--evidence", f"Report 2|{ADDRESS}|2026-01-31|2028-01-31")

    assert done.code == 0
    renewed = Evidence("Report 2", ADDRESS, None, "2026-01-31", "2028-01-31")
    plan = Evidence("P", None, "evidence/plan.md")
    assert own(root, "A") == Answer(3, evidence=(renewed, plan))


def test_na_and_back(tmp_path: Path) -> None:
    """What belongs to `na` goes with it, and is said aloud; evidence stays."""
    root = workspace(tmp_path, care={"B": 1})
    proof = ("--evidence", f"Report|{ADDRESS}")

    given = ("--comment", "no prints", "--approved-by", "a.martin", "--until", "2027-01-31")
    assert answer(root, "--set", "A=na", *given, *proof).code == 0
    kept = (Evidence("Report", ADDRESS),)
    assert own(root, "A") == Answer(NA, "no prints", kept, "a.martin", "2027-01-31")

    done = answer(root, "--set", "A=2")

    assert own(root, "A") == Answer(2, evidence=kept)
    assert (
        "A: not in the answer any more: comment 'no prints', approved_by 'a.martin', "
        "until '2027-01-31'\n"
    ) in done.err


def test_an_answer_given_again_was_read_again(tmp_path: Path) -> None:
    """The mark that an answer is to be read again goes, even where the level stays."""
    root = workspace(tmp_path, care={})
    text = (root / SHEET).read_text(encoding="utf-8")
    marked = '  A:\n    level: 1\n    review: "1"\n    comment: so far\n'
    write(root, {SHEET: f"{text}{marked}"})

    assert answer(root, "--set", "A=1").code == 0

    expected = text + marked.replace('    review: "1"\n', "")
    assert (root / SHEET).read_text(encoding="utf-8") == expected


def test_the_same_changes_nothing(tmp_path: Path) -> None:
    """An answer that is there already, and the removal of one that is not, write nothing."""
    root = workspace(tmp_path, care={"A": 1})
    before = (root / SHEET).read_bytes()

    for args in (("--set", "A=1"), ("--unset", "B"), ("--set", "A=1", "--comment", "")):
        done = answer(root, *args)
        assert (done.code, done.out, done.err) == (0, "", "nothing changed\n")
    done = answer(root, "--unset", "A", product="kin")

    assert done.err == "nothing changed\n"
    assert (root / SHEET).read_bytes() == before
    assert not (root / EDITION).exists()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """--dry-run prints the difference, and what it would do, and leaves the files alone."""
    root = workspace(tmp_path, care={"A": 1})
    before = (root / SHEET).read_bytes()

    done = answer(root, "--set", "A=2", "--dry-run")

    assert done.code == 0
    assert "-  A: {level: 1}\n+  A: {level: 2}\n" in done.out
    assert done.err == "nothing was written\nCare 1: mean 1.00 → 2.00, 1 of 4 answered\n"
    assert (root / SHEET).read_bytes() == before


def test_an_inherited_answer_is_overridden_and_the_override_dropped(tmp_path: Path) -> None:
    """An edition answers itself where it differs; without its answer, the inherited one counts."""
    root = workspace(tmp_path, care={"A": 3, "B": 1})

    done = answer(root, "--set", "A=1", product="kin")
    assert f"wrote {EDITION}\n" in done.err
    assert standing(root, "kin").held["A"] == (Answer(1), "kin")
    assert own(root, "A") == Answer(3)

    done = answer(root, "--unset", "A", product="kin")

    assert "A: level 3 (inherited from med) is in force\n" in done.err
    assert standing(root, "kin").held["A"] == (Answer(3), "med")


def test_an_answer_is_removed(tmp_path: Path) -> None:
    """Where nothing is inherited, the criterion is unanswered; an obsolete answer just goes."""
    root = workspace(
        tmp_path, care={"A": 3, "D": 1, "E": 2}, profile="{shares: true, prints: false}"
    )

    done = answer(root, "--unset", "D", "--unset", "E")

    assert done.code == 0
    assert "D: unanswered now\n" in done.err
    assert "E: the obsolete answer is removed\n" in done.err
    assert list(standing(root).own) == ["A"]


def test_what_goes_with_a_removed_answer_is_named(tmp_path: Path) -> None:
    """A comment and evidence do not vanish unsaid."""
    root = workspace(tmp_path, care={})
    answer(root, "--set", "A=1", "--comment", "as measured", "--evidence", f"Report|{ADDRESS}")

    done = answer(root, "--unset", "A")

    assert done.code == 0
    assert (
        "A: not in the answer any more: comment 'as measured', evidence 'Report'\n"
        "A: unanswered now\n"
    ) in done.err


def test_a_broken_seal_is_said(tmp_path: Path) -> None:
    """A change of a validated questionnaire breaks its seal, whose lines stay in the file."""
    root = workspace(tmp_path, care={"A": 3, "B": 1, "C": 1, "D": 1})
    text = sealed(root)

    done = answer(root, "--set", "A=2")

    said = "med, Care 1: the seal of a.martin (2026-11-20) is broken; it counts as a draft\n"
    assert said in done.err
    expected = text.replace("A: {level: 3}", "A: {level: 2}")
    assert (root / SHEET).read_text(encoding="utf-8") == expected
    assert standing(root).status is SheetStatus.DRAFT
    assert "seal" not in answer(root, "--set", "A=1").err


def test_the_seal_of_an_edition_breaks_with_what_it_inherits(tmp_path: Path) -> None:
    """A seal covers inherited answers: a change of the base breaks it, unless it is overridden."""
    root = workspace(tmp_path, care={"A": 3, "B": 1, "C": 1, "D": 1})
    assert answer(root, "--set", "A=0", product="kin").code == 0
    sealed(root, "kin")

    overridden = answer(root, "--set", "A=2")
    inherited = answer(root, "--set", "B=2")

    assert "seal" not in overridden.err
    assert "kin, Care 1: the seal of a.martin (2026-11-20) is broken" in inherited.err


WRONG = (
    (("--set", "X=1"), "no criterion is called 'X'"),
    (("--unset", "X"), "no criterion is called 'X'"),
    (("--set", "A"), "'A' does not say a level: write ID=LEVEL"),
    (("--set", "A=1", "--set", "A=2"), "'A' is given more than once"),
    (("--set", "A=1", "--unset", "A"), "'A' is given more than once"),
    (("--set", "A=4"), "'4' is no level of 'A'"),
    (("--set", "A=+1"), "'+1' is no level of 'A'"),
    (("--set", "A=NA"), "'NA' is no level of 'A'"),
    (("--set", "A=na"), "'A': 'na' (not applicable) needs a reason"),
    (("--set", "A=na", "--comment", " "), "'A': 'na' (not applicable) needs a reason"),
    (("--set", "P=1"), "'P' is answered by the company, not by a product"),
    (("--set", "E=1"), "'E' does not apply to 'med', so an answer would count for nothing"),
    (("--set", "D=1"), "nobody can say yet whether 'D' applies"),
    (("--set", "A=1", "--set", "B=1", "--comment", "x"), "go with one --set, not with 2"),
    (("--unset", "A", "--comment", "x"), "go with one --set, not with 0"),
    (("--set", "A=1", "--until", "2027-01-01"), "--approved-by and --until go only with 'na'"),
    (("--set", "A=na", "--comment", "x", "--approved-by", "b"), "no member is called 'b'"),
    (("--set", "A=1", "--evidence", "Report"), "'Report' is no evidence"),
    (("--set", "A=1", "--evidence", "|x"), "'|x' is no evidence"),
    (("--set", "A=1", "--evidence", "Report|none.pdf"), "no file stands at 'none.pdf'"),
    (("--set", "A=1", "--evidence", "R|../x.md"), "the evidence path '../x.md' leads out of"),
    (("--set", "A=1", "--evidence", "R|ftp://x"), "'ftp://x' is no web address"),
    (("--set", "A=1", "--evidence", "R|https://x.org/a b"), "is no web address: it holds a blank"),
    (("--set", "a=1"), "did you mean 'A'?"),
    (("--set", "A=1", "--evidence", f"R|{ADDRESS}|2026-02-30"), "'2026-02-30' is not a day"),
    (
        ("--set", "A=1", "--evidence", f"R|{ADDRESS}|2026-05-01|2026-04-30"),
        "the evidence 'R': it expires on 2026-04-30, before it is issued on 2026-05-01",
    ),
    (
        ("--set", "A=na", "--comment", "x", "--until", "2026-11-21"),
        "--until 2026-11-21 is past on 2026-11-22",
    ),
    (("--set", "A=1", "--unanswered"), "choose what is asked"),
    (("--comment", "x"), "go with --set"),
    (("--dry-run",), "go with --set"),
    ((), "nobody can be asked here: this is no terminal"),
)


@pytest.mark.parametrize(
    ("args", "said"), WRONG, ids=lambda each: each if isinstance(each, str) else " ".join(each)
)
def test_what_cannot_be_is_refused(args: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """What is wrong is named, and nothing is written."""
    root = workspace(tmp_path, care={"A": 1, "B": 1}, profile="{prints: false}")
    before = (root / SHEET).read_bytes()

    done = answer(root, *args)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (root / SHEET).read_bytes() == before


def test_whose_answers_is_asked_with_the_ids_that_there_are(tmp_path: Path) -> None:
    """Who names neither a product nor the company is told which products there are."""
    root = workspace(tmp_path, care={"A": 1})

    done = run("answer", "--set", "A=1", *AS_OF, at=root)

    assert done.code == 2
    assert "give --company, or the id of one product: kin, med\n" in done.err


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    """Each problem of a call is named, with what mends it."""
    root = workspace(tmp_path, care={"A": 1}, profile="{prints: false}")

    done = answer(
        root, "--set", "B=5", "--set", "E=1", "--set", "D=0", "--set", "P=1", "--unset", "a"
    )

    assert done.code == 2
    assert done.err == (
        "convergence: '5' is no level of 'B'\n"
        "   a level is one of these, or na with a reason:\n"
        "     0 Red · Nothing\n     1 Orange · Little\n     2 Yellow · Enough\n"
        "     3 Green · All (target)\n"
        "convergence: 'E' does not apply to 'med', so an answer would count for nothing\n"
        "   convergence explain E --product med says why\n"
        "convergence: nobody can say yet whether 'D' applies\n"
        "   answer first, in the profile: shares\n"
        "convergence: 'P' is answered by the company, not by a product\n"
        "   give --company instead of a product\n"
        "convergence: no criterion is called 'a'\n"
        "   did you mean 'A'?\n"
    )


def test_a_file_with_errors_is_mended_first(tmp_path: Path) -> None:
    """Answers are not added to files that have errors."""
    root = workspace(tmp_path, care={"A": 7})

    done = answer(root, "--set", "B=1")

    assert done.code == 2
    assert "CV301" in done.err


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_kept_and_shown_as_text(name: str, tmp_path: Path) -> None:
    """A comment, a title or an id holds any text; what is said of it moves no cursor."""
    root = workspace(tmp_path, care={"A": 1})
    text = TEXTS[name]

    given = answer(root, "--set", "A=na", "--comment", text)
    again = answer(root, "--set", "A=2")
    wrong = answer(root, "--set", f"{text}=1", "--evidence", text, "--evidence", f"x|{text}")

    assert (given.code, again.code, wrong.code) == (0, 0, 2)
    assert own(root, "A") == Answer(2)
    for done in (given, again, wrong):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e]", done.err)


@pytest.mark.parametrize("name", TEXTS)
def test_any_comment_reads_back(name: str, tmp_path: Path) -> None:
    """What is given as a comment is what the file says."""
    root = workspace(tmp_path, care={"A": 1})

    done = answer(root, "--set", "A=1", "--comment", TEXTS[name])

    assert done.code == 0
    assert own(root, "A") == Answer(1, TEXTS[name])
