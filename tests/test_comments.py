"""Readers' comments as data: `clean(page, comments=True).comments`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from fixture_files import all_pages

from newsclean import Article, Comment, clean, clean_many, explain, replay
from newsclean.assemble import assemble

STORY = """<article><h1>The bridge reopens</h1><div class="story">
<p>The bridge over the Marrow reopened on Monday after two years of work on its piers, the town said.</p>
<p>It took the mayor four minutes to cross it, and the dog of a neighbour less than one, it is said.</p>
</div></article>"""
FORM = """<form class="comment-form"><p>Leave a reply</p>
<p>Your address will not be published, whatever you write.</p>
<p>Name *</p></form>"""


def comments(*each: str, after: str = FORM) -> tuple[Comment, ...]:
    thread = (
        f'<section class="comments"><h3>{len(each)} comments</h3><ol>{"".join(each)}</ol>{after}</section>'
    )
    found = clean(f"<main>{STORY}{thread}</main>", comments=True)
    assert len(found.body) == 2
    return found.comments


def entry(who: str, text: str, inside: str = "", when: str = "3 May 2024, 14:07") -> str:
    name = f'<p class="who">{who}</p>' if who else ""
    return (
        f'<li><div class="card"><header class="by">{name}<p class="when">{when}</p></header>'
        f'<div class="said">{text}</div><p class="act">Reply</p></div>{inside}</li>'
    )


MARROWMAN = entry("marrowman", "<p>About time, I would say!</p><p>Was it two years?</p>")
INES = entry("Ines Falk says:", "<p>And who pays for all of it?</p>", when="4 May 2024")

PIERS = ("for pier one", "for the second", "for all of it")

# --- what is not one ------------------------------------------------------------------------------


def test_none_are_given_unless_asked_for() -> None:
    page = f"<main>{STORY}<section class='comments'><ol>{MARROWMAN}{INES}</ol></section></main>"
    plain, asked = explain(page), explain(page, comments=True)
    assert plain.article.comments == ()
    assert len(asked.article.comments) == 2
    assert replace(asked.article, comments=()) == plain.article
    assert asked.trace[:-1] == plain.trace
    assert assemble(replay(asked.page, asked.trace)) == asked.article


def test_a_story_about_comments_has_none() -> None:
    page = """<article><h1>Our comments, ten years on</h1><div class="story">
    <p>Ten years ago the Echo opened its pages for comments, and 3 May 2014 at 14:07 saw the first one.</p>
    <h3>Ida Berg, 3 May 2014, 14:07</h3><p>"About time," she wrote, and she has written daily since then.</p>
    <h3>Ole Rask, 4 May 2014, 9:12</h3><p>"And who pays for it?" he asked, and nobody has answered him.</p>
    </div></article>"""
    found = clean(page, comments=True)
    assert "And who pays" in found.text
    assert found.comments == ()


def test_a_live_blog_has_none() -> None:
    said = "<p>The mayor is on the next pier of the bridge and waves to the ferry below.</p>"
    entries = "".join(f"<div><p>3 May 2024, 14:0{n}</p>{said}</div>" for n in range(4))
    page = f'<article><h1>Live: the bridge</h1><div class="story">{entries}</div></article>'
    assert clean(page, comments=True).comments == ()


def test_a_box_of_the_stories_with_most_comments_has_none() -> None:
    said = (
        '<p><a href="/1">{} swans stop the traffic on the road</a></p><p>{} of them had time, it is said.</p>'
    )
    assert comments(*(entry("Town", said.format(n, n)) for n in ("Two", "Six")), after="") == ()


def test_a_form_with_its_rules_is_none() -> None:
    assert comments() == ()


def test_comments_without_a_date_and_a_class_are_left_out() -> None:
    assert comments(entry("Ines", "<p>And who pays for it?</p>", when="") * 3) == ()


# --- what is one ----------------------------------------------------------------------------------


def test_author_date_and_text() -> None:
    assert comments(MARROWMAN, INES) == (
        Comment("marrowman", dt.datetime(2024, 5, 3, 14, 7), "About time, I would say!\n\nWas it two years?"),
        Comment("Ines Falk", dt.date(2024, 5, 4), "And who pays for all of it?"),
    )


def test_one_alone() -> None:
    assert [x.text for x in comments(MARROWMAN)] == ["About time, I would say!\n\nWas it two years?"]


def test_replies_are_comments_of_their_own() -> None:
    reply = entry("Ole", "<p>You do, my friend.</p>", when="5 May 2024, 8:12")
    nested = entry("Ines", "<p>And who pays for it?</p>", f"<ol>{reply}</ol>")
    found = comments(MARROWMAN, nested)
    assert [(x.author, x.text.partition("\n")[0]) for x in found] == [
        ("marrowman", "About time, I would say!"),
        ("Ines", "And who pays for it?"),
        ("Ole", "You do, my friend."),
    ]


def test_a_linked_name_beside_the_date() -> None:
    texts = "<p>About time, I would say!</p>", "<p>And who pays for it?</p>"
    whens = (
        '<a href="/u/1">ole_r</a> commented on 3 May 2024',
        '<a href="/u/2">Ines</a> commented on 4 May 2024',
    )
    found = comments(*(entry("", text, when=when) for text, when in zip(texts, whens, strict=True)))
    assert [x.author for x in found] == ["ole_r", "Ines"]
    assert [x.published for x in found] == [dt.date(2024, 5, 3), dt.date(2024, 5, 4)]


def test_a_name_beside_the_date_is_what_differs() -> None:
    whens = "Posted by Ole Rask on 3 May 2024", "Posted by Ines on 4 May 2024", "Posted by Bo on 4 May 2024"
    found = comments(
        *(entry("", f"<p>And who pays {n}?</p>", when=when) for n, when in zip(PIERS, whens, strict=True))
    )
    assert [x.author for x in found] == ["Ole Rask", "Ines", "Bo"]


@pytest.mark.parametrize("who", ["Rating: 0", "+ 3 | Ines", "<b>On the bridge.</b>"])
def test_what_may_be_more_than_a_name_is_no_author(who: str) -> None:
    found = comments(MARROWMAN, entry(who, "<p>And who pays for it?</p>"))
    assert [x.author for x in found][1:] == [None]


def test_a_label_is_no_author() -> None:
    found = comments(*(entry("Permanent", f"<p>And who pays for pier {n}?</p>") for n in PIERS))
    assert [x.author for x in found] == [None, None, None]


def test_the_day_of_an_edit_is_no_date_and_the_editor_no_author() -> None:
    def edited(text: str, who: str) -> str:
        said = f'<div class="said"><p>{text}</p></div>'
        return f'<li>{said}<p class="when">Edited by {who} on 3 May 2024, 14:07</p></li>'

    assert comments(edited("And who pays for it?", "Ines"), edited("And for the other one?", "Bo")) == (
        Comment(None, None, "And who pays for it?"),
        Comment(None, None, "And for the other one?"),
    )


def test_a_day_that_is_glued_to_its_time_is_no_date() -> None:
    found = comments(MARROWMAN, entry("Ines", "<p>And who pays for it?</p>", when="28.09.1912:44"))
    assert all(x.published is None or x.published.year == 2024 for x in found)


def test_notices_in_every_comment_are_not_its_text() -> None:
    notice = "<p>Something went wrong, please try it again.</p>"
    found = comments(
        *(entry(who, f"<p>And who pays, asks {who}?</p>{notice}") for who in ("Ines", "Ole", "Bo"))
    )
    assert [x.text for x in found] == [f"And who pays, asks {who}?" for who in ("Ines", "Ole", "Bo")]


def test_a_time_tag_adds_the_zone_and_dates_an_age() -> None:
    def when(text: str) -> str:
        return f'<time datetime="2024-05-03T14:07:00+02:00">{text}</time>'

    exact = dt.datetime(2024, 5, 3, 14, 7, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    found = comments(
        entry("Ines", "<p>And who pays for it?</p>", when=when("3 May 2024, 14:07")),
        entry("Ole", "<p>You do, my friend.</p>", when=when("3 May 2024, 14:07")),
    )
    assert [x.published for x in found] == [exact, exact]
    found = comments(
        entry("Ines", "<p>And who pays for it?</p>", when=when("3 hours ago")),
        entry("Ole", "<p>You do, my friend.</p>", when="4 hours ago"),
    )
    assert [(x.author, x.published) for x in found] == [("Ines", exact), ("Ole", None)]


ONE = """<li class="comment {parity}"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">{who}</b> <span class="says">{says}</span></div>
<div class="comment-metadata"><a href="#1"><time datetime="2024-05-03T14:07:00+02:00">{when}</time></a></div>
</footer><div class="comment-content"><p>{text}</p></div>
<div class="reply"><a href="#r">{reply}</a></div></article>{inside}</li>"""
THREAD = """<div id="comments"><ol class="comment-list">{}</ol>
<div class="comment-respond"><h3>{form}</h3><form><p>{form}</p></form></div></div>"""

LANGUAGES = {
    "de": ("Jutta Feld", "ole_r", "sagt:", "3. Mai 2024 um 14:07 Uhr", "Antworten", "Schreib etwas",
           "Wer bezahlt das eigentlich alles?", "Na, wir beide, und die Fähre dazu."),
    "fr": ("Odile Caron", "petit_pont", "dit :", "3 mai 2024 à 14 h 07", "Répondre", "Laisser un commentaire",
           "Et qui va payer tout cela, au juste ?", "Nous deux, et le bac par-dessus le marché."),
    "pl": ("Ewa Zimna", "rybak", "pisze:", "3 maja 2024 o 14:07", "Odpowiedz", "Dodaj komentarz",
           "A kto za to wszystko zapłaci, pytam?", "My wszyscy, jak zawsze, i prom też."),
    "es": ("Rosa Prieto", "barquero", "dice:", "3 mayo, 2024 a las 14:07", "Responder", "Deja un comentario",
           "¿Y quién va a pagar todo esto ahora?", "Nosotros dos, y la barca también, claro."),
    "ru": ("Нина Лодкина", "речник", "говорит:", "3 мая 2024 в 14:07", "Ответить", "Добавить комментарий",
           "А кто за всё это будет платить?", "Мы с вами, и за паром тоже, конечно."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_comments_in_other_languages(language: str) -> None:
    one, two, says, when, reply, form, first, second = LANGUAGES[language]
    words = {"says": says, "when": when, "reply": reply}
    inside = ONE.format(parity="odd alt depth-2", who=two, text=second, inside="", **words)
    outer = ONE.format(parity="even depth-1", who=one, text=first, inside=f"<ol>{inside}</ol>", **words)
    thread = THREAD.format(outer, form=form)
    found = clean(f'<html lang="{language}"><main>{STORY}{thread}</main></html>', comments=True)
    exact = dt.datetime(2024, 5, 3, 14, 7, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert [(x.author, x.text) for x in found.comments] == [(one, first), (two, second)]
    assert [x.published for x in found.comments] == [exact, exact]


# --- dumps ----------------------------------------------------------------------------------------

DUMP = """The bridge reopens

