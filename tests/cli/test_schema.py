"""`convergence schema`: the schemas that editors read, and the lines that lead to them."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from convergence_cli.loading.composed import compose
from convergence_cli.loading.source import Source
from tests.cli.running import DAY, Finished, run
from tests.cli.small import SETTINGS, answers, product, questionnaire, typed_workspace, write

SCHEMAS = ".convergence/schemas"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def schema(*args: str, at: Path) -> Finished:
    """Run `schema` in a workspace."""
    return run("schema", *args, at=at)


def content(root: Path) -> dict[str, bytes]:
    """Return every file of a workspace, by path."""
    files = (each for each in root.rglob("*") if each.is_file())
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace without schemas and modelines, in which one product answers."""
    typed_workspace(tmp_path)
    files = {
        "products/med/product.yaml": product("med"),
        "products/med/answers/care.yaml": answers("care", {"A": 2}),
        "products/med/plan.yaml": "format: 1\nplan:\n  A: {by: 2027-Q2}\n",
        "company/plan.yaml": "format: 1\nplan: {}\n",
    }
    return write(tmp_path, files)


def test_it_writes_schemas_and_leads_each_file_to_its_own(root: Path) -> None:
    """Each file names its schema, the schema is there, and the file follows it."""
    before = content(root)

    done = schema(at=root)

    assert (done.code, done.out) == (0, "")
    assert f"wrote {SCHEMAS}/answers-care.schema.json\n" in done.err
    assert "modeline of convergence.yaml: .convergence/schemas/workspace.schema.json\n" in done.err
    named = {}
    for path, text in before.items():
        after = (root / path).read_bytes()
        found = MODELINE.match(after.decode())
        assert found is not None
        assert after == found[0].encode() + text
        file = (root / path).parent / found[1]
        named[path] = file.resolve().relative_to(root.resolve()).name.partition(".")[0]
        validator = Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))
        data = compose(Source(path, after.decode())).data
        assert list(validator.iter_errors(data)) == []
    assert named == {
        "convergence.yaml": "workspace",
        "company/plan.yaml": "plan-company",
        "products/med/product.yaml": "product",
        "products/med/plan.yaml": "plan",
        "products/med/answers/care.yaml": "answers-care",
        "questionnaires/care.yaml": "questionnaire",
        "questionnaires/preliminary.yaml": "preliminary",
        "questionnaires/waves.yaml": "questionnaire",
    }


def test_a_second_run_changes_nothing(root: Path) -> None:
    """Once written, everything is up to date, and `--check` says so."""
    schema(at=root)
    before = content(root)

    again, checked = schema(at=root), schema("--check", at=root)

    assert (again.code, again.out, again.err) == (0, "", "the schemas are up to date\n")
    assert (checked.code, checked.out, checked.err) == (0, "", "the schemas are up to date\n")
    assert content(root) == before


def test_check_lists_what_is_not_as_it_should_be(root: Path) -> None:
    """What is missing, stale or needed no more is named, and modelines that lead elsewhere."""
    schema(at=root)
    (root / SCHEMAS / "product.schema.json").unlink()
    (root / SCHEMAS / "plan.schema.json").write_text("{}", encoding="utf-8")
    shutil.copy(
        root / SCHEMAS / "answers-care.schema.json", root / SCHEMAS / "answers-x.schema.json"
    )
    away = "# yaml-language-server: $schema=https://example.org/product.json\n"
    write(
        root,
        {
            "products/med/product.yaml": away + product("med"),
            "products/med/answers/care.yaml": answers("care", {"A": 2}),
        },
    )
    before = content(root)

    done = schema("--check", at=root)

    assert done.code == 1
    assert done.out.splitlines() == [
        f"{SCHEMAS}/plan.schema.json: stale",
        f"{SCHEMAS}/product.schema.json: missing",
        f"{SCHEMAS}/answers-x.schema.json: no longer needed",
        "products/med/product.yaml: names https://example.org/product.json; "
        "../../.convergence/schemas/product.schema.json is its own",
        "products/med/answers/care.yaml: names no schema; "
        "../../../.convergence/schemas/answers-care.schema.json is its own",
    ]
    assert done.err == "bring them up to date: convergence schema\n"
    assert content(root) == before


def test_what_check_lists_a_run_mends(root: Path) -> None:
    """Afterwards nothing is left to say; what the tool did not write stays."""
    schema(at=root)
    (root / SCHEMAS / "plan.schema.json").write_text("{}", encoding="utf-8")
    shutil.copy(
        root / SCHEMAS / "answers-care.schema.json", root / SCHEMAS / "answers-x.schema.json"
    )
    mine = root / SCHEMAS / "mine.schema.json"
    mine.write_text("{}", encoding="utf-8")

    done = schema(at=root)

    assert done.err.splitlines() == [
        f"removed {SCHEMAS}/answers-x.schema.json",
        f"wrote {SCHEMAS}/plan.schema.json",
    ]
    assert mine.read_text(encoding="utf-8") == "{}"
    assert schema("--check", at=root).code == 0


