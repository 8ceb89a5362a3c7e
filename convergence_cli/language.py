"""The two languages that a result can be read in, and text that exists in both."""

from enum import StrEnum
from typing import NamedTuple, assert_never


class Language(StrEnum):
    """A language of results; its value is the key in the files."""

    FR = "fr"
    EN = "en"


class Text(NamedTuple):
    """A text in both languages; a tuple, since the catalogue holds thousands of them."""

    en: str
    fr: str

    def in_(self, language: Language) -> str:
        """Return the text in one language."""
        match language:
            case Language.EN:
                return self.en
            case Language.FR:
                return self.fr
            case _:
                assert_never(language)

    def fill(self, **values: object) -> "Text":
        """Return the text with its `{name}` places filled; a Text fills each language its own."""
        return Text(
            en=self.en.format(**{name: _half(each, Language.EN) for name, each in values.items()}),
            fr=self.fr.format(**{name: _half(each, Language.FR) for name, each in values.items()}),
        )


def _half(value: object, language: Language) -> object:
    return value.in_(language) if isinstance(value, Text) else value
