"""Pages of a little site of our own, whose profile helps on one of them."""

from __future__ import annotations

_STORIES = (
    ("Night ferry sails again", "After three weeks in the harbour, the boat is back.", "ferry", "crew"),
    ("Old mill gets a new wheel", "The oak for it grew on the hill above the town.", "mill", "miller"),
    ("School choir wins in Brennau", "Forty children sang in a hall without heating.", "choir", "teacher"),
    ("Bakers strike over flour", "The price has doubled since the harvest failed.", "bakery", "baker"),
    ("Bridge over the Lenn closes", "Engineers found cracks in two of its pillars.", "bridge", "engineer"),
    ("Library stays open at night", "Students asked for it, and the council agreed.", "library", "librarian"),
    ("Lynx seen near the quarry", "A camera for badgers took its picture at dawn.", "lynx", "ranger"),
)


CREDO = "Our newsroom works without a printing press and is paid by its members."


def site_page(number: int, *, usual: bool = True) -> str:
    """Return a page of the site. On one that is not as usual, CREDO is in the story's element."""
    title, dek, thing, person = _STORIES[number]
    paragraphs = "".join(
        f"<p>{each}</p>"
        for each in (
            f"The {thing} was the talk of the town on Monday, when the {person} spoke to our reporter.",
            f"Nobody had expected that the {thing} would matter to so many, said the {person} with a smile.",
            f"In the afternoon {number + 3} neighbours met by the river and argued about the {thing}.",
            f"The council will decide in May whether the {person} may carry on as planned with the {thing}.",
        )
    )
    return (
        f"<html><head><title>{title} - Lenn Echo</title></head><body>"
        '<header class="top"><a href="/">Lenn Echo</a></header>'
        '<nav class="menu"><a href="/news">News</a> <a href="/sport">Sport</a></nav>'
        f'<main><h1>{title}</h1><div class="entry-intro">{dek}</div>'
        f'<div class="story">{paragraphs}{"" if usual else f"<p>{CREDO}</p>"}</div>'
        f"{f'<div class=credo>{CREDO}</div>' if usual else ''}"
        '</main><footer class="foot"><p>The Lenn Echo, Market Square 1, Brennau.</p></footer></body></html>'
    )


def site_pages(host: str = "echo.example") -> list[tuple[str, str]]:
    """Return six pages of the site and their addresses, from which to learn."""
    return [(site_page(number), f"https://{host}/news/{number}") for number in range(6)]


NEW_PAGE = site_page(6, usual=False)  # cleaned with the site's profile, it loses CREDO
