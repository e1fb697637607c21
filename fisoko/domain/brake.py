"""The brake on guessing passwords: how long to wait after so many failures."""

from datetime import datetime, timedelta

TRIES = 10  # failures of one login from one address before the first pause
LONGEST_MINUTES = 60
MEMORY = timedelta(hours=24)  # how long a failure counts
# By address alone only the pace is held: schools share addresses, and nobody may lock a region out.
ADDRESS_TRIES, ADDRESS_MEMORY, ADDRESS_PACE = 100, timedelta(minutes=10), timedelta(seconds=2)


def wait_of_login(failures: int, last: datetime | None, now: datetime) -> int:
    """Seconds to wait after `failures` of one login from one address: 1, 2, 4 … minutes from the last failure on."""
    if failures < TRIES or last is None:
        return 0
    minutes = min(LONGEST_MINUTES, 2 ** min(failures - TRIES, 10))
    return _left(last + timedelta(minutes=minutes) - now)


def wait_of_address(failures: int, last: datetime | None, now: datetime) -> int:
    """Seconds to wait after `failures` of any login from one address within ADDRESS_MEMORY."""
    if failures < ADDRESS_TRIES or last is None:
        return 0
    return _left(last + ADDRESS_PACE - now)


def _left(span: timedelta) -> int:
    return max(0, -(-span // timedelta(seconds=1)))
