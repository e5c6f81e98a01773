"""The dump reader: a small case for each habit of each tool, and the same article in every style."""

from __future__ import annotations

import re
from textwrap import wrap

import pytest
from bs4 import BeautifulSoup
from fixture_files import FIXTURES
from growth_of_time import TIMES, grows_too_fast
from hypothesis import given
from hypothesis import strategies as st

from newsclean import clean
from newsclean.assemble import assemble
from newsclean.model import Block, Page, Span
from newsclean.readers import read
from newsclean.readers.dumps.dump_reader import read_text
from newsclean.readers.dumps.joints import parted_at_joints
from newsclean.readers.dumps.traits import traits_of
from newsclean.scoring.fit.dump_programs import StyleFailed
from newsclean.scoring.fit.dump_styles import STYLES, available


def texts(dump: str) -> list[str]:
    return [block.text for block in read_text(dump).blocks]


def only(dump: str) -> Block:
    (block,) = read_text(dump).blocks
    return block


STORY_ON_ONE_LINE = " ".join(
    f"The ferry carried {name} on Thursday, many years after the last captain had left the boat. About "
    f"forty people stood on the slipway with {name}. Several were crying. “We thought it would take one "
    f"winter,” said {name}, a retired welder. The U.S. Army had built the boat of {name}."
    for name in ("Ragna Holt", "Jon Abery", "Osk Tarn", "Maud Lidgate", "Neville Roe", "Hester Vane")
)


def test_sentences_of_a_dump_on_one_line_are_told_apart_and_so_are_its_menus() -> None:
    menu = "Orle Gazette Home News Sport Opinion Weather Local Culture Contact Imprint Archive"
    read = texts(f"{menu} {STORY_ON_ONE_LINE} Most Read Contact Imprint")
    assert read[0] == menu
    assert read[1] == STORY_ON_ONE_LINE[: len(read[1])]
    assert read[1].endswith("after the last captain had left the boat.")
    assert "The U.S. Army had built the boat of Osk Tarn." in read


def test_sentences_without_a_blank_between_are_told_apart() -> None:
    menu = "Orle Gazette Home News Sport Opinion Weather Log In Subscribe Contact Imprint Archive"
    read = texts(f"{menu} {STORY_ON_ONE_LINE}Read more in the U.S.A. of today.Contact")
    assert read[-2:] == ["Read more in the U.S.A. of today.", "Contact"]


def test_wide_gaps_in_a_dump_on_one_line_part_its_elements() -> None:
    paragraphs = [
        f"The crew wore {colour} coats. {STORY_ON_ONE_LINE[:282]}" for colour in ("red", "blue")
    ] * 3
    elements = [*(f"Section {n}" for n in range(20)), "Ferry  sails", *paragraphs]
    assert texts("        ".join(elements)) == [*elements[:20], "Ferry sails", *paragraphs]


def test_data_of_scripts_beside_a_story_are_not_taken_for_its_lost_lines() -> None:
    data = f'{{"story": {{"body": "{STORY_ON_ONE_LINE * 4}"}}}}'
    assert texts(f"Ferry sails\n\n{STORY_ON_ONE_LINE[:300]}\n\n{data}")[-1] == data


def test_an_article_on_one_line_stays_one_paragraph() -> None:
    assert texts(STORY_ON_ONE_LINE) == [STORY_ON_ONE_LINE]


def test_a_long_paragraph_among_others_stays_whole() -> None:
    lines = [STORY_ON_ONE_LINE, *(f"{n} {STORY_ON_ONE_LINE[:300]}" for n in range(9))]
    assert texts("\n\n".join(lines))[0] == STORY_ON_ONE_LINE


