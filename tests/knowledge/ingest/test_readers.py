from __future__ import annotations

import io
import zipfile
from time import process_time

import docx
import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from knowledge.chunking import chunk_text
from knowledge.ingest.docx import read_docx
from knowledge.ingest.html import read_html
from knowledge.ingest.jsonlines import read_json, read_jsonl
from knowledge.ingest.markdown import read_markdown, read_text
from knowledge.ingest.pdf import read_pdf
from knowledge.ingest.reading import Unreadable, decoded
from knowledge.ingest.table import read_csv


class TestDecoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_text(self, encoding: str) -> None:
        assert decoded("Café – £5\r\nzwei".encode(encoding)) == "Café – £5\nzwei"

    @pytest.mark.parametrize("content", [b"\x00\x01\x02" * 100, b"caf\x81\x8d", b"\xff\xfea"])
    def test_what_is_no_text(self, content: bytes) -> None:
        with pytest.raises(Unreadable):
            decoded(content)


class TestMarkdown:
    def test_front_matter_title_and_plain_words(self) -> None:
        content = b"---\ntitle: Returns\nvalid-from: 2026-06-01\n---\n# Ignored\n\nSend it **free** to [us](https://a.example).\n"
        (document,) = read_markdown("x.md", content).documents
        assert document.title == "Returns"
        assert str(document.meta["valid_from"]) == "2026-06-01"
        assert document.text == "Send it free to us (https://a.example)."

    @pytest.mark.parametrize(
        ("content", "title", "text"),
        [
            (b"# Returns #\n\nText.", "Returns", "Text."),
            (b"Returns\n=======\n\nText.", "Returns", "Text."),
            (b"Just text.", "My file", "Just text."),
            (b"---\n\nA rule, no front matter.", "My file", "---\n\nA rule, no front matter."),
            (
                b"<!-- hidden -->`code` _very_ __bold__ ![alt](a.png) snake_case_name 2*3*4",
                "My file",
                "code very bold alt snake_case_name 2*3*4",
            ),
        ],
    )
    def test_titles_and_markup(self, content: bytes, title: str, text: str) -> None:
        (document,) = read_markdown("folder/my-file.md", content).documents
        assert (document.title, document.text) == (title, text)

    def test_broken_front_matter_is_told(self) -> None:
        with pytest.raises(Unreadable, match="front matter"):
            read_markdown("x.md", b"---\ntitle: [oops\n---\ntext")

    def test_hostile_markup_is_read(self) -> None:
        for text in (b"[" * 20_000, b"*a " * 9000, b"<!--" * 9000, b"`" * 20_000, b"![" * 9000, b"# " * 9000):
            read_markdown("x.md", text)

    def test_time_grows_with_the_text_and_no_faster(self) -> None:
        for opening in ("[a](", "[[[", "![](", "[a](x", '[a](x "', "[a]((((", "[a]((b)"):
            text = (opening * 100_000).encode()
            started = process_time()
            read_markdown("x.md", text)
            assert process_time() - started < 3, opening

    def test_links_with_brackets_in_them(self) -> None:
        content = b'See [note [1](https://a.example/Foo_(bar)?a[]=1 "Foo") and ![alt](a_(b).png).'
        (document,) = read_markdown("x.md", content).documents
        assert document.text == "See [note 1 (https://a.example/Foo_(bar)?a[]=1) and alt."

    def test_plain_text(self) -> None:
        (document,) = read_text("returns.txt", b"Returns policy\n\nSend it back.").documents
        assert (document.title, document.text) == ("Returns policy", "Send it back.")
        (document,) = read_text("returns.txt", b"Send it back.\n\nNow.").documents
        assert (document.title, document.text) == ("Returns", "Send it back.\n\nNow.")


