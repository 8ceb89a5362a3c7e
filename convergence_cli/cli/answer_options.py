"""What the options of `answer` say: answers to write, or everything that is wrong with them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

import typer

from convergence_cli.cli.answer_files import standing_of
from convergence_cli.cli.boundary import ExitCode, tell
from convergence_cli.cli.evidence_text import evidence_of
from convergence_cli.cli.session import Session
from convergence_cli.diagnostics import reference_rules
from convergence_cli.diagnostics.wording import did_you_mean, named
from convergence_cli.errors import ConvergenceError
from convergence_cli.language import Language, Text
from convergence_cli.model.questionnaire import Criterion, Scope
from convergence_cli.model.workspace import NA, Answer, Evidence, Level
from convergence_cli.profiling.truth import Truth
from convergence_cli.rendering.explain_text import level_texts
from convergence_cli.revising.answering import Reply, answered
from convergence_cli.scoring.standing import Standing, Subject

_NO_EQUALS = Text(
    en="'{text}' does not say a level: write ID=LEVEL",
    fr="« {text} » ne dit pas de niveau : écrivez ID=NIVEAU",
)
_TWICE = Text(
    en="'{criterion}' is given more than once", fr="« {criterion} » est donné plusieurs fois"
)
_OF_COMPANY = Text(
    en="'{criterion}' is answered by the company, not by a product",
    fr="« {criterion} » se répond pour l'entreprise, pas pour un produit",
)
_GIVE_COMPANY = Text(
    en="give --company instead of a product", fr="donnez --company au lieu d'un produit"
)
_OF_PRODUCTS = Text(
    en="'{criterion}' is answered by each product, not by the company",
    fr="« {criterion} » se répond pour chaque produit, pas pour l'entreprise",
)
_GIVE_PRODUCT = Text(
    en="give a product instead of --company", fr="donnez un produit au lieu de --company"
)
_DOES_NOT_APPLY = Text(
    en="'{criterion}' does not apply{to}, so an answer would count for nothing",
    fr="« {criterion} » ne s'applique pas{to} : une réponse ne compterait pas",
)
_TO = Text(en=" to '{product}'", fr=" à « {product} »")
_SEE_WHY = Text(
    en="convergence explain {criterion}{option} says why",
    fr="convergence explain {criterion}{option} dit pourquoi",
)
_UNDETERMINED = Text(
    en="nobody can say yet whether '{criterion}' applies",
    fr="nul ne peut dire encore si « {criterion} » s'applique",
)
_ANSWER_FIRST = Text(
    en="answer first, in the profile: {questions}",
    fr="répondez d'abord, dans le profil : {questions}",
)
_OFF_SCALE = Text(
    en="'{level}' is no level of '{criterion}'",
    fr="« {level} » n'est pas un niveau de « {criterion} »",
)
_LEVELS = Text(
    en="a level is one of these, or na with a reason:\n{levels}",
    fr="un niveau est l'un de ceux-ci, ou na avec un motif :\n{levels}",
)
_NO_REASON = Text(
    en="'{criterion}': 'na' (not applicable) needs a reason",
    fr="« {criterion} » : « na » (non applicable) demande un motif",
)
_GIVE_REASON = Text(en="give it with --comment", fr="donnez-le par --comment")
_WHOSE_DETAILS = Text(
    en="--comment, --evidence, --approved-by and --until go with one --set, not with {n}",
    fr="--comment, --evidence, --approved-by et --until vont avec un seul --set, pas avec {n}",
)
_ONE_RUN_EACH = Text(
    en="run the command once for each criterion",
    fr="lancez la commande une fois pour chaque critère",
)
_ONLY_WITH_NA = Text(
    en="--approved-by and --until go only with 'na', and '{criterion}' is given a level",
    fr="--approved-by et --until ne vont qu'avec « na », et « {criterion} » reçoit un niveau",
)
_PAST = Text(
    en="--until {until} is past on {day}, so the answer would hold on no day",
    fr="--until {until} est passé le {day} : la réponse ne vaudrait aucun jour",
)
_GIVE_A_DAY_TO_COME = Text(
    en="give the last day on which it holds, today or later",
    fr="donnez le dernier jour où elle vaut, aujourd'hui ou plus tard",
)


@dataclass(frozen=True)
class Details:
    """What comes with one answer."""

    comment: str | None = None
    evidence: tuple[str, ...] = ()
    approved_by: str | None = None
    until: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether there is any."""
        return self != Details()


def answers_given(
    session: Session,
    subject: Subject,
    assignments: Sequence[str],
    removed: Sequence[str],
    details: Details,
) -> Mapping[str, Answer | None]:
    """Return the answers that options give, by criterion; none for one that is to go.

    Stops with everything that is wrong with them.
    """
    options = _Options(session, subject, assignments, removed, details)
    problems = list(options.problems())
    if problems:
        _stop(problems)
    return options.answers()


def _stop(problems: Sequence[ConvergenceError]) -> NoReturn:
    for each in problems:
        tell(each)
    raise typer.Exit(ExitCode.NO_VERDICT)


