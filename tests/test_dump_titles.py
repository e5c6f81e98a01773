"""Titles of dumps that depend on the page's address, which fixtures have none of."""

from newsclean import clean

STORY = """\
Published 3 May 2024, 11:40

The ferry sailed again on Monday, two days early, with the mayor at the rail. Its old engine had failed.

A band on the upper deck played the three songs that it knew until the far shore came in sight of the boat.
"""


def test_the_name_of_the_site_over_the_headline_is_no_headline_over_a_dek() -> None:
    name = "Boats to the far shore"
    headline = "The beginner's guide to all seven of the old ferries"
    dump = f"Home\nBoats\n\n{name}\n{name}\n\n{headline}\n\n{STORY}"
    article = clean(dump, url="https://boats.example/beginners-guide-to-seven-old-ferries")
    assert (article.title, article.subtitle) == (headline, None)


def test_the_title_loses_the_sections_of_the_menu_and_the_name_with_the_address() -> None:
    headline = "Ferry sails again after two weeks in dock"
    menu = "Home\nHarbour news\nSport\n"
    dump = f"News brennau-echo.example :: {headline} - Harbour news\n\n{menu}\n{STORY}"
    article = clean(dump, url="https://www.brennau-echo.example/2024/05/03/1")
    assert article.title == headline


MENU = """\
Ferry to Lenn sails again: the ferry sailed on Monday with the mayor at the rail, and a band on deck.
Roof of the library leaks: the council has no money for a new roof, and the books are in the cellar since May.
Baker counts his cookies: he has sold nine thousand of them since the bridge was opened, and says he is tired.
A bear in the harbour: it came over the ice, ate nine fish from a crate and went away before the police came.
"""


def test_the_headline_with_the_words_of_the_address_counts_though_a_menu_has_more_prose() -> None:
    headline = "Seventh lighthouse keeper leaves the island"
    story = "The last but one keeper of the old light left on Friday. He had been there for nine years.\n"
    dump = f"Latest stories\n\n{MENU}\nWeather\n\nSport\n\n{headline}\n\n3 May 2024\n\n{story}"
    article = clean(dump, url="https://echo.example/2024/seventh-lighthouse-keeper-leaves-island")
    assert article.title == headline
    assert clean(dump, url="https://echo.example/2024/1").title != headline


def test_a_teaser_with_the_words_of_the_address_is_not_the_headline_of_a_story_with_some_of_them() -> None:
    headline = "Ferry to the island sails again after two weeks"
    teaser = "* Seventh lighthouse keeper leaves the island"
    dump = f"{headline}\n\n{STORY}\nMore\n\n{teaser}\n"
    article = clean(dump, url="https://echo.example/2024/seventh-lighthouse-keeper-leaves-island")
    assert article.title == headline
