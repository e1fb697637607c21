"""The demonstration: publications made through the services, and everybody's work, in order of time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from fisoko.demo.accounts import make_accounts
from fisoko.demo.answers import Answers, acceptable, findings, whole
from fisoko.demo.files import made
from fisoko.demo.hands import AtOnce, Hands, OneByOne
from fisoko.demo.organisations import DONE, IDLE, WORKING, Person, Scale, people
from fisoko.demo.publications import ANNOUNCEMENTS, Announcement, Campaign
from fisoko.demo.work import State, Step, steps
from fisoko.domain.moscow import MOSCOW, show, today
from fisoko.domain.person import OPERATOR, Identity, Role, kind_of_login
from fisoko.domain.submission import explanation_key
from fisoko.services.publishing import Invited, NewCollection

SEED = 20
DAYS_BACK = 90
LINKED = re.compile(r"\[([^\]]+)\]")  # words of a text that lead to its first file
READERS = 0.3  # of the organisations take the files of a publication
FORMS = Path(__file__).parents[2] / "data" / "forms"
EXPLANATION = "Часть обучающихся проходит практику в другой организации."
MORNING, TERM_HOUR = 9, 18  # Moscow
FIGURE = dict.fromkeys(DONE, State.DONE) | dict.fromkeys(WORKING, State.WORK) | dict.fromkeys(IDLE, State.IDLE)


class Clock:
    """The clock of the demonstration: it stands where it is put, so that the past can be lived through."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it is put to."""
        return self.now


@dataclass(frozen=True)
class Made:
    """What was made; `issued` are (login, password, name)."""

    persons: list[Person]
    issued: list[tuple[str, str, str]]
    publications: int
    submissions: int


