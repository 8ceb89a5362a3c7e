"""Questions on a terminal: the one module that knows the prompt library."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from convergence_cli.cli.console import show, spoken
from convergence_cli.language import Text

if TYPE_CHECKING:
    from questionary import Question

_CHECKBOX_HELP = Text(
    en="(space to tick, enter to go on)", fr="(espace pour cocher, entrée pour continuer)"
)
_SELECT_HELP = Text(en="(arrows, then enter)", fr="(flèches, puis entrée)")


def ask_text(
    question: str, default: str = "", problem: Callable[[str], str | None] | None = None
) -> str:
    """Ask for a line; `problem` says what is wrong with one, or None."""
    import questionary

    def validate(text: str) -> bool | str:
        return True if problem is None else problem(text.strip()) or True

    return str(_answer(questionary.text(question, default=default, validate=validate))).strip()


def ask_one(question: str, choices: Sequence[tuple[str, str]], default: str | None = None) -> str:
    """Ask for one of some choices, each a value and its label; return the value.

    Labels of several lines give way to the first line of the one that was chosen.
    """
    import questionary

    is_tall = any("\n" in label for _, label in choices)
    asked = questionary.select(
        question,
        choices=[questionary.Choice(label, value=value) for value, label in choices],
        default=default,
        instruction=_SELECT_HELP.in_(spoken()),
        erase_when_done=is_tall,
    )
    chosen = str(_answer(asked))
    if is_tall:
        first, *rest = dict(choices)[chosen].split("\n")
        show(f"? {question} {first}{' …' if rest else ''}")
    return chosen


def ask_several(question: str, choices: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Ask for any of some choices; return the values ticked, in order."""
    import questionary

    asked = questionary.checkbox(
        question,
        choices=[questionary.Choice(label, value=value) for value, label in choices],
        instruction=_CHECKBOX_HELP.in_(spoken()),
    )
    return tuple(str(each) for each in _answer(asked))


def confirm(question: str) -> bool:
    """Ask yes or no; enter means yes."""
    import questionary

    return bool(_answer(questionary.confirm(question, default=True)))


def _answer(question: "Question") -> Any:
    _let_go(question)
    try:
        return question.unsafe_ask()
    except EOFError:
        # The end of the input leaves the conversation as Ctrl-C does.
        raise KeyboardInterrupt from None


def _let_go(question: "Question") -> None:
    """Bind Ctrl-D where a menu would take it for a key without a meaning."""
    bindings = question.application.key_bindings
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    if not isinstance(bindings, KeyBindings):
        return

    @bindings.add(Keys.ControlD, eager=True)
    def leave(event: Any) -> None:
        event.app.exit(exception=EOFError, style="class:aborting")
