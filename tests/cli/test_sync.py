"""`sync` brings answers files in step: what is asked is offered, the rest removed when told."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from convergence_cli.loading.workspace import load_workspace
from convergence_cli.scoring.standing import Judge
from tests import oracle
from tests.cli.running import AS_OF, Finished, run
from tests.cli.small import answers, questionnaire, typed_workspace, write
from tests.strategies import QUICK, workspaces
from tests.written import COMPANY, Files

SHEET = "products/med/answers/care.yaml"
PRODUCT = """\
format: 1
id: {id}
name: {id}
kind: base
status: active
deployment: production
versions: ["1"]
{extends}profile: {{{profile}}}
"""
SEALED = """\
format: 1
questionnaire: care
version: "1"
status: validated
seal: {{by: a.martin, on: 2026-11-20, digest: "{digest}"}}
answers:
  A: {{level: 1}}
  B: {{level: 2}}
  D: {{level: 3}}
"""


def declared(id_: str, profile: str, extends: str = "") -> str:
    """Return the declaration of a product."""
    base = f"extends: {extends}\n" if extends else ""
    return PRODUCT.format(id=id_, profile=profile, extends=base)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a workspace in which D is asked of those that share, and `waves` of the first wave."""
    typed_workspace(tmp_path)
    return write(
        tmp_path,
        {
            "products/med/product.yaml": declared("med", "shares: true, wave: '2'"),
            SHEET: answers("care", {"A": 1, "B": 2}),
        },
    )


def text(root: Path, path: str = SHEET) -> str:
    """Return a file of a workspace."""
    return (root / path).read_text(encoding="utf-8")


def replace(root: Path, old: str, new: str, path: str = SHEET) -> None:
    """Replace some text of a file."""
    assert old in text(root, path)
    (root / path).write_text(text(root, path).replace(old, new), encoding="utf-8", newline="")


def without_sharing(root: Path) -> None:
    """Answer in the profile that nothing is shared."""
    replace(root, "shares: true", "shares: false", "products/med/product.yaml")


def sync(root: Path, *options: str) -> Finished:
    """Run `sync` on a day."""
    return run("sync", *options, *AS_OF, at=root)


def test_what_appeared_is_offered_with_what_made_it_appear(root: Path) -> None:
    """A criterion that is asked now stands as a comment, and the answer that did it is named."""
    before = text(root)
    done = sync(root)

    assert done.code == 0
    assert done.out == (
        "med (med) · base product\n  care\n    appeared, since shares is true (1): D\n"
    )
    assert done.err.splitlines()[0] == f"wrote {SHEET}"
    assert text(root).startswith(before)
    assert text(root)[len(before) :].splitlines() == [
        *("", "  # D · Shared", "  #   0 No", "  #   1 A little (expected)", "  #   2 A lot"),
        *("  #   3 All (target)", "  # D:", "  #   level:", '  #   comment: ""'),
    ]


def test_the_next_step_can_be_pasted(root: Path) -> None:
    """It names whose answers are asked: the first of several, as `status` does."""
    write(root, {"products/new/product.yaml": declared("new", "shares: true")})

    assert "\nnext: convergence answer med, or remove the #" in sync(root).err
    (root / "products/new/answers/care.yaml").unlink()
    assert "\nnext: convergence answer new, or remove the #" in sync(root).err


def test_the_next_step_of_the_company_names_it(root: Path) -> None:
    """What the company is asked is answered with an option."""
    write(root, {"questionnaires/policy.yaml": questionnaire("policy", {"P": 1}, "company")})
    sync(root, "med")

    assert "\nnext: convergence answer --company, or remove the #" in sync(root).err


def test_a_second_run_has_nothing_to_do(root: Path) -> None:
    """What is offered is in step: nothing is written again, and that is said."""
    sync(root)
    before = text(root)
    done = sync(root, "--prune")

    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("nothing to do: ")
    assert text(root) == before


def test_an_offer_is_that_of_init_product(tmp_path: Path) -> None:
    """A file made by `sync` is byte for byte the one that `init-product` writes."""
    typed_workspace(tmp_path)
    given_ = ("--set", "name=med", "--set", "deployment=production", "--set", "versions=1")
    run("init-product", *given_, "--set", "shares=true", at=tmp_path)
    whole = text(tmp_path)
    (tmp_path / SHEET).unlink()

    done = sync(tmp_path)

    assert "care: no answers file yet, asked of every profile" in done.out
    assert text(tmp_path) == whole


