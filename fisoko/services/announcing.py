"""Announcing: the lines of the bell that a publication has, from its first moment to its last change."""

from dataclasses import replace
from datetime import datetime

from fisoko.domain.notification import NotificationKind
from fisoko.domain.publication import Publication
from fisoko.store.engine import Transaction
from fisoko.store.notifications import Notifications


class Announcing:
    """Writes in the transaction, and under the event, of whoever writes the publication; `now`: when it was asked."""

    def __init__(self, notifications: Notifications) -> None:
        self._notifications = notifications

    def begin(self, tx: Transaction, new: Publication, now: datetime) -> None:
        """A line for each of its audience, there from its moment; what is dated back is no news."""
        if new.published_at >= now:
            self._tell(tx, new, {*self._notifications.meant(new.audience, tx)})

    def change(self, tx: Transaction, old: Publication, new: Publication, now: datetime) -> None:
        """The lines follow the publication.

        What is not out yet, or is taken back to come later, rings at its new moment (one that has passed: now). What
        stays out keeps its lines, read or not, in its new words; those who see it no more lose theirs, and those who
        see it only now get one.
        """
        if new.withdrawn_at or (old.title, old.audience, old.published_at) == (
            new.title,
            new.audience,
            new.published_at,
        ):
            return
        href = href_of(new.id)
        told = self._notifications.told(NotificationKind.PUBLICATION, href, tx)
        meant = {*self._notifications.meant(new.audience, tx)}
        if old.published_at > now or new.published_at > now:
            self._notifications.remove_of_publication(tx, told, href)
            self._tell(tx, replace(new, published_at=max(new.published_at, now)), meant)
            return
        if old.title != new.title:
            self._notifications.reword_of_publication(tx, href, _text(new))
        if old.audience != new.audience:
            self._notifications.remove_of_publication(tx, told - meant, href)
            newcomers = meant - told - {*self._notifications.meant(old.audience, tx)}
            self._tell(tx, replace(new, published_at=now), newcomers)

    def _tell(self, tx: Transaction, publication: Publication, accounts: set[int]) -> None:
        self._notifications.add_of_publication(
            tx,
            accounts,
            title="Новая публикация",
            text=_text(publication),
            href=href_of(publication.id),
            href_text="Открыть",
            at=publication.published_at,
        )


def href_of(publication_id: int) -> str:
    """Where a publication's notification leads."""
    return f"/#publication-{publication_id}"


def _text(publication: Publication) -> str:
    return f"«{publication.title}»"
