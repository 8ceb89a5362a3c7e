"""`validate`: a member seals complete answers, all that were named or none."""

from pathlib import Path

import pytest

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.model.workspace import SheetStatus
from convergence_cli.scoring.standing import Judge
from tests.checking import judging
from tests.checking.test_seals import MEMBERS, SHEET, changed
from tests.cli import hostile, small
from tests.cli.running import AS_OF, DAY, Finished, run
from tests.handbook import example_in
from tests.scripted_history import DURAND, ENVIRONMENT, LEFEVRE, MARTIN, ScriptedHistory

ALL = {"A": 1, "B": 2, "C": 2}
STRANGER = "somebody@example.org"


def validate(root: Path, *args: str, by: str | None = "a.martin") -> Finished:
    """Validate the product's answers in somebody's name."""
    named = () if by is None else ("--by", by)
    return run("validate", *args, *named, *AS_OF, at=root)


def workspace(root: Path) -> Path:
    """Write a workspace of one product that answered everything, with members."""
    return small.workspace(root, ALL, MEMBERS)


def status(root: Path, product: str, questionnaire: str = "care") -> SheetStatus:
    """Return the state of some answers."""
    return Judge(load_workspace(root).workspace).product(product).standings[questionnaire].status


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a folder, git's own apart."""
    files = (each for each in root.rglob("*") if each.is_file() and ".git" not in each.parts)
    return {str(each.relative_to(root)): each.read_bytes() for each in files}


def test_an_archived_product_is_not_validated(tmp_path: Path) -> None:
    """A seal on it would count nowhere: it is made active again first."""
    root = workspace(tmp_path)
    archived = ("--because", "no one buys it", "--on", "2026-03-01")
    assert run("product", "archive", "med", *archived, *AS_OF, at=root).code == 0
    before = contents(root)

    finished = validate(root, "med")

    assert finished.code == 2
    assert "'med' is archived since 2026-03-01" in finished.err
    assert "convergence product restore med" in finished.err
    assert contents(root) == before


# What is written


def test_a_seal_stands_below_the_status(tmp_path: Path) -> None:
    """Two entries are written, where a reader looks for them; no other line changes."""
    root = workspace(tmp_path)
    before = (root / SHEET).read_text(encoding="utf-8").splitlines()

    finished = validate(root, "med")

    lines = (root / SHEET).read_text(encoding="utf-8").splitlines()
    assert finished.code == 0
    assert finished.out == ""
    assert f"wrote {SHEET}" in finished.err
    assert lines[:7] == [
        *before[:3],
        "status: validated",
        "seal:",
        "  by: a.martin",
        f'  on: "{DAY}"',
    ]
    assert lines[7].startswith('  digest: "sha256:')
    assert lines[8:] == before[4:]
    assert status(root, "med") is SheetStatus.VALIDATED


def test_a_stale_seal_is_replaced_where_it_stands(tmp_path: Path) -> None:
    """Of a seal that was written by hand, only what differs is written anew."""
    root = workspace(tmp_path)
    seal = f"seal: {{by: a.martin, on: 2026-11-01, digest: 'sha256:{'0' * 64}'}} # mine\n"
    changed(root, SHEET, "answers:\n", "answers:\n{}".replace("answers:\n{}", f"{seal}answers:\n"))

    assert validate(root, "med").code == 0

    line = (root / SHEET).read_text(encoding="utf-8").splitlines()[4]
    assert line.startswith("seal: {by: a.martin, on: ")
    assert line.endswith("'} # mine")
    assert DAY in line
    assert "000000" not in line
    assert status(root, "med") is SheetStatus.VALIDATED


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    """`--dry-run` prints what `git apply` takes."""
    root = workspace(tmp_path)
    before = contents(root)

    finished = validate(root, "med", "--dry-run")

    assert finished.code == 0
    assert finished.out.startswith(f"--- a/{SHEET}\n+++ b/{SHEET}\n")
    assert "+status: validated\n" in finished.out
    assert contents(root) == before


