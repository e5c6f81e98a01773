"""Judges pictures by their addresses: which show something, and which are one picture in two sizes.

>>> [shows_something(f"https://img.example/{x}") for x in ("geology.jpg", "i/logo.png", "blank.gif")]
[True, False, False]
>>> picture_key("//img.example/600x400/pier-1.jpg?q=7"), picture_key("/pier-1-1024x683.jpg.webp")
('pier-1', 'pier-1')
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import regex

from ...text.caching import cached_if_short
from ...text.patterns import pattern

# Words of the names of files that belong to the layout, and how many words such a name has at most: a longer
# one, such as share-prices-fall-again.jpg, says what a picture shows.
_LAYOUT = {
    **dict.fromkeys("badge badges banner banners btn button buttons play share ad ads".split(), 2),
    **dict.fromkeys("icon icons appstore googleplay sprite sprites emoji emojis favicon".split(), 3),
    **dict.fromkeys("logo logos avatar avatars".split(), 4),
}
_STAND_INS = dict.fromkeys("default fallback".split(), 4)  # declared by pages without a picture of their own
_LAYOUT_FOLDER = pattern(
    r"/(?:[a-z\d]++[-_])?(?:ads?|avatars?|badges?|buttons?|emojis?|favicons?|icons?|logos?|placeholders?|sprites?)"
    r"(?:[-_][a-z\d]++)?/|//ads?[.-]",
    regex.I,
)
_WORD = pattern(r"[A-Z]?[a-z]++|[A-Z]++(?![a-z])|[A-Z]{2,}+")
# loading.gif    wordbooker_blank.jpg    placeholder-16x9.png    1x1.png    pixel.png    spinner.svg
_NOTHING = pattern(
    r"\.svg\Z|://:|[{}]|(?<![a-z])(?:blank|spacer|placeholder|transparent|loading|loader|spinner|lazy(?:load)?|dummy|pixel)"
    r"(?![a-z])[^/]*\.gif\Z"
    r"|(?<![a-z])(?:blank|spacer|placeholder|transparent|lazy(?:load)?|1x1)(?:[-_]?\d++(?:x\d++)?)?+\.\w++\Z"
    r"|/(?:pixel|dummy|grey|gray|loading|loader|1x1|spacer|placeholder)(?:[-_]\w{1,12})?(?:\.\w{2,4})?\Z"
    r"|[-_]transparent[-_]",
    regex.I,
)

_TINY = pattern(r"[?&](?:w|h|width|height)=\d{1,2}(?![\d%])")  # of an avatar or a preview

_PICTURE = r"\.(?:jpe?g|png|webp|avif|gif)"
_ENDING = pattern(_PICTURE + r"\Z")
# the address in another one: https://cdn.example/fit=600/https://img.example/bridge.jpg?w=600
_INNER = pattern(r"[^?&]+?" + _PICTURE + r"(?!\w)")
# img.example.com in the address of a service that resizes
_HOST = pattern(r"(?:[a-z0-9-]++\.)+?(?:com|net|org|info|[a-z]{2})")
# 600x400   0x0:1265x623   745xauto   w_600,h_400   filters:quality(70)   smart   Dap11tm_Ap0=
_SIZE_FOLDER = pattern(
    r"(?:imgsize|thumbs?_?|_)?(?:\d*+x\d++|\d++x(?:auto)?)(?::\d++x\d++|[-_].++)?+|(?:[a-z]{1,3}_[^,]++,)++[^,]++|[wh]_\d++"
    r"|filters:.*|smart|fit-in|[\w-]++="
)
# bridge-1200x800.jpg   bridge~600x400   320x200_bridge   bridge-scaled   bridge_600x   bridge@2x
_SIZE_IN_NAME = pattern(
    r"[-_~@.]?(?<!\d)\d{2,4}x(?:\d{2,4}|0)?(?![\da-z])|[-_]scaled\Z|@[23]x\Z|(?:\A|[-_~@])[wh]\d{2,4}(?![a-z\d])"
)
# bridge_1200   bridge-large   bridge-articleLarge: sizes, or numbers and names
_MAYBE_SIZE = pattern(
    r"[-_@.](?:320|360|400|480|500|600|640|720|750|768|800|900|960|1000|1024|1080|1200|1280|1440|1500|1600"
    r"|1920|2000|2048|2560)(?:px|w)?\Z"
    r"|[-_](?:(?:article)?large|jumbo|superjumbo|medium|small|thumb(?:nail)?|square|full|original|crop|master\d*)\Z"
)
_MAYBE_SIZE_FOLDER = pattern(
    r"(?!(?:19|20)\d\d\Z)[a-z]{0,2}\d{3,4}[a-z]?|[a-z]++_\d{1,2}[x_]\d{1,2}(?:_[a-z\d]++)*+"
    r"|large|medium|small|thumb(?:nail)?s?|original|full|crop|upload"
)
_TELLING_LETTERS = 10
_SMALL_NUMBER = pattern(r"(?<!\d)\d{2,4}(?!\d)")
_SIZE_PARAMETERS = frozenset(
    "w h q s fm dpr fit crop auto width height maxw maxh quality format resize size rect ixlib cs v t ts time"
    " itok ssl strip cb sig sign signature token expires modified version webp".split()
)
# 37de9c0396b1446dac-1200   1738_20120104123322: a hash or number that no other picture has by chance
_OF_ITS_OWN = pattern(r"(?P<hash>(?<![a-z\d])(?=[a-z]*+\d++[a-z])[a-z\d]{16,}+)|(?:\d[^\d]*+){8}")


# Parts of addresses without which `_NOTHING` and `_LAYOUT_FOLDER` cannot match: cheap checks first.
_SIGNS_OF_NOTHING = tuple(
    ".svg ://: { } blank spacer placeholder transparent load spinner lazy dummy pixel grey gray 1x1".split()
)
_SIGNS_OF_LAYOUT = tuple("/ad -ad _ad avatar badge button emoji favicon icon logo placeholder sprite".split())


@cached_if_short(1024)
def shows_something(address: str) -> bool:
    """Whether an address is not that of a logo, a button, a placeholder or a pixel."""
    path = address.partition("?")[0].partition("#")[0]
    lower = path.lower()
    if any(map(lower.__contains__, _SIGNS_OF_NOTHING)) and _NOTHING.search(path):
        return False
    if any(map(lower.__contains__, _SIGNS_OF_LAYOUT)) and _LAYOUT_FOLDER.search(path):
        return False
    if "?" in address and _TINY.search(address):
        return False
    return not _is_named(path, _LAYOUT)


def stands_in(address: str) -> bool:
    """Whether a declared picture is the one that the site declares for pages without their own."""
    return _is_named(address.partition("?")[0], _STAND_INS)


def _is_named(path: str, words: Mapping[str, int]) -> bool:
    """Whether a file's name has one of these words, and no more words in all than it allows."""
    name = path.rpartition("/")[2]
    lower = name.lower()
    if not any(map(lower.__contains__, words)):
        return False
    stem = _ENDING.sub("", name)
    own = [word.lower() for word in _WORD.findall(_SIZE_IN_NAME.sub("", stem))]
    known = [words[word] for word in own if word in words]
    return bool(known) and (len(own) <= max(known) or path.endswith(".gif"))


