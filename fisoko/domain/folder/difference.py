"""What a folder changes, in words."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from html.parser import HTMLParser

from fisoko.domain.folder import said
from fisoko.domain.folder.plan import StoreChange
from fisoko.domain.folder.sizes import size_text
from fisoko.domain.moscow import show
from fisoko.domain.person import KINDS, Role
from fisoko.domain.publication import Audience, Publication

MOST = 60  # lines of a text's difference
_INLINE = {"a", "b", "em", "i", "mark", "s", "strong", "sub", "sup", "u"}
_CELLS = {"td", "th"}


def told(
    old: Publication | None,
    new: Publication,
    sections: dict[int, str],
    regions: dict[str, str],
    changes: Sequence[StoreChange],
    *,
    moved: bool,
) -> list[str]:
    """Every difference, a line or some indented lines each; nothing where nothing changes."""
    lines = [*_heads(old, new, sections, regions), *_text(old, new)]
    for change in changes:
        lines += _store(change)
    return [*lines, said.ORDER] if moved else lines


def audience_text(audience: Audience, regions: dict[str, str]) -> str:
    """Whom it is for: «все», or what narrows it."""
    parts = [", ".join(_ROLES.get(role, role) for role in audience.roles)] if audience.roles else []
    if audience.kinds:
        parts.append(", ".join(KINDS.get(kind, kind) for kind in audience.kinds))
    if audience.regions:
        parts.append(", ".join(f"{code} {regions.get(code, '')}".strip() for code in audience.regions))
    if audience.logins:
        parts.append(said.BY_LIST.format(count=len(audience.logins)))
    return "; ".join(parts) or said.EVERYBODY


_ROLES = {Role.ORGANISER.value: said.ORGANISERS, Role.COORDINATOR.value: said.COORDINATORS}


def _heads(
    old: Publication | None, new: Publication, sections: dict[int, str], regions: dict[str, str]
) -> Iterator[str]:
    def shown(one: Publication) -> list[tuple[str, str]]:
        return [
            (said.TITLE, f"«{one.title}»"),
            (said.SECTION, f"«{sections.get(one.section_id, '')}»"),
            (said.TIME, said.MOSCOW.format(time=show(one.published_at))),
            (said.AUDIENCE, audience_text(one.audience, regions)),
            (said.ACKNOWLEDGE, said.YES if one.acknowledge else said.NO),
        ]

    if old is None:
        for name, value in shown(new):
            yield said.VALUE.format(name=name, value=value)
        return
    for (name, before), (_, after) in zip(shown(old), shown(new), strict=True):
        if before != after:
            yield said.CHANGED.format(name=name, before=before, after=after)
    if old.audience.logins and new.audience.logins and old.audience.logins != new.audience.logins:
        gone, come = old.audience.logins - new.audience.logins, new.audience.logins - old.audience.logins
        yield from _logins(said.LIST_ADDED, come)
        yield from _logins(said.LIST_REMOVED, gone)


def _logins(text: str, logins: Iterable[str]) -> Iterator[str]:
    names = sorted(logins)
    if names:
        more = said.AND_MORE.format(count=len(names) - 10) if len(names) > 10 else ""
        yield text.format(count=len(names), names=", ".join(names[:10]) + more)


def _text(old: Publication | None, new: Publication) -> Iterator[str]:
    before, after = (lines_of(one.html) if one else [] for one in (old, new))
    if old is None:
        yield said.TEXT_NEW.format(lines=len(after)) if after else said.TEXT_NONE
        return
    if old.html == new.html:
        return
    if before == after:
        yield said.TEXT_LOOK
        return
    yield said.TEXT
    lines = [
        line for line in unified_diff(before, after, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
    ]
    yield from (f"  {line[0]} {line[1:]}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"  {said.MORE_LINES.format(count=len(lines) - MOST)}"


def _store(change: StoreChange) -> Iterator[str]:
    if change.nothing:
        return
    if change.new is None:
        yield said.STORE_REMOVED.format(title=change.old.title if change.old else "")
    elif change.old is None:
        yield said.STORE_ADDED.format(title=change.new.title)
    elif change.old.title != change.new.title:
        yield said.STORE_RENAMED.format(before=change.old.title, after=change.new.title)
    else:
        yield said.STORE.format(title=change.new.title)
    for file in change.added:
        mark = said.ONLY if file.organisations_only else ""
        yield f"  + {file.name} ({size_text(file.size)}){mark}"
    for old, file in change.replaced:
        name = f"{old.name} → {file.name}" if old.name != file.name else file.name
        yield f"  * {name} ({size_text(old.size)} → {size_text(file.size)})"
    for _, file in change.marked:
        yield f"  * {file.name}: {said.MARKED if file.organisations_only else said.UNMARKED}"
    for old in change.removed:
        yield f"  - {old.name}"
    if change.moved and not change.added:
        yield f"  {said.FILES_ORDER}"


def lines_of(html: str) -> list[str]:
    """The lines of a text as they are read, with the addresses of its links."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    return [line for line in (" ".join(line.split()) for line in "".join(reader.parts).split("\n")) if line]


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append(" " if tag in _CELLS else "" if tag in _INLINE else "\n")
        if tag == "a":
            self._hrefs.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._hrefs and (href := self._hrefs.pop()):
            self.parts.append(f" [{href}]")
        self.parts.append("" if tag in _INLINE | _CELLS else "\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
