"""Charts: static SVG of numbers alone, in the colours of the style sheet, so that light and dark need one drawing."""

from tablee.publish.charts.attendance import Break, Point, render_attendance
from tablee.publish.charts.balance import render_balance
from tablee.publish.charts.circles import render_circles
from tablee.publish.charts.dots import render_dots
from tablee.publish.charts.shared_tables import render_shared_tables

__all__ = [
    "Break",
    "Point",
    "render_attendance",
    "render_balance",
    "render_circles",
    "render_dots",
    "render_shared_tables",
]
