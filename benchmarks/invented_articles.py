"""Invented Vietnamese press articles, as many as wanted, each different: for measuring and for tests.

Sentences come from templates filled with drawn places, organs, numbers and documents, in the ways in which
newspapers write them. `article(n)` depends on n alone: any part of a corpus can be made anywhere, again.
Nothing here is news, and no sentence is taken from any.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

SYLLABLES = """An; Bình; Cẩm; Đông; Giang; Hà; Hòa; Hưng; Khánh; Kim; Lạc; Lâm; Long; Lương; Minh; Mỹ; Nam;
    Ninh; Phong; Phú; Phước; Quang; Quế; Sơn; Tân; Thái; Thanh; Thạch; Thịnh; Thuận; Thủy; Tiên; Trung;
    Trường; Vân; Văn; Việt; Vĩnh; Xuân; Yên; Bảo; Châu; Dương; Đức; Gia; Hải; Hiệp; Hồng; Lệ; Liên; Mai;
    Nghĩa; Ngọc"""
PLACES = "huyện; xã; phường; thị trấn; thành phố; tỉnh; thị xã; quận"
ORGANS = """Ban Thường vụ Tỉnh ủy; Hội đồng nhân dân; Ủy ban nhân dân; Sở Giáo dục và Đào tạo; Sở Y tế; Hội
    Nông dân; Liên đoàn Lao động; Sở Nông nghiệp và Môi trường; Ban Tổ chức; Công an; Sở Xây dựng; Hội Phụ
    nữ; Đoàn Thanh niên; Ủy ban Mặt trận Tổ quốc; Sở Khoa học và Công nghệ; Ban Tuyên giáo và Dân vận; Kho
    bạc; Cục Thống kê; Hội Cựu chiến binh; Bộ Chỉ huy Quân sự; Trường Chính trị; Bảo hiểm xã hội; Viện Quy
    hoạch"""
THINGS = """hộ dân; hộ nghèo; học sinh; giáo viên; cán bộ, công chức; đảng viên; công nhân; lượt khách; hợp
    tác xã; lớp bồi dưỡng; dự án; doanh nghiệp; xã; thôn; công trình; đồng chí; trường học; trạm y tế; tổ
    chức đảng; đại biểu; hồ sơ; ca bệnh; con trâu, bò; sản phẩm; mô hình; cuộc kiểm tra; lượt người; tác
    phẩm; căn nhà"""
DOINGS = """hoàn thành; được tập huấn; đăng ký tham gia; được hỗ trợ; đạt chuẩn; được công nhận; thoát
    nghèo; được kiểm tra; được bồi dưỡng; triển khai; được khen thưởng; được trao tặng; được giải quyết;
    được rà soát"""
SUBJECTS = """xây dựng nông thôn mới; chuyển đổi số; cải cách hành chính; phát triển kinh tế tập thể; giảm
    nghèo; bảo vệ môi trường; phòng, chống thiên tai; công tác cán bộ; an toàn giao thông; đào tạo nghề cho
    nông dân; phát triển đô thị; bảo tồn di sản; chăm sóc sức khỏe nhân dân; sắp xếp tổ chức bộ máy; thu hút
    đầu tư; phổ cập bơi cho trẻ em; chống hạn, mặn; trồng rừng gỗ lớn; nuôi tôm công nghệ cao; làm đường nội
    đồng"""
OPENINGS = """Cùng với đó; Bên cạnh kết quả đạt được; Thời gian tới; Theo đánh giá chung; Qua kiểm tra thực
    tế; Nhờ sự đồng thuận của nhân dân; Trước yêu cầu mới; Trên cơ sở rà soát; Sau khi sáp nhập; Từ thực
    tiễn cơ sở; Nhìn lại chặng đường đã qua; Trao đổi với phóng viên; Ngay sau hội nghị; Về lâu dài; Mặc dù
    còn khó khăn"""
VERBS = """chủ động lãnh đạo; tập trung chỉ đạo; phân công rõ người, rõ việc trong; đổi mới cách làm về;
    tuyên truyền sâu rộng về; lắng nghe ý kiến người dân về; tháo gỡ vướng mắc trong; phối hợp chặt chẽ
    trong; chậm tiến độ trong; gặp nhiều khó khăn trong; nêu cao vai trò nêu gương trong; công khai, minh
    bạch trong"""
ENDINGS = """tạo chuyển biến rõ nét trong nhận thức; được bà con hưởng ứng; làm thay đổi diện mạo làng quê;
    giúp người dân yên tâm làm ăn; lan tỏa từ cơ sở đến từng gia đình; song kết quả chưa đồng đều giữa các
    nơi; đáp ứng nguyện vọng của cử tri; góp phần nâng cao đời sống; nhất là ở vùng sâu, vùng xa; bước đầu
    có kết quả; qua đó củng cố niềm tin của nhân dân; tuy nguồn lực còn hạn hẹp; đúng với tinh thần vì nhân
    dân phục vụ"""
TYPES = (("Nghị quyết", "NQ-HĐND"), ("Kế hoạch", "KH-UBND"), ("Quyết định", "QĐ-UBND"), ("Chỉ thị", "CT-TU"))
PERIODS = "Đến nay; Trong năm qua; Từ đầu năm; Quý I; Sáu tháng đầu năm; Trong nhiệm kỳ; Tháng này; Tuần qua"


def _choices(table: str) -> list[str]:
    return [" ".join(entry.split()) for entry in table.split(";")]


_SYLLABLES, _PLACES, _ORGANS, _THINGS, _DOINGS = map(_choices, (SYLLABLES, PLACES, ORGANS, THINGS, DOINGS))
_SUBJECTS, _PERIODS = map(_choices, (SUBJECTS, PERIODS))
_OPENINGS, _VERBS, _ENDINGS = map(_choices, (OPENINGS, VERBS, ENDINGS))


def _name(draw: random.Random) -> str:
    return " ".join(draw.sample(_SYLLABLES, 2))


def _place(draw: random.Random) -> str:
    return f"{draw.choice(_PLACES)} {_name(draw)}"


def _organ(draw: random.Random) -> str:
    return f"{draw.choice(_ORGANS)} {_place(draw)}"


def _whole(number: float) -> str:
    return f"{round(number):,}".replace(",", ".")


def _decimal(number: float) -> str:
    return f"{number:.{1 if number > 10 else 2}f}".replace(".", ",")


def _day(draw: random.Random) -> str:
    return f"{draw.randint(1, 28)}/{draw.randint(1, 12)}/{draw.randint(2016, 2025)}"


def _count(draw: random.Random) -> str:
    number = draw.choice(("", "hơn ", "gần ", "khoảng ", "trên ")) + _whole(10 ** draw.uniform(0.5, 5.2))
    done = f"{draw.choice(_THINGS)} {draw.choice(_DOINGS)} về {draw.choice(_SUBJECTS)}"
    return f"{draw.choice(_PERIODS)}, {_place(draw)} có {number} {done}."


def _share(draw: random.Random) -> str:
    whole = round(10 ** draw.uniform(1.2, 4))
    part, thing = draw.randint(1, whole), draw.choice(_THINGS)
    ways = (
        f"{_whole(part)}/{_whole(whole)} {thing} ở {_place(draw)} {draw.choice(_DOINGS)}",
        f"Có {_whole(part)} trong tổng số {_whole(whole)} {thing} {draw.choice(_DOINGS)}",
        f"Tỷ lệ {thing} {draw.choice(_DOINGS)} đạt {_decimal(100 * part / whole)}%",
    )
    change = f"{draw.choice(('tăng', 'giảm'))} {_decimal(draw.uniform(0.1, 30))}%"
    return f"{draw.choice(ways)}, {change} so với năm trước."


def _money(draw: random.Random) -> str:
    amount = f"{_decimal(draw.uniform(1, 900))} {draw.choice(('tỷ', 'triệu', 'nghìn tỷ'))} đồng"
    shared = f"trong đó ngân sách {_place(draw)} hỗ trợ {draw.randint(5, 95)}%"
    return f"{_organ(draw)} bố trí {amount} cho {draw.choice(_SUBJECTS)}, {shared}."


def _measure(draw: random.Random) -> str:
    low = draw.randint(2, 80)
    road = f"dài {_decimal(draw.uniform(1, 60))} km, rộng từ {low} đến {low + 5} m"
    served = f"phục vụ {_whole(draw.randint(200, 90000))} {draw.choice(_THINGS)}"
    return f"Tuyến đường qua {_place(draw)} {road}, {served} trên {_decimal(draw.uniform(1, 900))} ha."


def _cited(draw: random.Random) -> str:
    (one, first), (other, second) = draw.sample(TYPES, 2)
    carried = f"{one} số {draw.randint(1, 300)}/{first} ngày {_day(draw)} của {_organ(draw)}"
    issued = f"{other} số {draw.randint(1, 300)}-{second} ngày {_day(draw)}"
    return f"Thực hiện {carried} về {draw.choice(_SUBJECTS)}, {_place(draw)} đã ban hành {issued}."


def _said(draw: random.Random) -> str:
    who = f"đồng chí {_name(draw)} {draw.choice(_SYLLABLES)}, {_organ(draw)}"
    return f"Theo {who}, {draw.choice(_SUBJECTS)} ở {_place(draw)} {draw.choice(_ENDINGS)}."


def _told(draw: random.Random) -> str:
    did = f"{_organ(draw)} {draw.choice(_VERBS)} {draw.choice(_SUBJECTS)}"
    return f"{draw.choice(_OPENINGS)}, {did}, {draw.choice(_ENDINGS)}."


# About every third sentence holds numbers, as in the labelled articles.
SENTENCES: tuple[Callable[[random.Random], str], ...] = (
    _count, _count, _share, _money, _measure, _cited, *[_said] * 4, *[_told] * 8,
)  # fmt: skip


def article(number: int, characters: int = 6000) -> str:
    """Article `number`: headline, date line and paragraphs of drawn sentences, about `characters` long."""
    draw = random.Random(number)
    place = _place(draw)
    lines = [f"{place[0].upper()}{place[1:]}: {draw.choice(_SUBJECTS)}", f"Thứ Hai, {_day(draw)}"]
    length, wanted = 0, characters * draw.uniform(0.5, 1.5)
    while length < wanted:
        paragraph = " ".join(draw.choice(SENTENCES)(draw) for _ in range(draw.randint(2, 6)))
        lines.append(paragraph)
        length += len(paragraph)
    return "\n".join(lines) + "\n"


def text(number: int, characters: int, line_end: str = "\n") -> str:
    """Exactly `characters` characters of sentences, nowhere repeated, each followed by `line_end`."""
    draw = random.Random(f"text {number}")
    sentences, length = [], 0
    while length < characters:
        sentence = draw.choice(SENTENCES)(draw) + line_end
        sentences.append(sentence)
        length += len(sentence)
    return "".join(sentences)[:characters]


def rows(count: int, first: int = 0, characters: int = 6000) -> Iterator[dict[str, str]]:
    """`count` articles as id, date and text; the dates run through ten years."""
    for number in range(first, first + count):
        year, month = divmod(number * 7919 % 120, 12)
        date = f"{2016 + year}-{month + 1:02}-{1 + number % 28:02}"
        yield {"id": f"bai-{number:09}", "date": date, "text": article(number, characters)}


def write_jsonl(path: Path, count: int, first: int = 0, size: int = 6000) -> int:
    """Write `count` articles as JSON lines; the number of characters of their texts."""
    characters = 0
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for row in rows(count, first, size):
            characters += len(row["text"])
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return characters
