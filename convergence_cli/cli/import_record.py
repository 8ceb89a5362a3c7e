"""A record that comes back."""

from pathlib import Path

from convergence_cli.cli.session import Session
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text

_NO_RECORD = Text(en="{file} is no record", fr="{file} n'est pas un relevé")


def import_record(_session: Session, file: Path, *, prune: bool, dry_run: bool) -> None:
    """Take in a record."""
    raise ConvergenceError(_NO_RECORD.fill(file=file, prune=prune, dry_run=dry_run))
