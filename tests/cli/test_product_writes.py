"""A product is archived, restored, duplicated, converted: files change as said, or not at all."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.running import AS_OF, DAY, Finished, run
from tests.cli.small import SETTINGS, answers, product, questionnaire, write

EN = (*AS_OF, "--lang", "en")
MED = """\
format: 1
id: med          # never another
name: "Med"
kind: base

status: active   # sold since 2019
deployment: production
versions: ["1", '2.0']
certifications:
  - title: ISO
    expires_on: 2030-01-01
profile: {}
# the end
"""
SHEET = """\
# read by Anne
format: 1
questionnaire: care
version: "1"
status: validated
seal: {by: a.martin, on: 2026-01-01, digest: "sha256:%s"}
answers:
  # the first one
  A: {level: 3, comment: so it is, evidence: [{title: Proof, path: evidence/a.md}]}
  B: {level: na, comment: 'no "b" here'}
""" % ("0" * 64)
PLAN = "format: 1\nplan:\n  A: {by: 2027-Q2}  # promised\n"
MEMBERS = "members:\n  - {id: a.martin, name: A, email: a@example.org, role: manager}\n"


def family(root: Path, **files: str) -> Path:
    """Write a workspace of a product, an edition, an option, and an option of the edition."""
    kinds = {
        "edi": "kind: base\nextends: med",
        "opt": "kind: option\nrequires: [med]",
        "sub": "kind: option\nrequires: [edi]",
        "lone": "kind: base",
    }
    written = {
        f"products/{id_}/product.yaml": product(id_).replace("kind: base", kind)
        for id_, kind in kinds.items()
    }
    return write(
        root,
        {
            "convergence.yaml": SETTINGS + MEMBERS,
            "evidence/a.md": "proof\n",
            "questionnaires/care.yaml": questionnaire("care", {"A": 2, "B": 2, "C": 2}),
            **written,
            "products/med/product.yaml": MED,
            "products/med/answers/care.yaml": SHEET,
            "products/med/plan.yaml": PLAN,
            **{name.replace("__", "/") + ".yaml": text for name, text in files.items()},
        },
    )


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a workspace."""
    return {
        each.relative_to(root).as_posix(): each.read_bytes()
        for each in root.rglob("*")
        if each.is_file()
    }


def ran(root: Path, *args: str) -> tuple[Finished, set[str]]:
    """Run a verb of `product`; return what it said and the paths that changed."""
    before = contents(root)
    finished = run("product", *args, *EN, at=root)
    after = contents(root)
    return finished, {each for each in {*before, *after} if before.get(each) != after.get(each)}


def refused(root: Path, *args: str) -> str:
    """Run a verb that is refused: nothing is written, and the reason is returned."""
    finished, changed = ran(root, *args)
    assert (finished.code, finished.out, changed) == (2, "", set())
    return finished.err


def done(root: Path, *args: str) -> tuple[str, set[str]]:
    """Run a verb that is carried out; return what it said and the paths that changed."""
    finished, changed = ran(root, *args)
    assert finished.code == 0, finished.err
    assert run("check", *EN, at=root).code == 0
    return finished.err, changed


def text(root: Path, path: str) -> str:
    """Return a file as text."""
    return (root / path).read_text(encoding="utf-8")


# Archive and restore


def test_archiving_touches_the_lines_concerned(tmp_path: Path) -> None:
    """Status, day and reason are written; every other line of the file stays as it is."""
    root = family(tmp_path)

    said, changed = done(root, "archive", "lone", "--because", "No longer: sold")
    assert changed == {"products/lone/product.yaml"}
    assert text(root, "products/lone/product.yaml") == product("lone").replace(
        "status: active\n",
        f'status: archived\narchived_on: "{DAY}"\narchived_because: "No longer: sold"\n',
    )
    assert f"archived on {DAY}: lone" in said


def test_a_restored_product_is_the_one_it_was(tmp_path: Path) -> None:
    """Archived and restored, a file is what it was, byte for byte, comments included."""
    root = family(tmp_path)
    before = contents(root)

    done(root, "archive", "med", "--because", "Gone", "--on", "2026-01-31", "--and-dependants")
    assert "status: archived   # sold since 2019" in text(root, "products/med/product.yaml")
    for id_ in ("med", "edi", "opt", "sub"):
        said, _ = done(root, "restore", id_)
        assert f"'{id_}' was archived on 2026-01-31: Gone" in said

    assert contents(root) == before


