"""An article and a sidecar full of traps through the real series: shown as text, and nothing leaks or leaves.

Beside it lie files that cannot be used; each gets one sentence, and the good one is finished.
"""

import json
import os
import struct
import subprocess
import sys
import time
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from tests.faults.inputs import ARTICLE
from tests.faults.project import PROJECT, Copy, with_what_is_embedded

NAME = "bai-bay-2024"
TRAP = (
    '<script>hacked(1)</script> "><img src=x onerror=hacked(2)> [tại đây](javascript:hacked(3)) '
    "{{ 7 * 7 }} {% raw %} $\\frac{1}{0}$ ]]> <!-- &lt;b&gt; `mã` **đậm** \\u202e C:\\tên"
)
TEXT = (
    f"Xã An Bình {TRAP} sau 3 năm\n\nĐến nay, 12 trong tổng số 40 hộ {TRAP} của xã đạt chuẩn.\n\n"
    f"Thực hiện Nghị quyết số 7-NQ/TW của <b onclick=hacked(4)>Bộ Chính trị</b> {TRAP}.\n\n"
    f"Tuy nhiên, kết quả {TRAP} còn hạn chế.\n\n"
    f"Xã chi 3,2 tỷ đồng {TRAP} cho 17 cán bộ <i>nữ</i> $x$ đi học.\n"
)
BOTH = f"{{ vi = '''{TRAP}''', en = '''{TRAP}''' }}"
SIDECAR = f"""
title = {BOTH}
outlet = {BOTH}
url = "javascript:hacked(5)"
provenance = {BOTH}
caveats = [{BOTH}]
[[headline]]
anchor = "12 trong tổng số 40 hộ"
label = {{ vi = '''{TRAP}''', en = "control \\u0001 \\ufffe \\u202e {{}}" }}
caveat = {BOTH}
[[headline]]
anchor = "3,2 tỷ đồng"
label = {BOTH}
[[override]]
anchor = "17 cán bộ"
field = "counted"
new = '''{TRAP}'''
reason = '''{TRAP}'''
"""
UNUSABLE = {
    "van-ban.txt": (b"%PDF-1.7\n1 0 obj", "van-ban.txt: this is a PDF"),
    "sai-neo.txt": (ARTICLE.encode(), "sai-neo.toml: headline, entry 1: the anchor “999 cán bộ” is not in"),
}
LABEL = 'label = { vi = "a", en = "b" }'
WRONG_SIDECAR = f'[[headline]]\nanchor = "999 cán bộ"\n{LABEL}\n'.encode()


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str):
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def trapped(folder):
    """The copy after one run, and the run."""
    articles = {f"{NAME}.txt": TEXT.encode(), f"{NAME}.toml": SIDECAR.encode(), "sai-neo.toml": WRONG_SIDECAR}
    copy = Copy(folder / "thư mục 'bẫy' & <b>", articles | {name: bad[0] for name, bad in UNUSABLE.items()})
    (folder / "nha-rieng").mkdir()
    run = copy.run(USER="nguoidung77", LOGNAME="nguoidung77", HOME=str(folder / "nha-rieng"))
    return copy, run


def the_trapped_article_is_finished_and_the_others_are_named(copy, run):
    assert run.returncode == 1 and "Traceback" not in run.stdout
    assert {path.name for path in (copy.root / "report").iterdir() if path.is_dir()} == {NAME, "failed"}, run.stdout
    for _, sentence in UNUSABLE.values():
        assert run.stdout.count(sentence) == 1, run.stdout


def nothing_is_fetched(copy, run):
    assert not copy.reached.exists(), copy.reached.read_text(encoding="utf-8")


def a_notebook_that_reaches_out_would_be_seen(copy, run):
    reach = "import urllib.request; urllib.request.urlopen('http://192.0.2.1/', timeout=1)"
    settings = {**os.environ, "PYTHONPATH": copy.path, "REACHED": str(copy.root.parent / "probe")}
    probe = subprocess.run([sys.executable, "-c", reach], env=settings, capture_output=True, check=False)
    assert b"no network in this run" in probe.stderr
    assert "192.0.2.1" in (copy.root.parent / "probe").read_text(encoding="utf-8")


