"""The charts of a report, drawn by Vega-Altair as SVG: plain markup without scripts.

Needs `pip install 'newsclean[report]'`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..text.visible import visible

if TYPE_CHECKING:
    import altair as alt

# All in pixels. The width is that of the plot; the style sheet scales the picture to its column.
_WIDTH, _BAR, _HEIGHT = 330, 22, 150
_MAX_COLUMN, _MAX_LABEL = 36, 150
# Vega measures labels in its own font; the reader's may be wider. Room per character, and between two labels.
_SPARE, _GAP = 1.5, 6
# Placeholders: the style sheet replaces these two colours with its own, light or dark.
INK, FILL = "#777777", "#b5673d"


def bars(rows: Sequence[tuple[str, float]], *, share: bool = False) -> str:
    """Return horizontal bars in the given order, each with its number; `share` for numbers from 0 to 1."""
    alt = altair_or_fail()
    values = [{"name": visible(name), "n": n, "label": _share(n) if share else f"{n:,}"} for name, n in rows]
    axis = alt.Axis(labelLimit=_MAX_LABEL, ticks=False, domain=False)
    names = alt.Y("name:N", sort=None, title=None, axis=axis)
    most = 1.0 if share else max((n for _, n in rows), default=1)
    x = alt.X("n:Q", axis=None, scale=alt.Scale(domain=[0, most]))
    base = alt.Chart(alt.Data(values=values)).encode(y=names, x=x)
    label = base.mark_text(align="left", dx=5, color=INK).encode(text="label:N")
    chart = base.mark_bar(color=FILL, height={"band": 0.62}) + label
    spare = _SPARE * max((len(visible(name)) for name, _ in rows), default=0)
    return _svg(chart.properties(width=_WIDTH - 60, height=_BAR * len(values)), left=spare)


def columns(rows: Sequence[tuple[str, float]], *, labels: str = "") -> str:
    """Return a histogram with a column for each bin, in order. labels: the title of the horizontal axis."""
    alt = altair_or_fail()
    values = [{"name": visible(name), "n": n} for name, n in rows]
    x_axis = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=_GAP, ticks=False)
    y_axis = alt.Axis(tickCount=4, tickMinStep=1, format=",d", domain=False, ticks=False)
    x = alt.X("name:N", sort=None, title=labels or None, axis=x_axis)
    y = alt.Y("n:Q", title=None, axis=y_axis)
    width = min(_MAX_COLUMN, 0.86 * _WIDTH / max(len(values), 1))
    chart = alt.Chart(alt.Data(values=values)).mark_bar(color=FILL, width=width).encode(x=x, y=y)
    return _svg(chart.properties(width=_WIDTH, height=_HEIGHT))


def _share(n: float) -> str:
    return f"{n:.0%}" if n >= 0.01 or n == 0 else f"{n:.1%}" if n >= 0.001 else "<0.1%"


def altair_or_fail() -> Any:
    """Return Altair. Raises ImportError that names the extra if Altair, or what it draws with, is missing."""
    try:
        import altair
        import vl_convert  # noqa: F401  (Altair needs it to draw SVG)
    except ModuleNotFoundError as error:
        raise ImportError(
            f"a report needs {error.name}: pip install 'newsclean[report]'", name=error.name
        ) from error
    return altair


def _svg(chart: alt.LayerChart | alt.Chart, left: float = 0) -> str:
    muted = {"labelColor": INK, "titleColor": INK, "domainColor": INK, "gridColor": INK, "gridOpacity": 0.25}
    whole = (
        chart.configure(
            background="transparent",
            font="system-ui, sans-serif",
            padding={"left": 5 + left, "right": 5, "top": 5, "bottom": 5},
        )
        .configure_view(stroke=None)
        .configure_axis(**muted, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelPadding=6)
        .configure_text(fontSize=12)
    )
    out = io.StringIO()
    whole.save(out, format="svg")
    return out.getvalue()
