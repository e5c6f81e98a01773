"""Reading bytes as text, whatever a page's encoding is and whatever it declares; HTML or text."""

from __future__ import annotations

import codecs

import pytest

from newsclean import clean, explain

STORIES = {
    "en": "The café’s owner said it would reopen on Monday — “with new chairs”.",
    "ru": "Мост через реку снова открыли в понедельник, сообщил мэр города. Ремонт продолжался два года.",
    "ja": "白瀬町は来年度に橋の補強工事を始める。町長が月曜日に記者会見で明らかにした。開通は二年後になる。",
    "zh": "市政府周一宣布，河上的大桥将重新开放。维修工程历时两年，耗资两千四百万元。市民表示欢迎。",
    "ko": "시는 월요일 강을 가로지르는 다리를 다시 열겠다고 밝혔다. 수리에는 이 년이 걸렸다고 시장이 말했다.",
    "de": "Die Brücke über die Lenn wurde am Montag wieder geöffnet, sagte die Bürgermeisterin, nach Süßen.",
    "tr": "Köprü pazartesi günü yeniden açıldı, dedi belediye başkanı Çağlar. Onarım iki yıl sürdü.",
    "ar": "أعلنت البلدية يوم الاثنين أن الجسر سيفتح من جديد بعد عامين من أعمال الترميم.",
    "he": "העירייה הודיעה ביום שני כי הגשר ייפתח מחדש לאחר שנתיים של עבודות שיפוץ.",
    "el": "Η γέφυρα άνοιξε ξανά τη Δευτέρα, είπε η δήμαρχος. Οι εργασίες κράτησαν δύο χρόνια.",
    "th": "เทศบาลแถลงเมื่อวันจันทร์ว่าสะพานข้ามแม่น้ำจะเปิดอีกครั้งหลังซ่อมแซมนานสองปี",
    "pl": "Most nad rzeką otwarto ponownie w poniedziałek, powiedział burmistrz Łodzi. Źródła potwierdzają.",
}
_REPEATED = 6  # paragraphs: detection needs more than one sentence

ENCODINGS = [
    ("ru", "windows-1251"),
    ("ru", "koi8-r"),
    ("ja", "shift_jis"),
    ("ja", "euc-jp"),
    ("ja", "iso-2022-jp"),
    ("zh", "gb18030"),
    ("zh", "big5"),
    ("ko", "euc-kr"),
    ("de", "iso-8859-1"),
    ("en", "windows-1252"),
    ("tr", "windows-1254"),
    ("ar", "windows-1256"),
    ("he", "windows-1255"),
    ("el", "iso-8859-7"),
    ("th", "tis-620"),
    ("pl", "iso-8859-2"),
]
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def story(language: str, encoding: str) -> str:
    """Return the story without characters that the encoding lacks."""
    text = STORIES["zh"].translate(str.maketrans("务", "務")) if encoding == "big5" else STORIES[language]
    return text.encode(encoding, "ignore").decode(encoding)


def page_of(text: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    paragraphs = "".join(f"<p>{n}. {text}</p>" for n in range(_REPEATED))
    return f"<!DOCTYPE html><html><head>{meta}<title>1</title></head><body>{paragraphs}</body></html>"


def read_back(data: bytes, encoding: str | None = None) -> str:
    """Return the text of the first block without its number."""
    blocks = explain(data, encoding=encoding, passes=()).page.blocks
    assert len(blocks) == _REPEATED
    return blocks[0].text.removeprefix("0. ")


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_declared(language: str, encoding: str) -> None:
    text = story(language, encoding)
    assert read_back(page_of(text, encoding).encode(encoding)) == text


@pytest.mark.parametrize(
    "declaration", ['http-equiv="Content-Type" content="text/html; charset=koi8-r"', "charset = 'KOI8-R' "]
)
def test_declared_in_other_ways(declaration: str) -> None:
    page = page_of(STORIES["ru"]).replace("<title>", f"<meta {declaration}><title>")
    assert read_back(page.encode("koi8-r")) == STORIES["ru"]


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_named_by_the_caller(language: str, encoding: str) -> None:
    text = story(language, encoding)
    assert read_back(page_of(text, "utf-8").encode(encoding), encoding) == text


@pytest.mark.parametrize("encoding", BOMS)
@pytest.mark.parametrize("declared", ["", "windows-1251"])
def test_byte_order_mark_decides(encoding: str, declared: str) -> None:
    text = STORIES["ru"]
    assert read_back(BOMS[encoding] + page_of(text, declared).encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    assert read_back(page_of(STORIES["ru"]).encode(encoding)) == STORIES["ru"]


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "windows-1251", "shift_jis", "gb2312", "no-such-charset", "utf-16"]
)
def test_utf8_declared_otherwise(language: str, declared: str) -> None:
    text = STORIES[language]
    assert read_back(page_of(text, declared).encode("utf-8")) == text


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("ru", "windows-1251"), ("ru", "koi8-r"), ("ja", "shift_jis"), ("zh", "gb18030"), ("ko", "euc-kr")],
)
@pytest.mark.parametrize("declared", ["", "utf-8"])
def test_not_declared_or_declared_wrongly(language: str, encoding: str, declared: str) -> None:
    text = STORIES[language]
    assert read_back(page_of(text, declared).encode(encoding)) == text


def test_latin_1_means_what_it_means_to_browsers() -> None:
    assert read_back(page_of(STORIES["en"], "iso-8859-1").encode("windows-1252")) == STORIES["en"]


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    data = page_of(STORIES["ru"], "utf-8").encode().replace(b"<p>5", b"<p>\xff5")
    assert read_back(data) == STORIES["ru"]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_of_every_kind(kind: type) -> None:
    data = page_of(STORIES["de"], "utf-8").encode()
    assert clean(kind(data)) == clean(data)


# --- HTML or text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<!DOCTYPE html><p>Hello", "html"),
        ("\ufeff\n <HTML><BODY>Hello", "html"),
        ('<?xml version="1.0"?><html><body>Hello', "html"),
        ("<!-- cached --><div>Hello</div>", "html"),
        ("Two men<br>were seen <b>near</b> the bridge", "html"),
        ("Bridge reopens\n\nThe bridge over the Lenn reopened on Monday.", "text"),
        (
            "Use <b> for bold, the guide says.\n" + "It goes on for many lines about other things.\n" * 60,
            "text",
        ),
        ("a < b and b > c", "text"),
        ("<jane@paper.example> wrote:\nThe bridge is open.", "text"),
        ("", "text"),
    ],
)
def test_html_or_text_is_recognised_by_content(source: str, kind: str) -> None:
    assert explain(source, passes=()).page.source == kind
    assert explain(source.encode(), passes=()).page.source == kind
