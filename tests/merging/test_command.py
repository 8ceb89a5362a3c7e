"""`convergence merge-file` by hand: markers, labels, languages, and what is refused."""

from pathlib import Path

import pytest

from tests.cli import small
from tests.cli.hostile import TEXTS
from tests.cli.running import run

THREE = ("base.yaml", "ours.yaml", "theirs.yaml")


def laid_out(folder: Path, *entries: str) -> Path:
    """Write an answers file in three states."""
    texts = (f"answers:\n  {each}\n" for each in entries)
    return small.write(folder, dict(zip(THREE, texts, strict=True)))


def test_markers_have_their_size_and_their_labels(tmp_path: Path) -> None:
    """What git says of the sides stands beside the markers, as long as it asks for."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")
    labels = ("--label-base=4f2a", "--label-ours=HEAD", "--label-theirs=my branch")
    done = run("merge-file", "--marker-size=9", *labels, "--", *THREE, at=root)

    assert (done.code, done.out) == (1, "")
    assert (root / "ours.yaml").read_text() == (
        "answers:\n<<<<<<<<< HEAD\n  A: 2\n||||||||| 4f2a\n  A: 1\n=========\n  A: 3\n"
        ">>>>>>>>> my branch\n"
    )


def test_a_git_that_knows_no_labels_has_usual_ones(tmp_path: Path) -> None:
    """An old git hands the places over as they stand in the configuration."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")
    labels = ("--label-base=%S", "--label-ours=%X", "--label-theirs=")
    run("merge-file", *labels, "--", *THREE, at=root)

    assert "<<<<<<< ours\n" in (root / "ours.yaml").read_text()
    assert ">>>>>>> theirs\n" in (root / "ours.yaml").read_text()


def test_a_merge_without_conflict_says_nothing(tmp_path: Path) -> None:
    """Git says which files it merges; there is nothing to add."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 1\n  B: 1")
    done = run("merge-file", *THREE, at=root)

    assert (done.code, done.out, done.err) == (0, "", "")
    assert (root / "ours.yaml").read_text() == "answers:\n  A: 2\n  B: 1\n"
    assert (root / "theirs.yaml").read_text() == "answers:\n  A: 1\n  B: 1\n"


def test_the_conversation_is_in_the_language_of_the_workspace(tmp_path: Path) -> None:
    """The file that is merged lies in a workspace, whose language is spoken."""
    small.workspace(tmp_path / "work", {"A": 1})
    settings = tmp_path / "work/convergence.yaml"
    settings.write_text(settings.read_text().replace("language: en", "language: fr"))
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")
    done = run("merge-file", *THREE, "work/products/med/answers/care.yaml", at=root)

    assert "les deux côtés ont changé A ; tranchez entre les marques" in done.err


@pytest.mark.parametrize("given", [(), ("base.yaml",), ("base.yaml", "ours.yaml")])
def test_three_files_are_asked_for(given: tuple[str, ...], tmp_path: Path) -> None:
    """Whoever types the command alone learns what it is for."""
    done = run("merge-file", *given, at=tmp_path)

    assert done.code == 2
    assert "convergence merge-file --set-up" in done.err


def test_setting_up_takes_no_files(tmp_path: Path) -> None:
    """Both at once is neither."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")

    assert run("merge-file", "--set-up", *THREE, at=root).code == 2
    assert (root / "ours.yaml").read_text() == "answers:\n  A: 2\n"


def test_a_missing_file_leaves_the_others(tmp_path: Path) -> None:
    """Nothing is written where there is nothing to merge."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")
    (root / "theirs.yaml").unlink()

    assert run("merge-file", *THREE, at=root).code == 2
    assert (root / "ours.yaml").read_text() == "answers:\n  A: 2\n"


def test_many_conflicts_are_counted(tmp_path: Path) -> None:
    """A message names some entries, and how many more there are."""
    states = ("\n  ".join(f"A-{n}: {level}" for n in range(12)) for level in (1, 2, 3))
    done = run("merge-file", *THREE, at=laid_out(tmp_path, *states))

    assert "A-0, A-1, A-2, A-3, A-4, A-5, A-6, A-7 and 4 more" in done.err


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_names_are_text(name: str, tmp_path: Path) -> None:
    """A branch, a path or a criterion forges no line, neither in the file nor on a terminal."""
    text = TEXTS[name]
    key = '"' + "".join(f"\\U{ord(each):08x}" for each in text[:90]) + '"'
    root = laid_out(tmp_path, *(f"{key}: {level}" for level in (1, 2, 3)))
    label = f"--label-ours={text}"
    done = run("merge-file", label, "--", *THREE, text[:200], at=root)

    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "\x1b" not in done.err
    lines = (root / "ours.yaml").read_text(encoding="utf-8").splitlines()
    assert [line[:7] for line in lines if line[0] in "<|=>"] == [7 * each for each in "<|=>"]
    assert len(lines) == 8


def test_conflicts_that_are_no_entries_are_told(tmp_path: Path) -> None:
    """Between brackets git shows lines, and below the last entry both wrote a comment anew."""
    brackets = ("{A: 1}", "{A: 2}", "{A: 3}")
    root = small.write(
        tmp_path, {name: f"answers: {each}\n" for name, each in zip(THREE, brackets, strict=True)}
    )
    assert "both sides changed the same lines" in run("merge-file", *THREE, at=root).err

    comments = ("A: 1\n  # to do", "A: 1\n  # done", "A: 1\n  # dropped")
    told = run("merge-file", *THREE, at=laid_out(tmp_path, *comments)).err
    assert "both sides changed answers; decide" in told


def test_what_git_cannot_merge_either_is_left(tmp_path: Path) -> None:
    """Bytes that are no text: the file stays, and the person learns where the other one is."""
    root = laid_out(tmp_path, "A: 1", "A: 2", "A: 3")
    (root / "theirs.yaml").write_bytes(b"\0\xff")
    done = run("merge-file", *THREE, "plan.yaml", at=root)

    assert done.code == 2
    assert "THEIRS cannot be read, so nothing was merged" in done.err
    assert "git show :3:plan.yaml" in done.err
    assert (root / "ours.yaml").read_text() == "answers:\n  A: 2\n"


def test_without_git_both_sides_are_shown_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nobody can merge the text, the file is a conflict from its first line to its last."""
    root = laid_out(tmp_path, "{A: 1}", "{A: 2}", "{A: 1, B: 1}")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run("merge-file", *THREE, at=root)

    assert done.code == 1
    assert (root / "ours.yaml").read_text().startswith("<<<<<<< ours\nanswers:\n  {A: 2}\n|||")
