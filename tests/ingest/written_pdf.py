"""PDFs written byte by byte, as simple as they come: one font, lines of text, nothing compressed."""

import textwrap

_LINE = 90  # characters


def pdf(*pages: list[str], script: str = "", protected: bool = False) -> bytes:
    """Write a PDF of paragraphs on pages; with a script that runs when it is opened, or locked with a password."""
    action = f"/OpenAction << /S /JavaScript /JS ({script}) >>" if script else ""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {action} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, paragraphs in enumerate(pages):
        stream = _stream(paragraphs)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assembled(objects, _LOCK if protected else "")


_LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -44 >> /ID [<00> <00>]"


def _stream(paragraphs: list[str]) -> str:
    lines = [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, _LINE), "")]
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    return f"BT /F1 10 Tf 14 TL 60 780 Td {shown} ET" if lines else ""


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[str], trailer: str) -> bytes:
    parts, offsets, length = ["%PDF-1.4\n"], [], len("%PDF-1.4\n")
    for number, written in enumerate(objects, start=1):
        offsets.append(length)
        parts.append(f"{number} 0 obj\n{written}\nendobj\n")
        length += len(parts[-1].encode("cp1252"))
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    parts.append(f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n")
    parts.append(f"startxref\n{length}\n%%EOF\n")
    return "".join(parts).encode("cp1252")