# --- lines that must not be joined -----------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ["ANKARA- Anatolian Agency", "Ministers discuss the northern railway"],
        ["Home", "News", "Local news", "Sport", "Weather", "Opinion"],
        ["politics", "world", "sport", "culture"],
        ["The council met on Monday and voted for the new harbour bridge.", "The mayor was absent."],
        ["22. November 2024", "Von Erika Beispiel"],
        ["f****** grifters, he said of the two *and* meant it", "5* hotel"],
        ["– Vi er på vei, sier Kari.", "– Kom igjen, sier Ola."],
        ["o presidente falou ontem", "o povo ouviu"],
    ],
)
def test_lines_of_an_unwrapped_dump_stay_as_they_are(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines
    assert texts("\n\n".join(lines)) == lines


def test_footnotes_of_the_page_are_not_link_numbers() -> None:
    dump = "The bridge[1] is old.[2] It was rebuilt[1] twice.[3] A barge[2] struck it.[1]"
    assert texts(dump) == [dump]


def test_addresses_with_blanks_are_in_the_list_of_links_but_the_sources_of_an_article_stay() -> None:
    text = "The [1]ferry, the [2]bridge and the [3]mail sail on.\n\n"
    links = (
        "References\n\n 1. https://a.example/a\n 2. https://a.example/?ct=Foot Link\n 3. mailto:b@a.example\n"
    )
    assert texts(f"{text}{links}") == ["The ferry, the bridge and the mail sail on."]
    sources = "References\n\n 1. https://a.example Piers\n 2. https://b.example Decks\n"
    assert texts(f"What we read\n\n{sources}")[-2:] == ["https://a.example Piers", "https://b.example Decks"]


def test_numbered_references_of_an_article_stay() -> None:
    dump = "What we read\n\nReferences\n\n 1. A. Person, Bridges of the north, 1999\n 2. B. Person, Piers\n"
    assert texts(dump)[-2:] == ["A. Person, Bridges of the north, 1999", "B. Person, Piers"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "News", "Local news", "Sport"],
        ["The crew came home late.", "Nobody was at the quay.", "It had begun to rain."],
        ["Harbour Office", "12 Quay Street", "Brennau"],
        ["The night boat to Osk,", "as every year,"],
    ],
)
def test_lines_that_are_not_surely_verse_stay_paragraphs(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_narrow_running_text_has_no_line_breaks() -> None:
    dump = (
        "The harbour board had decided\nthat the night boat, which few\nused, would stop in October,\n"
        "soon after the\nregatta.\n"
    )
    assert not any(span.mark == "break" for block in read_text(dump).blocks for span in block.spans)


def test_double_spaces_in_running_text_are_no_columns() -> None:
    dump = (
        "The night boat to Osk stops.  Few used it, the board\n"
        "said at noon.  The mayor was not there, and he will\n"
        "not say why.  A petition has begun.  It has already\n"
        "found many names on the quay.  More will come.\n"
    )
    assert all(block.kind == "paragraph" for block in read_text(dump).blocks)


# --- unwrapping ------------------------------------------------------------------------------------

WRAPPED = """\
The bridge over the old harbour reopened on Friday, two years after
a barge struck one of its piers, and thousands of people crossed it
on foot.

It is a great day, said the mayor. She added that the structure cost
forty million pounds.
The council pays half.

  • new lamps on the northern side of the bridge, which residents had
    been asking for
  • paint

 1. First the lamps will be put up, a work that takes about six weeks
    and will close the bridge
 2. Then the paint.
"""


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    assert texts(WRAPPED) == [
        "The bridge over the old harbour reopened on Friday, two years after a barge struck one of its piers,"
        " and thousands of people crossed it on foot.",
        "It is a great day, said the mayor. She added that the structure cost forty million pounds.",
        "The council pays half.",
        "new lamps on the northern side of the bridge, which residents had been asking for",
        "paint",
        "First the lamps will be put up, a work that takes about six weeks and will close the bridge",
        "Then the paint.",
    ]


TYPED_BULLETS = """\
The council named three streets that the new path for bicycles will
follow from the harbour to the hill, beginning with the oldest.

• Tannery Lane: cyclists would share the street with cars, slowed
down by bumps and by stop signs at the two crossings of the lane
and of the market.

• Mill Street: no change.
The work begins in May.

• Chapel Street: a path on the eastern side, with kerbs.
"""


def test_below_a_bullet_of_the_page_itself_wrapped_lines_are_not_indented() -> None:
    assert [(b.kind, b.text) for b in read_text(TYPED_BULLETS).blocks[1:]] == [
        (
            "list_item",
            "Tannery Lane: cyclists would share the street with cars, slowed down by bumps and by stop signs"
            " at the two crossings of the lane and of the market.",
        ),
        ("list_item", "Mill Street: no change."),
        ("paragraph", "The work begins in May."),
        ("list_item", "Chapel Street: a path on the eastern side, with kerbs."),
    ]


def test_blocks_know_their_lines_indentation_and_blank_lines() -> None:
    blocks = read_text(WRAPPED).blocks
    assert [b.line for b in blocks] == [1, 5, 7, 9, 11, 13, 15]
    assert [b.blank_before for b in blocks] == [0, 1, 0, 1, 0, 1, 0]
    assert [b.blank_after for b in blocks] == [1, 0, 1, 0, 1, 0, 1]
    assert [b.id for b in blocks] == list(range(7))
    assert (blocks[3].marker, blocks[3].indent, blocks[3].level, blocks[3].kind) == ("•", 4, 1, "list_item")


def test_a_mark_before_a_line_alone_over_a_paragraph_is_that_of_a_subhead() -> None:
    paragraph = "The bridge over the old harbour reopened on Friday, two years after a barge struck its pier."
    over_paragraph = read_text(f"{paragraph}\n\n◆ The costs\n\n{paragraph}\n").blocks[1]
    assert (over_paragraph.kind, over_paragraph.text) == ("heading", "The costs")
    for dump in (f"{paragraph}\n\n◆ Costs\n◆ Time\n\n{paragraph}\n", f"{paragraph}\n\n◆ Costs\n\nTime\n"):
        assert read_text(dump).blocks[1].kind == "list_item"


def test_more_text_of_a_list_item_belongs_to_it() -> None:
    dump = "  1. Storm warning\n\n     Gusts at the coast\n\n  2. Cat in a tree\n\nWeather\n"
    assert [(b.kind, b.marker, b.text) for b in read_text(dump).blocks] == [
        ("list_item", "1.", "Storm warning"),
        ("list_item", "", "Gusts at the coast"),
        ("list_item", "2.", "Cat in a tree"),
        ("paragraph", "", "Weather"),
    ]


def test_paragraphs_without_blank_lines_end_where_the_next_word_would_have_fitted() -> None:
    dump = """\
The bridge over the old harbour reopened on Friday, two years after a barge
struck one of its piers, and thousands of people crossed it.
It is a great day, said the mayor at noon. She added that the state-of-the-
art structure, which is painted grey and blue, cost forty million pounds in
all.
Engineers will watch the piers for a year. Ferries go on until the summer, the
council said in a letter.
Nobody was hurt when the barge came. Its captain had been asleep on the bridge
of his ship."""
    assert [text.split()[0] for text in texts(dump)] == ["The", "It", "Engineers", "Nobody"]
    assert "state-of-the-art structure" in texts(dump)[1]


def test_a_hyphen_before_and_is_kept_apart() -> None:
    lines = [
        "Es geht um die Zukunft der Brücke, sagte sie am Montag. Die Bundes-",
        "und Landesminister kommen.",
    ]
    dump = "\n".join(
        [*lines, "", "Es ist ein guter Tag für alle, sagte die Bürgermeisterin, die lange", "wartete."]
    )
    assert "Bundes- und Landesminister" in texts(dump)[0]


KOREAN = (
    "배달된 엽서를 보낸 사람은 원양어선을 타던 남편이었다. 엽서는 외국의 항구 우체국이 "
    "건물을 옮기는 과정에서 서랍 뒤에서 나왔다. 우정당국은 엽서가 네 나라의 우체국을 "
    "거쳐 마흔 해 만에 배달된 것으로 보고 있다. 봉투에는 소인이 세 개 있었다.",
    "솔도에서는 요즘도 배가 하루에 두 번만 들어오기 때문에 편지가 늦어지는 것은 흔한 "
    "일이라고 주민들은 말한다. 엽서에는 곧 돌아간다는 인사와 함께 아이들에게 줄 선물을 "
    "샀다는 이야기가 적혀 있었다고 가족들이 전했다.",
)


def test_korean_lines_are_joined_with_a_blank_if_the_tool_breaks_at_blanks() -> None:
    def wrapped(text: str) -> str:
        lines = [""]
        for word in text.split():
            if 2 * len(lines[-1]) + 2 * len(word) > 76:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(lines)

    assert texts("\n\n".join(map(wrapped, KOREAN))) == [*KOREAN]


def test_korean_words_that_w3m_broke_are_whole_again() -> None:
    def wrapped(text: str) -> str:
        lines = [""]
        for character in text:
            width = sum(1 + ("가" <= x <= "힣") for x in lines[-1])
            if width + 1 + ("가" <= character <= "힣") > 79:
                lines.append("")
            lines[-1] = (lines[-1] + character).lstrip()
        return "\n".join(line.rstrip() for line in lines)

    assert texts("\n\n".join(map(wrapped, KOREAN))) == [*KOREAN]


def test_lines_in_scripts_without_spaces_are_joined_without_spaces() -> None:
    line = "首相は金曜日に記者会見を開き新しい経済対策について説明した上で来年度の"
    dump = "\n".join([line] * 12) + "\n予算案にも触れた。"
    assert texts(dump) == [line * 12 + "予算案にも触れた。"]


def test_rows_of_a_table_do_not_move_the_wrap_column() -> None:
    story = "港务局周五说，通往圣布雷德岛的渡轮将从十月起停航，这条航线已经开了一百多年，居民很难过。"
    lines = [story[:38], story[38:]]
    boats = ("海风号", "北星号", "白浪号", "老人号", "长河号", "灯塔号", "红帆号", "晚潮号")
    rows = [f"{name}{'渡轮':>14}{'港口':>10}{'10.01%':>14}{'36801.24万元':>16}" for name in boats]
    dump = "\n".join([*lines, "", *lines, "", *lines, "", *rows])
    assert texts(dump)[:3] == [story] * 3


def test_text_in_the_middle_of_a_very_wide_page_is_wrapped_at_its_own_width() -> None:
    story = "港务局周五说，通往圣布雷德岛的渡轮将从十月起停航，这条航线已经开了一百多年，居民很难过。"
    lines = [" " * 402 + story[:30], " " * 400 + story[30:], ""]
    menu = "新闻" + "首页体育天气文化".center(880)
    assert texts("\n".join([menu, "", *lines * 6])).count(story) == 6


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ferry to the islands was late, and Amy", "Pemberton waited."),
        ("Die Fähre zu den Inseln kam später, und", "Bergmann-Ott wartete."),
        ("Le bac des îles avait du retard, et Paule", "Montferrat attendait."),
    ],
)
def test_a_wide_menu_does_not_move_the_wrap_column(first: str, second: str) -> None:
    body = (
        "   The bridge over the old harbour reopened on Friday,\n"
        "   two years after a barge struck one of its piers and\n"
        "   closed the only road to the southern quarter of the\n"
        "   town.\n\n"
    )
    menu = "".join(
        f"       A section of the paper with a long name, number {word}\n\n"
        for word in "ABCDEFGHIJKLMNOPQRST"
    )
    read = texts(f"{menu}{body}{body}   {first}\n   {second}\n\n{body}")
    assert f"{first} {second}" in read


@pytest.mark.parametrize(
    ("menu", "mark"),
    [
        (
            ["Local news and weather for you", "Sport and results of the week", "Culture and the arts today"],
            "+ ",
        ),
        (
            ["Lokale Nachrichten und Wetter", "Sport und Ergebnisse der Woche", "Kultur und Kunst von heute"],
            "• ",
        ),
        (
            ["Местные новости и погода здесь", "Спорт и результаты этой недели", "Культура и искусство дня"],
            "| ",
        ),
    ],
)
def test_marked_items_of_similar_length_are_not_wrapped_text(menu: list[str], mark: str) -> None:
    lines = [
        f"{mark}{line} {extra}" for extra in ("and more", "in full", "at once", "or so") for line in menu
    ]
    assert len(texts("\n".join(lines))) == len(lines)


def test_a_quotation_that_ends_in_a_comma_goes_on_in_the_next_line() -> None:
    body = (
        "The bridge over the old harbour reopened on Friday, two\n"
        "years after a barge struck one of its piers and closed\n"
        "the only road to the southern quarter of the town, and\n"
        "nobody was hurt.\n\n"
    )
    sentence = (
        "There were between five and six “missing barges,”",
        "1,700 people lost their work, and few stayed.",
    )
    assert " ".join(sentence) in texts(body + "\n".join(sentence) + "\n\n" + body)
    ended = (
        "There were between five and six “missing barges.”",
        "1,700 people lost their work, and few stayed.",
    )
    assert " ".join(ended) not in texts(body + "\n".join(ended) + "\n\n" + body)


def test_one_wrapped_line_shows_the_width_in_scripts_without_case() -> None:
    wrapped = (
        "직원들은 월요일 아침 여덟 시에 문을 열다가 물을 발견했고 정오까지 이웃들이 줄을 서서 학교로 상자를"
    )
    whole = "관장은 향토사 서가가 기와를 얹은 옛 건물 쪽에 있어서 피해를 입지 않았다고 말했다."
    dump = f"{whole}\n\n{wrapped}\n옮겼다.\n\n{whole}\n\n{whole}\n"
    assert texts(dump) == [whole, f"{wrapped} 옮겼다.", whole, whole]
    sentence = wrapped[:-3] + "옮겼다."
    assert texts(f"{whole}\n\n{sentence}\n사진 김하나\n\n{whole}\n") == [
        whole,
        sentence,
        "사진 김하나",
        whole,
    ]


def test_lines_of_thai_without_blank_lines_stay_apart_unless_they_fill_the_width() -> None:
    page = (FIXTURES / "pages" / "dump-w3m-thai" / "page.txt").read_text(encoding="utf-8")
    lines = [line for line in page.split("\n") if line and "•" not in line]
    assert texts("\n".join(lines)) == lines


