"""Questions on a terminal: the one module that knows the prompt library."""

from collections.abc import Callable, Sequence
from string import digits
from typing import TYPE_CHECKING, Any

from convergence_cli.cli.console import show, showable, speaks_unicode, spoken
from convergence_cli.language import Language, Text

if TYPE_CHECKING:
    from questionary import Choice, Question
    from questionary.prompts.common import InquirerControl

_CHECKBOX_HELP = Text(
    en="(space to tick, enter to go on)", fr="(espace pour cocher, entrée pour continuer)"
)
_SELECT_HELP = Text(en="(arrows, then enter)", fr="(flèches, puis entrée)")
_NUMBERED_HELP = Text(
    en="(its number or arrows, then enter)", fr="(son numéro ou flèches, puis entrée)"
)
_YES_OR_NO = Text(en="(Y/n)", fr="(O/n)")
_YES = Text(en="Yes", fr="Oui")
_NO = Text(en="No", fr="Non")
_NONE = Text(en="none", fr="aucun choix")


def ask_text(
    question: str, default: str = "", problem: Callable[[str], str | None] | None = None
) -> str:
    """Ask for a line; `problem` says what is wrong with one, or None."""
    import questionary

    def validate(text: str) -> bool | str:
        wrong = None if problem is None else problem(text.strip())
        return True if wrong is None else showable(wrong)

    asked = questionary.text(showable(question), default=default, validate=validate)
    return str(_answer(asked)).strip()


def ask_one(question: str, choices: Sequence[tuple[str, str]], default: str | None = None) -> str:
    """Ask for one of some choices, each a value and its label; return the value.

    Labels of several lines give way to the first line of the one that was chosen.
    A value that is a number is pointed at by typing it.
    """
    import questionary

    is_numbered = any(value.isdecimal() for value, _ in choices)
    is_tall = any("\n" in label for _, label in choices)
    asked = questionary.select(
        showable(question),
        choices=_offered(choices),
        default=default,
        instruction=showable((_NUMBERED_HELP if is_numbered else _SELECT_HELP).in_(spoken())),
        pointer=_pointer(),
        erase_when_done=is_tall,
    )
    if is_numbered:
        _point_at_numbers(asked)
    chosen = str(_answer(asked))
    if is_tall:
        first, *rest = dict(choices)[chosen].split("\n")
        _echo(question, f"{first}{' …' if rest else ''}")
    return chosen


def ask_several(question: str, choices: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Ask for any of some choices; return the values ticked, in order."""
    import questionary

    asked = questionary.checkbox(
        showable(question),
        choices=_offered(choices),
        instruction=showable(_CHECKBOX_HELP.in_(spoken())),
        pointer=_pointer(),
        erase_when_done=True,
    )
    _mark_showably(asked)
    ticked = tuple(str(each) for each in _answer(asked))
    labels = dict(choices)
    _echo(question, ", ".join(labels[each] for each in ticked) or _NONE.in_(spoken()))
    return ticked


def confirm(question: str) -> bool:
    """Ask yes or no; enter means yes."""
    import questionary

    hint = f"{_YES_OR_NO.in_(spoken())} "
    asked = questionary.confirm(showable(question), instruction=hint, erase_when_done=True)
    if spoken() is Language.FR:
        _let_o_mean_yes(asked)
    is_agreed = bool(_answer(asked))
    _echo(question, (_YES if is_agreed else _NO).in_(spoken()))
    return is_agreed


def _echo(question: str, answer: str) -> None:
    """Show what was answered, in the place of a question that was erased.

    The library's own echoes are English.
    """
    show(f"? {question} {answer}")


def _offered(choices: Sequence[tuple[str, str]]) -> "list[Choice]":
    from questionary import Choice

    return [Choice(showable(label), value=value) for value, label in choices]


def _pointer() -> str:
    return "»" if speaks_unicode() else ">"


def _mark_showably(question: "Question") -> None:
    """Let what is ticked look different from what is not, whatever stdout can show."""
    menu = _menu_of(question)
    drawn: Any = menu.text
    menu.text = lambda: [(style, showable(text)) for style, text in drawn()]


def _menu_of(question: "Question") -> "InquirerControl":
    from questionary.prompts.common import InquirerControl

    controls = question.application.layout.find_all_controls()
    return next(each for each in controls if isinstance(each, InquirerControl))


def _answer(question: "Question") -> Any:
    _let_go(question)
    try:
        return question.unsafe_ask()
    except EOFError:
        # The end of the input leaves the conversation as Ctrl-C does.
        raise KeyboardInterrupt from None


def _let_go(question: "Question") -> None:
    """Bind Ctrl-D where a menu would take it for a key without a meaning."""
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.keys import Keys

    bindings = question.application.key_bindings
    if not isinstance(bindings, KeyBindings):
        return

    @bindings.add(Keys.ControlD, eager=True)
    def leave(event: Any) -> None:
        event.app.exit(exception=EOFError, style="class:aborting")


def _point_at_numbers(question: "Question") -> None:
    """Let digits move the pointer to the choice whose value they are."""
    from prompt_toolkit.key_binding import KeyBindings

    bindings = question.application.key_bindings
    if not isinstance(bindings, KeyBindings):
        return
    menu = _menu_of(question)
    values = [str(each.value) for each in menu.choices]
    typed = ""

    def point(event: Any) -> None:
        nonlocal typed
        # A second digit goes on with the first where that is a choice, and starts anew elsewhere.
        longer = typed + event.data
        typed = longer if longer in values else event.data
        if typed in values:
            menu.pointed_at = values.index(typed)

    for digit in digits:
        bindings.add(digit)(point)


def _let_o_mean_yes(question: "Question") -> None:
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    application = question.application
    bindings = KeyBindings()

    @bindings.add("o")
    @bindings.add("O")
    def agree(event: Any) -> None:
        event.app.exit(result=True)

    present = application.key_bindings
    application.key_bindings = merge_key_bindings([*([present] if present else []), bindings])
