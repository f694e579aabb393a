"""The words by which a Vietnamese text cites a party or state document: plain tables, read by `documents`.

Sources: party documents as in Regulation 66-QĐ/TW (2017) and Guidance 36-HD/VPTW (2018) (types and short
forms), state documents as in Decree 30/2020/NĐ-CP, Appendix III, and the Law on promulgation of legal
documents.
"""

import re
from typing import NamedTuple

CENTRAL, PROVINCIAL, LOCAL, UNKNOWN = "central", "provincial", "local", ""

UPPER = "".join(char for char in map(chr, range(0x41, 0x1EFA)) if char.isupper() and not "ɐ" < char < "Ạ")


class DocumentType(NamedTuple):
    """A kind of document: its short forms in a number, and when a number without letters is taken as its
    own."""

    name: str
    short: tuple[str, ...]
    bare: str


# bare: 'free' - the word is never a verb, "nghị định 116" is the decree; 'capital' - also a verb or common
# noun, needs its capital and a word that shows that nothing is counted ("Quyết định 12 của", not "quyết định
# 12 trường hợp"); 'echo' - "Đề án 06" alone is a name, but mentions again a Đề án whose full number the text
# gives; 'never'.
TYPES = (
    DocumentType("Nghị quyết", ("NQ",), "free"),
    DocumentType("Nghị quyết liên tịch", ("NQLT",), "never"),
    DocumentType("Nghị định", ("NĐ",), "free"),
    DocumentType("Chỉ thị", ("CT",), "free"),
    DocumentType("Thông tư", ("TT",), "free"),
    DocumentType("Thông tư liên tịch", ("TTLT",), "never"),
    DocumentType("Thông tri", ("TT",), "free"),
    DocumentType("Công văn", ("CV",), "free"),
    DocumentType("Công điện", ("CĐ",), "free"),
    DocumentType("Quyết định", ("QĐ", "QĐNS", "QĐUB"), "capital"),
    DocumentType("Quy định", ("QĐi", "QĐI", "QyĐ", "QĐ"), "capital"),
    DocumentType("Kết luận", ("KL", "KLTT"), "capital"),
    DocumentType("Kế hoạch", ("KH", "KHLT", "KHPH"), "capital"),
    DocumentType("Hướng dẫn", ("HD", "HDLT"), "capital"),
    DocumentType("Thông báo", ("TB", "TBKL"), "capital"),
    DocumentType("Báo cáo", ("BC",), "capital"),
    DocumentType("Tờ trình", ("TTr", "TTR"), "capital"),
    DocumentType("Quy chế", ("QC", "QCPH"), "capital"),
    DocumentType("Quy trình", ("QT",), "never"),
    DocumentType("Văn bản", ("VB", "VBHN"), "capital"),
    DocumentType("Chương trình", ("CTr", "CTR", "CTHĐ", "CTrPH"), "echo"),
    DocumentType("Đề án", ("ĐA",), "echo"),
    DocumentType("Dự án", ("DA",), "never"),
    DocumentType("Phương án", ("PA",), "never"),
    DocumentType("Thông cáo", ("TC",), "never"),
    DocumentType("Biên bản", ("BB",), "never"),
    DocumentType("Giấy mời", ("GM",), "never"),
    DocumentType("Giấy phép", ("GP",), "never"),
    DocumentType("Pháp lệnh", ("PL",), "never"),
    DocumentType("Sắc lệnh", ("SL",), "never"),
    DocumentType("Lệnh", ("L",), "never"),
    DocumentType("Bộ luật", (), "never"),
    DocumentType("Luật", (), "never"),
)
BY_NAME = {kind.name.lower(): kind for kind in TYPES}
BY_SHORT = {short: kind for kind in reversed(TYPES) for short in kind.short}
# Short forms that also stand for the type in running text: "theo NQ số 18-NQ/TW", "NĐ 116".
WRITTEN_SHORT = ("NQ", "NĐ", "QĐ", "KL", "CT", "TT", "KH", "CV")

