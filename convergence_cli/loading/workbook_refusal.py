"""Why a file is no workbook that can be taken in, and what to do about it."""

from pathlib import Path

from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_REFUSED = Text(en="{file} is not taken in: {reason}", fr="{file} n'est pas repris : {reason}")
_DAMAGED = Text(
    en="it is damaged, or was cut short ({detail})",
    fr="il est endommagé ou tronqué ({detail})",
)
SAVE_AS = Text(
    en="open it in a spreadsheet and save it as an Excel workbook (.xlsx)",
    fr="ouvrez-le dans un tableur et enregistrez-le comme classeur Excel (.xlsx)",
)
FETCH_AGAIN = Text(
    en="ask for it again, or open it in a spreadsheet and save it as an Excel workbook (.xlsx)",
    fr="redemandez-le, ou ouvrez-le dans un tableur et enregistrez-le en classeur Excel (.xlsx)",
)
PROTECTED = Text(en="it is protected by a password", fr="il est protégé par un mot de passe")
UNPROTECT = Text(
    en="open it in a spreadsheet and save it as an Excel workbook (.xlsx) without a password",
    fr="ouvrez-le dans un tableur et enregistrez-le en classeur Excel (.xlsx) sans mot de passe",
)
MAKE_ONE = Text(
    en="make one with: convergence export --format xlsx --output FILE.xlsx",
    fr="faites-en un : convergence export --format xlsx --output FICHIER.xlsx",
)


def refusal(file: Path, reason: Text, hint: Text) -> ConvergenceError:
    """Return the error that says why a file is not taken in, and the next thing to do."""
    return ConvergenceError(_REFUSED.fill(file=file, reason=reason), hint)


def damage(file: Path, detail: Text) -> ConvergenceError:
    """Return the error for a workbook that is not whole."""
    return refusal(file, _DAMAGED.fill(detail=detail), FETCH_AGAIN)
