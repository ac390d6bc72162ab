"""The curve of a training run as a picture: loss and score over the examples seen."""

from pathlib import Path

WIDTH, HEIGHT, MARGIN = 640, 320, 48
SERIES = (("loss", "#c05a1c"), ("score", "#1c5ac0"))


def draw_curve(points: list[dict], file: Path) -> None:
    """Writes an SVG. Each series has its own scale, from its smallest to its largest value, which stand at its ends."""
    most = max(point["examples"] for point in points) or 1
    parts = [
        line_of([(point["examples"] / most, point[name]) for point in points if point.get(name) is not None], name, color) for name, color in SERIES
    ]
    ticks = [text_at(MARGIN, HEIGHT - MARGIN / 3, "0 examples"), text_at(WIDTH - MARGIN, HEIGHT - MARGIN / 3, f"{most:,}", anchor="end")]
    frame = f'<rect x="{MARGIN}" y="{MARGIN}" width="{WIDTH - 2 * MARGIN}" height="{HEIGHT - 2 * MARGIN}" fill="none" stroke="#888"/>'
    body = "\n".join([frame, *ticks, *parts])
    style = 'font-family="sans-serif" font-size="12" fill="#888"'
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {style}>\n{body}\n</svg>\n', encoding="utf-8")


def line_of(values: list[tuple[float, float]], name: str, color: str) -> str:
    """A line through (share of the width, value), with the name and the range of the values above it."""
    if not values:
        return ""
    low, high = min(value for _, value in values), max(value for _, value in values)
    places = [(MARGIN + x * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - (y - low) / ((high - low) or 1) * (HEIGHT - 2 * MARGIN)) for x, y in values]
    coordinates = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    at, anchor = (MARGIN, "start") if name == SERIES[0][0] else (WIDTH - MARGIN, "end")
    label = text_at(at, MARGIN * 2 / 3, f"{name} {low:.4f} to {high:.4f}", anchor, color)
    return f'<polyline points="{coordinates}" fill="none" stroke="{color}" stroke-width="2"/>\n{label}'


def text_at(x: float, y: float, text: str, anchor: str = "start", color: str = "#888") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{text}</text>'
