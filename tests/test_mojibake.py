"""Pages that are UTF-8 decoded as another charset: undone as a whole, and undamaged text is never changed."""

from __future__ import annotations

import codecs
import html
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fixture_files import all_pages
from hypothesis import given
from hypothesis import strategies as st
from strategies import dumps, html_trees, tag_soup
from test_reading import STORIES

from newsclean import Article, clean, explain
from newsclean.readers.decode import decode
from newsclean.readers.mojibake import may_be_damaged_page, undone

# --- text that must stay as it is -------------------------------------------------------------------

LOOK_ALIKES = {
    "a story about mojibake": "<p>The café’s sign said “CafÃ©”. Where an é was meant, “Ã©” is what you get;"
    " for ’ it is “â€™”, and for à it is “Ã\xa0”.</p><pre>print('Ã©', 'â€™', 'Ã¼', 'Ã±')</pre><p>Zoë.</p>",
    "Portuguese capitals": "<h1>SÃO PAULO: MANHÃ DE CHUVA</h1><p>AMANHû, “MANHÔ… A MAÇÃ\xa0e a LÃ\xa0não"
    " subiram; o preço do pão, sim. ROMÃ »</p>",
    "French quotation marks": "<p>« Fermé\xa0», « raté\xa0», « volé\xa0», « brisé\xa0», « cassé\xa0»,"
    " « à\xa0»… Â, Ê et Î prennent un chapeau. « CÂ\xa0»</p>",
    "Icelandic": "<p>Þjóðin á Íslandi hélt upp á daginn. „Ég er glöð“, sagði Ásdís. ÞÓRÐUR, ÁSLAUG</p>",
    "Vietnamese": "<p>Cây cầu bắc qua sông mở lại vào thứ Hai, ông Ân ở Hà Nội nói. ĐÀ NẴNG, QUẢNG NGÃI</p>",
    "Polish": "<p>Źródła w Łodzi: „Żółć, gęś, jaźń”. ZAŻÓŁĆ GĘŚLĄ JAŹŃ</p>",
    "Russian": "<p>«Россия», «СССР», «РФ». Сёстры Ёлкины: «Её съёмки — всё ещё „Р“ и „С“».</p>",
    "emoji": "<p>Rain 🌧️ on Monday, sun ☀️ on Tuesday 👨‍👩‍👧. €5, 10 % – “naïve” ©</p>",
    "broken bytes": "<p>Caf\ufffd, na\ufffdve, d\ufffdj\ufffd vu, \xc9\ufffd\xc9 \ufffd.</p>",
}


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=list(LOOK_ALIKES))
@pytest.mark.parametrize("times", [1, 30])
def test_look_alikes_stay(text: str, times: int) -> None:
    assert undone(text * times) == (text * times, ())


@pytest.mark.parametrize(
    "text",
    [
        "<p>Run this:</p><pre>if (a) print('Ã©', 'Ã¼')</pre><p>It prints two letters.</p>",
        "<p>Ã© and â€™ are left to the pass that repairs single blocks.</p>",
        '<p>He said "at the café…” and "touché…” and no more.</p>',
    ],
)
def test_too_little_evidence(text: str) -> None:
    assert undone(text) == (text, ())


@pytest.mark.parametrize("fixture", [f for f in all_pages() if f.folder.name != "mojibake"], ids=str)
def test_pages_that_are_read_correctly_stay(fixture: Any) -> None:
    text = decode(fixture.page.read_bytes())
    assert undone(text) == (text, ())


@given(html_trees | dumps | tag_soup)
def test_no_page_in_order_changes(source: str) -> None:
    assert undone(source) == (source, ())


# --- damage in nineteen languages -------------------------------------------------------------------

LANGUAGES = STORIES | {
    "fr": "Le bac à câble a rouvert lundi à Évry, « grâce à des lycéens », a dit la maire : l’été est là…",
    "es": "El puente sobre el río reabrió el lunes, dijo la alcaldesa. «¿Y mañana? ¡Más!», añadió Íñigo.",
    "pt": "A ponte sobre o rio reabriu na segunda-feira, disse a prefeita de SÃO BRÁS. “Amanhã há pão.”",
    "cs": "Most přes řeku byl v pondělí znovu otevřen, řekl starosta Žďáru. „Pak opravíme školu,“ dodal.",
    "uk": "Міст через річку знову відкрили в понеділок, повідомив мер Ґалаґан. «Її ремонт тривав рік».",
    "hi": "नदी पर बना पुल सोमवार को फिर से खुल गया, महापौर ने कहा। मरम्मत में दो वर्ष लगे और ठेकेदार को भुगतान हुआ।",
    "vi": "Cây cầu bắc qua sông được mở lại vào thứ Hai, thị trưởng Ân nói. “Việc sửa chữa kéo dài hai năm.”",
}
_SENTENCES = 4