def test_dry_run_shows_a_difference_and_writes_nothing(root: Path) -> None:
    """The difference is what a run writes: applied, it leaves nothing to do."""
    schema(at=root)
    write(root, {"products/med/plan.yaml": "format: 1\nplan: {}\n"})
    (root / SCHEMAS / "answers-x.schema.json").write_bytes(
        (root / SCHEMAS / "answers-care.schema.json").read_bytes()
    )
    before = content(root)

    done = schema("--dry-run", at=root)

    assert (done.code, done.err) == (0, "nothing was written\n")
    assert (
        "--- a/products/med/plan.yaml\n"
        "+++ b/products/med/plan.yaml\n"
        "@@ -1,2 +1,3 @@\n"
        "+# yaml-language-server: $schema=../../.convergence/schemas/plan.schema.json\n"
        " format: 1\n"
        " plan: {}\n"
    ) in done.out
    assert f"--- a/{SCHEMAS}/answers-x.schema.json\n+++ /dev/null\n" in done.out
    assert content(root) == before


def test_only_the_modeline_of_a_file_changes(root: Path) -> None:
    """Comments, line ends, a byte-order mark and what else the line says stay, byte for byte."""
    body = b"# Med\r\n\r\n#  yaml-language-server: $schema=old.json  kept\r\nformat: 1\r\n"
    file = root / "products/med/product.yaml"
    text = b"\xef\xbb\xbf" + body + product("med").encode().partition(b"\n")[2]
    file.write_bytes(text)
    other = root / "products/med/plan.yaml"
    other.write_bytes(b"\xef\xbb\xbfformat: 1\r\nplan: {}\r\n")

    done = schema(at=root)

    own = b"../../.convergence/schemas/product.schema.json"
    assert file.read_bytes() == text.replace(b"old.json", own)
    assert "product.schema.json (it was old.json)\n" in done.err
    line = b"# yaml-language-server: $schema=../../.convergence/schemas/plan.schema.json\r\n"
    assert other.read_bytes() == b"\xef\xbb\xbf" + line + b"format: 1\r\nplan: {}\r\n"


def test_a_comment_about_an_entry_is_no_modeline(root: Path) -> None:
    """Only what stands before the first entry names the schema of a file."""
    below = "# yaml-language-server: $schema=below.json\n"
    write(root, {"products/med/plan.yaml": f"format: 1\n{below}plan: {{}}\n"})

    schema(at=root)

    text = (root / "products/med/plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../.conv")
    assert text.endswith(f"format: 1\n{below}plan: {{}}\n")


def test_the_schemas_follow_the_workspace(root: Path) -> None:
    """A new product, a new member or another level text makes schemas stale."""
    schema(at=root)
    write(root, {"products/vis/product.yaml": product("vis")})
    stale = schema("--check", at=root).out

    assert f"{SCHEMAS}/product.schema.json: stale\n" in stale
    assert f"{SCHEMAS}/workspace.schema.json: stale\n" in stale
    assert "answers-care" not in stale


@pytest.mark.parametrize(("lang", "word"), [("fr", "Assez"), ("en", "Enough")])
def test_the_language_can_be_chosen(lang: str, word: str, root: Path) -> None:
    """`--lang` gives the schemas another language than the workspace's, and `--check` follows."""
    schema("--lang", lang, at=root)

    text = (root / SCHEMAS / "answers-care.schema.json").read_text(encoding="utf-8")
    assert word in text
    assert schema("--check", "--lang", lang, at=root).code == 0
    assert schema("--check", at=root).code == (0 if lang == "en" else 1)


def test_errors_in_answers_stop_nothing(root: Path) -> None:
    """An editor helps most where something is wrong: only what schemas are made of must be read."""
    write(root, {"products/med/answers/care.yaml": "format: 1\nanswers: [\n"})
    write(root, {"products/bad/product.yaml": "format: 1\n"})

    done = schema(at=root)

    assert done.code == 0
    first = (root / "products/med/answers/care.yaml").read_text(encoding="utf-8")
    assert first.startswith("# yaml-language-server: ")
    offered = json.loads((root / SCHEMAS / "product.schema.json").read_text(encoding="utf-8"))
    assert offered["properties"]["requires"]["items"]["enum"] == ["bad", "med"]