def test_the_remarks_of_a_file_follow(tmp_path: Path) -> None:
    """What waited for the profile is offered once it is answered, and is said to wait no more."""
    typed_workspace(tmp_path)
    given_ = ("--set", "name=med", "--set", "deployment=production", "--set", "versions=1")
    run("init-product", *given_, at=tmp_path)
    waiting = text(tmp_path)
    replace(tmp_path, "profile:\n", "profile:\n  shares: true\n", "products/med/product.yaml")
    run("sync", at=tmp_path)
    after = text(tmp_path)
    for path in ("products/med/product.yaml", SHEET):
        (tmp_path / path).unlink()
    (tmp_path / "products/med/answers").rmdir()
    (tmp_path / "products/med").rmdir()
    run("init-product", *given_, "--set", "shares=true", at=tmp_path)

    assert "# Undetermined until the profile is answered: D\n" in waiting
    assert after == text(tmp_path)


def test_what_disappeared_is_shown_and_stays(root: Path) -> None:
    """An obsolete answer is listed with its level and comment, and is not touched."""
    replace(root, "B: {level: 2}\n", "B: {level: 2}\n  D: {level: 3, comment: With all}\n")
    without_sharing(root)
    before = text(root)
    done = sync(root)

    assert done.out == (
        "med (med) · base product\n  care\n    disappeared, since shares is false (1):\n"
        "      D · level 3 · With all\n"
    )
    assert "convergence sync --prune" in done.err
    assert text(root) == before


def test_pruning_needs_somebody_to_agree(root: Path) -> None:
    """Without a terminal and without --yes nothing is removed, nor anything else written."""
    replace(root, "  A: {level: 1}\n  B: {level: 2}\n", "  D: {level: 3}\n")
    without_sharing(root)
    before = text(root)
    done = sync(root, "--prune")

    assert done.code == 2
    assert "--yes" in done.err
    assert text(root) == before


def test_pruning_removes_what_disappeared_and_nothing_else(root: Path) -> None:
    """The obsolete answer goes with the comment that names it; every other line stays."""
    replace(
        root, "  B:", "  # of D, long ago\n\n  # D · Shared\n  D: # its own\n    level: 3\n  B:"
    )
    without_sharing(root)
    done = sync(root, "--prune", "--yes")

    assert done.code == 0
    assert text(root) == answers("care", {"A": 1, "B": 2}).replace(
        "  B:", "  # of D, long ago\n\n  B:"
    )


def test_an_undetermined_answer_is_not_pruned(root: Path) -> None:
    """Nobody knows yet whether it is asked: it stays, and is not listed."""
    replace(root, "B: {level: 2}\n", "B: {level: 2}\n  D: {level: 3}\n")
    replace(root, "shares: true, ", "", "products/med/product.yaml")
    before = text(root)
    done = sync(root, "--prune", "--yes")

    assert (done.code, done.out, text(root)) == (0, "", before)


def test_an_untouched_offer_goes_and_a_touched_one_stays(root: Path) -> None:
    """A comment that a person wrote in is never removed; one that nobody touched is."""
    sync(root)
    offered = text(root)
    without_sharing(root)
    assert "disappeared and offered as comments, since shares is false (1): D" in sync(root).out
    assert sync(root, "--prune", "--yes").code == 0
    assert text(root) == answers("care", {"A": 1, "B": 2})

    mine = offered.replace("  #   level:", "  #   level: 2?")
    (root / SHEET).write_text(mine, encoding="utf-8")
    done = sync(root, "--prune", "--yes")

    assert "the comment is not as it was written,\n      and stays (1): D" in done.out
    assert text(root) == mine


def test_an_offer_of_another_day_or_language_is_untouched(root: Path) -> None:
    """What was expected then, and in which language it was told, makes no comment a person's."""
    sync(root, "--lang", "fr")
    assert "(attendu)" in text(root)
    without_sharing(root)
    sync(root, "--prune", "--yes")

    assert text(root) == answers("care", {"A": 1, "B": 2})


WAVES = 'format: 1\nquestionnaire: waves\nversion: "1"\nstatus: draft\nanswers: {W-1: {level: 1}}\n'


def test_a_whole_file_is_obsolete_where_its_questionnaire_does_not_apply(root: Path) -> None:
    """It is shown with its answers, kept by default, and removed when told."""
    write(root, {"products/med/answers/waves.yaml": WAVES})
    shown = sync(root)
    pruned = sync(root, "--prune", "--yes")

    told = "  waves: the whole file is obsolete, since wave is 2\n    W-1 · level 1\n"
    assert told in shown.out
    assert told in pruned.out
    assert "removed products/med/answers/waves.yaml" in pruned.err
    assert not (root / "products/med/answers/waves.yaml").exists()
    assert (root / SHEET).exists()


