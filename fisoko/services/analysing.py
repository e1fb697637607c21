"""The coordinators' analysis: statistics of submitted data, narrowed to what the person may see, as of any moment."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from fisoko.analytics.asked import Asked, AsOf
from fisoko.analytics.columns import Profile, profile
from fisoko.analytics.completeness import Stuck, completeness, stuck
from fisoko.analytics.pace import Forecast, Past, Shadow, compared, forecast, pace, pasts, shadow
from fisoko.analytics.summary import summary
from fisoko.domain.as_of import read_settled
from fisoko.domain.error import NotFound, Refused
from fisoko.domain.forms.fields import Field, fields_of, row_names
from fisoko.domain.forms.form import Form
from fisoko.domain.person import Identity, Scope
from fisoko.services import permissions
from fisoko.services.answers import Answers
from fisoko.services.columns import ColumnsKeeping
from fisoko.services.permissions import Action
from fisoko.store.collections import Collections
from fisoko.store.columns_base import ColumnsBase
from fisoko.store.forms import Forms
from fisoko.store.progress import Progress

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")
PAST = 10  # collections that a forecast looks at
FAULTY = 5_000  # organisations with errors that are looked at, those with the most
PATIENCE = 60.0  # seconds for one question
NO_COLUMN = "Такого столбца в форме нет. Обновите страницу: возможно, форма изменилась."


class Analysing:
    """Who may watch may ask. Call from a thread of the pool of readers, never from the event loop.

    Each method takes `regions` (None: all that the person may see; one that is foreign is refused) and `as_of`
    («2026-09-07 18:00», Moscow; '' is now). Each raises NotFound, Refused, and BadRequest with a Russian sentence.
    A frame is shared by all who ask: look at it, do not change it in place.
    """

    def __init__(
        self,
        *,
        collections: Collections,
        forms: Forms,
        progress: Progress,
        base: ColumnsBase,
        keeping: ColumnsKeeping,
        clock: Callable[[], datetime],
    ) -> None:
        self._collections, self._forms, self._progress, self._base = collections, forms, progress, base
        self._keeping, self._columns, self._clock = keeping, keeping.columns, clock
        self._answers = Answers()

    def fields(self, identity: Identity, collection_id: int) -> list[Field]:
        """Every column of the collection's form, in its order."""
        permissions.check(identity, Action.WATCH)
        return fields_of(self._form(collection_id))

    def row_names(self, identity: Identity, collection_id: int) -> dict[str, str]:
        """Row of a fixed sheet → its captions."""
        permissions.check(identity, Action.WATCH)
        return row_names(self._form(collection_id))

    def asked(
        self, identity: Identity, collection_id: int, *, regions: tuple[str, ...] | None = None, as_of: str = ""
    ) -> Asked:
        """What the person's question is about, with the permission asked and the copy ready for it."""
        permissions.check(identity, Action.WATCH)
        scope = _narrowed(permissions.scope(identity), regions)
        self._collections.one(collection_id)
        now = self._clock()
        if not as_of.strip():
            return Asked(collection_id, AsOf(self._columns.last_of(collection_id), now), scope)
        moment = read_settled(as_of.strip(), now)
        seq = self._base.last_at(collection_id, moment)
        if seq > self._columns.last_of(collection_id):
            self._keeping.catch_up()
        return Asked(collection_id, AsOf(seq, moment), scope)

    def summary(
        self,
        identity: Identity,
        collection_id: int,
        *,
        by: tuple[str, ...] = ("region",),
        sheet: str | None = None,
        column: str | None = None,
        by_column: str | None = None,
        regions: tuple[str, ...] | None = None,
        as_of: str = "",
    ) -> "DataFrame":
        """The «свод»: see fisoko.analytics.summary."""
        asked = self.asked(identity, collection_id, regions=regions, as_of=as_of)
        self._check_fields(collection_id, sheet, column, by_column)
        question = ("summary", by, sheet, column, by_column)
        return self._answer(
            asked,
            as_of,
            question,
            lambda base: summary(base, asked, by=by, sheet=sheet, column=column, by_column=by_column),
        )

    def profile(
        self,
        identity: Identity,
        collection_id: int,
        sheet: str,
        column: str,
        *,
        regions: tuple[str, ...] | None = None,
        as_of: str = "",
    ) -> Profile:
        """One column: see fisoko.analytics.columns."""
        asked = self.asked(identity, collection_id, regions=regions, as_of=as_of)
        self._check_fields(collection_id, sheet, column, None)
        by_row = not self._form(collection_id).sheet(sheet).free
        return self._answer(
            asked,
            as_of,
            ("profile", sheet, column),
            lambda base: profile(base, asked, sheet=sheet, column=column, by_row=by_row),
        )

    def completeness(
        self,
        identity: Identity,
        collection_id: int,
        *,
        by: tuple[str, ...] = ("region",),
        regions: tuple[str, ...] | None = None,
        as_of: str = "",
    ) -> "DataFrame":
        """Filled of required: see fisoko.analytics.completeness."""
        asked = self.asked(identity, collection_id, regions=regions, as_of=as_of)
        return self._answer(asked, as_of, ("completeness", by), lambda base: completeness(base, asked, by=by))

    def stuck(self, identity: Identity, collection_id: int, *, regions: tuple[str, ...] | None = None) -> Stuck:
        """Who is stuck on which error, of drafts as the projector has seen them: see fisoko.analytics.completeness."""
        permissions.check(identity, Action.WATCH)
        scope = _narrowed(permissions.scope(identity), regions)
        self._collections.one(collection_id)
        rows = [
            {
                "organisation_id": one.organisation_id,
                "region": one.region,
                "kind": one.kind,
                "login": one.login,
                "name": one.name,
                "last_edit_at": one.last_edit_at,
                "submitted": one.first_submitted_at is not None,
                "sheet_id": fault.sheet,
                "column_id": fault.column,
                "rule": fault.rule,
                "text": fault.text,
                "cells": fault.cells,
            }
            for one in self._progress.faulty(collection_id, scope, self._clock(), FAULTY)
            for fault in one.faults
        ]
        return stuck(rows)

    def pace(
        self,
        identity: Identity,
        collection_id: int,
        *,
        regions: tuple[str, ...] | None = None,
        as_of: str = "",
    ) -> "tuple[DataFrame, Forecast]":
        """First submissions by the hour, and what to expect by the closing: see fisoko.analytics.pace."""
        asked = self.asked(identity, collection_id, regions=regions, as_of=as_of)
        closes_at = self._collections.one(collection_id).closes_at
        past = self._base.past(collection_id, asked.as_of.moment, PAST)

        def work(base: Any) -> "tuple[DataFrame, Forecast]":
            now = pace(base, asked)
            before = pasts(base, asked, past)
            participants = sum(completeness(base, asked, by=())["participants"].tolist())
            told = forecast(now, participants=participants, closes_at=closes_at, at=asked.as_of.moment, past=before)
            return now, told

        return self._answer(asked, as_of, ("pace", closes_at, tuple(past)), work)

    def shadow(
        self,
        identity: Identity,
        collection_id: int,
        *,
        regions: tuple[str, ...] | None = None,
        as_of: str = "",
    ) -> Shadow | None:
        """The pace of the last past collection that anybody submitted to, its closing moved to this one's: see
        fisoko.analytics.pace. None without one."""
        asked = self.asked(identity, collection_id, regions=regions, as_of=as_of)
        closes_at = self._collections.one(collection_id).closes_at
        past = self._base.past(collection_id, asked.as_of.moment, PAST)
        last: Past | None = self._answer(
            asked, as_of, ("shadow", tuple(past)), lambda base: compared(pasts(base, asked, past))
        )
        return shadow(last, self._collections.one(last.collection).title, closes_at) if last else None

    def _answer(self, asked: Asked, as_of: str, question: Hashable, work: Callable[[Any], T]) -> T:
        """The shared answer: to the same question about the same submissions and lists (now: within a minute)."""
        moment = asked.as_of.moment if as_of.strip() else asked.as_of.moment.replace(second=0, microsecond=0)
        key = (asked.collection, asked.as_of.seq, moment, self._columns.generation, asked.scope, question)
        return self._answers.get(key, lambda: self._columns.ask(work)).result(PATIENCE)

    def _form(self, collection_id: int) -> Form:
        return self._forms.version(self._collections.one(collection_id).form_version_id).form

    def _check_fields(self, collection_id: int, sheet: str | None, *columns: str | None) -> None:
        sheets = [one for one in self._form(collection_id).sheets if sheet is None or one.id == sheet]
        known = {column.id for one in sheets for column in one.columns}
        if not sheets or any(column is not None and column not in known for column in columns):
            raise NotFound(NO_COLUMN)


def _narrowed(scope: Scope, regions: tuple[str, ...] | None) -> Scope:
    """The scope, narrowed to these regions. Raises Refused for a foreign one."""
    if regions is None:
        return scope
    if not scope.all_regions and not set(regions) <= set(scope.region_list):
        raise Refused
    return Scope(tuple(sorted(set(regions))))
