"""From what was asked of `history` to its result: which moments, read how, and what is said."""

from collections.abc import Sequence
from dataclasses import dataclass

from convergence_cli.cli.committed_session import CommittedSession
from convergence_cli.cli.console import progress, say, today
from convergence_cli.cli.history_points import Asked, PointReader
from convergence_cli.cli.session import nothing_to_judge
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Text
from convergence_cli.loading.past import Past, states_of, tags_of
from convergence_cli.model.moment import Every, Moment, between, thinned
from convergence_cli.rendering.history_result import HistoryResult, Point, PointState
from convergence_cli.rendering.history_words import reason_text

_NO_COMMIT = Text(
    en="no commit up to {ref} is of these days",
    fr="aucun commit jusqu'à {ref} n'est de ces jours",
)
_NO_TAG = Text(
    en="{ref} holds no commit of these days that has a tag",
    fr="{ref} ne contient aucun commit de ces jours qui ait une étiquette",
)
_NOTHING_READ = Text(
    en="no point can be read, of {n}; {commit} of {day}: {reason}",
    fr="aucun point ne peut être lu, sur {n} ; {commit} du {day} : {reason}",
)
_OTHERS = Text(
    en="look at other days (--since, --until), or at each commit (--every commit)",
    fr="regardez d'autres jours (--since, --until), ou chaque commit (--every commit)",
)
_NOTHING_APPLIES = Text(
    en="no product or questionnaire has a score at any point",
    fr="aucun produit ni questionnaire n'a de score, à aucun point",
)
_CUT = Text(
    en="this clone is shallow: its history starts on {day}; for what came before: {command}",
    fr="ce clone est superficiel : son historique commence le {day} ; pour ce qui précède : "
    "{command}",
)
_BESIDE = Text(
    en="{n} of the tags are not in the past of {ref}, and are left out (--ref TAG looks at one's)",
    fr="{n} des étiquettes ne sont pas dans le passé de {ref} et sont omises (--ref ÉTIQUETTE "
    "montre le sien)",
)
_ONE_POINT = Text(
    en="{n} commits make one point here: --every commit has a point for each",
    fr="{n} commits ne font ici qu'un point : --every commit en donne un à chacun",
)


@dataclass(frozen=True)
class Wanted:
    """Which moments are looked at, and under whose definitions."""

    ref: str
    every: Every | None
    """How often there is a point; none for one at each tag."""
    is_restated: bool
    since: str | None
    until: str | None


def history_of(session: CommittedSession, asked: Asked, wanted: Wanted) -> HistoryResult:
    """Return the points that were asked for; stop where none of them has a value."""
    past = _past(session, wanted)
    within = between(past.moments, wanted.since, wanted.until)
    moments = within if wanted.every is None else thinned(within, wanted.every)
    if not moments:
        reason = _NO_TAG if wanted.every is None else _NO_COMMIT
        raise nothing_to_judge(reason.fill(ref=wanted.ref))
    points = _points(session, asked, wanted, moments)
    cut_at = _cut_at(past, wanted)
    result = HistoryResult(
        wanted.ref,
        session.head,
        wanted.every,
        wanted.is_restated,
        wanted.since,
        wanted.until,
        cut_at,
        points,
    )
    if not result.charts:
        raise nothing_to_judge(_NOTHING_APPLIES)
    _tell(past, wanted, cut_at, len(within), len(moments))
    return result


def _past(session: CommittedSession, wanted: Wanted) -> Past:
    find = tags_of if wanted.every is None else states_of
    return find(session.repository, session.head)


def _points(
    session: CommittedSession, asked: Asked, wanted: Wanted, moments: Sequence[Moment]
) -> tuple[Point, ...]:
    reader = PointReader(session.repository, asked)
    if wanted.is_restated:
        # What old answers would be worth today: expected levels are today's, as definitions are.
        day = asked.as_of or today()
        reader = PointReader(session.repository, asked.on(day))
        reader.restate_as_at(session.head, wanted.ref, day)
    points = tuple(reader.points(moments, lambda n: progress(n, len(moments))))
    progress(len(moments), len(moments))
    if all(each.state is not PointState.READ for each in points):
        last = points[-1]
        raise ConvergenceError(
            _NOTHING_READ.fill(
                n=len(points),
                commit=last.moment.commit[:7],
                day=last.moment.day,
                reason=reason_text(last),
            ),
            _OTHERS,
        )
    reader.refuse_unknown()
    return points


def _cut_at(past: Past, wanted: Wanted) -> str | None:
    """Return where the past was cut off, if something before it was asked for."""
    is_enough = past.cut_at is not None and wanted.since is not None and wanted.since > past.cut_at
    return None if is_enough else past.cut_at


def _tell(past: Past, wanted: Wanted, cut_at: str | None, n_commits: int, n_points: int) -> None:
    if cut_at is not None:
        depth = "--unshallow" if wanted.since is None else f"--shallow-since={wanted.since}"
        say(_CUT.fill(day=cut_at, command=f"git fetch {depth}"))
    if past.n_beside:
        say(_BESIDE.fill(n=past.n_beside, ref=wanted.ref))
    if n_points == 1 and n_commits > 1:
        say(_ONE_POINT.fill(n=n_commits))
