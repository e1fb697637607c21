"""Logins tell their role; whom a publication is meant for."""

from datetime import UTC, datetime, timedelta

import pytest

from fisoko.domain.person import OPERATOR, Identity, Role, role_of_login
from fisoko.domain.publication import Audience, Publication


@pytest.mark.parametrize(
    ("login", "role"),
    [
        ("spo_coord_24", Role.COORDINATOR),
        ("sch050016", Role.ORGANISER),
        ("spo240065", Role.ORGANISER),
        ("fed_demo", Role.FEDERAL),
        ("SPO240065", None),
        ("spo24006", None),
        ("spo240065\n", None),
        ("spo２40065", None),
        ("spo_coord_245", None),
        ("operator", None),
        ("", None),
    ],
)
def test_a_login_tells_its_role_and_case_counts(login, role) -> None:
    assert role_of_login(login) is role


def person(role: Role, region: str | None = "24", kind: str | None = None) -> Identity:
    return Identity(1, "x", role, "", region, organisation_kind=kind)


def test_an_audience_narrows_and_an_empty_one_does_not() -> None:
    school, college = person(Role.ORGANISER, kind="sch"), person(Role.ORGANISER, kind="spo")
    coordinator, federal = person(Role.COORDINATOR), person(Role.FEDERAL, None)
    everyone = [school, college, coordinator, federal, OPERATOR]
    assert all(Audience().includes(one) for one in everyone)
    for audience, left_out in (
        (Audience(kinds=("spo",)), [school]),
        (Audience(roles=("coordinator",)), [school, college]),
        (Audience(regions=("05",)), [school, college, coordinator]),
    ):
        assert [one for one in everyone if not audience.includes(one)] == left_out
        assert Audience.from_json(audience.to_json()) == audience


def test_a_publication_is_seen_from_its_moment_until_it_is_withdrawn() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)
    made = Publication(1, 1, "О сроках", "", now, None, Audience())
    school = person(Role.ORGANISER, kind="sch")
    assert made.visible(school, now)
    assert not made.visible(school, now - timedelta(seconds=1))
    withdrawn = Publication(1, 1, "О сроках", "", now, now, Audience())
    assert not withdrawn.visible(school, now)
