"""A folder read with what the base knows: regions, sections, logins, files; every problem of it at once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from fisoko.domain.folder import texts
from fisoko.domain.folder.description import Description, read_description
from fisoko.domain.folder.entry import Entry, EntryKind, Folder, alike
from fisoko.domain.folder.links import linkable, resolve
from fisoko.domain.folder.listing import BOOK, Listed, read_listing
from fisoko.domain.folder.plan import Plan
from fisoko.domain.folder.recipients import chosen, listed, typed_logins
from fisoko.domain.folder.remarks import Remarks
from fisoko.domain.folder.stores import PlannedStore, is_skipped, plan_stores
from fisoko.domain.folder.text import HTML, LONGEST, MARKDOWN, Text, read_html, read_markdown
from fisoko.domain.forms.reading import judge
from fisoko.domain.forms.reading.child import ChildFailed, ask
from fisoko.domain.forms.reading.guard import FILE as LARGEST_BOOK
from fisoko.domain.moscow import show
from fisoko.domain.person import Role
from fisoko.domain.prose import LONGEST_TITLE
from fisoko.domain.publication import Audience
from fisoko.services.board import Board
from fisoko.store.accounts import Accounts
from fisoko.store.files import Files

FAR = timedelta(days=366)
MB = 2**20


class FolderReading:
    """Reads on any thread; writes nothing. `largest` are the bytes that a file may have."""

    def __init__(
        self, board: Board, accounts: Accounts, files: Files, clock: Callable[[], datetime], largest: int
    ) -> None:
        self._board, self._accounts, self._files, self._clock = board, accounts, files, clock
        self._largest = largest

    def read(self, folder: Folder) -> tuple[Plan, Remarks]:
        """What the folder's publication is to be; true only where there are no problems in the remarks."""
        remarks = Remarks()
        said = self._described(folder, remarks)
        audience = self._audience(folder, said, remarks)
        stores = plan_stores(folder, said, _listing(folder, remarks), self._largest, remarks)
        text = _text(folder, stores, remarks)
        links = resolve(
            text,
            stores,
            lambda number: self._files.shelves().file(number) is not None,
            remarks,
            for_coordinators=not audience.roles or Role.COORDINATOR in audience.roles,
        )
        if not text.html.strip() and not stores:
            remarks.problem("", texts.NOTHING)
        _strays(folder, said, remarks)
        plan = Plan(
            key=said.key or folder.name.strip(),
            title=said.title,
            section_id=self._section(said, remarks),
            published_at=said.published_at,
            acknowledge=said.acknowledge,
            audience=audience,
            text=text,
            links=links,
            stores=stores,
        )
        if not plan.key.strip(". "):
            remarks.problem(texts.DESCRIPTION, texts.NO_KEY)
        return plan, remarks

    def _described(self, folder: Folder, remarks: Remarks) -> Description:
        entry = folder.top.get(texts.DESCRIPTION)
        if entry is None:
            doubled = folder.top.get(f"{texts.DESCRIPTION}.txt")
            place = doubled.path if doubled else ""
            remarks.problem(
                place, texts.DOUBLE_ENDING.format(name=texts.DESCRIPTION) if doubled else texts.NO_DESCRIPTION
            )
            return Description()
        source = _source(entry, remarks)
        if source is None:
            return Description()
        said = read_description(source, remarks)
        if len(said.title) > LONGEST_TITLE:
            remarks.problem(said.place("title"), texts.LONG_TITLE.format(most=LONGEST_TITLE))
        if said.published_at and said.published_at > self._clock() + FAR:
            remarks.note(said.place("published_at"), texts.FAR.format(time=show(said.published_at)))
        return said

    def _section(self, said: Description, remarks: Remarks) -> int:
        sections = self._board.now().sections
        found = [one.id for one in sections if alike(one.title) == alike(said.section)] if said.section else []
        if said.section and not found:
            known = ", ".join(f"«{one.title}»" for one in sections)
            remarks.problem(said.place("section"), texts.NO_SECTION.format(section=said.section, known=known))
        return found[0] if found else sections[0].id

    def _audience(self, folder: Folder, said: Description, remarks: Remarks) -> Audience:
        regions = {code: region.name for code, region in self._accounts.regions().items()}
        roles, kinds, codes = chosen(said, regions, remarks)
        if not said.logins:
            return Audience(roles, kinds, codes)
        for key in ("roles", "kinds", "regions"):
            if getattr(said, key):
                remarks.problem(said.place(key, "audience"), texts.LIST_ALONE.format(key=key))
        return Audience(logins=self._logins(folder, said, remarks))

    def _logins(self, folder: Folder, said: Description, remarks: Remarks) -> frozenset[str]:
        name, place = said.logins, said.place("logins", "audience")
        entry = folder.top.get(alike(name))
        if "/" in name or "\\" in name:
            remarks.problem(place, texts.NOT_TOP.format(name=name))
        elif not name.lower().endswith(".xlsx"):
            remarks.problem(place, texts.NOT_XLSX.format(name=name))
        elif entry is None or entry.kind is not EntryKind.FILE:
            remarks.problem(place, texts.NO_BOOK.format(name=name))
        elif (rows := _rows(entry, remarks)) is not None:
            return listed(rows, entry.path, self._accounts.taken(typed_logins(rows)), remarks)
        return frozenset()


