"""A griffe extension: shows the parameters and fields described in a docstring as a list.

source: HTML or a text dump.          - **`source`**: HTML or a text dump.
url: the page's address.        →     - **`url`**: the page's address.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension

_NAMED = re.compile(r"^((?:\w+, )*\w+): ", re.MULTILINE)


class Fields(Extension):
    """List the parameters of functions and the fields of classes."""

    def on_function(self, *, func: Any, **_: Any) -> None:
        _list(func, {parameter.name for parameter in func.parameters})

    def on_class(self, *, cls: Any, **_: Any) -> None:
        _list(cls, set(cls.members))


def _list(each: Any, names: set[str]) -> None:
    if each.docstring is None:
        return
    before = ""

    def item(found: re.Match[str]) -> str:
        if not set(found[1].split(", ")) <= names:
            return found[0]
        return f"- **`{found[1]}`**: "

    lines = []
    for line in each.docstring.value.split("\n"):
        shown = _NAMED.sub(item, line)
        if shown != line and before and not before.startswith(("- ", "    ")):
            lines.append("")  # a list begins after a blank line
        lines.append(shown)
        before = shown
    each.docstring.value = "\n".join(lines)