@pytest.mark.parametrize("path", ["convergence.yaml", "questionnaires/care.yaml"])
def test_what_schemas_are_made_of_must_be_read(path: str, root: Path) -> None:
    """Without the settings or a definition there is no verdict, and nothing is written."""
    write(root, {path: "format: 1\nnope: 1\n"})
    before = content(root)

    for args in ((), ("--check",), ("--dry-run",)):
        done = schema(*args, "--lang", "en", at=root)
        assert (done.code, done.out) == (2, "")
        assert f"{path}:2:1: error CV" in done.err
        assert done.err.endswith("what they should offer cannot be read\n")
    assert content(root) == before


def test_nothing_is_written_outside(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of schemas that is a link out of the workspace is refused."""
    away = tmp_path_factory.mktemp("away")
    (root / ".convergence").mkdir()
    (root / SCHEMAS).symlink_to(away, target_is_directory=True)

    done = schema(at=root)

    assert (done.code, done.out) == (2, "")
    assert "leads out of the workspace" in done.err
    assert content(away) == {}


def test_a_file_that_is_no_text_is_left_alone(root: Path) -> None:
    """Nothing can be put before what cannot be read; `check` says what is wrong with it."""
    file = root / "products/med/plan.yaml"
    file.write_bytes(b"format: 1\nplan: \xff\n")

    assert schema(at=root).code == 0
    assert file.read_bytes() == b"format: 1\nplan: \xff\n"


def test_answers_to_no_questionnaire_are_held_to_the_general_form(root: Path) -> None:
    """Answers to a questionnaire that is not here lead to the schema of any answers."""
    write(root, {"products/med/answers/gone.yaml": answers("gone", {"A": 1})})

    schema(at=root)

    text = (root / "products/med/answers/gone.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../.convergence/schemas/answers.schema.json\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "init-product",
        "member add",
        "product archive",
        "questionnaire new",
        "questionnaire update",
    ],
)
def test_other_commands_leave_nothing_to_do(command: str, tmp_path: Path) -> None:
    """What writes products, members or definitions brings the schemas along."""
    run("init", "--company", "Exemple", at=tmp_path)
    given = ("--set", "name=Med", "--set", "deployment=production", "--set", "versions=1")
    titles = ("--title-fr", "Soin", "--title-en", "Care", "--source-date", "2026-01-01")
    if command == "init-product":
        run("init-product", *given, at=tmp_path)
    if command == "member add":
        named = ("--name", "Z", "--email", "z@example.org", "--rights", "manage_members")
        assert run("member", "add", "z", *named, at=tmp_path).code == 0
    if command == "product archive":
        run("init-product", *given, at=tmp_path)
        done = run("product", "archive", "med", "--because", "Sold", "--on", DAY, at=tmp_path)
        assert done.code == 0
    if command == "questionnaire new":
        run("questionnaire", "new", "care", *titles, at=tmp_path)
    if command == "questionnaire update":
        text = questionnaire("care", {"A": 2})
        write(tmp_path, {"new/care.yaml": text})
        run("questionnaire", "update", "--from", "new/care.yaml", "--yes", at=tmp_path)
        assert (tmp_path / SCHEMAS / "answers-care.schema.json").is_file()

    done = schema("--check", "--lang", "fr", at=tmp_path)

    assert (done.code, done.out) == (0, "")


def test_a_workspace_without_schemas_gets_none_by_the_way(root: Path) -> None:
    """Where nobody asked for schemas, declaring a product writes the product and no more."""
    given = ("--set", "name=Vis", "--set", "deployment=production", "--set", "versions=1")

    done = run("init-product", *given, at=root)

    assert done.code == 0
    assert not (root / SCHEMAS).exists()


def test_the_example_is_up_to_date(example: Path) -> None:
    """The shipped example has the schemas that it should have, wherever it is copied."""
    done = schema("--check", at=example)

    assert (done.code, done.out) == (0, "")


def test_hostile_paths_come_out_as_text(root: Path) -> None:
    """What a modeline names is shown as text, whatever it holds."""
    line = "# yaml-language-server: $schema=\u202e[/red]|<script>\n"
    write(root, {"convergence.yaml": line + SETTINGS})

    done = schema("--check", at=root)

    assert "\u202e" not in done.out
    assert "names \ufffd[/red]|<script>; " in done.out


def test_two_runs_write_the_same_bytes(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing of the place or the moment is in a schema."""
    other = tmp_path_factory.mktemp("other") / "copy"
    shutil.copytree(root, other)
    os.utime(other / "convergence.yaml", (0, 0))

    schema(at=root)
    schema("--workspace", str(other), at=root)

    assert content(root) == content(other)
