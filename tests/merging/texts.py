"""Answers files in three states, and what comes of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convergence_cli.cli.merge_outcome import Outcome, outcome_of
from convergence_cli.cli.merge_reading import data_of
from convergence_cli.merging.merged import Labels
from convergence_cli.merging.values import Side

HEAD = """\
# yaml-language-server: $schema=../../../.convergence/schemas/answers-care.schema.json
format: 1
questionnaire: care
version: "1"
status: draft
answers:
"""


@dataclass(frozen=True)
class Result:
    """What a merge left."""

    outcome: Outcome

    @property
    def text(self) -> str:
        """The file."""
        assert self.outcome.content is not None
        return self.outcome.content.decode()

    @property
    def data(self) -> Any:
        """What the file says; None where it holds conflicts."""
        return data_of(self.text.removeprefix("\ufeff"))

    @property
    def conflicts(self) -> list[str]:
        """The entries in conflict."""
        return [".".join(each) for each in self.outcome.conflicts]


def merged(folder: Path, base: str, ours: str, theirs: str) -> Result:
    """Merge three texts as files in a folder, as git has them merged."""
    files = {}
    for side, text in zip(Side, (base, ours, theirs), strict=True):
        files[side] = folder / side.value
        files[side].write_bytes(text.encode("utf-8", "surrogateescape"))
    return Result(outcome_of(files, Labels()))
