"""How git is told to merge answers and plans with `convergence merge-file`.

Two things are needed: `.gitattributes`, which is committed, names the driver for the files, and the
local configuration of each clone, which git never copies, says what the driver runs.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import assert_never

from convergence_cli.cli.console import WROTE, say
from convergence_cli.language import Text

ATTRIBUTES = ".gitattributes"
PATTERNS = (
    "products/*/answers/*.yaml",
    "products/*/plan.yaml",
    "company/answers/*.yaml",
    "company/plan.yaml",
)
"""The files that are merged by entries, as seen from the workspace."""
NAME = "merge.convergence.name"
DRIVER = "merge.convergence.driver"
SETTINGS = {
    NAME: "convergence: answers and plans, entry by entry",
    DRIVER: "convergence merge-file --marker-size=%L"
    " --label-base=%S --label-ours=%X --label-theirs=%Y -- %O %A %B %P"
    " || { s=$?; test $s -lt 3 && exit $s; git merge-file %A %O %B || exit 1; }",
}
"""What the local configuration says; a git without labels passes %S, %X and %Y as they are.

git runs it in a shell. Where the program is not found, or breaks, git's own merge of the text comes
instead: otherwise the file would be one side's alone, without a marker to show it.
"""

_CONFIGURED = Text(
    en="git: this clone merges answers and plans with 'convergence merge-file' now",
    fr="git : ce clone fusionne désormais réponses et plans par « convergence merge-file »",
)
_THERE_ALREADY = Text(
    en="git: this clone merges answers and plans with 'convergence merge-file' already",
    fr="git : ce clone fusionne déjà réponses et plans par « convergence merge-file »",
)
_KEPT = Text(
    en="git: {key} says something else here and was kept: {value}",
    fr="git : {key} dit ici autre chose, et reste tel quel : {value}",
)
_NO_REPOSITORY = Text(
    en="git: the workspace lies in no repository yet; once it does, type: "
    "convergence merge-file --set-up",
    fr="git : l'espace de travail n'est pas encore dans un dépôt ; quand il y sera, tapez : "
    "convergence merge-file --set-up",
)
_NOT_TEXT = Text(
    en="{path} is not UTF-8 text, so nothing was added to it",
    fr="{path} n'est pas du texte UTF-8, donc rien n'y est ajouté",
)
_EACH_CLONE = Text(
    en="commit {path}; in each other clone, type once: convergence merge-file --set-up",
    fr="faites un commit de {path} ; dans chaque autre clone, tapez une fois : "
    "convergence merge-file --set-up",
)


class Driver(Enum):
    """What became of the local configuration."""

    CONFIGURED = "configured"
    THERE_ALREADY = "there already"
    KEPT = "kept"
    NO_REPOSITORY = "no repository"


@dataclass(frozen=True)
class SetUp:
    """What was done."""

    added: tuple[str, ...]
    """The lines that `.gitattributes` lacked."""
    driver: Driver


def set_up(root: Path) -> SetUp:
    """Tell git how the files of a workspace are merged, and the person what was done.

    What is there already stays as it is; done twice, it does nothing more.
    """
    from convergence_cli.writing.atomic import refuse_unwritable, write_whole

    file = root / ATTRIBUTES
    text = _text_of(file)
    added = missing_lines(text)
    if added:
        refuse_unwritable(file)
        write_whole(file, with_lines(text, added))
        say(WROTE.fill(path=ATTRIBUTES))
    done = SetUp(added, _configured(root))
    if added and done.driver is not Driver.NO_REPOSITORY:
        say(_EACH_CLONE.fill(path=ATTRIBUTES))
    return done


def attributes_text(root: Path) -> str:
    """Return the `.gitattributes` of a workspace as `set_up` leaves it."""
    text = _text_of(root / ATTRIBUTES)
    return with_lines(text, missing_lines(text))


def missing_lines(text: str) -> tuple[str, ...]:
    """Return the lines to add to a `.gitattributes`: a pattern that has a driver keeps its own."""
    decided = {words[0] for words in map(str.split, text.splitlines()) if _names_a_driver(words)}
    return tuple(f"{each} merge=convergence" for each in PATTERNS if each not in decided)


def with_lines(text: str, added: tuple[str, ...]) -> str:
    """Return a text with lines behind its own."""
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else newline
    return text + gap + "".join(f"{line}{newline}" for line in added)


def _names_a_driver(words: list[str]) -> bool:
    return any(each.lstrip("-!").partition("=")[0] == "merge" for each in words[1:])


def _text_of(file: Path) -> str:
    from convergence_cli.errors import ConvergenceError

    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ConvergenceError(_NOT_TEXT.fill(path=file)) from None


def _configured(root: Path) -> Driver:
    """Set what is not set, and say what was found."""
    found = _driver_in(root)
    match found:
        case Driver.CONFIGURED:
            say(_CONFIGURED)
        case Driver.THERE_ALREADY:
            say(_THERE_ALREADY)
        case Driver.NO_REPOSITORY:
            say(_NO_REPOSITORY)
        case Driver.KEPT:
            say(_KEPT.fill(key=DRIVER, value=_setting(root, DRIVER)))
        case _:
            assert_never(found)
    return found


def _driver_in(root: Path) -> Driver:
    from convergence_cli.loading.git import is_installed, refusal, run_git

    if not is_installed() or run_git(root, "rev-parse", "--git-dir").returncode:
        return Driver.NO_REPOSITORY
    there = {key: _setting(root, key) for key in SETTINGS}
    if there[DRIVER] not in ("", SETTINGS[DRIVER]):
        return Driver.KEPT
    missing = [key for key, value in there.items() if not value]
    for key in missing:
        done = run_git(root, "config", "--local", key, SETTINGS[key])
        if done.returncode:
            raise refusal(done)
    return Driver.CONFIGURED if missing else Driver.THERE_ALREADY


def _setting(root: Path, key: str) -> str:
    from convergence_cli.loading.git import line_of, run_git

    return line_of(run_git(root, "config", "--local", "--get", key).stdout)
