"""Hostile text is shown as text, by every command, in every format (SPEC §5)."""

import json
import os
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.cli import hostile, small
from tests.cli.hostile import SHAPELESS, TEXTS
from tests.cli.runner import commands_in
from tests.cli.running import AS_OF, Finished, run
from tests.rendering.reports import gitlab_issues, junit_cases, sarif_run

PAGES = (
    ("explain", "ONE-1"),
    ("explain", "ONE-1", "--product", "med"),
    ("explain", "ONE-2", "--product", "kin"),
    ("explain", "THREE-1", "--product", "med"),
    ("explain", "note"),
    ("explain", "some"),
    ("explain", "care"),
    ("explain", "preliminary"),
)
PLANS = (
    ("plan", "status", *AS_OF),
    ("plan", "status", "--as-of", "2028-01-01"),
    ("plan", "forecast", "--days", "400", *AS_OF),
)
RESULTS = (
    ("check", *AS_OF),
    ("profile",),
    ("profile", "med"),
    ("score", *AS_OF, "--fail-under", "0"),
    ("gap", *AS_OF),
    ("radar", *AS_OF),
    ("radar", "med", "--compare", "kin", *AS_OF),
    ("status", *AS_OF),
    *PLANS,
    ("product", "list"),
    ("product", "show", "med", *AS_OF),
    ("product", "show", "kin", *AS_OF),
    ("product", "diff", "med", "kin", *AS_OF),
)
PRODUCTS = RESULTS[-4:]
PLATFORMS = tuple(
    ("check", "--format", platform, *AS_OF) for platform in ("sarif", "github", "gitlab", "junit")
)
_OBEYED = re.compile(r"^:(?=:)|#(?=#\[|#vso)")
_STYLES = re.compile(r"\x1b\[[0-9;]*m")
_OF_A_PICTURE = {"svg", "desc", "rect", "text", "polygon", "polyline", "line", "circle"}

each_text = pytest.mark.parametrize("name", TEXTS)


@each_text
def test_no_text_is_taken_for_more_than_text(name: str, tmp_path: Path) -> None:
    """Without colour, what is printed holds no escape sequence, nothing without a shape, and no
    command to the runner that shows it.
    """
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (*RESULTS, *PLATFORMS, *PAGES):
        finished = run(*args, at=root)

        assert finished.code == 0, finished.err
        assert not SHAPELESS.search(finished.out)
        assert not SHAPELESS.search(finished.err)
        if "github" not in args:
            assert commands_in(finished.out) == commands_in(finished.err) == []


@each_text
def test_no_json_commands_the_runner_that_shows_it(name: str, tmp_path: Path) -> None:
    """Whatever texts say, no line of JSON in a log makes the runner obey."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in RESULTS:
        assert commands_in(run(*args, "--format", "json", at=root).out) == []


@each_text
def test_no_export_commands_the_runner_that_shows_it(name: str, tmp_path: Path) -> None:
    """Whatever texts say, neither a record nor a table in a log makes the runner obey."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for format_ in ("json", "csv"):
        done = run("export", "--drafts", "-f", format_, *AS_OF, at=root)

        assert done.code == 0, done.err
        assert commands_in(done.out) == []


@each_text
def test_colour_adds_nothing_but_colour(name: str, tmp_path: Path) -> None:
    """With colour, the only escape sequences are the styles of the tool itself."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (RESULTS[0], RESULTS[3], RESULTS[4], PAGES[1]):
        finished = run(*args, "--color", "always", at=root)

        assert finished.code == 0
        assert "\x1b[" in finished.out
        assert not SHAPELESS.search(_STYLES.sub("", finished.out))


@each_text
def test_no_text_breaks_a_poor_terminal(name: str, tmp_path: Path) -> None:
    """Where stdout speaks ASCII, any text becomes ASCII."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (RESULTS[2], RESULTS[3], PAGES[1], *PRODUCTS):
        finished = run(*args, at=root, encoding="ascii")

        assert finished.code == 0
        assert finished.stdout.isascii()


