"""Plans show hostile text as text, and write it as comments that are no data."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli import hostile
from tests.cli.hostile import SHAPELESS, TEXTS
from tests.cli.runner import commands_in
from tests.cli.running import AS_OF, run

_SHOW = ("plan", "show", *AS_OF)
_PROJECT = ("plan", "project", *AS_OF)
_STYLES = re.compile(r"\x1b\[[0-9;]*m")

each_text = pytest.mark.parametrize("name", TEXTS)


@each_text
def test_a_plan_is_shown_as_text(name: str, tmp_path: Path) -> None:
    """Titles, efforts and reasons hold no escape sequence, no command and no line of their own."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    for args in (_SHOW, _PROJECT):
        plain = run(*args, at=root, columns=120)
        coloured = run(*args, "--color", "always", at=root)
        poor = run(*args, at=root, encoding="ascii")

        assert (plain.code, coloured.code, poor.code) == (0, 0, 0), plain.err
        assert not SHAPELESS.search(plain.out + plain.err)
        assert commands_in(plain.out) == commands_in(plain.err) == []
        assert not SHAPELESS.search(_STYLES.sub("", coloured.out))
        assert poor.stdout.isascii()
        lines = [line.lstrip() for line in plain.out.splitlines()]
        assert not [line for line in lines if line.startswith(("::", "second", "# four"))]


@each_text
def test_a_plan_in_markdown_and_json_is_as_written(name: str, tmp_path: Path) -> None:
    """A table keeps its cells whatever they say, and JSON gives each text back."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    page = run(*_SHOW, "-f", "markdown", at=root).out
    data = run(*_SHOW, "-f", "json", at=root).json()
    projected = run(*_PROJECT, "-f", "json", at=root).json()

    for block in page.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({line.replace("\\|", "").count("|") for line in rows}) <= 1
    med = next(each for each in data["products"] if each["id"] == "med")
    [milestone] = med["quarters"][0]["milestones"]
    assert {milestone[each] for each in ("title", "effort", "comment")} == {TEXTS[name]}
    assert projected["products"][1]["name"] == TEXTS[name]


@each_text
def test_a_projected_picture_is_only_a_picture(name: str, tmp_path: Path) -> None:
    """SVG is well-formed, and holds no script and no link."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    finished = run(*_PROJECT, "med", "-q", "care", "-f", "svg", at=root)

    elements = list(ET.fromstring(finished.stdout).iter())  # noqa: S314 - our own output
    assert {each.tag.rpartition("}")[2] for each in elements} <= {
        *("svg", "desc", "rect", "text", "polygon", "polyline", "line", "circle")
    }
    attributes = {key for each in elements for key in each.attrib}
    assert not [each for each in attributes if each.startswith("on") or "href" in each]


@each_text
def test_what_is_proposed_is_a_comment_and_an_entry(name: str, tmp_path: Path) -> None:
    """Whatever a criterion is called, its proposal is one entry without a date."""
    root = hostile.workspace(tmp_path, TEXTS[name])

    finished = run("plan", "init", *AS_OF, at=root)

    assert finished.code == 0, finished.err
    assert not SHAPELESS.search(finished.out + finished.err)
    kin = next(
        each
        for each in run(*_SHOW, "-f", "json", at=root).json()["products"]
        if each["id"] == "kin"
    )
    assert [(each["criterion"], each["has_entry"]) for each in kin["unplanned"]] == [
        ("ONE-1", True),
        ("THREE-1", True),
    ]
