"""`newsclean new-pass`: the skeleton of a default pass and of its fixture, written into a checkout."""

from __future__ import annotations

from keyword import iskeyword
from pathlib import Path
from typing import Annotated

import typer

from .streams import USAGE_ERROR, fail, sink

# The example looks for a sign, not for words: those belong in newsclean/phrases/.
_PASS = '''\
"""Drops paragraphs that end with a section sign. Replace this sentence with what your pass does.

Say here why the pass is needed, and which look-alikes it must leave alone.

Before: paragraph "The ferry sails again." paragraph "For subscribers only. §" paragraph "Nobody was hurt."
After:  paragraph "The ferry sails again." paragraph "Nobody was hurt."
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Drop, Edit, Page

# "For subscribers only. §"
_MARK = "§"


def {name}(page: Page) -> Iterator[Edit]:
    """Drops paragraphs that end with the sign."""
    for block in page.blocks:
        if block.kind == "paragraph" and block.text.endswith(_MARK):
            yield Drop(block.id, "ends with a section sign", _MARK)
'''

_FIXTURE = """\
# {name}

## A story about the sections of a law keeps them
```html
<article><h1>Harbour law turns one hundred</h1>
<p>The harbour law turned one hundred on Monday, and § 5 of it has not been changed in all that time.</p>
<p>Nobody knew who had written it, but the first copy, on blue paper, is still in a drawer.</p></article>
```
```trace
```

## A paragraph that ends with the sign
```html
<article><h1>Night ferry sails again</h1>
<p>The night ferry sailed again on Monday after three weeks in the harbour, with a dog on board.</p>
<p>A longer story is printed on Tuesday, with a map of the bay. §</p>
<p>The harbour master had closed the gate at six, and nobody had told him to open it again.</p></article>
```
```trace
- 2 A longer story is printed on Tuesday, with a map of the bay. § [{name}: ends with a section sign; §]
```
"""

_NEXT = """\
Wrote newsclean/passes/{name}.py and fixtures/passes/{name}.md.

Add to the imports of newsclean/passes/__init__.py:
    from .{name} import {name}
and to DEFAULT_PASSES there, where the pass should run:
    {name},  # why it runs here

Then run
    pytest tests/test_house.py tests/test_pass_fixtures.py -k {name}
change the pass and its fixture, and when both say what you want:
    pytest --update-fixtures
    git diff
"""


def new_pass(
    name: Annotated[str, typer.Argument(metavar="NAME", help="In lower case, such as movie_credits.")],
) -> None:
    """Start a new default pass: write its code and its fixture into this checkout of newsclean."""
    try:
        done = write_pass(name, Path.cwd())
    except (ValueError, FileExistsError) as error:
        fail(str(error), USAGE_ERROR)
    with sink(None) as out:
        out.write(done.encode())


def write_pass(name: str, folder: Path) -> str:
    """Write the pass and its fixture into the checkout that `folder` is in; return what to do next.

    Raises ValueError for an invalid name and outside a checkout, FileExistsError if a pass
    or fixture has that name. Nothing is overwritten.
    """
    if not (name.isascii() and name.isidentifier() and name.islower() and name[0] != "_"):
        raise ValueError(f"{name!r} cannot name a pass: use lower-case letters, digits and underscores")
    if iskeyword(name):
        raise ValueError(f"{name!r} cannot name a pass: it is a Python keyword")
    root = _checkout(folder.resolve())
    if root is None:
        raise ValueError(
            "this folder is not in a checkout of newsclean: clone the repository and run it there"
        )
    code, fixture = (root / part for part in (f"newsclean/passes/{name}.py", f"fixtures/passes/{name}.md"))
    for path in (code, code.with_suffix(""), fixture):
        if path.exists():
            raise FileExistsError(f"{path.relative_to(root).as_posix()} exists already: choose another name")
    for path, text in ((code, _PASS), (fixture, _FIXTURE)):
        with path.open("x", encoding="utf-8") as file:
            file.write(text.format(name=name))
    return _NEXT.format(name=name)


def _checkout(folder: Path) -> Path | None:
    """Return the nearest folder, upwards, with both passes and fixtures; None if there is none."""
    for root in (folder, *folder.parents):
        if (root / "newsclean/passes/__init__.py").is_file() and (root / "fixtures/passes").is_dir():
            return root
    return None
