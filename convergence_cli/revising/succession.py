"""Which criterion of the new version each criterion of the old one became.

A criterion keeps its id, or another one names it under `replaces`. An id is never given to
another criterion: one that is in both versions is the same criterion, whatever replaces it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from convergence_cli.model.questionnaire import Questionnaire


@dataclass(frozen=True)
class Succession:
    """What became of ids, by the `replaces` of the new version."""

    old: Questionnaire
    new: Questionnaire

    @cached_property
    def _heirs(self) -> Mapping[str, tuple[str, ...]]:
        """By id that is gone: the criteria that replace it, in the order of the new version."""
        kept = self.new.criterion_by_id
        gone = [each.id for each in self.old.criteria if each.id not in kept]
        return {
            id_: tuple(each.id for each in self.new.criteria if id_ in each.replaces)
            for id_ in gone
        }

    @cached_property
    def origins(self) -> Mapping[str, tuple[str, ...]]:
        """By criterion of the new version: the old ones that it alone stands for now."""
        origins: dict[str, list[str]] = {
            each.id: [each.id] if each.id in self.old.criterion_by_id else []
            for each in self.new.criteria
        }
        for gone, heirs in self._heirs.items():
            if len(heirs) == 1:
                origins[heirs[0]].append(gone)
        return {id_: tuple(ids) for id_, ids in origins.items()}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """By old id: its new one, where one criterion became one."""
        return {ids[0]: id_ for id_, ids in self.origins.items() if len(ids) == 1 and ids[0] != id_}

    @cached_property
    def merged(self) -> Mapping[str, tuple[str, ...]]:
        """By criterion of the new version: the old ones, where several became one."""
        return {id_: ids for id_, ids in self.origins.items() if len(ids) > 1}

    @cached_property
    def split(self) -> Mapping[str, tuple[str, ...]]:
        """By old id: the criteria that it became, where one became several."""
        return {gone: heirs for gone, heirs in self._heirs.items() if len(heirs) > 1}

    @property
    def removed(self) -> tuple[str, ...]:
        """Ids that nothing stands for now."""
        return tuple(gone for gone, heirs in self._heirs.items() if not heirs)

    @property
    def added(self) -> tuple[str, ...]:
        """Criteria that stand for no old one."""
        heirs = {heir for heirs in self.split.values() for heir in heirs}
        return tuple(id_ for id_, ids in self.origins.items() if not ids and id_ not in heirs)

    @cached_property
    def same(self) -> Mapping[str, str]:
        """By criterion of the new version: the old one that it is, renamed or not."""
        return {id_: ids[0] for id_, ids in self.origins.items() if len(ids) == 1}
