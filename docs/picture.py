#!/usr/bin/env python3
"""Draws the README's picture from what the program really writes.

    docs/picture.py BIN DRAFT [LINES] > docs/check.svg

Runs `BIN check DRAFT` in colour and sets its first LINES lines (24 by default) as an SVG.
"""
import html, os, re, subprocess, sys

COLOURS = {"31": "#e06c75", "32": "#98c379", "33": "#e5c07b", "34": "#61afef", "36": "#56b6c2"}
BACKGROUND, TEXT = "#1e2127", "#d7dae0"
SIZE, ADVANCE, LEADING, MARGIN = 14, 8.43, 20, 20


def spans(line):
    """The pieces of a line as (text, colour, bold)."""
    colour, bold = TEXT, False
    for piece in re.split(r"(\x1b\[[0-9;]*m)", line):
        codes = re.fullmatch(r"\x1b\[([0-9;]*)m", piece)
        if not codes:
            if piece:
                yield piece, colour, bold
            continue
        for code in codes[1].split(";"):
            if code in ("", "0"):
                colour, bold = TEXT, False
            elif code == "1":
                bold = True
            else:
                # 90 to 97 are the bright forms of 30 to 37.
                colour = COLOURS.get(code.replace("9", "3", 1) if code.startswith("9") else code, colour)


def svg(lines):
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = max(map(len, plain)) * ADVANCE + 2 * MARGIN
    height = len(lines) * LEADING + 2 * MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" role="img">'
    yield f"<title>{html.escape(plain[0])}</title>"
    yield f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>'
    yield f'<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="{SIZE}" xml:space="preserve">'
    for row, line in enumerate(lines):
        column = 0
        for text, colour, bold in spans(line):
            x, y = MARGIN + column * ADVANCE, MARGIN + (row + 0.75) * LEADING
            weight = ' font-weight="bold"' if bold else ""
            # The length is fixed, so that columns stand below each other in every font.
            length = f' textLength="{len(text) * ADVANCE:.1f}"'
            if text.strip():
                yield f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{weight}{length}>{html.escape(text)}</text>'
            column += len(text)
    yield "</g>"
    yield "</svg>"


def main():
    program, draft = sys.argv[1:3]
    limit = int(sys.argv[3]) if len(sys.argv) > 3 else 24
    surroundings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    run = subprocess.run([program, "check", draft], capture_output=True, text=True, env={**surroundings, "CLICOLOR_FORCE": "1"})
    lines = [f"$ second-opinion check {draft}", *run.stdout.rstrip("\n").split("\n")]
    print("\n".join(svg(lines[:limit])))


main()
