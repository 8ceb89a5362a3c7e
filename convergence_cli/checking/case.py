"""What the rules judge: a workspace, what of it could not be read, and a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from convergence_cli.model.questionnaire import Preliminary
from convergence_cli.model.workspace import Workspace

SETTINGS = "convergence.yaml"
"""The path of the workspace's settings."""


class EvidenceFile(Enum):
    """Where an evidence path leads."""

    THERE = auto()
    MISSING = auto()
    OUTSIDE = auto()


@dataclass(frozen=True)
class Unfit:
    """What exists and could not be built: nothing is concluded from its absence."""

    settings: bool = False
    questionnaires: frozenset[str] = frozenset()
    """Ids, from file names; a preliminary questionnaire may be among them."""
    products: frozenset[str] = frozenset()
    """Ids, from folder names."""
    extra_preliminaries: tuple[Preliminary, ...] = ()
    """Those of a scope that another one has already."""


@dataclass(frozen=True)
class Case:
    """Everything that rules may look at."""

    workspace: Workspace
    unfit: Unfit
    day: str
    """The ISO day that counts as today."""
    evidence: Mapping[str, EvidenceFile]
    """By path, for each evidence path in the workspace."""
