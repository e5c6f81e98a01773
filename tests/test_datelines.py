"""Datelines line by line: what is read, what remains of the text, and what is not a dateline."""

from __future__ import annotations

import datetime as dt

import pytest
from growth_of_time import TIMES, grows_too_fast

from newsclean import clean, explain
from newsclean.evidence.datelines import split_dateline
from newsclean.evidence.datelines.days import day_at
from newsclean.passes.datelines import datelines

# line, place, agency, date, how the rest begins
DATELINES = [
    ("KYIV, Ukraine (AP) — Soldiers said the line held.", "KYIV, Ukraine", "AP", None, "Soldiers"),
    ("NEAR KRAMATORSK, Ukraine — Soldiers said it held.", "NEAR KRAMATORSK, Ukraine", None, None, "Soldiers"),
    ("McALLEN, Texas (AP) — Agents found them.", "McALLEN, Texas", "AP", None, "Agents"),
    ("GRAND RAPIDS, Mich. (WOOD) — A mill burned.", "GRAND RAPIDS, Mich.", "WOOD", None, "A mill"),
    ("DETROIT (FOX 2) - A mill burned.", "DETROIT", "FOX 2", None, "A mill"),
    ("(KTLA) - A mill burned in the hills.", None, "KTLA", None, "A mill"),
    ("(RNS) — A bishop said so on Sunday.", None, "RNS", None, "A bishop"),
    ("Oct 30 (Reuters) - A drugmaker said its trial failed.", None, "Reuters", "--10-30", "A drug"),
    ("LONDON/NEW YORK, Oct 30 (Reuters) - Stocks rose.", "LONDON/NEW YORK", "Reuters", "--10-30", "Stocks"),
    ("SAN FRANCISCO (AP) — iPhone sales fell.", "SAN FRANCISCO", "AP", None, "iPhone"),
    ("WASHINGTON (AP) _ The president spoke.", "WASHINGTON", "AP", None, "The president"),
    ("WASHINGTON—The Senate put off its vote on Friday.", "WASHINGTON", None, None, "The Senate"),
    ("London (AFP) – The queen met the leaders.", "London", "AFP", None, "The queen"),
    ("New York (CNN Business) — The bank grew.", "New York", "CNN Business", None, "The bank"),
    ("NEW\u00a0DELHI (Reuters)\u00a0- Exports fell.", "NEW DELHI", "Reuters", None, "Exports"),
    (
        "Toronto, Ontario--(Newsfile Corp. - October 30, 2020) - Gold Corp. reports.",
        *("Toronto, Ontario", "Newsfile Corp.", dt.date(2020, 10, 30), "Gold Corp."),
    ),
    (
        "MONTRÉAL, le 30 oct. 2020 /CNW Telbec/ - La société annonce.",
        *("MONTRÉAL", "CNW Telbec", dt.date(2020, 10, 30), "La société"),
    ),
    (
        "MENLO PARK, Calif. – October 30, 2020 – The startup raised money.",
        *("MENLO PARK, Calif.", None, dt.date(2020, 10, 30), "The startup"),
    ),
    ("New Delhi: The court on Friday refused to hear it.", "New Delhi", None, None, "The court"),
    ("LAHORE (Canal News) – The minister said so.", "LAHORE", "Canal News", None, "The minister"),
    ("COLOMBO (Canal 1st); The court ordered it.", "COLOMBO", "Canal 1st", None, "The court"),
    ("ISLAMABAD, Oct 30 (APP): The president left.", "ISLAMABAD", "APP", "--10-30", "The president"),
    ("Kabul [Afghanistan], October 30 (ANI): They met.", "Kabul [Afghanistan]", "ANI", "--10-30", "They"),
    ("KAMPALA, Uganda | THE HILL | The ministry said so.", "KAMPALA, Uganda", "THE HILL", None, "The"),
    ("[뉴시스] 정부가 30일 발표했다.", None, "뉴시스", None, "정부"),
    ("Accra, Oct. 30, GNA - The ministry said so.", "Accra", "GNA", "--10-30", "The ministry"),
    ("YEREVAN, OCTOBER 30, ARMENPRESS. The minister left.", "YEREVAN", "ARMENPRESS", "--10-30", "The"),
    ("CAIRO — 30 October 2020: The ministry will build.", "CAIRO", None, dt.date(2020, 10, 30), "The"),
    ("Praha 30. října (ČTK) - Vláda schválila rozpočet.", "Praha", "ČTK", "--10-30", "Vláda"),
    ("BEOGRAD, 30. oktobra /SRNA/ - Vlada je usvojila.", "BEOGRAD", "SRNA", "--10-30", "Vlada"),
    (
        "Budapest, 2020. október 30., péntek (MTI) - A kormány döntött.",
        *("Budapest", "MTI", dt.date(2020, 10, 30), "A kormány"),
    ),
    ("Helsinki, 30.10. (STT) - Hallitus päätti.", "Helsinki", "STT", "--10-30", "Hallitus"),
    ("BRUSSEL 30/10 (BELGA) = De regering besliste.", "BRUSSEL", "BELGA", "--10-30", "De regering"),
    ("/ritzau/ Regeringen vil hæve skatten.", None, "ritzau", None, "Regeringen"),
    ("BERGEN: Byrådet vedtok fredag et nytt budsjett.", "BERGEN", None, None, "Byrådet"),
    ("[NAIROBI] Growers have found a way to save it.", "NAIROBI", None, None, "Growers"),
    ("(Geneva, May 3, 2021) – The men were released.", "Geneva", None, dt.date(2021, 5, 3), "The men"),
    ("ANKARA/AA - Belediye açıkladı.", "ANKARA", "AA", None, "Belediye"),
    ("PARIS afp | Der Präsident tritt zurück, heißt es.", "PARIS", "afp", None, "Der Präsident"),
    ("Madrid, mayo de 2021.- La empresa abre otra sede.", "Madrid", None, None, "La empresa"),
    (
        "LUSAKA, Zambia, May 3, 2021/APO Group/ -- He left.",
        "LUSAKA, Zambia",
        "APO Group",
        dt.date(2021, 5, 3),
        "He",
    ),
    ("PORT-AU-PRINCE, Haiti (AP) — It opened.", "PORT-AU-PRINCE, Haiti", "AP", None, "It opened"),
    ("’s-GRAVENHAGE (ANP) - De brug is weer open.", "’s-GRAVENHAGE", "ANP", None, "De brug"),
    (
        "San José (Costa Rica), 3 may (EFE).- El puente reabrió.",
        "San José (Costa Rica)",
        "EFE",
        "--05-03",
        "El",
    ),
    ("ঢাকা: শুক্রবার নদীর ওপর পুরোনো সেতুটি খুলেছে।", "ঢাকা", None, None, "শুক্রবার"),
    ("BRYSSEL/TT/ Ministrarna möttes på fredagen.", "BRYSSEL", "TT", None, "Ministrarna"),
    ("Kirchheim unter Teck (dpa/lsw) - Zeugen gesucht.", "Kirchheim unter Teck", "dpa/lsw", None, "Zeugen"),
    ("Halle (Saale) (dpa) - Zeugen gesucht.", "Halle (Saale)", "dpa", None, "Zeugen"),
    ("LINZ/WIEN. Das Land will das Gesetz noch heuer ändern.", "LINZ/WIEN", None, None, "Das Land"),
    ("ALGER- Le président a reçu vendredi les élus.", "ALGER", None, None, "Le président"),
    ("MADRID, 30 (EUROPA PRESS) - El alcalde dimite.", "MADRID", "EUROPA PRESS", None, "El alcalde"),
    ("EFE/Madrid: El alcalde dimitió el viernes.", "Madrid", "EFE", None, "El alcalde"),
    ("BUENOS AIRES.- El ministro anunció el viernes un plan.", "BUENOS AIRES", None, None, "El ministro"),
    ("BRASÍLIA, DF (FOLHAPRESS) - O ministro falou.", "BRASÍLIA, DF", "FOLHAPRESS", None, "O ministro"),
    ("(AGI) - Roma, 30 ott. - Il sindaco lascia.", "Roma", "AGI", "--10-30", "Il sindaco"),
    ("КИЇВ. 30 жовтня. УНН. Уряд затвердив бюджет.", "КИЇВ", "УНН", "--10-30", "Уряд"),
    ("30 октября, Минск /БЕЛТА/. Министр прибыл.", "Минск", "БЕЛТА", "--10-30", "Министр"),
    ("АСТАНА. КАЗИНФОРМ – Министр прибыл.", "АСТАНА", "КАЗИНФОРМ", None, "Министр"),
    ("İSTANBUL, (DHA) - Belediye açıkladı.", "İSTANBUL", "DHA", None, "Belediye"),
    ("TEMPO.CO, Jakarta - Wali kota meninjau pasar.", "Jakarta", "TEMPO.CO", None, "Wali kota"),
    ("SURABAYA, Berita.id – Polisi menangkap pelaku.", "SURABAYA", "Berita.id", None, "Polisi"),
    ("Hà Nội, ngày 30/10 (TTXVN) - Chính phủ họp.", "Hà Nội", "TTXVN", "--10-30", "Chính phủ"),
    ("الرياض - واس: قال مسؤول يوم الجمعة.", "الرياض", "واس", None, "قال"),
    ("عمان 30 تشرين الأول (بترا)- قال مسؤول.", "عمان", "بترا", "--10-30", "قال"),
    ("ירושלים (רויטרס) - השר אמר ביום שישי.", "ירושלים", "רויטרס", None, "השר"),
    ("ΑΘΗΝΑ. Η κυβέρνηση ανακοίνωσε νέα μέτρα.", "ΑΘΗΝΑ", None, None, "Η κυβέρνηση"),
    ("मुंबई, 30 अक्टूबर (भाषा) पुलिस ने कहा।", "मुंबई", "भाषा", "--10-30", "पुलिस"),
    ("ঢাকা, ৩০ অক্টোবর (বাসস) : সরকার বলেছে।", "ঢাকা", "বাসস", "--10-30", "সরকার"),
    ("（中央社記者王小明台北30日電）市政府今天宣布。", "台北", "中央社", None, "市政府"),
    ("（吉隆坡30日讯）市长今日宣布。", "吉隆坡", None, None, "市长"),
    ("【10月30日 AFP】市は30日、発表した。", None, "AFP", "--10-30", "市は"),
    ("【ワシントン共同】市は30日、発表した。", "ワシントン", "共同", None, "市は"),
    ("[세종=뉴시스]정부가 30일 발표했다.", "세종", "뉴시스", None, "정부가"),
    ("[한빛일보 홍길동 기자] 정부가 30일 발표했다.", None, "한빛일보", None, "정부가"),
    ("БЕОГРАД, 12. септембра (Танјуг) - Закон је усвојен.", "БЕОГРАД", "Танјуг", "--09-12", "Закон"),
    ("BRUSSELS — “I will not go,” the minister said on Friday.", "BRUSSELS", None, None, "“I will"),
    ("Santa Rosa (Reuters) - Oil prices fell on Friday.", "Santa Rosa", "Reuters", None, "Oil"),
    ("دبي - العربية.نت: وافق مجلس الوزراء على النظام.", "دبي", "العربية.نت", None, "وافق"),
]

