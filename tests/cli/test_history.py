"""`history`: means over time, against a checkout of each commit, and what has no value."""

import csv
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.cli import hostile
from tests.cli.running import Finished, run
from tests.cli.small import answers
from tests.scripted_history import ENVIRONMENT, MARTIN, ScriptedHistory, git, identity

INTEROPERABILITY = "questionnaires/interoperability.yaml"
MEDICAB = "products/medicab/answers/interoperability.yaml"
VISIOCAB = "products/visiocab/answers/interoperability.yaml"
NUMBERS = (
    *("id", "version", "target", "counts"),
    *("mean", "mean_rounded", "lowest", "highest", "expected_mean"),
)
STRATEGY = """\
format: 1
id: strategy
version: "1"
kind: maturity
scope: company
title: {fr: Stratégie, en: Strategy}
axes:
  - id: PIL
    title: {fr: Pilotage, en: Steering}
    criteria:
      - id: STR-PIL-01
        title: {fr: Un responsable, en: Somebody in charge}
        levels: {0: {fr: a, en: a}, 1: {fr: b, en: b}, 2: {fr: c, en: c}, 3: {fr: d, en: d}}
        expected: [{from: 2026-01-01, level: 1}, {from: 2026-06-15, level: 2}]
        source_date: 2021-12-23
"""
EDITION = """\
format: 1
id: edition
name: Edition
kind: base
status: active
deployment: production
versions: ["1"]
extends: medicab
profile: {}
"""


@pytest.fixture(autouse=True)
def _no_configuration_of_the_machine() -> Iterator[None]:
    with _our_git():
        yield


def _our_git() -> Any:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return mock.patch.dict(os.environ, {**kept, **ENVIRONMENT}, clear=True)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> ScriptedHistory:
    """Return a repository in which each commit of a year does something else."""
    with _our_git():
        history = ScriptedHistory(tmp_path_factory.mktemp("story"), "deep/espace é")
        _tell(history)
        return history


def _tell(history: ScriptedHistory) -> None:
    history.git(
        "commit", "--quiet", "--allow-empty", "--message=-", **identity(MARTIN, "2025-12-24")
    )
    base = Path(__file__).parent.parent / "files" / "base"
    shutil.copytree(base, history.root, dirs_exist_ok=True)
    history.commit(MARTIN, "2026-01-05")
    history.tag("v1")
    history.replace(VISIOCAB, "level: 3", "level: 1")
    history.commit(MARTIN, "2026-02-02")
    history.write("products/edition/product.yaml", EDITION)
    history.commit(MARTIN, "2026-03-02")
    history.replace("products/medicab/product.yaml", "kind: base", "kind: socle")
    history.commit(MARTIN, "2026-04-06")
    history.replace("products/medicab/product.yaml", "kind: socle", "kind: base")
    history.write("questionnaires/strategy.yaml", STRATEGY)
    history.write("company/answers/strategy.yaml", answers("strategy", {"STR-PIL-01": 2}))
    history.commit(MARTIN, "2026-05-04")
    history.tag("v2")
    _rename_a_criterion(history)
    history.commit(MARTIN, "2026-06-01")
    (history.root / "convergence.yaml").rename(history.root / "away")
    history.commit(MARTIN, "2026-06-08")
    (history.root / "away").rename(history.root / "convergence.yaml")
    history.replace(
        "products/visiocab/product.yaml", "shares_documents: false", "shares_documents: true"
    )
    history.commit(MARTIN, "2026-07-06")
    archived = "status: archived\narchived_on: 2026-08-01\narchived_because: sold\n"
    history.replace("products/visiocab/product.yaml", "status: active\n", archived)
    history.commit(MARTIN, "2026-08-03")
    history.git("tag", "--annotate", "--message=-", "v3", **identity(MARTIN))


def _rename_a_criterion(history: ScriptedHistory) -> None:
    """Bring in another version: a criterion has another id, and another expected level."""
    history.replace(INTEROPERABILITY, '"2026.1"', '"2026.2"')
    history.replace(
        INTEROPERABILITY, "- id: INT-SEM-01\n", "- id: INT-SEM-09\n        replaces: [INT-SEM-01]\n"
    )
    history.replace(INTEROPERABILITY, "expected: 2\n        source", "expected: 3\n        source")
    for path in (MEDICAB, VISIOCAB):
        history.write(path, history.read(path).replace("2026.1", "2026.2"))
        history.write(path, history.read(path).replace("INT-SEM-01", "INT-SEM-09"))