def as_html(text: str) -> str:
    """Return a page with the text in each place that is read, and with entities, which are never damaged."""
    body = "".join(f"<p>{n}. {' '.join([text] * _SENTENCES)}</p>\n" for n in range(5))
    return (
        f'<!DOCTYPE html><html><head><title>{text}</title><meta charset="utf-8">'
        f'<meta name="description" content="{text}"><meta name="author" content="Zoë Čapek">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "' + text + '",'
        ' "datePublished": "2024-05-06"}</script></head>'
        f'<body><nav><a href="/1">É À {text[:9]}</a></nav><article><h1>{text}</h1>{body}'
        "<p>&copy;&nbsp;2024 &eacute;&#1080; Jane&nbsp;Roe&hellip; The entities were right all the time.</p>"
        f'<img src="/a.jpg" alt="{text}"></article></body></html>'
    )


def as_dump(text: str) -> str:
    return f"{text}\n\n" + "\n\n".join(f"{n}. {' '.join([text] * _SENTENCES)}" for n in range(5)) + "\n"


def misread(text: str, charset: str) -> str:
    """Decode UTF-8 as browsers decode such charsets: undefined bytes become control characters."""
    shown = bytes(range(256)).decode(charset, "replace")
    table = "".join(chr(byte) if c == "\ufffd" else c for byte, c in enumerate(shown))
    return codecs.charmap_decode(text.encode(), "strict", table)[0]


def windows_1252(text: str) -> str:
    return misread(text, "windows-1252")


def latin_1(text: str) -> str:
    return misread(text, "latin-1")


DAMAGES = {
    "latin-1": latin_1,
    "windows-1252": windows_1252,
    "latin-1 twice": lambda text: latin_1(latin_1(text)),
    "windows-1252 twice": lambda text: windows_1252(windows_1252(text)),
    "windows-1252, then latin-1": lambda text: latin_1(windows_1252(text)),
    "latin-1, then windows-1252": lambda text: windows_1252(latin_1(text)),
}
OTHERS = ["koi8-r", "iso-8859-2", *(f"windows-{n}" for n in range(1250, 1258) if n != 1252)]
IN_DOUBT = ["windows-1250", "iso-8859-2"]  # each may show other letters of the other

every_language = pytest.mark.parametrize("text", LANGUAGES.values(), ids=list(LANGUAGES))
every_damage = pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
every_form = pytest.mark.parametrize("form", [as_html, as_dump])


def check_same(article: Article, right: Article, *, said: str) -> None:
    (warning,) = set(article.warnings) - set(right.warnings)
    assert said in warning
    assert replace(article, warnings=right.warnings) == right


@every_language
@every_damage
@every_form
def test_a_damaged_page_gives_the_same_article(form: Any, damage: Any, text: str) -> None:
    page = form(text)
    right = clean(page)
    assert right.status == "ok"
    assert right.text
    check_same(clean(damage(page)), right, said="non-ASCII characters are valid UTF-8")


@every_language
@every_form
def test_bytes_that_hold_utf8_twice(form: Any, text: str) -> None:
    page = form(text)
    check_same(clean(windows_1252(page).encode()), clean(page.encode()), said="undone")


@every_language
@pytest.mark.parametrize("damage", [latin_1, windows_1252])
def test_a_soup_of_a_damaged_page(damage: Any, text: str) -> None:
    page = as_html(text).replace("&copy;&nbsp;", "").replace("&eacute;&#1080; Jane&nbsp;Roe&hellip;", "")
    check_same(clean(BeautifulSoup(damage(page), "lxml")), clean(page), said="undone")


@pytest.mark.parametrize("language", ["fr", "de", "ru", "el", "hi", "zh"])
def test_a_soup_that_has_decoded_the_entities(language: str) -> None:
    page = as_html(LANGUAGES[language])
    article = clean(BeautifulSoup(windows_1252(page), "lxml"))
    assert article.title == clean(page).title
    assert LANGUAGES[language] in article.text


@every_language
@pytest.mark.parametrize("charset", OTHERS)
def test_other_charsets(charset: str, text: str) -> None:
    page = as_dump(text)
    damaged = misread(page, charset)
    assert undone(damaged)[0] in ((page, damaged) if charset in IN_DOUBT else (page,))


@pytest.mark.parametrize("language", ["pl", "cs", "ru", "zh", "fr"])
@pytest.mark.parametrize("charset", IN_DOUBT)
def test_central_european_charsets(charset: str, language: str) -> None:
    page = as_dump(LANGUAGES[language])
    assert undone(misread(page, charset))[0] == page


