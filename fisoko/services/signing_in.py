"""Signing in and out: cookies kept as their SHA-256, a brake on guessing, and who is behind a cookie now."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Event as Signal
from threading import Lock, Thread

from fisoko.domain import brake
from fisoko.domain.error import FisokoError, NotFound, TooManyTries, WrongPassword
from fisoko.domain.event import Event, EventKind
from fisoko.domain.person import LOGIN, Identity
from fisoko.services import passwords
from fisoko.services.permissions import Action, check
from fisoko.services.signed_in import Live, Remembered
from fisoko.store.accounts import Account, Accounts
from fisoko.store.engine import EngineLost, Transaction
from fisoko.store.sign_ins import SignIns
from fisoko.store.writer import Writer

Ended = Callable[[set[str]], None]
NO_LOGIN = "?"  # stands for whatever cannot be a login
TOKEN_LENGTH = 43  # signs of 32 random bytes
KEPT = timedelta(days=90)  # sign-ins that are over
CHORE_EVERY = timedelta(days=1)
FOLLOW_SECONDS = 1.0
FAR_BACK = timedelta(seconds=10)  # clocks of processes may differ, and commits take a while


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new sign-in: the cookie's value, the browser's token (keep both HttpOnly), and who it is."""

    cookie: str
    browser: str
    identity: Identity