def history_of(history: ScriptedHistory, *args: str) -> Any:
    """Return the JSON of a history that can be told."""
    finished = run("history", "--format", "json", *args, at=history.root)
    assert finished.code == 0, finished.err
    return finished.json()


def numbers(subjects: list[Any], company: Any) -> dict[tuple[str, str], Any]:
    """Return what is said of each questionnaire, by product and id."""
    everything = [*subjects, {"id": "", **company}]
    return {
        (subject["id"], each["id"]): {name: each[name] for name in NUMBERS}
        for subject in everything
        for each in subject["questionnaires"]
    }


# The oracle: a checkout of each commit


@pytest.mark.parametrize("args", [(), ("--archived",), ("-q", "strategy")])
def test_each_point_is_what_score_says_of_a_checkout(
    args: tuple[str, ...], story: ScriptedHistory, tmp_path: Path
) -> None:
    """All numbers of all points are those of `score` in a work tree of that commit, that day."""
    points = history_of(story, "--every", "commit", *args)["points"]
    folder = tmp_path / "tree"
    story.git("worktree", "add", "--quiet", "--detach", str(folder), "HEAD")
    try:
        for point in points:
            git(folder, "checkout", "--quiet", "--detach", point["commit"])
            root = folder / story.root.relative_to(story.top)
            scored = run("score", "--format", "json", "--as-of", point["day"], *args, at=root)
            assert _agrees(point, scored), (point, scored)
    finally:
        story.git("worktree", "remove", "--force", str(folder))

    assert [each["day"] for each in points] == [
        *("2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06", "2026-05-04"),
        *("2026-06-01", "2026-06-08", "2026-07-06", "2026-08-03"),
    ]


def _agrees(point: Mapping[str, Any], scored: Finished) -> bool:
    if point["state"] != "read":
        return scored.code == 2 and not scored.out and not point["products"]
    found = numbers(point["products"], point["company"])
    if scored.code == 2:
        # Where nothing of what is asked for exists yet, there is nothing to say.
        is_nothing = "nothing to judge" in scored.err or "is called 'strategy'" in scored.err
        return is_nothing and not found
    score = scored.json()
    definitions = point["definitions"] == score["definitions"]
    return definitions and found == numbers(score["products"], score["company"])


def test_named_products_are_told_as_among_all(story: ScriptedHistory) -> None:
    """A product that is named has the same numbers, from when it is there, archived or not."""
    everything = history_of(story, "--every", "commit", "--archived")["points"]
    named = history_of(story, "--every", "commit", "visiocab", "edition")["points"]

    for all_, some in zip(everything, named, strict=True):
        of_all = [each for each in all_["products"] if each["id"] in ("visiocab", "edition")]
        assert some["products"] == of_all
        assert some["company"] == {"questionnaires": []}
    assert [len(each["products"]) for each in named] == [1, 1, 2, 0, 2, 2, 0, 2, 2]


def test_unread_points_say_why_and_are_a_gap(story: ScriptedHistory) -> None:
    """A commit without a workspace, and one with an error, stand in their place with no value."""
    points = history_of(story, "--every", "commit")["points"]

    unread = {each["day"]: each for each in points if each["state"] != "read"}
    assert {day: each["state"] for day, each in unread.items()} == {
        "2026-04-06": "invalid",
        "2026-06-08": "no-workspace",
    }
    error = unread["2026-04-06"]["error"]
    assert (error["code"], error["path"], error["line"]) == (
        "CV104",
        "products/medicab/product.yaml",
        4,
    )
    text = run("history", "--every", "commit", "-q", "interoperability", at=story.root).out
    assert "2026-04-06" in text
    assert "CV104 unknown-choice" in " ".join(text.split())
    assert "no workspace here" in text


# Under later definitions


