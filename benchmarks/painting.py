"""The workbook of one product of 150 criteria, beside what openpyxl alone needs.

One process, in turn: no start-up and no reading of files on either side, which other rows show.
What is made of a workspace that was read, the figures, the form and its workbook, all counts.
"""

import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.styled import write_styled
from convergence_cli.cli.session import open_session
from convergence_cli.exchanging.forming import Covered, Projected, form_of
from convergence_cli.language import Language
from convergence_cli.planning.projection import Projection
from convergence_cli.rendering.workbook_file import workbook_bytes
from convergence_cli.rendering.workbook_identity import identity
from convergence_cli.scoring.standing import Judge

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "exemple-sante"
PRODUCT, DAY, PROJECTED_ON = "medicab", "2026-11-22", "2027-12-31"


def main(n_runs: int) -> None:
    """Print one line: how many cells, both times, and their ratio."""
    workspace = open_session(EXAMPLE, Language.FR, DAY).workspace

    def ours() -> bytes:
        judge = Judge(workspace)
        subject = judge.product(PRODUCT)
        later = Projection(judge, PROJECTED_ON).of(subject)
        covered = Covered(workspace, (subject,), DAY, Projected(PROJECTED_ON, {PRODUCT: later}))
        said = identity(workspace, (subject,), Language.FR)
        return workbook_bytes(form_of(covered, said, Language.FR))

    n_cells = _cells(ours())
    took, alone = _in_turn(ours, lambda: write_styled(n_cells, BytesIO()), n_runs)
    print(f"a workbook of {n_cells} cells takes {took:.3f} s, openpyxl alone {alone:.3f} s")
    print(f"{'workbook / openpyxl alone, as many styled cells':<58} {took / alone:>9.3f}")


def _in_turn(one: Callable[[], object], other: Callable[[], object], n_runs: int) -> list[float]:
    seconds: list[list[float]] = [[], []]
    for _ in range(n_runs):
        for taken, run in zip(seconds, (one, other), strict=True):
            start = time.perf_counter()
            run()
            taken.append(time.perf_counter() - start)
    return [statistics.median(each) for each in seconds]


def _cells(workbook: bytes) -> int:
    with zipfile.ZipFile(BytesIO(workbook)) as package:
        sheets = (each for each in package.namelist() if each.startswith("xl/worksheets/sheet"))
        return sum(package.read(each).count(b"<c ") for each in sheets)


if __name__ == "__main__":
    main(int(sys.argv[1]))
