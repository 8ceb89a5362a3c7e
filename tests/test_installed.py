"""What `pip install` gives is whole: commands, schemas, definitions, example and pages."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from convergence_cli import __version__
from convergence_cli.loading.shipped import (
    examples_folder,
    pages_folder,
    questionnaires_folder,
    schemas_folder,
    templates_folder,
)
from tests.cli.running import AS_OF, Finished, clean_environment, run

ROOT = Path(__file__).parent.parent
Installed = Callable[..., Finished]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    building = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*building, str(ROOT)], check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel beside its dependencies, and return what runs the command."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=sys.platform != "win32")
    paths = sysconfig.get_paths("venv", {"base": str(folder), "platbase": str(folder)})
    # The dependencies are those of this run; an editable install among them is not followed.
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(paths["purelib"], "dependencies.pth").write_text("\n".join(ours), encoding="utf-8")
    python = Path(paths["scripts"], "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    offline = ["--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*pip, *offline, str(wheel)], check=True, capture_output=True)

    def run_installed(*args: str, at: Path, command: str = "convergence") -> Finished:
        environment = clean_environment({"PYTHONIOENCODING": "utf-8", "COLUMNS": "80"})
        environment.pop("PYTHONPATH", None)
        process = subprocess.run(
            [Path(paths["scripts"], command), *args],
            cwd=at,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        return Finished(process.returncode, process.stdout, process.stderr)

    return run_installed


def _shipped() -> dict[str, Path]:
    return {
        "schemas": schemas_folder(),
        "questionnaires": questionnaires_folder(),
        "examples": examples_folder(),
        "templates": templates_folder(),
        "pages": pages_folder(),
    }


@pytest.mark.parametrize("name", ["schemas", "questionnaires", "examples", "templates", "pages"])
def test_the_wheel_carries_the_data(name: str, wheel: Path) -> None:
    """Every schema, definition, example, template and diagnostic page is in it, byte for byte."""
    folder = _shipped()[name]
    files = {
        f"convergence_cli/{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }

    with zipfile.ZipFile(wheel) as archive:
        packed = {
            each: archive.read(each)
            for each in archive.namelist()
            if each.startswith(f"convergence_cli/{name}/")
        }

    assert packed == files
    assert files


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    """The wheel holds the package and its licence: no tests, and nothing of a build."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    assert {each.partition("/")[0] for each in names} == {
        "convergence_cli",
        f"convergence_cli-{__version__}.dist-info",
    }
    assert not [each for each in names if "__pycache__" in each or each.endswith(".pyc")]
    assert f"convergence_cli-{__version__}.dist-info/licenses/LICENSE" in names
    assert "convergence_cli/py.typed" in names


def test_it_runs_from_its_own_files(installed: Installed, tmp_path: Path) -> None:
    """The installed command is the one of the wheel, and needs no checkout."""
    code = "import convergence_cli; print(convergence_cli.__file__)"

    where = installed("-c", code, at=tmp_path, command="python")

    assert "site-packages" in where.out
    assert not Path(where.out.strip()).is_relative_to(ROOT)
    assert installed("--version", at=tmp_path).out == f"convergence {__version__}\n"


def test_from_an_empty_folder_to_a_score(installed: Installed, tmp_path: Path) -> None:
    """In an empty folder: a workspace, a product, a check and a score, one after the other."""
    needed = {"name": "Medicab", "deployment": "production", "versions": "5.2"}
    profile = {"exchanges_data": "true", "messaging": "false"}
    assigned = [f"--set={key}={value}" for key, value in {**needed, **profile}.items()]

    started = installed("init", "--company", "Exemple Santé", "--lang", "en", at=tmp_path)
    declared = installed("init-product", *assigned, at=tmp_path)
    checked = installed("check", *AS_OF, at=tmp_path)
    scored = installed("score", "--format", "json", *AS_OF, at=tmp_path)

    assert [each.code for each in (started, declared, checked, scored)] == [0, 0, 0, 0]
    assert checked.err.startswith("1 product, 3 answers files: ")
    [product] = scored.json()["products"]
    assert [each["id"] for each in product["questionnaires"]] == [
        *("interoperability", "security", "urbanisation")
    ]
    for questionnaire in product["questionnaires"]:
        assert questionnaire["mean"] is None
        assert questionnaire["counts"]["unanswered"] == questionnaire["counts"]["applicable"]
    assert product["questionnaires"][0]["counts"]["applicable"] > 0


def test_the_example_and_the_pages_are_there(installed: Installed, tmp_path: Path) -> None:
    """The demo and `explain` say the same wherever the tool is installed."""
    demo = installed("demo", "--lang", "en", *AS_OF, at=tmp_path)
    page = installed("explain", "CV201", at=tmp_path)

    assert demo == run("demo", "--lang", "en", *AS_OF, at=tmp_path)
    assert page == run("explain", "CV201", at=tmp_path)
    assert demo.code == page.code == 0


def test_it_runs_as_a_module(installed: Installed, tmp_path: Path) -> None:
    """`python -m convergence_cli` is the same command."""
    as_module = installed("-m", "convergence_cli", "--version", at=tmp_path, command="python")

    assert as_module == installed("--version", at=tmp_path)
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - nothing at all was left behind