OWN_LINES = [
    ("IZMIR - Reuters", "IZMIR", "Reuters", None),
    ("IZMIR-Valley News Agency", "IZMIR", "Valley News Agency", None),
    ("BRENNAU- Valley Press Agency", "BRENNAU", "Valley Press Agency", None),
    ("Valley Daily News – ANKARA", "ANKARA", "Valley Daily News", None),
    ("LONDON (Reuters) -", "LONDON", "Reuters", None),
    ("Chandigarh, October 30", "Chandigarh", None, "--10-30"),
    ("ISTANBUL", "ISTANBUL", None, None),
]

NO_DATELINES = [
    "Jane Doe (Reuters) - Oil prices fell on Friday.",
    'London: "I will not go," the minister said on Friday.',
    "Santiago: Yo empecé la tienda con dos sillas en el patio.",
    "Berlin: Ich finde den Plan gut, aber er kommt zu spät.",
    "NOTE: Prices were right when this was written.",
    "CORRECTION, OCT. 30 — An earlier version misspelled a name.",
    "VIDEO – A look at the new bridge over the river.",
    "(VIDEO) - The mayor left after a long day.",
    "London: A travel guide",
    "TOKYO: 8 p.m. on Friday",
    "Tokyo: 32 °C",
    "Paris – the city of light – draws millions each year.",
    "Москва – столица России – готовится к празднику.",
    "Paris - Lyon 3:0 after a fine second half.",
    "Milan – Inter: dove vedere la partita in tv oggi.",
    "Paris. It is the city that everyone wants to see at least once.",
    "London. Paris. New York. The weeks of fashion are back.",
    "The Associated Press (AP) – A history of the agency since 1846.",
    "Reuters – Britain's oldest agency – is hiring again.",
    "JORDAN: I think that we should go there now.",
    "Reading: The best books that money can buy this year.",
    "IN — the word that changed everything about fashion.",
    "US: The president said he would go.",
    "CHINA: The country that makes everything we buy.",
    "Batman: The film is better than you think it is.",
    "Washington Post - The paper said on Friday it would hire.",
    "Real Madrid - The club said on Friday it had signed him.",
    "Paris Hilton – The heiress said on Friday she would wed.",
    "Georgia (AP) is a state.",
    "Anna Roe, Texas - I think that we should take it down at once.",
    "(London) is where the company has its seat.",
    "LONDON (The Old Capital Of The South) - The tower was sold.",
    "LONDON (Update) - The tower was sold.",
    "Diatomaceous Earth (DE) - When it rains I use it in the garden.",
    "Custom Voice (beta) – Train a voice of your own with it.",
    "Angela Roe (CDU) - Die Kanzlerin sprach am Freitag.",
    "Berlin, 30 Jahre nach dem Fall der Mauer: Eine Stadt sucht sich.",
    "October 30, 2020 – The company today announced its results.",
    "WHEN: Monday, Oct. 30, from ten in the morning.",
    "Step 1: Cut the paper along the line and fold it.",
    "القاهرة مدينة كبيرة - وهي عاصمة مصر.",
    "[속보] 정부가 30일 발표했다.",
    "10月30日，记者从市政府获悉，今年的秋收已经过半。",
    "图为北京街头。新华社记者 张三摄",
    "【写真】東京の街並み",
    "",
]

