"""`convergence import` of a record: which lines change, what is said, and what is refused."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.loading import json_file
from tests.cli.changing import CARE, MED, MOBILE, company, copied, replaced, sealed
from tests.cli.running import AS_OF, Finished, run
from tests.scripted_history import ScriptedHistory

Data = Any


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a company whose product `med` has one questionnaire of two validated."""
    history = company(tmp_path_factory.mktemp("original"))
    sealed(history, "med", "-q", "care")
    return history


@pytest.fixture
def history(original: ScriptedHistory, tmp_path: Path) -> ScriptedHistory:
    """Return a copy of the company."""
    return copied(original, tmp_path / "copy")


@pytest.fixture(scope="module")
def record(original: ScriptedHistory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a record of everything."""
    file = tmp_path_factory.mktemp("record") / "record.json"
    options = ("-f", "json", "--drafts", "--archived", "-o", str(file))
    assert run("export", *options, *AS_OF, at=original.root).code == 0
    return file


def taken_in(history: ScriptedHistory, file: Path, *options: str) -> Finished:
    """Take a record in, whatever comes of it."""
    return run("import", str(file), *options, *AS_OF, at=history.root)


def edited(record: Path, folder: Path, edit: Callable[[Data], object]) -> Path:
    """Return a copy of a record in which somebody edited something."""
    data = json.loads(record.read_text("utf-8"))
    edit(data)
    file = folder / "edited.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def answers(data: Data) -> Data:
    """Return the answers of `med` to `care`."""
    return data["products"][0]["questionnaires"][0]["answers"]


def contents(history: ScriptedHistory) -> dict[Path, bytes]:
    """Return every file of the workspace."""
    return {each: each.read_bytes() for each in sorted(history.root.rglob("*.yaml"))}


def test_an_edited_answer_changes_its_line_alone(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """The other lines stay as they are; the broken seal and the new mean are told."""
    before = history.read(f"{MED}/{CARE}")

    done = taken_in(history, edited(record, tmp_path, lambda d: answers(d)["B"].update(level=2)))

    assert done.code == 0, done.err
    assert history.read(f"{MED}/{CARE}") == before.replace("B: {level: 1}", "B: {level: 2}")
    assert done.err.splitlines() == [
        "wrote products/med/answers/care.yaml",
        "med, Care 1: the seal of a.martin (2026-11-22) is broken; it counts as a draft",
        "med, Care 1: mean 2.00 → 2.33, 3 of 3 answered, 1 not applicable",
    ]


def test_a_dry_run_prints_the_difference(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """Nothing is written, and what would be is a diff that git takes."""
    before = contents(history)
    file = edited(record, tmp_path, lambda data: answers(data)["B"].update(level=2))

    done = taken_in(history, file, "--dry-run")

    assert contents(history) == before
    assert "-  B: {level: 1}\n+  B: {level: 2}\n" in done.out
    assert "nothing was written" in done.err
    (tmp_path / "change.diff").write_text(done.out, encoding="utf-8")
    history.git("apply", str(tmp_path / "change.diff"))
    assert taken_in(history, file).err.startswith("nothing to do")


def test_a_seal_comes_back_over_the_same_answers(history: ScriptedHistory, record: Path) -> None:
    """A questionnaire that was validated is again, once its answers are what they were."""
    sealed_text = history.read(f"{MED}/{CARE}")
    run("answer", "med", "--set", "B=3", *AS_OF, at=history.root)
    run("validate", "med", "-q", "care", "--withdraw", "--by", "a.martin", at=history.root)
    assert "seal:" not in history.read(f"{MED}/{CARE}")

    done = taken_in(history, record)

    assert done.code == 0, done.err
    assert history.read(f"{MED}/{CARE}") == sealed_text
    assert "a draft" not in done.err


def test_an_import_validates_nothing(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """Whatever a record calls validated, answers that its seal does not cover are a draft."""

    def claim(data: Data) -> None:
        care = data["products"][1]["questionnaires"][0]
        seal = {"by": "a.martin", "on": "2026-11-22", "digest": f"sha256:{'a' * 64}"}
        care.update(status="validated", seal=seal)

    history.remove(f"{MOBILE}/{CARE}")
    done = taken_in(history, edited(record, tmp_path, claim))

    assert done.code == 0, done.err
    assert "med-mobile, care: validated in the record, a draft here" in done.err
    assert "status: draft\n" in history.read(f"{MOBILE}/{CARE}")
    assert "seal:" not in history.read(f"{MOBILE}/{CARE}")


def test_a_product_comes_back_whole(history: ScriptedHistory, record: Path) -> None:
    """A product whose folder is gone is declared anew, although others refer to it."""
    shutil.rmtree(history.root / MED)
    assert run("check", at=history.root).code == 1

    done = taken_in(history, record)

    assert done.code == 0, done.err
    assert done.err.splitlines()[:2] == [
        "wrote products/med/product.yaml",
        "wrote products/med/answers/care.yaml",
    ]
    again = run("export", "-f", "json", "--drafts", "--archived", *AS_OF, at=history.root)
    assert again.json() == json.loads(record.read_text("utf-8"))


def test_what_the_record_does_not_have_stays_until_it_is_pruned(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """Answers, plan entries and files of here are counted; --prune removes them, no product."""

    def forget(data: Data) -> None:
        del answers(data)["D"]
        del data["products"][0]["plan"]["D"]
        del data["products"][0]["profile"]["wave"]
        del data["products"][0]["questionnaires"][1]
        del data["products"][2]

    file = edited(record, tmp_path, forget)
    before = contents(history)
    counts = "answers: 2; plan entries: 1; profile values: 1; files: 1"

    kept = taken_in(history, file)
    assert contents(history) == before
    assert f"left as they are: {counts} (--prune removes them)" in kept.err

    pruned = taken_in(history, file, "--prune")
    assert pruned.code == 0, pruned.err
    assert f"removed: {counts}" in pruned.err
    assert "removed products/med/answers/waves.yaml" in pruned.err.splitlines()
    assert "D:" not in history.read(f"{MED}/plan.yaml")
    assert "wave:" not in history.read(f"{MED}/product.yaml")
    assert (history.root / "products/old/product.yaml").exists()


def test_pruning_leaves_alone_what_was_left_out(history: ScriptedHistory, tmp_path: Path) -> None:
    """Drafts that were not exported, and questionnaires that were not asked for, are no loss."""
    before = contents(history)
    for options in ((), ("--drafts", "-q", "waves")):
        file = tmp_path / "part.json"
        run("export", "-f", "json", *options, "-o", str(file), *AS_OF, at=history.root)

        done = taken_in(history, file, "--prune")

        assert done.code == 0, done.err
        assert contents(history) == before


def test_other_definitions_are_refused(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """Answers to another version, or to what is not asked here, wait for an update."""
    history.replace("questionnaires/waves.yaml", 'version: "1"', 'version: "2"')
    history.replace(f"{MED}/answers/waves.yaml", 'version: "1"', 'version: "2"')

    def misname(data: Data) -> None:
        data["company"]["questionnaires"][0]["questionnaire"] = "care"

    done = taken_in(history, edited(record, tmp_path, misname))

    assert done.code == 2
    assert "med, waves 1 (here 2); care 1 (not here)" in done.err
    assert "convergence questionnaire update" in done.err


PROBLEMS: dict[str, tuple[Callable[[Data], object], str, str]] = {
    "a level that is none": (
        lambda data: answers(data)["B"].update(level=7),
        "/products/0/questionnaires/0/answers/B/level",
        "the levels are: 0, 1, 2, 3, na",
    ),
    "na without a reason": (
        lambda data: answers(data)["B"].update(level="na"),
        "/products/0/questionnaires/0/answers/B/comment",
        "nothing stands where text is needed",
    ),
    "a criterion that is not asked": (
        lambda data: answers(data).update(Z=answers(data)["B"]),
        "/products/0/questionnaires/0/answers/Z",
        "no criterion is called 'Z'",
    ),
    "a choice that is none": (
        lambda data: data["products"][0].update(deployment="prod"),
        "/products/0/deployment",
        "the choices are: production, experiment, imminent, project",
    ),
    "a level in quotes": (
        lambda data: answers(data)["B"].update(level="2"),
        "/products/0/questionnaires/0/answers/B/level",
        "a level of the scale, without quotes",
    ),
    "a key that is none": (
        lambda data: data["company"].update(email="a@example.org"),
        "/company/email",
        "no key is called 'email' here",
    ),
    "a key that is missing": (
        lambda data: answers(data)["B"].pop("until"),
        "/products/0/questionnaires/0/answers/B",
        "add it: every key is there, with null where nothing is said",
    ),
    "a folder outside": (
        lambda data: data["products"][0].update(id="../med"),
        "/products/0/id",
        "an id: small letters, digits and hyphens",
    ),
    "a product twice": (
        lambda data: data["products"].append(data["products"][0]),
        "/products/3/id",
        "'med' names the same thing twice",
    ),
    "a questionnaire twice": (
        lambda data: data["products"][0]["questionnaires"].append(
            data["products"][0]["questionnaires"][0]
        ),
        "/products/0/questionnaires/2/questionnaire",
        "'care' names the same thing twice",
    ),
    "a product that is not there": (
        lambda data: data["products"][1].update(extends="nobody"),
        "/products/1/extends",
        "no product is called 'nobody'",
    ),
    "evidence outside": (
        lambda data: answers(data)["A"]["evidence"][0].update(path="../secret"),
        "/products/0/questionnaires/0/answers/A/evidence/0/path",
        "leads out of the workspace",
    ),
    "a member that is none": (
        lambda data: data["products"][0]["plan"]["B"].update(owner="nobody"),
        "/products/0/plan/B/owner",
        "no member is called 'nobody'",
    ),
    "a quarter that is none": (
        lambda data: data["products"][0]["plan"]["B"].update(by="2027-Q5"),
        "/products/0/plan/B/by",
        "a quarter (2027-Q2) or a day (2027-06-30)",
    ),
    "a number that is text": (
        lambda data: data["products"][0]["versions"].__setitem__(0, 5),
        "/products/0/versions/0",
        "put it in quotes",
    ),
}


@pytest.mark.parametrize("problem", PROBLEMS)
def test_a_problem_is_told_by_its_pointer(
    problem: str, history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """What is wrong with a record is told with its place in it and what is accepted."""
    edit, pointer, words = PROBLEMS[problem]
    before = contents(history)

    done = taken_in(history, edited(record, tmp_path, edit))

    assert done.code == 2
    assert f": {pointer}: error CV" in done.err
    assert words in done.err
    assert done.err.splitlines()[-1] == "nothing was written"
    assert contents(history) == before


def test_problems_are_told_all_at_once(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """Every problem of form is in one message, and so is every one of meaning."""
    of_form = [PROBLEMS[each][0] for each in ("a choice that is none", "a level in quotes")]
    of_meaning = [PROBLEMS[each][0] for each in ("evidence outside", "a member that is none")]

    for edits in (of_form, of_meaning):
        file = record
        for edit in edits:
            file = edited(file, tmp_path, edit)
        assert taken_in(history, file).err.count(": error CV") == len(edits)


STRANGE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "it is no JSON (line 1, column 1)"),
    "a text": (b'"record"', "is no record of answers"),
    "a list": (b"[]", "is no record of answers"),
    "something else": (b'{"document": "invoice"}', "is no record of answers"),
    "cut short": (b'{"document": "record",\n', "it is no JSON (line 2, column 1)"),
    "two keys": (b'{"document": "record", "document": 1}', "'document' stands twice"),
    "not a number": (b'{"document": NaN}', "NaN is no number of JSON"),
    "infinity": (b"[-Infinity]", "-Infinity is no number of JSON"),
    "a number without end": (b"[1e999]", "1e999 is no number of JSON"),
    "a long number": (b"1" * 5000, "a number that is too long"),
    "deep": (b"[" * 20 + b"]" * 20, "nested more than 16 levels deep"),
    "very deep": (b"[" * 500_000, "nested more than 16 levels deep"),
    "half a character": (b'["\\uD800"]', "half a character"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", "no text in UTF-8"),
    "UTF-16": ('{"a": 1}'.encode("utf-16"), "no text in UTF-8"),
    "a table": ("\ufeffscope,product\r\n".encode(), "it is no JSON"),
    "another format": (b'{"document": "record", "format": 2}', "a record of another format"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_file_that_is_no_record_is_refused(
    name: str, history: ScriptedHistory, tmp_path: Path
) -> None:
    """Whatever a file holds, it is named with the reason, and nothing happens."""
    content, words = STRANGE[name]
    file = tmp_path / "strange.json"
    file.write_bytes(content)

    done = taken_in(history, file)

    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 2


def test_what_another_command_prints_is_named(history: ScriptedHistory, tmp_path: Path) -> None:
    """A score is no record; what it is good for is said."""
    for command, words in (
        ("score", "convergence score --baseline"),
        ("gap", "convergence export --format json"),
        ("status", "convergence export --format json"),
    ):
        file = tmp_path / f"{command}.json"
        run(command, "-f", "json", "-o", str(file), *AS_OF, at=history.root)

        done = taken_in(history, file)

        assert done.code == 2
        assert f"but the result of 'convergence {command}'" in done.err
        assert words in done.err


def test_a_large_file_is_not_read(
    history: ScriptedHistory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One byte above the limit is enough to refuse, and no more than that is read."""
    monkeypatch.setattr(json_file, "MAX_BYTES", 1 << 20)
    file = tmp_path / "large.json"
    with file.open("wb") as opened:
        opened.truncate(1 << 40)

    done = taken_in(history, file)

    assert done.code == 2
    assert "it has more than 1 MB" in done.err


def test_only_a_file_is_read(history: ScriptedHistory, tmp_path: Path) -> None:
    """A folder, a name of nothing and a device are refused."""
    for path in (tmp_path, tmp_path / "nothing.json", Path(os.devnull)):
        assert taken_in(history, path).code == 2


if os.name == "posix":

    def test_no_link_leads_out(history: ScriptedHistory, record: Path, tmp_path: Path) -> None:
        """Where the folder of a product is a link to elsewhere, nothing is written there."""
        (tmp_path / "elsewhere").mkdir()
        shutil.rmtree(history.root / "products/old")
        (history.root / "products/old").symlink_to(tmp_path / "elsewhere")

        done = taken_in(history, record)

        assert done.code == 2
        assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_error_of_the_workspace_comes_first(history: ScriptedHistory, record: Path) -> None:
    """Nothing is taken into files that cannot be judged."""
    replaced(f"{MED}/product.yaml", "kind: base", "kind: socle")(history)

    assert taken_in(history, record).code == 2


def test_the_settings_keep_their_members(
    history: ScriptedHistory, record: Path, tmp_path: Path
) -> None:
    """The company's name is taken in; members, the gate and the language are not of a record."""
    before = history.read("convergence.yaml")

    done = taken_in(history, edited(record, tmp_path, lambda d: d["company"].update(name="Autre")))

    assert done.code == 0, done.err
    assert history.read("convergence.yaml") == before.replace("name: Exemple", "name: Autre")
