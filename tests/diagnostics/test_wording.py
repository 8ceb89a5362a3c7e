"""Words that several rules share."""

import math

import pytest

from convergence_cli.diagnostics.wording import (
    TYPE_WORDS,
    did_you_mean,
    either,
    kind_of,
    named,
)
from convergence_cli.language import Text


@pytest.mark.parametrize(
    ("value", "en", "fr"),
    [
        (None, "nothing", "rien"),
        (True, "true", "true"),
        (False, "false", "false"),
        (0, "a number", "un nombre"),
        (1.5, "a number", "un nombre"),
        (math.inf, "an endless or undefined number", "un nombre infini ou indéfini"),
        (math.nan, "an endless or undefined number", "un nombre infini ou indéfini"),
        ("", "text", "du texte"),
        ([], "a list", "une liste"),
        ((), "a list", "une liste"),
        ({}, "a mapping (key: value)", "une table (clé: valeur)"),
    ],
)
def test_each_kind_of_value_has_a_name(value: object, en: str, fr: str) -> None:
    """What a value is, in the words of someone who writes the files."""
    assert kind_of(value) == Text(en=en, fr=fr)


def test_alternatives_are_joined_by_or() -> None:
    """One alternative stands alone; several are joined by "or"."""
    words = [TYPE_WORDS[name] for name in ("integer", "string", "array")]

    assert either(words[:1]) == words[0]
    assert either(words).en == "a whole number or text or a list"
    assert either(words).fr == "un nombre entier ou du texte ou une liste"


def test_names_are_listed() -> None:
    """Names are parted by commas; where there are none a dash stands."""
    assert named(["a", "b"]) == "a, b"
    assert named([]) == "–"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("sirett", "did you mean 'siren'?", id="a letter too many"),
        pytest.param("Name", "did you mean 'name'?", id="a capital"),
        pytest.param("NAME", "did you mean 'name'?", id="capitals"),
        pytest.param("PROFIL", "did you mean 'profile'?", id="capitals, and a letter missing"),
        pytest.param("zzz", None, id="nothing like it"),
        pytest.param("", None, id="nothing at all"),
        pytest.param("name" * 17, None, id="far too long to be meant"),
    ],
)
def test_the_nearest_name_is_proposed(name: str, hint: str | None) -> None:
    """A name that is near to one that exists is taken for a slip of the pen."""
    found = did_you_mean(name, ["siren", "name", "profile"])

    assert (found.en if found else None) == hint
    assert found is None or found.fr.startswith("vouliez-vous dire « ")