def test_thai_is_broken_only_between_phrases_which_keep_their_space() -> None:
    phrases = (
        "ผู้ปกครองช่วยกันสร้างเพิงพักไว้สามจุดบนทางขึ้นดอย และผลัดกันทำอาหารรอ",
        "นายอำเภอเพิ่งอนุมัติงบซ่อมถนน",
        "แต่กว่าถนนจะเสร็จ เด็กคงสอบเสร็จแล้ว",
        "และบุญมีก็คงอ้วนขึ้นอีกสองกิโลเพราะขนมปังของเด็กในหมู่บ้านห้วยกระทิง",
    )
    wrapped = "\n".join(phrases[:2]), "\n".join(phrases[2:])
    assert texts("\n\n".join(wrapped * 3)) == [" ".join(phrases[:2]), " ".join(phrases[2:])] * 3


COMPACT = """\
The people of Whitbank waited nine years for a bridge. Last week they
finished it by themselves.
The old bridge went in April, and since then the children have walked
to school by a path of seven miles.
“I wrote fourteen letters. Then I took the saw,” said Ted Moss, who is
retired.
Fifty people came to work, among them three mayors, and none of them had
told the others.
The council says that nobody gave leave for it, and sent a letter about
the matter.
The bus crosses it each day, and its driver slaps the railing twice.
"""


def test_a_call_or_an_advertising_label_continues_no_paragraph() -> None:
    for line in ("Follow The Gazette on Facebook", "Read also: Mayor mows his park", "- Advertisement -"):
        assert texts(f"{COMPACT}{line}\n")[-2:] == [COMPACT.splitlines()[-1], line]
    for sentence in ("Readers go on foot.", "Following it is forbidden.", "Volgens hem is hij laat."):
        assert texts(f"{COMPACT}{sentence}\n")[-1].endswith(f"twice. {sentence}")


def test_two_wrapped_lines_show_the_width_of_a_short_story_between_menus() -> None:
    finnish = (
        "  1. Kaupan jono yltti ulos parkkipaikalle\n  2. Uimaranta suljettiin sinilevän takia torstaina\n"
        "  3. Mökkitien riita päättyi viimein sopuun\n\n"
        "Hirvi ui sunnuntaina keskelle Järviseudun soutukilpailua ja pysäytti\nsarjojen lähdöt.\n\n"
        "Eläin nousi saareen, jossa toimitsijoiden teltta seisoi. Toimitsijat\nsiirtyivät veneisiin.\n\n"
    )
    assert [text[-21:] for text in texts(finnish)[3:]] == ["ytti sarjojen lähdöt.", "siirtyivät veneisiin."]
    hebrew = (
        "נהג הרכבת אמר כי ראה את הכבשים ממרחק והספיק לבלום. הן פשוט עמדו והסתכלו עליו\nבשקט.\n\n"
        "הרועה הגיע עם שני כלבים ופינה את המסילה בתוך דקות.\n\n"
        "עדר של כמאתיים כבשים שברח ממכלאה ליד כפר האלה עצר את תנועת הרכבות בעמק\nלמשך שעתיים.\n\n"
    )
    assert [text[-6:] for text in texts(hebrew)] == [" בשקט.", " דקות.", "עתיים."]


def test_headlines_in_a_script_without_case_are_not_joined() -> None:
    headlines = (
        "נהג הרכבת אמר כי ראה את הכבשים ממרחק והספיק לבלום את הרכבת\n"
        "הרועה הגיע עם שני כלבים ופינה את המסילה של הרכבת בתוך דקות\n"
        "עדר של כמאתיים כבשים שברח עצר את תנועת הרכבות בעמק לשעתיים\n"
    )
    assert texts(headlines) == headlines.splitlines()


def test_verses_are_one_paragraph_with_line_breaks() -> None:
    prose = "The boat goes out from the old harbour at six, and everybody in the town knows that it does so."
    dump = f"{prose}\n\nThe boat goes out,\nthe boat comes in,\nthe sea is grey.\n\n{prose}\n"
    block = read_text(dump).blocks[1]
    assert block.text == "The boat goes out, the boat comes in, the sea is grey."
    assert block.spans == (Span(18, 19, "break"), Span(37, 38, "break"))


# --- text nodes ------------------------------------------------------------------------------------

NODES = """\
Home
News
Harbour bridge reopens
The bridge over the \nold harbour
 reopened on Friday, two years after a barge struck it.
“It is a great day,” said the mayor, \nAnn Onymous
. She added that \nnobody
 was hurt.
Most read
Storm warning lifted
"""


@pytest.mark.parametrize("stripped", [False, True])
def test_a_paragraph_broken_at_its_links_is_joined(stripped: bool) -> None:
    dump = "\n".join(line.strip() for line in NODES.split("\n")) if stripped else NODES
    assert texts(dump) == [
        "Home",
        "News",
        "Harbour bridge reopens",
        "The bridge over the old harbour reopened on Friday, two years after a barge struck it.",
        "“It is a great day,” said the mayor, Ann Onymous. She added that nobody was hurt.",
        "Most read",
        "Storm warning lifted",
    ]


# --- Markdown --------------------------------------------------------------------------------------


def test_markdown_links_emphasis_images_and_escapes() -> None:
    dump = "# Bridge\n\nTax **cuts** [passed](/tax) the _House_ ![x](/x.png)\\- see <https://a.example/b>.\n"
    page = read_text(dump)
    heading, block = page.blocks
    assert (heading.kind, heading.level, heading.text) == ("heading", 1, "Bridge")
    assert block.text == "Tax cuts passed the House - see https://a.example/b."
    assert [(x.mark, block.text[x.start : x.end]) for x in block.spans] == [
        ("bold", "cuts"),
        ("link", "passed"),
        ("italic", "House"),
        ("link", "https://a.example/b"),
    ]
    assert block.links == (Span(9, 15, "link", "/tax"), Span(32, 51, "link", "https://a.example/b"))
    assert [(image.url, image.alt) for image in page.head.images] == [("/x.png", "x")]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("2 * 3 * 4 is 2 *3 *4 is 24 ** here, in `a_b`", "2 * 3 * 4 is 2 *3 *4 is 24 ** here, in a_b"),
        ("**bold** and snake_case _private", "bold and snake_case _private"),
        ("**bold** new _The Coast Post _has it", "bold new The Coast Post has it"),
        ("**Why sail? ** Nobody knows.", "Why sail? Nobody knows."),
        ("**Ada**** Holm**, the ferry**** owner", "Ada Holm, the ferry owner"),
    ],
)
def test_markdown_marks_with_blanks_inside_and_around_nothing(line: str, text: str) -> None:
    assert texts(f"# Bridge\n\n{line}\n")[1:] == [text]


def test_titles_of_markdown_links_over_several_lines_are_not_text() -> None:
    links = '* [Boat](/boat "It left.\n\nNobody waved.")\n* [Pier](/pier "Closed")\n* [Mole](/mole)\n'
    assert texts(f"# Bridge\n\n{links}") == ["Bridge", "Boat", "Pier", "Mole"]


def test_markdown_reference_links() -> None:
    dump = "## News\n\nBy [Jane Doe][1] and [a friend][two].\n\n   [1]: </jane>\n   [two]:\nhttps://b.example/f\n"
    block = read_text(dump).blocks[-1]
    assert block.text == "By Jane Doe and a friend."
    assert [link.href for link in block.links] == ["/jane", "https://b.example/f"]


def test_markdown_table_rows_quotes_code_and_underlined_headings() -> None:
    dump = (
        "Costs\n-----\n\nYear| Cars| Remarks  \n---|---|---  \n2022| 12,000| Before  \n\n"
        "> We waited long\n> enough.\n>\n> At last.\n\n```py\na = 1\n  b = 2\n```\n"
    )
    assert [(b.kind, b.text) for b in read_text(dump).blocks] == [
        ("heading", "Costs"),
        ("table", "Year\tCars\tRemarks"),
        ("table", "2022\t12,000\tBefore"),
        ("quote", "We waited long enough."),
        ("quote", "At last."),
        ("code", "a = 1\n  b = 2"),
    ]


def test_a_markdown_line_break_does_not_end_the_paragraph() -> None:
    for sign in ("  ", "\\"):
        block = read_text(f"# T\n\nThe council pays half.{sign}\nThe state pays the rest.\n").blocks[-1]
        assert block.text == "The council pays half. The state pays the rest."
        assert block.spans == (Span(22, 23, "break"),)
    (quote,) = read_text("> The boat goes out,  \n> the boat comes in.\n\n## Now\n").blocks[:1]
    assert (quote.kind, quote.spans) == ("quote", (Span(18, 19, "break"),))


