"""Builds public/fonts/sluice-mono-*.woff2 from the OFL sources in node_modules.

The monospace used for amounts, addresses and hashes is Source Code Pro with two changes: its zero carries a slash
instead of a dot, because 0, 8 and O must never be taken for one another, and it has a narrow space. The npm subset has no `zero` feature, so the
glyph is drawn here. The OFL reserves the name "Source" for the original, hence the family is called Sluice Mono.

Run: /usr/bin/python3 scripts/fonts/build-mono.py (Debian packages fonttools and python3-brotli).
"""

from math import hypot

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = "node_modules/@fontsource/source-code-pro/files/source-code-pro-latin-%d-normal.woff2"
TARGET = "public/fonts/sluice-mono-%d.woff2"
NARROW = 170
STROKE = {400: 58, 600: 78}
# printable ASCII, no-break and thin spaces, multiplication sign, dashes, ellipsis, approximately, bitcoin sign
UNICODES = [*range(0x20, 0x7F), 0xA0, 0xB1, 0xB7, 0xD7, 0x202F, 0x2013, 0x2014, 0x2026, 0x2190, 0x2192, 0x2212, 0x2248, 0x20BF]


def slash_zero(font, stroke):
    glyphs = font["glyf"]
    zero = glyphs[font.getBestCmap()[0x30]]
    pen = TTGlyphPen(None)
    coordinates, ends, flags = zero.getCoordinates(glyphs)
    # the first two contours are the bowl and its counter, the third is the dot
    start = 0
    for end in ends[:2]:
        points = list(zip(coordinates[start : end + 1], flags[start : end + 1]))
        while not points[0][1] & 1:
            points = points[1:] + points[:1]
        pen.moveTo(points[0][0])
        pending = []
        for point, flag in points[1:] + points[:1]:
            if flag & 1:
                pen.qCurveTo(*pending, point) if pending else pen.lineTo(point)
                pending = []
            else:
                pending.append(point)
        pen.closePath()
        start = end + 1
    x0, y0, x1, y1 = zero.xMin + 92, zero.yMin + 128, zero.xMax - 92, zero.yMax - 128
    length = hypot(x1 - x0, y1 - y0)
    nx, ny = -(y1 - y0) / length * stroke / 2, (x1 - x0) / length * stroke / 2
    corners = [(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)]
    pen.moveTo(tuple(map(round, corners[0])))
    for corner in corners[1:]:
        pen.lineTo(tuple(map(round, corner)))
    pen.closePath()
    drawn = pen.glyph()
    drawn.flags[0] |= 0x40  # contours overlap on purpose
    glyphs[font.getBestCmap()[0x30]] = drawn


def narrow_space(font):
    """Groups of digits are parted by U+202F, which must be narrower than a digit even here, or numbers fall apart."""
    name = "uni202F"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = TTGlyphPen(None).glyph()
    font["hmtx"][name] = (NARROW, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x202F] = name


def rename(font, weight):
    style = {400: "Regular", 600: "SemiBold"}[weight]
    names = {1: f"Sluice Mono {style}", 2: "Regular", 3: f"Sluice Mono {style} 1.0", 4: f"Sluice Mono {style}",
             6: f"SluiceMono-{style}", 16: "Sluice Mono", 17: style}
    table = font["name"]
    copyright_ = table.getDebugName(0)
    table.names = []
    for name_id, text in {0: f"{copyright_}; slashed zero drawn for Sluice", 14: "https://openfontlicense.org", **names}.items():
        table.setName(text, name_id, 3, 1, 0x409)


for weight, stroke in STROKE.items():
    font = TTFont(SOURCE % weight)
    slash_zero(font, stroke)
    narrow_space(font)
    rename(font, weight)
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(TARGET % weight)
    print(TARGET % weight)
