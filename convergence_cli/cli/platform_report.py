"""What is said of the files by which platforms run the tool: what stays, what to do next."""

import shlex
from collections.abc import Sequence

from convergence_cli.cli.console import say
from convergence_cli.cli.platform_files import Home, PlatformFile, State
from convergence_cli.language import Text

_AS_IT_SHOULD_BE = Text(
    en="{path} is there already, as it should be", fr="{path} existe déjà, comme il doit être"
)
_OTHER = Text(
    en="{path} is there already with other content, and stays as it is",
    fr="{path} existe déjà avec un autre contenu, et reste tel quel",
)
_JOIN = Text(
    en="add these lines to it, under '{key}':", fr="ajoutez-y ces lignes, sous « {key} » :"
)
_ANEW = Text(
    en="to have it written anew, move it away and run the command again",
    fr="pour qu'il soit réécrit, déplacez-le et relancez la commande",
)
_COMMIT = Text(
    en="next: git add {paths}, and commit", fr="pour continuer : git add {paths}, puis un commit"
)
_INSTALL = Text(
    en="next: pre-commit install, in each clone",
    fr="pour continuer : pre-commit install, dans chaque clone",
)
_HOOKS = ".pre-commit-config.yaml"


def say_what_stays(home: Home, files: Sequence[PlatformFile]) -> None:
    """Say of each file that was there what became of it, and what its owner can do."""
    for each in files:
        if each.state is State.AS_IT_SHOULD_BE:
            say(_AS_IT_SHOULD_BE.fill(path=home.shown(each.path)))
        elif each.state is State.OTHER:
            say(_OTHER.fill(path=home.shown(each.path)))
            if each.may_be_joined:
                _say_lines(each.text)
            else:
                say(_ANEW)


def say_what_to_do(home: Home, files: Sequence[PlatformFile]) -> None:
    """Say what makes the files that were written work."""
    written = [each.path for each in files if each.state is State.MISSING]
    if written:
        paths = " ".join(shlex.quote(home.shown(each)) for each in written)
        say(_COMMIT.fill(paths=paths))
    if _HOOKS in written:
        say(_INSTALL)


def _say_lines(text: str) -> None:
    """Show what a shared file lacks; its own comments explain it to nobody else."""
    key, *lines = [line for line in text.splitlines() if not line.startswith("#")]
    say(_JOIN.fill(key=key.rstrip(":")))
    for line in lines:
        say(line)
