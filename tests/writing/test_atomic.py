"""A file is the old one or the new one, whatever happens between the two (SPEC §5)."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.errors import ConvergenceError
from convergence_cli.writing.atomic import write_all_new, write_output, write_whole

STEPS = ("fsync", "chmod", "replace")
"""What a write does after its text is in the temporary file, in order."""


@pytest.fixture(params=STEPS)
def failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what makes one step of a write fail."""

    def fail_with(error: BaseException) -> None:
        def fail(*_args: object, **_keywords: object) -> None:
            raise error

        owner = os if request.param == "fsync" else Path
        monkeypatch.setattr(owner, request.param, fail)

    return fail_with


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """Text is written as UTF-8, with its own line ends, in a folder that is made for it."""
    target = tmp_path / "a/b/file.yaml"

    write_whole(target, "é\nb\r\nc")

    assert target.read_bytes() == "é\nb\r\nc".encode()
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_leaves_the_old_file(
    tmp_path: Path, failing: Callable[[BaseException], None]
) -> None:
    """A disk that fails half-way leaves the old file as it was, and nothing beside it."""
    target = tmp_path / "file.yaml"
    target.write_text("old", encoding="utf-8")
    failing(OSError(28, "No space left on device"))

    with pytest.raises(ConvergenceError, match="No space left on device"):
        write_whole(target, "new")

    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interruption_leaves_the_old_file(
    tmp_path: Path, failing: Callable[[BaseException], None]
) -> None:
    """Ctrl-C half-way leaves the old file as it was, and nothing beside it."""
    target = tmp_path / "file.yaml"
    target.write_text("old", encoding="utf-8")
    failing(KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, "new")

    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_that_fails_is_not_there(
    tmp_path: Path, failing: Callable[[BaseException], None]
) -> None:
    """A write that fails leaves no file where there was none."""
    failing(OSError(5, "Input/output error"))

    with pytest.raises(ConvergenceError):
        write_whole(tmp_path / "file.yaml", "new")

    assert list(tmp_path.iterdir()) == []


def test_text_that_is_no_unicode_is_never_half_written(tmp_path: Path) -> None:
    """Text that UTF-8 cannot hold leaves the old file, and nothing beside it."""
    target = tmp_path / "file.yaml"
    target.write_text("old", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        write_whole(target, "x" * 100_000 + "\ud800")

    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


if sys.platform != "win32":

    @pytest.mark.parametrize("mask", [0o022, 0o077, 0o002, 0o000])
    def test_a_file_has_the_rights_that_the_mask_gives(mask: int, tmp_path: Path) -> None:
        """A written file can be read by whom the user's mask lets read, as any other new file."""
        before = os.umask(mask)
        try:
            write_whole(tmp_path / "file.yaml", "x")
            after = os.umask(mask)
        finally:
            os.umask(before)

        mode = stat.S_IMODE((tmp_path / "file.yaml").stat().st_mode)
        assert mode == 0o666 & ~mask
        assert after == mask

    def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
        """A write onto a link replaces the link: what it led to stays as it was."""
        outside = tmp_path / "outside.txt"
        outside.write_text("old", encoding="utf-8")
        link = tmp_path / "link.txt"
        link.symlink_to(outside)

        write_whole(link, "new")

        assert outside.read_text(encoding="utf-8") == "old"
        assert not link.is_symlink()
        assert link.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("target", ["folder", "file.txt/below.yaml"])
def test_a_place_that_holds_no_file_is_told(target: str, tmp_path: Path) -> None:
    """Where no file can be, the error names it, its reason and what to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")

    with pytest.raises(ConvergenceError, match="cannot write ") as raised:
        write_whole(tmp_path / target, "new")

    assert raised.value.hint is not None
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file.txt", "folder"]


def test_new_files_are_told_one_by_one(tmp_path: Path) -> None:
    """New files are written in order, and each is named once it is there."""
    for path in write_all_new(tmp_path, {"a.yaml": "1", "b/c.yaml": "2"}):
        assert (tmp_path / path).exists()

    assert (tmp_path / "b/c.yaml").read_text(encoding="utf-8") == "2"


@pytest.mark.parametrize("kind", ["file", "folder", "dead link"])
def test_new_files_are_all_new_or_none_is_written(kind: str, tmp_path: Path) -> None:
    """Where something stands in the way of one new file, none of them is written."""
    target = tmp_path / "b.yaml"
    if kind == "file":
        target.write_text("old", encoding="utf-8")
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")

    with pytest.raises(ConvergenceError, match="is there already"):
        list(write_all_new(tmp_path, {"a.yaml": "1", "b.yaml": "2"}))

    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("path", ["convergence.yaml", "a/b.yaml", "a/B.YML", "./a/../a/b.yaml"])
def test_results_are_not_written_among_the_inputs(path: str, tmp_path: Path) -> None:
    """A result is never a YAML file of the workspace, however its path is written."""
    (tmp_path / "convergence.yaml").write_text("format: 1\n", encoding="utf-8")

    for inputs in (tmp_path, tmp_path.parent / "elsewhere"):
        with pytest.raises(ConvergenceError, match="is a file of the workspace"):
            write_output(tmp_path / path, b"x", inputs)

    assert (tmp_path / "convergence.yaml").read_text(encoding="utf-8") == "format: 1\n"


@pytest.mark.parametrize("path", ["result.json", "a/result.md", "yaml", "x.yaml.txt"])
def test_other_results_may_stand_in_the_workspace(path: str, tmp_path: Path) -> None:
    """A result that is no YAML may stand anywhere, and replaces an earlier one."""
    (tmp_path / "convergence.yaml").write_text("format: 1\n", encoding="utf-8")

    write_output(tmp_path / path, b"first", tmp_path)
    write_output(tmp_path / path, b"second", tmp_path)

    assert (tmp_path / path).read_text(encoding="utf-8") == "second"


def test_yaml_results_may_stand_outside(tmp_path: Path) -> None:
    """Outside every workspace a result may be called anything."""
    write_output(tmp_path / "result.yaml", b"x", tmp_path / "workspace")

    assert (tmp_path / "result.yaml").read_text(encoding="utf-8") == "x"