def test_markdown_table_keeps_empty_cells_and_headers() -> None:
    dump = "|  | Time | Crew |\n|---|---|---|\n| Osk | 6:41.2 |  |\n| **Brennau** |  | a\\|b |\n"
    page = read_text(dump)
    (table,) = assemble(page).body
    assert table.text == "\tTime\tCrew\nOsk\t6:41.2\t\nBrennau\t\ta|b"
    assert [(x.mark, table.text[x.start : x.end]) for x in table.spans] == [
        ("header", ""),
        ("header", "Time"),
        ("header", "Crew"),
        ("bold", "Brennau"),
    ]


def test_markdown_note_marks_and_code() -> None:
    page = read_text("# T\n\nThe night boat[1](#fn1) left[[2]](#fn2) on page [3](/p/3), see [4](#four).\n")
    block = page.blocks[-1]
    assert block.text == "The night boat left on page 3, see 4."
    assert [(x.label, x.href) for x in block.links if x.start == x.end] == [("1", "#fn1"), ("[2]", "#fn2")]
    dump = "# T\n\n  * rye\n\n\n    \n    \n    import os\n        a = 1\n    \n    b\n\nThe end of it.\n"
    blocks = read_text(dump).blocks
    assert [(b.kind, b.text) for b in blocks[2:]] == [
        ("code", "import os\n    a = 1\n\nb"),
        ("paragraph", "The end of it."),
    ]
    marked = read_text("# T\n\n[code]\n    def f():\n        return 1\n[/code]\n").blocks[-1]
    assert (marked.kind, marked.text) == ("code", "def f():\n    return 1")
    fenced = read_text("# T\n\n```python\na = 1\n```\n\n```text\nb\n```\n").blocks[1:]
    assert [(b.kind, b.language) for b in fenced] == [("code", "python"), ("code", "")]


@pytest.mark.parametrize(
    "lines",
    [
        "The boat goes out (the old one);\n  it comes back in,\nand who = we are\n  nobody asks().",
        "Hafenamt (2. Stock), Tür = links\nKai 3; zweimal läuten\n9000 Skarvoy",
        "Maja Lind (Osk)\nОле Раск (Линд) = капитан\nאבא כהן (ירושלים)\n田中花子(釧路)",
        "W = wins\nD = draws\nL = losses",
        "Romans (12)\nThéâtre(34)\nPoésie(5)",
        "<< Prev | Home >>\nThe tide (see above):",
        "  • first(boats)\n  • last(boats)",
    ],
)
def test_lines_without_signs_of_a_program_are_no_code(lines: str) -> None:
    dump = f"A story of the harbour and its boats.\n\n{lines}\n\nThe end of it, as far as anybody knows.\n"
    assert not [block for block in read_text(dump).blocks if block.kind == "code"]


def test_code_that_nothing_marks_is_one_block() -> None:
    code = "/* The boats,\n   by size. */\nfunction first(boats) {\n\n  return boats[0];\n}"
    for page in (
        f"Ein Boot fährt ab.\n\n{code}\n\nDas ist alles.\n",
        f"   船が出る。\n{code}\n\n   終わり。\n",
    ):
        above, block, below = read_text(page).blocks
        assert (above.kind, block.kind, below.kind) == ("paragraph", "code", "paragraph")
        assert block.text == code


def test_the_mark_of_a_table_s_title_goes() -> None:
    dump = "   The ferries sail again.\n\n   CAPTION: Ferries in June\n\n   Osk    12\n   Lind   14\n"
    assert read_text(dump).blocks[1].text == "Ferries in June"


_ABOVE = "Die Boote fuhren am Sonntag um den Leuchtturm, und viele sahen ihnen zu."
_BELOW = "Im nächsten Jahr soll die Strecke kürzer sein, weil die neue Mole in die Bucht reicht."


