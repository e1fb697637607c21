"""What this process is serving at the moment: running requests, open event streams, and whether it is stopping."""

from dataclasses import dataclass, field
from typing import Protocol


class Stream(Protocol):
    """An open event stream of one sign-in."""

    account_id: int | None
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

    def tell_account(self, account_id: int, kind: str, data: dict) -> None:
        """An event for every open stream of an account."""
        for stream in [one for one in self.streams if one.account_id == account_id]:
            stream.tell(kind, data)

    def end_sign_ins(self, keys: set[str]) -> None:
        """Tells the streams of ended sign-ins so and closes them."""
        for stream in [one for one in self.streams if one.sign_in in keys]:
            stream.tell("signed_out", {})
            stream.end()
