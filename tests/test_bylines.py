"""Names in bylines, and which sources the bylines pass trusts."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean import DEFAULT_PASSES, Article
from newsclean.evidence.bylines.desks import desk_in
from newsclean.evidence.bylines.names import names_in
from newsclean.evidence.bylines.people import has_first_name, is_desk, is_name
from newsclean.evidence.bylines.word_for_by import without_by
from newsclean.passes.bylines import bylines
from newsclean.phrases import folded
from newsclean.text.words import fold

UP_TO_BYLINES = DEFAULT_PASSES[: DEFAULT_PASSES.index(bylines) + 1]


def clean(html: str) -> Article:
    return newsclean.clean(html, passes=UP_TO_BYLINES)


NO_NAMES = [
    "",
    "Email the author",
    "Share",
    "Read the full story",
    "By the way, it rained",
    "By the end of the year, sales had doubled",
    "Staff Writer",
    "Donnerstag",
    "Photo by Olu Balogun",
    "Reviewed by Dr. Hanna Vogt",
    "https://echo.example/author/maya",
    "m.lindholm@echo.example",
    "admin",
    "3 min read",
    "View all posts by Maya Lindholm",
    "SHOW ALL ARTICLES OF Maya Lindholm",
    "Alle Artikel von Ulla Reiner",
    "Zurück zum Newsroom",
    "Ver todos los artículos de Ana Pérez",
    "Learn more",
    "No Author",
    "CC BY",
    "Photos: Olu Balogun",
    "锁定 讨论",
    "Court Reporter",
    "Local Democracy Reporter",
    "Text/Ada Berg",
    "Health and Science Editor",
    "By Education & Health Correspondent",
    "Written by BRT Travel Editor, DLK",
]

NAMES = [
    ("By Maya Lindholm", ["Maya Lindholm"]),
    ("By Maya Lindholm, Health and Science Editor", ["Maya Lindholm"]),
    ("By Maya and Idris, Editors", ["Maya", "Idris"]),
    ("By Xyra Qvist Staff Writer", ["Xyra Qvist"]),
    ("Maya LindholmMaya LindholmMaya Lindholm", ["Maya Lindholm"]),
    ("Maya Lindholm Maya Lindholm Maya Lindholm Staff Writer", ["Maya Lindholm"]),
    ("Auteur(s) : Maya Lindholm", ["Maya Lindholm"]),
    ("Maya Lindholm^1 and Idris Okafor²", ["Maya Lindholm", "Idris Okafor"]),
    ("BY MAYA LINDHOLM", ["MAYA LINDHOLM"]),
    ("By Maya Lindholm and Idris Okafor - Valley Safe Roads team", ["Maya Lindholm", "Idris Okafor"]),
    ("東京支局 佐藤健一", ["佐藤健一"]),
    ("Maya Lindholm Twitter", ["Maya Lindholm"]),
    ("Maya Lindholm Lifestyle Writer", ["Maya Lindholm"]),
    ("by Maya Lindholm III", ["Maya Lindholm III"]),
    ("By Maya Lindholm and Idris Okafor, Political Editor", ["Maya Lindholm", "Idris Okafor"]),
    ("By Maya Lindholm, Idris Okafor, and Cem Aydin", ["Maya Lindholm", "Idris Okafor", "Cem Aydin"]),
    ("Maya Lindholm & Idris Okafor", ["Maya Lindholm", "Idris Okafor"]),
    ("By Maya Lindholm, CFP", ["Maya Lindholm"]),
    ("Cem Aydin, Jr. and Hanna Vogt, MD, PhD", ["Cem Aydin, Jr.", "Hanna Vogt"]),
    ("By Maya Lindholm Senior Staff Writer", ["Maya Lindholm"]),
    ("Reporter Maya Lindholm", ["Maya Lindholm"]),
    ("Maya Lindholm (m.lindholm@echo.example)", ["Maya Lindholm"]),
    ("Maya Lindholm @mayal", ["Maya Lindholm"]),
    ("By Maya Lindholm, Associated Press", ["Maya Lindholm", "Associated Press"]),
    ("By Maya Lindholm, The Valley Echo", ["Maya Lindholm"]),
    ("By Maya Lindholm for the Valley Echo", ["Maya Lindholm"]),
    ("By Maya Lindholm in Work", ["Maya Lindholm"]),
    ("byMaya Lindholm", ["Maya Lindholm"]),
    ("By Maya LindholmIn Travel, Budget Travel", ["Maya Lindholm"]),
    ("By Maya Lindholm, MD. Medically reviewed by Hanna Vogt, MD", ["Maya Lindholm"]),
    ("Maya Lindholm on behalf of the Bridge Group", ["Maya Lindholm"]),
    ("Maya Lindholm | The Valley Newsroom", ["Maya Lindholm"]),
    ("Guide by Maya Lindholm Former Deputy Editor", ["Maya Lindholm"]),
    ("Ulla Reiner Landespolitische Korrespondentin", ["Ulla Reiner"]),
    ("Team EchoPlus", ["Team EchoPlus"]),
    ("[portrait] Maya Lindholm", ["Maya Lindholm"]),
    ("Von Ulla Reiner und Cem Aydin", ["Ulla Reiner", "Cem Aydin"]),
    ("Par Marie Dupont et Jean Martin", ["Marie Dupont", "Jean Martin"]),
    ("Por Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
    ("Por José Ortega y Gasset", ["José Ortega y Gasset"]),
    ("Di Mario Rossi", ["Mario Rossi"]),
    ("Door Jan de Vries en Piet Bakker", ["Jan de Vries", "Piet Bakker"]),
    ("Av Kari Dahl og Ola Berg", ["Kari Dahl", "Ola Berg"]),
    ("Автор: Анна Белова", ["Анна Белова"]),
    ("Текст: Анна Белова, фото: Пётр Сидоров", ["Анна Белова"]),
    ("كتب: سامي حداد", ["سامي حداد"]),
    ("מאת: נועה לוין", ["נועה לוין"]),
    ("김하늘 기자", ["김하늘"]),
    ("記者王小明／台北報導", ["王小明"]),
    ("文／王小明", ["王小明"]),
    ("E. SANTOS / J. I. DA SILVA", ["E. SANTOS", "J. I. DA SILVA"]),
    ("Story: Maya Lindholm | Photos: Olu Balogun", ["Maya Lindholm"]),
    ("Words & pictures: Maya Lindholm", ["Maya Lindholm"]),
    ("Text und Interview: Ulla Reiner", ["Ulla Reiner"]),
    ("Text von Ulla Reiner Illustration von Cem Aydin", ["Ulla Reiner"]),
    ("Von Ulla Reiner (Text) und Cem Aydin (Bilder)", ["Ulla Reiner"]),
    ("von Ulla Reiner Foto: © Echo", ["Ulla Reiner"]),
    ("Redaktion: Ulla Reiner (Pressesprecherin)", ["Ulla Reiner"]),
    ("Redactie: Jan de Vries", ["Jan de Vries"]),
    ("Auteur : Marie Dupont", ["Marie Dupont"]),
    ("Testo: Mario Rossi", ["Mario Rossi"]),
    ("Aus Paris berichtet Ulla Reiner", ["Ulla Reiner"]),
    ("Ulla Reiner im Gespräch mit Cem Aydin", ["Ulla Reiner", "Cem Aydin"]),
    ("文・山田太郎", ["山田太郎"]),
    ("取材・文：山田太郎", ["山田太郎"]),
    ("作者：王小明 来源：回声报", ["王小明"]),
    ("记者 王小明 报道", ["王小明"]),
    ("山田太郎 報道", ["山田太郎"]),
    ("记者 张三 電", ["张三"]),
    ("Reuters · Maya Lindholm", ["Reuters", "Maya Lindholm"]),
    ("Reuters · Vix Qwert", ["Reuters"]),
    ("By political reporter Maya Lindholm", ["Maya Lindholm"]),
    ("By Health Editor Maya Lindholm and Idris Okafor", ["Maya Lindholm", "Idris Okafor"]),
    ("By Maya Lindholm/Valley Echo", ["Maya Lindholm"]),
    ("By Maya Lindholm Local Democracy Reporter", ["Maya Lindholm"]),
    ("By Maya Court Reporter", ["Maya Court"]),
    ("By Maya Court reporter", ["Maya Court"]),
    ("By Maya Lindholm Politics reporter", ["Maya Lindholm"]),
    ("Maya Lindholm Town reporter", ["Maya Lindholm"]),
    ("Maya Town", ["Maya Town"]),
    ("Maya Lindholm Okafor reporter", ["Maya Lindholm Okafor"]),
    ("By Xyra QvistPolitical Correspondent", ["Xyra Qvist"]),
    ("Door Xyra van 't Qvist", ["Xyra van 't Qvist"]),
    ("Par André Olivier KLEIN", ["André Olivier KLEIN"]),
    ("Nur Aisyah binti Ismail", ["Nur Aisyah binti Ismail"]),
    ("Texto Ana García Fotos Luis Pérez", ["Ana García"]),
    ("글 김하늘 사진 이영희", ["김하늘"]),
    ("Text och foto Anna Lindgren", ["Anna Lindgren"]),
    ("By Maya Lindholm Photo Editor", ["Maya Lindholm"]),
    ("Eftir Jón Sigurðsson", ["Jón Sigurðsson"]),
    ("Guest post by Maya Lindholm", ["Maya Lindholm"]),
    ("By Maya Lindholm, Bridge Collective", ["Maya Lindholm"]),
    ("David Reiner, VRT NIEUWS", ["David Reiner"]),
    ("Maya Lindholm VRT News", ["Maya Lindholm"]),
    ("By Maya Lindholm, Director of Bridges, Valley Roads", ["Maya Lindholm"]),
    ("By Maya Lindholm In Travel, Budget Travel, Ferry Tips", ["Maya Lindholm"]),
    ("Von R. R.", ["R. R."]),
    ("rk/dpa", ["rk/dpa"]),
    ("Maya (May) Lindholm", ["Maya (May) Lindholm"]),
    ("Maya Lindholm (sponsored), Valley", ["Maya Lindholm"]),
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names(text: str, names: list[str]) -> None:
    assert names_in(text) == names


def test_a_declared_author_may_have_any_name_but_a_placeholder() -> None:
    assert names_in("mixmaster77", strict=False) == ["mixmaster77"]
    assert names_in("Valley Echo", strict=False) == ["Valley Echo"]
    for text in ("admin", "Echo Admin", "content: Echo", "undefined", "12345", "https://echo.example/maya"):
        assert names_in(text, strict=False) == []


def test_kinds_of_names() -> None:
    assert all(map(is_name, ("Ludwig van Beethoven", "Aoife O'Riordan", "Jean d'Ormesson", "王小明", "dpa")))
    assert not any(map(is_name, ("echo.example", "Political Editor", "maya", "Page 3", "By")))
    assert has_first_name("Julia Lindholm")
    assert not has_first_name("Personal Finance")
    assert is_desk("Redaktion")
    assert is_desk("Valley Echo Editorial Team")
    assert desk_in("Valley News Team") == ["Valley News Team"]
    assert desk_in("Valley News BBC") == []
    assert without_by("Text: Ulla Reiner") == "Ulla Reiner"
    assert without_by("Ulla Reiner") is None
    assert without_by("ដោយ៖ សុខ វណ្ណា") == "សុខ វណ្ណា"
    assert without_by("ዘጋቢ፦ ሰለሞን ታደሰ") == "ሰለሞን ታደሰ"


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for strict in (True, False):
        for name in names_in(text, strict):
            assert name.strip() == name != ""


STORY = "<p>The council voted on Friday to rebuild the bridge, after a debate of nine hours.</p>"


def page(head: str = "", lines: str = "") -> str:
    return (
        f"<html><head>{head}</head><body><article><h1>Council votes on bridge</h1>{lines}{STORY}"
        "</article></body></html>"
    )


def authored(author: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council votes on bridge",'
        f' "author": {author}}}</script>'
    )


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Maya Lindholm"', ("Maya Lindholm",)),
        ('["Maya Lindholm", "Idris Okafor"]', ("Maya Lindholm", "Idris Okafor")),
        ('{"@type": "Person", "name": "By Maya Lindholm"}', ("Maya Lindholm",)),
        ('[{"name": "Idris Okafor"}, {"name": "Maya Lindholm"}]', ("Idris Okafor", "Maya Lindholm")),
        ('{"name": "Maya Lindholm and Idris Okafor"}', ("Maya Lindholm", "Idris Okafor")),
        ('{"@type": "Role", "author": {"name": "Maya Lindholm"}}', ("Maya Lindholm",)),
        ('{"givenName": "Maya", "familyName": "Lindholm"}', ("Maya Lindholm",)),
        ('"Maya Lindholm\\nIdris Okafor"', ("Maya Lindholm", "Idris Okafor")),
        ('"Maya Lindholm/Idris Okafor"', ("Maya Lindholm", "Idris Okafor")),
        ('"Lindholm, Maya"', ("Maya Lindholm",)),
        ('"Reuters, Maya"', ("Reuters",)),
        ('"editor@echo.example (Maya Lindholm)"', ("Maya Lindholm",)),
        ('"Council votes on bridge"', ()),
        ('{"name": "admin"}', ()),
        ('{"name": null}', ()),
        ("[]", ()),
    ],
)
def test_json_ld(author: str, names: tuple[str, ...]) -> None:
    assert clean(page(authored(author))).authors == names


def test_an_address_is_not_an_author() -> None:
    meta = '<meta property="article:author" content="https://social.example/valleyecho">'
    assert clean(page(meta)).authors == ()


def test_the_byline_wins_over_the_publisher() -> None:
    head = '<meta property="og:site_name" content="Valley Echo"><meta name="author" content="Valley Echo">'
    assert clean(page(head, "<p>By Maya Lindholm</p>")).authors == ("Maya Lindholm",)
    assert clean(page(head)).authors == ("Valley Echo",)


def test_a_full_name_wins_over_a_user_name() -> None:
    head = '<meta name="author" content="mlindholm">'
    assert clean(page(head, "<p>By Maya Lindholm</p>")).authors == ("Maya Lindholm",)


def test_a_byline_with_by_wins_over_another_declared_author() -> None:
    head = '<meta name="author" content="Hanna Vogt">'
    assert clean(page(head, "<p>By Maya Lindholm</p>")).authors == ("Maya Lindholm",)
    assert clean(page(head, "<p>By Hanna Vogt Reporter</p>")).authors == ("Hanna Vogt",)
    assert clean(page(head, "<p>Maya Lindholm</p>")).authors == ("Hanna Vogt",)


def test_wrongly_decoded_names_are_repaired() -> None:
    assert clean(page(authored('"JosÃ© MÃ¼ller"'))).authors == ("José Müller",)
    assert clean(page('<meta name="author" content="JosÃ© MÃ¼ller">')).authors == ("José Müller",)


def test_an_office_is_one_name() -> None:
    assert clean(page(authored('"Centre for Roads and Bridges"'))).authors == (
        "Centre for Roads and Bridges",
    )


def test_partners_of_a_firm_are_one_organisation() -> None:
    firm = '{"@type": "Organization", "name": "Lind & Berg"}'
    assert clean(page(authored(firm))).authors == ("Lind & Berg",)
    assert clean(page(authored('"Maya Lindholm & Idris Okafor"'))).authors == (
        "Maya Lindholm",
        "Idris Okafor",
    )


JOBS = [
    "Court Reporter",
    "Politics Editor",
    "Chief Political Correspondent",
    "Redakteur",
    "rédactrice en chef",
    "Toimittaja",
    "Redaktør",
    "Novinář",
    "Novinar",
    "Blaðamaður",
    "Muhabir",
    "Журналист",
    "Дописник",
    "Ανταποκριτής",
    "Phóng viên",
    "Wartawan",
    "خبرنگار",
    "כתבת",
    "पत्रकार",
    "প্রতিবেদক",
    "ผู้สื่อข่าว",
    "本報記者",
    "特派員",
    "기자",
]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_is_not_an_author(job: str) -> None:
    assert clean(page(f'<meta name="author" content="{job}">')).authors == ()
    assert clean(page(f'<meta name="author" content="Maya Lindholm, {job}">')).authors == ("Maya Lindholm",)


def test_a_desk_and_a_user_named_after_a_job_are_authors() -> None:
    for name in ("Community Editor", "Redaktion", "Anna Redaktor", "Maria Reporter Lind"):
        assert clean(page(f'<meta name="author" content="{name}">')).authors == (name,)


def test_a_slogan_is_no_author() -> None:
    slogan = "The Echo brings you the news of the valley, its bridges and its roads, every day"
    assert clean(page(f'<meta name="author" content="{slogan}">')).authors == ()


def test_the_second_label_of_a_card_names_the_author() -> None:
    tags = (
        ("label1", "Reading time"),
        ("data1", "4 minutes"),
        ("label2", "Written by"),
        ("data2", "Maya Lindholm"),
    )
    head = "".join(f'<meta name="twitter:{name}" content="{content}">' for name, content in tags)
    assert clean(page(head)).authors == ("Maya Lindholm",)
    assert clean(page(head.replace("Written by", "Price"))).authors == ()


def test_the_site_and_a_group_are_no_second_author() -> None:
    head = '<meta property="og:site_name" content="Atlas Van Lines">'
    line = "<p>By: Maya Lindholm, Director of Roads, Atlas Van Lines - 10+ years of moving</p>"
    assert clean(page(head, line)).authors == ("Maya Lindholm",)
    line = '<p class="byline"><a href="/user/maya7">maya7</a> for <a href="/user/roads">Valley Roads</a></p>'
    assert clean(page("", line)).authors == ("maya7",)


def test_a_headline_with_by_far_from_the_title_signs_nothing() -> None:
    listed = "<ul><li>The bridges shaped by American floods - 15 October 2025</li></ul>"
    prose = "<p>The council voted on Friday to rebuild the bridge, and the ferry will sail until then.</p>"
    assert clean(page("", prose * 20 + listed)).authors == ()


def test_an_account_beside_its_owner_is_dropped() -> None:
    assert clean(page(authored('["Maya Lindholm", "maya-l"]'))).authors == ("Maya Lindholm",)


def test_an_author_may_have_the_name_of_the_site() -> None:
    head = '<meta property="og:site_name" content="Maya Lindholm Beach">'
    assert clean(page(head, "<p>By Maya Lindholm Beach</p>")).authors == ("Maya Lindholm Beach",)


@pytest.mark.parametrize("line", ["Washington, D.C.", "Austin, Texas", "May 3, 2024 1 minuti di lettura"])
def test_a_place_or_reading_time_is_not_an_author(line: str) -> None:
    assert clean(page("", f"<p>{line}</p><p>May 3, 2024</p>")).authors == ()


def test_a_photographer_is_not_an_author() -> None:
    figure = "<figure><img src='b.jpg'><figcaption>By Olu Balogun</figcaption></figure>"
    assert clean(page("", figure)).authors == ()
    line = "<div class='media-caption'>Heard on May 3, 2024. Wire / Julia Balogun</div>"
    assert clean(page("", line)).authors == ()


def test_last_name_first_is_turned_around() -> None:
    tag = '<meta name="citation_author" content="{}">'
    head = tag.format("Lindholm, Maya") + tag.format("Okafor, I.")
    assert clean(page(head)).authors == ("Maya Lindholm", "I. Okafor")


MARKED = {
    "microdata": 'Posted by <span itemprop="author"><span itemprop="name">{}</span></span> at 10:52',
    "a link": 'Filed by <a rel="author" href="/people/7">{}</a> under Bridges',
    "both": 'by <span itemprop="author"><a rel="author" href="/people/7">{}</a></span>',
}


def under_the_text(*lines: str) -> str:
    return page().replace("</article>", f"{STORY}{''.join(lines)}</article>")


@pytest.mark.parametrize("markup", MARKED.values(), ids=MARKED)
@pytest.mark.parametrize("name", ["brooklamp", "Ask the Bridge Builders", "Maya Lindholm"])
def test_a_name_that_the_page_marks_inside_a_line_is_the_author(markup: str, name: str) -> None:
    assert clean(under_the_text(f"<p>{markup.format(name)}</p>")).authors == (name,)


@pytest.mark.parametrize("name", ["admin", "Redaktion", "Read more", "Staff"])
def test_what_is_nobodys_name_is_none_where_the_page_marks_it(name: str) -> None:
    assert clean(under_the_text(f"<p>{MARKED['microdata'].format(name)}</p>")).authors == ()


def test_marks_in_comments_and_marks_that_differ_name_no_author() -> None:
    own, other = (f"<p>{MARKED['a link'].format(x)}</p>" for x in ("brooklamp", "hilltop"))
    comments = f'<div class="comments">{other}</div>'
    assert clean(under_the_text(comments)).authors == ()
    assert clean(under_the_text(own, comments)).authors == ("brooklamp",)
    assert clean(under_the_text(own, other)).authors == ()


def test_a_marked_name_does_not_beat_a_byline() -> None:
    html = under_the_text(f"<p>{MARKED['a link'].format('brooklamp')}</p>")
    assert clean(html.replace("</h1>", "</h1><p>By Maya Lindholm</p>")).authors == ("Maya Lindholm",)


def test_the_person_of_a_pull_quote_is_no_author() -> None:
    author = '<div class="{}__author">Idris Okafor</div>'
    quote = f'<div class="pull-quote"><p>It moved.</p>{author.format("pull-quote")}</div>'
    assert clean(page(lines=STORY + quote)).authors == ()
    assert clean(page(lines=author.format("post"))).authors == ("Idris Okafor",)


def test_a_web_agency_that_is_declared_with_its_address_is_no_author() -> None:
    tag = '<meta name="author" content="{}">'
    url = "https://www.echo.example/a"
    agency = page(tag.format("Lind Web Design Ltd www.lind-web.test"))
    own = page(tag.format("Echo Media Ltd www.echo.example"))
    assert newsclean.clean(agency, url=url, passes=UP_TO_BYLINES).authors == ()
    assert newsclean.clean(own, url=url, passes=UP_TO_BYLINES).authors == ("Echo Media Ltd",)


def test_a_heading_that_begins_with_the_headline_is_no_name() -> None:
    html = page(lines="<h2>Maya Bridge Carving</h2>").replace("Council votes on bridge", "Maya Bridge")
    assert clean(html).authors == ()


# --- on real pages --------------------------------------------------------------------------------

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "html"
SOURCES = ("dated", "fundus", "trafilatura", "waddle", "wcxb")
EVERY = 12  # one page in so many
NO_AUTHOR = regex.compile(
    r"""
      \A(?:view|show|read|see|share|follow|print|learn|back\ to|more|alle|zurück|weitere|voir|ver|leggi)\b.*\s
    | \b(?:more|all)\ (?:by|from|of|articles|posts|stories)\b | \A(?:follow|share|subscribe|advertisement)\Z
    | [:：] | \A(?:by|von|par|por|author|autor|auteur|written\ by|published|updated|posted)\b
    | \b(?:19|20)\d\d\b | \d[./]\d | \bago\Z | \A\p{L}{2}\Z(?<=en|fr|de|es|it|pt|nl)
    | \A[^(]*\)\Z | \A[^)]*\([^)]*\Z
    """,
    regex.X | regex.I,
)


def sampled_names() -> Iterator[str]:
    for source in SOURCES:
        with gzip.open(CORPUS / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in itertools.islice(lines, 0, None, EVERY):
                page = json.loads(line)
                yield from newsclean.clean(page["html"], url=page["url"], passes=UP_TO_BYLINES).authors


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus beside the project")
def test_no_author_is_a_button_a_label_or_a_date() -> None:
    names = set(sampled_names())
    assert len(names) > 100
    labels = (
        folded("nobody's names") | folded("byline by") | folded("date published") | folded("date modified")
    )
    assert [name for name in names if NO_AUTHOR.search(name) or fold(name) in labels] == []