def test_a_draft_again_is_the_file_as_it_was(tmp_path: Path) -> None:
    """`--withdraw` takes back what validating wrote, byte for byte, broken seals included."""
    root = workspace(tmp_path)
    before = contents(root)
    assert validate(root, "med").code == 0
    sealed = contents(root)

    assert validate(root, "med", "--withdraw").code == 0
    assert contents(root) == before

    small.write(root, {SHEET: sealed[SHEET].decode().replace("level: 1", "level: 3")})
    finished = validate(root, "med", "-q", "care", "--withdraw")
    assert finished.code == 0
    assert "med/care: a draft, without the seal of a.martin of 2026-11-22" in finished.err
    assert "status: draft\nanswers:" in (root / SHEET).read_text(encoding="utf-8")
    assert "nothing to do" in validate(root, "med", "--withdraw").err


def test_what_is_validated_is_left_alone(tmp_path: Path) -> None:
    """A second validation changes nothing, says so, and is no failure."""
    root = workspace(tmp_path)
    validate(root, "med")
    before = contents(root)

    finished = run("validate", "med", "--by", "a.martin", "--as-of", "2027-01-01", at=root)

    assert finished.code == 0
    assert "med/care is validated already, by a.martin on 2026-11-22" in finished.err
    assert contents(root) == before


# What stands in the way


def test_every_reason_is_told_at_once(tmp_path: Path) -> None:
    """Each questionnaire has its reasons, with ids and the command that comes next."""
    root = example_in(tmp_path)
    before = contents(root)

    finished = validate(root, "medicab-agenda", "--lang", "en")

    assert finished.code == 1
    for line in (
        "medicab-agenda/hds cannot be validated:",
        "   unanswered: INT-SRV-11, INT-SRV-13",
        "      convergence answer medicab-agenda -q interoperability --unanswered",
        "   undetermined, until the profile answers manages_care_offer: INT-SRV-10",
        "      convergence explain manages_care_offer",
        "   obsolete answers: INT-TRA-02",
        "      convergence sync medicab-agenda --prune",
        "medicab-agenda/security cannot be validated:",
        "nothing was written",
    ):
        assert f"\n{line}\n" in f"\n{finished.err}", line
    assert contents(root) == before


def test_all_are_sealed_or_none(tmp_path: Path) -> None:
    """One questionnaire that is not complete leaves the complete one unsealed too."""
    root = workspace(tmp_path)
    files = {"questionnaires/more.yaml": small.questionnaire("more", {"M": 1})}
    small.write(root, files)
    before = contents(root)

    assert validate(root, "med").code == 1
    assert contents(root) == before
    assert validate(root, "med", "-q", "care", "-q", "more").code == 1
    assert contents(root) == before
    assert validate(root, "med", "-q", "care").code == 0


def test_an_answer_to_review_is_read_first(tmp_path: Path) -> None:
    """The command names the answers, so that nobody searches for them."""
    root = changed(workspace(tmp_path), SHEET, "{level: 1}", '{level: 1, review: "1"}')

    finished = validate(root, "med")

    assert finished.code == 1
    assert "convergence answer med -q care --criterion A" in finished.err


def test_what_a_rule_refuses_is_not_sealed(tmp_path: Path) -> None:
    """An answer that `check` calls an error is shown with its place."""
    root = judging.ruled(tmp_path, judging.rule("[{criterion: A, at_least: 3}]"))
    small.write(root, {"convergence.yaml": small.SETTINGS + MEMBERS})
    judging.answered(root, {"A": "{level: 1}", "B": "{level: 1}", "D": "{level: 1}"})

    finished = validate(root, "med", "-q", "care")

    assert finished.code == 1
    assert "CV601" in finished.err
    assert "products/med/answers/care.yaml:6:" in finished.err