def test_entries_of_the_plan_go_with_their_criteria(root: Path) -> None:
    """An entry for a criterion that left the profile is obsolete as its answer is."""
    plan = "format: 1\nplan:\n  A: {by: 2027-Q2}\n  # when D is asked\n  D: {by: 2027-Q4}\n"
    write(root, {"products/med/plan.yaml": plan})
    without_sharing(root)

    assert "  plan\n    disappeared, since shares is false: D · planned by 2027-Q4\n" in (
        sync(root).out
    )
    assert text(root, "products/med/plan.yaml") == plan
    sync(root, "--prune", "--yes")
    assert text(root, "products/med/plan.yaml") == plan.replace("  D: {by: 2027-Q4}\n", "")


def test_only_what_was_asked_about_is_looked_at(root: Path) -> None:
    """-q leaves the plan and the files of other questionnaires alone, pruned or not."""
    plan = "format: 1\nplan:\n  A: {by: 2027-Q2}\n  D: {by: 2027-Q4}\n"
    write(root, {"products/med/plan.yaml": plan, "products/med/answers/waves.yaml": WAVES})
    without_sharing(root)
    sync(root, "-q", "waves", "--prune", "--yes")

    assert text(root, "products/med/plan.yaml") == plan
    assert not (root / "products/med/answers/waves.yaml").exists()


def test_an_edition_is_offered_what_it_does_not_inherit(root: Path) -> None:
    """What is inherited is neither offered nor told, and a cause names where it comes from."""
    write(root, {"products/ios/product.yaml": declared("ios", "", "med")})
    done = sync(root, "ios")

    assert "ios (ios) · base product\n" in done.out
    assert "since shares is true (inherited from med) (1): D" in done.out
    made = text(root, "products/ios/answers/care.yaml")
    assert re.findall(r"^  # (\w+):$", made, re.MULTILINE) == ["D"]


def test_a_criterion_that_the_definition_lost_is_named_with_its_heir(root: Path) -> None:
    """Removed or replaced: the definition did it, and no preliminary answer."""
    replace(root, "axes:", "removed: [OLD]\naxes:", "questionnaires/care.yaml")
    replace(
        root,
        "      - id: D\n",
        "      - id: D\n        replaces: [WAS]\n",
        "questionnaires/care.yaml",
    )
    replace(root, "  B:", "  OLD: {level: 1}\n  WAS: {level: 2}\n  B:")
    done = sync(root)

    assert "disappeared, removed from the definition (1):\n      OLD · level 1\n" in done.out
    assert "disappeared, replaced by D (1):\n      WAS · level 2\n" in done.out


def test_a_seal_outlives_comments_and_pruning(root: Path) -> None:
    """A seal covers what is in force: neither an offer nor a pruned answer breaks it."""
    without_sharing(root)
    write(root, {SHEET: SEALED.format(digest=f"sha256:{'0' * 64}")})
    judge = Judge(load_workspace(root).workspace)
    digest = judge.product("med").standings["care"].digest
    write(root, {SHEET: SEALED.format(digest=digest)})

    assert states(root) == {"care": "validated"}
    sync(root, "--prune", "--yes")
    assert "D:" not in text(root)
    assert states(root) == {"care": "validated"}


def states(root: Path) -> dict[str, str]:
    """Return the state of each questionnaire of the one product."""
    found = run("status", "med", "-f", "json", *AS_OF, at=root).json()
    return {each["id"]: each["state"] for each in found["products"][0]["questionnaires"]}


def test_answers_between_brackets_are_left_to_a_person(root: Path) -> None:
    """No comment can stand among them: that is said, the rest is done."""
    write(
        root,
        {
            SHEET: 'format: 1\nquestionnaire: care\nversion: "1"\nstatus: draft\n'
            "answers: {A: {level: 1}}\n"
        },
    )
    before = text(root)
    done = sync(root)

    assert done.code == 0
    assert f"{SHEET}: the answers stand between brackets" in done.err
    assert done.err.endswith("\nnothing was written\n")
    assert "nothing to do" not in done.err
    assert text(root) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["", "\n"])
def test_git_applies_the_difference(newline: str, ending: str, root: Path) -> None:
    """What --dry-run prints is a patch: git applies it, and the files are those of a real run."""
    write(
        root,
        {
            "products/med/answers/waves.yaml": WAVES,
            "products/new/product.yaml": declared("new", ""),
        },
    )
    written = answers("care", {"A": 1, "D": 3}).rstrip("\n") + ending
    (root / SHEET).write_bytes(written.replace("\n", newline).encode())
    without_sharing(root)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    dry = sync(root, "--prune", "--dry-run")
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before

    git(root, "init", "-q")
    git(root, "-c", "core.autocrlf=false", "apply", "-", stdin=dry.stdout)
    applied = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    for path in applied.keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
    assert sync(root, "--prune", "--yes").code == 0

    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == applied
    assert applied != before


def git(root: Path, *args: str, stdin: bytes = b"") -> None:
    """Run git in a folder."""
    subprocess.run(["git", *args], cwd=root, input=stdin, check=True, capture_output=True)


