"""A zip of files as they are, laid out before its first byte: its length is known, and any part can be sent alone.

The libraries that stream zips either do not know their length or cannot begin in the middle; with sizes and sums kept
beside the contents all of the format that is left are these records (APPNOTE 6.3.10: 4.3.7, 4.3.12, 4.3.14-16, 4.5.3).
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fisoko.domain.moscow import MOSCOW

BIG, MANY = 0xFFFFFFFF, 0xFFFF  # from here the fields of ZIP64 are needed
PLAIN, ZIP64 = 20, 45  # versions needed to take it out
UTF8 = 0x0800  # the name's encoding
MADE_ON_UNIX, ORDINARY_FILE = 3 << 8, 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive; `at` is its time there."""

    name: str
    size: int
    crc32: int
    at: datetime


def layout(entries: Sequence[Entry]) -> tuple[list[bytes], bytes]:
    """What stands before the content of each entry, and what stands after the last one."""
    heads: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        head = _head(entry)
        directory.append(_line(entry, offset))
        heads.append(head)
        offset += len(head) + entry.size
    listing = b"".join(directory)
    return heads, listing + _end(len(entries), offset, len(listing))


def _head(entry: Entry) -> bytes:
    name, big = entry.name.encode(), entry.size >= BIG
    extra = struct.pack("<HHQQ", 1, 16, entry.size, entry.size) if big else b""
    size = BIG if big else entry.size
    return (
        struct.pack(
            "<4s5H3L2H",
            b"PK\x03\x04",
            ZIP64 if big else PLAIN,
            UTF8,
            0,
            *_moment(entry.at),
            entry.crc32,
            size,
            size,
            len(name),
            len(extra),
        )
        + name
        + extra
    )


def _line(entry: Entry, offset: int) -> bytes:
    name = entry.name.encode()
    wide = ([entry.size, entry.size] if entry.size >= BIG else []) + ([offset] if offset >= BIG else [])
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    version, size = (ZIP64 if wide else PLAIN), min(entry.size, BIG)
    return (
        struct.pack(
            "<4s6H3L5H2L",
            b"PK\x01\x02",
            MADE_ON_UNIX | version,
            version,
            UTF8,
            0,
            *_moment(entry.at),
            entry.crc32,
            size,
            size,
            len(name),
            len(extra),
            0,
            0,
            0,
            ORDINARY_FILE,
            min(offset, BIG),
        )
        + name
        + extra
    )


def _end(count: int, offset: int, length: int) -> bytes:
    wide = b""
    if count >= MANY or offset >= BIG or length >= BIG:
        wide = struct.pack(
            "<4sQ2H2L4Q", b"PK\x06\x06", 44, MADE_ON_UNIX | ZIP64, ZIP64, 0, 0, count, count, length, offset
        ) + struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + length, 1)
    few = min(count, MANY)
    return wide + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, few, few, min(length, BIG), min(offset, BIG), 0)


def _moment(at: datetime) -> tuple[int, int]:
    """Time and date as zips have them: local, by two seconds, from 1980."""
    local = at.astimezone(MOSCOW)
    return (
        local.hour << 11 | local.minute << 5 | local.second // 2,
        max(local.year - 1980, 0) << 9 | local.month << 5 | local.day,
    )