# Between the type and its number: "Công văn hỏa tốc số 34/UBND-VX", "Chương trình hành động số 12-CTr/TU".
MODIFIERS = (
    "hành động", "hỏa tốc", "khẩn", "kết luận", "liên tịch", "làm việc", "phối hợp", "chỉ đạo", "phê duyệt",
    "hợp nhất", "chuyên đề", "thi đua", "xử phạt", "kỷ luật", "riêng",
)  # fmt: skip

# Types that only one organ, or one level, may issue (Law on promulgation of legal documents).
ONE_ISSUER = {
    "Nghị định": ("Chính phủ", CENTRAL),
    "Thông tư": ("", CENTRAL),
    "Pháp lệnh": ("Ủy ban Thường vụ Quốc hội", CENTRAL),
    "Luật": ("Quốc hội", CENTRAL),
    "Bộ luật": ("Quốc hội", CENTRAL),
}

# A number that stands behind these is another thing's, whatever letters it has.
NOT_DOCUMENTS = (
    "biển số", "biển kiểm soát", "biển số xe", "BKS", "mã số", "mã", "mẫu", "mẫu số", "hợp đồng",
    "hợp đồng số", "số hiệu", "seri", "tài khoản", "căn hộ", "lô", "lô số", "thửa", "thửa số", "TCVN",
    "QCVN", "ISO", "điện thoại",
)  # fmt: skip

# Party organs by the end of the number ("…/BTCTW" is Ban Tổ chức + Trung ương).
PARTY_ORGANS = {
    "BTC": "Ban Tổ chức", "UBKT": "Ủy ban Kiểm tra", "BTG": "Ban Tuyên giáo",
    "BTGDV": "Ban Tuyên giáo và Dân vận", "BDV": "Ban Dân vận", "BNC": "Ban Nội chính",
    "BKT": "Ban Kinh tế", "BCSCL": "Ban Chính sách, chiến lược", "VP": "Văn phòng", "BCĐ": "Ban Chỉ đạo",
    "BTV": "Ban Thường vụ", "BCH": "Ban Chấp hành", "MT": "Mặt trận",
}  # fmt: skip
PARTY_SEATS = (
    ("TW|TƯ|T\\.Ư|T\\.W|TWĐ", "Trung ương", CENTRAL),
    ("TU", "Tỉnh ủy", PROVINCIAL),
    ("HU", "Huyện ủy", LOCAL),
    ("QU", "Quận ủy", LOCAL),
    ("ThU", "Thành ủy", LOCAL),
    ("TxU|TXU|TiU", "Thị ủy", LOCAL),
    ("ĐU|ĐUX|ĐUP", "Đảng ủy", LOCAL),
)
STATE_SEATS = (
    ("QH\\d*", "Quốc hội", CENTRAL),
    ("UBTVQH\\d*", "Ủy ban Thường vụ Quốc hội", CENTRAL),
    ("CP", "Chính phủ", CENTRAL),
    ("TTg", "Thủ tướng Chính phủ", CENTRAL),
    ("CTN", "Chủ tịch nước", CENTRAL),
    ("VPCP", "Văn phòng Chính phủ", CENTRAL),
    ("VPQH", "Văn phòng Quốc hội", CENTRAL),
    ("TTCP", "Thanh tra Chính phủ", CENTRAL),
    ("NHNN", "Ngân hàng Nhà nước", CENTRAL),
    ("TANDTC|HĐTP", "Tòa án nhân dân tối cao", CENTRAL),
    ("VKSNDTC|VKSTC", "Viện Kiểm sát nhân dân tối cao", CENTRAL),
    ("KTNN", "Kiểm toán Nhà nước", CENTRAL),
    ("TLĐ", "Tổng Liên đoàn Lao động Việt Nam", CENTRAL),
    ("TWĐTN|ĐCT|MTTW|UBTWMTTQ", "", CENTRAL),
    ("UBDT", "Ủy ban Dân tộc", CENTRAL),
    ("UBND\\d*|UB", "UBND", UNKNOWN),
    ("HĐND\\d*", "HĐND", UNKNOWN),
    ("VPUBND|XPHC|XPVPHC|CTUBND|TTHĐND|BCSĐ|ĐĐ|ĐH|ĐUK|MTTQ|BHXH|TAND|VKS|BCĐ|BTV", "", UNKNOWN),
    ("CAT|BCHQS|CTK|LĐLĐ", "", PROVINCIAL),
)
# Ministries (B…) and their provincial departments (S…), by the letters of the field and by its name.
FIELDS = {
    "NV": "Nội vụ", "TC": "Tài chính", "CA": "Công an", "QP": "Quốc phòng", "NG": "Ngoại giao",
    "TP": "Tư pháp", "XD": "Xây dựng", "YT": "Y tế", "CT": "Công Thương", "GTVT": "Giao thông vận tải",
    "KHĐT": "Kế hoạch và Đầu tư", "GDĐT": "Giáo dục và Đào tạo", "KHCN": "Khoa học và Công nghệ",
    "TTTT": "Thông tin và Truyền thông", "TNMT": "Tài nguyên và Môi trường",
    "NNMT": "Nông nghiệp và Môi trường", "DTTG": "Dân tộc và Tôn giáo",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn", "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch", "LĐ": "Lao động", "DL": "Du lịch",
    "VHTT": "Văn hóa và Thể thao",
}  # fmt: skip

