"""All styles of plain-text dump that can be made of a page with the installed tools, for tests and fitting.

    STYLES["w3m 80"](html) -> what `w3m -dump -cols 80` prints
    available()            -> the names of the styles whose tools are installed

The first word of a style is its tool. The tools (html2text, inscriptis, lxml, w3m, lynx, elinks, Debian's
html2text) are looked up when called; the styles of bs4, selectolax and this module are always available.
"""

from __future__ import annotations

import html as entities
import importlib.util
import re
import shutil
import subprocess
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html.parser import HTMLParser

from ...model import Block
from ...readers import read_html

Style = Callable[[str], str]

_SECONDS = 20  # a tool that takes longer hangs
_SAME_LINES = 0.92  # share of common lines that shows the same tool: other tools have fewer in common


class StyleFailed(RuntimeError):
    """A dump tool did not finish, or ended with an error."""


def available() -> tuple[str, ...]:
    """Return the names of the styles whose tools are installed, in the order of STYLES."""
    return tuple(name for name, found in _TOOLS.items() if found is None or found())


def tool(style: str) -> str:
    """Return the tool of a style: `w3m` for "w3m 80"."""
    return style.split()[0]


def tool_of_dump(dump: str, html: str) -> str:
    """Return the tool that made this dump of a page, among those in the corpus, by comparing lines."""
    lines = _lines(dump)
    alike: dict[str, float] = {}
    for style in ("wet", "inscriptis", "w3m", "w3m 80", "html2text bare", "get_text"):
        ours = _lines(STYLES[style](html))
        alike[style] = 2 * (lines & ours).total() / (lines.total() + ours.total() or 1)
        if alike[style] > _SAME_LINES:
            break
    return tool(max(alike, key=lambda style: alike[style]))


def _lines(text: str) -> Counter[str]:
    return Counter(line for each in text.split("\n") if (line := " ".join(each.split())))


# --- programs --------------------------------------------------------------------------------------


def _program(command: tuple[str, ...], html: str) -> str:
    try:
        done = subprocess.run(
            command,
            input=_with_charset(html).encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "dumb"},
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise StyleFailed(f"{command[0]}: {error}") from error
    if done.returncode and not done.stdout:
        raise StyleFailed(f"{command[0]} ended with {done.returncode}: {done.stderr[:200]!r}")
    return done.stdout.decode("utf-8", "replace")


def _with_charset(html: str) -> str:
    """Return the page declared as UTF-8, its encoding by now, whatever it declares itself."""
    return '<meta charset="utf-8">' + html if "<meta charset=" not in html[:1000].lower() else html


def _on_path(program: str) -> bool:
    return shutil.which(program, path="/usr/local/bin:/usr/bin:/bin") is not None


def _w3m(columns: int) -> Style:
    return partial(
        _program, ("w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", str(columns))
    )


def _lynx(columns: int, *flags: str) -> Style:
    charsets = ("-assume_charset=UTF-8", "-display_charset=UTF-8")
    command = ("lynx", "-dump", "-stdin", "-force_html", f"-width={columns}", *charsets, *flags)
    return partial(_without_copy, command)


def _without_copy(command: tuple[str, ...], html: str) -> str:
    """Lynx reads a copy of the page, and its list of links names that file, another one in each run."""
    return _COPY.sub("file:///page.html", _program(command, html))


def _elinks(columns: int, *flags: str) -> Style:
    charsets = ("-dump-charset", "UTF-8", "-eval", "set document.codepage.assume = 'UTF-8'")
    return partial(
        _program,
        ("elinks", "-dump", "-force-html", "-dump-width", str(columns), *charsets, "-no-home", *flags),
    )


def _debian_html2text(columns: int, *flags: str) -> Style:
    return partial(_program, ("/usr/bin/html2text", "-utf8", "-nobs", "-width", str(columns), *flags))


# --- Python packages -------------------------------------------------------------------------------