def test_what_does_not_apply_is_not_sealed(tmp_path: Path) -> None:
    """A questionnaire outside the profile, or not known to be in it, has nothing to validate."""
    root = small.typed_workspace(tmp_path)
    product = small.product("med")
    settings = small.SETTINGS + MEMBERS
    small.write(root, {"convergence.yaml": settings, "products/med/product.yaml": product})

    unknown = validate(root, "med", "-q", "waves")
    wave = product.replace("{}", '{wave: "2", shares: false}')
    small.write(root, {"products/med/product.yaml": wave})
    outside = validate(root, "med", "-q", "waves")

    assert (unknown.code, outside.code) == (1, 1)
    assert "whether it applies is not known, until the profile answers wave" in unknown.err
    assert "convergence explain wave" in unknown.err
    assert "it does not apply" in outside.err


def test_files_with_errors_have_no_verdict(tmp_path: Path) -> None:
    """Errors in files are mended first, as for any other command than `check`."""
    root = changed(workspace(tmp_path), SHEET, "{level: 1}", "{level: 7}")

    assert validate(root, "med").code == 2


@pytest.mark.parametrize(
    "args", [(), ("med", "--company"), ("nobody",), ("med", "-q", "car"), ("--company",)]
)
def test_who_and_what_must_be_said(args: tuple[str, ...], tmp_path: Path) -> None:
    """Without something to validate there is no answer."""
    finished = validate(workspace(tmp_path), *args)

    assert finished.code == 2
    assert finished.err.startswith("convergence: ")


# Who validates


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("b.durand", "the right 'validate' is missing"),
        ("q.lefevre", "none of their products"),
    ],
)
def test_a_member_without_the_right_leaves_drafts(by: str, words: str, tmp_path: Path) -> None:
    """Who may not is told who may; sealing and taking a seal away are one right."""
    root = workspace(tmp_path)
    before = contents(root)

    for args in ((), ("--withdraw",)):
        finished = validate(root, "med", *args, by=by)
        assert finished.code == 1
        assert words in finished.err
        assert "those who may: a.martin" in finished.err
    assert contents(root) == before


def test_the_committer_validates(tmp_path: Path) -> None:
    """Left out, the member is the one that git would commit as, in any case."""
    history = ScriptedHistory.founded(tmp_path)
    env = {**ENVIRONMENT, "GIT_AUTHOR_NAME": "M", "GIT_AUTHOR_EMAIL": MARTIN.upper()}
    history.replace(
        "convergence.yaml", "role: manager, rights: [validate,", "role: manager, rights: [validate,"
    )

    finished = run("validate", "medicab", *AS_OF, at=history.root, env=env)

    assert finished.code == 0, finished.err
    assert "by: a.martin\n" in history.read("products/medicab/answers/telehealth.yaml")
    assert "note:" not in finished.err


