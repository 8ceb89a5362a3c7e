"""Radars: a polygon where there is one, bars where there is none, and no mean that is not there."""

import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli import small
from tests.cli.running import AS_OF, run

SVG = "{http://www.w3.org/2000/svg}"


def radar_workspace(root: Path, axes: int, levels: Mapping[str, int]) -> Path:
    """Write a workspace whose questionnaire has some axes, of one criterion each, and answers."""
    alone = small.questionnaire("care", {"A1": 2})
    axis = alone.partition("axes:\n")[2]
    more = "".join(
        axis.replace("A1", f"A{number}").replace("id: ONE", f"id: AXE{number}")
        for number in range(2, axes + 1)
    )
    return small.write(
        root,
        {
            "convergence.yaml": small.SETTINGS,
            "questionnaires/care.yaml": alone + more,
            "products/med/product.yaml": small.product("med"),
            "products/med/answers/care.yaml": small.answers("care", _of(axes, levels)),
        },
    )


def _of(axes: int, levels: Mapping[str, int]) -> dict[str, int]:
    return {id_: level for id_, level in levels.items() if int(id_[1:]) <= axes}


@pytest.mark.parametrize("axes", [1, 2])
def test_few_axes_are_bars(axes: int, tmp_path: Path) -> None:
    """One or two axes have no surface: each series is a bar, the target the longest."""
    root = radar_workspace(tmp_path, axes, {"A1": 3, "A2": 1})

    lines = [line.split() for line in run("radar", *AS_OF, at=root).out.splitlines()]

    drawn = [["●" * 46, "3.00"], ["○" * 30, "2.00"], ["·" * 46, "3.00"]]
    assert lines[2:5] == [["ONE", *drawn[0]], *drawn[1:]]
    assert [line[0] for line in lines[5 : 2 + 3 * axes] if len(line) == 3] == ["AXE2"][: axes - 1]


def test_bars_have_plain_characters(tmp_path: Path) -> None:
    """Bars are drawn in ASCII where nothing else is spoken."""
    root = radar_workspace(tmp_path, 2, {"A1": 3, "A2": 1})

    poor = run("radar", *AS_OF, at=root, encoding="ascii")

    assert f"ONE          {'*' * 46} 3.00\n" in poor.out
    assert poor.stdout.isascii()


def test_an_axis_without_answers_has_no_bar(tmp_path: Path) -> None:
    """Nothing answered is a dash, and no bar of any length."""
    root = radar_workspace(tmp_path, 2, {"A1": 3})

    lines = run("radar", *AS_OF, at=root).out.splitlines()

    assert "AXE2          —" in lines


@pytest.mark.parametrize("axes", [3, 4, 9])
def test_several_axes_are_a_radar(axes: int, tmp_path: Path) -> None:
    """Three axes and more are drawn as a figure that names each of them once."""
    root = radar_workspace(tmp_path, axes, {f"A{number}": 2 for number in range(1, axes + 1)})

    drawing = run("radar", *AS_OF, at=root).out.partition("\n\n")[2].partition("\n\n")[0]

    names = ["ONE", *(f"AXE{number}" for number in range(2, axes + 1))]
    assert all(drawing.count(name) == 1 for name in names)
    assert all(len(line) <= 80 for line in drawing.splitlines())


