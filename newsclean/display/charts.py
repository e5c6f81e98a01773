"""The charts of a report, drawn by Vega-Altair into SVG: markup like the rest, without a script.

Needs `pip install 'newsclean[report]'`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..text.visible import visible

if TYPE_CHECKING:
    import altair as alt

_WIDTH = 330  # pixels of the plot itself; the style sheet scales the picture to its column
_BAR, _HEIGHT = 22, 150  # pixels, as all that follow
_BROADEST = 36  # column
_LONGEST_LABEL = 150
# Colours are those of the style sheet, light or dark: it finds what to paint by these two.
INK, FILL = "#777777", "#b5673d"


def bars(rows: Sequence[tuple[str, float]], *, share: bool = False) -> str:
    """Horizontal bars in the given order, each with its number; `share` for numbers from 0 to 1."""
    alt = _altair()
    values = [{"name": visible(name), "n": n, "label": _share(n) if share else f"{n:,}"} for name, n in rows]
    axis = alt.Axis(labelLimit=_LONGEST_LABEL, ticks=False, domain=False)
    names = alt.Y("name:N", sort=None, title=None, axis=axis)
    most = 1.0 if share else max((n for _, n in rows), default=1)
    x = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, most]))
    base = alt.Chart(alt.Data(values=values)).encode(y=names, x=x)
    label = base.mark_text(align="left", dx=5, color=INK).encode(text="label:N")
    chart = base.mark_bar(color=FILL, height={"band": 0.62}) + label
    return _svg(chart.properties(width=_WIDTH - 60, height=_BAR * len(values)))


def columns(rows: Sequence[tuple[str, float]], *, labels: str = "") -> str:
    """A histogram: a column for each bin, in order. labels: what the bins are, under the axis."""
    alt = _altair()
    values = [{"name": visible(name), "n": n} for name, n in rows]
    under = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False)
    beside = alt.Axis(tickCount=4, tickMinStep=1, format=",d", domain=False, ticks=False)
    x = alt.X("name:N", sort=None, title=labels or None, axis=under)
    y = alt.Y("n:Q", title=None, axis=beside)
    broad = min(_BROADEST, 0.86 * _WIDTH / max(len(values), 1))
    chart = alt.Chart(alt.Data(values=values)).mark_bar(color=FILL, width=broad).encode(x=x, y=y)
    return _svg(chart.properties(width=_WIDTH, height=_HEIGHT))


def _share(n: float) -> str:
    return f"{n:.0%}" if n >= 0.01 or n == 0 else f"{n:.1%}" if n >= 0.001 else "<0.1%"


def _altair() -> Any:
    try:
        import altair
        import vl_convert  # noqa: F401  (what Altair draws SVG with)
    except ModuleNotFoundError as error:
        raise ImportError(
            f"a report needs {error.name}: pip install 'newsclean[report]'", name=error.name
        ) from error
    return altair


def _svg(chart: alt.LayerChart | alt.Chart) -> str:
    quiet = {"labelColor": INK, "titleColor": INK, "domainColor": INK, "gridColor": INK, "gridOpacity": 0.25}
    whole = (
        chart.configure(background="transparent", font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(**quiet, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelPadding=6)
        .configure_text(fontSize=12)
    )
    out = io.StringIO()
    whole.save(out, format="svg")
    return out.getvalue()
