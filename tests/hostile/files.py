"""Small files that stand for very much: each is refused, and cheaply.

What is regular is packed with a ratio that gives it away, so most are salted: no ratio betrays them.
"""

import io
import random
import zipfile
from collections.abc import Callable

MEGABYTE = 1024 * 1024
# A packer looks back 32 kB: what comes again further on is new to it.
FAR = 64 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FRAME = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
            for name, kind in (
                ("workbook", "sheet.main"),
                ("worksheets/sheet1", "worksheet"),
                ("sharedStrings", "sharedStrings"),
                ("styles", "styles"),
            )
        )
        + "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf/></cellXfs></styleSheet>',
    "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>a</t></si><si><t>b</t></si></sst>',
}


def workbook(
    rows: str, *, strings: str = "", styles: str = "", others: dict[str, bytes] | None = None
) -> bytes:
    """A workbook of one sheet with these rows, texts and styles, and other parts besides."""
    parts: dict[str, str | bytes] = dict(_FRAME)
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    return packed(parts | (others or {}))


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def salted(piece: str, times: int, seed: int = 7) -> str:
    """`piece` over and over, its "?" replaced by digits that nothing packs well."""
    chance = random.Random(seed)
    noise = f"{chance.getrandbits(8192):x}"
    apart = min(times, FAR // len(piece))
    starts = chance.choices(range(len(noise) - 5), k=apart)
    pieces = [piece.replace("?", noise[start : start + 4]) for start in starts]
    return "".join(pieces) * (times // apart) + "".join(pieces[: times % apart])


def _two() -> str:
    return '<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>1</v></c></row>'


def _row(cells: str, number: int | str = "") -> str:
    return f'<row r="{number}">{cells}</row>' if number else f"<row>{cells}</row>"


def _understated() -> bytes:
    """A part that says it is small, and is not."""
    data = bytearray(workbook(_two() + " " * 40 * MEGABYTE))
    entry = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def _entities() -> bytes:
    """A billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return packed(
        _FRAME
        | {
            "xl/worksheets/sheet1.xml": f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{laughs}]>'
            f'<worksheet xmlns="{_MAIN}"><sheetData><row><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
            "</sheetData></worksheet>"
        }
    )


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "a zip bomb: 49 MB of zeros": lambda: workbook(
        _two(), others={"xl/a.xml": b"<a>" + b" " * 49 * MEGABYTE}
    ),
    "unpacked, 60 MB": lambda: workbook(
        _two(), others={f"xl/{n}.xml": salted(f"<a>{' ' * 90}?</a>", 10_000, n).encode() for n in range(60)}
    ),
    "20,000 parts": lambda: workbook(_two(), others={f"xl/{n}.xml": b"" for n in range(20_000)}),
    "a size that lies": _understated,
    "entities of entities": _entities,
    "a cell at the end of every row": lambda: workbook(
        "".join(_row(f'<c r="GR{n}"><v>{n}</v></c>', n) for n in range(1, 20_001))
    ),
    "a row and a column far beyond": lambda: workbook(_row('<c r="ZZZZZ1"><v>1</v></c>', 999_999_999)),
    "a cell at the end of the sheet, in rows": lambda: workbook(
        "".join(_row(f'<c r="XFD{n}"><v>{n}</v></c>', n) for n in range(1, 3000))
    ),
    "700,000 cells": lambda: workbook("".join(_row(salted("<c><v>?</v></c>", 70, n)) for n in range(10_000))),
    "a row of 590,000 columns": lambda: workbook(_row(salted("<c><v>?</v></c>", 590_000))),
    "1,500,000 empty rows": lambda: workbook(salted('<row s="?"/>', 1_500_000)),
    "190,000 texts that no cell shows": lambda: workbook(
        _two(), strings=salted("<si><t>?</t></si>", 190_000)
    ),
    "a text of 600,000 pieces": lambda: workbook(
        _two(), strings=f"<si>{salted('<r><t>?</t></r>', 600_000)}</si><si><t>b</t></si>"
    ),
    "one long text in 500,000 cells": lambda: workbook(
        "".join(_row(salted('<c t="s" a="?"><v>0</v></c>', 50, n)) for n in range(10_000)),
        strings=f"<si><t>{salted('?', 8000)}</t></si>",
    ),
    "one cell of 10 MB": lambda: workbook(
        _row(f'<c t="inlineStr"><is><t>{salted("?", 2_400_000)}</t></is></c>')
    ),
    "600,000 elements in each other": lambda: workbook(
        salted('<a b="?">', 600_000) + "</a>" * 600_000 + _two()
    ),
    "one sheet under 70,000 names": lambda: packed(
        _FRAME
        | {
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">'
            f"<sheetData>{_two()}</sheetData></worksheet>",
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            + salted('<sheet name="?" sheetId="1" r:id="r1"/>', 70_000)
            + "</sheets></workbook>",
        }
    ),
    "styles: 500,000 of them": lambda: workbook(
        _two(), styles="<cellXfs>" + salted('<xf numFmtId="?"/>', 500_000) + "</cellXfs>"
    ),
    "400,000 attributes of one element": lambda: workbook(
        "<row " + " ".join(f'a{n}x="1"' for n in range(400_000)) + "/>" + _two()
    ),
    "one attribute of 9 MB": lambda: workbook(f'<row a="{salted("?", 2_400_000)}"/>' + _two()),
    "rows that never end their tag": lambda: workbook(salted('<row a="?" ', 400_000)),
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "a line of 5,000,000 columns": lambda: b"," * 5 * 1000 * 1000,
    "a line of 1,600,000 filled columns": lambda: b"ab," * 1_600_000,
    "25,000 lines of 199 blanks and a cell": lambda: (b"," * 199 + b"a\n") * 25_000,
    "a cell of 5 MB": lambda: b"a,b\n" + b"x" * 5_000_000,
    "a quotation mark that never closes": lambda: b'a,b\n"' + b"x,\n" * 1_600_000,
    "2,500,000 quotation marks": lambda: b'a,"' + b'""' * 2_400_000,
    "nothing but quotation marks": lambda: b'"' * 5_000_000,
    "5,000,000 line ends": lambda: b"\n" * 5_000_000,
    "1,600,000 lines": lambda: b"a,b\n" * 1_250_000,
    "no text in any characters": lambda: bytes(range(128, 256)) * 39_000,
    "all of it damaged accents": lambda: "Ã¡,Ã©\n".encode() * 500_000,
    "accents without a letter": lambda: b"a" + "\u0301".encode() * 2_400_000,
    "blanks that nobody sees": lambda: "\u200b\u200b\u200b,".encode() * 490_000,
    "dates, or patterns of some": lambda: b"a,b\n" + b"1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1!,(a+)+$\n" * 120_000,
    "no zero-width end": lambda: ("a," * 16_000 + "\n").encode() * 150,
}
