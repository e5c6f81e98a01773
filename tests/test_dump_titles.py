"""Titles of dumps that depend on the page's address, which fixtures have none of."""

from newsclean import clean

STORY = """\
Published 3 May 2024, 11:40

The ferry sailed again on Monday, two days earlier than planned, with the mayor at the rail. An old engine had failed.

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
