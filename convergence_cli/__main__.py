"""The entry point of the `convergence` command."""

import gc
import os
import sys

from convergence_cli import __version__


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:
        # Asked by scripts before every run: answered before anything is imported.
        print(f"convergence {__version__}")  # noqa: T201 - the one line that needs no command
        return
    # A run is short and its data holds no cycles: looking for garbage only costs time.
    gc.disable()
    from convergence_cli.cli.boundary import run

    try:
        run()
    except SystemExit as end:
        # Everything is written and flushed: freeing each answer one by one would serve nobody.
        os._exit(int(end.code or 0))


if __name__ == "__main__":
    main()