@pytest.mark.parametrize(
    "cells",
    [
        "Meistgelesen 1 Sturm 2 Brot 3 Fähre 4 Turm",
        "Sturm 18:42 Brot 18:55 Fähre 19:07 Turm 19:15",
        "Sturm 1 Brot 2 Fähre 3 Turm 4",
        "Maja Ole Kai Jon Awa Yann 3 4 5",
        "Kiefern 34 % Buchen viele Eichen 12 % Erlen 3 %",
        "2021 2022 2023 2024 2025 2026",
    ],
)
def test_lists_of_headlines_and_names_are_no_table(cells: str) -> None:
    lines = cells.replace(" %", "%").split()
    page = read_text("\n".join((_ABOVE, *lines, _BELOW)))
    assert not [block for block in page.blocks if block.kind == "table"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_cells_on_lines_of_their_own_are_a_table(gap: str) -> None:
    lines = "Ergebnisse/Boot/Zeit/Osk/6:41,2/Лодка/6:44,9/鯨丸/–/Lind/7:10,8".split("/")
    page = read_text(gap.join((_ABOVE, *lines, _BELOW)))
    assert [(block.kind, block.text) for block in page.blocks[1:-1]] == [
        ("paragraph", "Ergebnisse"),
        ("table", "Boot\tZeit\nOsk\t6:41,2\nЛодка\t6:44,9\n鯨丸\t–\nLind\t7:10,8"),
    ]


def test_nested_items_keep_their_level_and_number() -> None:
    dump = "# T\n\n  * Bread\n    * rye\n  * Rolls\n    4. poppy seed\n    5. plain\n"
    assert [(b.level, b.marker, b.text) for b in read_text(dump).blocks[1:]] == [
        (1, "*", "Bread"),
        (2, "*", "rye"),
        (1, "*", "Rolls"),
        (2, "4.", "poppy seed"),
        (2, "5.", "plain"),
    ]


# --- lynx, elinks, w3m, Debian's html2text, inscriptis -----------------------------------------------

LYNX = """\
   #[1]alternate [2]next

   IFRAME: [3]https://frames.example/a?id=1

     * [4]Home
     * [5]News
          + [6]Local news

   ____________________ (BUTTON) Search
   [logo.png]

                     Harbour bridge reopens after two years

   The bridge over the [7]old harbour reopened on Friday, two years after a
   barge struck one of its piers, and thousands of people crossed it on
   foot, as [8]Ann Onymous said.

     We waited long enough. Now we can walk to school again, said a pupil
     from the north.

What happens next

   IFRAME: [9]https://frames.example/poll

   Engineers will watch the piers.
     __________________________________________________________________

References

   Visible links:
   1. https://a.example/feed
   2. file:///next

   Hidden links:
   9. https://a.example/hidden
  10. Latest news
\thttps://a.example/latest
"""


def test_lynx_numbers_frames_fields_headings_and_references() -> None:
    assert [(b.kind, b.level, b.text) for b in read_text(LYNX).blocks] == [
        ("list_item", 1, "Home"),
        ("list_item", 1, "News"),
        ("list_item", 2, "Local news"),
        ("paragraph", 0, "Search"),
        ("heading", 1, "Harbour bridge reopens after two years"),
        (
            "paragraph",
            0,
            "The bridge over the old harbour reopened on Friday, two years after a barge struck one of its"
            " piers, and thousands of people crossed it on foot, as Ann Onymous said.",
        ),
        ("quote", 0, "We waited long enough. Now we can walk to school again, said a pupil from the north."),
        ("heading", 2, "What happens next"),
        ("paragraph", 0, "Engineers will watch the piers."),
    ]


def test_elinks_link_lines_and_bullets_with_non_breaking_spaces() -> None:
    dump = (
        "   Link: [1]canonical\n   [2]IFrame\n\n     •\xa0[3]Home\n     •\xa0[4]Sport\n\n   [5][ Search ]\n"
    )
    assert texts(dump) == ["Home", "Sport", "[ Search ]"]


def test_debian_html2text_headings_and_underscored_links() -> None:
    dump = """\
    * Local_news
          o Sports_of_the_day
****** Harbour bridge reopens after
two years ******
By Jane_Q._Doe of The_Coast_Post and another_writer on the staff of the paper in
the old_town of Portsmouth, jane_doe@coast.example."""
    assert [(b.kind, b.level, b.text) for b in read_text(dump).blocks] == [
        ("list_item", 1, "Local news"),
        ("list_item", 2, "Sports of the day"),
        ("heading", 1, "Harbour bridge reopens after two years"),
        (
            "paragraph",
            0,
            "By Jane Q. Doe of The Coast Post and another writer on the staff of the paper in the old town of"
            " Portsmouth, jane_doe@coast.example.",
        ),
    ]


def test_columns_side_by_side_are_read_one_after_the_other() -> None:
    dump = """\
                     The article stands in the second column of
  • menu one         the layout table, as it did in the nineties,
  • menu two of the  and it is quite long, so that it wraps.
    table
                     It has a second paragraph, with more words
                     than the line has room for in its column.

The footer of the page stands below both of the columns and is read after them."""
    assert texts(dump) == [
        "menu one",
        "menu two of the table",
        "The article stands in the second column of the layout table, as it did in the nineties, and it is"
        " quite long, so that it wraps.",
        "It has a second paragraph, with more words than the line has room for in its column.",
        "The footer of the page stands below both of the columns and is read after them.",
    ]


def test_a_row_of_links_over_columns_does_not_hide_them() -> None:
    story = [
        f"In week {number} the ferry to Sant Brede sailed on {30 - number} days, the harbour board said in a"
        " letter to the council, and carried fewer people than in the week before."
        for number in range(1, 13)
    ]
    right = [line for paragraph in story for line in (*wrap(paragraph, 40), "")]
    left = "Storm closes port,Mill wins a second,shift,Choir looks for,deep voices,Post moves".split(",")
    rows = [f"{left[i % len(left)]:<20}{line}" for i, line in enumerate(right)]
    for number, column in ((8, 75), (24, 80), (40, 85), (54, 90)):  # pictures on the right, not aligned
        rows[number] = f"{rows[number]:<{column}}[photo]"
    menu = "Home         News         Sport         Culture         Weather         Letters         Archive"
    heading = "Letters of the harbour board to the town council"
    assert story[2] in texts("\n".join([menu, heading, *rows]))


def test_short_paragraphs_below_the_end_of_the_right_column_are_of_the_left_one() -> None:
    story = """\
The oldest lift in Fenwick Hall turned a hundred on Sunday, and the     Most popular
tenants marked the day by riding it up and down for an hour.            Dog show ends in a draw

It has broken down eleven times, says a ledger that the caretaker       Choir seeks a bass
keeps in the basement, four times because of one umbrella.

"""
    end = "Engineers found no fault in April.\n\n1. Ledger of Fenwick Hall"
    assert texts(story + end)[2:] == [
        *end.split("\n\n"),
        "Most popular",
        "Dog show ends in a draw",
        "Choir seeks a bass",
    ]
    assert texts(f"{story}Fenwick Post\n\nContact")[-2:] == ["Fenwick Post", "Contact"]
    links = "\n\nReferences\n\n   Visible links\n   1. https://fenwick.example/\n"
    assert texts(f"{story}{end}\n\n[1]News{links}")[-1] == "Choir seeks a bass"


def test_columns_whose_lines_go_on_in_lower_case_are_no_text_nodes() -> None:
    menu = "Ferry loses,its anchor,Storm shuts,the fish hall,Choir needs,deep voices,Mill stops,for the day"
    story = [f"“The pilots of the Lenn {'still ' * n}refuse the night watch.”" for n in (70, 40, 60, 50)]
    cells = [text for paragraph in story for text in (paragraph, "")]
    rows = zip(menu.split(","), cells, strict=True)
    dump = "\n".join(f"{entry:<14}{text}".rstrip() for entry, text in rows)
    assert traits_of(dump).fragments  # by the lines of the menu
    assert texts(dump)[-len(story) :] == story


def test_a_table_with_figures_is_data_though_cells_are_long_and_in_lower_case() -> None:
    uses = (
        "letters and small parcels along the coast,sheep of the outer islands,nobody since the flood of 1987"
    )
    rows = [("Boat", "Length", "Used for"), ("Osk", "12 m", ""), ("Lenn", "9 m", ""), ("Skarvoy", "14 m", "")]
    rows = rows[:1] + [(a, b, use) for (a, b, _), use in zip(rows[1:], uses.split(","), strict=True)] * 2
    dump = "\n".join(f"{a:<10}{b:<9}{use}" for a, b, use in rows)
    assert [block.kind for block in read_text(dump).blocks] == ["table"] * len(rows)


def test_text_nodes_with_a_gap_in_a_line_are_no_columns() -> None:
    dump = "The boat to\nOsk\n, which few used, stops on Friday.\nPress     here\n, or\nthere\n, to write.\n"
    assert texts(dump) == [
        "The boat to Osk, which few used, stops on Friday.",
        "Press here, or there, to write.",
    ]


def test_a_column_under_a_centred_title_is_read_apart() -> None:
    dump = """\
The Coast Post, founded in 1871 by Ada Holm             WEATHER AND TIDES

 The ferry to Holm was cancelled on Monday because    • High water at noon
 of the storm, its owner said in the harbour.
                                                      • Low water at six
 Passengers waited for six hours, and some of them    • Storm from the west
 slept in the hall of the customs house."""
    assert texts(dump)[1:3] == [
        "The ferry to Holm was cancelled on Monday because of the storm, its owner said in the harbour.",
        "Passengers waited for six hours, and some of them slept in the hall of the customs house.",
    ]


def test_three_columns_that_touch_are_read_one_after_the_other() -> None:
    dump = """\
Home           Village ferry returns after eleven silent      Related stories
News           years
Sport          Published 3 May 2024, 09:15                    Sawmill wins a
Opinion        By Maud Pellerin                               second shift
Weather                                                       The mill will
               A crew of volunteers rebuilt the old boat      hire nine people
Most read      plank by plank in a borrowed shed.             in June after a
Sawmill wins a                                                large order from
second shift   The ferry across the Orle estuary carried its  abroad.
Storm drain    first passengers on Thursday, eleven years
collapses      after the last captain tied it up and walked   Storm drain
               away.                                          collapses
               The boat had lain in the mud behind the old
               sawmill since 2013. Frost had opened the       Traders were
               seams, and children had painted the wheelhouse told to leave

               The council gave no money but let the group of
               friends use the shed, and a timber yard up the
               river sent oak that it could not sell.
"""
    read = " / ".join(texts(dump))
    assert (
        " / The ferry across the Orle estuary carried its first passengers on Thursday, eleven years" in read
    )
    assert "eleven years after the last captain tied it up and walked away. / " in read
    assert "friends use the shed, and a timber yard up the river sent oak that it could not sell. / " in read
    assert "The mill will hire nine people in June after a large order from abroad. / " in read


def test_rows_with_a_description_each_stay_rows() -> None:
    dump = "The boats that race on Sunday, and what their crews say of them:\n\n" + "".join(
        f"{name:10}{year}  {said}\n"
        for name, year, said in (
            ("Osk", 1968, "Fast in a light wind, slow in any other."),
            ("Tarn", 1971, "Leaks, but only on the left side."),
            ("Orle", 1974, "Built by two brothers who never spoke."),
            ("Lidgate", 1980, "Nobody has ever seen it come in last."),
            ("Holt", 1991, "The wheelhouse is still painted green."),
            ("Roe", 2004, "Carries more sandwiches than sailors now."),
        )
    )
    assert texts(dump)[2] == "Tarn\t1971\tLeaks, but only on the left side."


def test_rows_with_figures_are_one_table() -> None:
    dump = "Year  Cars    Remarks\n2022  12,000  Before\n2023  0       Closed\n"
    assert [(b.kind, b.text) for b in read_text(dump).blocks] == [
        ("table", "Year\tCars\tRemarks\n2022\t12,000\tBefore\n2023\t0\tClosed")
    ]


def test_rows_of_words_are_joined_after_the_passes() -> None:
    blocks = read_text("Boat     Crew   Home\nOsk             Brennau\nTellnow  eight  Rouve\n").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("table", "Boat\tCrew\tHome"),
        ("table", "Osk\t\tBrennau"),
        ("table", "Tellnow\teight\tRouve"),
    ]
    (table,) = assemble(Page("text", blocks)).body
    assert (table.id, table.kind) == (0, "table")
    assert table.text == "Boat\tCrew\tHome\nOsk\t\tBrennau\nTellnow\teight\tRouve"


def test_a_table_right_under_another_stays_apart() -> None:
    dump = "# T\n\nBoat| Crew\n---|---\nOsk| eight\nBoat| Home\n---|---\nOsk| Rouve\n"
    tables = assemble(read_text(dump)).body[1:]
    assert [table.text for table in tables] == ["Boat\tCrew\nOsk\teight", "Boat\tHome\nOsk\tRouve"]


def test_cells_between_blank_lines_are_a_table_if_they_alternate_with_figures() -> None:
    rows = "   Osk\n\n   6:41.2\n\n   Tellnow\n\n   6:44.0\n\n   Brennau\n\n   6:52.7\n"
    prose = WRAPPED.split("\n\n")[0]
    assert texts(f"{prose}\n\n{rows}\n{prose}\n")[1:-1] == ["Osk\t6:41.2\nTellnow\t6:44.0\nBrennau\t6:52.7"]
    fewer = rows[: rows.index("   Brennau")]
    assert texts(f"{prose}\n\n{fewer}\n{prose}\n")[1:-1] == ["Osk", "6:41.2", "Tellnow", "6:44.0"]


BRIDGE_AND_MENU = [
    ("旧港上的大桥在关闭两年之后于周五重新开放，数千名市民", "体育新闻"),
    ("冒雨步行走过桥面。Ann 说，", "天气"),
    ("这座桥花了四千万元，市议会和国家各出一半，工程师还要", ""),
    ("观察桥墩一年。", ""),
    ("桥北侧的新路灯将在六周内装好，其间大桥夜里有三晚关闭", "本周要闻"),
    ("然后栏杆会漆成灰色。", ""),
    ("渡轮开到九月底，航运公司在给市议会的信中这样写道。", ""),
]


