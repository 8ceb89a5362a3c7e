"""Every rule has one page, and the examples of a page are tests of its rule.

A page shows files of a workspace: each fenced block names the file that it replaces in, or adds to,
the small valid workspace `tests/files/base`. A comment that starts with `# <-` marks each line that
the rule reports. What Markdown cannot show is made by a function in `DEFECTS`, and told in words.

Where the page says whom a commit is by, the rule judges commits: the small workspace, with three
members, is committed in a repository, and the example is what this commit leaves.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from convergence_cli.checking.analysis import check_analysis
from convergence_cli.checking.audit import audit
from convergence_cli.checking.targets import check_targets
from convergence_cli.checking.workspace import check_workspace
from convergence_cli.diagnostics import (
    RULES,
    Diagnostic,
    Rule,
    Severity,
    in_reading_order,
    shapeless_replaced,
)
from convergence_cli.language import Language, Text
from convergence_cli.loading.history import History
from convergence_cli.loading.locating import locate_all
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.shipped import pages_folder
from convergence_cli.loading.source import MAX_BYTES, MAX_MARKS
from convergence_cli.loading.workspace import load_workspace
from tests.scripted_history import ScriptedHistory

BASE = Path(__file__).parent / "files" / "base"
DAY = "2026-11-22"
CATALOGUE = "README.md"
MARK = "# <-"
PLAN = "products/medicab/plan.yaml"
PRODUCT = "products/visiocab/product.yaml"

INSEPARABLE = {
    # The note says that there are more problems than are shown, so there must be some.
    "CV017": {"CV102"},
}
"""The other errors that a wrong example cannot do without, by code."""

WITHOUT_SPAN = {
    # No text could be read.
    *("CV001", "CV002", "CV003", "CV016"),
    # The whole file is meant, or one that is not there.
    *("CV015", "CV213", "CV214"),
    # The gate refuses a product, and no line of it.
    *(f"CV{number}" for number in range(501, 508)),
    # A commit is meant, and no line as it stands now.
    *(f"CV{number}" for number in range(701, 713)),
}
"""The rules that speak of a file as a whole."""


def _write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def _link(root: Path, path: str, target: Path) -> None:
    file = root / path
    file.unlink()
    try:
        file.symlink_to(target)
    except OSError:  # pragma: no cover - a system that lets nobody make links
        pytest.skip("no symbolic link can be made here")


def _link_that_leads_nowhere(root: Path) -> None:
    _link(root, PLAN, Path("moved-away.yaml"))


def _link_that_leads_outside(root: Path) -> None:
    outside = root.parent / "plan-of-somebody.yaml"
    outside.write_bytes(b"format: 1\nplan: {}\n")
    _link(root, PLAN, outside)


def _too_many_bytes(root: Path) -> None:
    _write(root, PLAN, "format: 1\nplan: {}\n# " + "minutes " * (MAX_BYTES // 8))


def _too_many_lines(root: Path) -> None:
    _write(root, PLAN, "format: 1\nplan: {}\n" + "#\n" * MAX_MARKS)


def _windows_1252(root: Path) -> None:
    text = (root / PRODUCT).read_text(encoding="utf-8")
    (root / PRODUCT).write_bytes(text.replace("Visiocab", "Vidéocab").encode("cp1252"))


def _bell(root: Path) -> None:
    entry = "INT-TRA-02: {by: 2027-Q2, comment: After\a the audit}"
    _write(root, PLAN, f"format: 1\nplan:\n  {entry}\n")


def _byte_order_mark(root: Path) -> None:
    settings = root / "convergence.yaml"
    settings.write_bytes(b"\xef\xbb\xbf" + settings.read_bytes())


def _too_many_problems(root: Path) -> None:
    product = root / "products/medicab/product.yaml"
    unknown = "".join(f"colour_{number}: blue\n" for number in range(101))
    product.write_bytes(product.read_bytes() + unknown.encode())


def _no_company_questions(root: Path) -> None:
    (root / "questionnaires/preliminary-company.yaml").unlink()


def _entangled_questions(root: Path) -> None:
    size = 20
    places = [(x, y) for x in range(size) for y in range(size)]
    question = "      - {{id: q{0}_{1}, type: boolean, title: {{fr: Oui ?, en: Yes?}}}}\n"
    _append(root, "preliminary", "".join(question.format(*place) for place in places))
    beside = [f"{{all: [q{x}_{y}, q{x + 1}_{y}]}}" for x, y in places if x + 1 < size]
    below = [f"{{all: [q{x}_{y}, q{x}_{y + 1}]}}" for x, y in places if y + 1 < size]
    rows = [
        f"{{any: [{', '.join(terms[start : start + size])}]}}"
        for terms in (beside, below)
        for start in range(0, len(terms), size)
    ]
    _append(root, "telehealth", f"        applies_when: {{any: [{', '.join(rows)}]}}\n")


def _no_visiocab(root: Path) -> None:
    shutil.rmtree(root / "products/visiocab")


def _append(root: Path, definition: str, text: str) -> None:
    file = root / f"questionnaires/{definition}.yaml"
    file.write_bytes(file.read_bytes() + text.encode())


DEFECTS: dict[str, Callable[[Path], None]] = {
    "CV001": _link_that_leads_nowhere,
    "CV002": _too_many_bytes,
    "CV003": _windows_1252,
    "CV004": _bell,
    "CV005": _byte_order_mark,
    "CV015": _too_many_lines,
    "CV016": _link_that_leads_outside,
    "CV017": _too_many_problems,
    "CV406": _no_company_questions,
    "CV410": _entangled_questions,
    "CV711": _no_visiocab,
}
"""What of a wrong example Markdown cannot show, by code: it is made in the folder."""


@dataclass(frozen=True)
class Example:
    """One example of a page, as the files that it shows."""

    code: str
    files: dict[str, str]
    is_wrong: bool
    author: str | None = None
    """Whose commit it is, by email; none where no commit is judged."""

    def laid_out(self, root: Path) -> Path:
        """Return a workspace with this example in it."""
        if self.author is None:
            shutil.copytree(BASE, root)
            return self.added_to(root)
        history = ScriptedHistory.founded(root)
        self.added_to(root)
        history.commit(self.author)
        return root

    def added_to(self, root: Path) -> Path:
        """Change a workspace as this example shows."""
        if self.is_wrong and self.code in DEFECTS:
            DEFECTS[self.code](root)
        for path, text in self.files.items():
            _write(root, path, text)
        return root

    @property
    def marked(self) -> set[tuple[str, int]]:
        """The path and the number of each line with a mark."""
        return {
            (path, number)
            for path, text in self.files.items()
            for number, line in enumerate(text.splitlines(), start=1)
            if MARK in line
        }


_HEADINGS = ("Why it matters", "How to mend it", "Wrong", "Right")
_COMMIT = re.compile(r"^The commit is by `(\S+)`\.$", re.MULTILINE)
_BLOCK = re.compile(r"^```(?:yaml|text) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page_of(code: str) -> str:
    """Return the text of a rule's page."""
    page = pages_folder() / f"{code}-{RULES[code].name}.md"
    return page.read_text(encoding="utf-8")


