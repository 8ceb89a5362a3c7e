"""Two versions of a questionnaire, the new one made from the old one by known changes."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from convergence_cli.loading.build_questionnaire import build_questionnaire
from convergence_cli.model.questionnaire import Questionnaire
from tests.written import Data, criterion, questionnaire, text

Change = Callable[[Data], Any]

BASE = questionnaire(
    "care", {"ONE": [criterion("A", expected=1), criterion("B")], "TWO": [criterion("C")]}
)


def version(*changes: Change, of: Data = BASE) -> Questionnaire:
    """Return a definition with some changes made to its data."""
    data = deepcopy(of)
    for change in changes:
        change(data)
    return build_questionnaire(data, "questionnaires/care.yaml")


def find(data: Data, id_: str) -> Data:
    """Return the data of a criterion."""
    found: Data = next(
        each for axis in data["axes"] for each in axis["criteria"] if each["id"] == id_
    )
    return found


def with_(id_: str, **keys: Any) -> Change:
    """Return a change that gives a criterion other keys."""
    return lambda data: find(data, id_).update(keys)


def renamed(was: str, id_: str) -> Change:
    """Return a change that gives a criterion a new id, and says which one it replaces."""
    return with_(was, id=id_, replaces=[was])


def without(id_: str) -> Change:
    """Return a change that takes a criterion out."""

    def change(data: Data) -> None:
        for axis in data["axes"]:
            axis["criteria"] = [each for each in axis["criteria"] if each["id"] != id_]

    return change


def plus(axis: int, **keys: Any) -> Change:
    """Return a change that adds a criterion at the end of an axis."""
    return lambda data: data["axes"][axis]["criteria"].append({**criterion(keys["id"]), **keys})


def level_text(id_: str, level: int, words: str) -> Change:
    """Return a change that words a level anew, in both languages."""
    return lambda data: find(data, id_)["levels"].update({level: text(words)})