def test_restated_answers_follow_their_criterion(story: ScriptedHistory) -> None:
    """Old answers count under today's ids and expected levels, as an update would leave them."""
    as_of = ("--as-of", "2026-09-01")
    then = history_of(story, "--every", "commit", *as_of)["points"][0]
    now = history_of(story, "--every", "commit", "--restate", *as_of)["points"][0]

    key = ("medicab", "interoperability")
    before, after = (numbers(each["products"], each["company"])[key] for each in (then, now))
    assert (before["version"], after["version"]) == ("2026.1", "2026.2")
    assert (before["mean"], before["counts"]) == (after["mean"], after["counts"])
    assert before["expected_mean"] != after["expected_mean"]


def test_the_last_point_is_the_same_restated(story: ScriptedHistory) -> None:
    """Today's answers under today's definitions are today's answers."""
    as_of = ("--as-of", "2026-09-01")
    then = history_of(story, "--every", "commit", *as_of)["points"]
    now = history_of(story, "--every", "commit", "--restate", *as_of)["points"]

    assert then[-1] == now[-1]
    assert then[0]["definitions"] != now[0]["definitions"]
    assert [each["state"] for each in then] == [each["state"] for each in now]


def test_expected_levels_are_those_of_each_day(story: ScriptedHistory) -> None:
    """As then, a step of an expected level counts from its day on; --as-of fixes one day."""
    key = ("", "strategy")

    def expected(*args: str) -> list[str]:
        points = history_of(story, "--every", "commit", "-q", "strategy", *args)["points"]
        told = (numbers(each["products"], each["company"]) for each in points)
        return [each[key]["expected_mean"] for each in told if key in each]

    assert expected() == ["1", "1", "2", "2"]
    assert expected("--as-of", "2026-01-01") == ["1", "1", "1", "1"]


# Which moments


@pytest.mark.parametrize(
    ("args", "days"),
    [
        (("--every", "quarter"), ["03-02", "06-08", "08-03"]),
        (
            ("--every", "month"),
            ["01-05", "02-02", "03-02", "04-06", "05-04", "06-08", "07-06", "08-03"],
        ),
        (("--every", "year"), ["08-03"]),
        (("--since", "2026-06-01", "--until", "2026-07-06"), ["06-01", "06-08", "07-06"]),
        (("--tags",), ["01-05", "05-04", "08-03"]),
        (("--tags", "--since", "2026-02-01", "--ref", "v2"), ["05-04"]),
        (("--ref", "v2", "--every", "quarter"), ["03-02", "05-04"]),
    ],
)
def test_the_moments_that_were_asked_for(
    args: tuple[str, ...], days: list[str], story: ScriptedHistory
) -> None:
    """The last commit of each period, within both days; or each tag, by its commit's day."""
    told = history_of(story, *args)

    assert [each["day"] for each in told["points"]] == [f"2026-{day}" for day in days]
    tags = [each["tag"] for each in told["points"]]
    assert (tags == [None] * len(tags)) == ("--tags" not in args)


def test_the_first_parents_are_followed(tmp_path: Path) -> None:
    """What a merge brings in counts from the merge on, not from when it was written."""
    history = ScriptedHistory.founded(tmp_path)
    history.git("checkout", "--quiet", "-b", "side")
    history.replace(MEDICAB, "codes nothing", "codes nothing yet")
    history.commit(MARTIN, "2026-11-21")
    history.git("checkout", "--quiet", "main")
    history.append("convergence.yaml", "# main\n")
    history.commit(MARTIN, "2026-11-22")
    history.git(
        "merge", "--quiet", "--no-ff", "--message=merged", "side", **identity(MARTIN, "2026-11-23")
    )

    points = history_of(history, "--every", "commit")["points"]

    assert [each["day"] for each in points] == ["2026-11-20", "2026-11-22", "2026-11-23"]
    assert points[-1]["subject"] == "merged"


