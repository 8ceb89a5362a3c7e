"""The definitions of a workspace beside the built-in ones; without a workspace, these alone."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from convergence_cli.cli.console import say
from convergence_cli.cli.drafting import refuse
from convergence_cli.cli.session import NO_QUESTIONNAIRE, known_id, settle
from convergence_cli.cli.workspace_files import without_modeline
from convergence_cli.language import Language, Text
from convergence_cli.loading.shipped import questionnaires_folder
from convergence_cli.loading.workspace import LoadedWorkspace, load_definitions
from convergence_cli.rendering.questionnaire_list import Entry, State
from convergence_cli.rendering.questionnaire_show import Shown

Read = Callable[[Path], LoadedWorkspace]


@dataclass(frozen=True)
class Catalogue:
    """The definitions that a command may be asked about."""

    here: LoadedWorkspace | None
    """The workspace, if there is one."""
    built_in: LoadedWorkspace
    language: Language

    @property
    def root(self) -> Path:
        """The workspace's folder; without one, the current folder."""
        return Path.cwd() if self.here is None else self.here.root

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every questionnaire, here or built in, by id."""
        here = {} if self.here is None else self.here.workspace.questionnaires
        built_in = self.built_in.workspace.questionnaires
        return tuple(
            Entry(here.get(id_) or built_in[id_], self._state(id_))
            for id_ in sorted({*here, *built_in})
        )

    def shown(self, id_: str) -> Shown:
        """Return a definition by id: the workspace's, or else the built-in one, and say so."""
        here = {} if self.here is None else self.here.workspace.definitions
        built_in = self.built_in.workspace.definitions
        if self.here is not None and id_ not in here:
            self._refuse_unfit(self.here, id_)
        known_id(id_, sorted({*here, *built_in}), NO_QUESTIONNAIRE)
        if id_ not in here and self.here is not None:
            say(_BUILT_IN.fill(id=id_))
        return Shown(here.get(id_) or built_in[id_], self._state(id_))

    def _refuse_unfit(self, here: LoadedWorkspace, id_: str) -> None:
        # A file that cannot be read is not the built-in one in its stead.
        if id_ in here.unfit.questionnaires:
            path = f"questionnaires/{id_}."
            refuse(each for each in here.diagnostics if each.place.path.startswith(path))

    def _state(self, id_: str) -> State:
        here = {} if self.here is None else self.here.workspace.definitions
        built_in = self.built_in.workspace.definitions.get(id_)
        if self.here is None or id_ not in here:
            return State.NOT_HERE
        if built_in is None:
            return State.OWN
        texts = [
            without_modeline((loaded.root / each.path).read_text(encoding="utf-8"))
            for loaded, each in ((self.here, here[id_]), (self.built_in, built_in))
        ]
        return State.AS_BUILT_IN if texts[0] == texts[1] else State.DIFFERS


_BUILT_IN = Text(
    en="this workspace has no questionnaire '{id}': here is the built-in one",
    fr="cet espace de travail n'a pas de questionnaire « {id} » : voici celui qui est livré",
)


def open_catalogue(folder: Path | None, language: Language | None, read: Read) -> Catalogue:
    """Return the definitions of the workspace, if it is there, and the built-in ones.

    `load_definitions` reads them alone, `load_workspace` with everything that is answered.
    """
    root, language = settle(folder, language)
    here = None if root is None else read(root)
    return Catalogue(here, load_definitions(questionnaires_folder().parent), language)
