"""Which runs on the example company are golden: the one list of the files in `tests/golden`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from convergence_cli.language import Language
from tests.cli.running import AS_OF


@dataclass(frozen=True, slots=True)
class GoldenRun:
    """A command line, and the file that holds what it prints."""

    name: str
    args: tuple[str, ...]
    columns: int = 80
    encoding: str = "utf-8"
    has_past: bool = False
    """Whether the company lies in a repository that tells how it got there."""


def _in(language: Language) -> Iterator[GoldenRun]:
    def of(
        name: str, command: str, *, columns: int = 80, encoding: str = "utf-8", has_day: bool = True
    ) -> GoldenRun:
        args = (*command.split(), "--lang", language, *(AS_OF if has_day else ()))
        return GoldenRun(f"{language}/{name}", args, columns, encoding)

    yield from _of_results(of)
    yield from _of_work(of)
    yield from _of_plans_made(of)
    yield from _of_the_past(language)


def _of_results(of: Callable[..., GoldenRun]) -> Iterator[GoldenRun]:
    yield of("check.txt", "check")
    yield of("check.json", "check --format json")
    yield of("check.sarif", "check --format sarif")
    yield of("check-github.txt", "check --format github")
    yield of("check-gitlab.json", "check --format gitlab")
    yield of("check-junit.xml", "check --format junit")
    yield of("profile.txt", "profile medicab-agenda", has_day=False)
    yield of("profile-of-the-company.txt", "profile", has_day=False)
    yield of("profile.json", "profile medicab-agenda --format json", has_day=False)
    for columns in (60, 80, 120):
        yield of(f"score-{columns}.txt", "score", columns=columns)
    yield of("score-archived.txt", "score --archived medicab-classic")
    yield of("score-refused.txt", "score medicab --fail-under 2 --fail-on under-expected")
    yield of("score.json", "score --format json")
    yield of("score.md", "score --format markdown")
    yield of("score-refused.md", "score medicab --fail-under 2 --format markdown")
    yield of("gap.txt", "gap medicab medicab-agenda")
    yield of("gap.json", "gap medicab medicab-mobile --format json")
    yield of("gap.md", "gap medicab-agenda medicab-mobile --format markdown")
    yield of("radar.txt", "radar medicab")
    yield of("radar-colour.txt", "radar medicab --color always")
    yield of("radar-ascii.txt", "radar medicab-agenda", encoding="ascii")
    yield of("radar-compare.txt", "radar medicab --compare medicab-mobile")
    yield of("radar-compare-colour.txt", "radar medicab --compare medicab-mobile --color always")
    yield of("radar.json", "radar medicab --compare medicab-mobile --format json")
    yield of("radar.svg", "radar medicab -q interoperability --compare medicab-mobile --format svg")
    yield of("radar-inherited.svg", "radar medicab-mobile -q interoperability --format svg")
    yield of("explain-criterion.txt", "explain INT-TRA-05")
    yield of("explain-planned.txt", "explain INT-SRV-08 --product medicab")
    yield of("explain-inherited.txt", "explain INT-TRA-01 --product medicab-mobile")
    yield of("explain-obsolete.txt", "explain INT-TRA-02 --product medicab-agenda")
    yield of("explain-undetermined.txt", "explain INT-SRV-10 --product medicab-agenda")
    yield of("explain-ascii.txt", "explain INT-DOC-11 --product medicab-mobile", encoding="ascii")
    yield of("explain-question.txt", "explain dmp_profiles")
    yield of("explain-questionnaire.txt", "explain interoperability")
    yield of("explain-preliminary.txt", "explain preliminary-company")
    yield of("demo.txt", "demo")


def _of_work(of: Callable[..., GoldenRun]) -> Iterator[GoldenRun]:
    yield of("status.txt", "status --days 700")
    yield of("status-60.txt", "status medicab-mobile", columns=60)
    yield of("status.md", "status medicab-agenda --format markdown")
    yield of("status.json", "status medicab-agenda medicab-mobile --format json")
    late = "--as-of 2027-04-01"
    yield of("plan-status.txt", "plan status")
    yield of("plan-status-late-60.txt", f"plan status medicab {late}", columns=60, has_day=False)
    yield of("plan-status-colour.txt", f"plan status {late} --color always", has_day=False)
    yield of("plan-status.md", f"plan status {late} --format markdown", has_day=False)
    yield of("plan-status.json", "plan status medicab-agenda --format json")
    yield of("plan-forecast.txt", "plan forecast --days 300")
    yield of("plan-forecast-late.txt", f"plan forecast medicab {late}", has_day=False)
    yield of("plan-forecast.md", "plan forecast medicab-agenda --format markdown")
    yield of("plan-forecast.json", "plan forecast medicab-mobile --days 700 --format json")
    yield of("plan-check.txt", f"plan check medicab {late}", has_day=False)
    yield of("plan-check-junit.xml", "plan check --format junit")
    yield of("sync.diff", "sync --prune --dry-run")
    yield of("export.json", "export medicab-mobile -q interoperability --drafts --format json")
    yield of("export-company.csv", "export --company --format csv")
    yield of("product-list.txt", "product list --archived", has_day=False)
    yield of("product-list.md", "product list --format markdown", has_day=False)
    yield of("product-show.txt", "product show medicab-mobile")
    yield of("product-show.md", "product show medicab-agenda --format markdown")
    yield of("product-show.json", "product show medicab-mobile --format json")
    yield of("product-diff.txt", "product diff medicab medicab-mobile")
    yield of("product-diff-60.txt", "product diff medicab medicab-agenda -q hds", columns=60)
    yield of("product-diff.md", "product diff medicab medicab-agenda --format markdown")
    yield of("product-diff.json", "product diff medicab medicab-mobile --format json")
    yield of("product-diff-alike.txt", "product diff medicab medicab -q hds")
    yield of("member-list.txt", "member list", has_day=False)
    yield of("member-list-colour.txt", "member list --color always", has_day=False)
    yield of("member-list-ascii.txt", "member list", encoding="ascii", has_day=False)
    yield of("answer.diff", "answer medicab-agenda --set INT-SRV-11=1 --dry-run")


def _of_plans_made(of: Callable[..., GoldenRun]) -> Iterator[GoldenRun]:
    late = "plan show medicab --company -q interoperability -q strategy --as-of 2027-10-01"
    yield of("plan-init.diff", "plan init medicab-agenda -q interoperability --dry-run")
    yield of("plan-show-80.txt", late, has_day=False)
    yield of("plan-show-120.txt", late, columns=120, has_day=False)
    yield of("plan-show-colour.txt", f"{late} --color always", has_day=False)
    yield of("plan-show.md", f"{late} --format markdown", has_day=False)
    yield of("plan-show.json", f"{late} --format json", has_day=False)
    one = "plan project medicab medicab-mobile -q interoperability"
    yield of("plan-project.txt", f"{one} --at 2027-Q3")
    yield of("plan-project-colour.txt", f"{one} --color always")
    yield of("plan-project-ascii.txt", f"{one} --at 2027-Q1", encoding="ascii")
    yield of("plan-project.json", f"{one} --at 2027-Q3 --format json")
    picture = "plan project medicab -q interoperability --format svg"
    yield of("plan-project.svg", picture)


def _of_the_past(language: Language) -> Iterator[GoldenRun]:
    def of(name: str, command: str, *, columns: int = 80, encoding: str = "utf-8") -> GoldenRun:
        args = (*command.split(), "--lang", language)
        return GoldenRun(f"{language}/{name}", args, columns, encoding, has_past=True)

    one = "history medicab medicab-agenda -q interoperability"
    yield of("history.txt", "history -q interoperability -q strategy")
    yield of("history-60.txt", one, columns=60)
    yield of("history-colour.txt", f"{one} --color always")
    yield of("history-ascii.txt", f"{one} --every month", encoding="ascii")
    yield of("history-tags.txt", "history medicab --tags --restate --as-of 2026-11-22")
    yield of("history.csv", f"{one} --every commit --format csv")
    yield of("history.json", "history medicab --every quarter --format json")
    yield of("diff.txt", "diff v5.1 v5.2 --as-of 2026-11-22")
    yield of("diff-worse-60.txt", "diff v5.2 v5.1 -q interoperability", columns=60)
    yield of("diff-colour.txt", "diff v5.2 HEAD --color always --as-of 2026-11-22")
    yield of("diff-ascii.txt", "diff v5.2 HEAD --as-of 2026-11-22", encoding="ascii")
    yield of("score-against.txt", "score medicab-agenda --against v5.2 --as-of 2026-11-22")


def _of_a_pull_request(language: Language) -> Iterator[GoldenRun]:
    asked = ("--format", "markdown", "--lang", language, *AS_OF)
    minimum = ("--fail-under", "interoperability=1.8")
    yield GoldenRun(f"{language}/review.md", ("diff", "main", *asked))
    yield GoldenRun(f"{language}/review-score.md", ("score", "--against", "main", *minimum, *asked))


REVIEWS: tuple[GoldenRun, ...] = tuple(
    each for language in Language for each in _of_a_pull_request(language)
)
"""Runs on the pull request of `tests.cli.reviewed`."""
RUNS: tuple[GoldenRun, ...] = (
    *(each for language in Language for each in _in(language)),
    GoldenRun("explain-code.md", ("explain", "CV201")),
)
