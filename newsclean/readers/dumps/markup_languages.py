"""The marks of light markup languages, as expressions and the Markdown that replaces them.

Each language has `SIGNS`, which show that a text is in it; `LINES`, which are replaced while the lines are
unchanged; and `WORDS`, which are replaced once each paragraph is on one line. Each rule sees the result of
the rules before it. `CODE` keeps its lines: no rule sees it.
"""

from __future__ import annotations

import regex

from ...text.patterns import pattern

Rules = tuple[tuple[regex.Pattern[str], str], ...]

LINK = r"[\g<text>](\g<href>)"
HEADING = r"\n## \g<text>\n"
TEXT = r"\g<text>"
PARAGRAPH = r"\n\g<text>\n"

# --- reStructuredText: `The boat </boat>`__   .. container:: story   .. |a boat| image:: boat.jpg ---

RST_SIGNS = pattern(
    r">`__ | ^\ *+\.\.\ (?:container:: | figure:: | rubric:: | image:: | \|[^|\n]{1,300}+\|\ image::)",
    regex.M | regex.X,
)
# .. code:: python⏎⏎   print("boat")    ::⏎⏎   a boat
RST_CODE = pattern(
    r"""
      ^(?P<margin>\ *+) (?:\.\.\ (?:code|code-block|sourcecode)::(?:\ (?P<language>[\w+\#-]++).*+)?+ | ::) \n
      (?:\ *+:[\w-]++:.*+\n)*+ \n
      (?P<code>(?: (?P=margin)\ {3}.*+(?:\n|\Z) | \ *+\n )++)
    """,
    regex.M | regex.X,
)
RST_LINES: Rules = (
    # .. rubric:: What happens next⏎   :name: what-happens-next
    (pattern(r"^ *+\.\. rubric:: (?P<text>.++(?:\n +[^\s:].*+)*+)(?:\n +:[\w-]++:.*+)*+", regex.M), HEADING),
    (
        pattern(
            r"^ *+\.\. (?:[\w-]++::|\|[^|\n]{1,300}+\| image::|_[^:\n]{1,300}+:).*+(?:\n +:[\w-]++:.*+)*+",
            regex.M,
        ),
        "\n",
    ),
    # What happens next⏎-----------------
    (pattern(r"^ *+(?P<text>\S.*+)\n *+(?:={3,}+|-{3,}+|~{3,}+|\^{3,}+|'{3,}+|\"{3,}+)$", regex.M), HEADING),
    # | a line that the page broke itself
    (pattern(r"^ *+\|(?: (?P<text>.*[^|\s]))?$", regex.M), PARAGRAPH),
)
RST_WORDS: Rules = (
    (pattern(r"(?<![\w|])\|(?=[^\s|])[^|\n]{1,300}+\|_{0,2}"), ""),  # |a boat|
    (pattern(r"`(?P<text>[^`<>\n]{0,1000}?)\s?<(?P<href>[^<>\s`]*+)>`__?"), LINK),
    (pattern(r":[a-z]++:`(?P<text>[^`\n]++)`"), TEXT),  # :sup:`2`
    (pattern(r"\\ "), ""),
)

# --- MediaWiki: [http://a.example The boat]   [[Boat|The boat]]   == What happens next == ---

MEDIAWIKI_SIGNS = pattern(
    r"\[(?:https?:)?//[^\s\[\]]{1,2000}+\ [^\]\n] | ^={1,6}\ \S[^\n=]{0,300}+={1,6}$", regex.M | regex.X
)
# <pre class="language-sql">    <syntaxhighlight lang="python">    <source lang="python">    in Textile, too
TAGGED_CODE = pattern(
    r"""
      <(?P<tag>pre|syntaxhighlight|source)\b
      (?:\s(?:lang|class)="(?P<language>[\w+\#-]++)[^"<>]{0,1000}+")?+ [^<>]{0,1000}+>
      (?P<code>(?:[^<]|<(?!/?(?:pre|syntaxhighlight|source)>)){0,20000}+) </(?P=tag)>
    """,
    regex.X,
)
MEDIAWIKI_WORDS: Rules = (
    (pattern(r"\[\[(?:File|Image|Media):[^\[\]]{0,2000}+\]\]"), ""),
    (pattern(r"\[\[(?P<href>[^\[\]|\n]{0,2000}+)\|(?P<text>[^\[\]\n]{0,2000}+)\]\]"), LINK),
    (
        pattern(r"(?<!\[)\[(?P<href>(?:https?:|mailto:|/)[^\s\[\]]*+) (?P<text>[^\[\]\n]{0,2000}+)\]"),
        LINK,
    ),
    (pattern(r"^#++ ", regex.M), "1. "),
    (pattern(r"^={1,6} (?P<text>\S[^\n=]{0,300}?) ?={1,6}$", regex.M), HEADING),
    (pattern(r"'{2,5}"), ""),
)

# --- AsciiDoc: link:/boat[The boat]   image:boat.jpg[]   [.lead]#The boat#   == What happens next ---