def test_a_shallow_clone_says_where_it_ends(story: ScriptedHistory, tmp_path: Path) -> None:
    """What is there is told, with the command that brings the rest; enough is enough."""
    git(tmp_path, "clone", "--quiet", "--depth=3", story.top.as_uri(), "clone")
    root = tmp_path / "clone" / story.root.relative_to(story.top)

    cut = run("history", "--format", "json", at=root)
    since = run("history", "--since", "2026-02-01", "-f", "json", at=root)
    enough = run("history", "--since", "2026-07-01", "-f", "json", at=root)

    assert [each["day"] for each in cut.json()["points"]] == [
        "2026-06-08",
        "2026-07-06",
        "2026-08-03",
    ]
    assert cut.json()["cut_at"] == "2026-06-08"
    assert "git fetch --unshallow" in cut.err
    assert "git fetch --shallow-since=2026-02-01" in since.err
    assert (enough.json()["cut_at"], enough.err) == (None, "")


def test_a_bare_repository_is_read_like_a_clone(story: ScriptedHistory, tmp_path: Path) -> None:
    """The workspace is where the commit has its settings; from there on nothing differs."""
    git(tmp_path, "clone", "--quiet", "--bare", story.top.as_uri(), "bare.git")
    args = ("history", "--every", "commit", "--format", "json")

    bare = run(*args, "--workspace", str(tmp_path / "bare.git"), at=tmp_path)
    inside = run(*args, at=tmp_path / "bare.git")

    assert bare.code == 0, bare.err
    assert bare.stdout == inside.stdout == run(*args, at=story.root).stdout


# Nothing to tell


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("nobody",), "no product is called 'nobody'"),
        (("-q", "interop"), "no questionnaire is called 'interop'"),
        (("--since", "2030-01-01"), "nothing to judge"),
        (("--since", "2026-06-05", "--until", "2026-06-30"), "no point can be read, of 1"),
        (("--tags", "--every", "week"), "leave --every out"),
        (("--ref", "--output=x"), "no commit"),
        (("--since", "yesterday"), "not a day"),
        (("--restate", "--ref", "HEAD~1^{tree}"), "no commit"),
    ],
)
def test_what_cannot_be_told_is_no_verdict(
    args: tuple[str, ...], words: str, story: ScriptedHistory
) -> None:
    """Exit 2, nothing on stdout, and what to do: an empty history is no history."""
    finished = run("history", *args, at=story.root)

    assert (finished.code, finished.out) == (2, "")
    assert words in " ".join(finished.err.split())


def test_a_repository_is_needed(tmp_path: Path) -> None:
    """A workspace that is in none has no history, and is told how to get one."""
    shutil.copytree(Path(__file__).parent.parent / "files" / "base", tmp_path / "ws")

    finished = run("history", at=tmp_path / "ws")

    assert finished.code == 2
    assert "git init" in finished.err


def test_the_repository_stays_as_it_is(story: ScriptedHistory) -> None:
    """Neither objects, nor the index, nor a log is written."""
    before = _contents(story.top)

    run("history", "--every", "commit", at=story.root)
    run("history", "--tags", "--restate", at=story.root)

    assert _contents(story.top) == before


def _contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): (each.stat().st_mtime_ns, each.read_bytes()) for each in files}


# As a table


def rows_of(finished: Finished) -> list[dict[str, str]]:
    """Return the rows of a table, each cell by its column."""
    assert finished.code == 0, finished.err
    return list(csv.DictReader(io.StringIO(finished.out, newline="")))


