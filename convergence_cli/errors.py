"""What stops the tool from working: a breakdown on the user's side, with what to do next."""

from convergence_cli.language import Text


class ConvergenceError(Exception):
    """The tool cannot do what was asked; the caller's side can mend it (exit 2)."""

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint


class ForbiddenError(ConvergenceError):
    """What the rules of the workspace forbid: no breakdown, but an answer (exit 1)."""