class _Options:
    def __init__(
        self,
        session: Session,
        subject: Subject,
        assignments: Sequence[str],
        removed: Sequence[str],
        details: Details,
    ) -> None:
        self._session = session
        self._subject = subject
        self._unread = [each for each in assignments if "=" not in each]
        pairs = (each.partition("=") for each in assignments if "=" in each)
        self._levels = [(id_.strip(), level.strip()) for id_, _, level in pairs]
        self._removed = removed
        self._details = details
        self._evidence: list[Evidence] = []

    def problems(self) -> Iterator[ConvergenceError]:
        """Yield everything that is wrong, in the order of the options."""
        for text in self._unread:
            yield ConvergenceError(_NO_EQUALS.fill(text=text))
        given = Counter([*(id_ for id_, _ in self._levels), *self._removed])
        for id_, count in given.items():
            if count > 1:
                yield ConvergenceError(_TWICE.fill(criterion=id_))
        for id_, level in self._levels:
            yield from self._of_assignment(id_, level)
        for id_ in self._removed:
            if standing_of(id_, self._subject) is None:
                yield self._unknown(id_)
        yield from self._of_details()

    def answers(self) -> dict[str, Answer | None]:
        """Return the answers; nothing is wrong with the options."""
        answers: dict[str, Answer | None] = {}
        for id_, level in self._levels:
            own = self._standing(id_).own.get(id_)
            answers[id_] = answered(own, self._reply(_level(level)))
        return {**answers, **dict.fromkeys(self._removed)}

    def _reply(self, level: Level) -> Reply:
        details = self._details
        return Reply(
            level, details.comment, tuple(self._evidence), details.approved_by, details.until
        )

    def _standing(self, id_: str) -> Standing:
        standing = standing_of(id_, self._subject)
        if standing is None:
            raise AssertionError(id_)
        return standing

    def _of_assignment(self, id_: str, level: str) -> Iterator[ConvergenceError]:
        standing = standing_of(id_, self._subject)
        if standing is None or id_ not in standing.applicability.criteria:
            yield self._unknown(id_)
            return
        criterion = standing.questionnaire.criterion_by_id[id_]
        if standing.applicability.criteria[id_] is not Truth.YES:
            yield self._outside(criterion, standing)
        scale = standing.questionnaire.scale
        if level != "na" and level not in map(str, scale.values):
            yield self._off_scale(level, criterion, standing)
        if level == "na" and not self._has_reason(standing.own.get(id_)):
            yield ConvergenceError(_NO_REASON.fill(criterion=id_), _GIVE_REASON)
        if level != "na" and (self._details.approved_by or self._details.until):
            yield ConvergenceError(_ONLY_WITH_NA.fill(criterion=id_))

    def _has_reason(self, own: Answer | None) -> bool:
        if self._details.comment is not None:
            return bool(self._details.comment.strip())
        return own is not None and own.level is NA

    def _of_details(self) -> Iterator[ConvergenceError]:
        count = len(self._levels) + len(self._unread)
        if self._details.is_given and count != 1:
            yield ConvergenceError(_WHOSE_DETAILS.fill(n=count), _ONE_RUN_EACH)
        for text in self._details.evidence:
            found = evidence_of(text, self._session.root)
            if isinstance(found, Evidence):
                self._evidence.append(found)
            else:
                yield found
        until, day = self._details.until, self._session.day
        if until is not None and until < day:
            yield ConvergenceError(_PAST.fill(until=until, day=day), _GIVE_A_DAY_TO_COME)
        approver = self._details.approved_by
        members = [each.id for each in self._session.workspace.members]
        if approver is not None and approver not in members:
            rule = reference_rules.UNKNOWN_MEMBER
            hint = did_you_mean(approver, members)
            if hint is None and rule.hint is not None:
                hint = rule.hint.fill(members=named(members))
            yield ConvergenceError(rule.message.fill(member=approver), hint)

    def _unknown(self, id_: str) -> ConvergenceError:
        home = self._session.workspace.questionnaire_by_criterion.get(id_)
        if home is not None and home.scope is Scope.COMPANY:
            return ConvergenceError(_OF_COMPANY.fill(criterion=id_), _GIVE_COMPANY)
        if home is not None:
            return ConvergenceError(_OF_PRODUCTS.fill(criterion=id_), _GIVE_PRODUCT)
        standings = self._subject.standings.values()
        known = [each for standing in standings for each in standing.applicability.criteria]
        message = reference_rules.UNKNOWN_CRITERION.message.fill(criterion=id_)
        return ConvergenceError(message, did_you_mean(id_, known))

    def _outside(self, criterion: Criterion, standing: Standing) -> ConvergenceError:
        id_, holder = criterion.id, self._subject.id
        if standing.applicability.criteria[id_] is Truth.UNDETERMINED:
            conditions = (standing.questionnaire.applies_when, criterion.applies_when)
            missing = named(self._subject.profile.missing(*conditions))
            return ConvergenceError(
                _UNDETERMINED.fill(criterion=id_), _ANSWER_FIRST.fill(questions=missing)
            )
        to = _TO.fill(product=holder) if holder else ""
        option = f" --product {holder}" if holder else ""
        return ConvergenceError(
            _DOES_NOT_APPLY.fill(criterion=id_, to=to),
            _SEE_WHY.fill(criterion=id_, option=option),
        )

    def _off_scale(self, level: str, criterion: Criterion, standing: Standing) -> ConvergenceError:
        scale = standing.questionnaire.scale
        texts = (
            "\n".join(f"     {each}" for each in level_texts(criterion, scale, {}, language))
            for language in (Language.EN, Language.FR)
        )
        message = _OFF_SCALE.fill(level=level, criterion=criterion.id)
        return ConvergenceError(message, _LEVELS.fill(levels=Text(*texts)))


def _level(text: str) -> Level:
    return NA if text == "na" else int(text)