The bridge over the Marrow reopened on Monday after two years of work on its piers, the town said.

It took the mayor four minutes to cross it, and the dog of a neighbour less than one, it is said.

3 comments

Mia Holt says:

5 May 2024 at 1:34 pm

About time, I would say! Was it two years?

Reply

ole_r says:

5 May 2024 at 2:02 pm

And who pays for all of it?

The ferry was free.

Reply

Bo says:

6 May 2024 at 9:41 am

You do, my friend.

Reply

Leave a reply

Your address will not be published, whatever you write.
"""


def test_comments_of_a_dump() -> None:
    found = clean(DUMP, comments=True)
    assert found.comments == (
        Comment("Mia Holt", dt.datetime(2024, 5, 5, 13, 34), "About time, I would say! Was it two years?"),
        Comment(
            "ole_r", dt.datetime(2024, 5, 5, 14, 2), "And who pays for all of it?\n\nThe ferry was free."
        ),
        Comment("Bo", dt.datetime(2024, 5, 6, 9, 41), "You do, my friend."),
    )
    assert replace(found, comments=()) == clean(DUMP)


# --- declared -------------------------------------------------------------------------------------


def declared(*each: dict[str, object]) -> str:
    data = {"@type": "NewsArticle", "headline": "The bridge reopens", "comment": list(each)}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_declared_comments_and_their_replies() -> None:
    reply = {"@type": "Comment", "text": "You do, my friend.", "author": {"name": "Ole"}}
    first = {"text": "And who pays?", "dateCreated": "2024-05-03", "author": "Ines", "comment": reply}
    found = clean(f"{declared(first)}<main>{STORY}</main>", comments=True)
    assert found.comments == (
        Comment("Ines", dt.date(2024, 5, 3), "And who pays?"),
        Comment("Ole", None, "You do, my friend."),
    )
    assert len(found.body) == 2


def test_a_declared_comment_that_is_shown_is_one() -> None:
    data = declared({"@type": "Comment", "text": "And who pays for all of it?", "author": "Ines F."})
    thread = f"<section class='comments'><ol>{MARROWMAN}{INES}</ol></section>"
    found = clean(f"{data}<main>{STORY}{thread}</main>", comments=True)
    assert [x.author for x in found.comments] == ["marrowman", "Ines Falk"]


# --- everywhere -----------------------------------------------------------------------------------


def test_they_are_in_rows_and_read_back() -> None:
    page = f"<main>{STORY}<section class='comments'><ol>{MARROWMAN}{INES}</ol></section></main>"
    (row,) = clean_many([page], workers=0, comments=True)
    assert row.article is not None
    assert row.article == clean(page, comments=True)
    data = row.article.to_dict()
    assert data["comments"][1] == {
        "author": "Ines Falk", "published": "2024-05-04", "text": "And who pays for all of it?",
    }  # fmt: skip
    assert Article.from_dict(json.loads(row.article.to_json())) == row.article
    del data["comments"]  # data of older versions
    assert Article.from_dict(data) == replace(row.article, comments=())


@pytest.mark.parametrize("fixture", all_pages(), ids=str)
def test_the_body_stays_and_no_text_of_it_is_in_a_comment(fixture) -> None:  # type: ignore[no-untyped-def]
    plain, asked = explain(fixture.page).article, explain(fixture.page, comments=True).article
    assert replace(asked, comments=()) == plain
    kept = {b.text for b in plain.body}
    assert not kept & {text for comment in asked.comments for text in comment.text.split("\n\n")}
