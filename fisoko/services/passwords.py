"""Passwords: hashed with argon2id, checked in the same time whether there is one or not, generated to be read aloud."""

import secrets
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's minimum for argon2id: the library's own default costs 150 ms a sign-in.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # no l, i, o, 0, 1: they are taken for one another
GROUPS, GROUP = 3, 4
LONGEST = 200  # signs; a longer one is nobody's


def hash_password(password: str) -> str:
    """The argon2id hash, some 30 ms of work: never on the event loop."""
    return _HASHER.hash(password)


def verify(password: str, password_hash: str | None) -> bool:
    """Whether the password is that of the hash; None (no such login) takes the same time and is never right."""
    if len(password) > LONGEST:
        password, password_hash = "", None
    try:
        _HASHER.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def generate() -> str:
    """A password of 12 signs in three groups, 59 bits, readable aloud: «k7mp-x3qa-9wte»."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_hex())
