"""Russian words are found in any of their forms, «ё» as «е», all words of a query together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fisoko.domain.search import AROUND, Index, Query, excerpt, meets, plain, stem, text_of, words

RUSSIAN = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20)
SENTENCES = st.lists(RUSSIAN, min_size=1, max_size=12).map(" ".join)
QUERIES = st.lists(RUSSIAN, min_size=1, max_size=4).map(" ".join)  # two of them stand within the longest query


@pytest.mark.parametrize(
    "forms",
    [
        ("отчёты", "отчетов", "ОТЧЕТ", "отчёте", "Отчетами"),
        ("список", "списки", "списком", "списков"),
        ("форма", "формы", "формой", "форме"),
        ("организация", "организациями", "организаций"),
        ("проведение", "проведении", "проведения"),
    ],
)
def test_forms_of_a_word_find_one_another(forms: tuple[str, ...]) -> None:
    index = Index({number: words(form) for number, form in enumerate(forms)})
    for form in forms:
        assert index.found(Query.of(form)) == set(range(len(forms)))


@given(RUSSIAN)
def test_yo_and_capitals_make_no_difference(word: str) -> None:
    assert stem(plain(word)) == stem(plain(word.replace("ё", "е"))) == stem(plain(word.upper()))


@given(SENTENCES, st.data())
def test_every_word_of_a_text_finds_it_and_so_do_any_of_them_together(text: str, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(text.split()), min_size=1, max_size=3))
    index = Index({7: words(text)})
    assert index.found(Query.of(" ".join(chosen))) == {7}
    assert index.found(Query.of(" ".join(reversed(chosen)).upper())) == {7}


@given(QUERIES, QUERIES)
def test_one_more_word_never_finds_more(first: str, second: str) -> None:
    index = Index({1: words(first), 2: words(second), 3: words(f"{first} {second}")})
    both = index.found(Query.of(f"{first} {second}"))
    assert 3 in both
    assert both <= index.found(Query.of(first))
    assert both <= index.found(Query.of(second))


def test_all_words_are_to_be_met_and_a_beginning_of_three_letters_is_enough() -> None:
    index = Index({1: words("Сбор отчетов школ"), 2: words("Сбор сведений"), 3: words("Инструкция_2026.PDF")})
    assert index.found(Query.of("сборы отчёт")) == {1}
    assert index.found(Query.of("отч")) == {1}
    assert index.found(Query.of("от")) == set()
    assert index.found(Query.of("инструкции 2026 pdf")) == {3}
    for nothing in ("", "  ", "«»", "несуществующее", "сбор несуществующее"):
        assert index.found(Query.of(nothing)) == set()


def test_a_text_is_taken_out_of_its_tags_and_stays_apart_at_blocks_alone() -> None:
    html = "<p>С<b>бор</b>&nbsp;данных</p><ul><li>один</li><li>два &amp; три</li></ul>"
    assert text_of(html) == "Сбор данных один два & три"
    assert "strong" not in words(text_of("<strong>x</strong>"))


@given(st.lists(RUSSIAN, min_size=60, max_size=80).map(" ".join), st.data())
def test_an_excerpt_holds_what_was_found_and_no_cut_word(text: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(text.split()))
    shown = excerpt(text, frozenset({plain(word)}))
    assert meets(shown, {plain(word)})
    assert len(shown) <= 2 * AROUND + 60
    assert set(shown.strip("…").split()) <= set(text.split())
    assert excerpt(text, frozenset({"нетничего"})) == ""