def a_failed_notebook_is_whole_and_shows_the_trap_as_text(copy, run):
    kept = (copy.root / "report/failed/sai-neo/02-tabulate-claims.ipynb").read_text(encoding="utf-8")
    assert json.loads(kept)["nbformat"] == 4 and "ArticleError" in kept


def no_trap_becomes_markup_of_a_page(copy, run):
    pages = {name: data for name, data in copy.outputs().items() if name.endswith(".html")}
    assert len(pages) >= 7
    for name, data in pages.items():
        tags = Tags(data.decode("utf-8")).found
        assert sum(tag == "script" for tag, _ in tags) == 1, name
        assert not any(attribute.startswith("on") for _, given in tags for attribute in given), name
        addresses = [given[key] or "" for _, given in tags for key in ("href", "src") if key in given]
        assert not any("javascript" in address for address in addresses if not address.startswith("data:"))
        assert name == "report/index.html" or b"{{ 7 * 7 }}" in data, f"{name}: a template was filled in"


def no_trap_becomes_markup_of_a_figure(copy, run):
    pictures = {name: data for name, data in copy.outputs().items() if name.endswith(".svg")}
    assert pictures
    for name, data in pictures.items():
        for element in ElementTree.fromstring(data).iter():
            assert element.tag.rpartition("}")[2] not in ("script", "image", "foreignObject", "a"), name
            for attribute, value in element.attrib.items():
                plain = attribute.rpartition("}")[2]
                assert not plain.startswith("on"), name
                assert plain != "href" or value.startswith("#"), name


def a_machine_or_its_clock_leaves_no_trace(copy, run):
    today = [time.strftime(form).encode() for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%b %d, %Y")]
    folders = (copy.root.parent, PROJECT, sys.prefix, sys.base_prefix)
    traces = [b"nguoidung77", b"nha-rieng", b".staging-", *today]
    traces += [f"{place}/".encode() for place in folders]
    for name, data in copy.outputs().items():
        shown = with_what_is_embedded(data)
        assert not [trace for trace in traces if trace in shown], name


def a_picture_holds_nothing_but_the_picture(copy, run):
    pictures = {name: data for name, data in copy.outputs().items() if name.endswith(".png")}
    assert pictures
    for name, data in pictures.items():
        place, kinds = 8, set()
        while place < len(data):
            (length,) = struct.unpack(">I", data[place : place + 4])
            kinds.add(data[place + 4 : place + 8].decode())
            place += length + 12
        assert kinds <= {"IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"}, name


def nothing_is_written_outside_the_folders_of_the_article(copy, run):
    folders = {name.rsplit("/", 1)[0] for name in copy.outputs()}
    own = {f"data/processed/{NAME}", f"figures/{NAME}", f"report/{NAME}"}
    assert folders == own | {"report", "report/failed/sai-neo"}
    beside = {path.name for path in copy.root.parent.iterdir()}
    assert beside == {copy.root.name, "watch", "nha-rieng"}


@pytest.mark.long
def test_a_trapped_article_is_shown_as_text_and_leaves_no_trace(tmp_path):
    """One test, so that workers beside each other do not each make the report."""
    copy, run = trapped(tmp_path)
    the_trapped_article_is_finished_and_the_others_are_named(copy, run)
    nothing_is_fetched(copy, run)
    a_failed_notebook_is_whole_and_shows_the_trap_as_text(copy, run)
    no_trap_becomes_markup_of_a_page(copy, run)
    no_trap_becomes_markup_of_a_figure(copy, run)
    a_machine_or_its_clock_leaves_no_trace(copy, run)
    a_picture_holds_nothing_but_the_picture(copy, run)
    nothing_is_written_outside_the_folders_of_the_article(copy, run)
    a_notebook_that_reaches_out_would_be_seen(copy, run)
