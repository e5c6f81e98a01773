"""Reading written dates, and what the dates pass decides when sources on a page disagree."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean import DEFAULT_PASSES, Article
from newsclean.evidence.dates import day_of, find_date, find_dates, readings
from newsclean.passes.dates import dates

DAY = dt.date(2024, 5, 3)
UP_TO_DATES = DEFAULT_PASSES[: DEFAULT_PASSES.index(dates) + 1]


def clean(html: str, url: str | None = None) -> Article:
    return newsclean.clean(html, url=url, passes=UP_TO_DATES)


NO_DATES = [
    "",
    "Call 555-123-4567",
    "Version 1.2.3.2024",
    "Room 12, October 2024",
    "May 2024",
    "It may be 2024 before 19 of them return",
    "03/04/2024",
    "31 February 2024",
    "99:99, 40 May 2024",
    "listopad 30 2024",
    "Score 3:1 on 4/4",
]

THE_DAY = [
    "2024-05-03",
    "2024/5/3",
    "2024.05.03.",
    "2024. 5. 3.",
    "2024年5月3日",
    "2024년 5월 3일",
    "3.5.2024",
    "03. 05. 2024",
    "3.5.24",
    "May 3, 2024",
    "May 3rd 2024",
    "3rd of May, 2024",
    "Fri, 3 May 2024",
    "3-May-24",
    "May 3 '24",
    "3. Mai 2024",
    "3 mai 2024",
    "3 de mayo de 2024",
    "3 de maio de 2024",
    "3 maggio 2024",
    "3 mei 2024",
    "3 maj 2024",
    "3. toukokuuta 2024",
    "3 maja 2024",
    "3. května 2024",
    "2024. május 3.",
    "2024 m. gegužės 3 d.",
    "2024. gada 3. maijā",
    "3 мая 2024 г.",
    "3 травня 2024",
    "3 Μαΐου 2024",
    "3 Mayıs 2024",
    "3 أيار 2024",
    "٣ أيار/مايو ٢٠٢٤",
    "2024 оны 5 сарын 3",
    "٣ مايو ٢٠٢٤",
    "3 במאי 2024",
    "३ मई २०२४",
    "3 พฤษภาคม 2567",
    "ngày 3 tháng 5 năm 2024",
    "3 Mei 2024",
    "۱۴ اردیبهشت ۱۴۰۳",
    "د ۱۴۰۳ کال د غویي ۱۴",
    "ሚያዝያ 25 ቀን 2016 ዓ.ም.",
    "ሚያዚያ 25፣ 2016",
    "2024 оны 5-р сарын 3",
    "ថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២៤",
    "၂၀၂၄ ခုနှစ် မေလ ၃ ရက်",
    "৩রা মে ২০২৪",
    "2024 წლის 3 მაისი",
    "2024-yil 3-may",
    "2024 жылғы 3 мамыр",
    "Ika-3 ng Mayo 2024",
    "3 พ.ค. 67",
    "1403/02/14",
]

# The months in the case that they have after a day, or another form of theirs.
INFLECTED_MONTHS = [
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "yanvarın fevralın martın aprelin mayın iyunun iyulun avqustun sentyabrın oktyabrın noyabrın dekabrın",
    "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
]

MOMENTS = [
    ("2024-05-03T14:05:00Z", dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.UTC)),
    (
        "2024-05-03T14:05:07.250+02:00",
        dt.datetime(2024, 5, 3, 14, 5, 7, 250000, dt.timezone(dt.timedelta(hours=2))),
    ),
    ("20240503T140500Z", dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.UTC)),
    ("2024-05-03 14:05:00 +0000", dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.UTC)),
    (
        "Fri May 03 14:05:00 CEST 2024",
        dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    ),
    ("May 3, 2024 2:05 p.m. ET", dt.datetime(2024, 5, 3, 14, 5)),
    ("May 3, 2024, 2:05 PM EST", dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=-5)))),
    ("14:05, 3 May 2024", dt.datetime(2024, 5, 3, 14, 5)),
    ("3 May 2024, 14:05 by Maya", dt.datetime(2024, 5, 3, 14, 5)),
    ("MAY 3, 2024, 14:05 MAYA LINDHOLM", dt.datetime(2024, 5, 3, 14, 5)),
    ("3. Mai 2024, 14.05 Uhr", dt.datetime(2024, 5, 3, 14, 5)),
    ("le 3 mai 2024 à 14h05", dt.datetime(2024, 5, 3, 14, 5)),
    ("2024年5月3日 下午2:05", dt.datetime(2024, 5, 3, 14, 5)),
    ("2024. 5. 3. 오후 2:05", dt.datetime(2024, 5, 3, 14, 5)),
    (
        "Jumat, 3 Mei 2024 14:05 WIB",
        dt.datetime(2024, 5, 3, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    ),
    ("Thứ Sáu, 03/05/2024, 14:05 (GMT+7)", None),  # day or month first: unclear
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", THE_DAY)
def test_the_same_day_in_many_languages(text: str) -> None:
    assert find_date(text) == DAY
    assert find_date(f"Valley Echo | {text}") == DAY


@pytest.mark.parametrize("months", INFLECTED_MONTHS)
def test_months_in_the_case_after_a_day(months: str) -> None:
    found = [find_dates(f"12. {month} 2024", day_first=True)[0].value for month in months.split()]
    assert found == [dt.date(2024, n, 12) for n in range(1, 13)]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_times_and_zones(text: str, moment: dt.datetime | None) -> None:
    assert find_date(text) == moment


def test_a_zone_only_where_one_is_given() -> None:
    for text in ("3 May 2024 14:05", "3 May 2024 14:05 BST", "3 May 2024 14:05 IST"):
        found = find_date(text)
        assert isinstance(found, dt.datetime)
        assert found.tzinfo is None


def test_the_word_after_a_time_is_no_zone() -> None:
    for line in (
        "May 3, 2024 at 10:00 am By Maya",
        "3. Mai 2024, 10:00 von Maya",
        "3 de mayo 2024 10:00 Por Maya",
    ):
        (found,) = find_dates(line)
        assert line[found.end :].split()[0] in ("By", "von", "Por")
    (found,) = find_dates("May 3, 2024 at 10:00 am SGT")
    assert found.end == len("May 3, 2024 at 10:00 am SGT")


def test_two_dates_keep_their_own_times() -> None:
    found = find_dates("Published: 20:15, 3 May 2024 | Updated: 22:01, 4 May 2024")
    assert [x.value for x in found] == [dt.datetime(2024, 5, 3, 20, 15), dt.datetime(2024, 5, 4, 22, 1)]


def test_a_month_of_two_languages_needs_the_language() -> None:
    assert find_date("30 listopada 2024") is None
    assert find_dates("30 listopada 2024", "pl")[0].value == dt.date(2024, 11, 30)
    assert find_dates("30 listopada 2024", "hr")[0].value == dt.date(2024, 10, 30)


def test_a_month_may_have_two_words() -> None:
    assert find_date("3 تشرين الأول 2024") == dt.date(2024, 10, 3)


def test_both_readings() -> None:
    assert readings("03/04/2024") == [dt.date(2024, 4, 3), dt.date(2024, 3, 4)]
    assert readings("13/04/2024") == [dt.date(2024, 4, 13)]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y"):
        found = find_date(day.strftime(form), day_first=True)
        assert found is not None
        assert day_of(found) == day


@given(st.text(alphabet="0123456789:/-. TZ+abMayáم年月日,|\t", max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for found in find_dates(text, day_first=True):
        assert 0 <= found.start < found.end <= len(text)


STORY = "<p>The council voted on Friday to rebuild the bridge, after a debate of nine hours.</p>"


def page(head: str = "", line: str = "", language: str = "") -> str:
    return (
        f"<html lang='{language}'><head>{head}</head><body><article><h1>Council votes on bridge</h1>"
        f"<p>{line}</p>{STORY}</article></body></html>"
    )


def json_ld(**values: str) -> str:
    pairs = "".join(f', "{key}": "{value}"' for key, value in values.items())
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council votes on bridge"'
        + pairs
        + "}</script>"
    )


UPDATED = {
    "bg": "Публикувана: 3.05.2024 | Обновена: 9.05.2024",
    "hr": "Objavljeno 3. svibnja 2024. | Zadnja izmjena 9. svibnja 2024.",
    "fa": "تاریخ انتشار: ۱۴ اردیبهشت ۱۴۰۳ | آخرین به‌روزرسانی: ۲۰ اردیبهشت ۱۴۰۳",
    "ka": "განახლდა 9 მაისი 2024 | გამოქვეყნდა 3 მაისი 2024",
    "sq": "Publikuar: 3 maj 2024 | Përditësuar: 9 maj 2024",
    "kk": "Жарияланды: 3 мамыр 2024 | Жаңартылды: 9 мамыр 2024",
    "eu": "Argitaratua: 2024-05-03 | Eguneratua: 2024-05-09",
    "fil": "Na-update: Mayo 9, 2024 | Nailathala: Mayo 3, 2024",
    "lt": "Paskelbta: 2024 m. gegužės 3 d. | Atnaujinta: 2024 m. gegužės 9 d.",
    "ja": "2024年5月3日 配信 | 2024年5月9日 更新",
    "en": "3 May 2024 published, 9 May 2024 updated",
}


@pytest.mark.parametrize(("language", "line"), UPDATED.items(), ids=UPDATED)
def test_published_and_updated_on_one_line(language: str, line: str) -> None:
    article = clean(page(line=line, language=language))
    assert article.published is not None
    assert article.modified is not None
    assert (day_of(article.published), day_of(article.modified)) == (DAY, dt.date(2024, 5, 9))


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("May 4, 2024 9:00am", dt.datetime(2024, 5, 4, 9), None),
        ("Updated May 4, 2024 9:00am", dt.datetime(2024, 5, 4, 9), dt.datetime(2024, 5, 4, 9)),
        ("May 4, 2024 (updated)", dt.date(2024, 5, 4), dt.date(2024, 5, 4)),
        ("May 4, 2024 | Updated 2 hours ago", dt.date(2024, 5, 4), None),
        ("May 4, 2024 | Updated 9:00am", dt.date(2024, 5, 4), dt.datetime(2024, 5, 4, 9)),
        (
            "Published May 4, 2024 8:00am | Updated at 9:00am",
            dt.datetime(2024, 5, 4, 8),
            dt.datetime(2024, 5, 4, 9),
        ),
        ("May 3, 2024 | Updated 9:00am, May 4, 2024", dt.date(2024, 5, 3), dt.datetime(2024, 5, 4, 9)),
        (
            "4 maggio 2024 08:00 - Aggiornato alle 09:00",
            dt.datetime(2024, 5, 4, 8),
            dt.datetime(2024, 5, 4, 9),
        ),
    ],
)
def test_the_time_of_an_update_is_not_that_of_publication(
    line: str, published: dt.date, modified: dt.date | None
) -> None:
    article = clean(page(line=line))
    assert (article.published, article.modified) == (published, modified)


def test_a_label_before_a_date_is_not_the_next_ones() -> None:
    article = clean(page(line="3 May 2024, updated 9 May 2024"))
    assert (article.published, article.modified) == (DAY, dt.date(2024, 5, 9))


def test_the_first_year_of_a_reign_has_no_number() -> None:
    assert find_date("令和元年5月3日") == dt.date(2019, 5, 3)
    assert find_date("元年5月3日") is None


def test_a_time_tag_after_another_has_its_own_class() -> None:
    published = '<time class="published" datetime="2024-05-03">May 3, 2024</time>'
    updated = '<time class="updated" datetime="2024-05-09">May 9, 2024</time>'
    article = clean(page(line=f"Posted on {published} {updated}"))
    assert (article.published, article.modified) == (DAY, dt.date(2024, 5, 9))
    day, clock = '<time datetime="2024-05-09">9 May</time>', '<time datetime="2024-05-09T14:05">14:05</time>'
    article = clean(page(line=f"Published 3 May 2024, updated {day} {clock}"))
    assert (article.published, article.modified) == (DAY, dt.date(2024, 5, 9))


def test_published_is_not_taken_for_modified() -> None:
    article = clean(page(json_ld(datePublished="2024-05-03", dateModified="2024-05-09T10:00:00Z")))
    assert article.published == DAY
    assert article.modified == dt.datetime(2024, 5, 9, 10, tzinfo=dt.UTC)


def test_an_address_does_not_beat_the_page() -> None:
    article = clean(page(line="3 May 2024"), url="https://echo.example/2024/06/30/bridge")
    assert article.published == DAY
    assert article.warnings == ("the page says 2024-05-03, the address says 2024-06-30",)


def test_the_day_in_the_address_where_nothing_else_dates_the_page() -> None:
    assert clean(page(), url="https://echo.example/2024/05/03/bridge").published == DAY
    assert clean(page(), url="https://echo.example/2024/may/03/bridge").published == DAY
    assert clean(page(), url="https://echo.example/20240503123/bridge").published is None
    assert clean(page(), url="https://echo.example/bridge-13-05-2024").published == dt.date(2024, 5, 13)
    assert clean(page(), url="https://echo.example/bridge-03-05-2024").published is None


@pytest.mark.parametrize("value", ["1970-01-01T00:00:00Z", "2093-05-03", "0001-01-01", "today", ""])
def test_impossible_days_are_ignored(value: str) -> None:
    assert clean(page(json_ld(datePublished=value))).published is None


@pytest.mark.parametrize(
    ("url", "language", "day"),
    [
        ("https://echo.example.us/a", "", dt.date(2024, 3, 4)),
        ("https://echo.example.co.uk/a", "", dt.date(2024, 4, 3)),
        ("https://echo.example.com/a", "en-US", dt.date(2024, 3, 4)),
        ("https://echo.example.com/a", "es", dt.date(2024, 4, 3)),
        ("https://echo.example.com/a", "", None),
    ],
)
def test_day_or_month_first(url: str, language: str, day: dt.date | None) -> None:
    assert clean(page(line="03/04/2024", language=language), url=url).published == day


def test_day_first_as_in_other_dates_on_the_page() -> None:
    html = page(line="03/04/2024").replace("</article>", "</article><p>Next market: 25/05/2024</p>")
    assert clean(html).published == dt.date(2024, 4, 3)


FOOTERS = {
    "en": "This entry was posted on Friday, May 3rd, 2024 at 2:05 pm and is filed under Bridges."
    " You can follow any responses to this entry through the feed. You can leave a response, or trackback"
    " from your own site.",
    "de": "Dieser Beitrag wurde am Freitag, 3. Mai 2024 um 14:05 Uhr veröffentlicht und unter Brücken"
    " gespeichert.",
    "fr": "Cet article a été publié le vendredi 3 mai 2024 à 14 h 05 et est classé dans Ponts. Vous"
    " pouvez suivre.",
}


@pytest.mark.parametrize(("language", "footer"), FOOTERS.items(), ids=FOOTERS)
def test_the_sentence_in_which_a_blog_dates_its_entry(language: str, footer: str) -> None:
    html = page(language=language).replace("</article>", f"<p>{footer}</p></article>")
    assert clean(html).published == dt.datetime(2024, 5, 3, 14, 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "This entry of the register is about the flood of May 3, 1924, which took the old bridge.",
        "Dieser Artikel gilt ab dem 3. Mai 2019 auch für Brücken, die der Bund vor dem Krieg gebaut hat.",
    ],
)
def test_other_days_in_sentences_about_the_page_do_not_count(sentence: str) -> None:
    html = page().replace("</article>", f"<p>{sentence}</p></article>")
    assert clean(html).published is None


def test_the_day_inside_the_heading() -> None:
    html = page().replace("<h1>", '<h1><span class="topline"><span>03.05.2024</span></span>')
    assert clean(html).published == dt.date(2024, 5, 3)
    part_of_headline = page().replace("<h1>", "<h1><b>May 3, 2024</b>: how ")
    assert "May 3, 2024" in (clean(part_of_headline).title or "")


def test_a_labelled_date_under_a_timetable() -> None:
    first = "The bridge over the Lenn reopened on Monday, two years after a flood cracked its middle pier, "
    second = "It closes again for the matches of the valley, all of which the mayor's office lists below, "
    third = "Nobody has to swim home from a game, the mayor said, who crossed it first with a dog of hers, "
    end = "and hundreds of people came to walk across it, though the wind was strong and the rain cold.\n\n"
    rows = "".join(f"Match {i} {i % 28 + 1} May {1950 + i % 70}\n\n" for i in range(400))
    dump = f"Bridge reopens\n\n{first}{end}{second}{end}{third}{end}{rows}"
    assert clean(f"{dump}Published: 3 May 2024\n").published == DAY
    assert clean(dump + 3 * rows).published is None


def test_the_article_can_be_pickled_with_its_zone() -> None:
    article = clean(page(json_ld(datePublished="2024-05-03T14:05:00+02:00")))
    assert pickle.loads(pickle.dumps(article)) == article


def test_the_origin_is_in_the_trace() -> None:
    trace = str(newsclean.explain(page(json_ld(datePublished="2024-05-03")), passes=UP_TO_DATES))
    assert "@ published: 2024-05-03 [dates: declared by the page; JSON-LD datePublished]" in trace


def test_of_days_under_the_text_of_a_dump_that_over_share_buttons_counts() -> None:
    story = "\n\n".join(
        f"The ferry made its crossing number {n}, said the harbour office." for n in range(20)
    )
    own = "HarbourMaria LindholmMay 3, 2024ferries, Holm5 Comments"
    buttons = "Facebook0 Twitter LinkedIn0 0 Likes"
    others = "The hull of 1974\n\nFerriesMaria LindholmMay 12, 2024ferries, hulls"
    dump = f"The ferry to Holm sails again\n\n{story}\n\n{own}\n\n{{}}\n\n{others}"
    assert clean(dump.format(buttons)).published == DAY
    assert clean(dump.format("Next")).published is None