def test_columns_of_wide_characters_are_two_columns_of_the_terminal_each() -> None:
    dump = "\n".join(
        text + " " * (60 - sum(1 if c.isascii() else 2 for c in text)) + other
        for text, other in BRIDGE_AND_MENU
    )
    found = texts(dump)
    assert found.index("体育新闻") > max(at for at, text in enumerate(found) if "桥墩" in text)
    assert not any("桥" in text and ("体育" in text or "要闻" in text) for text in found)


def test_columns_of_a_tool_that_counts_characters_are_read_as_it_made_them() -> None:
    found = texts("\n".join(text.ljust(40) + other for text, other in BRIDGE_AND_MENU))
    assert not any("桥" in text and ("体育" in text or "要闻" in text) for text in found)


def test_heading_underlined_in_its_length_is_markdown() -> None:
    dump = "The bridge\n==========\n\nIt reopened on Friday.\n\n1. New lamps\n2. Grey paint\n"
    assert texts(dump) == ["The bridge", "It reopened on Friday.", "New lamps", "Grey paint"]


def test_line_under_text_of_another_length_is_a_rule() -> None:
    assert texts("The bridge\n--------------------\nIt reopened.")[0] == "The bridge"


def test_few_lines_of_thai_are_joined_where_blank_lines_part_paragraphs() -> None:
    dump = """\
   ชาวบ้านตำบลบ้านหนองเป็ดช่วยกันซ่อมสะพานไม้เก่าที่ถูกน้ำป่าพัดหายไปเมื่อ
   เดือนกันยายน โดยใช้ไม้จากเรือนร้างสามหลัง

   นายบุญส่ง ทองดี ผู้ใหญ่บ้าน
   กล่าวว่าเด็กนักเรียนกว่าหกสิบคนต้องเดินอ้อมเขาเกือบสองชั่วโมงทุกเช้าก่อ
   นที่สะพานจะเสร็จ

   งานซ่อมใช้เวลาสิบเก้าวันและไม่ได้ใช้งบประมาณของทางราชการ
   มีเพียงเงินบริจาคจากวัดและร้านค้าในตลาด"""
    assert texts(dump) == [
        "ชาวบ้านตำบลบ้านหนองเป็ดช่วยกันซ่อมสะพานไม้เก่าที่ถูกน้ำป่าพัดหายไปเมื่อเดือนกันยายน โดยใช้ไม้จากเรือนร้างสามหลัง",
        "นายบุญส่ง ทองดี ผู้ใหญ่บ้าน กล่าวว่าเด็กนักเรียนกว่าหกสิบคนต้องเดินอ้อมเขาเกือบสองชั่วโมงทุกเช้าก่อนที่สะพานจะเสร็จ",
        "งานซ่อมใช้เวลาสิบเก้าวันและไม่ได้ใช้งบประมาณของทางราชการ มีเพียงเงินบริจาคจากวัดและร้านค้าในตลาด",
    ]


def test_headlines_in_thai_on_lines_of_their_own_are_not_joined() -> None:
    dump = """\
ชาวบ้านหนองเป็ดซ่อมสะพานไม้เก่าที่ถูกน้ำป่าพัดหายไป
ช้างหลงทางเข้าตลาดสดกลางเมืองในเช้าวันอาทิตย์

ฝนหนักภาคเหนือทำให้ถนนหลายสายถูกตัดขาด
แมวของนายกเทศมนตรีชนะการประกวดภาพถ่าย"""
    assert len(texts(dump)) == 4


def test_centred_cells_over_columns_one_blank_apart_are_headers() -> None:
    dump = """\
The crews rowed in the afternoon, when the wind had fallen.

 Boat    Time          Remarks
Osk     6:41.2
Brennau 6:44.0 late start by the crew
Tellnow        gave up
"""
    table = read_text(dump).blocks[-1]
    assert table.text == (
        "Boat\tTime\tRemarks\nOsk\t6:41.2\t\nBrennau\t6:44.0\tlate start by the crew\nTellnow\t\tgave up"
    )
    assert [table.text[x.start : x.end] for x in table.spans if x.mark == "header"] == [
        "Boat",
        "Time",
        "Remarks",
    ]


def test_drawn_tables_and_boxes() -> None:
    dump = """\
┌────┬──────────┐
│Year│Cars a day│
├────┼──────────┤
│2022│12,000 on │
│    │weekdays  │
└────┴──────────┘
┌──────────────────────────────────────────────┐
│One cell with a long text in a box, which is  │
│how people drew boxes around their text in the│
│nineties.                                     │
└──────────────────────────────────────────────┘"""
    assert [(b.kind, b.line, b.text) for b in read_text(dump).blocks] == [
        ("table", 2, "Year\tCars a day"),
        ("table", 4, "2022\t12,000 on weekdays"),
        (
            "paragraph",
            8,
            "One cell with a long text in a box, which is how people drew boxes around their text in the"
            " nineties.",
        ),
    ]


def test_addresses_beside_links_and_underscores_around_emphasis_are_dropped() -> None:
    assert texts("The old harbour [https://a.example/h] was, as _The Coast Post_ said, closed.") == [
        "The old harbour was, as The Coast Post said, closed."
    ]
    assert texts("The old harbour <https://a.example/h> was closed.") == ["The old harbour was closed."]
    assert texts("snake_case_name and _private are names") == ["snake_case_name and _private are names"]


def test_addresses_in_round_brackets_behind_many_links_are_dropped() -> None:
    story = "The owner of the boat (https://boat.example) said so."
    assert texts(story) == [story]
    links = [f"Item {n} (https://a.example/w_({n})) of the list" for n in range(9)]
    links += ["Sport (/sport/)", "Wind\n(https://a.example/)"]
    assert texts("\n\n".join(links))[:-2] == [f"Item {n} of the list" for n in range(9)]
    assert texts("\n\n".join(links))[-2:] == ["Sport", "Wind"]


def test_rules_and_boxes_are_not_text() -> None:
    assert texts("━━━━━━━━\nOne\n────────\n* * *\n=======\n┌─────┐\n│ Two │\n└─────┘\n") == ["One", "Two"]


def test_an_entry_printed_twice_by_picture_and_headline_is_printed_once() -> None:
    assert texts("• Storm warning liftedStorm warning lifted\n• [Cat in a tree]Cat in a tree") == [
        "Storm warning lifted",
        "Cat in a tree",
    ]


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ("T\nhe gates are of oak and of iron.", "The gates are of oak and of iron."),
        ("A\nman was seen at the gates.", "A"),
        ("V\npondělí se brána otevře.", "V"),
        ("T\n\nhe gates are of oak.", "T"),
        ("It names three\nR\ns are added to it.", "It names three"),
    ],
)
def test_a_drop_cap_belongs_to_its_word(lines: str, first: str) -> None:
    assert read_text(lines).blocks[0].text == first


def test_overstruck_letters_are_read_once() -> None:
    assert texts("B\bBr\bri\bid\bdg\bge\be _\bo_\bp_\be_\bn") == ["Bridge open"]


# --- one article in every style ----------------------------------------------------------------------

ARTICLE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour bridge</title></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article>
<h1>Harbour bridge reopens after two years</h1>
<p>The bridge over the <a href="/harbour">old harbour</a> reopened on Friday, two years after a barge struck
one of its piers, and <b>thousands of people</b> crossed it on foot before the first <i>buses</i> rolled over
the deck.</p>
<p>“It is a great day,” said the mayor, <a href="/mayor">Ann Onymous</a>. She added that the well-known
structure cost forty million pounds, a sum that the council and the state share.</p>
<h2>What happens next</h2>
<p>Engineers will watch the piers for a year. Several works are planned before the tourists come:</p>
<ul>
<li>New lamps on the northern side of the bridge, which residents had asked for since the eighties of the
last century.</li>
<li>A lane for bicycles, with a fence between it and the cars.</li>
</ul>
<ol>
<li>First the lamps will be put up, a work that takes about six weeks and will close the bridge for three
nights.</li>
<li>Then the railings will be painted in grey and blue.</li>
</ol>
<blockquote><p>“We waited long enough. Now we can walk to school again, and nobody has to get up at five to
catch the ferry,” a pupil said.</p></blockquote>
<p>Ferries will go on until the end of September, as <a href="/line">the line</a> said in a letter to the
council.</p>
</article>
<aside><h2>Most read</h2>
<ol><li><a href="/1">Cat stuck in a tree for a week</a></li>
<li><a href="/2">Storm warning for the weekend lifted by the met office</a></li></ol></aside>
</body></html>"""

BODY = """\
The bridge over the old harbour reopened on Friday, two years after a barge struck one of its piers, and
thousands of people crossed it on foot before the first buses rolled over the deck.

“It is a great day,” said the mayor, Ann Onymous. She added that the well-known structure cost forty million
pounds, a sum that the council and the state share.

What happens next

Engineers will watch the piers for a year. Several works are planned before the tourists come:

New lamps on the northern side of the bridge, which residents had asked for since the eighties of the last
century.

A lane for bicycles, with a fence between it and the cars.