class TestHtml:
    PAGE = """<!doctype html><html><head><title>Shop | Returns</title><style>p{}</style></head><body>
      <nav>Home About</nav><main><h1>Returns</h1><p>Send it <b>back</b>
      soon.</p><h2>Costs</h2><ul><li>Parcel: free</li><li><p>Sofa: £35</p></li></ul>
      <table><tr><th>Way</th><th>Price</th></tr><tr><td>Post</td><td>£3</td></tr></table>
      <script>alert(1)</script></main><footer>(c)</footer></body></html>"""

    def test_main_text_with_its_structure(self) -> None:
        (document,) = read_html("x.html", self.PAGE.encode()).documents
        assert document.title == "Returns"
        assert document.text.startswith("Send it back soon.\n\n## Costs")
        assert "- Parcel: free" in document.text
        assert "| Post | £3 |" in document.text
        assert not any(word in document.text for word in ("Home", "alert", "(c)"))

    def test_declared_encoding(self) -> None:
        page = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")
        assert "Łódź" in read_html("x.html", page).documents[0].text

    @pytest.mark.parametrize("content", [b"<html></html>", b"<script>x</script>", b"<nav>only</nav>"])
    def test_a_page_without_text_is_told(self, content: bytes) -> None:
        with pytest.raises(Unreadable, match="no text"):
            read_html("x.html", content)

    def test_nesting_is_read_within_reason(self) -> None:
        assert "deep" in read_html("x.html", b"<div>" * 900 + b"deep" + b"<p>x" * 3000).documents[0].text
        with pytest.raises(Unreadable, match="nested"):
            read_html("x.html", b"<div>" * 100_000 + b"deep")


def a_pdf(pages: int = 3) -> bytes:
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    for page in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", size=8)
        pdf.cell(text="Sedge shop - internal", new_x="LMARGIN", new_y="NEXT")
        if page == 0:
            pdf.set_font("helvetica", style="B", size=20)
            pdf.cell(text="Returns policy", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", style="B", size=14)
        pdf.cell(text=f"Section {page + 1} rules", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, text=f"You may send most things back within {page + 4}0 days. " * 8)
        pdf.set_y(-20)
        pdf.cell(text=f"Page {page + 1} of {pages}")
    return bytes(pdf.output())


class TestPdf:
    def test_text_headings_and_no_running_heads(self) -> None:
        (document,) = read_pdf("returns.pdf", a_pdf()).documents
        assert document.title == "Returns policy"
        headings = {chunk.heading for chunk in chunk_text(document.text)}
        assert headings == {"Section 1 rules", "Section 2 rules", "Section 3 rules"}
        assert "within 50 days" in " ".join(document.text.split())
        assert "internal" not in document.text
        assert "Page 1" not in document.text

    def test_a_password_is_asked_for(self) -> None:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf(1))))
        writer.encrypt("secret", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        with pytest.raises(Unreadable, match="password"):
            read_pdf("x.pdf", buffer.getvalue())

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"junk", b"%PDF-1.4\n" + b"0 obj <<" * 2000])
    def test_broken_files_are_told(self, content: bytes) -> None:
        with pytest.raises(Unreadable):
            read_pdf("x.pdf", content)

    def test_a_cut_file_is_read_or_told(self) -> None:
        whole = a_pdf()
        for share in (0.3, 0.6, 0.95):
            try:
                assert read_pdf("x.pdf", whole[: int(len(whole) * share)]).documents
            except Unreadable as error:
                assert str(error)  # noqa: PT017 - some cuts can be read

    def test_a_scan_is_told(self) -> None:
        pdf = FPDF()
        pdf.add_page()
        with pytest.raises(Unreadable, match="no text"):
            read_pdf("x.pdf", bytes(pdf.output()))

    def test_too_many_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("knowledge.ingest.pdf.MAX_PAGES", 2)
        with pytest.raises(Unreadable, match="3 pages"):
            read_pdf("x.pdf", a_pdf())

    def test_too_slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("knowledge.ingest.pdf.MAX_SECONDS", -1.0)
        with pytest.raises(Unreadable, match="longer than"):
            read_pdf("x.pdf", a_pdf())


