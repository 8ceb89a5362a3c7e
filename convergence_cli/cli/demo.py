"""`convergence demo`: the main job on the example company."""

from convergence_cli.cli import options
from convergence_cli.cli.check import check
from convergence_cli.cli.console import ColorChoice, show
from convergence_cli.cli.gap import gap
from convergence_cli.cli.radar import radar
from convergence_cli.cli.score import score


def demo(
    as_of: options.DayOption = None,
    lang: options.LanguageOption = None,
    color: options.ColorOption = ColorChoice.AUTO,
) -> None:
    """Check, score and draw the example company.

    Nothing is written.

    Example: convergence demo --lang en
    """
    from convergence_cli.loading.shipped import examples_folder

    example = examples_folder() / "exemple-sante"
    show("$ convergence check")
    check(workspace=example, as_of=as_of, lang=lang, color=color)
    show("\n$ convergence score")
    score(workspace=example, as_of=as_of, lang=lang, color=color)
    show("\n$ convergence radar medicab")
    radar(["medicab"], workspace=example, as_of=as_of, lang=lang, color=color)
    show("\n$ convergence gap medicab-agenda")
    gap(["medicab-agenda"], workspace=example, as_of=as_of, lang=lang, color=color)