def section_of(code: str, heading: str) -> str:
    """Return what stands under a heading of a rule's page."""
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", page_of(code), re.MULTILINE | re.DOTALL)
    assert found is not None, f"the page of {code} has no heading '{heading}'"
    return found[1]


def example_of(code: str, heading: str) -> Example:
    """Return the example under a heading, "Wrong" or "Right"."""
    section = section_of(code, heading)
    author = _COMMIT.search(section)
    by = None if author is None else author[1]
    return Example(code, dict(_BLOCK.findall(section)), heading == "Wrong", by)


def found_in(root: Path) -> tuple[Diagnostic, ...]:
    """Return what is found in a workspace, with its places; in a repository, in its history."""
    if (root / ".git").is_dir():
        return audited_in(root)
    loaded = load_workspace(root)
    case = loaded.case(DAY)
    found = [*loaded.diagnostics, *check_workspace(case, loaded.diagnostics)]
    told = (*found, *check_analysis(case, found), *check_targets(case, ()))
    return in_reading_order(locate_all(root, told))


def audited_in(root: Path) -> tuple[Diagnostic, ...]:
    """Return what `member audit` finds in the commits of a workspace since its first one."""
    with Repository.of(root) as repository:
        commits = repository.commits(repository.commit("base"), repository.commit("HEAD"))
        contributions = History(repository).contributions(commits)
        return tuple(found for each in contributions for found in audit(each))


