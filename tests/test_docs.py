"""The documentation says what is so: its commands run, its tables are made anew, its links lead.

`python -m tests.test_docs`, or the option `--update-golden`, writes anew what is generated: the
help of every command, the tables of keys, and what the commands of the pages print. Read the
difference before you keep it.
"""

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from difflib import unified_diff
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import convergence_cli
from convergence_cli.checking.definitions import check_condition
from convergence_cli.cli.boundary import ExitCode
from convergence_cli.diagnostics import Place
from convergence_cli.loading.build_condition import build_condition
from convergence_cli.loading.composed import compose
from convergence_cli.loading.contract import Contract, schema_of
from convergence_cli.loading.shipped import schemas_folder
from convergence_cli.loading.source import Source
from convergence_cli.model.condition import IsAnswered, IsOneOf
from convergence_cli.model.questionnaire import Scope
from convergence_cli.profiling.evaluation import QuestionState, truth_of
from convergence_cli.profiling.truth import Truth, all_of, any_of, negated
from convergence_cli.rendering import words
from convergence_cli.scoring.numbers import rounded
from tests import handbook_tables as tables
from tests.handbook import (
    DOCS,
    ELISION,
    EXAMPLE,
    ROOT,
    TODAY,
    Block,
    Command,
    Page,
    Player,
    example_in,
    history_in,
    is_like,
    our_pages,
    pages,
    patched,
    run,
)
from tests.scripted_history import MARTIN, ScriptedHistory

REFERENCE = DOCS / "reference"


def name_of(page: Page) -> str:
    """Return what a page is called in a list of tests."""
    return page.name.removeprefix("docs/")


each_page = pytest.mark.parametrize("page", our_pages(), ids=name_of)
all_pages = pytest.mark.parametrize(
    "page",
    [*pages(), *map(Page, (ROOT / "README.md", *sorted((ROOT / "examples").rglob("*.md"))))],
    ids=name_of,
)


@pytest.fixture(scope="module", autouse=True)
def _accepted(request: pytest.FixtureRequest) -> None:
    """Write anew what is generated where the run is asked to accept outputs as they are."""
    if request.config.getoption("--update-golden", default=False):
        update()


# What pages show


@each_page
def test_commands_print_what_the_page_shows(page: Page, tmp_path: Path) -> None:
    """Every command of a page, run in order, prints exactly what stands below it."""
    for _, command, printed in Player(page, tmp_path).results():
        if not is_like(command.shown, printed):
            assert command.shown == printed, command.line


@each_page
def test_generated_parts_are_fresh(page: Page) -> None:
    """What is generated is what the program, its schemas and its definitions say now."""
    fresh = page.with_generated(tables.generated)
    # As a list of lines: what explains two long texts that differ takes minutes, and gigabytes.
    stale = unified_diff(page.text.splitlines(), fresh.splitlines(), lineterm="", n=0)

    assert [*islice(stale, 20)] == []


@each_page
def test_yaml_and_json_can_be_read(page: Page) -> None:
    """Every YAML block is what a workspace may hold, and every JSON block is JSON."""
    for block in page.blocks:
        if block.language == "yaml":
            assert compose(Source(page.name, block.text)).diagnostics == (), block.text
        elif block.language == "json":
            json.loads(block.text)


@each_page
def test_only_known_kinds_of_blocks_are_used(page: Page) -> None:
    """A block is of a kind that is carried out, read or plainly shown."""
    known = {"", "console", "yaml", "diff", "json", "text", "markdown", "svg"}

    assert {block.language for block in page.blocks} <= known
    assert page.text.count("\n```") == 2 * len(page.blocks)


def test_a_wrong_page_is_found() -> None:
    """The comparison of outputs is not satisfied by anything."""
    assert is_like("a\nb\n", "a\nb\n")
    assert is_like(f"a\n{ELISION}\nd\n", "a\nb\nc\nd\n")
    assert is_like("", "")
    assert not is_like("a\n", "a\nb\n")
    assert not is_like("", "a\n")
    assert not is_like(f"a\n{ELISION}\n", "b\n")
    assert patched("a\nb\nc\n", " a\n-b\n+d\n") == "a\nd\nc\n"
    with pytest.raises(ValueError, match="stand not once"):
        patched("a\na\n", "-a\n+b\n")


# How pages are written

_NOT_PROSE = ("#", "|", "<!--", "[", "!")


def prose_lines(page: Page) -> Iterator[str]:
    """Yield the lines of a page's paragraphs."""
    for line in page.prose.splitlines():
        if line.strip() and not line.startswith(_NOT_PROSE):
            yield line


@each_page
def test_there_is_one_sentence_to_a_line(page: Page) -> None:
    """A line of prose is one whole sentence, so that a change shows what it changes.

    An item of a list need not be a sentence, and a numbered step may take two.
    """
    for line in prose_lines(page):
        is_step = re.match(r" *[0-9]+\. ", line) is not None
        is_item = re.match(r" *- ", line) is not None
        assert is_step or not re.search(r"[.?!] [A-Z`*\[]", line), line
        assert is_step or is_item or line.endswith((".", ":", "?")), line


@each_page
def test_a_page_starts_with_its_title(page: Page) -> None:
    """A page has one title, and it comes first."""
    titles = re.findall(r"^# .+$", page.prose, re.MULTILINE)

    assert len(titles) == 1
    assert page.text.startswith(titles[0] + "\n")


@all_pages
def test_no_page_speaks_of_a_machine(page: Page) -> None:
    """No folder of the machine that a page was written on stands in it."""
    folders = {str(ROOT), str(Path.home()), tempfile.gettempdir()} - {"/"}

    assert [folder for folder in folders if folder in page.text] == []


