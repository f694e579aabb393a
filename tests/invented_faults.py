"""Invented articles whose numbers fit, and the same articles with one number changed so that they no longer do.

Every kind has several ways to say it, filled with other names, things and numbers by a seeded generator. `invented(n)`
gives n pairs (clean text, faulty text, kind).
"""

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

PLACES = ("Tân Lập", "Hòa Bình", "An Phú", "Đông Sơn", "Phước Lâm", "Bình Minh", "Quảng Châu", "Nam Hưng")
THINGS = (
    ("đảng viên", "chi bộ"), ("học sinh", "trường"), ("hộ dân", "thôn"), ("công nhân", "nhà máy"),
    ("đại biểu", "hội nghị"), ("bệnh nhân", "trạm y tế"), ("hồ sơ", "bộ phận"), ("phương tiện", "đội"),
)  # fmt: skip
CROPS = ("lúa", "ngô", "lạc", "rau màu", "sắn", "đậu tương")
SUMS = ("Thu ngân sách", "Thu nội địa", "Vốn đầu tư công", "Doanh thu du lịch", "Dư nợ tín dụng")
LEADS = (
    "Sáng {d}/{m}, UBND xã {p} họp báo.", "Theo báo cáo của xã {p}, tình hình ổn định.",
    "Đoàn công tác của huyện làm việc với xã {p} chiều {d}/{m}.", "Xã {p} vừa công bố kết quả kiểm tra.",
)  # fmt: skip
TAILS = (
    "Bí thư Đảng ủy xã yêu cầu các thôn tiếp tục theo dõi.", "Lãnh đạo xã cảm ơn bà con đã phối hợp.",
    "Kết quả được niêm yết tại trụ sở.", "Các ngành sẽ báo cáo lại vào tháng sau.",
)  # fmt: skip


class Pair(NamedTuple):
    """The same article with numbers that fit and with one that does not."""

    kind: str
    clean: str
    faulty: str


def printed(value: float, decimals: int = 0) -> str:
    """A number as Vietnamese print has it: 18.345,2"""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def changed(random_: random.Random, value: float, decimals: int = 0) -> float:
    """Another number of the same size, so far off that no rounding explains it."""
    far = value * random_.choice((0.87, 0.91, 1.12, 1.19))
    return far if abs(round(far, decimals) - value) > 1.5 * 10**-decimals else value + 3 * 10**-decimals


def _article(random_: random.Random, clean: str, faulty: str, kind: str) -> Pair:
    fields = {"p": random_.choice(PLACES), "d": random_.randint(1, 28), "m": random_.randint(1, 12)}
    lead, tail = random_.choice(LEADS).format(**fields), random_.choice(TAILS)
    return Pair(kind, f"{lead} {clean} {tail}", f"{lead} {faulty} {tail}")


def parts(random_: random.Random) -> Pair:
    """Parts behind "gồm", in brackets, as two halves, with the rest."""
    thing, body = random_.choice(THINGS)
    numbers = [random_.randint(11, 90) for _ in range(3)]
    total = sum(numbers)
    wrong = total + random_.choice((-7, -4, 3, 6))
    a, b, c = numbers
    ways = (
        ("Toàn xã có {t} {thing}, gồm {a} {thing} ở khu vực phía bắc, {b} {thing} ở phía nam và {c} "
        "{thing} ở trung tâm."),
        "Cả {body} có {t} {thing} (loại một {a}, loại hai {b}, loại ba {c}).",
        ("Đợt này xã tiếp nhận {t} {thing}, bao gồm: {a} {thing} nhóm thứ nhất, {b} {thing} nhóm thứ "
        "hai, {c} {thing} nhóm thứ ba."),
        ("Xã có {t} {thing}, trong đó {a} {thing} ở thôn Thượng, {b} {thing} ở thôn Hạ, còn lại {c} "
        "{thing} ở thôn Đoài."),
    )  # fmt: skip
    way = random_.choice(ways)
    fill = {"thing": thing, "body": body, "a": a, "b": b, "c": c}
    return _article(random_, way.format(t=total, **fill), way.format(t=wrong, **fill), "parts_total")


