"""`make bench`: whole processes, timed side by side, in one table with ratios."""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.repositories import write_repository
from benchmarks.workspaces import answer_files, write_workspace

REPOSITORY = Path(__file__).resolve().parent.parent
CONVERGENCE = (sys.executable, "-m", "convergence_cli")
EVERYTHING = ("*",)
CATALOGUES: Mapping[str, Sequence[str]] = {
    "whole catalogue": EVERYTHING,
    "two questionnaires": ("interoperability", "strategy", "preliminary", "preliminary-company"),
    "no questionnaire": ("preliminary-company",),
}
"""The definitions that are kept, by name."""
N_PRODUCTS, N_COMMITS = 50, 200
N_COMPARED = 1000
SCORED = f"score, a repository of {N_COMPARED}"
AGAINST = f"score --against, {N_COMPARED} products"
REDEFINED = f"the same, {N_COMPARED}, redefined"
HISTORY = f"history, {N_COMMITS} commits"
LAST_STATE = f"score, {N_PRODUCTS} products"


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of several runs of one command."""

    name: str
    seconds: float
    megabytes: float | None
    """Peak memory of the largest run; None where the system does not tell."""
    n_runs: int


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each command (median)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--without-peer", action="store_true", help="leave check-jsonschema out")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = _start_figures(asked.runs)
        for size in asked.sizes:
            root = Path(folder) / str(size)
            write_workspace(root, size)
            figures += _size_figures(root, size, asked.runs)
            if not asked.without_peer:
                figures.append(_peer(root, size))
        figures += [_example(asked.runs), _answering(asked.runs)]
        figures += _against_figures(Path(folder) / "compared", asked.runs)
        figures += _history_figures(Path(folder) / "repository", asked.runs)
        figures += _workbook_figures(Path(folder) / "workbooks", asked.runs)
    figures += _catalogue_figures(asked.runs)
    _print_table(figures)
    _print_ratios({figure.name: figure for figure in figures}, asked.sizes)
    _print_painting(asked.runs)


def _start_figures(n_runs: int) -> list[Figure]:
    version = [*CONVERGENCE, "--version"]
    nothing = [sys.executable, "-c", "pass"]
    return _side_by_side({"convergence --version": version, "python -c pass": nothing}, 2 * n_runs)


def _size_figures(root: Path, size: int, n_runs: int) -> list[Figure]:
    commands = {
        f"check, {size} products": [*CONVERGENCE, "check", "--workspace", str(root)],
        f"score, {size} products": [
            *(*CONVERGENCE, "score", "--format", "json"),
            *("--workspace", str(root)),
        ],
        f"status, {size} products": [*CONVERGENCE, "status", "--workspace", str(root)],
        f"sync, {size} products": [*CONVERGENCE, "sync", "--dry-run", "--workspace", str(root)],
        f"floor, {size} products": [sys.executable, "benchmarks/floor.py", str(root)],
    }
    return _side_by_side(commands, n_runs)


def _peer(root: Path, size: int) -> Figure:
    schema = REPOSITORY / "schemas" / "answers.schema.json"
    files = [str(path) for path in answer_files(root)]
    command = [
        *(sys.executable, "-m", "check_jsonschema"),
        *("--schemafile", str(schema), *files),
    ]
    # One run at a thousand products takes minutes, and is far from the others' noise.
    return _side_by_side({f"check-jsonschema, {size} products": command}, 1)[0]


def _example(n_runs: int) -> Figure:
    example = REPOSITORY / "examples" / "exemple-sante"
    command = [*CONVERGENCE, "check", "--workspace", str(example)]
    return _side_by_side({"check, the example": command}, n_runs)[0]


def _answering(n_runs: int) -> Figure:
    """What one answer costs, up to the difference that would be written."""
    example = REPOSITORY / "examples" / "exemple-sante"
    command = [*CONVERGENCE, "answer", "medicab-agenda", "--set", "INT-SRV-11=1", "--dry-run"]
    return _side_by_side({"answer, the example": [*command, "--workspace", str(example)]}, n_runs)[
        0
    ]


def _against_figures(root: Path, n_runs: int) -> list[Figure]:
    """What a comparison costs: with the commit before, and with one of other definitions."""
    # The last commit raises a level, so that nothing fails.
    write_repository(root, N_COMPARED, 4)
    score = [*CONVERGENCE, "score", "--format", "json", "--workspace", str(root)]
    baseline = root.parent / "baseline.json"
    _run([*score, "--output", str(baseline)])
    commands = {
        SCORED: score,
        AGAINST: [*score, "--against", "HEAD~1"],
        f"score --baseline, {N_COMPARED} products": [*score, "--baseline", str(baseline)],
    }
    figures = _side_by_side(commands, n_runs)
    for file in (root / "questionnaires").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('"Axis ', '"Other axis '), encoding="utf-8")
    return figures + _side_by_side({REDEFINED: [*score, "--against", "HEAD~1"]}, n_runs)


def _history_figures(root: Path, n_runs: int) -> list[Figure]:
    """What the past costs: every commit of a repository, beside its last state alone."""
    write_repository(root, N_PRODUCTS, N_COMMITS)
    commands = {
        HISTORY: [*CONVERGENCE, "history", "--every", "commit", "--format", "json"],
        LAST_STATE: [*CONVERGENCE, "score", "--format", "json"],
    }
    at = ("--workspace", str(root))
    return _side_by_side({name: [*each, *at] for name, each in commands.items()}, n_runs)


def _workbook_figures(root: Path, n_runs: int) -> list[Figure]:
    """What workbooks cost as whole processes: of one product, and of fifty in one."""
    write_workspace(root, N_PRODUCTS)
    export = [*CONVERGENCE, "export", "--output", str(root / "all.xlsx")]
    product = ["medicab", "--workspace", str(REPOSITORY / "examples" / "exemple-sante")]
    commands = {
        "export a workbook, the example": [*export, *product],
        f"the same, {N_PRODUCTS} products in one": [*export, "--workspace", str(root)],
    }
    return _side_by_side(commands, n_runs)


def _print_painting(n_runs: int) -> None:
    """Print how a workbook compares with what openpyxl alone needs for as many styled cells."""
    subprocess.run([sys.executable, "-m", "benchmarks.painting", str(n_runs)], check=True)


def _catalogue_figures(n_runs: int) -> list[Figure]:
    """What the whole catalogue costs: a workspace with all definitions, with two, with none."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for name, kept in CATALOGUES.items():
            root = Path(folder) / name.partition(" ")[0]
            shutil.copytree(REPOSITORY / "questionnaires", root / "questionnaires")
            for file in (root / "questionnaires").glob("*.yaml"):
                if file.stem not in kept and kept != EVERYTHING:
                    file.unlink()
            settings = "format: 1\ncompany: {name: Exemple}\nlanguage: fr\n"
            (root / "convergence.yaml").write_text(settings, encoding="utf-8")
            commands[f"check, {name}"] = [*CONVERGENCE, "check", "--workspace", str(root)]
        return _side_by_side(commands, 2 * n_runs)