ASCIIDOC_SIGNS = pattern(
    r"\b(?:link|image):[^\s\[\]]{1,2000}+\[ | ^={2,6}\ \S | ^\[\[[\w-]++\]\]$", regex.M | regex.X
)
# [source,python]⏎----⏎print("boat")⏎----
ASCIIDOC_CODE = pattern(
    r"""
      ^(?:\[source(?:,(?P<language>[\w+\#-]++))?+[^\[\]\n]*+\]\n)?+ (?P<fence>-{4,}+|\.{4,}+)\n
      (?P<code>(?:(?!(?P=fence)$).*+\n){1,400}+) (?P=fence)$
    """,
    regex.M | regex.X,
)
ASCIIDOC_LINES: Rules = (
    (pattern(r"^\[(?:\[[^\[\]\n]*+\]|(?:[.#%]|\w++[,=\]])[^\[\]\n]*+)\]?$", regex.M), ""),
    (pattern(r"^(?:\+|--|={4,}+|-{4,}+|\.{4,}+|_{4,}+|\|={3,}+)$", regex.M), ""),
    (pattern(r"^\*++ ", regex.M), "* "),
    (pattern(r"^\.++ (?=\S)", regex.M), "1. "),
    (pattern(r"^={1,6} (?P<text>\S.*+)$", regex.M), HEADING),
)
ASCIIDOC_WORDS: Rules = (
    (pattern(r"\[[.\#][^\[\]\n]{0,2000}+\]\#++(?P<text>[^\#\n]{0,3000}+)\#++"), TEXT),
    (pattern(r"\bimage::?[^\s\[\]]{0,3000}+\[[^\[\]\n]{0,3000}+\]"), ""),
    (pattern(r"(?<=link:)\+\+|\+\+(?=\[)"), ""),  # link:++https://a.example/a_b++[The boat]
    (
        pattern(
            r"(?:\blink:|\b(?=https?://|mailto:|javascript:))(?P<href>[^\s\[\]]{1,3000}+)"
            r"\[(?P<text>[^\[\]\n]{0,2000}+)\]"
        ),
        LINK,
    ),
    (pattern(r" \+$", regex.M), ""),
)

# --- Org: [[/boat][The boat]]   :CUSTOM_ID: top   ** What happens next ---

ORG_SIGNS = pattern(r"\[\[[^\[\]\s]{1,2000}+\]\[")
# #+begin_src python⏎print("boat")⏎#+end_src
ORG_CODE = pattern(
    r"""
      ^\ *+\#\+begin_(?:src(?:\ (?P<language>[\w+\#-]++))?+|example).*+\n
      (?P<code>(?:(?!\ *+\#\+(?:begin|end)_).*+\n){1,400}+) \ *+\#\+end_(?:src|example)$
    """,
    regex.M | regex.X | regex.I,
)
ORG_LINES: Rules = (
    (pattern(r"^ *+(?:<<[^<>\n]++>>|:[A-Z_a-z]++:.*+|\#\+\w++.*+)$", regex.M), ""),
    (pattern(r"^\*++ (?P<text>\S.{0,54})$", regex.M), HEADING),
    (pattern(r"^\*++ (?=\S)", regex.M), r"\n## "),  # a long headline may go on in the next line
)
ORG_WORDS: Rules = (
    (pattern(r"<<[^<>\n]{1,300}+>>"), ""),
    (pattern(r"\[\[[^\[\]\s]{1,3000}+\]\]"), ""),  # a picture
    (pattern(r"\[\[(?P<href>[^\[\]\n]{1,3000}+)\]\[(?P<text>[^\[\]\n]{0,2000}+)\]\]"), LINK),
    (pattern(r"\\\\(?=\s|$)"), ""),
)

# --- Textile: "The boat":/boat   !boat.jpg(A boat)!   %(lead)The boat%   h2. What happens next ---

TEXTILE_SIGNS = pattern(
    r"\"[^\"\n]{1,300}+\":(?:https?:|/|\#) | ^h[1-6](?:\([^()\n]{0,300}+\))?\.\ ", regex.M | regex.X
)
TEXTILE_WORDS: Rules = (
    (pattern(r"![^!\s()]{1,3000}+(?:\([^()\n]{0,500}+\))?!(?::\S++)?"), ""),
    (pattern(r"%(?:\([^()\n]{0,500}+\)|\{[^{}\n]{0,500}+\})(?P<text>[^%\n]{0,1000}+)%"), TEXT),
    (pattern(r"\"\$?(?P<text>[^\"\n]{0,1000}+)\":(?P<href>[^\s\"]++)"), LINK),
    (pattern(r"^#++ ", regex.M), "1. "),
    (pattern(r"^h[1-6](?:\([^()\n]{0,300}+\))?\. (?P<text>.*+)$", regex.M), HEADING),
    (pattern(r"^(?:p|bq|bc)(?:\([^()\n]{0,300}+\))?\.+ ", regex.M), ""),
)

# --- edbrowse: {The boat} left   h2 What happens next   <Search>; but no rules of CSS: {margin: 0} ---

EDBROWSE_SIGNS = pattern(
    r"^\{?h[1-6]\ [\p{Lu}\p{Lo}\d\"“] | ^(?:\*\ )?\{[^{}:;\n]{1,300}+\}$", regex.M | regex.X
)
EDBROWSE_LINES: Rules = (
    (pattern(r"^\{?h[1-6] (?P<text>[^{}\n]++)\}?$", regex.M), HEADING),
    (pattern(r"^(?P<text>\{[^{}\n]++\}(?: \{[^{}\n]++\})*+)$", regex.M), PARAGRAPH),  # only links
    (pattern(r"^(?P<text>[^\s*-].{0,30}+)\n(?=\S)", regex.M), r"\g<text>\n\n"),  # wrapped lines are longer
)
EDBROWSE_WORDS: Rules = (
    (pattern(r"\[\]|\{\}|<[^<>\n]{0,100}+>"), ""),
    (pattern(r"\{(?P<text>[^{}\n]{1,2000}+)\}"), r"[\g<text>](#)"),
)
