"""`status` says what remains to do, in words that a person acts on."""

from pathlib import Path

import pytest

from tests.cli.running import AS_OF, run
from tests.cli.small import SETTINGS, answers, product, typed_workspace, workspace, write
from tests.cli.test_sync import SEALED, SHEET, WAVES, declared


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a workspace of one product that answers a little."""
    typed_workspace(tmp_path)
    return write(
        tmp_path,
        {
            "products/med/product.yaml": declared("med", "wave: '2'"),
            SHEET: answers("care", {"A": 1}),
        },
    )


def shown(root: Path, *options: str) -> str:
    """Return what `status` prints of the one product."""
    finished = run("status", "med", *options, *AS_OF, at=root)
    assert (finished.code, finished.err) == (0, "")
    return finished.out


def test_each_thing_that_remains_has_its_line(root: Path) -> None:
    """Unanswered, undetermined and obsolete, with the questions and the file that are meant."""
    write(root, {"products/med/answers/waves.yaml": WAVES})

    assert shown(root) == (
        "med (med) · base product\n"
        "  care 1 · draft · 1 of 2 answered\n"
        "    unanswered (1): B\n"
        "    undetermined (1), until the profile answers shares: D\n"
        "  waves: does not apply, its file is obsolete (answers: 1)\n"
        "\n"
        "Runs out, until 2027-02-20\n"
        "  nothing\n"
        "\n"
        "next: convergence answer med --unanswered\n"
    )


def test_a_whole_questionnaire_may_be_undetermined(root: Path) -> None:
    """It is listed with the question that decides it, which comes first."""
    write(root, {"products/med/product.yaml": declared("med", "shares: false")})
    text = shown(root)

    assert "  waves: undetermined, until the profile answers wave\n" in text
    assert text.endswith("next: convergence explain wave\n")


def test_an_answer_to_read_again_is_told(root: Path) -> None:
    """The mark of a definition that changed is work that remains."""
    reviewed = answers("care", {"A": 1, "B": 2}).replace("level: 1}", 'level: 1, review: "1"}')
    write(root, {SHEET: reviewed, "products/med/product.yaml": declared("med", "shares: false")})

    assert "    to review, the definition changed (1): A\n" in shown(root)


def test_a_broken_seal_says_whose_it_was(root: Path) -> None:
    """A seal over something else is told with its member and day, and asks for a new one."""
    write(root, {"products/med/product.yaml": declared("med", "shares: true, wave: '2'")})
    write(root, {SHEET: SEALED.format(digest=f"sha256:{'0' * 64}")})
    text = shown(root)

    assert "  care 1 · seal broken, set by a.martin on 2026-11-20 · 3 of 3 answered\n" in text
    assert text.endswith("next: convergence validate med -q care\n")


def test_what_runs_out_is_told_as_far_as_asked(root: Path) -> None:
    """What has run out comes first whatever is asked; the rest is as far as --days looks."""
    proofs = (("Old", "2026-01-01"), ("New", "2026-12-01"))
    proof = "{{title: {}, url: 'https://example.org', expires_on: {}}}"
    evidence = f"evidence: [{', '.join(proof.format(*each) for each in proofs)}]"
    written = answers("care", {"A": 1}).replace("level: 1}", f"level: 1, {evidence}}}")
    write(root, {SHEET: written})
    old = "  2026-01-01, past · med · A · the evidence “Old” expires\n"
    new = "  2026-12-01 · med · A · the evidence “New” expires\n"

    assert f"Runs out, until 2027-02-20\n{old}{new}\n" in shown(root)
    assert f"Runs out, until 2026-11-30\n{old}\n" in shown(root, "--days", "8")


def test_an_archived_product_is_shown_when_asked_for(tmp_path: Path) -> None:
    """Archived products need nothing, and are left out unless somebody asks."""
    root = workspace(tmp_path, {"A": 1})
    reason = "status: archived\narchived_on: 2026-11-20\narchived_because: Replaced\n"
    archived = product("old").replace("status: active\n", reason)
    write(root, {"products/old/product.yaml": archived})

    assert "old" not in run("status", *AS_OF, at=root).out
    assert (
        "Old (old) · base product · archived\n" in run("status", "--archived", *AS_OF, at=root).out
    )


def test_a_workspace_without_anything_says_where_to_begin(tmp_path: Path) -> None:
    """Where nothing is asked of anyone, the next thing is a product."""
    finished = run("status", *AS_OF, at=write(tmp_path, {"convergence.yaml": SETTINGS}))

    assert finished.code == 0
    assert finished.out.startswith("nothing is asked of anyone yet\n")
    assert finished.out.endswith("next: convergence init-product\n")