def test_without_the_drawing_package_there_are_bars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the compiled drawing package cannot be loaded, bars say the same."""
    root = radar_workspace(tmp_path, 4, {"A1": 2})
    monkeypatch.setitem(sys.modules, "plotext", None)

    finished = run("radar", *AS_OF, at=root)

    assert finished.code == 0
    assert f"ONE          {'●' * 30} 2.00\n" in finished.out
    assert "AXE4          —\n" in finished.out


def test_two_radars_in_one_run_do_not_mix(tmp_path: Path) -> None:
    """Each radar is drawn on a clean sheet: alone or after another, it is the same."""
    root = radar_workspace(tmp_path, 3, {"A1": 3, "A2": 2, "A3": 1})
    low = {
        "products/low/product.yaml": small.product("low"),
        "products/low/answers/care.yaml": small.answers("care", {"A1": 0, "A2": 1, "A3": 0}),
    }
    small.write(root, low)

    both = run("radar", *AS_OF, at=root).out

    alone = [run("radar", product, *AS_OF, at=root).out for product in ("low", "med")]
    assert both == "\n".join(alone)


@pytest.mark.parametrize("axes", [1, 2, 3, 6])
@pytest.mark.parametrize("levels", [{}, {"A1": 0}, {"A1": 3, "A2": 2}, {"A2": 1, "A3": 1}], ids=str)
def test_a_picture_has_no_figure_that_is_not_there(
    axes: int, levels: dict[str, int], tmp_path: Path
) -> None:
    """SVG shows a surface only where every axis has a mean, and every number it draws is finite."""
    known = _of(axes, levels)
    root = radar_workspace(tmp_path, axes, levels)

    finished = run("radar", "-f", "svg", *AS_OF, at=root)

    assert finished.code == 0
    picture = ET.fromstring(finished.stdout)  # noqa: S314 - our own output
    assert "nan" not in finished.out
    assert "inf" not in finished.out
    surfaces = [
        each for each in picture.iter(f"{SVG}polygon") if "opacity" in each.get("style", "")
    ]
    assert bool(surfaces) == (axes > 2 and len(known) == axes)
    shown = [each.text for each in picture.iter(f"{SVG}text")]
    assert sum(" · " in (each or "") for each in shown) == 1 + axes
    assert sum((each or "").endswith(" · —") for each in shown) == axes - len(known)


def test_every_axis_answered_makes_a_surface(tmp_path: Path) -> None:
    """SVG fills the surface of a product that has a mean on every axis."""
    root = radar_workspace(tmp_path, 3, {"A1": 1, "A2": 2, "A3": 3})

    picture = ET.fromstring(run("radar", "-f", "svg", *AS_OF, at=root).stdout)  # noqa: S314

    surfaces = [each.get("style", "") for each in picture.iter(f"{SVG}polygon")]
    assert sum("fill-opacity" in each for each in surfaces) == 1


def test_a_picture_speaks(tmp_path: Path) -> None:
    """SVG says in words what it draws, for those who do not see it."""
    root = radar_workspace(tmp_path, 3, {"A1": 1, "A2": 2})

    picture = ET.fromstring(run("radar", "-f", "svg", *AS_OF, at=root).stdout)  # noqa: S314

    described = picture.findtext(f"{SVG}desc")
    assert described is not None
    assert described.startswith("ONE One: Current 1.00, Expected 2.00, Target 3.00; ")
    assert described.endswith("AXE3 One: Current —, Expected —, Target 3.00")
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == "Med · Care 1 · maturity · draft"


def test_a_product_is_compared_axis_by_axis(tmp_path: Path) -> None:
    """--compare lays the means of another product over each radar, by its id."""
    root = radar_workspace(tmp_path, 3, {"A1": 3, "A2": 2, "A3": 1})
    kin = {
        "products/kin/product.yaml": small.product("kin"),
        "products/kin/answers/care.yaml": small.answers("care", {"A1": 1}),
    }
    small.write(root, kin)

    data = run("radar", "med", "--compare", "kin", "-f", "json", *AS_OF, at=root).json()

    [radar] = data["radars"]
    assert (radar["product"], radar["compared_with"]) == ("med", "kin")
    means = [
        (axis["series"]["current"]["mean"], axis["series"]["compared"]["mean"])
        for axis in radar["axes"]
    ]
    assert means == [("3", "1"), ("2", None), ("1", None)]


def test_the_company_has_a_radar_too(tmp_path: Path) -> None:
    """The questionnaire that the company answers is drawn after those of the products."""
    files = {
        "questionnaires/strategy.yaml": small.questionnaire("strategy", {"S": 1}, scope="company"),
        "company/answers/strategy.yaml": small.answers("strategy", {"S": 2}),
    }
    root = small.write(radar_workspace(tmp_path, 3, {"A1": 3}), files)

    text = run("radar", *AS_OF, at=root).out
    data = run("radar", "-f", "json", *AS_OF, at=root).json()

    assert "Exemple · Care 1 · maturity · draft\n" in text
    assert [each["product"] for each in data["radars"]] == ["med", None]
