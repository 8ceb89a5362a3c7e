"""The accepted numbers are those that a reader finds with the YAML files and a pencil."""

import json
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from convergence_cli.loading.shipped import examples_folder
from tests.cli.running import DAY, run
from tests.rendering.golden import FOLDER

EXAMPLE = examples_folder() / "exemple-sante"
Levels = dict[str, Any]


@cache
def _yaml(path: str) -> Any:
    return YAML(typ="safe", pure=True).load(EXAMPLE / path)


def _golden(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def _interoperability(name: str, product: str) -> Any:
    """Return what a result says of one product in the questionnaire that is worked out here."""
    found = next(each for each in _golden(name)["products"] if each["id"] == product)
    return next(each for each in found["questionnaires"] if each["id"] == "interoperability")


def _answers(product: str) -> Levels:
    written = _yaml(f"products/{product}/answers/interoperability.yaml")["answers"]
    return {id_: answer["level"] for id_, answer in written.items()}


def _axes() -> dict[str, list[Any]]:
    axes = _yaml("questionnaires/interoperability.yaml")["axes"]
    return {axis["id"]: axis["criteria"] for axis in axes}


def _expected(criterion: Any) -> int:
    expected = criterion["expected"]
    if isinstance(expected, int):
        return expected
    steps = [step["level"] for step in expected if str(step["from"]) <= DAY]
    return int(steps[-1]) if steps else 0


def _numbers(criteria: list[Any], levels: Levels, own: Levels) -> dict[str, Any]:
    """Work out what a score says of some criteria that all apply and are all answered."""
    asked = [each for each in criteria if each["id"] in levels]
    counted = [each for each in asked if levels[each["id"]] != "na"]
    mean = Fraction(sum(levels[each["id"]] for each in counted), len(counted))
    return {
        "mean": str(mean),
        "mean_rounded": floor(mean * 100 + Fraction(1, 2)) / 100,
        "lowest": str(mean),
        "highest": str(mean),
        "expected_mean": str(Fraction(sum(map(_expected, counted)), len(counted))),
        "counts": {
            "applicable": len(asked),
            "answered": len(counted),
            "not_applicable": len(asked) - len(counted),
            "unanswered": 0,
            "undetermined": 0,
            "obsolete": 0,
            "inherited": sum(each["id"] not in own for each in asked),
        },
    }


def _levels_in_force(product: str) -> Levels:
    if product == "medicab":
        return _answers("medicab")
    # The edition leaves the two criteria of messaging, and gives five answers of its own.
    inherited = _answers("medicab")
    for gone in ("INT-TRA-02", "INT-TRA-05"):
        del inherited[gone]
    return {**inherited, **_answers(product)}


@pytest.mark.parametrize("product", ["medicab", "medicab-mobile"])
def test_scores_are_those_of_the_answers_files(product: str) -> None:
    """The means, bounds and counts of a product follow from its answers files alone."""
    levels = _levels_in_force(product)
    criteria = [each for axis in _axes().values() for each in axis]
    whole = _interoperability("en/score.json", product)

    worked_out = _numbers(criteria, levels, _answers(product))
    assert {key: whole[key] for key in worked_out} == worked_out


@pytest.mark.parametrize("product", ["medicab", "medicab-mobile"])
def test_axes_are_those_of_the_answers_files(product: str) -> None:
    """The axes of a product, and those dropped, follow from its answers files alone."""
    levels, own = _levels_in_force(product), _answers(product)
    whole = _interoperability("fr/score.json", product)
    shown = {
        id_: {"id": id_, **_numbers(criteria, levels, own)}
        for id_, criteria in _axes().items()
        if any(levels.get(each["id"], "na") != "na" for each in criteria)
    }

    assert whole["axes"] == list(shown.values())
    assert whole["dropped_axes"] == [id_ for id_ in _axes() if id_ not in shown]


def test_gaps_are_those_of_the_answers_files() -> None:
    """Each gap of a product is the target, or what is expected, less the level in its file."""
    levels = _answers("medicab")
    gaps = _interoperability("en/gap.json", "medicab")
    criteria = [each for axis in _axes().values() for each in axis]
    expected = {each["id"]: _expected(each) for each in criteria}

    assert {each["id"]: (each["gap"], each["expected_gap"]) for each in gaps["criteria"]} == {
        id_: (3 - level, max(0, expected[id_] - level))
        for id_, level in levels.items()
        if level != "na"
    }


def test_radar_draws_the_means_of_the_score() -> None:
    """A radar shows, axis by axis, the very means of the score."""
    radars = _golden("fr/radar.json")["radars"]
    radar = next(each for each in radars if each["questionnaire"] == "interoperability")
    means: dict[str, dict[str, str]] = {
        product["id"]: {
            axis["id"]: axis["mean"]
            for whole in product["questionnaires"]
            if whole["id"] == "interoperability"
            for axis in whole["axes"]
        }
        for product in _golden("fr/score.json")["products"]
    }
    drawn = {axis["id"]: axis["series"] for axis in radar["axes"]}

    for series, product in (("current", "medicab"), ("compared", "medicab-mobile")):
        assert {id_: each[series]["mean"] for id_, each in drawn.items()} == {
            id_: means[product].get(id_) for id_ in drawn
        }


def test_profile_counts_what_the_score_counts() -> None:
    """The criteria that apply in the profile are those that the score counts."""
    profile = run("profile", "medicab-agenda", "--format", "json", at=EXAMPLE).json()
    listed = {each["id"]: each["criteria"] for each in profile["questionnaires"]}
    score = _golden("en/score.json")
    found = next(each for each in score["products"] if each["id"] == "medicab-agenda")

    assert found["questionnaires"]
    for counted in found["questionnaires"]:
        applies = [each["applies"] for each in listed[counted["id"]]]
        assert applies.count("yes") == counted["counts"]["applicable"]
        assert applies.count("undetermined") == counted["counts"]["undetermined"]


@pytest.mark.parametrize("name", ["check", "profile", "score", "gap", "radar"])
def test_json_is_the_same_document_in_both_languages(name: str) -> None:
    """Only words differ between the languages of a JSON document: keys and numbers do not."""
    french, english = (_without_words(_golden(f"{each}/{name}.json")) for each in ("fr", "en"))

    assert french == english


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        words = ("title", "message", "hint")
        return {key: _without_words(each) for key, each in value.items() if key not in words}
    return [_without_words(each) for each in value] if isinstance(value, list) else value


def test_every_score_of_an_untouched_copy_is_the_same(example: Path) -> None:
    """The same files give the same bytes wherever they stand."""
    finished = run("score", "--format", "json", "--lang", "en", "--as-of", DAY, at=example)

    assert finished.stdout == (FOLDER / "en/score.json").read_bytes()
