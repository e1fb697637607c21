"""Finding publications by words of their titles, their texts and the names of their files."""

from threading import Lock
from typing import Any

from fisoko.domain.files import Shelves
from fisoko.domain.person import Identity
from fisoko.domain.publication import Publication
from fisoko.domain.search import LONGEST, Index, Query, excerpt, meets, text_of, words
from fisoko.services.board import Board
from fisoko.services.cabinets import Cabinets
from fisoko.services.permissions import Action, Thing, may
from fisoko.services.shelf import Shelf

MOST = 50  # publications shown; a query that finds more is to be narrowed
NAMED = 5  # files named at a publication that was found by them


class Finding:
    """The index rests on what is kept of publications and files, and is made anew when either is read again.

    The words of a publication that has not changed are not read a second time, so both engines and every process find
    the same, with nothing of it in the base.
    """

    def __init__(self, board: Board, shelf: Shelf, cabinets: Cabinets) -> None:
        self._board, self._shelf, self._cabinets = board, shelf, cabinets
        self._lock = Lock()
        self._texts: dict[int, tuple[Publication, str, frozenset[str]]] = {}  # by publication: its text and words
        self._made: tuple[tuple[Publication, ...], Shelves, Index] | None = None

    def find(self, identity: Identity, typed: str, *, fresh: bool = False) -> dict[str, Any]:
        """What this person sees that has every word of the query, newest first.

        {"q", "total", "words", "publications"}. `fresh` narrows it to what is marked «Новое»; a query without a sign
        leaves nothing out. `words` are those that met the query, as `domain.search.plain` writes them; each publication
        has {"excerpt", "files"} in "found".
        """
        typed = typed.strip()[:LONGEST]
        index, shelves = self._index()
        visible = self._visible(identity)
        query = Query.of(typed)
        matched = frozenset[str]().union(*index.matching(query))
        if typed:
            found = index.found(query)
            visible = [one for one in visible if one.id in found]
        if fresh:
            visible = self._cabinets.fresh(identity, visible)
        shown = self._cabinets.shown(identity, visible[:MOST])
        for one in shown:
            one["found"] = self._found(one["id"], matched, shelves)
        return {"q": typed, "total": len(visible), "words": sorted(matched), "publications": shown}

    def _visible(self, identity: Identity) -> list[Publication]:
        board = self._board.now()
        return [
            one
            for one in board.visible(identity, self._cabinets.now())
            if may(identity, Action.SEE_PUBLICATION, Thing(audience=one.audience))
        ]

    def _found(self, publication_id: int, matched: frozenset[str], shelves: Shelves) -> dict[str, Any]:
        _, text, _ = self._texts.get(publication_id, (None, "", frozenset()))
        names = [file.name for store in shelves.of(publication_id) for file in store.files]
        return {"excerpt": excerpt(text, matched), "files": [one for one in names if meets(one, matched)][:NAMED]}

    def _index(self) -> tuple[Index, Shelves]:
        publications, shelves = self._board.now().publications, self._shelf.now()
        with self._lock:
            made = self._made
            if made is None or made[0] is not publications or made[1] is not shelves:
                self._texts = {one.id: self._read(one) for one in publications}
                index = Index({one.id: self._words(one.id, shelves) for one in publications})
                self._made = made = (publications, shelves, index)
            return made[2], shelves

    def _read(self, publication: Publication) -> tuple[Publication, str, frozenset[str]]:
        kept = self._texts.get(publication.id)
        if kept is not None and (kept[0].title, kept[0].html) == (publication.title, publication.html):
            return kept
        text = text_of(publication.html)
        return publication, text, words(publication.title) | words(text)

    def _words(self, publication_id: int, shelves: Shelves) -> frozenset[str]:
        names = " ".join(file.name for store in shelves.of(publication_id) for file in store.files)
        return self._texts[publication_id][2] | words(names)
