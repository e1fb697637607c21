"""Files as they were taken: by whom, which version, when; one row each time."""

from collections.abc import Callable, Mapping
from datetime import datetime

from fisoko.domain.event import Event
from fisoko.domain.person import Identity
from fisoko.store.audit import Audit
from fisoko.store.engine import Engine, Transaction
from fisoko.store.kept import NEVER, Kept
from fisoko.store.statement import load_statements

ACCOUNTS = 60_000  # whose times are kept in memory


class Downloads:
    """Reads on any thread; adds within the writer's transactions; nothing is ever changed or removed.

    The times of an account are kept in memory where no other process writes: every page shows them.
    """

    def __init__(self, engine: Engine, audit: Audit) -> None:
        self._engine, self._audit = engine, audit
        self._sql = load_statements("downloads", engine.dialect)
        self._times = Kept(self._read, most=ACCOUNTS, lasts=None if engine.sole_writer else NEVER)
        engine.touched.watch("download", self._times.forget)

    def add(
        self, tx: Transaction, identity: Identity, files: list[tuple[int, int]], *, at: datetime, event: Event
    ) -> None:
        """This account has taken these (file, version)."""
        tx.run(
            self._sql["add"],
            region=identity.region,
            organisation_id=identity.organisation_id,
            account_id=identity.account_id,
            files=[file for file, _ in files],
            versions=[version for _, version in files],
            at=at,
        )
        tx.touch("download", None if identity.account_id is None else [identity.account_id])
        self._audit.append(tx, event)

    def of_account(self, account_id: int) -> Mapping[int, datetime]:
        """File → the last time this account has taken it."""
        return self._times.get(account_id)

    def known(self, account_id: int) -> Mapping[int, datetime] | None:
        """The same from memory; None where the base must be asked."""
        return self._times.known(account_id)

    def on_written_elsewhere(self, heard: Callable[[frozenset[int]], None]) -> None:
        """Call with the accounts for which another process has added some, after its commit."""
        self._engine.touched.watch_elsewhere("download", lambda keys: heard(frozenset(keys or ())))

    def _read(self, account_id: int) -> Mapping[int, datetime]:
        rows = self._engine.all(self._sql["of_account"], account_id=account_id)
        return {row["file_id"]: row["taken_at"] for row in rows}
