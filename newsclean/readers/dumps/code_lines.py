"""Reads the code in a dump: fenced, indented by html2text, between its marks, or found by its signs.

```python          [code]
print("Hello")         print("Hello")
```                [/code]
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from ..markup.code_blocks import declared_language
from . import line_syntax
from .open_block import OpenBlock

CODE_INDENT = 4
"""Columns by which html2text indents code."""

_BLANK = " " * CODE_INDENT
_BEGIN, _END = "[code]", "[/code]"  # html2text's `mark_code`


class CodeLines:
    """Reads code into blocks. Each method returns the number of lines read, 0 if no code begins there."""

    def __init__(self, open_block: OpenBlock) -> None:
        self.open_block, self.traits = open_block, open_block.traits

    def fenced(self, text: str, at: int) -> int:
        """Read code between fences; to the end of the dump if the second is missing."""
        traits = self.traits
        if not traits.markdown or not line_syntax.is_fence(text):
            return 0
        self.open_block.close()
        end = at + 1
        while end < traits.end and not traits.texts[end].startswith(text[:3]):
            end += 1
        name = line_syntax.fence_language(text)
        language = declared_language([{"class": f"language-{name}"}]) if name else ""
        self._write(at + 1, end, end, traits.indents[at], language)
        return end + 1 - at

    def marked(self, text: str, at: int) -> int:
        """Read code between html2text's marks."""
        if text != _BEGIN or not self.traits.markdown:
            return 0
        after = bisect_right(self._ends, at)
        if after == len(self._ends):
            return 0
        end = self._ends[after]
        self.open_block.close()
        self._write(at + 1, end, end, CODE_INDENT)
        return end + 1 - at

    @cached_property
    def _ends(self) -> list[int]:
        return [at for at, text in enumerate(self.traits.texts) if text == _END]

    def listing(self, lines: range) -> None:
        """Read code that nothing marks."""
        self.open_block.close()
        shown = [self.traits.indents[at] for at in lines if self.traits.texts[at]]
        self._write(lines.start, lines.stop, lines.stop - 1, min(shown))

    def indented(self, at: int) -> int:
        """Read code that html2text indented, which it does below blank lines with the same indent."""
        if not self._is_below_indented_blanks(at):
            return 0
        traits = self.traits
        end = at
        while end < traits.end and traits.lines[end][:CODE_INDENT] == _BLANK:
            end += 1
        end = max(end, at + 1)  # the first line may be indented by a tab
        self._write(at, end, end - 1, CODE_INDENT)
        return end - at

    def _is_below_indented_blanks(self, at: int) -> bool:
        lines, above = self.traits.lines, at - 1
        if above < 1 or lines[above] != _BLANK or self.open_block.tail:
            return False
        while above > 0 and lines[above] == _BLANK:
            above -= 1
        return not lines[above]

    def _write(self, start: int, end: int, last: int, margin: int, language: str = "") -> None:
        """Write the lines from `start` to `end` (exclusive) as code, without a margin of so many columns."""
        lines = [line.rstrip() for line in self.traits.lines[start:end]]
        if margin:
            lines = [line[min(margin, len(line) - len(line.lstrip())) :] for line in lines]
        code = "\n".join(lines).strip("\n")
        if code:
            self.open_block.open("code", "", start, margin)
            self.open_block.last = last
            self.open_block.write("code", code, language=language)