# Cities run by the centre: their Thành ủy and UBND stand on the provinces' level, those of others below.
CENTRAL_CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "HCM", "TPHCM")

# Who issues, as written. An office may stand before the body: "Chủ tịch | UBND tỉnh".
OFFICES = (
    "Chủ tịch", "Phó Chủ tịch", "Giám đốc", "Bộ trưởng", "Bí thư", "Phó Bí thư", "Thường trực",
    "Ban Thường vụ", "BTV", "Ban Chấp hành", "BCH", "Ban Tổ chức", "Ủy ban Kiểm tra", "Uỷ ban Kiểm tra",
    "UBKT", "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Dân vận", "Ban Nội chính", "Ban Kinh tế",
    "Văn phòng", "Ban Chỉ đạo", "Đảng đoàn", "Ban cán sự đảng", "Đảng ủy", "Đại hội", "Thường vụ", "Trưởng",
    "Phó Trưởng", "Cục trưởng", "Chánh Văn phòng", "Viện trưởng", "Tổng Giám đốc", "Hội đồng Thẩm phán",
)  # fmt: skip
ASSEMBLIES = "Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|UBND|HĐND|Đảng bộ|Công an|Đoàn Thanh niên"
DISTRICT_WORDS = "huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_NAMED = rf"(?:\s+(?!Nghị|Quy|Kế|Chỉ|Về)[{UPPER}]\w*){{0,3}}"
_FIELD = "|".join(sorted(FIELDS.values(), key=len, reverse=True))
_CITY = "|".join(CENTRAL_CITIES)
BODIES = (
    ("Bộ Chính trị|Ban Bí thư|Tổng Bí thư", CENTRAL),
    (r"(?:Ban Chấp hành )?Trung ương(?: Đảng)?(?: Đoàn)?(?: Cộng sản Việt Nam)?", CENTRAL),
    (r"Đảng ủy (?:Công an|Chính phủ|Quốc hội|Khối các cơ quan|các cơ quan Đảng)(?: Trung ương)", CENTRAL),
    ("Đảng ủy Chính phủ|Đảng ủy Quốc hội|Quân ủy Trung ương", CENTRAL),
    ("Ủy ban Thường vụ Quốc hội|Uỷ ban Thường vụ Quốc hội|UBTVQH|Quốc hội|Chủ tịch nước", CENTRAL),
    ("Thủ tướng(?: Chính phủ)?|Phó Thủ tướng|Thanh tra Chính phủ|Chính phủ", CENTRAL),
    ("Ngân hàng Nhà nước|Kiểm toán Nhà nước|T[òo][àa] án nhân dân tối cao|Bảo hiểm xã hội Việt Nam", CENTRAL),
    ("Viện [Kk]iểm sát nhân dân tối cao|Tổng Liên đoàn Lao động Việt Nam|Hội đồng Thẩm phán", CENTRAL),
    (rf"Bộ (?:{_FIELD})|liên Bộ|Tổng cục [{UPPER}]\w+", CENTRAL),
    (rf"Sở (?:{_FIELD})|Công an tỉnh|Tỉnh đoàn", PROVINCIAL),
    (rf"Tỉnh [uủ][ỷy]{_NAMED}|Tỉnh uỷ{_NAMED}", PROVINCIAL),
    (rf"Đảng ủy (?:UBND|HĐND|các cơ quan Đảng|Khối các cơ quan|Công an|Quân sự) tỉnh{_NAMED}", PROVINCIAL),
    (rf"(?:{ASSEMBLIES}) (?:tỉnh{_NAMED}|(?:thành phố|TP\.?) ?(?:{_CITY}))", PROVINCIAL),
    (rf"Thành [uủ][ỷy] (?:TP\.? ?|thành phố )?(?:{_CITY})", PROVINCIAL),
    (rf"(?:{ASSEMBLIES}) (?:(?:thành phố|TP\.?) ?[{UPPER}]\w*{_NAMED}|(?:{DISTRICT_WORDS}){_NAMED})", LOCAL),
    (rf"(?:Huyện|Quận|Thị) [uủ][ỷy]{_NAMED}", LOCAL),
    (rf"Thành [uủ][ỷy](?! viên) ?[{UPPER}]\w*{_NAMED}", LOCAL),
    (rf"(?:Đảng ủy|Đảng bộ|Chi bộ)(?: (?:{DISTRICT_WORDS}))?{_NAMED}", LOCAL),
    ("(?:Ủy ban nhân dân|Hội đồng nhân dân|UBND|HĐND)(?: (?:thành phố|TP))?|Thành [uủ][ỷy]", UNKNOWN),
    (rf"tỉnh{_NAMED}", PROVINCIAL),
    (rf"(?:{DISTRICT_WORDS}){_NAMED}", LOCAL),
)

