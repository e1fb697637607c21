"""Changed terms: whom they concern, and the line of the bell that tells it."""

from collections.abc import Callable
from datetime import datetime

from fisoko.domain.collection import Collection
from fisoko.domain.moscow import show
from fisoko.domain.notification import NotificationKind
from fisoko.domain.person import Role, Scope
from fisoko.services.board import Board
from fisoko.services.notifying import Notifying
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.engine import Transaction
from fisoko.store.participants import Participants

OF_ALL = "Срок сбора «{title}» изменен"
OF_ONE = "Срок сбора «{title}» для Вашей организации изменен"
UNTIL = "Данные можно сдать до {closes} мск."
FROM_UNTIL = "Данные можно сдать с {opens} до {closes} мск."


class ChangedTerms:
    """Writes in the transaction of whoever changes the term."""

    def __init__(
        self,
        collections: Collections,
        participants: Participants,
        accounts: Accounts,
        board: Board,
        notifying: Notifying,
        clock: Callable[[], datetime],
    ) -> None:
        self._collections, self._participants, self._accounts = collections, participants, accounts
        self._board, self._notifying, self._clock = board, notifying, clock

    def concerned(self, collection: Collection) -> list[int]:
        """Accounts of participants that have no term of their own, and of coordinators of their regions.

        Nobody's while the publication is not out.
        """
        now = self._clock()
        if not any(one.id == collection.publication_id and one.out(now) for one in self._board.now().publications):
            return []
        own = self._collections.with_own_term(collection.id)
        taking_part = self._participants.at(collection.id, now, Scope(None))
        common = [one for one in taking_part if one.organisation_id not in own]
        regions = tuple(sorted({one.region for one in common}))
        watching = self._accounts.within(Scope(regions), role=Role.COORDINATOR) if regions else []
        return [
            *self._accounts.of_organisations(sorted({one.organisation_id for one in common})),
            *(account.id for account in watching if account.blocked_at is None),
        ]

    def tell(
        self,
        tx: Transaction,
        collection: Collection,
        accounts: list[int],
        *,
        title: str = OF_ALL,
        closes_at: datetime,
        opens_at: datetime | None = None,
    ) -> None:
        """A line for each account; `opens_at` where the opening has moved, too."""
        text = (
            FROM_UNTIL.format(opens=show(opens_at), closes=show(closes_at))
            if opens_at
            else UNTIL.format(closes=show(closes_at))
        )
        self._notifying.notify(
            accounts,
            NotificationKind.TERM,
            title.format(title=collection.title),
            text=text,
            href=f"/collections/{collection.id}",
            href_text="Открыть",
            tx=tx,
        )