def _html2text(html: str, options: Mapping[str, object] | None = None) -> str:
    import html2text

    maker = html2text.HTML2Text()
    for name, value in (options or {}).items():
        setattr(maker, name, value)
    return str(maker.handle(html))


def _inscriptis(html: str, links: bool = False) -> str:
    from inscriptis import get_text
    from inscriptis.css_profiles import CSS_PROFILES
    from inscriptis.model.config import ParserConfig

    if links:
        return str(get_text(html, ParserConfig(css=CSS_PROFILES["strict"], display_links=True)))
    return str(get_text(html))


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html))


def _installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _get_text(html: str, separator: str = "\n", strip: bool = False) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for element in soup(["script", "style", "noscript", "template"]):
        element.decompose()
    return soup.get_text(separator, strip=strip)


def _get_text_tight(html: str) -> str:
    """One text node per line, with the source's spaces, without empty lines: what most scripts do."""
    return "\n".join(line for line in _get_text(html).split("\n") if line.strip())


def _get_text_chunks(html: str) -> str:
    """Text nodes joined directly, then lines stripped and split at two spaces: a popular recipe."""
    lines = (line.strip() for line in _get_text(html, "").splitlines())
    return _filled(chunk.strip() for line in lines for chunk in line.split("  "))


def _lxml(html: str) -> str:
    """One text node per line, with head, scripts and comments, and the source's spaces and line breaks."""
    import lxml.html

    return "\n".join(lxml.html.fromstring(_with_charset(html).encode("utf-8", "replace")).itertext())


def _lxml_paths(html: str) -> str:
    """What `//body//text()` gives spiders: the text nodes except scripts, stripped, without empty ones."""
    import lxml.html

    root = lxml.html.fromstring(_with_charset(html).encode("utf-8", "replace"))
    return _filled(map(str.strip, root.xpath("//body//text()[not(parent::script or parent::style)]")))


def _lxml_content(html: str) -> str:
    """`text_content()` of the body: lines break only where the source's lines do."""
    import lxml.html

    root = lxml.html.fromstring(_with_charset(html).encode("utf-8", "replace"))
    for element in root.xpath("//script | //style | //noscript"):
        element.drop_tree()
    return _filled(map(str.strip, root.text_content().split("\n")))


def _selectolax(html: str, strip: bool = False, scripts: bool = False) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    if not scripts:
        tree.strip_tags(["script", "style", "noscript"])
    return tree.body.text(separator="\n", strip=strip) if tree.body else ""


