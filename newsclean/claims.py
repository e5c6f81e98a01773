"""Checks that a pass claims a field that an Article has, with a value of the field's type.

>>> check_claim(Claim("authors", "Jane Doe", None, "mine"))
Traceback (most recent call last):
    ...
TypeError: authors must be a tuple of str, not 'Jane Doe'
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .article import Article
from .model import Claim
from .text.visible import clipped

_LONGEST = 60  # characters of a value in an error


def check_claim(claim: Claim) -> None:
    """Raise ValueError for a field that an Article does not have, TypeError for a value of another type."""
    if type(claim.value) in _plain_types().get(claim.field, ()):
        return
    kinds = _types_of_fields()
    if claim.field not in kinds:
        raise ValueError(f"an Article has no field {claim.field!r} to claim")
    if not _fits(claim.value, kinds[claim.field]):
        value = clipped(repr(claim.value), _LONGEST)
        raise TypeError(f"{claim.field} must be {_in_words(kinds[claim.field])}, not {value}")


@cache
def _types_of_fields() -> Mapping[str, Any]:
    """Return the type of each field that can be claimed; warnings are claimed one by one."""
    kinds = get_type_hints(Article) | {"warnings": str}
    del kinds["body"]  # the blocks that are left
    return kinds


@cache
def _plain_types() -> Mapping[str, frozenset[type]]:
    """Return the types whose values need no closer look, by field: nearly all claims have one."""
    kinds = _types_of_fields().items()
    return {
        name: frozenset(x for x in get_args(kind) or (kind,) if isinstance(x, type))
        for name, kind in kinds
        if get_origin(kind) not in (tuple, Literal)
    }


def _fits(value: Any, kind: Any) -> bool:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(_fits(value, each) for each in args)
    if origin is Literal:
        return value in args
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(each, args[0]) for each in value)
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, kind)


def _in_words(kind: Any) -> str:
    """Return a type as a reader would say it: `a tuple of str`, `date, datetime or None`."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return f"a tuple of {args[0].__name__}"
    if origin is Literal:
        names = [repr(each) for each in args]
    else:
        names = [each.__name__ if each is not types.NoneType else "None" for each in args or (kind,)]
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
