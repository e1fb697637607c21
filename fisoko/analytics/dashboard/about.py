"""What a dashboard says of itself: which collection, of where, as of when."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

MOMENTS = ("moment", "opens_at", "closes_at")


@dataclass(frozen=True, slots=True)
class About:
    """`moment` is what the figures hold for and `seq` the log's number then; `past`: the moment was named, not «now».

    `region` is a code, '' for all of them; moments are UTC.
    """

    collection: int
    title: str
    region: str
    region_name: str
    moment: datetime
    seq: int
    past: bool
    opens_at: datetime
    closes_at: datetime
    state: str  # planned, open, closed at the moment
    form_version: int

    def to_json(self) -> dict[str, Any]:
        """As a frozen dashboard carries it."""
        return {**asdict(self), **{name: getattr(self, name).isoformat() for name in MOMENTS}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "About":
        """The same of its JSON."""
        told = {one.name: data[one.name] for one in fields(cls)}
        return cls(**{**told, **{name: datetime.fromisoformat(told[name]) for name in MOMENTS}})
