"""Dashboards: everything that the one file of a collection and region shows, of one moment, gathered at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fisoko.analytics.asked import Asked, AsOf
from fisoko.analytics.dashboard.about import About
from fisoko.analytics.dashboard.content import content
from fisoko.analytics.dashboard.statistics import statistics
from fisoko.domain.as_of import read_settled
from fisoko.domain.collection import Collection
from fisoko.domain.error import NotFound
from fisoko.domain.forms.fields import fields_of, row_names
from fisoko.domain.person import OPERATOR, Identity, Scope
from fisoko.domain.texts import NO_REGION
from fisoko.services import permissions
from fisoko.services.analysing import Analysing
from fisoko.services.columns import ColumnsKeeping
from fisoko.services.permissions import Action
from fisoko.services.reading_rows import Rowing, Who
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.columns_base import ColumnsBase
from fisoko.store.forms import Forms
from fisoko.store.participants import Participants
from fisoko.store.reading import Reading

PAST = 10  # collections that a forecast looks at
PATIENCE = 120.0  # seconds for the questions of one dashboard
EVERYWHERE_NAME = "Все регионы"


@dataclass(frozen=True, slots=True)
class Moment:
    """What a dashboard holds for: a moment (UTC), the log's last number by then, and whether it was named."""

    at: datetime
    seq: int
    past: bool


class Dashboards:
    """Gathers contents. Permission is asked where a dashboard is begun: in `moment` and `regions`, and by reports."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        collections: Collections,
        participants: Participants,
        forms: Forms,
        reading: Reading,
        rowing: Rowing,
        base: ColumnsBase,
        keeping: ColumnsKeeping,
        analysing: Analysing,
        clock: Callable[[], datetime],
    ) -> None:
        self._accounts, self._collections, self._participants = accounts, collections, participants
        self._forms, self._reading, self._rowing = forms, reading, rowing
        self._base, self._keeping, self._analysing, self._clock = base, keeping, analysing, clock

    def moment(self, identity: Identity, collection_id: int, as_of: str = "") -> Moment:
        """The moment of `as_of` («2026-09-07 18:00», Moscow; '' is now), the same for every region of a series.

        Raises Refused, NotFound, and BadRequest for what is no moment,
        one to come, and one that is still being written about.
        """
        permissions.check(identity, Action.WATCH)
        self._collections.one(collection_id)
        now = self._clock()
        if not as_of.strip():
            return Moment(now, self._reading.position(), past=False)
        return self.named(read_settled(as_of.strip(), now))

    def named(self, at: datetime) -> Moment:
        """A moment that has passed."""
        return Moment(at, self._reading.seq_at(at), past=True)

    def regions(self, identity: Identity) -> dict[str, str]:
        """Code → name of the regions that the person may see."""
        permissions.check(identity, Action.WATCH)
        scope = permissions.scope(identity)
        known = self._accounts.regions()
        return {code: one.name for code, one in known.items() if scope.all_regions or code in scope.region_list}

    def as_of(self, collection_id: int, region: str | None, *, at: datetime, seq: int, past: bool) -> dict[str, Any]:
        """The same as `gather`, for a moment in its parts."""
        return self.gather(collection_id, region, Moment(at, seq, past))

    def gather(self, collection_id: int, region: str | None, moment: Moment) -> dict[str, Any]:
        """The content for the page (see fisoko.analytics.dashboard.content); region None: all of them.

        Call from a thread that may wait. Raises NotFound.
        """
        names = {code: one.name for code, one in self._accounts.regions().items()}
        if region is not None and region not in names:
            raise NotFound(NO_REGION.format(code=region[:10]))
        collection = self._collections.one(collection_id)
        version = self._forms.version(collection.form_version_id)
        columns = fields_of(version.form)
        scope = Scope((region,) if region else None)
        people = self._people(collection, scope, moment, names)
        self._keeping.catch_up()
        asked = Asked(collection_id, AsOf(moment.seq, moment.at), scope)
        past = self._base.past(collection_id, moment.at, PAST)
        found = self._keeping.columns.ask(
            lambda base: statistics(base, asked, columns, closes_at=collection.closes_at, past=past)
        ).result(PATIENCE)
        stuck = None if moment.past else self._analysing.stuck(OPERATOR, collection_id, regions=scope.regions)
        about = About(
            collection=collection_id,
            title=collection.title,
            region=region or "",
            region_name=names[region] if region else EVERYWHERE_NAME,
            moment=moment.at,
            seq=moment.seq,
            past=moment.past,
            opens_at=collection.opens_at,
            closes_at=collection.closes_at,
            state=collection.state(moment.at).value,
            form_version=version.number,
        )
        return content(about, people, found, columns, stuck, names, row_names(version.form))

    def _people(
        self, collection: Collection, scope: Scope, moment: Moment, names: dict[str, str]
    ) -> dict[int, tuple[Any, ...]]:
        """Participants as /api/v1 gives them: organisation → its row of domain.table.PARTICIPANTS."""
        people = [
            Who(one.organisation_id, one.login, one.name, one.kind, one.region, names.get(one.region, ""))
            for one in self._participants.at(collection.id, moment.at, scope)
        ]
        chunks = self._rowing.participants(collection, people, moment.at, moment.seq)
        rows = (row for chunk in chunks for row in chunk)
        return {one.id: row for one, row in zip(people, rows, strict=True)}