@each_text
def test_no_text_forges_a_line(name: str, tmp_path: Path) -> None:
    """A name or a title does not start a line: it forges no workflow command, and no result."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (RESULTS[0], RESULTS[2], RESULTS[3], RESULTS[4], *PRODUCTS):
        lines = run(*args, at=root, columns=400).out.splitlines()

        assert not [line for line in lines if line.lstrip().startswith(("::", "second", "# four"))]


@each_text
def test_text_that_can_be_shown_is_shown_whole(name: str, tmp_path: Path) -> None:
    """A name in which every character has a shape is printed as it is, markup and all.

    Of what would command a runner, one sign is spelled.
    """
    text = _OBEYED.sub(lambda found: f"\\x{ord(found[0]):x}", _shown(TEXTS[name]))
    root = hostile.workspace(tmp_path, TEXTS[name])

    assert f"{text} (med) · base product\n" in run("score", *AS_OF, at=root).out
    assert f"{text} (kin) · base product\n" in run("gap", *AS_OF, at=root).out
    assert run("profile", at=root).out == f"{text} · Company\n"


@each_text
def test_json_gives_every_text_back(name: str, tmp_path: Path) -> None:
    """JSON holds every text as its writer wrote it."""
    text = TEXTS[name]
    root = hostile.workspace(tmp_path, text)

    score = run("score", "-f", "json", *AS_OF, at=root).json()
    gap = run("gap", "-f", "json", *AS_OF, at=root).json()
    profile = run("profile", "med", "-f", "json", at=root).json()
    radar = run("radar", "-f", "json", *AS_OF, at=root).json()

    assert {each["name"] for each in score["products"]} == {text}
    assert {version for each in (score, gap, profile, radar) for version in _versions(each)} == {
        text
    }
    assert {each["title"] for each in gap["products"][0]["questionnaires"][0]["criteria"]} == {text}


@each_text
def test_diagnostics_in_json_stay_on_their_line(name: str, tmp_path: Path) -> None:
    """The messages of `check` name a hostile text without holding a control character."""
    finished = run("check", "-f", "json", *AS_OF, at=hostile.workspace(tmp_path, TEXTS[name]))

    messages = [each["message"] for each in finished.json()["diagnostics"]]
    assert any("certification" in each for each in messages)
    assert not [each for each in messages if SHAPELESS.search(each) or "\n" in each]


@each_text
def test_no_platform_is_told_anything_but_findings(name: str, tmp_path: Path) -> None:
    """Whatever texts say, a platform reads as many findings as there are, and nothing else."""
    root = hostile.workspace(tmp_path, TEXTS[name])
    n_found = len(run("check", "-f", "json", *AS_OF, at=root).json()["diagnostics"])
    sarif, github, gitlab, junit = (run(*args, at=root).out for args in PLATFORMS)

    assert n_found > 0
    assert len(sarif_run(sarif)["results"]) == n_found
    assert len(gitlab_issues(gitlab)) == n_found
    assert len(junit_cases(junit)) == n_found
    assert len(commands_in(github)) == len(github.splitlines()) == n_found
    assert commands_in(sarif + gitlab + junit) == []


@each_text
def test_a_page_of_products_is_no_markup(name: str, tmp_path: Path) -> None:
    """What `product` writes as Markdown shows each text as text, and its tables hold together."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (*PRODUCTS, *PLANS, ("status", *AS_OF)):
        finished = run(*args, "-f", "markdown", at=root)
        assert finished.code == 0
        for table in _tables(finished.out):
            assert len({line.replace("\\|", "").count("|") for line in table}) == 1
        inline = [each for each in _markdown(finished) if each.type == "inline"]
        assert inline
        for each in inline:
            _letters(each)


@each_text
def test_a_product_is_changed_whatever_its_texts(name: str, tmp_path: Path) -> None:
    """A reason and a name are written as they are, and nothing that is said forges a line."""
    text = TEXTS[name]
    root = hostile.workspace(tmp_path, text)
    said = [
        run("product", "duplicate", "med", "copy", "--name", text, *AS_OF, at=root),
        run("product", "archive", "copy", "--because", text, *AS_OF, at=root),
        run("product", "show", "copy", *AS_OF, at=root),
        run("product", "restore", "copy", *AS_OF, at=root),
    ]

    assert [each.code for each in said] == [0, 0, 0, 0], [each.err for each in said]
    lines = [line for each in said for line in each.err.splitlines()]
    assert not [line for line in lines if SHAPELESS.search(line)]
    assert not [line for line in lines if line.lstrip().startswith(("::", "second", "# four"))]
    shown = run("product", "show", "copy", "-f", "json", *AS_OF, at=root).json()["product"]
    assert (shown["name"], shown["archived_because"]) == (text, None)


