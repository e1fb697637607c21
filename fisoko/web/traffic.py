"""What this process is serving at the moment: running requests, open event streams, and whether it is stopping."""

from dataclasses import dataclass, field
from typing import Protocol

FEW = 50  # pages that may ask for the same at once
SPREAD = 2  # ms for each page: thousands told of a publication ask one after the other, not all in one moment


class Stream(Protocol):
    """An open event stream of one sign-in."""

    account_id: int | None
    organisation_id: int | None
    sign_in: str | None

    def tell(self, kind: str, data: dict) -> None:
        """Sends an event, in the order of calls; never waits."""
        ...

    def end(self) -> None:
        """Closes the stream after what has been told."""
        ...


@dataclass
class Traffic:
    """Kept in the server's settings; touched on the event loop only."""

    running: set[object] = field(default_factory=set)
    streams: set[Stream] = field(default_factory=set)
    draining: bool = False

    def tell_bells(self, accounts: frozenset[int]) -> None:
        """Something new waits behind the bells of these accounts: their pages ask for it, within so many ms."""
        told = [one for one in self.streams if one.account_id in accounts]
        within = len(told) * SPREAD if len(told) > FEW else 0
        for stream in told:
            stream.tell("bell", {"within": within})

    def tell_files(self, accounts: frozenset[int], store: int | None) -> None:
        """These accounts have taken files of a store (None: of some store): their pages ask when."""
        for stream in [one for one in self.streams if one.account_id in accounts]:
            stream.tell("files", {"store": store})

    def tell_again(self) -> None:
        """Word of other processes may have been lost: every page asks anew for what it shows, within so many ms."""
        told = [*self.streams]
        for stream in told:
            stream.tell("again", {"within": len(told) * SPREAD})

    def tell_drafts(self, changed: dict[tuple[int, int], set[str]]) -> None:
        """Drafts have changed, (collection, organisation) → by which windows: the others' pages ask for them."""
        told: dict[int, list[dict]] = {}
        for (collection, organisation), windows in changed.items():
            told.setdefault(organisation, []).append({"collection": collection, "windows": sorted(windows)})
        for stream in [one for one in self.streams if one.organisation_id in told]:
            for data in told[stream.organisation_id or 0]:
                stream.tell("draft", data)

    def end_sign_ins(self, keys: set[str]) -> None:
        """Tells the streams of ended sign-ins so and closes them."""
        for stream in [one for one in self.streams if one.sign_in in keys]:
            stream.tell("signed_out", {})
            stream.end()