class Country:
    """Makes the demonstration; `clock` is the application's own, `present` the moment it ends at."""

    def __init__(self, application: Any, clock: Clock, present: datetime, scale: Scale) -> None:
        self._application, self._clock, self._present, self._scale = application, clock, present, scale
        self._hands: Hands = AtOnce(application, Random(SEED)) if scale.at_once else OneByOne(application)  # noqa: S311
        self._random = Random(SEED)  # noqa: S311 - the same demonstration every time
        self._identities: dict[str, Identity] = {}
        self._collections: dict[Announcement, int] = {}
        self._numbers: dict[Announcement, int] = {}
        self._stores: dict[Announcement, int] = {}  # the first of each
        self._windows: dict[tuple[str, int], str] = {}
        self._explanations: dict[str, dict[str, str]] = {}
        self._versions: dict[str, Any] = {}
        self._pools: dict[str, list[Answers]] = {}
        self._submissions = 0

    def make(self, password: str | None, tell: Callable[[str, int], Callable[[], None]]) -> Made:
        """All of it; `tell(step, length)` gives what is to be called after each of the step's pieces."""
        self._clock.now = self._present - timedelta(days=DAYS_BACK)
        persons = list(people(self._scale.counts, self._random))
        done = tell("accounts", 1)
        issued = make_accounts(self._application, persons, password)
        self._identities = {account.login: account.identity() for account in self._application.accounts.list(OPERATOR)}
        done()
        plan = sorted(self._plan(persons), key=lambda planned: planned[0])
        done = tell("answers", len(plan))
        for moment, action in plan:
            self._clock.now = moment.astimezone(UTC)  # as the server's own clock tells it
            action()
            done()
        self._clock.now = self._present
        done = tell("facts", 1)
        self._hands.finish(self._present)
        done()
        return Made(persons, issued, len(ANNOUNCEMENTS), self._submissions)

    def _plan(self, persons: list[Person]) -> Iterator[tuple[datetime, Callable[[], None]]]:
        for announcement in ANNOUNCEMENTS:
            hour = MORNING + announcement.age % 5
            yield self._day(-announcement.age, hour), partial(self._publish, announcement)
            for login in self._readers(announcement, persons):
                yield self._day(-announcement.age + 1, hour), partial(self._read, announcement, login)
            for login in self._acknowledging(announcement, persons):
                yield self._day(-announcement.age + 2, hour), partial(self._acknowledge, announcement, login)
            if announcement.campaign:
                for login, step in self._work(announcement.campaign, persons):
                    yield step.at, partial(self._take, announcement, login, step)

    def _publish(self, announcement: Announcement) -> None:
        campaign, html, collection = announcement.campaign, announcement.html, None
        if campaign:
            closes = self._day(campaign.closes)
            html = html.replace("{closes}", show(closes))
            invited = Invited(kinds=campaign.kinds)
            version = self._version(campaign.form)
            collection = NewCollection(campaign.title, version.id, self._day(campaign.opens, MORNING), closes, invited)
        number = self._application.publishing.create(
            OPERATOR,
            title=announcement.title,
            html=LINKED.sub(r"\1", html),
            audience=announcement.audience,
            collection=collection,
            acknowledge=announcement.acknowledge > 0,
        )
        self._numbers[announcement] = number
        files: list[int] = []
        for cupboard in announcement.stores:
            store = self._application.filing.add_store(OPERATOR, number, cupboard.title)
            files += self._application.filing.add_files(OPERATOR, store, made(cupboard))
            self._stores.setdefault(announcement, store)
        if files and LINKED.search(html):
            linked = LINKED.sub(rf'<a href="/files/{files[0]}">\1</a>', html)
            self._application.publishing.edit(OPERATOR, number, html=linked)
        if campaign:
            self._collections[announcement] = next(
                collections[0].id
                for publication, collections in self._application.publishing.list(OPERATOR)
                if publication.id == number
            )

    def _readers(self, announcement: Announcement, persons: list[Person]) -> list[str]:
        """Those who take its files the next day."""
        if not announcement.stores:
            return []
        logins = [one.login for one in persons if one.role is Role.ORGANISER and one.login not in FIGURE]
        luck = Random(announcement.title)  # noqa: S311 - its own: the answers stay as they are
        return [login for login in logins if luck.random() < READERS]

    def _read(self, announcement: Announcement, login: str) -> None:
        """An organisation takes the first store whole."""
        self._hands.take(self._identities[login], self._stores[announcement], self._clock.now)

    def _acknowledging(self, announcement: Announcement, persons: list[Person]) -> list[str]:
        """Those who say two days later that they have read it."""
        luck = Random(announcement.title + "!")  # noqa: S311 - its own: the answers stay as they are
        logins = [one.login for one in persons if one.role is Role.ORGANISER and one.login not in FIGURE]
        return [login for login in logins if luck.random() < announcement.acknowledge]

    def _acknowledge(self, announcement: Announcement, login: str) -> None:
        self._hands.acknowledge(self._identities[login], self._numbers[announcement], self._clock.now)

    def _work(self, campaign: Campaign, persons: list[Person]) -> Iterator[tuple[str, Step]]:
        first, last = self._day(campaign.opens, MORNING), min(self._day(campaign.closes), self._present)
        if first >= last:
            return
        pool = self._pool(campaign.form)
        for person in persons:
            if person.role is not Role.ORGANISER or (
                campaign.kinds and kind_of_login(person.login) not in campaign.kinds
            ):
                continue
            state = FIGURE.get(person.login) or self._state(campaign, self._scale.pace(person.region))
            answers = self._random.choice(pool)
            for step in steps(person.login, state, answers, first, last, self._random, grain=self._scale.grain):
                yield person.login, step

    def _state(self, campaign: Campaign, pace: float) -> State:
        """By luck; the greater the pace of a region, the fewer idle there and the more done."""
        luck = self._random.random()
        idle, done = campaign.idle / pace, campaign.done * pace
        return State.IDLE if luck < idle else State.DONE if luck < idle + done else State.WORK

    def _pool(self, form_name: str) -> list[Answers]:
        if form_name not in self._pools:
            form, day = self._version(form_name).form, today(self._present)
            tried = (whole(form, self._random, day) for _ in range(self._scale.pool * 3))
            self._pools[form_name] = [*islice((one for one in tried if acceptable(one, day)), self._scale.pool)]
            warnings = {
                explanation_key(finding): EXPLANATION
                for answers in self._pools[form_name]
                for finding in findings(answers, day)
            }
            self._explanations[form_name] = warnings
        return self._pools[form_name]

    def _take(self, announcement: Announcement, login: str, step: Step) -> None:
        """One step of one organisation: a batch of edits, or a submission."""
        identity, collection = self._identities[login], self._collections[announcement]
        window = self._windows.setdefault((login, collection), f"{self._random.getrandbits(64):016x}")
        if step.ops:
            self._hands.save(identity, collection, window, step.ops, self._clock.now)
            return
        form = announcement.campaign.form if announcement.campaign else ""
        request = f"{self._random.getrandbits(128):032x}"
        self._hands.submit(identity, collection, request, self._explanations[form], self._clock.now)
        self._submissions += 1

    def _version(self, form_name: str) -> Any:
        """The form of this workbook, stored the first time."""
        if form_name not in self._versions:
            self._versions[form_name] = self._application.forms.add(
                OPERATOR, (FORMS / f"{form_name}.xlsx").read_bytes()
            )
        return self._versions[form_name]

    def _day(self, days: int, hour: int = TERM_HOUR) -> datetime:
        """So many days from the present, at this hour in Moscow whatever the hour now."""
        moment = self._present + timedelta(days=days)
        return moment.astimezone(MOSCOW).replace(hour=hour, minute=0, second=0, microsecond=0)
