"""What the fuzzer starts from: labelled sentences, numerals, the shipped article, and words of the rules."""

import json
from itertools import pairwise
from pathlib import Path

from tests.case_tables import cases

PROJECT = Path(__file__).resolve().parents[2]
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
WORDS = """
một hai ba bốn năm mười mươi lăm trăm nghìn triệu tỷ rưỡi linh lẻ phần nửa chục trong tổng số trên
dưới hơn gần khoảng ít nhất từ đến còn tăng lên giảm xuống so với lần % ‰ m2 km ha đồng USD lượt
người xã huyện ngày tháng năm quý khóa nhiệm kỳ lần thứ Nghị quyết Chỉ thị Kế hoạch Quyết định số
NQ/TW CT/TU KH/UBND Trung ương Tỉnh ủy về việc ban hành thực hiện Tuy nhiên sau đây: Ảnh: Theo Bài
Tin liên quan”“ . , ; : ( ) / - – 0 1 9 1.000 2,5 XII 2020 -NQ 9/11 19h30 0912345678
""".split()  # noqa: SIM905 - words in running text are easier to add to
ODD = ["\u00ad", "\u200b", "\u0301", "\u00a0", "\u2028", "\r", "\ufeff", "\u202e", "²", "½", "٣", "１", "Ⅻ"]


def sentences() -> list[str]:
    """The labelled sentences and the lines of the articles in data/raw."""
    with open(PROJECT / "tests/labels/dev.jsonl", encoding="utf-8") as file:
        labelled = [json.loads(line)["text"] for line in file if line.strip()]
    articles = sorted((PROJECT / "data/raw").glob("*.txt"))
    lines = (line for path in articles for line in path.read_text(encoding="utf-8").split("\n"))
    return labelled + [line for line in lines if line.strip()]


def numerals() -> list[str]:
    """The numerals of the readable cases."""
    return [line["written"] for line in cases("numbers")]


def seeds(target: str) -> list[bytes]:
    """The inputs a target starts from."""
    lines = sentences()
    if target == "numeral":
        return [numeral.encode() for numeral in numerals()]
    if target == "page":
        return [PAGE.format(a, b).encode() for a, b in pairwise(lines[:41])]
    if target == "cleaning":
        whole = "\n\n".join(lines[-20:])
        coded = [whole.encode("utf-16"), whole.encode("utf-8-sig"), whole.replace("\n", "\r").encode()]
        return [line.encode() for line in lines] + coded
    return [line.encode() for line in lines]