# Verbs by which an organ issues a document, and adverbs before them.
ISSUING = (
    "ban hành", "ký ban hành", "ký", "ra", "có", "thông qua", "xây dựng", "xây dựng và ban hành",
    "phê duyệt", "xây dựng, ban hành", "trình ban hành", "ban hành và triển khai", "phát hành",
    "cụ thể hóa bằng", "cụ thể hoá bằng",
)  # fmt: skip
ADVERBS = (
    "đã", "vừa", "cũng", "kịp thời", "tiếp tục", "đồng thời", "sớm", "mới", "sẽ", "chủ động", "trực tiếp",
    "lần lượt",
)  # fmt: skip

# A document carries out another: "… về việc tiếp tục | thực hiện | có hiệu quả | các Nghị quyết …".
CARRYING_OUT = (
    "thực hiện", "triển khai", "thi hành", "cụ thể hóa", "cụ thể hoá", "hướng dẫn thực hiện",
    "hướng dẫn thi hành", "quy định chi tiết", "quy định chi tiết thi hành", "triển khai thực hiện",
    "tổ chức thực hiện", "quán triệt", "quán triệt, triển khai", "học tập, quán triệt",
    "quán triệt và tổ chức thực hiện", "tổ chức triển khai", "triển khai, thực hiện", "hướng dẫn",
    "quán triệt và triển khai thực hiện", "quán triệt, thực hiện",
)  # fmt: skip
# Only these still speak of the document named before the comma; "…, thực hiện nghiêm" begins the next task.
CARRYING_OUT_AFTER_COMMA = (
    "cụ thể hóa", "cụ thể hoá", "quy định chi tiết", "hướng dẫn thi hành", "hướng dẫn thực hiện",
)  # fmt: skip
BEFORE_CARRYING_OUT = ("tiếp tục", "đẩy mạnh", "tăng cường", "nghiêm túc", "việc", "tổ chức", "toàn diện")
MANNER = (
    "nghiêm túc", "nghiêm", "có hiệu quả", "hiệu quả", "tốt", "đầy đủ", "một số điều của",
    "một số nội dung của", "một số điều và biện pháp thi hành", "nội dung", "tinh thần", "và", "các",
    "những", "thắng lợi", "đồng bộ", "của", "quyết liệt", "kịp thời", "một số nội dung", "một số điều",
)  # fmt: skip

