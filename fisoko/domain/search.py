"""Search in Russian texts: words in any of their forms, «ё» the same as «е», all words of a query to be met."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from snowballstemmer import stemmer

LONGEST = 200  # signs of a query; what is beyond is not looked at
SHORTEST_BEGINNING = 3  # letters of a word that is found by its beginning alone
AROUND = 90  # signs of a text shown on each side of what was found
_WORD = re.compile(r"[^\W_]+")
_FLEETING = re.compile(r"([бвгджзклмнпрстфхцчшщ])[ое]([кц])$")
_INLINE = {"a", "b", "em", "i", "mark", "s", "strong", "sub", "sup", "u"}  # they stand within a word, too


def plain(word: str) -> str:
    """A word as it is compared: small letters, «ё» as «е»."""
    return word.lower().replace("ё", "е")


def words(text: str) -> frozenset[str]:
    """Every different word of a text, as it is compared."""
    return frozenset(map(plain, _WORD.findall(text)))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the forms of a (plain) word have in common, by the Snowball rules for Russian; others stay as they are.

    A vowel that comes and goes is left out beside them: «список», «списки».
    """
    return _FLEETING.sub(r"\1\2", stemmer("russian").stemWord(word))


def text_of(html: str) -> str:
    """The text of cleaned HTML, its blocks apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        self._between(tag)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def _between(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: different words in the order typed; none of them finds nothing."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> "Query":
        """The query that somebody has typed."""
        return cls(tuple(dict.fromkeys(map(plain, _WORD.findall(typed[:LONGEST])))))


class Index:
    """Texts by their numbers, each as its words; made once and asked often."""

    def __init__(self, texts: Mapping[int, frozenset[str]]) -> None:
        self._texts = texts
        self._by_stem: dict[str, set[str]] = {}
        self._all = frozenset[str]().union(*texts.values())
        for word in self._all:
            self._by_stem.setdefault(stem(word), set()).add(word)

    def matching(self, query: Query) -> list[frozenset[str]]:
        """For each word of the query, the words of the texts that meet it: its forms, and those that it begins."""
        return [self._meets(word) for word in query.words]

    def found(self, query: Query) -> set[int]:
        """The numbers of the texts in which every word of the query is met."""
        wanted = self.matching(query)
        if not wanted or not all(wanted):
            return set()
        return {number for number, text in self._texts.items() if not any(map(text.isdisjoint, wanted))}

    def _meets(self, word: str) -> frozenset[str]:
        forms = self._by_stem.get(stem(word), set())
        if len(word) < SHORTEST_BEGINNING:
            return frozenset(forms)
        return frozenset(forms).union(one for one in self._all if one.startswith(word))


def meets(text: str, matched: Iterable[str]) -> bool:
    """Whether a text has one of these (plain) words."""
    return not words(text).isdisjoint(matched)


def excerpt(text: str, matched: frozenset[str]) -> str:
    """The piece of a text around its first matched word, cut between words; empty where there is none."""
    at = next((one.start() for one in _WORD.finditer(text) if plain(one.group()) in matched), None)
    if at is None:
        return ""
    first = text.rfind(" ", 0, max(0, at - AROUND)) + 1 if at > AROUND else 0
    end = text.find(" ", at + AROUND)
    end = len(text) if end < 0 else end
    return ("…" if first else "") + text[first:end] + ("…" if end < len(text) else "")
