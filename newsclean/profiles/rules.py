"""Rules: what the owner of a profile knows about the site, written by hand.

drop = [".partner-box", "aside.newsletter"]
keep = ["div.recipe"]
title = "h1.headline"
never_authors = ["Web desk"]
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import regex

from ..readers import check_selector
from .profile_file import read_json

TOML = ".toml"
_SELECTORS = ("drop", "keep", "title", "authors", "published")  # the rules that hold CSS selectors
_LINES = ("drop_lines", "keep_lines")  # the rules that hold patterns


@dataclass(frozen=True, slots=True)
class Rules:
    """What the owner of a profile knows about the site. Rules override what was learnt.

    drop, keep: CSS selectors of elements that are never, or always, the article's text; HTML only. Selecting
        part of a block, such as a `<span>` inside a paragraph, has no effect.
    drop_lines, keep_lines: patterns of the `regex` package, searched in each block's text; for dumps too.
    title, published: CSS selectors; the first match is the field. authors: a CSS selector; all matches are
        bylines. A `datetime` or `content` attribute is used if there is no text, and before the text for
        `published`.
    never_authors: names that are not authors of a story.
    boxes: headings of boxes with other stories, in addition to those that newsclean knows.
    """

    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop_lines: tuple[str, ...] = ()
    keep_lines: tuple[str, ...] = ()
    title: str | None = None
    authors: str | None = None
    published: str | None = None
    never_authors: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if value != each.default:
                _check(each.name, [*value] if isinstance(value, tuple) else value)
            if isinstance(value, list):
                object.__setattr__(self, each.name, tuple(value))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rules:
        """Return the rules in a mapping. Raises ValueError for an unknown name or a wrong value."""
        known = [each.name for each in fields(cls)]
        for name in data:
            if name not in known:
                close = get_close_matches(str(name), known, 1)
                hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
                raise ValueError(f"there is no rule {name!r}: {hint}")
        return cls(**data)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Rules:
        """Return the rules in a `.toml` or `.json` file.

        Raises ValueError, naming the file, if it holds no valid rules; OSError if it cannot be read.
        """
        given, suffix = Path(path).read_bytes(), Path(path).suffix.lower()
        try:
            text = given.decode("utf-8-sig")  # Windows' editors write a BOM
            data = tomllib.loads(text) if suffix == TOML else read_json(text)
            if not isinstance(data, dict):
                raise ValueError("it holds no names and values")
            return cls.from_dict(data)
        except (ValueError, RecursionError) as error:  # the first are the errors of both parsers
            hint = "" if suffix in (TOML, ".json") else f" (the name of rules in TOML ends in {TOML})"
            raise ValueError(f"{os.fspath(path)} holds no rules: {error}{hint}") from None

    def to_dict(self) -> dict[str, Any]:
        """Return the rules that are set, with lists in place of tuples."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: [*v] if isinstance(v, tuple) else v for name, v in values if v not in ((), None)}

    def __bool__(self) -> bool:
        return self != Rules()

    def __or__(self, other: Rules) -> Rules:
        """Return the rules of both; `other` wins where there can be only one."""
        if not isinstance(other, Rules):
            return NotImplemented
        joined = self.to_dict()
        for name, value in other.to_dict().items():
            is_list = isinstance(value, list)
            joined[name] = [*dict.fromkeys([*joined.get(name, []), *value])] if is_list else value
        return Rules(**joined)

    @property
    def selectors(self) -> dict[str, tuple[str, ...]]:
        """The CSS selectors by the name of their rule."""
        values = ((name, getattr(self, name)) for name in _SELECTORS)
        return {name: (v,) if isinstance(v, str) else v for name, v in values if v}


def _check(name: str, value: Any) -> None:
    """Raise ValueError, naming the rule, for a value that does not fit."""
    is_single = name in ("title", "authors", "published")
    if is_single and not isinstance(value, str):
        raise ValueError(f"{name} must be a string, not {value!r}")
    if not is_single and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise ValueError(f"{name} must be a list of strings, not {value!r}")
    for each in [value] if is_single else value:
        if not each.strip():
            raise ValueError(f"{name} holds an empty string")
        try:
            each.encode()  # raises for half a character
            if name in _SELECTORS:
                check_selector(each)
            elif name in _LINES:
                regex.compile(each)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
        except (regex.error, RecursionError) as error:
            raise ValueError(f"{name}: {each!r} is not a pattern: {error}") from None