def test_the_table_says_what_the_json_says(story: ScriptedHistory) -> None:
    """One row for each point, product and questionnaire, with sums that give exact means."""
    rows = rows_of(run("history", "--every", "commit", "-f", "csv", at=story.root))
    points = history_of(story, "--every", "commit")["points"]

    told = {
        (each["commit"], each["product"], each["questionnaire"]): each
        for each in rows
        if each["state"] == "read"
    }
    said = {
        (point["commit"], *key): each
        for point in points
        for key, each in numbers(point["products"], point["company"]).items()
    }
    assert told.keys() == said.keys()
    for key, row in told.items():
        mean = said[key]["mean_rounded"]
        assert row["mean"] == ("" if mean is None else f"{mean:.2f}")
        assert row["unanswered"] == str(said[key]["counts"]["unanswered"])
    assert [each["error"] != "" for each in rows if each["state"] != "read"] == [True, True]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_no_cell_is_a_formula(start: str, tmp_path: Path) -> None:
    """A subject, a tag or a name that a spreadsheet would compute is text to it."""
    root = hostile.workspace(tmp_path, start)
    history = ScriptedHistory(root)
    history.git("add", "--all")
    history.git("commit", "--quiet", f"--message={start}", "--cleanup=verbatim", **identity(MARTIN))
    history.git("tag", "=1")

    rows = rows_of(run("history", "--tags", "-f", "csv", at=root))

    for row in rows:
        assert row["tag"] == "'=1"
        for name in ("subject", "name", "version"):
            assert not row[name].lstrip().startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_texts_are_texts(name: str, tmp_path: Path) -> None:
    """A subject, a name and a title end no line, start no markup, and hide nothing."""
    text = hostile.TEXTS[name]
    root = hostile.workspace(tmp_path, text)
    history = ScriptedHistory(root)
    history.git("add", "--all")
    message = ("--allow-empty-message", "--cleanup=verbatim", "--message", text)
    history.git("commit", "--quiet", *message, **identity(MARTIN))

    for args in ((), ("--tags",), ("--lang", "fr")):
        if args == ("--tags",):
            history.git("tag", "v1")
        finished = run("history", *args, at=root)
        assert finished.code == 0, finished.err
        assert hostile.is_shown(finished.out)
    rows = rows_of(run("history", "-f", "csv", at=root))
    assert {each["product"] for each in rows} == {"med", "kin"}
    assert all(hostile.is_shown("".join(each.values())) for each in rows)
    json_ = run("history", "-f", "json", at=root).json()
    assert json_["points"][0]["products"][1]["name"] == text
    assert run("history", at=root, encoding="ascii").stdout.isascii()


# As a drawing


def drawn(story: ScriptedHistory, *args: str, **screen: Any) -> str:
    """Return the text of a history on a screen."""
    return run("history", "--every", "commit", *args, at=story.root, **screen).out


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_drawing_fits_its_screen(columns: int, story: ScriptedHistory) -> None:
    """No line is wider than the terminal."""
    text = drawn(story, columns=columns)

    assert max(map(len, text.splitlines())) <= columns
    assert all(f"{level}┤" in text for level in range(4))


def test_lines_are_told_apart_without_colour(story: ScriptedHistory) -> None:
    """Each line has a sign of its own, which the table repeats; plain where it must be."""
    text = drawn(story, "-q", "interoperability")
    plain = drawn(story, "-q", "interoperability", encoding="ascii")

    for sign, other in zip("●○◆", "*o#", strict=True):
        assert text.count(sign) > 1
        assert plain.count(other) > 1
    assert "\x1b" not in text
    assert "\x1b[" in drawn(story, "-q", "interoperability", "--color", "always")


def test_many_products_are_trends(tmp_path: Path) -> None:
    """More lines than can be told apart are rows of a table; a few that are named are drawn."""
    history = ScriptedHistory.founded(tmp_path)
    for number in range(7):
        declared = EDITION.replace("edition", f"edition-{number}")
        history.write(f"products/edition-{number}/product.yaml", declared)
    history.commit(MARTIN, "2026-12-24")

    many = run("history", "-q", "interoperability", at=tmp_path).out
    few = run("history", "-q", "interoperability", "medicab", "visiocab", at=tmp_path).out

    assert "3┤" not in many
    assert "name at most 6 products" in many
    assert many.count("(edition-") == 7
    assert "3┤" in few


def test_no_value_is_a_gap_and_never_nought(story: ScriptedHistory) -> None:
    """Between two points of a line stands nothing where one between them has no value."""
    text = drawn(story, "medicab", "-q", "interoperability")

    row = max(text.splitlines(), key=lambda line: line.count("●") + line.count("⠤"))
    drawing = [
        line for line in text.splitlines() if line.startswith((" │", "0┤", "1┤", "2┤", "3┤"))
    ]
    blank = [
        all(line[column : column + 1].strip() == "" for line in drawing) for column in range(3, 75)
    ]
    gaps = sum(after and not before for before, after in pairwise(blank))
    assert gaps >= 3, row
    assert not set(next(line for line in drawing if line.startswith("0┤"))) - set("0┤ ")