First the lamps will be put up, a work that takes about six weeks and will close the bridge for three nights.

Then the railings will be painted in grey and blue.

“We waited long enough. Now we can walk to school again, and nobody has to get up at five to catch the
ferry,” a pupil said.

Ferries will go on until the end of September, as the line said in a letter to the council."""


# Styles that lose the line ends between blocks, so that no reader can tell the blocks.
WITHOUT_BLOCKS = {"get_text spaces", "get_text line", "joined spaces", "joined glued"}


@pytest.mark.parametrize("style", [style for style in available() if style not in WITHOUT_BLOCKS])
def test_the_same_article_in_every_style_has_the_same_blocks(style: str) -> None:
    try:
        dump = STYLES[style](ARTICLE)
    except StyleFailed as error:
        pytest.skip(str(error))
    found = texts(dump)
    body = [" ".join(text.split()) for text in BODY.split("\n\n")]
    start = found.index(body[0])
    past = start + len(body)
    assert found[start:past] == body
    if style not in ("region", "region close"):  # which leave out the list beside the article
        assert "Cat stuck in a tree for a week" in found[past:]


@pytest.mark.parametrize("style", available())
def test_a_style_makes_the_same_dump_again(style: str) -> None:
    try:
        assert STYLES[style](ARTICLE) == STYLES[style](ARTICLE)
    except StyleFailed as error:
        pytest.skip(str(error))


# --- any input ---------------------------------------------------------------------------------------


@given(st.text(alphabet=st.sampled_from(list("ab A.,\n\t*•-–_#>|[]()<`~=\\1\x08\r\xa0漢ا́"))))
def test_any_text_is_read_and_no_letter_is_lost(dump: str) -> None:
    page = read_text(dump)
    letters = sorted(c for b in page.blocks for c in b.text + b.marker if c.isalpha())
    given_letters = sorted(c for c in dump.replace("\r", "\n") if c.isalpha())
    # what may be an address, a language, an overstruck letter
    if not any(sign in dump for sign in "[<`\x08#|~"):
        assert letters == given_letters
    assert [b.id for b in page.blocks] == list(range(len(page.blocks)))
    assert all(b.text and b.text == b.text.strip() for b in page.blocks if b.kind != "table")
    assert all(0 <= x.start <= x.end <= len(b.text) for b in page.blocks for x in b.links)


@pytest.mark.parametrize(
    "unit",
    [
        "a b\n",
        "* \n",
        "\n",
        "word ",
        "[a](",
        "**a ",
        "a | b\n",
        "aa    bb\n",
        "said the\n, and\n",
        "> a\n",
        "…",
    ],
)
def test_time_is_linear_in_size(unit: str) -> None:
    assert not grows_too_fast(read_text, unit * 5_000, unit * 5_000 * TIMES)


def test_a_dump_on_one_line_is_kept_if_nothing_tells_its_story_from_its_menus() -> None:
    page = (FIXTURES / "pages" / "thai" / "page.html").read_text(encoding="utf-8")
    line = BeautifulSoup(page, "html.parser").body.get_text(" ", strip=True)
    article = clean(re.sub(r"[^\u0e00-\u0e7f]++", " ", line))  # no digits: dates would part it
    assert article.confidence == 0
    assert clean(page).text.rpartition(" ")[2] in article.text


def test_a_thai_story_on_one_line_which_has_no_marks_between_sentences_stays() -> None:
    page = (FIXTURES / "pages" / "thai" / "page.html").read_text(encoding="utf-8")
    line = BeautifulSoup(page, "html.parser").get_text(" ", strip=True)
    text = clean(line).text
    assert all(" ".join(each.split()) in text for each in clean(page).text.split("\n\n")[1:])


def test_menus_within_a_dump_on_one_line_go_though_no_pass_knows_them() -> None:
    menu = "Orle Gazette Home News Sport Opinion Weather Log In Subscribe Contact Imprint Archive"
    below = "You may change your choice. Most Read Storm Closes Port Mayor Quits Contact Imprint Terms of Use"
    text = clean(f"{menu} Ferry sails once more {STORY_ON_ONE_LINE} {below}").text
    assert "Mayor Quits" not in text
    assert "About forty people stood on the slipway with Ragna Holt." in text


# --- lines that something changed after the dump was made ------------------------------------------

_STORY = [
    "The ferry to Holm was cancelled on Monday because of the storm.",
    "Passengers waited for six hours in the harbour, and some of them slept in the hall.",
    "The company said that it would pay for their rooms, although the weather was not its fault.",
    "It expects the next boat to leave at noon on Tuesday, if the wind drops by then.",
]


@pytest.mark.parametrize("separator", ["|", "\t"])
def test_text_nodes_joined_by_a_separator_are_told_apart(separator: str) -> None:
    menu = [f"Section {n}" for n in range(30)]
    page = read_text(separator.join([*menu, *_STORY]))
    assert [block.text for block in page.blocks][-4:] == _STORY


def test_bars_between_links_and_in_tables_do_not_end_lines() -> None:
    menu = "Home|News|Sport|Contact"
    assert [block.text for block in read_text("\n\n".join([menu, *_STORY])).blocks] == [menu, *_STORY]
    rows = [f"Club {n}\t{n}\t{n * 2}\t{n * 3}" for n in range(1, 12)]
    assert [block.kind for block in read_text("\n".join([*_STORY, "", *rows])).blocks][-1] == "table"


def test_a_dump_quoted_in_a_mail_is_read_without_its_marks() -> None:
    quoted = "\n>\n".join(f"> {line}" for line in _STORY)
    blocks = read_text(f"Ada wrote:\n{quoted}\n").blocks
    assert [(block.kind, block.text) for block in blocks][1:] == [("paragraph", line) for line in _STORY]


def test_a_quote_within_a_dump_stays_a_quote() -> None:
    page = read_text("# Ferry\n\n" + "\n\n".join([*_STORY, f"> {_STORY[0]}"]))
    assert page.blocks[-1].kind == "quote"


def test_lines_cut_at_a_column_are_joined_even_within_words() -> None:
    paragraphs = [" ".join(_STORY), " ".join(reversed(_STORY)), _STORY[1]]
    cut = "\n\n".join("\n".join(p[at : at + 50] for at in range(0, len(p), 50)) for p in paragraphs)
    assert [block.text for block in read_text(cut).blocks] == paragraphs


def test_lines_filled_up_with_blanks_are_not_cut() -> None:
    lines = [
        f"{line:<60}" for line in ["Ferry cancelled", "Storm over Holm", "Hall full", "Boat at noon"] * 3
    ]
    assert len(read_text("\n".join(lines)).blocks) == len(lines)


def test_text_nodes_with_blank_lines_between_are_joined() -> None:
    nodes = "The boat to|Holm|, two hours late, left at noon.|The|company|, which is old, paid.|The|hall|, at"
    page = read_text(f"{nodes} last, is empty.".replace("|", "\n\n"))
    assert [block.text for block in page.blocks] == [
        "The boat to Holm, two hours late, left at noon.",
        "The company, which is old, paid.",
        "The hall, at last, is empty.",
    ]


def test_signs_alone_between_subjects_leave_the_blank_lines() -> None:
    subjects = "\n\n, \n\n".join(["Ferries", "Holm", "Storms", "Harbours"])
    assert [block.text for block in read_text("\n\n".join([*_STORY, subjects])).blocks][:4] == _STORY


# --- what single tools print -----------------------------------------------------------------------


def test_a_centred_headline_on_two_lines_is_one_heading() -> None:
    first, rest = "Supermarkets that do not show their marks may have to pay fines of up", "to 1,000 crowns"
    text = [first, f"{rest:^72}".rstrip(), ""]
    for line in ("Shops, restaurants and hotels that do not show their marks on the door",) * 3:
        text += [f"   {line[:66]}", "   must pay from next year on, as the city decided on Friday.", ""]
    blocks = read_text("\n".join(text)).blocks
    assert blocks[0].text == f"{first} {rest}"


def test_centred_lines_that_would_have_fitted_on_one_stay_apart() -> None:
    centred = [f"{line:^72}".rstrip() for line in ("Ferry cancelled", "Storm over Holm")]
    body = ["   The company said on Monday that it would pay for the rooms of its", "   passengers.", ""] * 3
    blocks = read_text("\n".join([*centred, "", *body])).blocks
    assert [block.text for block in blocks[:2]] == ["Ferry cancelled", "Storm over Holm"]


def test_w3m_link_numbers_and_its_list_of_addresses() -> None:
    text = "[1]Home\n[2]News\n\nThe [3]ferry was cancelled.\n\nReferences:\n\n"
    text += "".join(f"[{n}] https://a.example/{n}\n" for n in (1, 2, 3))
    assert [block.text for block in read_text(text).blocks] == ["Home", "News", "The ferry was cancelled."]


def test_addresses_before_links_are_dropped_also_where_they_are_wrapped() -> None:
    text = (
        "[javascript:;]Menu\n\nThe [file:///ferry.html]ferry [https://a.example/a-very-long-address-of-a "
        "-story]was cancelled.\n\nThe sign said [https://a.example is down] all day."
    )
    assert [block.text for block in read_text(text).blocks] == [
        "Menu",
        "The ferry was cancelled.",
        "The sign said [https://a.example is down] all day.",
    ]


def test_ends_of_tags_that_an_expression_cut_at_their_first_angle_bracket_are_dropped() -> None:
    text = 'Ferry off\n\n_a]:link dark:[&>_a]:underline" id="lead">The boat left.\n\nNote [1]: see "below">.'
    assert texts(text) == ["Ferry off", "The boat left.", 'Note [1]: see "below">.']


def test_a_dump_on_one_line_is_parted_at_its_headline_labels_dates_and_bylines() -> None:
    first = "The boat left Dr. Holm on the quay at noon, the harbour office said on Monday."
    story = f"{first} Nobody had waved to it. " * 18
    title, teaser = (
        "Ferry returns in May",
        "Storm closes the road Ada Writer 2 May 2024 The road is closed until June.",
    )
    above = f"{title} | The Echo Home News Local Culture {title} By Ada Writer 3 May 2024 14:05"
    lines = texts(f"{above} {story}Related Articles {teaser}")
    assert [line for line in lines[:8] if line == title] == [title] * 2
    at = lines.index("By Ada Writer")
    assert lines[at - 1 : at + 3] == [title, "By Ada Writer", "3 May 2024 14:05", first]
    assert lines[-4:] == [
        "Related Articles",
        "Storm closes the road Ada Writer",
        "2 May 2024",
        "The road is closed until June.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年5月3日，港务局宣布渡轮恢复通航。",
        "2024年5月3日港务局宣布渡轮恢复通航。",
        "3 मई 2024 को पुल खुला और लोग खुश हुए।",
        "2024. május 3-án megnyitott a híd.",
        "3 Mayıs 2024'te köprü açıldı.",
        "2024년 5월 3일에 다리가 열렸다.",
        "The company owns Facebook, Instagram, WhatsApp.",
        "Kevin De Bruyne Scores Twice",
        "EU chief Ursula Von Der Leyen said no.",
        "Ferry Hit By Storm Surge Returns",
    ],
)
def test_a_sentence_is_not_parted_at_its_dates_names_and_lists(sentence: str) -> None:
    assert list(parted_at_joints(sentence, in_story=True)) == [sentence]


@pytest.mark.parametrize("byline", ["By Ada Writer", "By Wrenna Osk", "BY ADA WRITER"])
def test_a_byline_and_a_date_are_parted_wherever_they_are(byline: str) -> None:
    for size in range(150, 210):
        lines = [f"{'x' * size} Storm Closes Road", byline, "13 May 2024", "The road is closed."]
        assert list(parted_at_joints(" ".join(lines), in_story=False)) == lines


def test_a_byline_and_another_person_are_parted() -> None:
    lines = ["Ferry Wins Again", "By Maya Lindholm", "Peter Hale won the race on the bay on Sunday."]
    assert list(parted_at_joints(" ".join(lines), in_story=False))[1:] == lines[1:]


def test_the_opening_of_a_dump_on_one_line_is_set_apart_but_not_within_sentences() -> None:
    menu = " ".join(["Home News Sport Local"] * 8)
    site = "The Orle Daily Gazette"
    story = [
        f"Nobody had waved, as {site} reported.",
        f"{site} asked.",
        f"The boat left at noon, said {site}.",
    ]
    top = [site, "By Ada Writer", "3 May 2024 14:05"]
    lines = texts(" ".join([site, menu, *top, *story * 20]))
    assert (lines[0], lines[-63:]) == (site, [*top, *story * 20])


def test_pandoc_marks_of_elements_in_markdown_are_dropped() -> None:
    fenced = """::: {#top .page}
::: story
# Ferry cancelled {#ferry-cancelled .headline}

-   [Home](/){.link
    title="Home"}

```{=html}
<!-- -->
```
-   [News](/news){.link}

[The [boat]{.lead} to Holm]{.text} was cancelled.
:::
:::
"""
    assert [block.text for block in read_text(fenced).blocks] == [
        "Ferry cancelled",
        "Home",
        "News",
        "The boat to Holm was cancelled.",
    ]
    assert (
        read_text('# Ferry\n\nIt\\\'s [late](/l) \\"again\\", they said.').blocks[-1].text
        == 'It\'s late "again", they said.'
    )
    assert texts("# Ferry\n\n[It\\'s](/i) late") == ["Ferry", "It's late"]
    menu = "[Home](/) [News](/n) [Sport](/s)"
    parts = ['<div id="top">', '<div\nclass="story">', "# Ferry", menu, "<div>", "The boat.", *["</div>"] * 4]
    page = read("\n\n".join(parts) + "\n")
    assert not page.is_html
    assert [block.text for block in page.blocks] == ["Ferry", "Home News Sport", "The boat."]


def test_tags_in_the_code_of_a_story_stay() -> None:
    code = "<div>\n<div>\n<div>\n</div>\n</div>\n</div>"
    page = read_text(f"# Boxes in boxes\n\nThree boxes:\n\n```\n{code}\n```\n")
    assert page.blocks[-1].text == code


def test_a_wrapped_heading_of_markdown_is_joined_but_not_with_text_right_under_it() -> None:
    story = "\n".join(
        (
            "The bridge over the old harbour reopened on Friday, two years after a barge",
            "struck its middle pier and closed the only road from the town to the island,",
            "as the harbour board said in a letter to all who had lent it a boat.",
        )
    )
    long = "# Bridge over the old harbour reopens, two years after a barge struck its"
    wrapped = f"{long}\nmiddle pier\n\n{story}\n\n{story}\n"
    blocks = read_text(wrapped).blocks
    assert (blocks[0].kind, blocks[0].text) == ("heading", f"{long[2:]} middle pier")
    close = f"{long}\nmiddle pier, and nobody was on it.\n\n{story}\n\n{story}\n"
    assert read_text(close).blocks[0].text == long[2:]
    assert read_text(f"{long}\n{story}\n\n{story}\n").blocks[0].text == long[2:]


def test_names_in_links_are_pieces_of_their_sentence() -> None:
    dump = (
        "On Friday the tall champion \nAda Writer\n won in two sets after she had lost to \nBo Scribe\n "
        "(Osk) in May.\nShe had slept badly, said the trainer of \nPia Lind\n (Brennau).\nHome\nSport"
    )
    assert texts(dump) == [
        "On Friday the tall champion Ada Writer won in two sets after she had lost to Bo Scribe (Osk) "
        "in May.",
        "She had slept badly, said the trainer of Pia Lind (Brennau).",
        "Home",
        "Sport",
    ]


def test_a_word_for_by_between_headline_name_and_date_is_no_piece_of_the_headline() -> None:
    story = "The ferry to \nHolm\n sails again, said the \nharbour office\n, after a winter in the \ndock\n."
    dump = f"Ferry to sail again \nby\nMaria Lindholm\n|\nMay 3, 2024\n{story}\nHome\nSport"
    assert texts(dump)[:3] == ["Ferry to sail again", "by", "Maria Lindholm"]
    books = f"{story}\nBooks\nThe Silent Ferry \nby\nMaria Lindholm\nA Winter in Dock \nby\nTim Hale"
    assert "The Silent Ferry by" in texts(books)


def test_two_sentences_in_the_words_of_the_address_are_the_headline_though_they_open_the_prose() -> None:
    story = (
        "Nobody has said what became of the hull, which lay on the beach for years and was a home for gulls."
    )
    headline = "The Ferry to Holm Will Not Sail Again. The Island Has a Plan to Do Without It."
    dump = f"Read us on Sundays\n\nHome\nSport\n\n{headline}\n\nMaria Lindholm\n\n{story}\n\n{story[:60]}."
    url = "https://paper.example/local/the-ferry-to-holm-will-not-sail-again-the-island-has-a-plan-to-do-without-it/"
    assert clean(dump, url=url).title == headline
    assert clean(dump).title != headline


def test_no_space_is_needed_after_an_opening_bracket_or_quotation_mark() -> None:
    dump = (
        "The ferry sails again (\nSee the timetable\n).\nIt was called “\nThe Old Lady\n” by \nthe crew\n, "
        "who \nnever\n liked her, and \nnow\n they do.\nHome\nSport"
    )
    assert texts(dump)[:2] == [
        "The ferry sails again (See the timetable).",
        "It was called “The Old Lady” by the crew, who never liked her, and now they do.",
    ]


def test_items_with_gaps_are_no_rows_of_a_table() -> None:
    dump = "Ferry buns\n\n  • 350 g  Flour \n  • 450 g  Soft butter \n  • 120 g  Sugar \n"
    assert [(b.kind, b.text) for b in read_text(dump).blocks][1:] == [
        ("list_item", "350 g Flour"),
        ("list_item", "450 g Soft butter"),
        ("list_item", "120 g Sugar"),
    ]