def test_files_with_errors_are_not_touched(root: Path) -> None:
    """There is no verdict on what cannot be judged."""
    replace(root, "level: 1", "level: 9")

    assert sync(root).code == 2


# Over workspaces drawn at random


@st.composite
def turns(draw: DrawFn) -> tuple[Files, Files]:
    """Draw a workspace, and the same one with other profiles."""
    files = draw(workspaces())
    after = files
    for id_, each in files.products.items():
        profile = {
            question: (not value if isinstance(value, bool) else value)
            for question, value in each["profile"].items()
            if draw(st.booleans())
        }
        after = after.with_profile(id_, {**each["profile"], **profile})
    return files, after


@settings(QUICK, max_examples=20)
@given(turns(), st.sampled_from(["\n", "\r\n"]))
def test_after_a_change_of_profile_every_file_is_in_step(
    turn: tuple[Files, Files], newline: str
) -> None:
    """What applies is answered, inherited or offered; a second run changes no byte.

    After pruning no obsolete answer is left, and every other answer stands in the lines it had.
    """
    files, after = turn
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_files(root, files, newline)
        assert sync(root).code == 0
        write_products(root, after)
        answered = {subject: lines_of(root, subject) for subject in subjects(after)}

        assert sync(root).code == 0
        once = contents(root)
        assert list(not_in_step(root, after)) == []
        assert sync(root).code == 0
        assert contents(root) == once

        assert sync(root, "--prune", "--yes").code == 0
        assert list(not_in_step(root, after)) == []
        for subject, lines in answered.items():
            left = left_to(after, subject)
            assert lines_of(root, subject) == {key: lines[key] for key in lines if key in left}
        assert sync(root, "--prune").err.startswith("nothing to do")


def subjects(files: Files) -> tuple[str, ...]:
    """Return the company and the products."""
    return (COMPANY, *files.products)


def folder_of(subject: str) -> str:
    """Return where the files of a subject stand."""
    return "company" if subject == COMPANY else f"products/{subject}"


def write_files(root: Path, files: Files, newline: str) -> None:
    """Write a workspace: definitions as JSON, which is YAML, and answers as people write them."""
    company = {"name": "X", "profile": files.company_profile}
    settings = {"format": 1, "company": company, "language": "en"}
    definitions = [*files.preliminaries.values(), *files.questionnaires.values()]
    sheets = {
        f"{folder_of(subject)}/answers/{id_}.yaml": "".join(
            [
                f'format: 1\nquestionnaire: {id_}\nversion: "2026.1"\nstatus: draft\nanswers:\n',
                *(f"  {key}: # {key}\n{lines(level)}" for key, level in levels.items()),
            ]
        ).replace("\n", newline)
        for subject, each in files.answers.items()
        for id_, levels in each.items()
    }
    write(
        root,
        {
            "convergence.yaml": json.dumps(settings),
            **{
                f"questionnaires/{each['id']}.yaml": json.dumps(each, indent=1)
                for each in definitions
            },
            **sheets,
        },
    )
    write_products(root, files)


def lines(level: object) -> str:
    """Return the lines of an answer below its key."""
    return f"    level: {level}\n    comment: because\n"


def write_products(root: Path, files: Files) -> None:
    """Write the declarations of the products."""
    write(
        root,
        {f"products/{id_}/product.yaml": json.dumps(each) for id_, each in files.products.items()},
    )


def contents(root: Path) -> dict[Path, bytes]:
    """Return every file below a folder."""
    return {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def not_in_step(root: Path, files: Files) -> Iterator[tuple[str, str]]:
    """Yield the criteria that apply and are neither answered, inherited nor offered."""
    for subject in subjects(files):
        for id_, standing in oracle.standings(files, subject).items():
            path = root / folder_of(subject) / "answers" / f"{id_}.yaml"
            written = path.read_text(encoding="utf-8") if path.exists() else ""
            for criterion, truth in standing["criteria"].items():
                offered = re.search(rf"^  # {criterion}:$", written, re.MULTILINE)
                if truth == "yes" and criterion not in standing["held"] and not offered:
                    yield subject, criterion


def left_to(files: Files, subject: str) -> set[str]:
    """Return the criteria whose own answers are not obsolete."""
    return {
        criterion
        for standing in oracle.standings(files, subject).values()
        for criterion, truth in standing["criteria"].items()
        if truth != "no"
    }


def lines_of(root: Path, subject: str) -> dict[str, str]:
    """Return each answer of a subject with its lines, to the byte."""
    found: dict[str, str] = {}
    for path in sorted((root / folder_of(subject)).glob("answers/*.yaml")):
        written = path.read_bytes().decode()
        for each in re.finditer(r"^  ([\w-]+): # \1\r?\n(?:    .*\n)+", written, re.MULTILINE):
            found[each[1]] = each[0]
    return found
