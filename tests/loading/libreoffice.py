"""LibreOffice, where it is installed: opens a workbook and saves it, as a person would."""

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    PROGRAM is None, reason="LibreOffice is not installed: nothing else opens and saves a workbook"
)


def resaved(folder: Path, *files: Path) -> list[Path]:
    """Return workbooks as LibreOffice saves them; its settings are of this folder alone."""
    assert PROGRAM is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            PROGRAM,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder / "resaved"),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [folder / "resaved" / each.name for each in files]