def test_a_dry_run_is_a_patch(tmp_path: Path) -> None:
    """`--dry-run` writes nothing and prints a difference that git applies."""
    root = family(tmp_path)
    archive = ("archive", "med", "--because", "Gone", "--and-dependants")

    finished, changed = ran(root, *archive, "--dry-run")
    assert (finished.code, changed) == (0, set())
    assert finished.err == "nothing was written\n"
    git = ["git", "apply", "-"]
    subprocess.run(git, cwd=root, input=finished.stdout, check=True, capture_output=True)
    patched = contents(root)
    git = ["git", "apply", "-R", "-"]
    subprocess.run(git, cwd=root, input=finished.stdout, check=True, capture_output=True)
    done(root, *archive)
    assert contents(root) == patched


def test_who_rests_on_a_product_is_told_first(tmp_path: Path) -> None:
    """A product that others extend or require is refused, and all that rest on it are named."""
    root = family(tmp_path)

    said = refused(root, "archive", "med", "--because", "Gone")

    assert "edi (extends med), opt (requires med), sub (requires edi)" in said
    assert "--and-dependants" in said
    assert "--keep-dependants" in said


def test_dependants_may_go_with_it(tmp_path: Path) -> None:
    """`--and-dependants` archives all that rest on the product, with the same day and reason."""
    root = family(tmp_path)

    _, changed = done(root, "archive", "med", "--because", "Gone", "--and-dependants")

    assert changed == {f"products/{each}/product.yaml" for each in ("med", "edi", "opt", "sub")}
    for path in changed:
        assert "archived_because: Gone\n" in text(root, path)


def test_dependants_may_stay_and_check_says_so(tmp_path: Path) -> None:
    """`--keep-dependants` leaves them active, tells them, and check reports each from then on."""
    root = family(tmp_path)

    said, changed = done(root, "archive", "med", "--because", "Gone", "--keep-dependants")

    assert changed == {"products/med/product.yaml"}
    assert "still active, and resting on an archived product: edi, opt, sub" in said
    found = run("check", "-f", "json", *EN, at=root).json()["diagnostics"]
    places = {each["path"] for each in found if each["code"] == "CV330"}
    assert places == {"products/edi/product.yaml", "products/opt/product.yaml"}


def test_a_restored_product_says_what_it_rests_on(tmp_path: Path) -> None:
    """An edition restored before the product that it extends is told so."""
    edition = product("edi").replace("kind: base", "kind: base\nextends: med")
    root = family(
        tmp_path,
        products__med__product=_archived(MED),
        products__edi__product=_archived(edition),
    )

    said, changed = done(root, "restore", "edi")

    assert changed == {"products/edi/product.yaml"}
    assert "it rests on an archived product: med" in said


def _archived(declaration: str) -> str:
    return declaration.replace(
        "status: active", "status: archived\narchived_on: 2026-01-01\narchived_because: Gone"
    )


@pytest.mark.parametrize(
    ("args", "because"),
    [
        (("archive", "lone"), "give --because"),
        (("archive", "lone", "--because", " "), "at least one word"),
        (("archive", "lone", "--because", "x", "--on", "2026-11-23"), "2026-11-23 is not there"),
        (("archive", "lone", "--because", "x", "--on", "soon"), "'soon' is not a day"),
        (("archive", "lune", "--because", "x"), "did you mean 'lone'"),
        (
            ("archive", "med", "--because", "x", "--and-dependants", "--keep-dependants"),
            "exclude one another",
        ),
        (("restore", "lone"), "'lone' is not archived"),
        (("duplicate", "med", "copy"), "give --name"),
        (("duplicate", "med", "edi", "--name", "X"), "products/edi is there already"),
        (("duplicate", "med", "../x", "--name", "X"), "'../x' is not an id"),
        (("duplicate", "med", "Med2", "--name", "X"), "'Med2' is not an id"),
        (("duplicate", "med", "copy", "--name", ""), "CV107 empty-text"),
        (("duplicate", "med", "copy", "--name", "X", "--set", "kind=option"), "'kind' is copied"),
        (("duplicate", "med", "copy", "--name", "X", "--set", "device=desk"), "CV104"),
        (
            ("duplicate", "med", "copy", "--name", "X", "--set", "foo=1"),
            "'foo' is no key of product.yaml\n   keys: name, os, device, deployment, versions, "
            "description, purpose, manager\n",
        ),
        (("duplicate", "med", "copy", "--name", "X", "--set", "OS=1"), "did you mean 'os'?"),
        (("convert", "med", "--to", "base"), "'med' is a base product already"),
        (("convert", "opt", "--to", "option"), "'opt' is an option already"),
        (("convert", "lone", "--to", "option"), "base products: edi, med"),
        (("convert", "lone", "--to", "option", "--requires", "lone"), "cannot require itself"),
        (("convert", "lone", "--to", "option", "--requires", "opt"), "at least one base product"),
        (("convert", "lone", "--to", "option", "--requires", "mad"), "did you mean 'med'"),
        (("convert", "opt", "--to", "base", "--requires", "med"), "goes with --to option"),
        (("convert", "med", "--to", "option", "--requires", "lone"), "require 'med': opt"),
    ],
)
def test_what_is_refused_says_why(args: tuple[str, ...], because: str, tmp_path: Path) -> None:
    """What cannot be done is refused with its reason, and no file is touched."""
    assert because in refused(family(tmp_path), *args)