def errors_of(diagnostics: tuple[Diagnostic, ...]) -> set[str]:
    """Return the codes of the errors among some diagnostics."""
    return {each.rule.code for each in diagnostics if each.is_error}


def placeholders(template: str) -> set[str]:
    """Return the names of the `{name}` places of a text."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def texts_of(rule: Rule) -> Iterator[Text]:
    """Yield a rule's message, and its hint where it has one."""
    yield rule.message
    if rule.hint is not None:
        yield rule.hint


def one_line_of(code: str) -> str:
    """Return the first sentence of a rule's page."""
    return page_of(code).split("\n\n")[2].splitlines()[0]


def catalogue() -> str:
    """Return the table of all rules, as the catalogue page must have it."""
    rows = [
        f"| [{code}]({code}-{rule.name}.md) | {rule.name} | {rule.severity} | {one_line_of(code)} |"
        for code, rule in sorted(RULES.items())
    ]
    return "\n".join(("| Code | Name | Severity | What it says |", "|---|---|---|---|", *rows))


@dataclass(frozen=True)
class Tried:
    """An example, the folder that it was laid out in, and what is found there."""

    example: Example
    root: Path
    found: tuple[Diagnostic, ...]

    @property
    def by_its_rule(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of the rule that the example is for."""
        return tuple(each for each in self.found if each.rule.code == self.example.code)


Try = Callable[[str, str], Tried]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Try:
    """Try an example of a rule's page, given its code and heading; each one once."""

    @cache
    def once(code: str, heading: str) -> Tried:
        example = example_of(code, heading)
        root = example.laid_out(tmp_path_factory.mktemp(code) / "workspace")
        return Tried(example, root, found_in(root))

    return once


each_rule = pytest.mark.parametrize("code", sorted(RULES))
each_example = pytest.mark.parametrize("heading", ["Wrong", "Right"])


def test_the_base_workspace_is_valid() -> None:
    """Nothing at all is found in the workspace that every example changes."""
    assert found_in(BASE) == ()


def test_every_rule_has_one_page() -> None:
    """The folder holds one page for each rule, named after it, and the catalogue."""
    wanted = {f"{code}-{rule.name}.md" for code, rule in RULES.items()}

    assert {*wanted, CATALOGUE} == {page.name for page in pages_folder().iterdir()}


@each_rule
def test_a_page_has_its_form(code: str) -> None:
    """A page starts with the code, the name and the severity, and has its four headings."""
    rule = RULES[code]
    page = page_of(code)

    assert page.startswith(f"# {code} {rule.name}\n\nSeverity: {rule.severity}.\n\n")
    assert list(_HEADINGS) == re.findall(r"^## (.*)$", page, re.MULTILINE)


@each_rule
def test_a_page_has_one_sentence_to_a_line(code: str) -> None:
    """A line of prose is one whole sentence, so that a change shows what it changes."""
    prose = _BLOCK.sub("", page_of(code))
    lines = [line for line in prose.splitlines() if line and not line.startswith("#")]

    assert [line for line in lines if not line.endswith(".")] == []
    assert [line for line in lines if re.search(r"[.?!] [A-Z]", line)] == []


@each_rule
@each_example
def test_a_fenced_block_names_its_file(code: str, heading: str) -> None:
    """Every fenced block of an example is read, and none is shown twice for one file."""
    section = section_of(code, heading)

    assert section.count("\n```") == 2 * len(example_of(code, heading).files)


@each_rule
def test_a_wrong_example_is_found(code: str, tried: Try) -> None:
    """The wrong example gives the rule's diagnostic, and no other error."""
    wrong = tried(code, "Wrong")

    assert wrong.by_its_rule
    assert errors_of(wrong.found) <= {code} | INSEPARABLE.get(code, set())


@each_rule
def test_a_right_example_is_clean(code: str, tried: Try) -> None:
    """The right example gives no diagnostic of the rule, and no error."""
    right = tried(code, "Right")

    assert right.by_its_rule == ()
    assert errors_of(right.found) == set()


@each_rule
def test_a_wrong_example_is_found_where_it_is_marked(code: str, tried: Try) -> None:
    """The rule reports the lines that the page marks, all of them and no other."""
    wrong = tried(code, "Wrong")
    places = [each.place for each in wrong.by_its_rule]
    reported = {(place.path, place.span.line) for place in places if place.span is not None}
    marked = wrong.example.marked

    if code in WITHOUT_SPAN:
        assert reported == marked == set()
    elif marked:
        assert reported == marked
    else:
        assert code in DEFECTS


@each_rule
@each_example
def test_a_span_is_inside_its_file(code: str, heading: str, tried: Try) -> None:
    """A span is on one line of its file, 1-based, and the excerpt is this line."""
    one = tried(code, heading)

    for diagnostic in one.found:
        place, span = diagnostic.place, diagnostic.place.span
        if span is None:
            assert diagnostic.rule.code in WITHOUT_SPAN
            continue
        lines = (one.root / place.path).read_text(encoding="utf-8-sig").split("\n")
        assert 1 <= span.line <= len(lines)
        line = lines[span.line - 1]
        assert span.line == span.end_line
        assert 1 <= span.column <= span.end_column <= len(line) + 1
        assert place.excerpt == shapeless_replaced(line)


@each_rule
@pytest.mark.parametrize("language", Language)
def test_a_message_reads_well(code: str, language: Language, tried: Try) -> None:
    """What a reader sees is one line, filled in, without a full stop at its end."""
    for diagnostic in tried(code, "Wrong").by_its_rule:
        message = diagnostic.message.in_(language)
        assert message == message.strip() != ""
        assert len(message.splitlines()) == 1
        assert not re.search(r"[{}]|\.$", message)
        if diagnostic.hint is not None:
            hint = diagnostic.hint.in_(language)
            assert len(hint.splitlines()) == 1
            assert not hint.endswith(".")


@each_rule
def test_both_languages_say_the_same(code: str) -> None:
    """The English and the French words of a rule are there and fill the same places."""
    for text in texts_of(RULES[code]):
        assert text.en
        assert text.fr
        assert text.en != text.fr
        assert not text.en.endswith(".")
        assert not text.fr.endswith(".")
        assert placeholders(text.en) == placeholders(text.fr)


def test_the_catalogue_is_complete() -> None:
    """The catalogue page lists every rule by code, with the first sentence of its page."""
    page = (pages_folder() / CATALOGUE).read_text(encoding="utf-8")
    table = "\n".join(line for line in page.splitlines() if line.startswith("|"))

    assert catalogue() == table


def test_the_catalogue_explains_every_severity() -> None:
    """The catalogue page says what each severity means for a verdict."""
    page = (pages_folder() / CATALOGUE).read_text(encoding="utf-8")

    assert all(f"`{severity}`" in page for severity in Severity)