def halves(random_: random.Random) -> Pair:
    """Men and women, valid and invalid votes."""
    men, women = random_.randint(20, 95), random_.randint(20, 95)
    wrong = men + women + random_.choice((-3, -2, 2, 4))
    way = random_.choice((
        "Lớp bồi dưỡng có {t} học viên, trong đó {a} nam, {b} nữ.",
        "Xã tuyển {t} công nhân, gồm {a} nam và {b} nữ.",
        "Ban kiểm phiếu thu về {t} phiếu, có {a} phiếu hợp lệ, {b} phiếu không hợp lệ.",
    ))  # fmt: skip
    return _article(
        random_, way.format(t=men + women, a=men, b=women), way.format(t=wrong, a=men, b=women), "parts_total"
    )


def shares(random_: random.Random) -> Pair:
    """A of B and the per cent; a part of a total and its per cent."""
    thing, _ = random_.choice(THINGS)
    whole = random_.randint(120, 900)
    part = random_.randint(whole // 5, whole - 5)
    per_cent = 100 * part / whole
    wrong = changed(random_, per_cent, 1)
    way = random_.choice((
        "Đến nay có {a}/{b} {thing} đạt yêu cầu, đạt {s}%.",
        "Có {a} trong tổng số {b} {thing} ({s}%) tham gia.",
        "Toàn xã có {b} {thing}, trong đó {a} {thing} đã đăng ký, chiếm {s}%.",
        "Xã có {s}% ({a}/{b} {thing}) hoàn thành.",
    ))  # fmt: skip
    fill = {"a": part, "b": printed(whole), "thing": thing}
    return _article(
        random_, way.format(s=printed(per_cent, 1), **fill), way.format(s=printed(wrong, 1), **fill), "share"
    )


def changes(random_: random.Random) -> Pair:
    """Two levels and the change between them, in per cent or in their unit."""
    name = random_.choice(SUMS)
    before = random_.randint(120, 4800)
    after = round(before * random_.uniform(1.04, 1.6))
    rise = 100 * (after - before) / before
    difference = after - before
    wrong_rise, wrong_difference = changed(random_, rise, 1), difference + random_.choice((12, 17, 23))
    fill = {"name": name, "x": printed(before), "y": printed(after)}
    per_cents = printed(rise, 1), printed(wrong_rise, 1)
    ways = (
        ("{name} tăng từ {x} tỷ đồng lên {y} tỷ đồng, tăng {r}%.", "r", *per_cents),
        ("{name} đạt {y} tỷ đồng, tăng {r}% so với cùng kỳ ({x} tỷ đồng).", "r", *per_cents),
        ("{name} tăng {r} tỷ đồng, từ {x} tỷ đồng lên {y} tỷ đồng.", "r", printed(difference), printed(wrong_difference)),
        ("{name} đạt {y} tỷ đồng, tăng {d} tỷ đồng, tương ứng {r}%.", "r", *per_cents),
        ("{name} {r} từ {x} tỷ đồng lên {y} tỷ đồng trong hai năm.", "r", "tăng", "giảm"),
    )  # fmt: skip
    way, key, right, wrong = random_.choice(ways)
    fill |= {"d": printed(difference)}
    return _article(random_, way.format(**fill, **{key: right}), way.format(**fill, **{key: wrong}), "change")


def plans(random_: random.Random) -> Pair:
    """What was reached, the plan and its fulfilment."""
    name = random_.choice(SUMS)
    plan = random_.randint(400, 9000)
    done = round(plan * random_.uniform(0.55, 1.35))
    per_cent = 100 * done / plan
    wrong = changed(random_, per_cent, 1)
    way = random_.choice((
        "{name} đạt {y} tỷ đồng, bằng {s}% dự toán ({x} tỷ đồng).",
        "{name} ước đạt {y} tỷ đồng, đạt {s}% kế hoạch được giao là {x} tỷ đồng.",
        "{name} thực hiện {y}/{x} tỷ đồng, đạt {s}% kế hoạch.",
    ))  # fmt: skip
    fill = {"name": name, "x": printed(plan), "y": printed(done)}
    return _article(
        random_, way.format(s=printed(per_cent, 1), **fill), way.format(s=printed(wrong, 1), **fill), "plan"
    )


def repeats(random_: random.Random) -> Pair:
    """The headline's number, told again below."""
    thing, body = random_.choice(THINGS)
    number = random_.randint(110, 980)
    wrong = number + random_.choice((-27, -18, 9, 36))
    place = random_.choice(PLACES)
    way = random_.choice((
        ("Trao quà cho {a} {thing} nghèo ở {p}\n\nSáng nay, Hội Chữ thập đỏ tỉnh trao quà cho {b} "
        "{thing} nghèo của xã {p}. {tail}"),
        ("Xã {p} biểu dương {a} {thing} tiêu biểu\n\nNăm qua, xã {p} biểu dương {b} {thing} tiêu biểu "
        "ở các {body}. {tail}"),
        ("{p}: {a} {thing} khó khăn được hỗ trợ\n\nTheo UBND xã {p}, đã có {b} {thing} khó khăn được "
        "hỗ trợ trong quý. {tail}"),
    ))  # fmt: skip
    fill = {"thing": thing, "body": body, "p": place, "tail": random_.choice(TAILS)}
    return Pair("repeated", way.format(a=number, b=number, **fill), way.format(a=number, b=wrong, **fill))


def magnitudes(random_: random.Random) -> Pair:
    """One part a thousand times too small."""
    a, b, c = (random_.randint(120, 900) for _ in range(3))
    way = random_.choice((
        ("Dự án có tổng vốn {t} tỷ đồng, gồm ngân sách trung ương {a} tỷ đồng, ngân sách tỉnh {b} tỷ "
        "đồng và vốn xã {c} {m} đồng."),
        "Tổng mức đầu tư là {t} tỷ đồng (xây lắp {a} tỷ đồng, thiết bị {b} tỷ đồng, dự phòng {c} {m} đồng).",
        "Quỹ chi {t} tỷ đồng, bao gồm {a} tỷ đồng học bổng, {b} tỷ đồng xây trường và {c} {m} đồng mua sách.",
    ))  # fmt: skip
    fill = {"t": printed(a + b + c), "a": a, "b": b, "c": c}
    return _article(random_, way.format(m="tỷ", **fill), way.format(m="triệu", **fill), "magnitude")


def tables(random_: random.Random) -> Pair:
    """A table with its total row and a column of per cents."""
    crops = random_.sample(CROPS, 4)
    plan = [random_.randint(80, 480) for _ in crops]
    done = [round(one * random_.uniform(0.7, 1.2)) for one in plan]
    fault = random_.choice(("total", "share"))
    row = random_.randrange(4)

    def text(wrong: bool) -> str:
        lines = ["Cây trồng\tKế hoạch (ha)\tThực hiện (ha)\tSo với KH (%)"]
        for number, crop in enumerate(crops):
            share = 100 * done[number] / plan[number]
            if wrong and fault == "share" and number == row:
                share = changed(random.Random(number), share, 1)
            lines.append(f"{crop.capitalize()}\t{plan[number]}\t{done[number]}\t{printed(share, 1)}")
        total = sum(done) + (40 if wrong and fault == "total" else 0)
        share = 100 * sum(done) / sum(plan)
        lines.append(f"Tổng số\t{printed(sum(plan))}\t{printed(total)}\t{printed(share, 1)}")
        return "Tiến độ gieo trồng của xã:\n\n" + "\n".join(lines) + "\n\nXã tiếp tục chăm sóc cây vụ đông."

    return Pair("table", text(False), text(True))


KINDS: tuple[Callable[[random.Random], Pair], ...] = (
    parts, halves, shares, changes, plans, repeats, magnitudes, tables,
)  # fmt: skip


def invented(count: int, seed: int = 17) -> Iterator[Pair]:
    """`count` pairs, the kinds in turn; the same for the same seed."""
    random_ = random.Random(seed)
    for number in range(count):
        yield KINDS[number % len(KINDS)](random_)
