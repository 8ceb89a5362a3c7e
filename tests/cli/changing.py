"""A small company in a real repository, of which one thing or another is changed."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.cli import small
from tests.cli.running import AS_OF, Finished, run
from tests.scripted_history import MARTIN, ScriptedHistory

Edit = Callable[[ScriptedHistory], None]

MED, MOBILE, OLD = "products/med", "products/med-mobile", "products/old"
CARE = "answers/care.yaml"
DEFINITION = "questionnaires/care.yaml"
SETTINGS = """\
format: 1
company: {name: Exemple}
language: en
members:
  - {id: a.martin, name: A. Martin, email: a.martin@example.org, role: manager, rights: [validate], products: all}
gate:
  minimum: {care: 0.5}
  fail_on: [undetermined]
"""  # noqa: E501 - a member is a line
_MED_CARE = """\
format: 1
questionnaire: care
version: "1"
status: draft
answers:
  A:
    level: 3
    evidence:
      - {title: Report, url: "https://example.org/report"}
      - {title: Report, url: "https://example.org/other"}
  B: {level: 1}
  C: {level: na, comment: No messaging}
  D: {level: 2}
"""
_MED_PLAN = """\
format: 1
plan:
  B:
    by: 2027-Q2
    steps: [{level: 2, by: 2026-Q4}]
  D: {by: 2027-Q2}
"""
_EXTENDS = "kind: base\nextends: med"
_ARCHIVED = "status: archived\narchived_on: 2026-01-31\narchived_because: Sold no more"


def company(folder: Path) -> ScriptedHistory:
    """Write the company in a repository, in one commit that is tagged `base`.

    Its product `med` answers all that is asked, and 'waves' besides; `med-mobile` is an edition of
    it, `old` is archived; the company has answered one of two questions.
    """
    history = ScriptedHistory(folder)
    small.typed_workspace(history.root)
    med = small.product("med").replace("{}", "{shares: true, wave: wave-1}")
    files = {
        "convergence.yaml": SETTINGS,
        DEFINITION: history.read(DEFINITION).replace(
            "      - id: D\n", _criterion("C") + "      - id: D\n"
        ),
        "questionnaires/strategy.yaml": small.questionnaire(
            "strategy", {"S": 1, "T": 1}, "company"
        ),
        "company/answers/strategy.yaml": small.answers("strategy", {"S": 2, "T": 1}),
        f"{MED}/product.yaml": med,
        f"{MED}/{CARE}": _MED_CARE,
        f"{MED}/plan.yaml": _MED_PLAN,
        f"{MED}/answers/waves.yaml": small.answers("waves", {"W-1": 3}),
        f"{MOBILE}/product.yaml": small.product("med-mobile").replace("kind: base", _EXTENDS),
        f"{MOBILE}/{CARE}": small.answers("care", {"B": 2}),
        f"{OLD}/product.yaml": small.product("old")
        .replace("{}", "{shares: false, wave: '2'}")
        .replace("status: active", _ARCHIVED),
        f"{OLD}/{CARE}": small.answers("care", {"A": 1, "B": 1, "C": 1}),
    }
    small.write(history.root, files)
    history.commit(MARTIN)
    history.tag("base")
    return history


def _criterion(id_: str) -> str:
    whole = small.questionnaire("care", {id_: 2})
    return whole[whole.index("      - id:") :]


def copied(history: ScriptedHistory, folder: Path) -> ScriptedHistory:
    """Return a copy of a repository, to be changed at will."""
    shutil.copytree(history.top, folder, dirs_exist_ok=True)
    copy = ScriptedHistory.__new__(ScriptedHistory)
    copy.top, copy.root = folder, folder / history.root.relative_to(history.top)
    return copy


def replaced(path: str, old: str, new: str) -> Edit:
    """Return an edit that replaces some text of a file, which is there once."""
    return lambda history: history.replace(path, old, new)


def written(path: str, text: str) -> Edit:
    """Return an edit that writes a file."""
    return lambda history: history.write(path, text)


def removed(path: str) -> Edit:
    """Return an edit that removes a file or a folder."""
    return lambda history: history.remove(path)


def all_of(*edits: Edit) -> Edit:
    """Return several edits as one."""

    def edit(history: ScriptedHistory) -> None:
        for each in edits:
            each(history)

    return edit


def score(history: ScriptedHistory, *args: str, against: str = "HEAD") -> Finished:
    """Run `score --against`."""
    return run("score", "--against", against, *args, *AS_OF, at=history.root)


def told(finished: Finished) -> dict[str, Any]:
    """Return the JSON of a run."""
    assert finished.stdout, finished.err
    document: dict[str, Any] = finished.json()
    return document


def changes(document: Mapping[str, Any], *keys: str) -> list[tuple[Any, ...]]:
    """Return some keys of each change; left out, those that say what changed."""
    names = keys or ("kind", "product", "criterion", "before", "after")
    return [tuple(each[name] for name in names) for each in document["changes"]]


def sealed(history: ScriptedHistory, *args: str) -> None:
    """Validate answers as the command does."""
    done = run("validate", *args, "--by", "a.martin", *AS_OF, at=history.root)
    assert done.code == 0, done.err


def command_in(text: str) -> list[str]:
    """Return the git command that a message tells to run."""
    found = re.search(r"git (fetch [^\n]*)", text)
    assert found is not None, text
    return found[1].split()