# Links

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def links_of(page: Page) -> Iterator[tuple[Path, str]]:
    """Yield the target and the anchor of each relative link of a page."""
    text = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", page.text, flags=re.M | re.S))
    for found in _LINK.finditer(text):
        target = found[1] or found[2]
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            file = page.path if path == "" else Path(os.path.normpath(page.path.parent / path))
            yield file, anchor


def anchors_of(page: Page) -> set[str]:
    """Return the anchors of a page's headings, as web views of repositories make them."""
    text = re.sub(r"^```.*?^```$", "", page.text, flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@all_pages
def test_links_lead_somewhere(page: Page) -> None:
    """Every relative link leads to a file, and its anchor to a heading."""
    for file, anchor in links_of(page):
        assert file.exists(), file
        if anchor:
            assert anchor in anchors_of(Page(file)), f"{file}#{anchor}"


def test_every_page_can_be_reached() -> None:
    """A reader who starts at the map of the documentation can come to every page."""
    start = DOCS / "README.md"
    reached = {start}
    waiting = [start]
    while waiting:
        for file, _ in links_of(Page(waiting.pop())):
            if file.suffix == ".md" and file not in reached:
                reached.add(file)
                waiting.append(file)

    assert {page.path for page in pages()} - reached == set()


def test_the_map_lists_every_page_of_ours() -> None:
    """The map itself links every page but those of single diagnostics, which have a list."""
    linked = {file for file, _ in links_of(Page(DOCS / "README.md"))}

    assert {page.path for page in our_pages()} - linked == {DOCS / "README.md"}


# Reference


def reference(name: str) -> Page:
    """Return a page of the reference."""
    return Page(REFERENCE / f"{name}.md")


def table_rows(page: Page, heading: str) -> list[tuple[str, ...]]:
    """Return the rows of the first table under a heading, without its head."""
    section = re.split(r"^#+ ", page.text.partition(f" {heading}\n")[2], flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[2:]]


def test_every_command_has_its_help() -> None:
    """The page of commands has a section for each verb, in the order of `--help`."""
    verbs = tables.command_names()
    found = re.findall(r"^## convergence ?(.*)$", reference("cli").text, re.MULTILINE)

    assert "score" in verbs
    assert found == ["", *verbs]


def test_every_key_of_every_file_is_listed() -> None:
    """The page of files has one generated table for each schema."""
    page = reference("files")

    assert set(page.generated) == {f"file {contract}" for contract in Contract}
    for contract in Contract:
        keys = {row.path for row in tables.rows_of(schema_of(contract))}
        assert all(f"`{key}`" in page.text for key in keys)


def all_keys(schema: object) -> set[str]:
    """Return every key that a schema gives a meaning, at any depth."""
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            properties = node.get("properties", {})
            if isinstance(properties, dict):
                told = {key: each for key, each in properties.items() if isinstance(each, dict)}
                found |= {key for key, each in told.items() if "title" in each}
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return found


@pytest.mark.parametrize("contract", Contract)
def test_every_key_is_explained_somewhere(contract: Contract) -> None:
    """Every key that a file may hold stands on the page of files, conditions or words."""
    text = "".join(reference(name).text for name in ("files", "conditions", "glossary"))
    keys = all_keys(schema_of(contract))

    assert keys - {key for key in keys if re.search(rf"[`.]{key}[`.\[:]", text)} == set()


def test_every_json_key_is_listed() -> None:
    """The pages of formats and exports have one generated table for each schema of a result."""
    schemas = {each.name.split(".")[0] for each in (schemas_folder() / "output").iterdir()}
    listed = {*reference("formats").generated, *reference("export").generated}

    assert listed - {"columns"} == {f"output {each}" for each in schemas}


@pytest.mark.parametrize(
    "row", table_rows(reference("conditions"), "Grammar"), ids=lambda row: row[0]
)
def test_every_condition_of_the_grammar_is_one(row: tuple[str, ...]) -> None:
    """The schema takes every condition shown, and the shipped questions fit it."""
    data = compose(Source("condition.yaml", f"when: {row[0].strip('`')}\n")).data
    shipped = tables.shipped_definitions().preliminaries[Scope.PRODUCT]
    schema = schema_of(Contract.QUESTIONNAIRE)
    assert isinstance(data, dict)

    errors = Draft202012Validator({**schema["$defs"]["condition"], "$defs": schema["$defs"]})
    assert list(errors.iter_errors(data["when"])) == []
    condition = build_condition(data["when"])
    assert list(check_condition(condition, shipped, Place("condition.yaml"))) == []


QUESTION_STATES = {
    "applies, and the answer fits": QuestionState(Truth.YES, "v"),
    "applies, and the answer does not fit": QuestionState(Truth.YES, "w"),
    "applies, and has no answer": QuestionState(Truth.YES),
    "does not apply": QuestionState(Truth.NO, "v"),
    "may apply": QuestionState(Truth.UNDETERMINED, "v"),
}
"""By the words of the page: what a profile says of a question."""


def test_the_truth_of_a_comparison_is_as_shown() -> None:
    """The first table of truths is what the engine gives, row by row."""
    rows = table_rows(reference("conditions"), "Truth")[: len(QUESTION_STATES)]

    assert [row[0] for row in rows] == list(QUESTION_STATES)
    for words_, equals, answered in rows:
        states = {"q": QUESTION_STATES[words_]}
        assert truth_of(IsOneOf("q", ("v",)), states).value == equals
        assert truth_of(IsAnswered("q"), states).value == answered


def test_terms_are_put_together_as_shown() -> None:
    """The second table of truths has every pair, and what the engine makes of it."""
    rows = table_rows(reference("conditions"), "Truth")[len(QUESTION_STATES) + 2 :]

    assert len({row[:2] for row in rows}) == len(rows) == len(Truth) ** 2
    for first, second, both, either, opposite in rows:
        a, b = Truth(first), Truth(second)
        assert all_of((a, b)).value == both
        assert any_of((a, b)).value == either
        assert negated(a).value == opposite


def test_every_rounding_is_as_shown() -> None:
    """The table of roundings shows what the one rounding function gives."""
    rows = table_rows(reference("scoring"), "Rounding")

    assert len(rows) > 3
    for exact, shown, *_ in rows:
        assert str(rounded(Fraction(exact.strip("`")), 3)) == shown.strip("`")


def test_every_exit_code_is_listed() -> None:
    """The table of exit codes has a row for each, and no other."""
    rows = table_rows(reference("exit-codes"), "What a code means")

    assert [int(row[0]) for row in rows] == list(ExitCode)


# Every row of the page of exit codes is provoked.

Change = Callable[[Path], None]


def as_it_is(root: Path) -> None:
    """Leave the example alone."""


def changed(path: str, old: str, new: str) -> Change:
    """Return a change that replaces some text of a file."""

    def change(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def without_products(root: Path) -> None:
    """Leave a company that declares nothing."""
    for file in sorted(root.glob("products/**/*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    company = [root / f"questionnaires/{name}.yaml" for name in ("strategy", "qhn")]
    for file in (*root.glob("company/**/*.yaml"), *company):
        file.unlink()
    settings = "format: 1\ncompany: {name: Exemple}\nlanguage: en\n"
    (root / "convergence.yaml").write_text(settings, encoding="utf-8")


def no_workspace(root: Path) -> None:
    """Leave a folder that is no workspace."""
    (root / "convergence.yaml").unlink()


def committed(root: Path) -> None:
    """Put the example in a repository, with two commits of its manager."""
    history = ScriptedHistory(root)
    history.commit(MARTIN)
    history.append("company/plan.yaml", "# read again\n")
    history.commit(MARTIN)


def worse(root: Path) -> None:
    """Put the example in a repository, and lower an answer."""
    committed(root)
    history = ScriptedHistory(root)
    sheet = "products/medicab/answers/interoperability.yaml"
    history.write(sheet, history.read(sheet).replace("level: 2", "level: 1", 1))


def committed_by_a_stranger(root: Path) -> None:
    """Put the example in a repository, with a commit of somebody unknown."""
    committed(root)
    history = ScriptedHistory(root)
    history.replace("convergence.yaml", "name: Exemple Santé", "name: Exemple")
    history.commit("z@example.org")


def an_error_committed(root: Path) -> None:
    """Put the example in a repository, with an error in its last commit."""
    committed(root)
    AN_ERROR(root)
    ScriptedHistory(root).commit(MARTIN, "2026-11-30")


def exported(root: Path) -> None:
    """Leave a record of all answers in the workspace, and change one answer."""
    run(["export", "--drafts", "--output", "record.json"], root)
    changed("products/medicab/answers/interoperability.yaml", "level: 2", "level: 1")(root)


def exported_otherwise(root: Path) -> None:
    """Leave a record of all answers, and another version of a definition."""
    exported(root)
    for path in ("questionnaires/hds.yaml", "products/medicab/answers/hds.yaml"):
        changed(path, 'version: "2026.1"', 'version: "2025.1"')(root)


AN_ERROR = changed("products/medicab/product.yaml", "kind: base", "kind: socle")
A_STALE_SCHEMA = changed("convergence.yaml", "name: A. Martin", "name: Alix Martin")
A_HIGH_GATE = changed("convergence.yaml", "interoperability: 1.5", "interoperability: 2.5")
NEW_MEMBER = "--name C --email c@example.org --by a.martin"
NEW_PRODUCT = "--set name=Medicab2 --set deployment=production --set versions=1.0"
NEW_QUESTIONNAIRE = "questionnaire new reg-idf --title-fr L --title-en L --source-date 2026-01-01"
NEW_ANSWER = "answer medicab-agenda --set INT-SRV-11=1"


def to_merge(ours: str, theirs: str) -> Change:
    """Return what lays out an answers file in three states."""

    def lay_out(root: Path) -> None:
        for name, text in (("base", "A: 1"), ("ours", ours), ("theirs", theirs)):
            (root / name).write_text(f"answers:\n  {text}\n", encoding="utf-8")

    return lay_out


SITUATIONS: dict[tuple[str, int, str], tuple[Change, str]] = {
    ("any", 0, "`--help` or `--version` is given"): (as_it_is, "score --help"),
    ("any", 2, "a command, an option or a value does not exist"): (
        as_it_is,
        "score --fail-on luck",
    ),
    ("any", 2, "no workspace is found"): (no_workspace, "check"),
    ("any", 2, "`--output` names a YAML file of the workspace"): (
        as_it_is,
        "score --output products/medicab/product.yaml",
    ),
    ("init", 0, "the folder is a workspace now"): (no_workspace, "init new --company Exemple"),
    (
        *("init", 0),
        "the files of `--ci` and `--pre-commit` are there, or it is said what their owner can do",
    ): (as_it_is, "init --ci github --ci gitlab --pre-commit"),
    ("init", 0, "`--dry-run` shows what would be written"): (
        as_it_is,
        "init --pre-commit --dry-run",
    ),
    (
        *("init", 2),
        "the folder is one already, and neither `--ci` nor `--pre-commit` is given, or a company "
        "too",
    ): (as_it_is, "init --company Exemple"),
    ("init", 2, "the name of the folder cannot stand in the files of a platform"): (
        committed,
        "init a$b --company Exemple --ci github",
    ),
    ("init", 2, "the company has no name, and nobody can be asked"): (no_workspace, "init new"),
    ("init-product", 0, "the product is declared"): (as_it_is, f"init-product {NEW_PRODUCT}"),
    ("init-product", 0, "`--dry-run` shows what would be written"): (
        as_it_is,
        f"init-product {NEW_PRODUCT} --dry-run",
    ),
    ("init-product", 2, "what is given is not a valid declaration"): (
        as_it_is,
        "init-product --set name=Medicab2",
    ),
    ("init-product", 2, "the product exists"): (
        as_it_is,
        f"init-product {NEW_PRODUCT} --set id=medicab",
    ),
    ("init-product", 2, "nothing is given, and nobody can be asked"): (as_it_is, "init-product"),
    ("init-product", 2, "the files have errors"): (AN_ERROR, f"init-product {NEW_PRODUCT}"),
    ("answer", 0, "the answers are written, or there already"): (as_it_is, NEW_ANSWER),
    ("answer", 0, "`--dry-run` shows what would be written"): (as_it_is, f"{NEW_ANSWER} --dry-run"),
    (
        "answer",
        2,
        "a criterion does not exist or does not apply, or what is given is no answer to it",
    ): (as_it_is, "answer medicab-agenda --set INT-SRV-11=9"),
    ("answer", 2, "nothing is given, and nobody can be asked"): (as_it_is, "answer medicab"),
    ("answer", 2, "the files have errors"): (AN_ERROR, NEW_ANSWER),
    ("sync", 0, "the files are in step, or what is not was written or shown"): (as_it_is, "sync"),
    ("sync", 2, "a product or a questionnaire does not exist"): (as_it_is, "sync medicap"),
    ("sync", 2, "`--prune` finds something to remove, and nobody can be asked"): (
        as_it_is,
        "sync --prune",
    ),
    ("sync", 2, "the files have errors"): (AN_ERROR, "sync"),
    ("status", 0, "what remains was shown, whatever it is"): (without_products, "status"),
    ("status", 2, "a product or a questionnaire does not exist"): (as_it_is, "status -q intero"),
    ("status", 2, "the files have errors"): (AN_ERROR, "status"),
    ("plan status", 0, "the states of plans were counted, whatever they are"): (
        as_it_is,
        "plan status",
    ),
    ("plan status", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "plan status medicap",
    ),
    ("plan status", 2, "the files have errors"): (AN_ERROR, "plan status"),
    ("plan forecast", 0, "what is to come was listed, with or without something"): (
        without_products,
        "plan forecast",
    ),
    ("plan forecast", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "plan forecast -q intero",
    ),
    ("plan forecast", 2, "the files have errors"): (AN_ERROR, "plan forecast"),
    ("plan check", 0, "each plan is whole and kept; notes never fail"): (
        without_products,
        "plan check",
    ),
    ("plan check", 1, "a plan lacks an entry or a date, is overdue, or says what cannot be"): (
        as_it_is,
        f"plan check medicab --as-of {TODAY}",
    ),
    ("plan check", 2, "a product does not exist"): (as_it_is, "plan check medicap"),
    ("plan check", 2, "other files have errors"): (AN_ERROR, "plan check"),
    ("check", 0, "no diagnostic is an error; warnings and notes never fail"): (
        as_it_is,
        f"check --as-of {TODAY}",
    ),
    ("check", 1, "a diagnostic is an error"): (AN_ERROR, f"check --as-of {TODAY}"),
    ("check", 1, "the workspace's gate refuses a product or the company"): (
        A_HIGH_GATE,
        f"check --as-of {TODAY}",
    ),
    ("profile", 0, "the profile was printed, whatever it leaves open"): (
        as_it_is,
        "profile medicab-agenda",
    ),
    ("profile", 2, "the product does not exist"): (as_it_is, "profile medicap"),
    ("profile", 2, "the files have errors"): (AN_ERROR, "profile medicab"),
    ("validate", 0, "the answers are validated, or were already"): (
        as_it_is,
        "validate --company --by a.martin",
    ),
    ("validate", 0, "`--dry-run` shows what would be written"): (
        as_it_is,
        "validate medicab --by a.martin --dry-run",
    ),
    ("validate", 0, "`--withdraw` made a draft of them"): (
        as_it_is,
        "validate --company --by a.martin --withdraw",
    ),
    (
        "validate",
        1,
        "something is unanswered, undetermined, obsolete, to review, or refused by a rule",
    ): (as_it_is, "validate medicab-agenda --by a.martin"),
    ("validate", 1, "the member has no right to"): (as_it_is, "validate medicab --by b.durand"),
    ("validate", 2, "git is nobody among the members, and `--by` names nobody"): (
        committed_by_a_stranger,
        "validate medicab",
    ),
    ("validate", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "validate medicab -q hdz --by a.martin",
    ),
    ("validate", 2, "the files have errors"): (AN_ERROR, "validate medicab --by a.martin"),
    ("score", 0, "nothing is refused"): (as_it_is, f"score --as-of {TODAY}"),
    ("score", 1, "a mean is under the workspace's gate"): (A_HIGH_GATE, f"score --as-of {TODAY}"),
    ("score", 1, "a mean is under `--fail-under`"): (as_it_is, "score --fail-under 1.8"),
    ("score", 1, "a criterion falls short as `fail_on` or `--fail-on` says"): (
        as_it_is,
        "score --fail-on unanswered",
    ),
    ("score", 1, "something got worse since `--against`, or is doubtful under `--strict`"): (
        worse,
        f"score --against HEAD --as-of {TODAY}",
    ),
    ("score", 2, "git does not know what `--against` names, or its files have errors"): (
        committed,
        "score --against nowhere",
    ),
    ("score", 2, "a product or a questionnaire does not exist"): (as_it_is, "score -q intero"),
    ("score", 2, "the files have errors"): (AN_ERROR, "score"),
    ("score", 2, "there is nothing to judge"): (without_products, "score"),
    ("diff", 0, "nothing got worse"): (committed, "diff HEAD~1"),
    ("diff", 1, "something got worse, or is doubtful under `--strict`"): (worse, "diff HEAD"),
    ("diff", 2, "git knows no such commit, or its files have errors"): (
        committed,
        "diff HEAD nowhere",
    ),
    ("diff", 2, "the workspace lies in no git repository, or git is not installed"): (
        as_it_is,
        "diff HEAD",
    ),
    ("diff", 2, "a questionnaire does not exist"): (committed, "diff HEAD -q intero"),
    ("gap", 0, "the gaps were printed, whatever they are"): (A_HIGH_GATE, "gap"),
    ("gap", 1, "a criterion falls short as `--fail-on` says"): (
        as_it_is,
        "gap medicab --fail-on under-expected",
    ),
    ("gap", 2, "a product or a questionnaire does not exist"): (as_it_is, "gap medicap"),
    ("gap", 2, "the files have errors"): (AN_ERROR, "gap"),
    ("gap", 2, "there is nothing to judge"): (without_products, "gap"),
    ("radar", 0, "the radars were drawn"): (A_HIGH_GATE, "radar"),
    ("radar", 2, "SVG is asked of several radars"): (as_it_is, "radar --format svg"),
    ("radar", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "radar medicab --compare medicap",
    ),
    ("radar", 2, "the files have errors"): (AN_ERROR, "radar"),
    ("radar", 2, "there is nothing to draw"): (without_products, "radar"),
    ("plan init", 0, "the entries are written, or nothing wants one"): (
        as_it_is,
        "plan init medicab --company",
    ),
    ("plan init", 0, "`--dry-run` shows what would be written"): (as_it_is, "plan init --dry-run"),
    ("plan init", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "plan init medicap",
    ),
    ("plan init", 2, "the files have errors"): (AN_ERROR, "plan init"),
    ("plan show", 0, "the roadmap was shown, whatever is late"): (
        as_it_is,
        "plan show --as-of 2030-01-01",
    ),
    ("plan show", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "plan show -q interop",
    ),
    ("plan show", 2, "the files have errors"): (AN_ERROR, "plan show"),
    ("plan project", 0, "the scores of the day were shown"): (
        as_it_is,
        "plan project medicab --at 2030-Q1",
    ),
    ("plan project", 2, "`--at` is before the day that counts as today"): (
        as_it_is,
        "plan project --at 2026-Q3 --as-of 2026-11-22",
    ),
    ("plan project", 2, "no questionnaire applies, or a picture would hold several radars"): (
        as_it_is,
        "plan project --format svg",
    ),
    ("plan project", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "plan project medicap",
    ),
    ("plan project", 2, "the files have errors"): (AN_ERROR, "plan project"),
    ("history", 0, "at least one point has a value; those without are listed"): (
        committed,
        "history",
    ),
    ("history", 2, "a product or a questionnaire exists at no point, or a ref is none"): (
        committed,
        "history medicap",
    ),
    ("history", 2, "no commit is of the days asked for, or none of them can be read"): (
        committed,
        "history --until 2020-01-01",
    ),
    ("history", 2, "the definitions of `--restate` have errors"): (
        an_error_committed,
        "history --restate",
    ),
    ("history", 2, "the workspace lies in no repository"): (
        as_it_is,
        "history",
    ),
    ("schema", 0, "the schemas are up to date now"): (A_STALE_SCHEMA, "schema"),
    ("schema", 0, "`--dry-run` shows what would be written"): (A_STALE_SCHEMA, "schema --dry-run"),
    ("schema", 0, "`--check` finds nothing missing or stale"): (as_it_is, "schema --check"),
    (
        "schema",
        1,
        "`--check` finds a schema that is missing or stale, or a file that names none or another",
    ): (A_STALE_SCHEMA, "schema --check"),
    ("schema", 2, "the settings or a definition cannot be read"): (
        changed("convergence.yaml", "language: fr", "language: de"),
        "schema",
    ),
    ("export", 0, "the file is written, whatever it leaves out"): (as_it_is, "export -f json"),
    ("export", 2, "no format is given, and `--output` does not end in one"): (as_it_is, "export"),
    ("export", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "export medicap -f json",
    ),
    ("export", 2, "the files have errors"): (AN_ERROR, "export -f csv"),
    ("import", 0, "the workspace says what the file says, or did already"): (
        exported,
        "import record.json",
    ),
    ("import", 0, "`--dry-run` shows what would be written"): (
        exported,
        "import record.json --dry-run",
    ),
    ("import", 2, "the file is none of ours, or something in it is wrong"): (
        as_it_is,
        "import README.md",
    ),
    ("import", 2, "a record answers another version of a definition"): (
        exported_otherwise,
        "import record.json",
    ),
    ("import", 2, "the files have errors"): (AN_ERROR, "import record.json"),
    ("merge-file", 0, "the file is merged, without conflict"): (
        to_merge("A: 2", "A: 1\n  B: 1"),
        "merge-file base ours theirs",
    ),
    ("merge-file", 0, "`--set-up` told git, or said why it did not"): (
        as_it_is,
        "merge-file --set-up",
    ),
    ("merge-file", 1, "both sides changed something, which the file shows between markers"): (
        to_merge("A: 2", "A: 3"),
        "merge-file base ours theirs",
    ),
    (
        "merge-file",
        2,
        "a file cannot be read as YAML: git's merge of the text was written, if it has one",
    ): (to_merge("A: [", "A: 1"), "merge-file base ours theirs"),
    ("merge-file", 2, "a file is missing, or three are not given"): (
        as_it_is,
        "merge-file base ours theirs",
    ),
    ("explain", 0, "the page was printed"): (as_it_is, "explain CV201"),
    ("explain", 2, "nothing has that name"): (as_it_is, "explain CV200"),
    ("explain", 2, "`--product` is given, and the files have errors"): (
        AN_ERROR,
        "explain INT-TRA-01 --product medicab",
    ),
    ("member list", 0, "the members were listed, with or without one"): (
        without_products,
        "member list",
    ),
    ("member list", 2, "the files have errors"): (AN_ERROR, "member list"),
    ("member add", 0, "the member is added"): (as_it_is, f"member add c {NEW_MEMBER}"),
    ("member add", 1, "whoever does it has no right to"): (
        as_it_is,
        "member add c --name C --email c@example.org --by b.durand",
    ),
    ("member add", 1, "the first member could not manage members"): (
        without_products,
        "member add c --name C --email c@example.org",
    ),
    ("member add", 2, "the id or the email is taken"): (
        as_it_is,
        f"member add b.durand {NEW_MEMBER}",
    ),
    ("member add", 2, "something is missing, and nobody can be asked"): (
        as_it_is,
        "member add c --by a.martin",
    ),
    ("member change", 0, "the member is changed, or was so already"): (
        as_it_is,
        "member change b.durand --rights validate --by a.martin",
    ),
    ("member change", 1, "whoever does it has no right to, or it is about themselves"): (
        as_it_is,
        "member change a.martin --products medicab --by a.martin",
    ),
    ("member change", 1, "nobody could manage members any more"): (
        as_it_is,
        "member change a.martin --rights validate --by a.martin",
    ),
    ("member change", 2, "the member does not exist"): (
        as_it_is,
        "member change nobody --name N --by a.martin",
    ),
    ("member change", 2, "nothing to change is said"): (
        as_it_is,
        "member change b.durand --by a.martin",
    ),
    ("member remove", 0, "the member is removed"): (
        changed("products/medicab-agenda/product.yaml", "manager: q.lefevre", "manager: a.martin"),
        "member remove q.lefevre --by a.martin",
    ),
    ("member remove", 1, "whoever does it has no right to"): (
        as_it_is,
        "member remove b.durand --by q.lefevre",
    ),
    (
        "member remove",
        1,
        "the member is in charge of something, or the last to manage members",
    ): (as_it_is, "member remove b.durand --by a.martin"),
    ("member remove", 2, "the member does not exist"): (
        as_it_is,
        "member remove nobody --by a.martin",
    ),
    ("member hand-over", 0, "another member is in charge now"): (
        as_it_is,
        "member hand-over b.durand --to a.martin --by a.martin",
    ),
    ("member hand-over", 1, "a product is none of theirs who does it"): (
        as_it_is,
        "member hand-over q.lefevre --to a.martin --by b.durand",
    ),
    ("member hand-over", 2, "a member or a product does not exist"): (
        as_it_is,
        "member hand-over b.durand --to nobody --by a.martin",
    ),
    ("member hand-over", 2, "the member is in charge of nothing"): (
        as_it_is,
        "member hand-over nobody --to a.martin --by a.martin",
    ),
    ("member audit", 0, "no commit did what its author had no right to do"): (
        committed,
        "member audit --against HEAD~1",
    ),
    ("member audit", 0, "there is no commit in between"): (
        committed,
        "member audit --against HEAD",
    ),
    ("member audit", 1, "a commit did what its author had no right to do"): (
        committed_by_a_stranger,
        "member audit --against HEAD~1",
    ),
    ("member audit", 2, "the workspace lies in no git repository, or git is not installed"): (
        as_it_is,
        "member audit --against HEAD",
    ),
    ("member audit", 2, "git knows no such commit, or the clone is too shallow"): (
        committed,
        "member audit --against origin/main",
    ),
    ("member codeowners", 0, "the rules were written, or are up to date"): (
        committed,
        "member codeowners",
    ),
    ("member codeowners", 1, "`--check` finds the file stale"): (
        as_it_is,
        "member codeowners --check README.md",
    ),
    ("member codeowners", 2, "there is no member, or no block of rules in the file to write"): (
        as_it_is,
        "member codeowners --output README.md",
    ),
    ("member codeowners", 2, "the files have errors"): (AN_ERROR, "member codeowners"),
    ("product list", 0, "the products were listed, with or without one"): (
        as_it_is,
        "product list",
    ),
    ("product list", 2, "the files have errors"): (AN_ERROR, "product list"),
    ("product show", 0, "the product was shown, archived or not"): (
        as_it_is,
        "product show medicab-classic",
    ),
    ("product show", 2, "the product does not exist"): (as_it_is, "product show medicap"),
    ("product show", 2, "the files have errors"): (AN_ERROR, "product show medicab"),
    ("product diff", 0, "the difference was shown, whatever it is"): (
        as_it_is,
        "product diff medicab medicab-mobile",
    ),
    ("product diff", 2, "a product or a questionnaire does not exist"): (
        as_it_is,
        "product diff medicab medicap",
    ),
    ("product diff", 2, "the files have errors"): (AN_ERROR, "product diff medicab medicab"),
    (
        "product archive",
        0,
        "the product is archived, or would be (`--dry-run`), or you decided otherwise",
    ): (as_it_is, f"product archive medicab-agenda --because Gone --as-of {TODAY}"),
    ("product archive", 2, "the product does not exist, or is archived already"): (
        as_it_is,
        "product archive medicab-classic --because Gone",
    ),
    (
        "product archive",
        2,
        "active products rest on it, and nothing says what becomes of them",
    ): (as_it_is, "product archive medicab --because Gone"),
    ("product archive", 2, "no reason is given, and nobody can be asked"): (
        as_it_is,
        "product archive medicab-agenda",
    ),
    ("product restore", 0, "the product is active again"): (
        changed(
            "products/medicab-agenda/product.yaml",
            "status: active\n",
            "status: archived\narchived_on: 2026-11-20\narchived_because: Repris.\n",
        ),
        f"product restore medicab-agenda --as-of {TODAY}",
    ),
    ("product restore", 0, "the product is back, and the workspace's gate refuses it"): (
        as_it_is,
        f"product restore medicab-classic --as-of {TODAY}",
    ),
    ("product restore", 2, "the product is not archived"): (as_it_is, "product restore medicab"),
    ("product duplicate", 0, "the copy is there"): (
        as_it_is,
        f"product duplicate medicab medicab-6 --name M6 --as-of {TODAY}",
    ),
    ("product duplicate", 2, "the id is malformed, or in use"): (
        as_it_is,
        "product duplicate medicab medicab-agenda --name M6",
    ),
    ("product duplicate", 2, "no name is given, and nobody can be asked"): (
        as_it_is,
        "product duplicate medicab medicab-6",
    ),
    ("product convert", 0, "the product is of the other kind"): (
        as_it_is,
        f"product convert medicab-agenda --to base --as-of {TODAY}",
    ),
    (
        "product convert",
        2,
        "it is already, or an option would have no base product, or others would lose theirs",
    ): (as_it_is, "product convert medicab --to option --requires medicab-mobile"),
    ("product convert", 2, "the files have errors"): (
        AN_ERROR,
        "product convert medicab-agenda --to base",
    ),
    ("questionnaire list", 0, "the questionnaires were listed, with or without a workspace"): (
        no_workspace,
        "questionnaire list",
    ),
    ("questionnaire show", 0, "the definition was shown, the workspace's or the built-in one"): (
        no_workspace,
        "questionnaire show interoperability",
    ),
    ("questionnaire show", 2, "nothing has that name"): (as_it_is, "questionnaire show interop"),
    ("questionnaire show", 2, "the workspace's own file has errors"): (
        changed("questionnaires/interoperability.yaml", "kind: maturity", "kind: mature"),
        "questionnaire show interoperability",
    ),
    ("questionnaire check", 0, "no definition has an error; warnings and notes never fail"): (
        no_workspace,
        "questionnaire check",
    ),
    ("questionnaire check", 1, "a definition has an error"): (
        changed("questionnaires/interoperability.yaml", "kind: maturity", "kind: mature"),
        "questionnaire check",
    ),
    ("questionnaire check", 2, "nothing has that name"): (as_it_is, "questionnaire check interop"),
    ("questionnaire new", 0, "the questionnaire is started"): (as_it_is, NEW_QUESTIONNAIRE),
    ("questionnaire new", 2, "the id is malformed, or in use, here or among the built-in ones"): (
        as_it_is,
        NEW_QUESTIONNAIRE.replace("reg-idf", "interoperability"),
    ),
    ("questionnaire new", 2, "a title or a day is missing, and nobody can be asked"): (
        as_it_is,
        "questionnaire new reg-idf",
    ),
    ("questionnaire diff", 0, "the difference was shown, whatever it is"): (
        as_it_is,
        "questionnaire diff interoperability",
    ),
    ("questionnaire diff", 2, "nothing has that name"): (as_it_is, "questionnaire diff interop"),
    ("questionnaire update", 0, "what is newer was brought in, or nothing is"): (
        as_it_is,
        "questionnaire update",
    ),
    ("questionnaire update", 2, "there is something to write, and nobody can be asked"): (
        changed("questionnaires/hds.yaml", 'version: "2026.1"', 'version: "2025.1"'),
        "questionnaire update hds",
    ),
    ("questionnaire update", 2, "the files have errors"): (AN_ERROR, "questionnaire update"),
    ("demo", 0, "the example was shown"): (no_workspace, f"demo --as-of {TODAY}"),
}
"""By command, code and situation, as the page words them: what is changed, and what is run."""


def test_every_row_of_exit_codes_is_provoked() -> None:
    """The page and the tests list the same situations, in the same order."""
    rows = table_rows(reference("exit-codes"), "When each command gives which")

    assert [(row[0].strip("`"), int(row[1]), row[2]) for row in rows] == list(SITUATIONS)


@pytest.mark.parametrize("row", SITUATIONS, ids=lambda row: f"{row[0]} {row[1]} {row[2]}")
def test_a_command_exits_as_its_row_says(row: tuple[str, int, str], tmp_path: Path) -> None:
    """In the situation of the row, the command gives the code of the row."""
    change, line = SITUATIONS[row]
    root = example_in(tmp_path)
    change(root)

    done = run(line.split(), root)

    assert done.code == row[1], done.screen


@pytest.mark.parametrize(
    ("broken", "code"), [(RuntimeError, ExitCode.BUG), (KeyboardInterrupt, ExitCode.INTERRUPTED)]
)
def test_a_bug_and_an_interruption_have_their_codes(
    broken: type[BaseException], code: ExitCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks inside gives 3 and a block to report; what a person breaks off gives 130."""

    def break_off(*_: object) -> None:
        raise broken("Medicab")

    monkeypatch.setattr("convergence_cli.cli.session.load_workspace", break_off)

    done = run(["check"], EXAMPLE)

    assert (done.code, done.stdout) == (code, "")
    assert ("report" in done.stderr) == (code is ExitCode.BUG)
    assert "Medicab" not in done.stderr


# Words

WORDS = (
    *("workspace", "questionnaire", "preliminary", "maturity", "requirements", "scope", "axis"),
    *("criterion", "level", "scale", "target", "expected level", "not applicable", "unanswered"),
    *("outside the profile", "undetermined", "product", "base product", "option", "edition"),
    *("in force", "procedure", "track", "requirement set", "profile", "obsolete answer"),
    *("draft", "validated", "seal", "convergence plan", "strategy", "member"),
)
"""The words of the project: one for each idea."""


def test_every_word_is_in_the_glossary() -> None:
    """Every word of the project has its row, with what it is called in French."""
    rows = table_rows(reference("glossary"), "Words")
    french = {row[0].strip("*"): row[1] for row in rows}

    assert set(WORDS) - set(french) == set()
    assert all(french.values())
    assert list(french) == sorted(french)


def test_the_glossary_says_what_results_say() -> None:
    """The French words of the glossary are those that results show."""
    text = reference("glossary").text.lower()
    shown = [
        *words.KIND_WORDS.values(),
        *words.PRODUCT_KIND_WORDS.values(),
        *words.STATUS_WORDS.values(),
        *(words.ARCHIVED, words.COMPANY, words.AXIS, words.TARGET, words.CRITERION, words.LEVEL),
    ]

    assert [each for each in shown if each.fr.lower() not in text] == []
    assert [each for each in shown if each.en.lower() not in text] == []


# Definitions, dependencies, environment


@cache
def project() -> dict[str, Any]:
    """Return the project's table of pyproject.toml."""
    data: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Any] = data["project"]
    return found


def requirement(text: str) -> tuple[str, str]:
    """Return the name and the versions of a dependency."""
    found = re.match(r"([A-Za-z0-9._-]+)([^;]*)", text)
    assert found is not None
    return found[1], found[2].strip()


def test_every_runtime_dependency_has_its_section() -> None:
    """The page of dependencies has a section for each, which names the versions asked for."""
    page = Page(DOCS / "explanation" / "dependencies.md")
    asked = dict(map(requirement, project()["dependencies"]))
    sections = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##|\Z)", page.text, re.M | re.S))

    assert list(sections) == list(asked)
    for name, versions in asked.items():
        assert f"| Versions | `{versions}` |" in sections[name]
        for row in ("What it does here", "Who keeps it", "Licence", "What would replace it"):
            assert re.search(rf"^\| {row} \| \S.* \|$", sections[name], re.M), (name, row)


def test_every_development_dependency_has_its_row() -> None:
    """The page of dependencies lists each tool that tests and benchmarks need."""
    page = Page(DOCS / "explanation" / "dependencies.md")
    asked = [each for group in project()["optional-dependencies"].values() for each in group]
    asked += ["hatchling"]
    rows = table_rows(page, "Development")

    assert [row[0].strip("`") for row in rows] == sorted({requirement(each)[0] for each in asked})
    assert all(all(row) for row in rows)


def test_every_variable_that_is_read_is_listed() -> None:
    """The page of the environment names each variable that the package reads."""
    read: set[str] = set()
    for file in Path(convergence_cli.__file__).parent.rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "environ" in line:
                read |= set(re.findall(r'"([A-Z_]+)"', line))

    assert read
    assert [each for each in read if f"`{each}`" not in reference("environment").text] == []


def test_commands_for_integration_servers_exist(tmp_path: Path) -> None:
    """Every `convergence` line in the files for integration servers gives a verdict."""
    root = history_in(tmp_path)
    page = Page(DOCS / "how-to" / "use-in-ci.md")
    lines = [
        line.strip()
        for block in page.blocks
        if block.language in {"yaml", "text"}
        for line in re.sub(r"^ *(- )?(run: )?", "", block.text, flags=re.MULTILINE).splitlines()
        if line.strip().startswith("convergence ")
    ]

    assert len(lines) > 3
    for line in lines:
        arguments = line.replace("BASE", "main").split()[1:]
        assert run(arguments, root).code in (ExitCode.YES, ExitCode.NO), line


# Writing anew what is generated


def _with_outputs(page: Page, scratch: Path) -> Iterator[tuple[Block, list[tuple[Command, str]]]]:
    blocks: dict[Block, list[tuple[Command, str]]] = {}
    for block, command, printed in Player(page, scratch).results():
        blocks.setdefault(block, []).append((command, printed))
    yield from blocks.items()


def _rewritten(page: Page) -> str:
    text = page.text
    with tempfile.TemporaryDirectory() as scratch:
        for block, results in reversed(list(_with_outputs(page, Path(scratch)))):
            shown = "".join(
                command.written + _fresh(command, printed, page) for command, printed in results
            )
            text = text[: block.start] + shown + text[block.start + len(block.text) :]
    return text


def _fresh(command: Command, printed: str, page: Page) -> str:
    if is_like(command.shown, printed):
        return command.shown
    if ELISION in command.shown.splitlines():
        print(f"{page.name}: mend by hand: {command.line}")  # noqa: T201
        return command.shown
    return printed.rstrip("\n") + "\n" if printed.strip() else ""


def update() -> None:
    """Write anew the generated parts and the outputs of every page."""
    for page in our_pages():
        page.path.write_text(page.with_generated(tables.generated), encoding="utf-8")
        fresh = Page(page.path)
        page.path.write_text(_rewritten(fresh), encoding="utf-8")


if __name__ == "__main__":
    update()