def _listing(folder: Folder, remarks: Remarks) -> list[Listed] | None:
    entry = folder.top.get(BOOK)
    if entry is None or entry.kind is not EntryKind.FILE:
        return None
    rows = _rows(entry, remarks)
    return None if rows is None else read_listing(rows, remarks)


def _text(folder: Folder, stores: tuple[PlannedStore, ...], remarks: Remarks) -> Text:
    markdown, html = (folder.top.get(name) for name in (MARKDOWN, HTML))
    for name in (MARKDOWN, HTML):
        if name not in folder.top and f"{name}.txt" in folder.top:
            remarks.problem(folder.top[f"{name}.txt"].path, texts.DOUBLE_ENDING.format(name=name))
    if markdown and html:
        remarks.problem("", texts.TWO_TEXTS)
    entry = markdown or html
    source = _source(entry, remarks) if entry else None
    if entry is None or source is None:
        return Text()
    if entry is html:
        return read_html(source, remarks, entry.path)
    return read_markdown(source, linkable(stores), remarks, entry.path)


def _strays(folder: Folder, said: Description, remarks: Remarks) -> None:
    used = {texts.DESCRIPTION, MARKDOWN, HTML, BOOK, alike(said.logins)}
    used |= {f"{name}.txt" for name in (texts.DESCRIPTION, MARKDOWN, HTML)}
    for name, entry in folder.top.items():
        if name not in used and entry.kind is EntryKind.FILE:
            if not entry.name.strip(". "):
                remarks.problem(entry.path, texts.ONLY_DOTS)
            elif not is_skipped(entry.name):
                remarks.note(entry.path, texts.STRAY)


def _source(entry: Entry, remarks: Remarks) -> str | None:
    """The text of a file; None where it cannot be read, which is said."""
    if entry.kind is not EntryKind.FILE:
        return None  # said of every name that is no file
    if entry.size > LONGEST or entry.content is None:
        remarks.problem(entry.path, texts.TOO_LONG.format(most=LONGEST // MB))
        return None
    try:
        return entry.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remarks.problem(entry.path, texts.NOT_UTF8)
        return None


def _rows(entry: Entry, remarks: Remarks) -> list[list[str]] | None:
    """The first sheet of a workbook that was judged before anything opened it."""
    if entry.size > LARGEST_BOOK or entry.content is None:
        remarks.problem(entry.path, texts.TOO_LONG.format(most=LARGEST_BOOK // MB))
        return None
    errors = [problem.text for problem in judge(entry.content) if problem.level == "error"]
    for error in errors:
        remarks.problem(entry.path, error)
    if errors:
        return None
    try:
        return ask(entry.content, "fisoko.services.account_rows")
    except ChildFailed:
        remarks.problem(entry.path, texts.UNREADABLE_BOOK)
        return None
