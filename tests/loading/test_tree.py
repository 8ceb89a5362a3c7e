"""Which files of a folder are read: what is listed, followed, refused and passed over."""

import os
from pathlib import Path

import pytest

from convergence_cli.loading.tree import tree_of
from convergence_cli.loading.workspace import find_root, load_workspace
from tests.loading.texts import ANSWERS_PATH, BY_CONTRACT, PATHS, judge, write, write_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace in which nothing is wrong, next to a folder that is not in it."""
    outside = tmp_path / "outside"
    for path, contract in PATHS.items():
        write(outside, path, BY_CONTRACT[contract])
    return write_workspace(tmp_path / "workspace")


def told(root: Path) -> list[tuple[str, str]]:
    """Return codes and paths of everything that is wrong."""
    return [(each.rule.code, each.place.path) for each in judge(root).diagnostics]


def replace_by_link(root: Path, path: str, target: Path) -> None:
    """Put a symbolic link where a file or a folder stands."""
    (root / path).rename(root.parent / "moved")
    (root / path).symlink_to(target)


def test_a_workspace_is_listed_by_path(workspace: Path) -> None:
    """Definitions, the company and each product are found by where they stand."""
    write(workspace, "company/answers/strategy.yaml", "")
    write(workspace, "company/plan.yaml", "")

    tree = tree_of(workspace)

    assert tree.settings == "convergence.yaml"
    assert tree.questionnaires == (
        "questionnaires/interoperability.yaml",
        "questionnaires/preliminary.yaml",
        "questionnaires/rules.yaml",
    )
    assert tree.company.answers == ("company/answers/strategy.yaml",)
    assert tree.company.plan == "company/plan.yaml"
    assert list(tree.products) == ["medicab"]
    assert tree.products["medicab"].declaration == "products/medicab/product.yaml"
    assert tree.products["medicab"].plan == "products/medicab/plan.yaml"
    assert tree.products["medicab"].answers == (ANSWERS_PATH,)
    assert tree.diagnostics == ()


def test_an_empty_folder_is_an_empty_workspace(tmp_path: Path) -> None:
    """Folders that are not there hold nothing, and nothing raises."""
    loaded = load_workspace(tmp_path)

    assert loaded.diagnostics == ()
    assert loaded.unfit.settings
    assert loaded.workspace.products == {}


def test_the_root_is_the_nearest_folder_with_settings(workspace: Path) -> None:
    """A workspace is found from any folder in it, and from nowhere else."""
    assert find_root(workspace / "products/medicab/answers") == workspace.resolve()
    assert find_root(workspace) == workspace.resolve()
    assert find_root(workspace.parent) is None


@pytest.mark.parametrize("path", [*PATHS, "questionnaires", "products", "products/medicab"])
def test_a_link_out_of_the_workspace_is_not_followed(path: str, workspace: Path) -> None:
    """A file or a folder that is a link to somewhere else is an error, and is not read."""
    replace_by_link(workspace, path, workspace.parent / "outside" / path)

    assert ("CV016", path) in told(workspace)


def test_a_link_out_of_the_workspace_tells_nothing_of_its_target(workspace: Path) -> None:
    """What stands behind such a link is neither read nor compared."""
    write(workspace.parent, "secret", "a: b: c\n")
    replace_by_link(workspace, ANSWERS_PATH, workspace.parent / "secret")

    assert told(workspace) == [("CV016", ANSWERS_PATH)]


@pytest.mark.parametrize("path", [*PATHS, "questionnaires", "products/medicab/answers"])
def test_a_link_within_the_workspace_is_followed(path: str, workspace: Path) -> None:
    """A link to a file or a folder of the same workspace is as good as the thing itself."""
    (workspace / "kept").mkdir()
    (workspace / path).rename(workspace / "kept" / Path(path).name)
    (workspace / path).symlink_to(workspace / "kept" / Path(path).name)

    assert judge(workspace).diagnostics == ()


def test_a_workspace_may_be_a_link_itself(workspace: Path) -> None:
    """A workspace that is reached through a link is read like any other."""
    link = workspace.parent / "link"
    link.symlink_to(workspace)

    assert judge(link).diagnostics == ()


@pytest.mark.parametrize("target", ["nowhere", ANSWERS_PATH], ids=["a dead link", "a loop"])
def test_a_link_to_nothing_cannot_be_read(target: str, workspace: Path) -> None:
    """A link to no file, or to itself, is an error of its own path."""
    replace_by_link(workspace, ANSWERS_PATH, workspace / target)

    ((code, path),) = told(workspace)

    assert path == ANSWERS_PATH
    assert code in ("CV001", "CV016")


def test_links_elsewhere_are_no_business_of_ours(workspace: Path) -> None:
    """A link at the root, or in a folder that is not read, is passed over."""
    (workspace / "notes").symlink_to(workspace.parent / "outside")
    (workspace / "evidence").mkdir()
    (workspace / "evidence/report.pdf").symlink_to(workspace.parent / "outside")

    assert judge(workspace).diagnostics == ()


if hasattr(os, "mkfifo"):

    @pytest.mark.parametrize("path", PATHS)
    def test_a_pipe_is_never_opened(path: str, workspace: Path) -> None:
        """A pipe in place of a file is an error: reading it could wait for ever."""
        (workspace / path).unlink()
        os.mkfifo(workspace / path)

        assert ("CV001", path) in told(workspace)

    def test_a_link_to_a_pipe_is_never_opened(workspace: Path) -> None:
        """Nor is one behind a link."""
        os.mkfifo(workspace / "pipe")
        replace_by_link(workspace, ANSWERS_PATH, workspace / "pipe")

        assert told(workspace) == [("CV001", ANSWERS_PATH)]


def test_a_file_in_place_of_a_folder_cannot_be_listed(workspace: Path) -> None:
    """A file called like a folder is an error with the system's reason."""
    (workspace / "company").write_text("")

    assert told(workspace) == [("CV001", "company")]