# Words that may follow a bare number without its being a count: "Nghị quyết 18 của", "Kết luận 21 về".
FOLLOWERS = (
    "của", "về", "và", "do", "đã", "được", "là", "thì", "với", "cho", "để", "từ", "tại", "trong", "theo",
    "nêu", "đề ra", "quy định", "ban hành", "có hiệu lực", "này", "trên", "sửa đổi", "thay thế", "cũng",
    "khi", "ở", "hoặc", "nhằm", "đến", "gắn với", "bằng", "yêu cầu", "xác định", "chỉ rõ", "ra đời", "vào",
    "đi vào", "khóa", "hướng dẫn", "còn", "đối với", "cùng", "chưa", "không", "sẽ", "đặt ra", "giao", "mới",
    "phải",
)  # fmt: skip
# After a bare number these make it a count, even behind a type that is never a verb.
COUNTED = (
    "năm", "tháng", "tuần", "giờ", "tỷ", "triệu", "nghìn", "người", "lần", "nội dung", "nhiệm vụ", "điểm",
    "điều", "khoản", "hộ", "xã", "đơn vị", "đồng chí", "trường hợp", "giải pháp", "tổ chức", "vụ", "nhóm",
    "chương", "mục tiêu", "chỉ tiêu",
)  # fmt: skip

# Laws cited by name. The name runs to a mark or one of LAW_STOPS; a comma belongs to it before LAW_COMMA.
LAW_TYPES = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
LAW_STOPS = (
    "năm", "số", "quy định", "đã", "được", "có", "và", "của", "là", "về", "cho", "để", "từ", "tại", "trong",
    "theo", "nêu", "ngày", "sửa đổi", "ban hành", "này", "cũng", "khi", "sẽ", "phải", "không", "với", "do",
    "mới", "hiện", "đến", "đối", "vào", "trên", "nhằm", "còn", "thì", "hay", "hoặc", "bằng", "cần", "đang",
    "bị",
)  # fmt: skip
LAW_AND = (
    "gia đình", "các", "công cụ", "Bảo hiểm", "bảo vệ", "phát triển", "Hội đồng", "cho thuê", "sử dụng",
    "trật tự",
)  # fmt: skip
LAW_COMMA = ("công chức", "viên chức", "chống", "sử dụng", "cổ phần", "trật tự", "nghề nghiệp", "lãng phí")
# Before the word, these make it a field of study, a firm or a newspaper: "khoa Luật Kinh tế", "báo Pháp
# luật".
NOT_LAWS = (
    "khoa", "ngành", "đại học", "cử nhân", "thạc sĩ", "tiến sĩ", "trường", "lớp", "công ty", "văn phòng",
    "báo", "pháp", "viện", "hội", "hãng", "tnhh", "chuyên ngành", "học", "kỷ", "bộ môn", "câu lạc bộ", "đh",
    "dự án", "dự thảo",
)  # fmt: skip

MONTHS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip


def any_of(words, *, whole: bool = True) -> str:
    """Alternation of `words`, longest first, spaces free; `whole` ends it at a word's end."""
    longest = sorted(words, key=len, reverse=True)
    return (
        "(?:"
        + "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest)
        + ")"
        + (r"\b" * whole)
    )


_SEATS = [
    *((re.compile(pattern), name, level) for pattern, name, level in STATE_SEATS),
    *((re.compile(f"B{letters}"), f"Bộ {field}", CENTRAL) for letters, field in FIELDS.items()),
    *((re.compile(f"S{letters}"), f"Sở {field}", PROVINCIAL) for letters, field in FIELDS.items()),
]
_PARTY = [
    (re.compile(rf"({'|'.join(sorted(PARTY_ORGANS, key=len, reverse=True))})?(?:{pattern})"), name, level)
    for pattern, name, level in PARTY_SEATS
]


def issuer_of_code(token: str) -> tuple[str, str] | None:
    """Issuer and level that one part of a document number stands for; None for letters of no known organ.

    >>> issuer_of_code("BTCTW"), issuer_of_code("TTg"), issuer_of_code("ABC")
    (('Ban Tổ chức Trung ương', 'central'), ('Thủ tướng Chính phủ', 'central'), None)
    """
    for pattern, name, level in _SEATS:
        if pattern.fullmatch(token):
            return name, level
    for pattern, name, level in _PARTY:
        if found := pattern.fullmatch(token):
            return f"{PARTY_ORGANS.get(found[1], '')} {name}".strip(), level
    return None