NOT_ON_OWN_LINE = [
    "JOHN ROE - REUTERS",
    "JOHN ROE / THE HERALD",
    "OTA",
    "NEWS",
    "By John Roe",
    "Monday, October 30",
]


@pytest.mark.parametrize(("line", "place", "agency", "date", "rest"), DATELINES)
def test_dateline_and_rest(
    line: str, place: str | None, agency: str | None, date: dt.date | str | None, rest: str
) -> None:
    found = split_dateline(line)
    assert found is not None
    assert (found[0].place, found[0].agency, found[0].date) == (place, agency, date)
    assert found[1].startswith(rest)
    assert line.replace("\u00a0", " ") in (found[0].raw + found[1], f"{found[0].raw} {found[1]}")


@pytest.mark.parametrize(("line", "place", "agency", "date"), OWN_LINES)
def test_dateline_on_a_line_of_its_own(
    line: str, place: str | None, agency: str | None, date: dt.date | str | None
) -> None:
    found = split_dateline(line, own_line=True)
    assert found is not None
    assert (found[0].place, found[0].agency, found[0].date, found[1]) == (place, agency, date, "")
    assert split_dateline(line) is None


@pytest.mark.parametrize("line", NO_DATELINES)
def test_no_dateline(line: str) -> None:
    assert split_dateline(line) is None


