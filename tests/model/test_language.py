"""Text in both languages."""

from convergence_cli.language import Language, Text


def test_a_text_is_read_in_one_language() -> None:
    """A result is read in French or in English, under the keys that files use."""
    text = Text(en="Red", fr="Rouge")

    assert {str(language): text.in_(language) for language in Language} == {
        "fr": "Rouge",
        "en": "Red",
    }


def test_each_language_is_filled_in_its_own_words() -> None:
    """A text within a text appears in the language of the whole; other values as they are."""
    text = Text(en="{colour} is level {level}", fr="{colour} : niveau {level}")

    filled = text.fill(colour=Text(en="Red", fr="Rouge"), level=0)

    assert filled == Text(en="Red is level 0", fr="Rouge : niveau 0")


def test_braces_of_a_user_are_text() -> None:
    """What is filled in is never read as a place to fill."""
    filled = Text(en="'{id}'", fr="« {id} »").fill(id="{0.__class__} {id}")

    assert filled.in_(Language.EN) == "'{0.__class__} {id}'"
