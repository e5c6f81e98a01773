"""Tells the captions of pictures from the lines under quotes that say whose words they are.

<figure><blockquote>The lamp is on again.</blockquote><figcaption>Ida Falk</figcaption></figure>
->  quote "The lamp is on again.", quote "Ida Falk"
"""

from __future__ import annotations

from collections.abc import Sequence

from ...evidence.container_slices import innermost
from ...model import Block, Container, ImageTag, chain


def is_under_quote(caption: Container | None, blocks: Sequence[Block], images: Sequence[ImageTag]) -> bool:
    """Whether a `<figcaption>` follows a quote in its figure, and the figure has no picture."""
    figure = innermost(caption, "figure")
    if figure is None or not blocks or blocks[-1].kind != "quote":
        return False
    if figure not in chain(blocks[-1].container):
        return False
    return not images or figure not in chain(images[-1].container)