def _filled(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


# --- this module's own -----------------------------------------------------------------------------


def _wet(html: str, title: bool = True, bullets: bool = False, apart: str = "\n") -> str:
    """Like Common Crawl's WET: the title, then one block per line, no blank lines, no bullets."""
    page = read_html(html)
    lines = [page.head.title] if title else []
    for block in page.blocks:
        text = block.text.replace("\n", " ").replace("\t", " ")
        lines.append(f"• {text}" if bullets and text and block.kind == "list_item" else text)
    return apart.join(line for line in lines if line) + "\n"


def _markdown(html: str, underlined: bool = False) -> str:
    """Like markdownify: marked headings, items and quotes, unwrapped, a blank line between blocks."""
    out: list[str] = []
    after_item = False
    for block in read_html(html).blocks:
        text = " ".join(block.text.split())
        is_item = block.kind == "list_item" and bool(block.marker)
        if is_item:
            marker = block.marker if block.marker[0].isdigit() else "*"
            text = f"{'  ' * (block.level - 1)}{marker} {text}"
        elif block.kind == "quote":
            text = f"> {text}"
        elif block.kind == "heading" and underlined and block.level in _UNDERLINES:
            text = f"{text}\n{_UNDERLINES[block.level] * len(text)}"
        elif block.kind == "heading":
            text = f"{'#' * (block.level or 2)} {text}"
        if out and not (is_item and after_item):
            out.append("")
        out.append(text)
        after_item = is_item
    return "\n".join(out) + "\n"


def _region(html: str, around: int = 0, apart: str = "\n\n") -> str:
    """Like readability: the blocks of the element with most unlinked text, or of one further out.

    around: by how many elements further out.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript"])
    weights: Counter[int] = Counter()
    nodes = {}
    for paragraph in tree.css("p, td, blockquote, pre, div"):
        text = paragraph.text() if paragraph.tag != "div" else paragraph.text(deep=False)
        weight = len(text) - 2 * sum(len(link.text()) for link in paragraph.css("a"))
        share = 1.0
        node = paragraph if paragraph.tag in ("td", "div") else paragraph.parent
        while (
            weight > _RUNNING_TEXT
            and node is not None
            and node.tag not in ("html", "-undef")
            and share > _FAINT
        ):
            nodes[node.mem_id] = node
            weights[node.mem_id] += int(weight * share)
            node, share = node.parent, share / 2
    if not weights:
        return _wet(html, apart=apart)
    node = nodes[max(weights, key=lambda each: weights[each])]
    for _ in range(around):
        if node.parent is not None and node.parent.tag not in ("html", "-undef"):
            node = node.parent
    return _wet(node.html or "", title=False, apart=apart)


def _one_line(html: str) -> str:
    """Line ends lost: all blocks on one line."""
    return " ".join(_wet(html).split())


def _glued(html: str) -> str:
    """Line ends lost without a space in their place."""
    return _wet(html, apart="")


def _plain(html: str, columns: int | None = 72) -> str:
    """Like pandoc's plain: wrapped paragraphs, blank lines between, hyphens as bullets."""
    out: list[str] = []
    for block in read_html(html).blocks:
        first, rest = _margins(block)
        text = block.text.replace("\t", "  ")
        if columns is None or block.kind in ("code", "table"):
            lines = [first + text]
        else:
            lines = textwrap.wrap(
                text,
                columns,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
        if out and not (block.kind == "list_item" and out[-1].lstrip()[:1] in "-0123456789"):
            out.append("")
        out += lines
    return "\n".join(out) + "\n"


def _margins(block: Block) -> tuple[str, str]:
    if block.kind == "list_item" and block.marker:
        depth = "    " * (block.level - 1)
        return f"{depth}{block.marker if block.marker[0].isdigit() else '-':<4}", depth + "    "
    indent = {"quote": "  ", "list_item": "    " * block.level}.get(block.kind, "")
    return indent, indent


class _Stripper(HTMLParser):
    """Collects a page's text nodes in order, as scripts with only the standard library do.

    breaks: tags at which a line ends; if given, the source's line breaks become spaces.
    """

    def __init__(self, breaks: frozenset[str] = frozenset(), scripts: bool = False) -> None:
        super().__init__()
        self.breaks = breaks
        self.unread = () if scripts else ("script", "style")
        self.inside = 0
        self.nodes: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside += tag in self.unread
        if tag in self.breaks:
            self.nodes.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag in self.unread and self.inside > 0
        if tag in self.breaks:
            self.nodes.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.nodes.append(_BLANKS.sub(" ", data) if self.breaks else data)


def _stripper(html: str) -> str:
    """One text node per line, stripped, without empty ones."""
    parser = _Stripper()
    parser.feed(html)
    return _filled(map(str.strip, parser.nodes))


def _stripper_breaks(html: str) -> str:
    """One block per line, with a blank line after it; the source's white space becomes single spaces."""
    parser = _Stripper(_BREAKS)
    parser.feed(html)
    return "\n\n".join(filter(None, map(str.strip, "".join(parser.nodes).split("\n"))))


def _stripper_joined(html: str) -> str:
    """Text nodes joined directly, scripts included: a popular recipe, copied as it is."""
    parser = _Stripper(scripts=True)
    parser.feed(html)
    return "".join(parser.nodes)


def _no_tags(html: str) -> str:
    """Scripts, comments and tags removed by expressions; the source's spaces and empty lines stay."""
    return entities.unescape(_TAG.sub("\n", _NOT_TEXT.sub("", html)))


def _no_tags_squeezed(html: str) -> str:
    """The same, with stripped lines and at most one empty line in a row."""
    return _EMPTY_LINES.sub("\n\n", "\n".join(map(str.strip, _no_tags(html).split("\n"))))


_NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_BREAKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol option p pre section table td th title tr ul".split()
)
# file:///tmp/lynxXXXXNTVQLB/L12430-6733TMP.html
_COPY = re.compile(r"file://[^\s#]{1,200}TMP\.html")
_RUNNING_TEXT = 25  # characters that are not in links: less is no paragraph
_FAINT = 0.1  # share of a paragraph's weight that is not passed further out
_UNDERLINES = {1: "=", 2: "-"}
# Not `pad_tables`: html2text fails on tables whose rows have different numbers of cells.
_REFERENCES = {"body_width": 100, "inline_links": False, "protect_links": True}
_BARE = {"body_width": 0, "ignore_links": True, "ignore_images": True}

STYLES: dict[str, Style] = {
    "get_text": _get_text,
    "get_text tight": _get_text_tight,
    "get_text stripped": partial(_get_text, strip=True),
    "get_text chunks": _get_text_chunks,
    "get_text spaces": partial(_get_text, separator=" "),
    "get_text line": partial(_get_text, separator=" ", strip=True),
    "lxml": _lxml,
    "lxml paths": _lxml_paths,
    "lxml content": _lxml_content,
    "selectolax": _selectolax,
    "selectolax stripped": partial(_selectolax, strip=True),
    "selectolax whole": partial(_selectolax, scripts=True),
    "stripper": _stripper,
    "stripper breaks": _stripper_breaks,
    "stripper joined": _stripper_joined,
    "expression": _no_tags,
    "expression squeezed": _no_tags_squeezed,
    "wet": _wet,
    "wet untitled": partial(_wet, title=False),
    "wet bullets": partial(_wet, bullets=True),
    "region": _region,
    "region close": partial(_region, apart="\n"),
    "region wide": partial(_region, around=2),
    "joined spaces": _one_line,
    "joined glued": _glued,
    "markdown": _markdown,
    "markdown underlined": partial(_markdown, underlined=True),
    "plain": partial(_plain, columns=None),
    "plain 72": _plain,
    "w3m": _w3m(10_000),
    "w3m 60": _w3m(60),
    "w3m 80": _w3m(80),
    "w3m 100": _w3m(100),
    "w3m 132": _w3m(132),
    "w3m 200": _w3m(200),
    "lynx": _lynx(80),
    "lynx 60": _lynx(60, "-nolist"),
    "lynx 120": _lynx(120, "-nolist"),
    "lynx 200": _lynx(200),
    "lynx wide": _lynx(990, "-nolist"),
    "elinks": _elinks(80),
    "elinks 60": _elinks(60, "-no-references", "-no-numbering"),
    "elinks 160": _elinks(160),
    "elinks bare": _elinks(100, "-no-references", "-no-numbering"),
    "debian html2text": _debian_html2text(79),
    "debian html2text pretty": _debian_html2text(120, "-style", "pretty"),
    "html2text": _html2text,
    "html2text links": partial(_html2text, options={"body_width": 0}),
    "html2text references": partial(_html2text, options=_REFERENCES),
    "html2text bare": partial(_html2text, options=_BARE),
    "inscriptis": _inscriptis,
    "inscriptis links": partial(_inscriptis, links=True),
    "resiliparse": _resiliparse,
}


def _tool_of(name: str) -> Callable[[], bool] | None:
    first = tool(name)
    if first in ("w3m", "lynx", "elinks"):
        return partial(_on_path, first)
    if first == "debian":
        return partial(_on_path, "html2text")
    if first in ("html2text", "inscriptis", "lxml", "resiliparse"):
        return partial(_installed, first)
    return None


_TOOLS = {name: _tool_of(name) for name in STYLES}