class TestDocx:
    def test_in_reading_order(self) -> None:
        made = docx.Document()
        made.add_heading("Returns", level=0)
        made.add_paragraph("Send it back.")
        made.add_heading("Costs", level=1)
        made.add_paragraph("Parcel: free", style="List Bullet")
        table = made.add_table(rows=1, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Sofa", "£35"
        made.add_paragraph("The end.")
        buffer = io.BytesIO()
        made.save(buffer)
        (document,) = read_docx("x.docx", buffer.getvalue()).documents
        assert document.title == "Returns"
        assert document.text == "Send it back.\n\n# Costs\n\n- Parcel: free\n\n| Sofa | £35 |\n\nThe end."

    def test_a_bomb_is_not_unpacked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("knowledge.ingest.docx.MAX_UNPACKED_BYTES", 1_000_000)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b"0" * 2_000_000)
        with pytest.raises(Unreadable, match="unpacks to more"):
            read_docx("x.docx", buffer.getvalue())

    @pytest.mark.parametrize(
        ("content", "reason"), [(b"junk", "not a .docx"), (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "password")]
    )
    def test_broken_files_are_told(self, content: bytes, reason: str) -> None:
        with pytest.raises(Unreadable, match=reason):
            read_docx("x.docx", content)

    def test_an_archive_of_something_else_is_told(self) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("a.txt", "x")
        with pytest.raises(Unreadable, match="not a Word document"):
            read_docx("x.docx", buffer.getvalue())


class TestCsv:
    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_rows_by_name_with_their_lines(self, separator: str) -> None:
        text = (
            separator.join(["Order ID", "Total"])
            + "\n"
            + separator.join(["1", '"two\nlines"'])
            + "\n\n"
            + separator.join(["2", ""])
        )
        reading = read_csv("x.csv", text.encode())
        assert [(row.line, dict(row.values)) for row in reading.rows] == [
            (3, {"order_id": "1", "total": "two\nlines"}),
            (5, {"order_id": "2"}),
        ]

    def test_a_row_too_long_is_told_and_the_rest_read(self) -> None:
        reading = read_csv("x.csv", b"order_id,status\n1,shipped,what\n2,late,\n3,sent,,\n")
        assert [row.values["order_id"] for row in reading.rows] == ["2", "3"]
        assert reading.problems == [(2, "3 cells for 2 columns; one too many: 'what'")]

    @pytest.mark.parametrize(
        ("content", "reason"), [(b" \n", "empty"), (b"a,A\n1,2", "twice"), (b",,\n1,2", "name the columns")]
    )
    def test_a_bad_header_is_told(self, content: bytes, reason: str) -> None:
        with pytest.raises(Unreadable, match=reason):
            read_csv("x.csv", content)

    def test_a_huge_field_is_told(self) -> None:
        with pytest.raises(Unreadable, match="not valid CSV"):
            read_csv("x.csv", b'a,b\n"' + b"x" * 2_000_000)


class TestJson:
    def test_lines(self) -> None:
        reading = read_jsonl("x.jsonl", b'{"id": 1, "total": 1.10}\n\nnot json\n[1]\n{"a": NaN}\n' + b"[" * 100_000)
        assert [(row.line, str(row.values["total"])) for row in reading.rows] == [(1, "1.10")]
        assert [line for line, _ in reading.problems] == [3, 4, 5, 6]

    def test_lists_by_kind(self) -> None:
        reading = read_json("x.json", b'{"orders": [{"order_id": 1}], "contacts": [{"id": "c"}, 5]}')
        assert [dict(row.values) for row in reading.rows] == [
            {"kind": "order", "order_id": 1},
            {"kind": "contact", "id": "c"},
        ]
        assert len(reading.problems) == 1

    def test_a_list_and_a_single_object(self) -> None:
        assert len(read_json("x.json", b'[{"a": 1}, {"a": 2}]').rows) == 2
        assert len(read_json("x.json", b'{"a": 1}').rows) == 1

    def test_broken_json_is_told(self) -> None:
        with pytest.raises(Unreadable, match="not valid JSON"):
            read_json("x.json", b"{")