@each_text
def test_what_sync_offers_is_a_comment(name: str, tmp_path: Path) -> None:
    """Whatever a criterion is called, its offer answers nothing, and is not taken for a result."""
    root = hostile.workspace(tmp_path, TEXTS[name])
    before = run("score", "-f", "json", *AS_OF, at=root).json()

    done = [run("sync", *AS_OF, at=root), run("sync", "--prune", "--yes", *AS_OF, at=root)]

    assert [each.code for each in done] == [0, 0]
    assert not any(SHAPELESS.search(each.out + each.err) for each in done)
    assert (root / "products/kin/answers/care.yaml").exists()
    assert run("score", "-f", "json", *AS_OF, at=root).json() == before


@each_text
@pytest.mark.parametrize("command", ["score", "gap"])
def test_markdown_tables_keep_their_columns(name: str, command: str, tmp_path: Path) -> None:
    """Each row of a Markdown table has as many cells as its header."""
    root = hostile.workspace(tmp_path, TEXTS[name])
    finished = run(command, "-f", "markdown", "--fail-on", "unanswered", *AS_OF, at=root)

    tables = list(_tables(finished.out))
    assert tables
    assert all(len({line.count("|") for line in table}) == 1 for table in tables)


@each_text
@pytest.mark.parametrize("command", ["score", "gap"])
def test_markdown_shows_the_text_itself(name: str, command: str, tmp_path: Path) -> None:
    """A Markdown reader shows names and titles letter for letter: no markup, link or picture."""
    text = _shown(TEXTS[name])
    root = hostile.workspace(tmp_path, TEXTS[name])
    tokens = _markdown(run(command, "-f", "markdown", *AS_OF, at=root))

    headings = [_letters(each) for each in _after(tokens, "heading_open")]
    names = [f"{text} ({product}) · base product" for product in ("kin", "med")]
    assert headings == [" ".join(each.split(" ")).strip() for each in names]
    # The criterion is a published one: its title is followed by its code.
    named, ending = ("ONE ", text) if command == "score" else ("ONE-1 ", f"{text} [{text}]")
    cells = [each for each in _after(tokens, "td_open") if each.content.startswith(named)]
    assert {_letters(each).partition(" (inherited from med)")[0].strip() for each in cells} == {
        f"{named}{ending}".strip()
    }


def test_markdown_mentions_nobody(tmp_path: Path) -> None:
    """No name in a pull-request comment calls a team, and no link to an issue is forged."""
    root = hostile.workspace(tmp_path, TEXTS["mention"])

    finished = run("score", "-f", "markdown", *AS_OF, at=root)

    assert "@<!-- -->team" in finished.out
    assert "@team" not in finished.out
    assert r"\#<!-- -->12" in finished.out


@each_text
@pytest.mark.parametrize("questionnaire", ["care", "small"])
def test_a_picture_is_only_a_picture(name: str, questionnaire: str, tmp_path: Path) -> None:
    """SVG is well-formed, has no script and no link, and shows the text itself."""
    text = _shown(TEXTS[name], joined=False)
    root = hostile.workspace(tmp_path, TEXTS[name])

    asked = ("radar", "med", "-q", questionnaire, "--compare", "kin", "-f", "svg", *AS_OF)
    picture = ET.fromstring(run(*asked, at=root).stdout)  # noqa: S314 - our own output

    elements = list(picture.iter())
    assert {each.tag.rpartition("}")[2] for each in elements} <= _OF_A_PICTURE
    attributes = {key for each in elements for key in each.attrib}
    assert not [each for each in attributes if each.startswith("on") or "href" in each]
    assert any(text.split() == (each.text or "").split() for each in elements)


def test_a_long_title_does_not_hide_the_radar(tmp_path: Path) -> None:
    """A title of 10,000 characters is cut in a picture, and told whole to screen readers."""
    text = TEXTS["long"]
    root = hostile.workspace(tmp_path, text)

    picture = run("radar", "med", "-q", "care", "-f", "svg", *AS_OF, at=root).out

    assert f">{text[:35]}…</text>" in picture
    assert f"ONE {text}: " in picture


@each_text
def test_a_hostile_argument_is_named_harmlessly(name: str, tmp_path: Path) -> None:
    """A product or topic that does not exist is named without its control characters."""
    root = small.workspace(tmp_path, {"A": 1})
    text = TEXTS[name]

    for args in (("score", text), ("explain", text), ("score", "-q", text), ("gap", "-w", text)):
        finished = run(*args, at=root)

        assert (finished.code, finished.out) == (2, "")
        assert not SHAPELESS.search(finished.err)


