"""Profiles of the invented sites in fixtures/sites: what they learn, do, and must not do."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sites import BEACON, REGISTER, explained, lost, others, page, pages, reasons

import newsclean
from newsclean import Profile, RawPage, learn, learn_sites, replay
from newsclean.profiles.matching import match
from newsclean.profiles.profile import profile_for
from newsclean.profiles.slot_odds import SlotOdds

NOTICE = "The Beacon belongs to its readers on fourteen islands."
LAW = "“Any resident may see a contract of the municipality within ten days"
SERIES = "This is the logbook of Embla, in which one islander a month writes"
RULE = "Letters are printed if they are short, signed with name and village"
CLOSING = "Pass this story on, or cut it out"
PARTNER = "The savings bank of the islands lends money"

each_site = pytest.mark.parametrize("host", [BEACON, REGISTER])
every_page = pytest.mark.parametrize(
    "raw", [*pages(BEACON), *pages(REGISTER)], ids=lambda raw: raw.url.rpartition("/")[2]
)


@pytest.fixture(scope="module")
def beacon() -> Profile:
    return learn(pages(BEACON))


@pytest.fixture(scope="module")
def register() -> Profile:
    return learn(pages(REGISTER))


def shown(raw: RawPage, text: str, profile: Profile) -> str:
    """Return the trace of the blocks that hold a text."""
    return str(explained(raw, profile).why(text))


# --- what is learnt, and what it does -------------------------------------------------------------


def test_two_templates_of_a_site(beacon: Profile) -> None:
    assert (beacon.host, beacon.stories, beacon.warnings) == (BEACON, 13, ())
    assert [(each.source, each.stories) for each in beacon.templates] == [("html", 7), ("html", 6)]
    assert [each.sample for each in beacon.templates] == [
        f"https://{BEACON}/news/ferry-ramp",
        f"https://{BEACON}/logbook/bicycle-chain",
    ]


def test_a_site_of_dumps(register: Profile) -> None:
    (template,) = register.templates
    assert (template.source, template.stories, register.warnings) == ("text", 8, ())
    assert any(share.kept > 0.9 for share in template.slots.values())


@pytest.mark.parametrize("name", ["news/ice-rink", "news/library-bus"])
def test_a_notice_that_was_pasted_into_the_story_goes(beacon: Profile, name: str) -> None:
    raw = page(BEACON, name)
    assert explained(raw).why(NOTICE) == ()
    assert shown(raw, NOTICE, beacon).endswith(
        "[recurring_lines: recurs on the site; on 7 of 7 pages of this site, kept on 2]"
    )


@pytest.mark.parametrize("name", ["cheese-cave", "stolen-bench"])
def test_a_rule_for_letters_goes(name: str) -> None:
    raw = page(REGISTER, name)
    assert explained(raw).why(RULE) == ()
    assert "[recurring_lines: recurs on the site; on 7 of 7 pages" in shown(raw, RULE, others(raw))


def test_a_short_line_below_the_stories_of_most_pages_goes() -> None:
    for raw in pages(REGISTER):
        assert CLOSING in explained(raw).article.text
        assert "recurs on the site; on 7 of 7 pages" in shown(raw, CLOSING, others(raw))


def test_what_is_in_a_place_without_stories_goes() -> None:
    raw = page(BEACON, "news/library-bus")
    assert explained(raw).why(PARTNER) == ()
    assert shown(raw, PARTNER, others(raw)).endswith(
        "[known_places: in a place without the story's text; "
        "paragraph: p < div.corner.quay: 0% kept on 6 pages of this site]"
    )


@pytest.mark.parametrize(
    ("name", "dek"),
    [
        ("logbook/knots", "A sailor's test, failed with honour"),
        ("logbook/bicycle-chain", "Mine lasted one winter and a half"),
    ],
)
def test_deks_that_only_other_pages_declare(name: str, dek: str) -> None:
    raw = page(BEACON, name)
    assert explained(raw).article.subtitle is None
    found = explained(raw, others(raw))
    assert found.article.subtitle == dek
    assert dek not in found.article.text
    assert str(found.why(dek)).endswith("[known_fields: the dek, claimed as subtitle]")


POLISH = (
    ("Prom znów pływa", "Prom stał w porcie przez trzy tygodnie, bo pękł mu wał.", "14 gru 2011"),
    ("Młyn ma nowe koło", "Dąb na koło rósł na wzgórzu nad miastem przez sto lat.", "15 gru 2011"),
    ("Chór wygrał w Brenowie", "Czterdzieścioro dzieci śpiewało w sali bez ogrzewania.", "16 gru 2011"),
    ("Piekarze strajkują", "Cena mąki podwoiła się od czasu, gdy zabrakło zboża.", "17 gru 2011"),
    ("Most zostanie zamknięty", "Inżynierowie znaleźli pęknięcia w dwóch jego filarach.", "20 lis 2011"),
)


def polish_page(number: int, place: str = "kiedy") -> RawPage:
    """Return a page that declares no language, so that its day may be of any month called "lis"."""
    title, lead, day = POLISH[number]
    return RawPage(
        f"<title>{title}</title><main><h1>{title}</h1><div class={place}>{day}</div><div class=tekst>"
        f"<p>{lead} Mieszkańcy mówią o tym od poniedziałku i nie mogą się nadziwić, jak długo to trwało.</p>"
        f"<p>Rada miasta zdecyduje w maju, co dalej, powiedział burmistrz numer {number} na placu.</p>"
        f"<p>Potem {number + 3} sąsiadów spotkało się nad rzeką i rozmawiało o tym do późnej nocy.</p></div>",
        url=f"https://kurier.example/{number}",
    )


def test_a_day_that_only_the_sites_place_and_language_tell() -> None:
    raw, profile = polish_page(4), learn(polish_page(n) for n in range(4))
    assert explained(raw).article.published is None
    found = explained(raw, profile)
    assert str(found.article.published) == "2011-11-20"
    claim = found.cleaned.claim("published")
    assert claim is not None
    assert claim.reason == "where the site has its date lines"
    assert claim.evidence == "the date line of 4 of 4 pages of this site is here"
    assert replay(found.page, found.trace) == found.cleaned


def test_a_day_in_another_place_is_not_read() -> None:
    profile = learn(polish_page(n) for n in range(4))
    assert explained(polish_page(4, place="termin"), profile).article.published is None


WORDS = (
    "boat pier bell fog river harbour rope crew deck lamp winter island passenger anchor bridge market storm"
    " engine captain letter baker signal ticket oar buoy tide net gull mast sail dock crane wharf cargo ferry"
).split()


def timed_page(n: int, declared: str) -> RawPage:
    words = [" ".join(random.Random(f"{n} {line}").sample(WORDS, 16)) for line in range(3)]
    paragraphs = "".join(f"<p>The {line} again, said the ferryman.</p>" for line in words)
    data = json.dumps({"@type": "NewsArticle", "datePublished": declared})
    return RawPage(
        f'<script type="application/ld+json">{data}</script><div class="top">The Osk Echo</div>'
        f'<h1>The {words[0][:30]} of Osk</h1><div class="text">{paragraphs}</div>',
        f"https://echo.example/{n}",
    )


WINTER_AND_SUMMER = [
    "2024-01-05T08:00:00+01:00", "2024-02-06T08:00:00+01:00", "2024-12-07T08:00:00+01:00",
    "2024-05-05T08:00:00+02:00", "2024-06-06T08:00:00+02:00", "2024-07-07T08:00:00+02:00",
]  # fmt: skip


@pytest.mark.parametrize(
    ("declared", "time", "zoned"),
    [
        (WINTER_AND_SUMMER, "2025-05-09T14:05:00", "2025-05-09T14:05:00+02:00"),
        (WINTER_AND_SUMMER, "2025-12-09T14:05:00", "2025-12-09T14:05:00+01:00"),
        (WINTER_AND_SUMMER, "2025-10-09T14:05:00", "2025-10-09T14:05:00"),  # no page is of this month
        (WINTER_AND_SUMMER, "2025-05-09T14:05:00+09:45", "2025-05-09T14:05:00+09:45"),
        (["2024-01-05T08:00:00+09:00"] * 3, "2025-10-09T14:05:00", "2025-10-09T14:05:00+09:00"),
        (["2024-01-05T08:00:00+09:00"] * 2, "2025-10-09T14:05:00", "2025-10-09T14:05:00"),
        (["2024-01-05T08:00:00Z"] * 4, "2025-10-09T14:05:00", "2025-10-09T14:05:00"),
        (["2024-01-05T08:00+09:00", "2024-01-05T08:00+02:00"] * 3, "2025-01-09T14:05", "2025-01-09T14:05"),
    ],
)  # fmt: skip
def test_the_zone_of_a_site(declared: list[str], time: str, zoned: str) -> None:
    profile = learn(timed_page(n, each) for n, each in enumerate([*declared, "2024-03-01"]))
    found = explained(timed_page(99, time), profile)
    assert found.article.published == datetime.datetime.fromisoformat(zoned)
    assert replay(found.page, found.trace) == found.cleaned


def test_the_zone_of_a_site_is_saved_and_shown(tmp_path: Path) -> None:
    profile = learn(timed_page(n, each) for n, each in enumerate(WINTER_AND_SUMMER))
    assert load(tmp_path, saved(profile, tmp_path)) == profile
    assert "zone +01:00 or +02:00" in str(profile)
    damaged = saved(profile, tmp_path).decode().replace("01 +01:00", "13 +01:00")
    with pytest.raises(ValueError, match=r"a page's zone is '13 \+01:00'"):
        load(tmp_path, damaged)


def test_a_file_of_the_first_format_is_read(beacon: Profile, tmp_path: Path) -> None:
    data = json.loads(saved(beacon, tmp_path))
    for each in data["pages"]:
        del each["zone"]
        number = each.pop("fields").get("subtitle")
        each["dek"] = "" if number is None else data["places"][each["lines"][number][1]]
    old = load(tmp_path, json.dumps(data | {"newsclean_profile": 1}))
    assert [each.lines for each in old.notes] == [each.lines for each in beacon.notes]
    assert [each.fields.get("subtitle") for each in old.templates] == [
        each.fields.get("subtitle") for each in beacon.templates
    ]


def test_the_scorer_of_a_dump_is_told_where_the_story_is(register: Profile) -> None:
    found = explained(page(REGISTER, "bell-tower"), register)
    assert "by the site's other pages" in "\n".join(found.lines())


def test_the_scorer_is_told_nothing_of_recurring_lines(register: Profile) -> None:
    found = explained(page(REGISTER, "bell-tower"), register).page
    fitting, _ = match(found, register.templates)
    assert fitting is not None
    odds = dict(zip([block.id for block in found.blocks], SlotOdds(fitting)(found), strict=True))
    recurring = {block.id for block in found.blocks if fitting.recurring(block)}
    assert recurring
    assert {odds[block] for block in recurring} == {0.0}


# --- what stays -----------------------------------------------------------------------------------


def test_a_law_that_every_story_quotes_stays(beacon: Profile) -> None:
    for raw in pages(BEACON, "news"):
        assert LAW in explained(raw, beacon).article.text


def test_a_line_of_a_series_that_the_passes_keep_stays(beacon: Profile) -> None:
    for raw in pages(BEACON, "logbook"):
        assert SERIES in explained(raw, beacon).article.text


@pytest.mark.parametrize(
    ("background", "count"),
    [
        ("The strike began in March.", 4),  # four of ten stories are about it
        ("The strike began in March, when the council cut the pay of all who work at the port.", 10),
    ],
)
def test_what_some_stories_end_with_stays_and_so_does_a_paragraph(background: str, count: int) -> None:
    raws = [*made_pages(10)]
    strikes = [RawPage(f"{raw.source}<p>{background}</p>", raw.url) for raw in raws[:count]]
    profile = learn([*strikes, *raws[count:]])
    for raw in strikes:
        assert background in explained(raw, profile).article.text


@every_page
def test_nothing_else_changes(raw: RawPage) -> None:
    before, after = explained(raw), explained(raw, others(raw))
    gone = lost(before, after)
    assert reasons(after, gone) <= {"recurring_lines", "known_places", "known_fields"}
    for text in gone:
        assert text == after.article.subtitle or text.startswith(PARTNER) or on_pages(text) > 3
    assert lost(after, before) == []
    assert after.article.title == before.article.title
    assert after.article.warnings == before.article.warnings


def on_pages(text: str) -> int:
    """Return how often the pages of the sites hold this text."""
    site = [*pages(BEACON), *pages(REGISTER)]
    return sum(Path(str(each.source)).read_text(encoding="utf-8").count(text) for each in site)


@every_page
def test_the_trace_can_be_replayed(raw: RawPage) -> None:
    found = explained(raw, others(raw))
    assert replay(found.page, found.trace) == found.cleaned


# --- where a profile stands back ------------------------------------------------------------------


def assert_only_warns(raw: RawPage, profile: Profile, warning: str) -> None:
    before, after = explained(raw).article, explained(raw, profile).article
    assert after == replace(before, warnings=(*before.warnings, after.warnings[-1]))
    assert after.warnings[-1].startswith(warning)


def test_the_profile_of_another_site_only_warns(beacon: Profile, register: Profile) -> None:
    assert_only_warns(
        page(BEACON, "news/ice-rink"),
        register,
        f"the profile of {REGISTER} was not used: it was learnt from dumps",
    )
    assert_only_warns(
        page(REGISTER, "cheese-cave"),
        beacon,
        f"the profile of {BEACON} was not used: it was learnt from HTML",
    )


def test_a_page_of_another_site_in_html_gets_a_warning(beacon: Profile) -> None:
    raw = RawPage(
        "<div id=x><h1>Rain</h1><section class=z><p>It rained on Monday, and rivers rose.</p></section>"
    )
    assert_only_warns(raw, beacon, f"the profile of {BEACON} was not used: the page has ")


@pytest.mark.parametrize(("count", "told"), [(0, "are 0"), (1, "is 1"), (2, "are 2")])
def test_fewer_than_three_stories_only_warn(count: int, told: str) -> None:
    few = learn(pages(BEACON)[:count])
    assert few.templates == ()
    assert few.warnings[0] == f"a profile needs 3 stories, and there {told}: copies of a story count once"
    assert_only_warns(page(BEACON, "news/ice-rink"), few, "the profile of ")


def test_copies_count_once() -> None:
    raw = page(BEACON, "news/ferry-ramp")
    html = Path(str(raw.source)).read_text(encoding="utf-8")
    copies = [
        RawPage(
            html.replace("Most read", f"Most read in week {n}").replace("Logbook", f"Page {word}"), raw.url
        )
        for n, word in enumerate(["one", "two", "three", "four"])
    ]
    profile = learn([raw, *copies, page(BEACON, "news/ice-rink")])
    assert (len(profile.notes), profile.stories, profile.templates) == (6, 2, ())
    assert profile.warnings == ("a profile needs 3 stories, and there are 2: copies of a story count once",)


def test_what_is_wrong_with_the_pages_is_said() -> None:
    assert learn([*pages(BEACON), *pages(REGISTER)]).warnings == (
        f"the pages are of 2 hosts ({BEACON}, {REGISTER}): learn each site by itself",
    )
    (unread,) = learn([*pages(BEACON), RawPage(b"%PDF-1.7")]).warnings
    assert "could not be read" in unread


def test_a_single_page_is_not_a_site() -> None:
    for single in ("<p>It rained.", b"<p>It rained.", Path("page.html"), RawPage("<p>It rained.")):
        with pytest.raises(TypeError, match="not a single"):
            learn(single)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not a tuple of 3"):
        learn([("<p>It rained.", "https://echo.example/", "utf-8")])  # type: ignore[list-item]


# --- order, joining, files ------------------------------------------------------------------------


def saved(profile: Profile, folder: Path) -> bytes:
    profile.save(folder / "profile.json")
    return (folder / "profile.json").read_bytes()


@each_site
def test_the_order_of_the_pages_changes_nothing(host: str, tmp_path: Path) -> None:
    given = pages(host)
    whole = saved(learn(given), tmp_path)
    for seed in range(3):
        random.Random(seed).shuffle(given)
        assert saved(learn(iter(given)), tmp_path) == whole


@each_site
def test_joining_is_learning_all_together(host: str) -> None:
    given = pages(host)
    one, other, whole = learn(given[:5]), learn(given[5:]), learn(given)
    for joined in (one | other, other | one, whole | one, whole | whole):
        assert joined.notes == whole.notes
        assert joined.templates == whole.templates
    assert one | other == other | one


def test_joining_with_something_else() -> None:
    with pytest.raises(TypeError):
        Profile() | {}  # type: ignore[operator]


def test_of_many_pages_the_same_are_chosen_in_any_order(tmp_path: Path) -> None:
    many = list(made_pages(80))
    whole = learn(many)
    assert len(whole.notes) == 64
    assert saved(learn(many[::-1]), tmp_path) == saved(whole, tmp_path)
    assert (learn(many[:50]) | learn(many[50:])).notes == whole.notes


def made_pages(count: int) -> Iterator[RawPage]:
    words = "boat gate lamp rope bell nail oven hook drum coat".split()
    for n in range(count):
        story = " ".join(words[int(digit)] for digit in f"{n:03}")
        text = "".join(
            f"<p>The {story} was painted for the {each}, and nobody asked why.</p>" for each in words
        )
        yield RawPage(
            f"<h1>On the {story}</h1>{text}<p>Painted on Mondays.</p>", f"https://paint.example/{n}"
        )


def test_many_sites_at_once(beacon: Profile, register: Profile) -> None:
    unnamed = RawPage("<p>It rained.</p>")
    found = learn_sites([*pages(REGISTER), unnamed, *pages(BEACON)])
    assert list(found) == ["", BEACON, REGISTER]
    assert (found[BEACON], found[REGISTER]) == (beacon, register)
    assert len(found[""].notes) == 1


def test_the_profile_of_an_address(beacon: Profile) -> None:
    known = {BEACON: beacon}
    for url in (
        f"https://{BEACON}/x",
        f"http://www.{BEACON.upper()}:80/",
        f"https://m.{BEACON}/x",
        f"{BEACON}/x",
    ):
        assert profile_for(url, known) is beacon
    for url in (None, "", "https://example/", "https://x[", "https://notskarvoybeacon.example/"):
        assert profile_for(url, known) is None


@each_site
def test_a_saved_profile_is_the_same(host: str, tmp_path: Path) -> None:
    profile = learn([*pages(host), RawPage(b"%PDF-1.7")])
    profile.save(tmp_path / "profile.json")
    again = Profile.load(tmp_path / "profile.json")
    assert again == profile
    assert again.templates == profile.templates
    assert saved(again, tmp_path) == saved(profile, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["profile.json"]


def test_a_file_of_a_newer_format(beacon: Profile, tmp_path: Path) -> None:
    data = json.loads(saved(beacon, tmp_path))
    newer = json.dumps(data | {"newsclean_profile": 99})
    with pytest.raises(
        ValueError, match=r"profile\.json is not a profile: its format is 99, .* update newsclean"
    ):
        load(tmp_path, newer)


def load(folder: Path, text: str | bytes) -> Profile:
    file = folder / "profile.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Profile.load(file)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "7", '"x"', b"\xff\xfe", '{"newsclean_profile": true}']
)
def test_files_that_are_no_profile(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"profile\.json (is not a profile|holds no rules): "):
        load(tmp_path, text)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("unread", -1),
        ("unread", None),
        ("keys", 7),
        ("keys", [None]),
        ("keys", []),
        ("places", ["", 3]),
        ("texts", []),
        ("texts", {"a": 1}),
        ("pages", {}),
        ("pages", [7]),
        ("pages", [{}]),
    ],
)
def test_damaged_files(beacon: Profile, name: str, value: object, tmp_path: Path) -> None:
    data = json.loads(saved(beacon, tmp_path))
    if name == "pages" and value == {}:
        assert load(tmp_path, json.dumps(data | {name: value})).notes == ()
        return
    with pytest.raises(ValueError, match=r"profile\.json is not a profile: "):
        load(tmp_path, json.dumps(data | {name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("source", "pdf"), ("url", 7), ("status", None), ("lines", [[0, 0, 0]]), ("lines", [[0, 0, 3, 1]]),
     ("lines", [[-1, 0, 0, 1]]), ("lines", [[0, 0, 0, 1e9]]), ("lines", ["abcd"]), ("lines", None),
     ("fields", None), ("fields", {"title": "x"}), ("fields", {"title": -1}), ("fields", {"title": 9999})],
)  # fmt: skip
def test_damaged_pages_of_a_file(beacon: Profile, name: str, value: object, tmp_path: Path) -> None:
    data = json.loads(saved(beacon, tmp_path))
    data["pages"][0][name] = value
    with pytest.raises(ValueError, match=r"profile\.json is not a profile: "):
        load(tmp_path, json.dumps(data))


def test_a_cut_file(beacon: Profile, tmp_path: Path) -> None:
    whole = saved(beacon, tmp_path)
    for share in (0.1, 0.5, 0.9, 0.999):
        with pytest.raises(ValueError, match=r"profile\.json is not a profile: "):
            load(tmp_path, whole[: int(share * len(whole))])


# --- a hostile page among the pages ---------------------------------------------------------------


def stories(folder: str, host: str = BEACON) -> list[str]:
    """Return the paragraphs of all articles."""
    return [b.text for raw in pages(host, folder) for b in explained(raw).article.body]


def wrapped(own: list[str], others: list[str]) -> str:
    """Return a page of the news template with a story of its own, and other lines that it hides."""
    raw = page(BEACON, "news/ferry-ramp")
    before, mark, rest = (
        Path(str(raw.source)).read_text(encoding="utf-8").partition('<div class="story-copy">')
    )
    after = rest.partition("</div>")[2]
    story, more = ("".join(f"<p>{each}</p>" for each in lines) for lines in (own, others))
    return f"{before}{mark}{story}</div><div hidden>{more}</div>{after}"


def own_story(what: str) -> list[str]:
    """Return a story that is longer than all stories of the site, so that the passes drop what is hidden."""
    text = "The {} of {} was painted on Monday, and nobody in the village knew why it had been done again."
    return [text.format(what, word) for word in letters(400)]


@cache
def all_lines() -> list[str]:
    return [*stories("news"), *stories("logbook")]


def junk() -> list[str]:
    return [f"Line {word} of ten thousand is here to be in the way." for word in letters(10_000)]


HOSTILE: dict[str, Callable[[], list[RawPage]]] = {
    "repeats all stories": lambda: [RawPage(wrapped(all_lines(), []))],
    "only hides them": lambda: [RawPage(wrapped([], all_lines()))],
    "ten copies": lambda: [
        RawPage(wrapped(own_story("boat"), [*all_lines(), f"Copy {word}"])) for word in letters(10)
    ],
    "hides them below a story of its own": lambda: [RawPage(wrapped(own_story("boat"), all_lines()))],
    "ten thousand lines": lambda: [RawPage(wrapped(junk(), []))],
    "ten thousand lines and the stories": lambda: [
        RawPage(wrapped(own_story("boat"), [*junk(), *all_lines()]))
    ],
}


def letters(count: int) -> list[str]:
    """Return words without digits, all different."""
    return ["".join("abcdefghij"[int(digit)] for digit in str(n)) for n in range(count)]


def test_what_a_page_hides_below_its_story_is_dropped() -> None:
    """Without this, the tests below would show nothing."""
    lines = stories("news")
    kept = {b.text for b in explained(RawPage(wrapped(own_story("boat"), lines))).article.body}
    assert not kept & set(lines)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_costs_the_others_no_line(kind: str, beacon: Profile) -> None:
    poisoned = learn([*pages(BEACON), *HOSTILE[kind]()])
    for raw in pages(BEACON):
        alone, before, after = explained(raw), explained(raw, beacon), explained(raw, poisoned)
        gone = {text for text in lost(alone, after) if text != after.article.subtitle}
        assert gone <= {text for text in lost(alone, before) if text != before.article.subtitle}, raw.url
        assert reasons(after, gone) <= {"recurring_lines", "known_places"}


def test_the_same_for_dumps(register: Profile) -> None:
    lines = stories("", REGISTER)
    poison = RawPage("Skip to content\n\nThe Upland Register\n\nMost read\n\n" + "\n\n".join(lines))
    poisoned = learn([*pages(REGISTER), poison])
    for raw in pages(REGISTER):
        alone, before, after = explained(raw), explained(raw, register), explained(raw, poisoned)
        assert set(lost(alone, after)) <= set(lost(alone, before)), raw.url


# --- with other options ---------------------------------------------------------------------------


def test_own_passes_and_options_go_with_a_profile(beacon: Profile) -> None:
    raw = page(BEACON, "news/ice-rink")
    for options in ({"favour": "recall"}, {"favour": "precision"}, {"keep_dateline": True}):
        article = newsclean.clean(raw.source, url=raw.url, profile=beacon, **options)  # type: ignore[arg-type]
        assert NOTICE not in article.text


def test_without_the_body_pass_nothing_is_used(beacon: Profile) -> None:
    raw = page(BEACON, "news/ice-rink")
    found = newsclean.explain(raw.source, url=raw.url, profile=beacon, passes=())
    assert found.trace == ()
