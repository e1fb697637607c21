"""A folder read whole: what its publication is to be, and what changes by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fisoko.domain.files import FileStore, StoredFile
from fisoko.domain.folder.entry import alike
from fisoko.domain.folder.stores import PlannedFile, PlannedStore
from fisoko.domain.folder.text import Text
from fisoko.domain.publication import SECTION, Audience


@dataclass(frozen=True)
class Plan:
    """The publication that a folder describes; `published_at` None: at once, or as it was.

    `links`: address in the text → path of the file that it leads to.
    """

    key: str
    title: str = ""
    section_id: int = SECTION
    published_at: datetime | None = None
    acknowledge: bool = False
    audience: Audience = Audience()  # noqa: RUF009 - frozen
    text: Text = Text()  # noqa: RUF009 - frozen
    links: Mapping[str, str] = field(default_factory=dict)
    stores: tuple[PlannedStore, ...] = ()


@dataclass(frozen=True)
class StoreChange:
    """What becomes of a store: `old` None, it is new; `new` None, it is removed.

    `same` are pairs of files that stay, `replaced` of those whose content or name changes, `marked` of those whose mark
    does; a file may be in the last two together.
    """

    old: FileStore | None
    new: PlannedStore | None
    added: tuple[PlannedFile, ...] = ()
    same: tuple[tuple[StoredFile, PlannedFile], ...] = ()
    replaced: tuple[tuple[StoredFile, PlannedFile], ...] = ()
    marked: tuple[tuple[StoredFile, PlannedFile], ...] = ()
    removed: tuple[StoredFile, ...] = ()
    moved: bool = False  # files stand in another order

    @property
    def nothing(self) -> bool:
        """Whether all of it stays as it is."""
        titled = self.old is not None and self.new is not None and self.old.title == self.new.title
        return titled and not (self.added or self.replaced or self.marked or self.removed or self.moved)

    @property
    def wanted(self) -> list[PlannedFile]:
        """The files whose contents have to be there."""
        return [*self.added, *(new for old, new in self.replaced if old.blob != new.sha256)]


def store_changes(stores: Sequence[FileStore], planned: Sequence[PlannedStore]) -> list[StoreChange]:
    """What has to be done to the stores that came from the folder; those that did not are left alone."""
    there = {one.folder: one for one in stores if one.folder is not None}
    found = [_change(there.pop(one.folder, None), one) for one in planned]
    return found + [StoreChange(one, None, removed=one.files) for one in there.values()]


def in_order(stores: Sequence[FileStore], planned: Sequence[PlannedStore]) -> bool:
    """Whether the stores that stay stand in the folder's order."""
    wanted = [one.folder for one in planned]
    there = [one.folder for one in stores if one.folder in wanted]
    return there == [folder for folder in wanted if folder in there]


def _change(old: FileStore | None, new: PlannedStore) -> StoreChange:
    if old is None:
        return StoreChange(None, new, added=new.files)
    there = {alike(one.name): one for one in old.files}
    pairs = [(there.pop(alike(one.name), None), one) for one in new.files]
    known = [(was, one) for was, one in pairs if was is not None]
    order = [was.id for was in old.files if alike(was.name) not in there]
    return StoreChange(
        old,
        new,
        added=tuple(one for was, one in pairs if was is None),
        same=tuple((was, one) for was, one in known if _same(was, one)),
        replaced=tuple((was, one) for was, one in known if not _same(was, one)),
        marked=tuple((was, one) for was, one in known if was.organisations_only != one.organisations_only),
        removed=tuple(there.values()),
        moved=order != [was.id for was, _ in known] or _between(pairs),
    )


def _same(was: StoredFile, one: PlannedFile) -> bool:
    return was.blob == one.sha256 and was.name == one.name


def _between(pairs: Sequence[tuple[StoredFile | None, PlannedFile]]) -> bool:
    """Whether a new file stands before one that was there: new ones come last unless they are arranged."""
    new = [was is None for was, _ in pairs]
    return new != sorted(new)