def test_a_topic_that_looks_like_an_option_stays_a_topic(tmp_path: Path) -> None:
    """After `--`, an argument that starts with a hyphen is an argument."""
    finished = run("explain", "--", "--product", at=small.workspace(tmp_path, {"A": 1}))

    assert finished.code == 2
    assert finished.err.startswith("convergence: '--product' is no code, criterion")


if sys.platform != "win32":

    @pytest.mark.parametrize("name", ["me\x1b[31m", "me\u202edem", "me\nd::error::"])
    def test_the_name_of_a_folder_is_shown_as_text(name: str, tmp_path: Path) -> None:
        """A folder may be called anything: its name holds no escape sequence when it is shown."""
        root = small.workspace(tmp_path, {"A": 1})
        (root / "products/med").rename(root / "products" / name)

        checked = run("check", at=root)
        refused = run("score", at=root)

        assert (checked.code, refused.code) == (1, 2)
        for said in (checked.out, refused.err):
            assert "CV209 misnamed-file" in said
            assert not SHAPELESS.search(said)
            assert not [line for line in said.splitlines() if line.startswith("d::")]
        for platform in PLATFORMS:
            told = run(*platform, at=root)
            assert told.code == 1
            assert not SHAPELESS.search(told.out)
            assert {each.name for each in commands_in(told.out)} <= {"error"}
        data = run("check", "-f", "json", at=root).json()
        assert f"products/{name}/product.yaml" in {each["path"] for each in data["diagnostics"]}


if sys.platform == "linux":

    def test_the_name_of_a_folder_may_be_no_text_at_all(tmp_path: Path) -> None:
        """A folder whose name is no UTF-8 is named, in text and in JSON, by what can be told."""
        root = small.workspace(tmp_path, {"A": 1})
        (root / "products/med").rename(root / "products" / os.fsdecode(b"me\xff"))

        text = run("check", at=root)
        data = run("check", "-f", "json", at=root)
        written = run("check", "-f", "json", "-o", "out.json", at=root)
        told = [run(*platform, at=root) for platform in PLATFORMS]

        assert [text.code, data.code, written.code] == [1, 1, 1]
        assert [each.code for each in told] == [1, 1, 1, 1]
        assert '"uri": "products/me%FF/product.yaml"' in told[0].out
        assert "::error file=products/me\ufffd/product.yaml," in told[1].out
        assert told[2].json()[0]["location"]["path"] == "products/me\ufffd/product.yaml"
        assert 'classname="products/me\ufffd/product"' in told[3].out
        assert "products/me\ufffd/product.yaml:2:5: error CV209" in text.out
        [path, *_] = {each["path"] for each in data.json()["diagnostics"]}
        assert path == "products/me\udcff/product.yaml"
        assert json.loads((root / "out.json").read_bytes()) == data.json()


def _shown(text: str, *, joined: bool = True) -> str:
    """Return a text as a reader sees it: on one line, a sign for what has no shape."""
    one_line = re.sub("[\r\n]+", " ", text) if joined else re.sub("\r\n|\n", "  ", text)
    return SHAPELESS.sub("\ufffd", one_line.replace("\t", " "))


def _versions(document: dict[str, Any]) -> set[str]:
    return set(document["definitions"].values())


def _tables(markdown: str) -> Iterator[list[str]]:
    for block in markdown.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        if rows:
            yield rows


def _markdown(finished: Finished) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(finished.out)


def _after(tokens: list[Token], kind: str) -> Iterator[Token]:
    yield from (after for each, after in pairwise(tokens) if each.type == kind)


def _letters(inline: Token) -> str:
    """Return what a reader of Markdown sees of a line; a comment is not seen."""
    guard = ("html_inline", "<!-- -->")
    seen = [each for each in inline.children or () if (each.type, each.content) != guard]
    assert {each.type for each in seen} <= {"text", "text_special"}
    return "".join(each.content for each in seen)


@each_text
def test_no_text_acts_in_an_editor(name: str, tmp_path: Path) -> None:
    """What a schema says of a key or a value holds no character without a shape, lines apart."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    assert run("schema", at=root).code == 0

    for file in (root / ".convergence/schemas").iterdir():
        for said in _said_in(json.loads(file.read_text(encoding="utf-8"))):
            assert SHAPELESS.search(said.replace("\n", "")) is None, file.name
    assert run("schema", "--check", at=root).code == 0


def _said_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from _said_in(each)
    elif isinstance(schema, dict):
        for key, each in schema.items():
            if key in ("title", "description") and isinstance(each, str):
                yield each
            elif key == "enumDescriptions":
                yield from each
            else:
                yield from _said_in(each)
