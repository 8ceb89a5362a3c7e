"""The history of a workspace as values: what each commit changed, and who was a member before."""

from collections.abc import Iterable, Iterator

from convergence_cli.diagnostics import Place, text_rules
from convergence_cli.language import Text
from convergence_cli.loading.build_workspace import build_settings
from convergence_cli.loading.contract import Contract
from convergence_cli.loading.listings import FileChange
from convergence_cli.loading.reading import ContractOf, Loaded, read_opened
from convergence_cli.loading.repository import Repository
from convergence_cli.loading.source import source_of
from convergence_cli.loading.tree import SETTINGS
from convergence_cli.loading.workspace import contract_of_definition
from convergence_cli.model.commit import ChangedFile, Commit, Contribution
from convergence_cli.model.workspace import Member

Members = tuple[Member, ...]

_NO_FILE = Text(en="it is not a regular file", fr="ce n'est pas un fichier ordinaire")


class History:
    """Reads what commits changed; each version of a file once, however many commits hold it."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._read: dict[tuple[str, bytes], Loaded] = {}

    def contributions(self, commits: Iterable[Commit]) -> Iterator[Contribution]:
        """Yield what each commit did to the workspace; nothing for one that left it alone."""
        some = tuple(commits)
        changes = self._repository.changes(some)
        for commit in some:
            files = tuple(self._files(changes.get(commit.hash, ())))
            if files:
                yield self._contribution(commit, files)

    def _contribution(self, commit: Commit, files: tuple[ChangedFile, ...]) -> Contribution:
        before = self._members_before(commit)
        after = self._members_at(commit.hash)
        has_new_settings = any(each.path == SETTINGS for each in files)
        return Contribution(
            commit,
            files,
            before,
            before if after is None else after,
            self._managers_at(commit.hash) if has_new_settings else {},
        )

    def _files(self, changes: Iterable[FileChange]) -> Iterator[ChangedFile]:
        for change in changes:
            path = change.path
            if not change.is_regular and _may_hide_data(path):
                # It is not followed: what is read there can change without this file.
                unread = text_rules.UNREADABLE_FILE.at(Place(path), reason=_NO_FILE)
                yield ChangedFile(path, (), None, (unread,))
            elif contract_of_path(path) is not None:
                before = tuple(self._loaded(path, each).data for each in change.before)
                after = self._loaded(path, change.after)
                unfit = after.diagnostics if after.data is None else ()
                yield ChangedFile(path, before, after.data, unfit)

    def _loaded(self, path: str, object_: str | None) -> Loaded:
        """Return an object read as the file of a path; nothing, and no defect, for none."""
        content = None if object_ is None else self._repository.content(object_)
        return Loaded(None) if content is None else self._parsed(path, content)

    def _parsed(self, path: str, content: bytes) -> Loaded:
        key = (path, content)
        if key not in self._read:
            contract_of = contract_of_path(path) or contract_of_definition
            self._read[key] = read_opened(source_of(path, content), contract_of)
        return self._read[key]

    def _members_before(self, commit: Commit) -> Members:
        """Return the members of the first parent, or the last that could be read before."""
        generation = 0
        while commit.parents:
            members = self._members_at(f"{commit.parents[0]}~{generation}")
            if members is not None:
                return members
            generation += 1
        return ()

    def _members_at(self, commit: str) -> Members | None:
        """Return the members as of a commit: none without settings, None where nobody can tell."""
        content = self._repository.file(commit, SETTINGS)
        if content is None:
            return ()
        data = self._parsed(SETTINGS, content).data
        return None if data is None else build_settings(data).members

    def _managers_at(self, commit: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for path, object_ in self._repository.files(commit, "products").items():
            match path.split("/"):
                case [_, product, "product.yaml"]:
                    data = self._loaded(path, object_).data or {}
                    if "manager" in data:
                        found[product] = data["manager"]
        return found


def contract_of_path(path: str) -> ContractOf | None:
    """Return which schema a file of a workspace must follow; None where it holds no data."""
    match path.split("/"):
        case ["convergence.yaml"]:
            return lambda _data: Contract.WORKSPACE
        case ["questionnaires", name] if _is_data(name):
            return contract_of_definition
        case ["products", _, "product.yaml"]:
            return lambda _data: Contract.PRODUCT
        case ["company", "plan.yaml"] | ["products", _, "plan.yaml"]:
            return lambda _data: Contract.PLAN
        case ["company", "answers", name] | ["products", _, "answers", name] if _is_data(name):
            return lambda _data: Contract.ANSWERS
        case _:
            return None


def _may_hide_data(path: str) -> bool:
    """Whether data is read at a path, or below it."""
    match path.split("/"):
        case ["products" | "questionnaires" | "company" | "convergence.yaml"]:
            return True
        case ["products", _] | ["products", _, "answers"] | ["company", "answers"]:
            return True
        case _:
            return contract_of_path(path) is not None


def _is_data(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(".")
