"""One picture has one address, one entry and its place in the text, whatever the markup says it with."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from newsclean import Image, clean
from newsclean.evidence.images.credits import split_caption
from newsclean.evidence.images.pictures import loose_picture_key, picture_key, shows_something
from newsclean.readers.markup.html import read_html
from newsclean.readers.markup.picture_addresses import srcset_candidates
from newsclean.readers.markup.soup import read_soup

TEXT = (
    "The bridge over the Marrow reopened on Monday after two years of work on its piers and its deck.",
    "The first to cross was a dog, which belongs to Ida Berg and had been waiting at the barrier since five.",
    "The second was a van of the town, whose driver said that he would rather not talk about it today.",
)


def page(*between: str, head: str = "") -> str:
    """A story of three paragraphs with markup before, between and after them."""
    parts = [*between, "", "", "", ""]
    story = "".join(f"{parts[i]}<p>{text}</p>" for i, text in enumerate(TEXT))
    return (
        f"<html><head>{head}</head><body><article><h1>Bridge reopens</h1>{story}{parts[3]}</article></body>"
    )


def images(*between: str, head: str = "") -> list[Image]:
    return list(clean(page(*between, head=head)).images)


# --- addresses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("a.jpg", [("a.jpg", 1)]),
        ("a.jpg, b.jpg 2x", [("a.jpg", 1), ("b.jpg", 2)]),
        ("a.jpg 600w,b.jpg 1200w", [("a.jpg", 600), ("b.jpg", 1200)]),
        ("w_6,h_4/a.jpg 600w, w_12,h_8/a.jpg 1200w,", [("w_6,h_4/a.jpg", 600), ("w_12,h_8/a.jpg", 1200)]),
        ("a,b.jpg 1.5x,, c.jpg", [("a,b.jpg", 1.5), ("c.jpg", 1)]),
        ("a.jpg 600w 400h, b.jpg (a, b) 2x, c.jpg wide", [("a.jpg", 600)]),
        (" \n,a.jpg\t2x\n", [("a.jpg", 2)]),
        ("", []),
    ],
)
def test_srcset(srcset: str, found: list[tuple[str, float]]) -> None:
    assert list(srcset_candidates(srcset)) == found


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<img src=grey.gif data-src=b.jpg alt=B>", "b.jpg"),
        ("<img src='data:image/gif;base64,R0' data-lazy-src=b.jpg alt=B>", "b.jpg"),
        ("<img src=grey.gif data-lazyload=b.jpg alt=B>", "b.jpg"),
        ("<img src=grey.gif data-src-large=b.jpg alt=B>", "b.jpg"),
        ("<img src=p.jpg data-src='b-{width}x.jpg' alt=B>", "p.jpg"),
        ("<img src=b-300x200.jpg srcset='b-300x200.jpg 300w, b-1200x800.jpg 1200w' alt=B>", "b-1200x800.jpg"),
        ("<img src=b-1280x720.jpg srcset='b-640x360.jpg 640w' alt=B>", "b-1280x720.jpg"),
        ("<img data-srcset='b.jpg?fit=6,4 600w, b.jpg?fit=12,8 1200w' alt=B>", "b.jpg?fit=12,8"),
        ("<picture><source srcset=b.webp><img src=b.jpg alt=B></picture>", "b.jpg"),
        (
            "<picture><source srcset='b-6.webp 600w, b-9.webp 900w'><img src=b.jpg alt=B></picture>",
            "b-9.webp",
        ),
        ("<figure><picture><source data-srcset=b.webp></picture></figure>", "b.webp"),
        (
            "<figure><div class=ph></div><noscript><img src='b.jpg?a=1&amp;b=2'></noscript></figure>",
            "b.jpg?a=1&b=2",
        ),
        ("<img src=placeholder.png srcset='' alt=B><noscript><img src=b.jpg alt=B></noscript>", "b.jpg"),
        ("<img src=g.png alt=B><noscript><img src=b.jpg alt=B></noscript>", "b.jpg"),
        ("<noscript><img src=b.jpg alt=B></noscript><img data-src=b.jpg src=g.png alt=B>", "b.jpg"),
        ("<img data-src='b,1,2.jpg' alt=B>", "b,1,2.jpg"),
    ],
)
def test_one_picture_has_its_best_address(markup: str, url: str) -> None:
    html = page("", f"<div>{markup}</div>")
    assert [image.url for image in clean(html).images] == [url]
    for parser in ("lxml", "html5lib"):
        found = read_soup(BeautifulSoup(html, parser)).head.images
        assert [(x.url, x.others, x.after) for x in found] == [
            (x.url, x.others, x.after) for x in read_html(html).head.images
        ]


@pytest.mark.parametrize(
    "markup",
    [
        "<img src='https://:0' alt=B>",
        "<img src='data:image/gif;base64,R0' alt=B>",
        "<img src=/i/blank.jpg alt=B>",
        "<img src='pic-{width}x.jpg' alt=B>",
        "<img src=//cdn.example/img/loading.gif alt=B>",
        "<img src=/img/siteLogo.png alt=B>",
        "<img src=undefined alt=B>",
        "<noscript><img src=//px.example/p?id=1 width=1 height=1 alt=B></noscript>",
        "<video><source src=b.mp4 srcset=b.jpg></video>",
    ],
)
def test_what_is_no_picture(markup: str) -> None:
    assert images("", f"<figure>{markup}</figure>") == []


@pytest.mark.parametrize(
    "name",
    "logography-in-sand geology catalogo blog-original google-pixel-8 share-prices-fall-again blank-verse"
    " town-presents-a-new-logo-to-all loading-a-truck".split(),
)
def test_pictures_with_names_like_icons(name: str) -> None:
    assert shows_something(f"https://img.example/2024/{name}.jpg")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/b-300x200.jpg", "/a/b-1024x683.jpg?w=6"),
        ("//i0.cdn.example/img.echo.com/a/b.jpg?fit=6%2C4", "//img.echo.com/a/b-scaled.jpg"),
        ("//r.example/Xy_1=/0x0:9x9/1200x0/filters:no()/a/b.jpg", "//r.example/Zz=/300x0/a/b.jpg"),
        (
            "//e.example/_next/image?url=https%3A%2F%2Fi.example%2Fa%2Fb.jpg&w=640",
            "https://i.example/a/b.jpg",
        ),
        ("//i.example/w_600,h_400,c_fill/a/b.jpg", "//i.example/w_1200,h_800,c_fill/a/b.jpg"),
        (
            "//e.example/files/styles/wide/public/b.jpg?itok=1",
            "//e.example/files/styles/thumb/public/b.jpg.webp",
        ),
        ("//e.example/image.php?id=7&w=300", "//e.example/image.php?id=7&w=600"),
    ],
)
def test_two_sizes_of_one_picture(one: str, other: str) -> None:
    assert picture_key(one) == picture_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/pier-101.jpg", "/pier-102.jpg"),
        ("/2024/02/pier.jpg", "/2023/05/pier.jpg"),
        (
            "/article33400950.ece/ALTERNATES/s615/1_Pier.jpg",
            "/article33400767.ece/ALTERNATES/s615/1_Pier.jpg",
        ),
        ("//e.example/image.php?id=7", "//e.example/image.php?id=8"),
        ("//e.example/_next/image?url=%2Fa.jpg&w=640", "//e.example/_next/image?url=%2Fb.jpg&w=640"),
        ("/items/4964c03b/preview.jpg", "/items/21cd7f97/preview.jpg"),
    ],
)
def test_two_pictures_with_similar_addresses(one: str, other: str) -> None:
    assert picture_key(one) != picture_key(other)
    assert loose_picture_key(one) != loose_picture_key(other)


def test_names_that_may_be_sizes_are_pictures_of_their_own_if_they_say_so() -> None:
    pair = "<img src=/pier-600.jpg alt='{}'><img src=/pier-800.jpg alt='{}'>"
    assert len(images("", f"<p>{pair.format('A pier', 'A pier')}</p>")) == 1
    assert len(images("", f"<p>{pair.format('The north pier', 'The south pier')}</p>")) == 2


def test_a_placeholder_that_pictures_share_does_not_make_them_one() -> None:
    found = images("", "<p><img src=/g.png data-src=/a.jpg alt=A><img src=/g.png data-src=/b.jpg alt=B></p>")
    assert [image.url for image in found] == ["/a.jpg", "/b.jpg"]


def test_a_gallery_without_scripts_keeps_all_its_pictures() -> None:
    slide = "<img src=data:x alt='The thaw'><noscript><img src=/{}.jpg alt='The thaw'></noscript>"
    found = images("", "<div>" + "".join(slide.format(name) for name in ("ice", "mud", "sun")) + "</div>")
    assert [image.url for image in found] == ["/ice.jpg", "/mud.jpg", "/sun.jpg"]


# --- places -----------------------------------------------------------------------------------------


def test_images_know_the_block_that_they_follow() -> None:
    figure = "<figure><img src=/{}.jpg><figcaption>Words about {}.</figcaption></figure>"
    html = page(*(figure.format(x, x) for x in ("top", "one", "two", "end")))
    article = clean(html)
    texts = {block.id: block.text for block in article.body}
    places = [image.after if image.after is None else texts[image.after] for image in article.images]
    assert [image.url for image in article.images] == ["/top.jpg", "/one.jpg", "/two.jpg", "/end.jpg"]
    assert places == [None, *TEXT]


def test_a_picture_in_a_paragraph_follows_it_if_it_is_after_its_first_words() -> None:
    article = clean(
        page()
        .replace("The first", "<img src=/a.jpg alt=A>The first")
        .replace("the town", "<img src=/b.jpg alt=B>")
    )
    texts = {block.id: block.text[:10] for block in article.body}
    assert [texts[image.after] for image in article.images if image.after is not None] == [
        "The bridge",
        "The second",
    ]


def test_the_declared_image_comes_first_and_is_placed_if_the_page_shows_it() -> None:
    head = "<meta property='og:image' content='https://img.example/b.jpg'>"
    a = "<figure><img src='https://img.example/a.jpg'></figure>"
    b = "<figure><img src='https://img.example/b-600x400.jpg'><figcaption>The bridge.</figcaption></figure>"
    first, second = images("", a, b, head=head)
    assert (first.url, first.caption) == ("https://img.example/b-600x400.jpg", "The bridge.")
    assert first.after is not None
    assert second.after is not None
    assert second.after < first.after
    assert [x.after for x in images(head=head)] == [None]


@pytest.mark.parametrize(
    "image", ['{"@type": "ImageObject", "url": ["https://img.example/pier.jpg"]}', '{"@id": "#pier"}']
)
def test_json_ld_may_list_the_addresses_of_an_image_or_refer_to_it(image: str) -> None:
    known = '{"@type": "ImageObject", "@id": "#pier", "contentUrl": "https://img.example/pier.jpg"}'
    story = f'{{"@type": "NewsArticle", "headline": "Bridge reopens", "image": {image}}}'
    head = f'<script type="application/ld+json">{{"@graph": [{story}, {known}]}}</script>'
    assert [x.url for x in images(head=head)] == ["https://img.example/pier.jpg"]


def test_the_declared_image_may_have_another_number_and_folder() -> None:
    head = "<meta property='og:image' content='https://img.example/s/771_bridge-on-monday.jpg'>"
    pier = "<p><img src='https://img.example/w/77{}_bridge-on-monday.jpg' alt='{}'></p>"
    assert len(images("", pier.format(2, "A"), head=head)) == 1
    assert len(images("", pier.format(2, "A") + pier.format(3, "B"), head=head)) == 3


# --- captions and credits ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Image quality has improved in ten years", "Image quality has improved in ten years", None),
        ("Photo editors say the bridge has won", "Photo editors say the bridge has won", None),
        ("A pause … and then nothing", "A pause … and then nothing", None),
        ("The photo... nobody knew", "The photo... nobody knew", None),
        ("File photo: a bridge in 2019", "File photo: a bridge in 2019", None),
        ("Image: The crew after the finish", "The crew after the finish", None),
        ("Photo: The bridge at dawn. Photo: Ada Writer", "The bridge at dawn.", "Ada Writer"),
        ("Bild: Die Brücke nach dem Umbau.", "Die Brücke nach dem Umbau.", None),
        ("Image", None, None),
        ("Photo Credit", None, None),
        ("©", None, None),
        ("The crew on Monday.Credit...", "The crew on Monday.", None),
        ("The crew.Credit...Mia Torp for The Sound Courier", "The crew.", "Mia Torp for The Sound Courier"),
        ("The crew (© fot. Mia Torp)", "The crew", "Mia Torp"),
        ("The crew at the desk AFP via Getty Images", "The crew at the desk", "AFP via Getty Images"),
        ("The crew. Mia Torp/Echo/Getty Images", "The crew.", "Mia Torp/Echo/Getty Images"),
        ("miatorp/Getty Images", None, "miatorp/Getty Images"),
        ("The crew.Foto: Mia Torp (Echo) | Video: Bo Lens", "The crew.", "Mia Torp (Echo)"),
        ("Beeld van de brug op vrijdag", "Beeld van de brug op vrijdag", None),
        ("Das Foto Mia Torps zeigt die Brücke", "Das Foto Mia Torps zeigt die Brücke", None),
        ("Foto Galerie", "Foto Galerie", None),
        ("Foto di gruppo con signora", "Foto di gruppo con signora", None),
        ("De brug. Beeld Mia Torp / ANP", "De brug.", "Mia Torp / ANP"),
        ("Le pont vendredi. (Photo Mia Torp)", "Le pont vendredi.", "Mia Torp"),
        ("The bridge. Courtesy of Mia Torp", "The bridge.", "Mia Torp"),
        ("ស្ពាននៅថ្ងៃព្រហស្បតិ៍. រូបថត៖ ចាន់ ដារ៉ា", "ស្ពាននៅថ្ងៃព្រហស្បតិ៍.", "ចាន់ ដារ៉ា"),
        ("ድልድዩ ሐሙስ ዕለት። ፎቶ፦ ሰለሞን ታደሰ", "ድልድዩ ሐሙስ ዕለት።", "ሰለሞን ታደሰ"),
        ("Կամուրջը հինգշաբթի։ Լուսանկարը՝ Արամ Թորոս", "Կամուրջը հինգշաբթի։", "Արամ Թորոս"),
        (
            "The bridge. ©Photo: Mia Torp. Courtesy Bo Lens",
            "The bridge.",
            "©Photo: Mia Torp. Courtesy Bo Lens",
        ),
        ("The pier at dawn (  )", "The pier at dawn (  )", None),  # brackets with nothing in them
    ],
)
def test_captions_and_credits(text: str, caption: str | None, credit: str | None) -> None:
    assert split_caption(text) == (caption, credit)


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (
            "<figure><div>Image<img src=/a.jpg></div><figcaption>The crew.</figcaption></figure>",
            "The crew.",
            None,
        ),
        (
            "<figure><img src=/a.jpg><div>The crew (</div><div>Image:</div><div>Mia Torp)</div></figure>",
            "The crew",
            "Mia Torp",
        ),
        ("<center><img src=/a.jpg><br>The old boat in 1931</center>", "The old boat in 1931", None),
        (
            "<figure><span><img src=/a.jpg><ol><li><a href=/big.jpg>Download the image</a></ol></span>"
            "<span><p><span>Fig. 5</span>. The dark lane.</p></span></figure>",
            "Fig. 5. The dark lane.",
            None,
        ),
        ("<figure><img src=/a.jpg><p>Image 1 of 5: The crew</p></figure>", "The crew", None),
        ("<figure><img src=/a.jpg><p>Ice in 1 of 5 homes</p></figure>", "Ice in 1 of 5 homes", None),
    ],
)
def test_captions_of_pictures(markup: str, caption: str, credit: str | None) -> None:
    assert [(x.url, x.caption, x.credit) for x in images("", markup)] == [("/a.jpg", caption, credit)]


def test_a_heading_after_a_picture_is_no_caption() -> None:
    article = clean(page("", "<p><img src=/a.jpg alt=A></p><h2>Photos</h2>"))
    assert "Photos" in article.text