def _side_by_side(commands: Mapping[str, Sequence[str]], n_runs: int) -> list[Figure]:
    """Run commands in turn, A B C A B C, so that a slow moment of the machine falls on all."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    megabytes: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(n_runs):
        for name, command in commands.items():
            took, peak = _run(command)
            seconds[name].append(took)
            if peak is not None:
                megabytes[name].append(peak)
    return [
        Figure(
            name,
            statistics.median(seconds[name]),
            max(megabytes[name], default=None),
            n_runs,
        )
        for name in commands
    ]


def _run(command: Sequence[str]) -> tuple[float, float | None]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=REPOSITORY)
    if not hasattr(os, "wait4"):
        code = process.wait()
        took, peak = time.perf_counter() - start, None
    else:
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        code = process.returncode = os.waitstatus_to_exitcode(status)
        # Kilobytes on Linux, bytes on macOS.
        peak = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    if code:
        message = f"{' '.join(command[:4])} … exited with {code}"
        raise SystemExit(message)
    return took, peak


def _print_table(figures: Sequence[Figure]) -> None:
    print(f"{'command':<32} {'median s':>9} {'peak MB':>8} {'runs':>5}")
    for figure in figures:
        peak = "–" if figure.megabytes is None else f"{figure.megabytes:.0f}"
        print(f"{figure.name:<32} {figure.seconds:>9.3f} {peak:>8} {figure.n_runs:>5}")


def _print_ratios(figures: dict[str, Figure], sizes: Sequence[int]) -> None:
    def ratio(label: str, one: str, other: str) -> None:
        if one in figures and other in figures:
            print(f"{label:<58} {figures[one].seconds / figures[other].seconds:>9.3f}")

    print()
    start = figures["convergence --version"].seconds - figures["python -c pass"].seconds
    print(f"{'--version takes longer than python -c pass, in seconds':<58} {start:>9.3f}")
    none = figures["check, no questionnaire"].seconds
    for name in ("whole catalogue", "two questionnaires"):
        more = figures[f"check, {name}"].seconds - none
        print(f"{f'{name} takes longer than none, in seconds':<58} {more:>9.3f}")
    for size in sizes:
        ratio(
            f"check / floor, {size} products", f"check, {size} products", f"floor, {size} products"
        )
        ratio(
            f"score / floor, {size} products", f"score, {size} products", f"floor, {size} products"
        )
        ratio(
            f"check / check-jsonschema, {size} products",
            f"check, {size} products",
            f"check-jsonschema, {size} products",
        )
    for compared in (AGAINST, REDEFINED):
        ratio(f"{compared} / score", compared, SCORED)
    ratio(f"{HISTORY} / {LAST_STATE}", HISTORY, LAST_STATE)
    for command in ("check", "score"):
        ratio(
            f"{command}, 1000 products / 100 products",
            f"{command}, 1000 products",
            f"{command}, 100 products",
        )


if __name__ == "__main__":
    main()