class SigningIn:
    """Keeps every live sign-in of this process in memory; on PostgreSQL follows what other processes do."""

    def __init__(self, accounts: Accounts, sign_ins: SignIns, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._accounts, self._sign_ins, self._writer, self._clock = accounts, sign_ins, writer, clock
        self._alone = writer.engine.sole_writer
        self._live = Remembered()
        self._listeners: list[Ended] = []
        self._trying: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()
        self._stop = Signal()
        self._thread: Thread | None = None
        self._followed = self._cleared = clock()
        self._learn()

    def start(self) -> None:
        """Begin to follow other processes, where there can be any."""
        if not self._alone and self._thread is None:
            self._thread = Thread(target=self._follow, name="sign-ins", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Write what was seen last and stop following; the writer must still run."""
        self._stop.set()
        if self._thread:
            self._thread.join()
        self._note_seen()

    def on_end(self, listener: Ended) -> None:
        """Call with the keys (`Identity.sign_in`) of sign-ins that are over, on any thread, to close their pages."""
        self._listeners.append(listener)

    def sign_in(self, login: str, password: str, address: str, browser: str = "") -> SignedIn:
        """Begin a sign-in. Raises WrongPassword alike for every reason, TooManyTries while the brake is on."""
        now = self._clock()
        login = login if LOGIN.fullmatch(login) else NO_LOGIN
        account, password_hash = self._accounts.with_password(login) or (None, None)
        with self._braked(login, address, browser, account, now):
            right = passwords.verify(password, password_hash)
            if account is None or account.blocked_at or not right:
                self._fail(login, address, now)
                raise WrongPassword
            return self._begin(account, address, browser, now)

    def identity(self, cookie: str) -> Identity | None:
        """Who is behind the cookie now, or None. For the event loop: looks into memory alone on the usual path."""
        key, now = _key(cookie), self._clock()
        known = self._live.look(key, now)
        if known is None and not self._alone and not self._live.is_ended(key):
            known = self._look_up(key, now)
        if self._live.writing_due(now):
            self._note_seen()
            self._clear_old(now)
        if self._alone:
            self._sweep(now)
        return known.identity if known else None

    def sign_out(self, identity: Identity) -> None:
        """End this one sign-in."""
        if identity.sign_in:
            self._end({identity.sign_in}, "signed_out", self._event(EventKind.SIGNED_OUT, identity, identity.login))

    def end_all(self, account_id: int, why: str, actor: Identity) -> None:
        """End every sign-in of an account at once. Raises Refused, and NotFound for no such account."""
        check(actor, Action.KEEP_ACCOUNTS)
        account = self._accounts.one(account_id)
        if account is None:
            raise NotFound
        event = self._event(EventKind.SIGN_INS_ENDED, actor, account.login, why=why)
        self._end(self._sign_ins.of_account(account_id), why, event)

    def forget(self, keys: set[str]) -> None:
        """Know that these were ended (in a transaction of somebody else) and tell their pages."""
        self._live.end(keys, self._clock())
        self._tell(keys)

    def _clear_old(self, now: datetime) -> None:
        """Once a day: remove failures that no longer count and sign-ins long over; nobody waits for it."""
        if now - self._cleared < CHORE_EVERY:
            return
        self._cleared = now
        event = Event(EventKind.EXPIRED_REMOVED, now, None, "sign_ins")
        before = {"failures_before": now - brake.MEMORY, "sign_ins_before": now - KEPT}
        self._writer.run(lambda tx: self._sign_ins.remove_old(tx, **before, event=event))

    @contextmanager
    def _braked(self, login: str, address: str, browser: str, account: Account | None, now: datetime) -> Iterator[None]:
        """Tries that run at the same time count as failures until they end."""
        name = (login, address)
        with self._lock:
            running = self._trying[name]
            self._trying[name] += 1
        try:
            if not self._browser_known(browser, account):
                self._brake(login, address, running, now)
            yield
        finally:
            with self._lock:
                self._trying[name] -= 1
                if not self._trying[name]:
                    del self._trying[name]

    def _browser_known(self, browser: str, account: Account | None) -> bool:
        # A missing login is looked up too, so that it takes as long as any other.
        number, since = (account.id, account.password_set_at) if account else (0, self._clock())
        return self._sign_ins.browser_known(_browser_key(browser, number), since)

    def _brake(self, login: str, address: str, running: int, now: datetime) -> None:
        own = self._sign_ins.failures_of_login(login, address, now - brake.MEMORY)
        near = self._sign_ins.failures_of_address(address, now - brake.ADDRESS_MEMORY)
        wait = max(
            brake.wait_of_login(own.count + running, now if running else own.last, now),
            brake.wait_of_address(near.count, near.last, now),
        )
        if wait:
            raise TooManyTries(wait)

    def _fail(self, login: str, address: str, now: datetime) -> None:
        event = Event(EventKind.SIGN_IN_FAILED, now, None, f"login:{login}", {"address": address})
        self._writer.run(lambda tx: self._sign_ins.add_failure(tx, login, address, at=now, event=event)).result()

    def _begin(self, account: Account, address: str, browser: str, now: datetime) -> SignedIn:
        cookie = secrets.token_urlsafe(32)
        browser = browser if len(browser) >= TOKEN_LENGTH else secrets.token_urlsafe(32)
        key = _key(cookie)
        identity = account.identity(key)

        def write(tx: Transaction) -> None:
            current = self._accounts.one(account.id, tx)
            if current is None or current.blocked_at or current.password_set_at != account.password_set_at:
                raise WrongPassword  # blocked or given a new password while this try was running
            self._sign_ins.add(
                tx,
                key,
                account_id=account.id,
                browser=_browser_key(browser, account.id),
                login=account.login,
                address=address,
                at=now,
                event=self._event(EventKind.SIGNED_IN, identity, account.login, address=address),
            )

        self._writer.run(write).result()
        self._live.add(key, Live(identity, started=now, seen=now))
        return SignedIn(cookie, browser, identity)

    def _look_up(self, key: str, now: datetime) -> Live | None:
        """Another process may have begun it less than a second ago."""
        try:
            row = self._sign_ins.one(key)
        except EngineLost:
            return None
        if row is None or row.ended_at or row.account.blocked_at:
            return None
        self._live.add(key, Live(row.account.identity(key), row.started_at, row.seen_at))
        return self._live.look(key, now)

    def _end(self, keys: set[str], why: str, event: Event) -> None:
        if keys:
            now = self._clock()
            self._writer.run(lambda tx: self._sign_ins.end(tx, keys, at=now, why=why, event=event)).result()
            self.forget(keys)

    def _tell(self, keys: set[str]) -> None:
        for listener in self._listeners:
            listener(keys)

    def _note_seen(self) -> None:
        seen = self._live.take_seen()
        if seen:
            self._writer.run(lambda tx: self._sign_ins.note_seen(tx, seen))

    def _sweep(self, now: datetime) -> None:
        """Drop those whose time is up and close their pages; where others see them too, they are asked first."""
        over = self._live.sweep(now, None if self._alone else self._sign_ins.sights)
        if over:
            self._tell(over)

    def _learn(self, since: datetime | None = None) -> None:
        """The live sign-ins of the base, begun since; what an account is never changes under one."""
        started_since, seen_since = Live.alive_since(self._clock())
        for row in self._sign_ins.alive(max(started_since, since or started_since), seen_since):
            if not row.account.blocked_at:
                self._live.add(row.key, Live(row.account.identity(row.key), row.started_at, row.seen_at))

    def _follow(self) -> None:
        while not self._stop.wait(FOLLOW_SECONDS):
            try:
                self.catch_up()
            except (EngineLost, FisokoError):
                continue  # the base is away; asked again in a second

    def catch_up(self) -> None:
        """Learn now what other processes have begun and ended, and whose time is up everywhere."""
        now, since = self._clock(), self._followed - FAR_BACK
        ended = self._sign_ins.ended_since(since)
        new = {key for key in ended if not self._live.is_ended(key)}
        self._live.end(ended, now)
        self._learn(since)
        self._followed = now
        if new:
            self._tell(new)
        self._sweep(now)

    def _event(self, kind: EventKind, actor: Identity, login: str, **detail: str) -> Event:
        return Event(kind, self._clock(), actor.account_id, f"login:{login}", detail)


def _key(cookie: str) -> str:
    return sha256(cookie.encode(errors="surrogatepass")).hexdigest()


def _browser_key(browser: str, account_id: int) -> str:
    return _key(f"{browser}:{account_id}")