@pytest.mark.parametrize("line", NOT_ON_OWN_LINE)
def test_no_dateline_on_a_line_of_its_own(line: str) -> None:
    assert split_dateline(line, own_line=True) is None


@pytest.mark.parametrize(
    ("text", "end", "day"),
    [
        ("3/10 (X)", 4, None),  # 3 October or 10 March: never a guess
        ("30/10 (X)", 5, "--10-30"),
        ("10/30/2020 -", 10, dt.date(2020, 10, 30)),
        ("30 ต.ค. 2563", 12, dt.date(2020, 10, 30)),
        ("30 listopada (X)", 12, None),  # October in Croatian, November in Polish
        ("29 February -", 11, "--02-29"),
        ("31 February -", 11, None),
        ("Friday, Oct. 30 -", 15, "--10-30"),
    ],
)
def test_day(text: str, end: int, day: dt.date | str | None) -> None:
    assert day_at(text, 0) == (end, day)


@pytest.mark.parametrize("text", ["2.0: a release", "30 people met", "Mayor 30", ""])
def test_no_day(text: str) -> None:
    assert day_at(text, 0) is None


STORY = "<h1>Broen</h1><p>OSLO (NTB): Broen åpnet fredag.</p><p>Det sier kommunen etter to års arbeid.</p>"


def test_dateline_leaves_the_text() -> None:
    article = clean(STORY, passes=[datelines])
    assert article.dateline is not None
    assert article.dateline.raw == "OSLO (NTB):"
    assert article.text.endswith("Broen åpnet fredag.\n\nDet sier kommunen etter to års arbeid.")


def test_dateline_is_kept_on_demand() -> None:
    article = clean(STORY, passes=[datelines], keep_dateline=True)
    assert article.dateline is not None
    assert article.dateline.agency == "NTB"
    assert "OSLO (NTB): Broen åpnet fredag." in article.text


def test_links_of_the_lead_move_with_its_text() -> None:
    page = "<h1>Bridge</h1><p>RIGA (LETA) - The <a href='/b'>bridge</a> reopened on Friday evening.</p>"
    lead = explain(page, passes=[datelines]).article.body[-1]
    assert [lead.text[x.start : x.end] for x in lead.links] == ["bridge"]


@pytest.mark.parametrize(
    "piece", ["A ", "A/", "(", "- ", "30 Oct ", "LONDON, ", "北京3月30日", "St. ", "=가"]
)
@pytest.mark.parametrize("own_line", [False, True])
def test_hostile_lines_are_read_in_linear_time(piece: str, own_line: bool) -> None:
    for before in ("", "LONDON "):
        small, large = (before + piece * n for n in (25_000, TIMES * 25_000))
        assert not grows_too_fast(lambda line: split_dateline(line, own_line=own_line), small, large)