def is_wider(one: str, other: str) -> bool:
    """Whether the first of two addresses of one picture has the larger number where they differ.

    >>> is_wider("pier-1200x800.jpg?q=75", "pier-600x400.jpg?q=75"), is_wider("max/60/pier.jpg", "pier.jpg")
    (True, False)
    """
    ones, others = (set(_SMALL_NUMBER.findall(address)) for address in (one, other))
    return bool(ones - others) and max(map(int, ones - others)) > max(map(int, others - ones), default=9999)


@cached_if_short(1024)
def picture_key(address: str) -> str:
    """Return what the addresses of one picture share in all its sizes, and those of two pictures do not."""
    folders, name, query = _parts(address)
    return "/".join((*folders, name, *query))


@cached_if_short(1024)
def loose_picture_key(address: str) -> str:
    """Return the same, but pictures that are numbered like sizes may share it: bridge-600, bridge-800."""
    folders, name, query = _parts(address)
    name = _MAYBE_SIZE.sub("", name)
    own = _OF_ITS_OWN.search(name)
    if own:
        return own["hash"] or name
    kept = [x for x in folders if not _MAYBE_SIZE_FOLDER.fullmatch(x)]
    return "/".join((*kept, name, *query))


def letters_of(address: str) -> str:
    """Return the letters of a file's name if there are enough to say what it shows, else "".

    >>> letters_of("/a/57923687_bridge-on-monday-640x360.jpg"), letters_of("/a/original.jpg")
    ('bridgeonmonday', '')
    """
    letters = "".join(filter(str.isalpha, _parts(address)[1]))
    return letters if len(letters) >= _TELLING_LETTERS else ""


@cached_if_short(1024)
def _parts(address: str) -> tuple[list[str], str, list[str]]:
    """Return an address's folders without the host, its file name without ending, and what else names it.

    Sizes are left out of all three.
    """
    address = unquote(address).lower()
    at = address.rfind("://")
    inner = _INNER.match(address, at + 3)
    if inner and at > len("https"):
        address = f"//{inner[0]}"
    path, _, query = address.partition("#")[0].partition("?")
    has_host = "//" in path[:8]
    folders = [x for x in path.partition("//")[2 if has_host else 0].split("/") if x]
    folders = folders[has_host:] or [""]
    host = next((i for i in range(len(folders) - 2, -1, -1) if _HOST.fullmatch(folders[i])), -1)
    *folders, name = folders[host + 1 :]
    name = name.partition("&")[0]
    if "styles" in folders[:-1]:  # of Drupal: /styles/large/public/bridge.jpg
        del folders[folders.index("styles") + 1]
    folders = [x for x in folders if not _SIZE_FOLDER.fullmatch(x)]
    stem = _ENDING.sub("", _ENDING.sub("", name))
    own = _SIZE_IN_NAME.sub("", stem)
    if stem != name:
        return folders, own, []
    return folders, own, [x for x in query.split("&") if x.partition("=")[0] not in _SIZE_PARAMETERS and x]
