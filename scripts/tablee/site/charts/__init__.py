"""Charts: static SVG of numbers alone, in the colours of the style sheet, so that light and dark need one drawing."""

from tablee.site.charts.attendance import Break, Point, render_attendance
from tablee.site.charts.balance import render_balance
from tablee.site.charts.circles import render_circles
from tablee.site.charts.dots import render_dots
from tablee.site.charts.shared_tables import render_shared_tables

__all__ = [
    "Break",
    "Point",
    "render_attendance",
    "render_balance",
    "render_circles",
    "render_dots",
    "render_shared_tables",
]
