"""Short words for what a person's pages show: one that differs from the last says that something is to be asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fisoko.domain.moscow import iso
from fisoko.domain.person import Identity
from fisoko.domain.progress import Facts
from fisoko.services.notifying import Notifying
from fisoko.store.downloads import Downloads
from fisoko.store.progress import Progress


class Marks:
    """{"bell", "files", "drafts"}: of the own bell and downloads, and of each collection the organisation has begun."""

    def __init__(self, notifying: Notifying, downloads: Downloads, progress: Progress) -> None:
        self._notifying, self._downloads, self._progress = notifying, downloads, progress

    def of(self, identity: Identity) -> dict[str, Any]:
        """The marks now."""
        account, organisation = identity.account_id, identity.organisation_id
        return _marks(
            self._notifying.bell(identity),
            {} if account is None else self._downloads.of_account(account),
            {} if organisation is None else self._progress.of_organisation(organisation),
        )

    def known(self, identity: Identity) -> dict[str, Any] | None:
        """The same from memory, for the event loop; None where the base must be asked."""
        account, organisation = identity.account_id, identity.organisation_id
        bell = self._notifying.known_bell(identity)
        times = {} if account is None else self._downloads.known(account)
        facts = {} if organisation is None else self._progress.known(organisation)
        return None if bell is None or times is None or facts is None else _marks(bell, times, facts)


def _marks(bell: dict[str, Any], times: Mapping[int, datetime], facts: Mapping[int, Facts]) -> dict[str, Any]:
    return {
        "bell": bell["mark"],
        "files": f"{len(times)} {iso(max(times.values()))}" if times else "",
        "drafts": {str(collection): _draft(one) for collection, one in facts.items()},
    }


def _draft(facts: Facts) -> str:
    edited = facts.last_edit_at or facts.first_edit_at
    return f"{facts.submissions} {iso(edited) if edited else ''}"
