"""How the workbook looks: its colours, and a cell's style in one value."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from kpi_sheets.typed import Any, NamedTuple

INK, MUTED, NAVY, WHITE = "1F2933", "52606D", "12395B", "FFFFFF"
INPUT, CARD, RULE, LIMIT, NEUTRAL = "FFF8E1", "F5F7FA", "E4E7EB", "9AA5B1", "7B8794"
GOOD, AMBER, RED, NONE = "0C6661", "8A5200", "A11D16", "52606D"  # as text
PALE = {1: "D5EFEB", 0: "FDEBC8", -1: "F8D7D4", None: "E4E7EB"}  # behind it, by status code
TEXT = {1: GOOD, 0: AMBER, -1: RED, None: NONE}
BAR = {1: "0F7B74", 0: "F0A818", -1: "A11D16", None: "E4E7EB"}  # amber is a fill only, never a text
SIGN = {1: "●", 0: "▲", -1: "■", None: "○"}  # colour is never alone
FIGURE = "[>=1000]#,##0;General"


class Style(NamedTuple):
    """A cell's style. Colours are RRGGBB; `line` is the side that has a rule: "bottom", "top", "right" or ""."""

    size: float = 11
    bold: bool = False
    colour: str = INK
    fill: str = ""
    align: str = "left"
    wrap: bool = False
    indent: int = 0
    format: str = "General"
    line: str = ""
    line_colour: str = RULE
    thick: bool = False
    link: bool = False
    shrink: bool = False


TITLE, NOTE = Style(size=20, bold=True, colour=NAVY), Style(colour=MUTED)
HEADING = Style(size=14, bold=True, colour=NAVY)
HEAD = Style(size=10, bold=True, colour=MUTED, line="bottom", line_colour=INK)
LABEL = Style(colour=MUTED, align="right", indent=1)  # before a drop-down
CHOICE = Style(bold=True, fill=INPUT, line="bottom", line_colour="F0A818", thick=True, indent=1)
HIDDEN = Style(format=";;;")  # what only formulas look at: the cell shows nothing


class Parts(NamedTuple):
    """A style as openpyxl has it."""

    font: Font
    fill: PatternFill
    alignment: Alignment
    border: Border


def parts(style: Style) -> Parts:
    """Return the parts of a style."""
    side = Side(style="medium" if style.thick else "thin", color=style.line_colour)
    sides: dict[str, Any] = {style.line: side} if style.line else {}
    underline: Any = "single" if style.link else None
    return Parts(
        Font(name="Calibri", size=style.size, bold=style.bold, color=style.colour, underline=underline),
        solid(style.fill),
        Alignment(
            horizontal=style.align,
            vertical="center",
            wrap_text=style.wrap,
            indent=style.indent,
            shrink_to_fit=style.shrink,
        ),
        Border(**sides),
    )


def solid(colour: str) -> PatternFill:
    """Return a plain fill; "" is none."""
    return PatternFill("solid", fgColor=colour, bgColor=colour) if colour else PatternFill()
