"""What becomes of the changes of a command: judged, then written, or shown as a difference."""

from convergence_cli.cli.changes import Changes
from convergence_cli.cli.console import NOTHING_WRITTEN, WROTE, deliver_data, say
from convergence_cli.cli.judgement import judged
from convergence_cli.cli.schema_files import as_told
from convergence_cli.cli.session import Session
from convergence_cli.language import Text

_NOTHING_TO_DO = Text(en="nothing to do", fr="rien à faire")


def write_or_show(session: Session, changes: Changes, *, dry_run: bool) -> None:
    """Write the files of a command, each said; stop before the first where one would be wrong."""
    if not changes.files:
        say(_NOTHING_TO_DO)
        return
    judged(session, changes)
    if dry_run:
        deliver_data(changes.difference(), None, session.root)
        say(NOTHING_WRITTEN)
        return
    for path in as_told(changes.write()):
        say(WROTE.fill(path=path))
