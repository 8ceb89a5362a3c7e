"""What `member audit` renders: commits that their authors had no right to make."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.diagnostics import Diagnostic
from convergence_cli.language import Language, Text
from convergence_cli.model.commit import Commit, Contribution
from convergence_cli.rendering.check_result import counted
from convergence_cli.rendering.diagnostics_text import diagnostics_text
from convergence_cli.rendering.json_document import Json, diagnostic_json, document
from convergence_cli.rendering.screen import Screen, on_one_line

_SHORT = 12

_COMMITS = (Text(en="1 commit", fr="1 commit"), Text(en="{n} commits", fr="{n} commits"))
_FINDINGS = (Text(en="1 finding", fr="1 constat"), Text(en="{n} findings", fr="{n} constats"))
_NOTHING = Text(en="nothing is wrong", fr="rien à redire")
_SUMMARY = Text(
    en="{commits} between {ref} and HEAD, the workspace touched by {n}: {found}",
    fr="{commits} entre {ref} et HEAD, espace de travail touché par {n} : {found}",
)
_NO_COMMIT = Text(
    en="there is no commit between {ref} and HEAD: nothing to audit",
    fr="il n'y a aucun commit entre {ref} et HEAD : rien à auditer",
)
_FOUNDING = Text(
    en="not judged: {commit} by {email}, since nobody was a member before it",
    fr="non jugé : {commit} de {email}, car personne n'était membre avant lui",
)


@dataclass(frozen=True)
class Judged:
    """One commit that changed the workspace, and what its author had no right to do."""

    contribution: Contribution
    diagnostics: tuple[Diagnostic, ...]

    @property
    def commit(self) -> Commit:
        """The commit."""
        return self.contribution.commit


@dataclass(frozen=True)
class AuditResult:
    """Every commit between a name and HEAD."""

    ref: str
    base: str
    """The hash that the name stands for."""
    head: str
    n_commits: int
    judged: tuple[Judged, ...]
    """Those that changed the workspace, parents first."""

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """The commits with findings."""
        return tuple(each for each in self.judged if each.diagnostics)

    @property
    def founding(self) -> tuple[Commit, ...]:
        """The commits that there was nothing to judge by."""
        return tuple(each.commit for each in self.judged if each.contribution.is_founding)


def audit_text(result: AuditResult, language: Language, screen: Screen) -> str:
    """Return the findings, under the commit that each is about; the empty text for none."""
    blocks = [
        f"{_heading(each.commit, screen)}\n{diagnostics_text(each.diagnostics, language, screen)}"
        for each in result.wrong
    ]
    return "\n".join(blocks)


def audit_summary(result: AuditResult) -> Sequence[Text]:
    """Return the closing sentences: what was not judged, how many commits, how many findings."""
    if not result.n_commits:
        return [_NO_COMMIT.fill(ref=on_one_line(result.ref))]
    unjudged = [
        _FOUNDING.fill(commit=each.hash[:_SHORT], email=on_one_line(each.email))
        for each in result.founding
    ]
    n_findings = sum(len(each.diagnostics) for each in result.judged)
    summary = _SUMMARY.fill(
        commits=counted(result.n_commits, *_COMMITS),
        ref=on_one_line(result.ref),
        n=len(result.judged),
        found=counted(n_findings, *_FINDINGS) if n_findings else _NOTHING,
    )
    return [*unjudged, summary]


def audit_json(result: AuditResult, language: Language) -> str:
    """Return the verdict, and each finding with its commit."""
    findings = [
        {**_commit_json(each.commit), **diagnostic_json(diagnostic, language)}
        for each in result.wrong
        for diagnostic in each.diagnostics
    ]
    return document(
        verdict="fail" if findings else "pass",
        against={"ref": result.ref, "commit": result.base},
        head=result.head,
        commits=result.n_commits,
        changing=len(result.judged),
        not_judged=[_commit_json(each) for each in result.founding],
        findings=findings,
    )


def _heading(commit: Commit, screen: Screen) -> str:
    author = on_one_line(f"{commit.author} <{commit.email}>")
    heading = f"{commit.hash[:_SHORT]} · {commit.day} · {author}"
    return f"\x1b[1m{heading}\x1b[0m" if screen.has_colour else heading


def _commit_json(commit: Commit) -> Json:
    return {
        "commit": commit.hash,
        "author": commit.author,
        "email": commit.email,
        "day": commit.day,
    }