def test_an_archived_product_is_not_archived_again(tmp_path: Path) -> None:
    """Day and reason of an archive are not overwritten by a second one."""
    root = family(tmp_path, products__lone__product=_archived(product("lone")))

    said = refused(root, "archive", "lone", "--because", "Again")

    assert "'lone' is archived already, since 2026-01-01" in said


def test_what_a_restored_product_brings_about_is_told(tmp_path: Path) -> None:
    """A product that the gate refuses is restored all the same: the gate is what `check` says."""
    root = family(
        tmp_path,
        convergence=f"{SETTINGS}gate: {{minimum: {{care: 2}}}}\n",
        products__lone__product=_archived(product("lone")),
        products__lone__answers__care=answers("care", {"A": 1}),
        products__med__answers__care=answers("care", {"A": 3}),
        products__opt__answers__care=answers("care", {"A": 3}),
        products__sub__answers__care=answers("care", {"A": 3}),
    )
    assert run("check", *EN, at=root).code == 0

    done = run("product", "restore", "lone", *EN, at=root)

    assert done.code == 0
    assert "what 'convergence check' will find from now on:\n" in done.err
    assert "CV501 under-minimum" in done.err
    assert "status: active\n" in (root / "products/lone/product.yaml").read_text(encoding="utf-8")
    assert run("check", *EN, at=root).code == 1


def test_a_file_with_errors_stops_every_change(tmp_path: Path) -> None:
    """Where files have errors nothing is changed: what comes of a change could not be judged."""
    root = family(tmp_path, products__edi__product="format: 1\n")

    for args in (
        ("archive", "lone", "--because", "x"),
        ("restore", "lone"),
        ("duplicate", "lone", "copy", "--name", "X"),
        ("convert", "opt", "--to", "base"),
    ):
        assert "mend these errors first" in refused(root, *args)


# Duplicate


def test_a_copy_starts_as_a_draft(tmp_path: Path) -> None:
    """A copy has the answers of its original, comments and evidence included, and no seal."""
    root = family(tmp_path)

    said, changed = done(root, "duplicate", "med", "med-2", "--name", "Med 2")

    assert changed == {"products/med-2/product.yaml", "products/med-2/answers/care.yaml"}
    [before, _, after] = SHEET.partition(SHEET.splitlines(keepends=True)[5])
    assert text(root, "products/med-2/answers/care.yaml") == (before + after).replace(
        "validated", "draft"
    )
    assert "answers files copied as drafts, without seals: 1" in said


def test_a_copy_has_its_own_identity_and_no_certificate(tmp_path: Path) -> None:
    """The id, the name and what is given are the copy's own; certificates stay where they are."""
    root = family(tmp_path)

    done(
        root, "duplicate", "med", "med-2", "--name", "Med: 2", "--set", "versions=3, 4",
        "--set", "os=iOS", "--set", "manager=a.martin",
    )  # fmt: skip

    assert text(root, "products/med-2/product.yaml") == (
        MED.replace("id: med ", "id: med-2 ")
        .replace('name: "Med"\n', 'name: "Med: 2"\nos: iOS\n')
        .replace("""["1", '2.0']""", '["3", "4"]')
        .replace("certifications:\n  - title: ISO\n    expires_on: 2030-01-01\n", "")
        .replace("profile: {}", "manager: a.martin\nprofile: {}")
    )


def test_a_plan_is_copied_only_when_asked_for(tmp_path: Path) -> None:
    """A plan is a promise: it is copied where `--with-plan` says so, byte for byte."""
    root = family(tmp_path)

    done(root, "duplicate", "med", "with", "--name", "With", "--with-plan")

    assert text(root, "products/with/plan.yaml") == PLAN


