"""Tells lines that are captions, credits or titles of videos by themselves, not by a picture beside them.

"▲ The mayor at the pier."   "© dpa"   "Photo: Ada Writer"   <div class="caption">The crew.</div>
"""

from __future__ import annotations

from ...model import Block, Container
from ...text.prose import MOST_LINKS
from ...text.words import count_words, ends_sentence, fold
from ..class_words import is_called
from .alt_texts import opening_of_alt_text
from .archive_captions import closing_of_archive_caption, opening_of_archive_caption
from .credits import (
    LONGEST_LINE,
    closes_with_credit,
    closes_with_label,
    is_agency,
    is_credit_line,
    split_caption,
)
from .picture_counts import CAPTION_WORDS, is_picture_count

# ▲ The mayor (centre) at the pier.    East Asian captions point to their picture.
POINTERS = "▲△▼▽◀◁▶▷"
_VIDEO_WORDS = 20  # of a video's title
_RIGHTS_CHARACTERS = 100
_CAPTION_CHARACTERS = 600  # of the longest one, about as many
_UNNAMED_WORDS = 35  # of a caption known only by its position
_LONGEST_CAPTION = 1000  # characters, of an agency's caption that tells the whole story
_ALT_WORDS = 3  # of an alt text that a caption says again
_CREDIT_LINE_WORDS = 40  # of a dump's line that ends in a credit
_RIGHTS = "line of rights", "agency"
_CREDIT = "line with an image's credit"
_ONLY_CREDIT_WORDS = 14  # of a paragraph that is a credit and nothing else


def line_of_dump(block: Block) -> tuple[str, str] | None:
    """Return why a line of a dump goes, and the evidence."""
    if _is_rights_line(block):
        return _RIGHTS
    if has_credit(block):
        return _CREDIT, split_caption(block.text)[1] or ""
    if block.kind == "paragraph" and closes_with_label(block.text):
        return _CREDIT, "the name is on the next line"
    if block.kind == "paragraph" and (opening := opening_of_alt_text(block.text)):
        return "an image's alt text", opening
    return _line(block)


def is_under_picture(block: Block, alt: str) -> bool:
    """Whether a line right under a picture of Markdown is its caption: in italics, or its alt text again.

    A sentence in italics may be the desk's note.
    """
    text = block.text
    if block.kind != "paragraph" or count_words(text) > _UNNAMED_WORDS:
        return False
    if count_words(alt) >= _ALT_WORDS and fold(text) == fold(alt):
        return True
    is_italic = any(x.mark == "italic" and x.start == 0 and x.end == len(text) for x in block.spans)
    return is_italic and not ends_sentence(text)


def line_of_html(block: Block, known: str = "") -> tuple[str, str] | None:
    """Return why a block goes that is the caption of none of the article's images, and the evidence.

    known: why it is known to be a caption.
    """
    if is_caption(block):
        return "caption", "of no image of the article"
    if known:
        return "caption", known
    if _is_video_title(block):
        return "caption", "of a video"
    if is_only_credit(block) or (_is_in_caption(block.container) and has_credit(block)):
        return _CREDIT, split_caption(block.text)[1] or ""
    return _RIGHTS if _is_rights_line(block) else _line(block)


def _line(block: Block) -> tuple[str, str] | None:
    if is_picture_count(block.text):
        return "count of a gallery", ""
    note = _archive_note(block)
    return ("caption", note) if note else None


def may_be_caption(block: Block) -> bool:
    """Whether a block is as short as a caption that only its position shows."""
    if block.kind in ("heading", "table", "code", "list_item") or block.link_density > MOST_LINKS:
        return False
    return count_words(block.text) <= _UNNAMED_WORDS


def is_caption(block: Block) -> bool:
    """Whether the block's own element is called a caption; a table's caption is its title."""
    container = block.container
    if container is None or block.kind in ("heading", "table", "code", "list_item"):
        return False
    if block.kind != "caption" and not is_called(container, "caption"):
        return False
    return container.tag != "caption" and count_words(block.text) <= CAPTION_WORDS


def _is_in_caption(container: Container | None) -> bool:
    """Whether a plain paragraph is in a caption: <div class="caption"><p>The crew. Photo: Ada Lind"""
    return container is not None and container.tag == "p" and is_called(container.parent, "caption")


def _is_video_title(block: Block) -> bool:
    """Whether the block is a title in a video element."""
    if block.kind in ("heading", "code") or not is_called(block.container, "video"):
        return False
    return count_words(block.text) <= _VIDEO_WORDS and not ends_sentence(block.text)


def _is_rights_line(block: Block) -> bool:
    """Whether a line only names the rights holder: `© dpa-infocom, dpa:240612-99-370512/3`, `EFE`."""
    text = block.text
    if len(text) > _RIGHTS_CHARACTERS or block.kind != "paragraph":
        return False
    return is_agency(text) or (text.startswith("©") and not ends_sentence(text))


def points_to_picture(block: Block) -> bool:
    """Whether a line begins with a triangle and has no other: "▲ Seoul ▲ Busan" is a list."""
    mark = block.text[0] if block.text[0] in POINTERS else block.marker
    is_alone = mark != "" and mark in POINTERS and mark not in block.text[1:]
    return is_alone and count_words(block.text) <= CAPTION_WORDS


def has_credit(block: Block) -> bool:
    """Whether a line ends in a picture's credit."""
    text = block.text
    if block.kind in ("table", "code") or len(text) > _LONGEST_CAPTION:
        return False
    if block.kind in ("heading", "list_item") and not points_to_picture(block):
        return False
    if len(text) > LONGEST_LINE or count_words(text) > _CREDIT_LINE_WORDS:
        return closes_with_credit(text)
    return is_credit_line(text)


def _archive_note(block: Block) -> str:
    """Return the words with which a paragraph opens or ends as captions of old pictures do, or ""."""
    if block.kind != "paragraph" or len(block.text) > _CAPTION_CHARACTERS:
        return ""
    return opening_of_archive_caption(block.text) or closing_of_archive_caption(block.text)


def is_only_credit(block: Block) -> bool:
    """Whether a paragraph has nothing but a picture's credit: "Photo: Ada Writer". "Source: …" stays."""
    if block.kind != "paragraph" or len(block.text) > LONGEST_LINE:
        return False
    if count_words(block.text) > _ONLY_CREDIT_WORDS:
        return False
    return is_credit_line(block.text) and split_caption(block.text)[0] is None