@pytest.mark.parametrize("email", [STRANGER, None])
def test_a_stranger_is_asked_for_a_name(email: str | None, tmp_path: Path) -> None:
    """Where git's email is no member's, or git knows none, the command says which and what next."""
    history = ScriptedHistory.founded(tmp_path)
    env = {**ENVIRONMENT, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.useConfigOnly"}
    env["GIT_CONFIG_VALUE_0"] = "true"
    if email is not None:
        env |= {"GIT_AUTHOR_NAME": "S", "GIT_AUTHOR_EMAIL": email}

    finished = run("validate", "medicab", *AS_OF, at=history.root, env=env)

    assert finished.code == 2
    assert "--by MEMBER: a.martin\n" in finished.err
    assert (email or "git does not say who you are") in finished.err


def test_without_a_repository_somebody_is_named(tmp_path: Path) -> None:
    """Who git would commit as says nothing where there is nothing to commit to."""
    root = workspace(tmp_path)
    env = {"GIT_AUTHOR_EMAIL": MARTIN, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}

    finished = run("validate", "med", *AS_OF, at=root, env=env)

    assert finished.code == 2
    assert "the workspace lies in no git repository" in finished.err
    assert "--by MEMBER: a.martin\n" in finished.err


def test_a_name_that_is_not_the_committers_is_told(tmp_path: Path) -> None:
    """The audit compares the seal with its commit, so that the difference is no surprise."""
    history = ScriptedHistory.founded(tmp_path)
    env = {**ENVIRONMENT, "GIT_AUTHOR_NAME": "D", "GIT_AUTHOR_EMAIL": DURAND}

    finished = run("validate", "medicab", "--by", "a.martin", *AS_OF, at=history.root, env=env)

    assert finished.code == 0
    assert f"note: git commits here as {DURAND}" in finished.err
    history.commit(DURAND)
    audited = run("member", "audit", "--against", "base", at=history.root, env=ENVIRONMENT)
    assert "CV704" in audited.out


def test_what_validate_allows_the_audit_allows(tmp_path: Path) -> None:
    """A seal that its own member commits is no finding, and the workspace is clean."""
    history = ScriptedHistory.founded(tmp_path)
    env = {**ENVIRONMENT, "GIT_AUTHOR_NAME": "L", "GIT_AUTHOR_EMAIL": LEFEVRE}

    assert run("validate", "visiocab", *AS_OF, at=history.root, env=env).code == 0
    history.commit(LEFEVRE)

    assert run("member", "audit", "--against", "base", at=history.root, env=ENVIRONMENT).code == 0
    assert run("check", *AS_OF, at=history.root).code == 0


def test_without_members_nobody_validates(tmp_path: Path) -> None:
    """The first step is named: a first member."""
    root = small.workspace(tmp_path, ALL)

    for by in ("a.martin", None):
        finished = validate(root, "med", by=by)
        assert finished.code == 2
        assert "convergence member add" in finished.err


# Editions, and the company


def test_an_edition_seals_what_it_inherits(tmp_path: Path) -> None:
    """A seal says whose answers it covers, and that they are a draft where they come from."""
    root = example_in(tmp_path)

    finished = validate(root, "medicab-mobile", "-q", "hds", "--lang", "en")

    path = "products/medicab-mobile/answers/hds.yaml"
    assert finished.code == 0
    assert "   31 of them are inherited from medicab" in finished.err
    assert "   note: in medicab itself, they are a draft" in finished.err
    assert f"wrote {path}" in finished.err
    assert status(root, "medicab-mobile", "hds") is SheetStatus.VALIDATED
    assert status(root, "medicab", "hds") is SheetStatus.DRAFT

    changed(
        root,
        "products/medicab/answers/hds.yaml",
        "HDS-EXI-02:\n    level: 3",
        "HDS-EXI-02:\n    level: 2",
    )
    assert status(root, "medicab-mobile", "hds") is SheetStatus.DRAFT


def test_a_base_that_is_validated_is_not_told(tmp_path: Path) -> None:
    """The note is about drafts only; own answers alone inherit nothing."""
    root = example_in(tmp_path)
    first = validate(root, "medicab", "-q", "hds", "--lang", "en")
    second = validate(root, "medicab-mobile", "-q", "hds", "--lang", "en")

    assert (first.code, second.code) == (0, 0)
    assert "inherited" not in first.err
    assert "31 of them are inherited from medicab" in second.err
    assert "draft" not in second.err


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_a_version_is_only_a_version(name: str, tmp_path: Path) -> None:
    """Whatever a definition calls itself, the conversation keeps to its lines."""
    root = hostile.workspace(tmp_path, hostile.TEXTS[name])
    settings = (root / "convergence.yaml").read_text(encoding="utf-8")
    small.write(root, {"convergence.yaml": settings + MEMBERS})

    finished = validate(root, "med", "-q", "care")

    assert finished.code == 1
    assert finished.err.splitlines()[0] == "med/care cannot be validated:"
    assert finished.err.count("\n") == 4
