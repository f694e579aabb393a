"""How numbers of a text are told together, each with its arithmetic: RULES are asked in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from viclaims.checks.changes import change_between_levels, change_of_level, times_as_much
from viclaims.checks.context import Context
from viclaims.checks.findings import Finding
from viclaims.checks.grids import table_columns, table_rows
from viclaims.checks.plans import plan_fulfilled, short_of_plan
from viclaims.checks.repeats import headline_and_body, told_twice
from viclaims.checks.shares import share_of_whole
from viclaims.checks.sums import (
    each_times_count,
    parts_and_total,
    rest_of_earlier,
    shares_of_all,
    split_of_earlier,
    sum_behind,
    two_halves,
    yield_and_harvest,
)


class CheckRule(NamedTuple):
    """One way in which numbers are told together, with texts whose numbers fit (takes) and do not fit (refuses)."""

    name: str
    find: Callable[[Context], Iterator[Finding]]
    purpose: str
    takes: tuple[str, ...]
    refuses: tuple[str, ...]


RULES = (
    CheckRule(
        "parts_total", parts_and_total, "parts that fill their total",
        takes=("Chi bộ có 98 đảng viên, gồm 60 nam và 38 nữ.",),
        refuses=("Chi bộ có 98 đảng viên, gồm 60 nam và 36 nữ.",),
    ),
    CheckRule(
        "sum_behind", sum_behind, "a sum told behind what is added",
        takes=("Trường có 60 nam sinh, 38 nữ sinh, tổng cộng 98 học sinh.",),
        refuses=("Trường có 60 nam sinh, 38 nữ sinh, tổng cộng 96 học sinh.",),
    ),
    CheckRule(
        "two_halves", two_halves, "two that are all there are, and a total told before",
        takes=("Phiếu thu về 118 phiếu, 115 phiếu hợp lệ, 3 phiếu không hợp lệ.",),
        refuses=("Phiếu thu về 118 phiếu, 115 phiếu hợp lệ, 2 phiếu không hợp lệ.",),
    ),
    CheckRule(
        "rest_of_earlier", rest_of_earlier, "a list that ends with the rest, and a total told before",
        takes=("Công an khởi tố 34 bị can. Có 21 bị can bị tạm giam, 9 bị can tại ngoại, 4 bị can còn lại bỏ trốn.",),
        refuses=("Công an khởi tố 34 bị can. Có 21 bị can bị tạm giam, 7 bị can tại ngoại, 4 bị can còn lại trốn.",),
    ),
    CheckRule(
        "split_of_earlier", split_of_earlier, "a list by kinds, and a total told before",
        takes=("Quý này có 93 vụ tai nạn. Chia theo loại hình, đường bộ 88 vụ, đường sắt 3 vụ, đường thủy 2 vụ.",),
        refuses=("Quý này có 93 vụ tai nạn. Chia theo loại hình, đường bộ 88 vụ, đường sắt 2 vụ, đường thủy 1 vụ.",),
    ),
    CheckRule(
        "harvest", yield_and_harvest, "fields, yield and harvest",
        takes=("Huyện gieo 2.100 ha lúa. Năng suất đạt 60 tạ/ha, sản lượng 12.600 tấn.",),
        refuses=("Huyện gieo 2.100 ha lúa. Năng suất đạt 60 tạ/ha, sản lượng 126.000 tấn.",),
    ),
    CheckRule(
        "shares_of_all", shares_of_all, "shares with the rest, together 100 %",
        takes=("Đất nông nghiệp chiếm 62%, đất ở chiếm 27%, còn lại 11% là đất khác.",),
        refuses=("Đất nông nghiệp chiếm 62%, đất ở chiếm 27%, còn lại 21% là đất khác.",),
    ),
    CheckRule(
        "product", each_times_count, "so many times each, and the total",
        takes=("Hội tặng quà cho 320 hộ, mỗi hộ 5 triệu đồng, tổng kinh phí 1,6 tỷ đồng.",),
        refuses=("Hội tặng quà cho 320 hộ, mỗi hộ 5 triệu đồng, tổng kinh phí 16 tỷ đồng.",),
    ),
    CheckRule(
        "share", share_of_whole, "a part, its whole and the share",
        takes=("Có 52/235 xã, chiếm 22,1%.",),
        refuses=("Có 52/235 xã, chiếm 26,1%.",),
    ),
    CheckRule(
        "change", change_between_levels, "two levels and the change between them",
        takes=("Thu ngân sách tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 12%.",),
        refuses=("Thu ngân sách tăng từ 3.450 tỷ đồng lên 3.864 tỷ đồng, tăng 15%.",),
    ),
    CheckRule(
        "change_of_level", change_of_level, "a level, how far it moved, and the same in per cent",
        takes=("Doanh thu đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 12%.",),
        refuses=("Doanh thu đạt 3.864 tỷ đồng, tăng 414 tỷ đồng, tương ứng 14%.",),
    ),
    CheckRule(
        "times", times_as_much, "how many times one level is another",
        takes=("Lợi nhuận đạt 184 tỷ đồng, gấp 2 lần con số 92 tỷ đồng của quý trước.",),
        refuses=("Lợi nhuận đạt 184 tỷ đồng, gấp 2,5 lần con số 92 tỷ đồng của quý trước.",),
    ),
    CheckRule(
        "short_of_plan", short_of_plan, "how far a plan was missed or passed",
        takes=("Tỉnh thành lập 34 hợp tác xã, còn thiếu 11 hợp tác xã so với kế hoạch 45 hợp tác xã.",),
        refuses=("Tỉnh thành lập 34 hợp tác xã, còn thiếu 6 hợp tác xã so với kế hoạch 45 hợp tác xã.",),
    ),
    CheckRule(
        "plan", plan_fulfilled, "what was reached, the plan, and its fulfilment",
        takes=("Thu ngân sách đạt 18.345 tỷ đồng, bằng 112,5% dự toán (16.307 tỷ đồng).",),
        refuses=("Thu ngân sách đạt 18.345 tỷ đồng, bằng 118,5% dự toán (16.307 tỷ đồng).",),
    ),
    CheckRule(
        "repeated", told_twice, "the same figure told twice",
        takes=("Hội cho 120 hộ nghèo vay vốn chăn nuôi. Đến nay, hội cho 120 hộ nghèo vay vốn chăn nuôi.",),
        refuses=("Hội cho 120 hộ nghèo vay vốn chăn nuôi. Đến nay, hội cho 102 hộ nghèo vay vốn chăn nuôi.",),
    ),
    CheckRule(
        "headline", headline_and_body, "what the headline counts, told below",
        takes=("Trao 215 suất học bổng\nHội Khuyến học trao 215 suất học bổng.",),
        refuses=("Trao 251 suất học bổng\nHội Khuyến học trao 215 suất học bổng.",),
    ),
    CheckRule(
        "table_columns", table_columns, "the rows of a table and its total row",
        takes=("Xã\tDiện tích (ha)\nTân Phú\t420\nTân Lộc\t515\nBình An\t368\nTổng số\t1.303",),
        refuses=("Xã\tDiện tích (ha)\nTân Phú\t420\nTân Lộc\t515\nBình An\t368\nTổng số\t1.403",),
    ),
    CheckRule(
        "table_rows", table_rows, "a column of a table and those before it",
        takes=("Cây\tKH (ha)\tTH (ha)\tĐạt (%)\nNgô\t400\t300\t75,0\nKhoai\t150\t102\t68,0\nĐậu\t200\t150\t75,0",),
        refuses=("Cây\tKH (ha)\tTH (ha)\tĐạt (%)\nNgô\t400\t300\t75,0\nKhoai\t150\t102\t86,0\nĐậu\t200\t150\t75,0",),
    ),
)  # fmt: skip