def test_the_place_of_the_damage_does_not_matter() -> None:
    page = "<p>In plain words.</p>" * 1000 + as_html(LANGUAGES["uk"]) + "<p>In plain words.</p>" * 1000
    assert undone(latin_1(page))[0] == page


def test_a_page_cut_off_inside_a_character() -> None:
    assert undone(latin_1(LANGUAGES["ru"])[:-2] + "Ð")[0].startswith(LANGUAGES["ru"][:-2])


def test_blanks_and_line_ends_that_are_bytes_of_letters() -> None:
    text = "Он вышел из хаты. Расходы, доходы, Россия, ЁРШ. «Хорошо», — сказал он."
    assert [block.text for block in explain(latin_1(text), passes=()).page.blocks] == [text]


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.sampled_from(list(DAMAGES.values()))
)
def test_undoing_is_exact(text: str, damage: Any) -> None:
    page = f"{text} Мост через реку"
    assert undone(damage(page))[0] == undone(page)[0]


# --- pages that cannot be repaired, or only in part -----------------------------------------------


def test_lost_bytes_are_shown_and_counted() -> None:
    page = as_html(LANGUAGES["ru"])
    article = clean(page.encode().decode("cp1252", "replace"))
    assert "Мо\ufffdт через реку \ufffdнова открыли в понедельник" in article.text
    (warning,) = article.warnings
    assert warning.startswith("most of the page was UTF-8 misread as windows-1252; this was undone, but ")
    assert warning.endswith(" of its characters have lost bytes and are in doubt")


@pytest.mark.parametrize(
    "lose",
    [
        lambda text: text.encode().decode("cp1252", "ignore"),
        lambda text: " ".join(latin_1(text).split()),
        lambda text: windows_1252(text).replace("\x81", "?"),
    ],
    ids=["dropped", "blanks", "question marks"],
)
def test_other_ways_to_lose_bytes(lose: Any) -> None:
    text = LANGUAGES["ru"] + " Новый доход Россия получит из хаты."
    article = clean(lose(as_html(text)))
    assert any("have lost bytes" in x for x in article.warnings)
    assert "через реку" in article.text


def test_blanks_that_were_no_break_spaces() -> None:
    text = "Less than 1\xa0% – just over 1\xa0800 – said l’été, déjà vu, à la fin, it’s naïve, don’t, can’t."
    assert undone(windows_1252(text).replace("\xa0", " "))[0] == text.replace("\xa0", " ")


def test_a_page_of_which_too_little_is_left() -> None:
    damaged = "".join("ã\ufffd" for _ in range(200))
    text, warnings = undone(f"<p>{damaged}</p>")
    assert text == f"<p>{damaged}</p>"
    assert warnings == (
        "the page seems to be UTF-8 misread as windows-1252 and cannot be repaired:"
        " 200 of its characters have lost bytes",
    )


# --- mixed pages ------------------------------------------------------------------------------------


def test_a_damaged_story_in_an_undamaged_page() -> None:
    right, story = "<p>Главные новости: погода и курсы валют.</p>" * 20, LANGUAGES["ru"] + " Из хаты, Россия."
    text, (warning,) = undone(f"{right}<article><p>{latin_1(story)}</p></article>{right}")
    assert text == f"{right}<article><p>{story}</p></article>{right}"
    assert warning.startswith("parts of the page were UTF-8 misread as windows-1252")


def test_an_undamaged_story_in_a_damaged_page() -> None:
    frame, story = f"<p>{LANGUAGES['fr']}</p>" * 20, "<p>Déjà vu, « fermé\xa0», Ñandú, SÃO PAULO, 東京</p>"
    assert undone(windows_1252(frame) + story + windows_1252(frame))[0] == frame + story + frame


def test_a_few_damaged_words_are_left_to_the_pass() -> None:
    page = "<p>The café’s owner said it would reopen.</p><p>Zoë says: itâ€™s the cafÃ©.</p>"
    assert undone(page) == (page, ())
    found = explain(page)
    assert found.article.text.endswith("it’s the café.")
    # so short a page may also be in doubt
    assert [x for x in found.article.warnings if not x.startswith("the body is in doubt")] == []


def test_damaged_signs_that_entities_hide_are_left_to_the_pass() -> None:
    page = f"<p>Caf&Atilde;&copy; Zo&euml;</p><p>{html.escape(LANGUAGES['de'])}</p>"
    assert undone(page) == (page, ())


# --- it costs nothing -------------------------------------------------------------------------------


@every_language
@every_form
def test_a_page_in_order_is_not_looked_at_twice(form: Any, text: str) -> None:
    assert not may_be_damaged_page(form(text) * 20)