def test_a_folder_in_place_of_a_file_is_not_the_file(workspace: Path) -> None:
    """A folder called like a file is passed over, so that the file is missing."""
    (workspace / "products/medicab/product.yaml").rename(workspace.parent / "moved")
    (workspace / "products/medicab/product.yaml").mkdir()

    assert ("CV213", "products/medicab") in told(workspace)


@pytest.mark.parametrize(
    "path",
    [
        "products/medicab/plan.yml",
        "products/medicab/answers.yaml",
        "products/medicab/NOTES.YAML",
        "products/medicab/answers/interoperability.yml",
        "products/medicab/answers/old/interoperability.yaml",
        "products/loose.yaml",
        "questionnaires/interoperability.YML",
        "questionnaires/old/interoperability.yaml",
        "company/product.yaml",
    ],
)
def test_a_file_that_nothing_reads_is_reported(path: str, workspace: Path) -> None:
    """A YAML file of another name, ending or folder is a warning: its answers would be lost."""
    write(workspace, path, "anything: [")

    assert told(workspace) == [("CV214", path)]


@pytest.mark.parametrize(
    "path",
    [
        "products/medicab/README.md",
        "products/medicab/answers/notes.txt",
        "products/medicab/evidence/report.pdf",
        "products/medicab/evidence/openapi.yaml",
        "questionnaires/README.md",
        "docs/notes.yaml",
        ".github/workflows/check.yaml",
        ".convergence.yaml",
        "products/.trash/product.yaml",
        "products/medicab/.plan.yaml.swp",
        "products/medicab/._plan.yaml",
        "questionnaires/.idea/interoperability.yaml",
        "questionnaires/.#interoperability.yaml",
    ],
)
def test_other_files_are_passed_over(path: str, workspace: Path) -> None:
    """What is hidden, is no YAML, or stands elsewhere is no business of this program."""
    write(workspace, path, "anything: [")

    assert judge(workspace).diagnostics == ()


@pytest.mark.parametrize(
    "path",
    [
        "products/other/plan.yaml",
        "products/other/product.yml",
        "products/other/answers/interoperability.yaml",
    ],
)
def test_a_product_without_a_declaration_is_missing_its_file(path: str, workspace: Path) -> None:
    """A folder of YAML files without product.yaml is an error, named after the folder."""
    write(workspace, path, BY_CONTRACT[PATHS[ANSWERS_PATH]])

    missing = [each for each in judge(workspace).diagnostics if each.rule.code == "CV213"]

    assert [each.place.path for each in missing] == ["products/other"]
    assert "'other'" in missing[0].message.en


def test_an_empty_product_is_missing_its_file(workspace: Path) -> None:
    """An empty folder among the products is an error too."""
    (workspace / "products/other").mkdir()

    assert told(workspace) == [("CV213", "products/other")]


def test_a_folder_of_other_things_is_no_product(workspace: Path) -> None:
    """A folder among the products that holds no YAML is passed over, and cannot be extended."""
    write(workspace, "products/pictures/logo.png", b"\x89PNG")
    product = BY_CONTRACT[PATHS["products/medicab/product.yaml"]]
    write(
        workspace,
        "products/medicab/product.yaml",
        product.replace("extends: null", "extends: pictures"),
    )

    assert told(workspace) == [("CV205", "products/medicab/product.yaml")]


def test_a_product_that_cannot_be_read_is_not_unknown(workspace: Path) -> None:
    """Nothing is concluded from a file with errors: who extends that product is not told off."""
    product = BY_CONTRACT[PATHS["products/medicab/product.yaml"]]
    edition = product.replace("id: medicab", "id: edition").replace(
        "extends: null", "extends: medicab"
    )
    write(workspace, "products/edition/product.yaml", edition)
    write(workspace, "products/medicab/product.yaml", "format: [")

    assert [code for code, _ in told(workspace)] == ["CV006"]


def test_the_order_of_files_is_the_order_of_names(workspace: Path) -> None:
    """Files are listed by name, whatever the system says first."""
    for name in ("b", "a", "é", "Z", "0"):
        write(workspace, f"questionnaires/{name}.yaml", "")

    names = [path.split("/")[1] for path in tree_of(workspace).questionnaires]

    assert names == sorted(names)
