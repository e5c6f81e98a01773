"""Reads and writes profiles as JSON files.

    {"newsclean_profile": 4, "rules": {"drop": [".partner"]}, "unread": 0,
     "keys": ["0a4f…", …], "places": ["paragraph: p < div.story", …], "texts": {"0a4f…": "Print this page"},
     "pages": [{"digest": "…", "url": "…", …, "lines": [[0, 0, 2, 14], …], "fields": {"title": 3}}, …]}

A line is four numbers: its key, its place, its verdict and its words. A field has the number of its line.
There is no code in a profile, so it is safe to load one from others.
"""

from __future__ import annotations

import json
import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from .page_notes import FIELDS, MOST_WORDS, NotedLine, PageNotes, Verdict
from .site_zones import is_zone

FORMAT = 4
"""1 had the place of each page's dek, and of no other field; 2 had no captions and no tags, 3 no zones."""

_VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_FIELDS = ("digest", "source", "url", "status", "language", "title", "day_first", "zone")
_OPTIONAL = frozenset(("url", "language", "day_first", "zone"))


class Learnt(NamedTuple):
    """The learnt part of a profile, as in `Profile`."""

    notes: tuple[PageNotes, ...]
    texts: dict[str, str]
    unread: int


def written(learnt: Learnt, rules: Mapping[str, Any]) -> str:
    """Return the text of a profile's file, one page per line; equal profiles give equal texts."""
    keys = sorted({line.key for each in learnt.notes for line in each.lines})
    places = sorted({line.place for each in learnt.notes for line in each.lines})
    key_numbers = {key: n for n, key in enumerate(keys)}
    place_numbers = {place: n for n, place in enumerate(places)}
    pages = [
        {name: getattr(each, name) for name in _FIELDS}
        | {
            "lines": [
                [key_numbers[x.key], place_numbers[x.place], _VERDICTS.index(x.verdict), x.words]
                for x in each.lines
            ],
            "fields": dict(each.fields),
        }
        for each in learnt.notes
    ]
    members = {
        "newsclean_profile": _json(FORMAT),
        "rules": json.dumps(rules, ensure_ascii=False, indent=1),
        "unread": _json(learnt.unread),
        "texts": _one_a_line("{}", [f"{_json(k)}: {_json(v)}" for k, v in sorted(learnt.texts.items())]),
        "keys": _json(keys),
        "places": _one_a_line("[]", map(_json, places)),
        "pages": _one_a_line("[]", map(_json, pages)),
    }
    return _one_a_line("{}", [f"{_json(name)}: {value}" for name, value in members.items()]) + "\n"


def is_profile(text: bytes) -> bool:
    """Whether a file's text may be a profile, and not rules alone."""
    return b'"newsclean_profile"' in text


def read_profile(text: bytes) -> tuple[Learnt, Mapping[str, Any]]:
    """Return the learnt part of a file and its rules. Raises ValueError if it is damaged or too new."""
    data = read_json(text.decode("utf-8-sig"))
    number = data.get("newsclean_profile") if isinstance(data, dict) else None
    if type(number) is not int or number < 1:
        raise ValueError('"newsclean_profile" is not the number of a format')
    if number > FORMAT:
        raise ValueError(f"its format is {number}, and this newsclean reads up to {FORMAT}: update newsclean")
    rules = data.get("rules", {})
    if not isinstance(rules, dict):
        raise ValueError('"rules" holds no names and values')
    return _learnt(data), rules


def read_json(text: str) -> Any:
    """Return the value in JSON. Raises ValueError, also for a repeated name and for deep nesting."""
    try:
        return json.loads(text, object_pairs_hook=_without_doubles)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _without_doubles(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) < len(members):
        (name, _), *_ = (Counter(name for name, _ in members) - Counter(found.keys())).most_common(1)
        raise ValueError(f"{name!r} is there twice")
    return found


def _learnt(data: Mapping[str, Any]) -> Learnt:
    try:
        keys, places = _strings(data["keys"]), _strings(data["places"])
        notes = tuple(_page(each, keys, places) for each in data["pages"])
        texts = dict(zip(_strings(data["texts"]), _strings([*data["texts"].values()]), strict=True))
        unread = data["unread"]
        if type(unread) is not int or unread < 0:
            raise ValueError(f"unread is {unread!r}")
    except KeyError as error:
        raise ValueError(f"there is no {error}") from None
    except (TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None
    return Learnt(notes, texts, unread)


def _page(data: Mapping[str, Any], keys: Sequence[str], places: Sequence[str]) -> PageNotes:
    data = {"zone": None, **data}  # which formats 1 to 3 do not have
    for name in _FIELDS:
        value = data[name]
        kind = bool if name == "day_first" else str
        if not (isinstance(value, kind) or (value is None and name in _OPTIONAL)):
            raise ValueError(f"a page's {name} is {value!r}")
    if data["zone"] is not None and not is_zone(data["zone"]):
        raise ValueError(f"a page's zone is {data['zone']!r}")
    if data["source"] not in ("html", "text"):
        raise ValueError(f"a page's source is {data['source']!r}")
    lines = tuple(_line(each, keys, places) for each in data["lines"])
    fields = _fields(data["fields"] if "dek" not in data else _dek_of_format_1(data["dek"], lines))
    if any(not 0 <= n < len(lines) for _, n in fields):
        raise ValueError(f"a page's fields are {fields!r}")
    return PageNotes(**{name: data[name] for name in _FIELDS}, lines=lines, fields=fields)


def _fields(data: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((name, operator.index(data[name])) for name in FIELDS if name in data)


def _dek_of_format_1(place: str, lines: Sequence[NotedLine]) -> dict[str, int]:
    """Return the number of the line with the dek, by the place that was noted, if it holds one line."""
    there = [n for n, line in enumerate(lines) if line.place == place != ""]
    return {"subtitle": there[0]} if len(there) == 1 else {}


def _line(numbers: Sequence[int], keys: Sequence[str], places: Sequence[str]) -> NotedLine:
    key, place, verdict, words = numbers
    if min(numbers) < 0 or words > MOST_WORDS:
        raise ValueError(f"a line is {numbers!r}")
    return NotedLine(keys[key], places[place], _VERDICTS[verdict], words)


def _strings(values: Iterable[Any]) -> list[str]:
    found = [*values]
    for each in found:
        if not isinstance(each, str):
            raise ValueError(f"{each!r} is no string")
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _one_a_line(brackets: str, members: Iterable[str]) -> str:
    inside = ",\n".join(members)
    return f"{brackets[0]}\n{inside}\n{brackets[1]}" if inside else brackets