def test_a_copy_of_an_archived_product_is_active(tmp_path: Path) -> None:
    """A copy is a new product, whatever became of its original."""
    root = family(tmp_path, products__lone__product=_archived(product("lone")))

    done(root, "duplicate", "lone", "copy", "--name", "Lone")

    assert text(root, "products/copy/product.yaml") == product("copy").replace("Copy", "Lone")


def test_a_copy_of_an_edition_is_an_edition(tmp_path: Path) -> None:
    """What an edition extends, its copy extends: nothing inherited is written out."""
    root = family(tmp_path)

    done(root, "duplicate", "edi", "edi-2", "--name", "Edi 2")

    assert "extends: med\n" in text(root, "products/edi-2/product.yaml")
    shown = run("product", "diff", "edi", "edi-2", "-f", "json", *EN, at=root).json()
    assert shown["alike"] is True


def test_a_copy_broken_off_is_a_product_all_the_same(tmp_path: Path) -> None:
    """However many files of a copy are there, the workspace has no error."""
    whole = family(tmp_path / "whole")
    said, changed = done(whole, "duplicate", "med", "med-2", "--name", "Med 2", "--with-plan")
    written = re.findall("^wrote (.+)$", said, re.MULTILINE)
    assert set(written) == changed

    for n_files in range(len(written)):
        root = family(tmp_path / str(n_files))
        write(root, {path: text(whole, path) for path in written[:n_files]})
        assert run("check", *EN, at=root).code == 0, written[:n_files]


def test_editors_know_a_copy_at_once(tmp_path: Path) -> None:
    """The schemas of a workspace that has its own follow its products."""
    root = family(tmp_path)
    assert run("schema", *EN[2:], at=root).code == 0

    _, changed = done(root, "duplicate", "med", "med-2", "--name", "Med 2")
    assert run("schema", "--check", *EN[2:], at=root).code == 0
    assert any(path.startswith(".convergence/schemas/") for path in changed)

    _, changed = done(root, "archive", "med-2", "--because", "Tried")
    assert "products/med-2/product.yaml" in changed
    assert run("schema", "--check", *EN[2:], at=root).code == 0


# Convert


def test_a_product_converted_there_and_back_is_the_same(tmp_path: Path) -> None:
    """An option made a base product and an option again is what it was."""
    root = family(tmp_path)
    before = contents(root)

    done(root, "convert", "opt", "--to", "base")
    assert "kind: base\nstatus: active\n" in text(root, "products/opt/product.yaml")
    done(root, "convert", "opt", "--to", "option", "--requires", "med")

    assert contents(root) == before


def test_an_option_may_require_several_products(tmp_path: Path) -> None:
    """Every product that is named is written once, options besides a base product included."""
    root = family(tmp_path)

    done(root, "convert", "lone", "--to", "option", *_requiring("med", "opt", "med"))

    declared = text(root, "products/lone/product.yaml")
    assert "kind: option\nrequires: [med, opt]\n" in declared


def test_an_archived_product_is_required_by_no_active_one(tmp_path: Path) -> None:
    """An option cannot be bought with what is no longer sold."""
    root = family(tmp_path, products__edi__product=_archived(product("edi")))

    said = refused(root, "convert", "lone", "--to", "option", "--requires", "edi")

    assert "'edi' is archived" in said


def test_nothing_is_left_to_require_in_a_loop(tmp_path: Path) -> None:
    """A product that would require itself through others is refused."""
    root = family(
        tmp_path,
        products__opt__product=product("opt").replace(
            "kind: base", "kind: option\nrequires: [med, lone]"
        ),
    )

    said = refused(root, "convert", "lone", "--to", "option", *_requiring("med", "opt"))

    assert "CV211 requires-loop" in said


def _requiring(*ids: str) -> tuple[str, ...]:
    return tuple(part for id_ in ids for part in ("--requires", id_))


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends_stay_as_they_are(newline: str, tmp_path: Path) -> None:
    """A file keeps its line ends, and so does its copy."""
    root = family(tmp_path)
    files: Mapping[str, str] = {
        "products/med/product.yaml": MED,
        "products/med/answers/care.yaml": SHEET,
    }
    write(root, {path: each.replace("\n", newline) for path, each in files.items()})

    done(root, "duplicate", "med", "copy", "--name", "Copy")
    done(root, "archive", "copy", "--because", "Tried")

    for path in ("products/copy/product.yaml", "products/copy/answers/care.yaml"):
        content = (root / path).read_bytes()
        assert content.count(b"\n") == content.count(newline.encode())
