"""The rules that roles.py applies, in order: each with Vietnamese examples that it takes and that it refuses."""

from viclaims.claims.roles import RoleRule as Rule

DOCUMENTS = (
    Rule(
        "document_code", "document",
        r"{BEGIN}[0-9]{1,6}[a-zđ]?(?:\s?/\s?[0-9]{4})?\s?[-/–]\s?(?:[a-zđ]{2,}[0-9]{0,2}(?:\s?[-/–.]\s"
        r"?[a-zđ][a-zđ0-9]*)+|(?:qđ|qđi|qc|nq|ct|kh|kl|hd|tt|tb|ctr|đa|cv|bc|nđ"
        r"|ttr|ubnd|hđnd|tw|tu|hu|ubtvqh|qh|đu|pl|ttlt|cp|ttg)[0-9]{0,2}){END}",
        takes=(
            "kế hoạch số 112-kh/tu", "nghị định 154/2025/nđ-cp", "nghị quyết số 1276/nq-ubtvqh15",
            "công văn số 2215/syt-nvy",
        ),
        refuses=("giá 300 đồng/kg", "38/41 người", "20-30 triệu đồng", "12 bác sĩ/10.000 dân", "5 ha/hộ"),
        shapes=("before a slash", "before a dash", "glued to a letter"),
    ),
    Rule(
        "document_number", "document",
        r"{WORD}{DOCUMENT}\s+(?:[^\W\d]+\s+){0,2}?số\s*:?\s*(?P<n>[0-9]+[a-zđ]?(?:/[0-9]+)?(?:{AND}(?:"
        r"số )?[0-9]+(?:/[0-9]{4})?{NO_UNIT})*)",
        takes=("quyết định số 1187 của ubnd tỉnh", "theo thông tư số 16 chưa"),
        refuses=("ra quyết định 3 vấn đề",),
    ),
    Rule(
        "document_short", "document",
        r'{WORD}{DOCUMENT}\s+(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{4})?){STOP}{NO_UNIT}(?=\s*(?:[,.;:)”\"(]'
        r"|$|của|về|ngày|năm|đề|đã|được|do|và|là|có|ban hành|quy định|trên|tại"
        r"|với|cho|theo|từ|khóa|đến|bằng|chưa|không|cũng|vào|sẽ|thì|mới|đi|để"
        r'|như|gồm|nêu){END}|\s*[,.;:)”\"(]|\s*$)',
        takes=(
            "thực hiện nghị quyết 18, số tổ chức", "quyết định 1187 của ubnd tỉnh", "nghị quyết 09 đề ra",
            "theo nghị định 116, mỗi",
        ),
        refuses=("theo kế hoạch 25 triệu đồng", "ban hành nghị quyết 5 năm", "ký hợp đồng 3 bên"),
    ),
    Rule(
        "plenum", "document",
        r"{WORD}{CUE}\s+(?P<n>[0-9]{1,2}|{ROMAN}|{ORDINAL_WORD}{END}){STOP}(?=\s+khóa|\s*[,.;:()]|\s*$)",
        takes=("nghị quyết trung ương 4 khóa xii", "hội nghị trung ương 7,"),
        refuses=("ngân sách trung ương 4 tỷ đồng", "cấp trung ương 3 giải"),
        in_words=True,
        cues=("trung ương",),
    ),
    Rule(
        "part_of_law", "document",
        r"{WORD}(?<!chỉ số )(?<!đạt )(?<!tiêu )(?<!được )(?<!hai )(?<!trọng )(?<!số )(?:{PART})\s+(?:t"
        r"ờ khai\s+)?(?:số\s+)?(?P<n>(?:[0-9]{1,4}[a-zđ]?|{ROMAN})(?:{AND}(?:{PART} )?[0-9]{1,4}[a-z]?"
        r"{STOP}{NO_UNIT})*){STOP}(?:(?=\s+bộ luật)|{NO_UNIT})",
        takes=(
            "theo khoản 3 điều 353 bộ luật hình sự", "biểu mẫu số 02", "mẫu tờ khai số 01",
            "điều 7 quy định",
        ),
        refuses=("điều 5 xe cứu thương", "chỉ số điểm 5%", "mục tiêu 5%"),
    ),
)  # fmt: skip

# Names of a form that nothing else has.
FIRM_NAMES = (
    Rule(
        "around_the_clock", "name",
        r"{BEGIN}(?:24/7|24/24(?:h|\s+giờ)?){END}",
        takes=("trực 24/7 và", "24/24 giờ"),
        refuses=("24/70 hộ",),
        shapes=("before a slash",),
    ),
    Rule(
        "road_date", "name",
        r"{WORD}{CUE}\s+(?P<n>{DAY}\s?[/-]\s?{MONTH}){STOP}{NO_UNIT}",
        takes=("đường 3/2 và quốc lộ 91", "quảng trường 2-9"),
        refuses=("đường 5/7 xã đã mở",),
        cues=(
            "đường", "phố", "quảng trường", "công viên", "trường", "nhà máy", "bệnh viện", "cầu", "ngã tư", "đại lộ",
            "bảo tàng", "phường",
        ),
    ),
    Rule(
        "party_badge", "name",
        r"{WORD}{CUE}(?:\s+[^\W\d]+){0,2}?\s+(?P<n>(?:từ\s+)?[0-9]{2}(?:{AND}[0-9]{2})*(?:\s+năm(?:"
        r"\s+tuổi\s+đảng)?)?(?:{AND}[0-9]{2}(?:\s+năm(?:\s+tuổi\s+đảng)?)?)*)(?!\s+(?!năm"
        r"|cho)[^\W\d]+)",
        takes=(
            "huy hiệu 75 năm tuổi đảng", "huy hiệu từ 30 năm đến 75 năm tuổi đảng", "huy hiệu đảng 60 năm",
        ),
        refuses=("huy hiệu cho 12 đồng chí",),
        cues=("huy hiệu",),
    ),
    Rule(
        "stars", "name",
        r"{BEGIN}(?:[1-7]|{CUE})(?:{TO}[1-7])?\s+sao{END}(?!\s+(?:băng"
        r"|chổi))",
        takes=("139 sản phẩm đạt 3 sao", "khách sạn 4-5 sao"),
        refuses=("vì sao",),
        cues=("một", "hai", "ba", "bốn", "năm"),
        shapes=("before s", "before t", "before đ", "before a dash"),
        in_words=True,
    ),
    Rule(
        "slogan", "name",
        r"""{CUE}(?P<n>(?:[^\W\d]+\s+){0,2}(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu){NO_UNIT}(?:\s+[^\W\d]+){1,3}"""
        r"""(?:,?\s+(?:và\s+)?(?:[0-9]{1,2}|một|hai|ba|bốn|năm|sáu){NO_UNIT}(?:\s+[^\W\d]+){1,3}){0,4})[”"’'»]""",
        takes=("phương châm “4 tại chỗ”", "“gia đình 5 không, 3 sạch”", "“3 cùng”"),
        refuses=("“chúng tôi có 40 năm kinh nghiệm”", "“đã có 52 địa phương”"),
        cues=("“", '"', "‘", "'", "«"),
        in_words=True,
    ),
)  # fmt: skip

CODES = (
    Rule(
        "scale", "scale",
        r"{BEGIN}1\s?/\s?(?:[1-9](?:00|\.?000|0\.?000|00\.?000)|25\.?000|50\.?000"
        r"|200|500){STOP}(?!\s*(?:hộ|người|dân|số){END})",
        takes=("quy hoạch chi tiết tỷ lệ 1/500", "bản đồ tỷ lệ 1/1.000"),
        refuses=("1/5 số hộ", "tỷ lệ 1/3"),
        shapes=("before a slash",),
    ),
    Rule(
        "phone", "phone",
        r"{BEGIN}(?<![^\W_])(?:\(?\+?84\)?[ .]?|0)[0-9]{1,3}[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9])"
        r"|{BEGIN}(?:1[89]00)[ .]?[0-9]{4,6}(?![0-9])",
        takes=("đường dây nóng 0200 3999 999", "gọi 0912345678", "1900 6656"),
        refuses=("0,5 ha", "1.900 hộ"),
        shapes=("like a phone",),
        searched=True,
    ),
    Rule(
        "phone_parts", "phone",
        r"{BEGIN}0[0-9]{2,4}(?:[ .-][0-9]{1,4}){2,4}(?![0-9])",
        takes=("0200.3.888.000", "0220.3.853.111"),
        refuses=("0,125",),
        shapes=("like a phone",),
    ),
    Rule(
        "plate", "code",
        r"{BEGIN}[0-9]{2}[a-zđ][a-z0-9]?[- ]?[0-9]{3}[.]?[0-9]{2}(?![0-9])|{BEGIN}[0-9]{2}[a-zđ]"
        r"[a-z0-9]?\s?-\s?[0-9]{4,5}(?:\.[0-9]{2})?",
        takes=("biển số 00c-123.45", "34a-567.89"),
        refuses=("24phòng", "13ha"),
        shapes=("glued to a letter",),
    ),
    Rule(
        "code_label", "code",
        r"{WORD}{CODE}(?:\s+(?:số|là|:|xe))*\s*:?\s*(?P<n>[a-z0-9][a-z0-9./:-]*[0-9][a-z0-9./:-]*)",
        takes=("chứng nhận iso 27001", "mã số thuế 0801234567", "qcvn 14:2008/btnmt"),
        refuses=("mã vùng trồng 12 ha",),
    ),
    Rule(
        "address", "address",
        r"{WORD}{ADDRESS}\s+(?:số\s+)?(?P<n>[0-9]+[a-z]?(?:\s?[+/]\s?[0-9]+[a-z]?)*(?:{DASH}[0-9]+)?)("
        r"?![0-9]|,[0-9]){NO_MEASURE}",
        takes=("tại km 45+200 quốc lộ 6", "thửa đất số 118, tờ bản đồ số 14"),
        refuses=("dài 5 km 300 hộ dân", "ngõ nhỏ 3 m"),
    ),
    Rule(
        "kilometre_post", "address",
        r"{WORD}{CUE}(?P<n>[0-9]{1,4}\s?\+\s?[0-9]{1,3})",
        takes=("tại km217+350 cao tốc",),
        refuses=("46 km/h + 3", "người/km2"),
        cues=("km",),
    ),
    Rule(
        "street_number", "address",
        r"{WORD}{CUE}\s*:?\s*(?:số\s+)?(?P<n>[0-9]+[a-z]?(?:/[0-9]+[a-z]?)*)(?=,?"
        r"\s+(?:đường|phố|ngõ|đại lộ|quốc lộ|tỉnh lộ){END})",
        takes=("tại địa chỉ số 27, đường 30/4", "số 15 phố huế"),
        refuses=("tại 3 tuyến đường", "ở 5 đường ngang"),
        cues=("địa chỉ", "nhà", "số", "trụ sở"),
    ),
)  # fmt: skip

TERMS = (
    Rule(
        "plan_of_years", "term",
        r"{WORD}{CUE}(?:\s+[^\W\d]+){0,5}?\s+(?:[0-9]{1,2}"
        r"|năm|mười)\s+năm(?:,?\s*(?:giai đoạn\s+)?\(?{YEAR}\s*{DASH}\s*{YEAR}\)?)?",
        takes=("kế hoạch 5 năm 2026 - 2030", "kế hoạch đầu tư công trung hạn 5 năm"),
        refuses=("bình quân 5 năm", "sau 5 năm thực hiện"),
        in_words=True,
        cues=("kế hoạch", "chiến lược", "chương trình"),
    ),
    Rule(
        "year_range", "term",
        r"{BEGIN}(?:19|20)[0-9]{2}\s*(?:{DASH}|/|đến|tới)\s*(?:(?:19|20|21)[0-9]{2}"
        r"|[0-9]{2}(?=[,.;)\s]|$)){STOP}{NO_UNIT}",
        takes=("nhiệm kỳ 2025-2030", "vụ đông xuân 2022 - 2023", "năm học 2023-2024"),
        refuses=("2.022 - 2.030 hộ", "1950 m"),
        shapes=("four",),
    ),
    Rule(
        "years_ahead", "term",
        r"{WORD}{CUE}\s+(?:đến\s+)?(?:năm\s+)?(?P<n>{YEAR})",
        takes=("tầm nhìn đến năm 2050",),
        refuses=("tầm nhìn 5 km",),
        cues=("tầm nhìn",),
    ),
)  # fmt: skip

LISTS = (
    Rule(
        "list_number", "list",
        r"(?:^|(?<=[;:.] ))(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})?)\s*[.)/](?=\s+[^\W\d]"
        r"|\s*$)",
        takes=("1. hoàn thiện thể chế", "trọng tâm: 1. hoàn thiện; 2. cải cách"),
        refuses=("tăng 2. giảm", "1.250 hồ sơ"),
        shapes=("before a stop", "before a bracket", "before a slash"),
    ),
    Rule(
        "part_of_series", "list",
        r"{WORD}{CUE}\s+(?P<n>[0-9]{1,3}{STOP}"
        r"|{ROMAN}|cuối)(?=\s*[:.,)–-]|\s*$)",
        takes=("bài 4: xây dựng đội ngũ", "kỳ 2: gỡ nút thắt"),
        refuses=("bài 4 điểm", "kỳ 3.000 đồng"),
        cues=("bài", "kỳ", "phần", "tập", "chương", "câu", "hình", "bảng", "ảnh", "biểu", "ví dụ"),
    ),
)  # fmt: skip

DAYS = (
    Rule(
        "full_date", "date",
        r"{BEGIN}{DAY}\s?(?P<sep>[./-])\s?{MONTH}\s?(?P=sep)\s?(?:{YEAR}|[0-9]{2}){STOP}",
        takes=("ngày 18/4/2022", "12.7.2022", "5-3-2019"),
        refuses=("1.250.000 đồng", "154/2025/nđ-cp"),
        shapes=("before a slash", "before a stop", "before a dash"),
    ),
    Rule(
        "days_of_month", "date",
        r"{WORD}(?<!mỗi )(?<!một )(?<!từng )(?<!hằng )(?<!hàng )(?<!bình quân )(?<!/){CUE}\s+(?:từ\s+)?"
        r"(?P<n>{DAY}(?:{AND}(?:ngày\s+|mùng\s+)?{DAY}(?:[/.-]{MONTH})?(?![0-9%]|[.,][0-9]))*(?:\s*[/.-]\s*{MONTH}(?:\s*[/.-]\s*{YEAR})?(?![0-9])|\s+tháng\s+(?:{MONTH}(?!"
        r"[0-9])|{MONTH_WORD}{END})(?:\s*[/.-]\s*{YEAR}|,?\s+năm\s+(?:{YEAR}|{LUNAR_YEAR}))?)?)(?![0-9]"
        r"|[.,][0-9])(?:(?<=[/.-][0-9])|(?<=[/.-][0-9][0-9])|(?<=[/.-][0-9]{4})"
        r"|{NO_UNIT})",
        takes=(
            "từ ngày 5 đến 12/4", "hai ngày 12 và 13/6", "trước ngày 20 hằng tháng",
            "mùng 10 tháng 3 âm lịch", "ngày 9/11", "mùng 6 tháng sáu năm ất tỵ",
        ),
        refuses=("mỗi ngày 20 hồ sơ", "một ngày 3 bữa", "hồ sơ/ngày 5"),
        cues=("ngày", "mùng", "mồng", "rằm"),
    ),
    Rule(
        "days_counted_off", "date",
        r"{WORD}{CUE}\s+(?P<n>0(?:{AND}[0-9]{1,3}{STOP}{NO_UNIT})+)",
        takes=("tiêm vào các ngày 0, 3, 7, 14 và 28,",),
        refuses=("ngày 05 hồ sơ", "ngày 0 đồng"),
        cues=("ngày",),
    ),
    Rule(
        "lunar_new_year", "date",
        r"{WORD}(?P<n>{DAY}(?:{TO}{DAY})?)\s+tết{END}",
        takes=("đến 28 tết", "từ 20-27 tết"),
        refuses=("tết 28",),
        shapes=("before t", "before đ", "before a dash"),
    ),
    Rule(
        "days_of_named_month", "date",
        r"{BEGIN}{DAY}(?:{TO}{DAY})?\s+tháng\s+(?:giêng|chạp){END}",
        takes=("từ 14 đến 16 tháng giêng, thu hút",),
        refuses=("14 tháng tuổi", "trong 6 tháng chạy thử"),
        shapes=("before t", "before đ", "before a dash"),
    ),
    Rule(
        "months_so_far", "date",
        r"{BEGIN}(?<!sau )(?<!trong )(?<!qua )(?<!mỗi )(?<!cứ )(?:[1-9]|1[01])\s+tháng(?=\s+(?:ước|đạt|tăng"
        r"|giảm){END})",
        takes=("grdp 9 tháng ước tăng 6,94%",),
        refuses=("sau 9 tháng tăng 5 kg", "trong 6 tháng đạt"),
        shapes=("before t",),
    ),
    Rule(
        "day_month_range", "date",
        r"{BEGIN}{DAY}\s?(?P<sep>[/.])\s?{MONTH}\s*(?:{DASH}|đến|tới)\s*(?:ngày\s+)?{DAY}\s?(?P=sep)\s"
        r"?{MONTH}(?![0-9]|[.,/][0-9])(?!\s*số{END}){NO_UNIT}",
        takes=("dịp lễ 30/4 - 1/5", "từ 15/12 đến 14/3"),
        refuses=("lãi suất 5.2 - 5.8%", "2/5 - 3/5 số hộ"),
        shapes=("before a slash", "before a stop"),
    ),
    Rule(
        "day_month", "date",
        r"{WORD}{DAY_CUE}\s*\(?(?P<n>{DAY}\s?[/.]\s?{MONTH}{STOP}{NO_COUNT}|{DAY}\s?-\s?{MONTH}{STOP}"
        r"{NO_UNIT})(?!\s*(?:số|tổng|diện tích|lượng|dân số|{DASH}\s*[0-9]))",
        takes=(
            "chiều 15/7, tại", "đợt 19/5 năm nay", "đến 31/1 năm sau", "nghỉ lễ 30-4.",
            "ngày 3-10, công ty",
        ),
        refuses=("và 3/4 số đảng viên", "trước 1/3 số hộ", "từ 2-3 năm", "đến 5.2%"),
    ),
    Rule(
        "day_month_start", "date",
        r"(?:^|(?<=[(:–])|(?<=[(:–] ))(?P<n>{DAY}/{MONTH}){STOP}(?=\s*(?:[,:)]|$|năm|{DASH}"
        r"|là|tại))",
        takes=("20/11: tri ân thầy cô", "(20/11)"),
        refuses=("3/4 số đảng viên", "38/41 người"),
        shapes=("before a slash",),
    ),
)  # fmt: skip

MONTHS_AND_YEARS = (
    Rule(
        "months", "date",
        r"{WORD}(?<!mỗi )(?<!một )(?<!hằng )(?<!hàng )(?<!/)(?<!từng )(?<![0-9] ){CUE}\s+(?P<n>(?:"
        r"{MONTH}(?![0-9])|{MONTH_WORD}{END})(?:{AND}(?:tháng\s+)?{MONTH}(?![0-9%]"
        r"|[.,][0-9]))*(?:\s*[/.-]\s*{YEAR}|,?\s+năm\s+{YEAR})?)(?![0-9]|[.,][0-9])(?!\s*(?:{MAGNITUDE}"
        r"|%|(?:lần|tuổi){END}))",
        takes=("trong tháng 10, cảnh sát", "từ tháng 3-2021", "tháng 9/2025", "tháng tư"),
        refuses=("mỗi tháng 5 kg gạo", "tháng 15 triệu đồng"),
        in_words=True,
        cues=("tháng",),
    ),
    Rule(
        "month_of_year", "date",
        r"{BEGIN}{MONTH}\s?[/.-]\s?(?:19|20)[0-9]{2}{STOP}{NO_UNIT}",
        takes=("đến 6/2024", "kỳ 11-2023"),
        refuses=("3/2.500 hộ", "1.203 hộ"),
        shapes=("before a slash", "before a stop", "before a dash"),
    ),
    Rule(
        "part_of_year", "date",
        r"{WORD}(?:[0-9]{1,2}|{CUE})\s+(?:tháng|quý)\s+(?:(?:đầu|cuối)\s+(?:của\s+)?năm(?:\s+{YEAR})?"
        r"|(?:của\s+)?năm\s+{YEAR})",
        takes=("báo cáo 6 tháng đầu năm 2022", "trong 9 tháng năm 2023", "sáu tháng đầu năm"),
        refuses=("trong 12 tháng", "sau 6 tháng triển khai"),
        in_words=True,
        cues=("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một"),
        shapes=("before t", "before q"),
    ),
    Rule(
        "quarter", "date",
        r"{WORD}{NOT_EACH}{CUE}\s+(?P<n>(?:[1-4](?![0-9]|[.,][0-9])|{ROMAN}|(?:một"
        r"|hai|ba|tư|bốn){END})(?:{AND}(?:quý )?(?:[1-4](?![0-9])|{ROMAN}))*(?:\s*[/-]\s*{YEAR}"
        r"|\s+năm\s+{YEAR})?){NO_UNIT}",
        takes=("hết quý iii/2024", "trong quý i, tổng số", "quý 4 năm 2023"),
        refuses=("mỗi quý 2 lần", "quý 2 triệu đồng"),
        in_words=True,
        cues=("quý",),
    ),
    Rule(
        "years", "date",
        r"{WORD}{CUE}\s+(?P<n>{YEAR}(?:{AND}(?:năm\s+)?{YEAR}{STOP}{NO_UNIT})*){STOP}(?!\s*(?:{MAGNITUDE}"
        r"|%))",
        takes=("năm 2021", "các năm 2021, 2022 và 2023"),
        refuses=("mỗi năm 2.148 viên chức", "năm 4 lần"),
        cues=("năm",),
    ),
    Rule(
        "decade", "date",
        r"{WORD}{CUE}\s+(?:đầu\s+)?(?P<n>[0-9]{1,4}"
        r"|{ROMAN}|{ORDINAL_WORD}{END}){NO_UNIT}",
        takes=("thập niên 90 của thế kỷ xx", "thế kỷ 21"),
        refuses=("những năm qua", "hai thế kỷ"),
        in_words=True,
        cues=("thập niên", "thập kỷ", "những năm", "thế kỷ", "thế kỷ thứ"),
    ),
    Rule(
        "weekday", "date",
        r"{WORD}(?<!lần )(?<!năm )(?<!ngày )(?<!thi ){CUE}\s+(?P<n>(?:hai|ba|tư"
        r"|năm|sáu|bảy){END})(?=\s*(?:[,(.;)]|$|ngày|tuần|[0-9]|hằng|hàng|và|đến"
        r"|sáng|vừa|tới))",
        takes=("sáng thứ ba, ngày 12", "thứ bảy 02/01/2021"),
        refuses=("đứng thứ ba toàn tỉnh",),
        in_words=True,
        cues=("thứ",),
    ),
    Rule(
        "bare_year", "date",
        r"{BEGIN}(?:19|20)[0-9]{2}{STOP}(?![a-zđ]){NO_UNIT}",
        takes=("so với 2022, tăng", "world cup 2022"),
        refuses=("1.954 hộ", "2022 hộ nghèo", "1950 m", "2023%"),
        shapes=("four",),
    ),
)  # fmt: skip

TIMES = (
    Rule(
        "clock", "time",
        r"{BEGIN}(?<!trong )(?<!vòng )(?<!suốt )(?<!dài )(?<!hơn )(?<!gần )(?<!mỗi )(?<!/)(?:[01]?"
        r"[0-9]|2[0-4])(?:\s?[hg]\s?[0-5][0-9](?:p|’|')?|(?:\s?h|g)(?![^\W_]|\s*qua|\s*/))(?![0-9])",
        takes=("khoảng 22h40 ngày", "lúc 14h25", "từ 7h đến 9h"),
        refuses=("trong 24h", "24h qua", "5 ha", "4 g/l", "dưới 5 g;"),
        shapes=("before h", "before g"),
    ),
    Rule(
        "clock_colon", "time",
        r"{BEGIN}(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9])",
        takes=("02/01/2021 17:51", "lúc 7:30"),
        refuses=("tỷ lệ 3:1",),
        shapes=("before a colon",),
    ),
    Rule(
        "clock_words", "time",
        r"{BEGIN}(?:[01]?[0-9]|2[0-4])\s+giờ(?:\s+[0-5]?[0-9](?:\s+phút(?:\s+[0-5]?[0-9]\s+giây)?)?)?(?=\s+(?:{CLOCK_BEHIND}"
        r"{END}|[0-9]{1,2}/[0-9]{1,2}|\())",
        takes=("đúng 6 giờ 30 phút ngày 6/6", "trước 16 giờ hằng ngày", "lúc 7 giờ ngày 18/10"),
        refuses=("gần 2 giờ, dòng xe", "kéo dài 5 giờ 30 phút"),
        shapes=("before g",),
    ),
    Rule(
        "clock_cue", "time",
        r"{WORD}{CUE}\s+(?:khoảng\s+|gần\s+|hơn\s+)?(?P<n>(?:(?:[01]?[0-9]"
        r"|2[0-4])|{ORDINAL_WORD})\s+giờ(?:\s+[0-5]?[0-9](?:\s+phút(?:\s+[0-5]?[0-9]\s+giây)?)?)?)(?!\s+(?:làm"
        r"|công|đồng hồ))",
        takes=("lúc 15 giờ, xe tải", "vào khoảng 9 giờ 15 phút", "lúc 21 giờ 03 phút 17 giây, có"),
        refuses=("sau 3 giờ",),
        in_words=True,
        cues=("lúc", "hồi", "đúng", "vào"),
    ),
    Rule(
        "clock_span", "time",
        r"{WORD}{CUE}\s+(?P<n>(?:[01]?[0-9]|2[0-4])\s+giờ(?:\s+[0-5]?[0-9](?:\s+phút)?)?\s*(?:{DASH}"
        r"|đến|tới)\s*(?:[01]?[0-9]|2[0-4])\s+giờ(?:\s+[0-5]?[0-9]\s+phút)?)(?!/"
        r"| (?:làm|mỗi|một)|\s*ngày công)",
        takes=("từ 7 giờ đến 11 giờ 30 phút",),
        refuses=("từ 2 đến 3 giờ",),
        cues=("từ",),
    ),
)  # fmt: skip

SCORES = (
    Rule(
        "match_score", "score",
        r"{WORD}{SCORE}(?:\s+[^\W\d]+){0,6}?\s+\(?(?P<n>[0-9]{1,3}\s?[-–]\s?[0-9]{1,3}(?:\s?[,;và]+\s?"
        r"[0-9]{1,3}\s?[-–]\s?[0-9]{1,3})*){STOP}{NO_UNIT}",
        takes=("thắng chủ nhà 3-1 sau khi", "bị dẫn 0-1 trong hiệp", "hòa 2-2"),
        refuses=("thắng lợi 20-30%", "kết quả 3-5 triệu đồng"),
    ),
    Rule(
        "school_mark", "score",
        r"{WORD}{CUE}\s+(?P<n>10|[0-9]){STOP}(?=\s*(?:[,.;:)]|$|môn|trở|của|về"
        r"|và|cho|là|tròn))(?<!trung bình 10)",
        takes=("87 bài thi đạt điểm 10;", "một điểm 10 môn toán"),
        refuses=("điểm 7,23", "đạt điểm 88 phần"),
        cues=("điểm",),
    ),
)  # fmt: skip

ORDINALS = (
    Rule(
        "rank_fraction", "ordinal",
        r"{WORD}(?<!sắp ){CUE}\s+(?:hạng\s+|thứ\s+"
        r"|vị trí\s+)?(?:thứ\s+)?(?P<n>[0-9]{1,3}(?:\s?/\s?[0-9]{1,3})?){STOP}(?!\s*%)(?:\s+cả nước và"
        r" (?:[0-9]+/[0-9]+))?",
        takes=("xếp hạng 14/63, tăng 9 bậc", "xếp thứ 11 cả nước", "tụt xuống hạng 41."),
        refuses=("hạng mục 5 tỷ",),
        cues=("xếp", "hạng", "thứ", "đứng", "vị trí", "vị thứ"),
    ),
    Rule(
        "rank_in_region", "ordinal",
        r"{BEGIN}[0-9]{1,2}/[0-9]{1,3}(?=\s+(?:trong vùng|trong khu vực|cả nước"
        r"|toàn quốc|toàn tỉnh|trong cả nước|của vùng|toàn đoàn))",
        takes=("3/8 trong vùng", "đứng 5/63 toàn quốc"),
        refuses=("38/41 người", "12/13 tỉnh, thành phố tham gia"),
        shapes=("before a slash",),
    ),
    Rule(
        "ordinal_number", "ordinal",
        r"{WORD}{CUE}\s+(?P<n>[0-9]{1,3}|{ROMAN}|{ORDINAL_WORD}{END}(?!\s+(?:năm"
        r"|tháng)\s+[0-9])){STOP}(?!\s*%)",
        takes=(
            "tại kỳ họp thứ 15, hđnd", "lần thứ tám giải đấu", "đại hội lần thứ xxiv",
            "môn thi thứ hai bắt đầu",
        ),
        refuses=("thứ 5%",),
        in_words=True,
        cues=("thứ",),
    ),
    Rule(
        "ranked_label", "ordinal",
        r"{WORD}(?<!lần ){NOT_EACH}{RANKED}\s+(?:thứ\s+|số\s+)?(?<!trong vòng )(?P<n>(?:[0-9]{1,3}"
        r"|{ROMAN}|(?:một|hai|ba|nhất){END}(?=[,.;:)]|$))(?:{AND}(?:{RANKED}\s+)?[0-9]{1,2}{STOP}"
        r"{NO_UNIT}(?!\s+[^\W\d]))*){STOP}{NO_UNIT}",
        takes=(
            "hđnd tỉnh khóa xviii", "mũi 1 là 812.300, mũi 2 là", "(đợt 1, từ tháng 3)",
            "giai đoạn 2 của dự án", "mức độ 2 đạt 11,3%", "trong hiệp 1.",
        ),
        refuses=("mỗi đợt 20 suất", "đợt 3 triệu đồng", "hạng mục 5 công trình", "lần lượt 12, 15 và 8,5 tỷ đồng"),
        in_words=True,
    ),
    Rule(
        "year_of_study", "ordinal",
        r"{WORD}{CUE}\s+năm\s+(?P<n>[1-7]|nhất|hai|ba|tư"
        r"|cuối)(?![^\W_]|[.,][0-9])(?!\s+(?:năm|tháng|lần|buổi|người))",
        takes=("đang học năm 3 trường cao đẳng", "sinh viên năm nhất"),
        refuses=("học 3 năm", "học năm 3 lần"),
        in_words=True,
        cues=("sinh viên", "học", "học viên"),
    ),
    Rule(
        "prize", "ordinal",
        r"{WORD}{PRIZE}\s+(?P<n>nhất"
        r"|nhì|ba|tư){END}(?=\s*(?:[,.;:)]|$|và|môn|toàn|cấp|quốc|thuộc|cho|ở"
        r"|về|tại|của|cuộc|kỳ|trong))",
        takes=("19 giải ba và", "huân chương lao động hạng ba"),
        refuses=("giải ba vấn đề còn tồn",),
        in_words=True,
    ),
    Rule(
        "roman", "ordinal",
        r"{WORD}{ROMAN_LABEL}\s+(?P<n>{ROMAN})",
        takes=("đã vượt báo động iii.", "bệnh viện hạng ii của huyện"),
        refuses=("cấp 2",),
        in_words=True,
    ),
    Rule(
        "storm_level", "ordinal",
        r"{WORD}{CUE}\s+(?P<n>[0-9]{1,2}(?:{AND}(?:cấp\s+)?[0-9]{1,2})*){STOP}"
        r"{NO_UNIT}",
        takes=("gió cấp 8 - 9, giật cấp 11",),
        refuses=("cấp 5.000 suất", "cấp 12 tỷ đồng"),
        cues=("cấp", "giật cấp", "độ mạnh cấp"),
    ),
)  # fmt: skip

RATE_BASES = (
    Rule(
        "per_population", "rate_base",
        r"(?<=[^\W\d_]/)(?P<n>(?:10{0,2}(?:\.000)+|100|1000|10000|100000){STOP}(?=\s+[^\W\d]))|"
        r"(?:(?<=/)|(?<=/ ))(?P<m>(?:[0-9]{1,3}(?:\.000)+|0?1|10"
        r"|12)){STOP}(?=\s+(?:dân|người|trẻ|ca|km|hộ|nghìn|triệu|ha|m2|m²|đơn vị"
        r"|xã|lượt|giờ|ngày|tháng|năm|suất|sào|gia đình|học sinh|lớp|em|nhóm|tổ"
        r"|phụ nữ|thôn|bản|cán bộ|tấn|kg|lít|mililít|ml|mẫu|vụ|lần|bệnh nhân){END})(?<![0-9]/[0-9])",
        takes=("12,4 bác sĩ/10.000 dân", "04 xe/01 đơn vị", "112,3 bé trai/100 bé gái"),
        refuses=("12.406/12.988 cử tri", "1/10 số hộ"),
        shapes=("behind a slash",),
    ),
    Rule(
        "out_of_every", "rate_base",
        r"{WORD}{CUE}\s+(?P<n>[0-9][0-9.]*(?:\s+(?"
        r":nghìn|triệu)(?=\s+(?:dân|người)))?){STOP}(?=\s+[^\W\d])(?!\s*(?:tỷ"
        r"|triệu|nghìn|%|đồng))",
        takes=("cứ 10 hộ vay vốn thì có 7 hộ", "mỗi 100.000 dân"),
        refuses=("cứ tăng 10%", "mỗi 3 triệu đồng"),
        cues=("cứ", "trung bình cứ", "bình quân cứ", "trong mỗi", "tính trên", "mỗi"),
    ),
)  # fmt: skip

RATE_BASES += (
    Rule(
        "out_of_every_in_words", "rate_base",
        r"{WORD}{CUE}\s+(?P<n>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười){END}(?=\s+[^\W\d])(?!\s+(?:năm|tháng|tuần"
        r"|ngày|giờ|phút|lần|mươi|trăm|nghìn|triệu))",
        takes=("cứ bốn người thì có một người", "bình quân cứ bảy người dân"),
        refuses=("cứ hai năm một lần", "cứ ba mươi hộ", "cứ tưởng ba người"),
        cues=("cứ", "trung bình cứ", "bình quân cứ"),
        in_words=True,
    ),
    Rule(
        "on_one_hectare", "rate_base",
        r"{WORD}{CUE}(?:\s+[^\W\d_]+){0,4}?\s+trên\s+(?P<n>0?1)(?=\s+(?:ha|hecta|héc ta|m2|km2|sào|mẫu){END})",
        takes=("giá trị sản xuất trên 1 ha đất trồng trọt đạt",),
        refuses=("thiệt hại trên 1 ha lúa", "giá trị trên 12 ha"),
        cues=("giá trị", "thu nhập", "năng suất", "sản lượng", "lợi nhuận", "chi phí", "doanh thu"),
    ),
    Rule(
        "exchange_rate", "rate_base",
        r"{BEGIN}1(?=\s+(?:usd|euro|eur|đô la|đô|nhân dân tệ|ndt|yên|bảng anh|won|baht)\s+(?:đổi|bằng|=|ăn"
        r"|tương đương|quy|có giá))",
        takes=("1 usd đổi được khoảng 26.510 đồng", "1 euro bằng 29.800 đồng"),
        refuses=("21 usd đổi được", "lãi 1 usd mỗi sản phẩm"),
        shapes=("a one",),
    ),
)

# Codes that many other numbers look like: after all that has a surer form.
LOOSE_CODES = (
    Rule(
        "phone_service", "phone",
        r"{WORD}{PHONE}(?:\s+(?:số|ngay|cho|đến|tới|:))?\s*:?\s*(?:số\s+)?(?P<n>(?:1[0-9]{2}"
        r"|[0-9]{3,5})){STOP}{NO_UNIT}",
        takes=("gọi ngay cấp cứu 115 hoặc", "tổng đài 1022"),
        refuses=("gọi 115 người", "liên hệ 3 hộ"),
    ),
    Rule(
        "long_code", "code",
        r"{BEGIN}(?:[0-9]{9,}|0[0-9]{3,8})(?![0-9]|[.,][0-9])",
        takes=("0801234567", "001085012345"),
        refuses=("05 đồng chí", "1.035.700"),
        shapes=("four",),
    ),
)  # fmt: skip

# Labels need their noun, so they come last.
NAMES = (
    Rule(
        "letters_and_digits", "name",
        r"(?<![^\W_])(?!(?:có|là|và|gần|hơn|với|từ|đến|được|đạt|trên|dưới|khoảng"
        r"|còn|gồm|cho|các|tại|tăng|giảm|thêm)[0-9])(?!(?:km|cm|mm|dm|m|µg/m)[23](?![0-9]))[^\W\d_]"
        r"[\w.-]{0,15}?(?<![.,])[-–]?[0-9]+(?:[.,][0-9]+)*[^\W\d_]{0,3}(?![0-9])(?:[-/][0-9]+(?!"
        r"[0-9./]))?",
        takes=("phòng covid-19", "bụi pm2.5", "phòng a5", "u23 việt nam", "h5n1"),
        refuses=("46,73 km2", "có57 người", "6.700 m2 đất"),
        shapes=("behind a letter",),
        searched=True,
    ),
    Rule(
        "unit_digit", "unit",
        r"(?<=[a-zµμ])[23](?![0-9.,]?[0-9])|[²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]",
        takes=("46,73 km2", "450 m3/s", "9 m²"),
        refuses=("lớp 2",),
        shapes=("behind a letter",),
    ),
    Rule(
        "generation", "name",
        r"{BEGIN}[2-6]g{END}(?!\s*/)",
        takes=("mạng 5g và",),
        refuses=("5 kg", "15g đường", "dưới 5 g muối"),
        shapes=("before g",),
    ),
    Rule(
        "slogan_bare", "name",
        r"{BEGIN}(?:[2-9]|10)\s+(?:tại chỗ|sẵn sàng|không(?=,|\s+[0-9])|bám|hóa{END}(?!\s+đơn)"
        r"|cùng{END}(?! với)|trước\s*,|xung kích|dám{END})|{BEGIN}[23]\s+ca,?\s+[34]\s+kíp",
        takes=("phương châm 4 tại chỗ", "3 sẵn sàng"),
        refuses=("5 hóa đơn", "cả 3 không đạt"),
        shapes=("before a letter",),
    ),
    Rule(
        "tier", "name",
        r"{WORD}{CUE}(?:(?<=quyền)\s+địa phương|(?<=hình)(?:\s+[^\W\d]+){0,3})?\s+(?P<n>(?:[2-4]"
        r"|hai|ba|bốn)\s+cấp){END}",
        takes=("chính quyền địa phương 2 cấp chính thức vận hành",),
        refuses=("có 2 cấp ủy",),
        in_words=True,
        cues=("chính quyền", "mô hình"),
    ),
    Rule(
        "title_of_work", "name",
        r"{WORD}{CUE}(?:\s+[^\W\d_]+){0,3}\s*[“\"](?P<n>[^“”\"]{1,60})[”\"]",
        takes=("biểu diễn vở “mười ngón tay” của", "bộ phim “ba mùa”"),
        refuses=("bài “toán khó", "vở kịch dài 3 hồi"),
        cues=("vở", "phim", "bộ phim", "bài hát", "ca khúc", "tác phẩm", "tập thơ", "bài thơ", "truyện", "tiểu thuyết"),
        in_words=True,
    ),
    Rule(
        "rice_grade", "name",
        r"{WORD}{CUE}\s+(?P<n>[0-9]{1,3}\s?%)(?=\s+tấm{END})",
        takes=("gạo 5% tấm của việt nam",),
        refuses=("gạo 5% đã xuất", "tấm 5%"),
        cues=("gạo",),
    ),
    Rule(
        "fuel_grade", "name",
        r"{WORD}{CUE}\s+(?P<n>0[.,][0-9]{2,3}\s?s){END}",
        takes=("dầu diesel 0.05s lên 17.920 đồng",),
        refuses=("dầu 0,5 lít", "diesel 0,05 lít"),
        cues=("dầu", "diesel", "do"),
    ),
    Rule(
        "committee", "name", r"{WORD}{CUE}\s+(?P<n>[0-9]{2,4}){STOP}",
        takes=("ban chỉ đạo 389 tỉnh cho biết",),
        refuses=("ban chỉ đạo gồm 15 người",),
        cues=("ban chỉ đạo",),
    ),
    Rule(
        "place_label", "name",
        r"{WORD}{NOT_EACH}(?:{PLACE}|{CLASS})\s+(?:số\s+)?(?P<n>{NUMBER}{LETTER}(?:{AND}(?:(?:{PLACE}"
        r"|{CLASS})\s+)?[0-9]{1,3}{LETTER}{STOP}{NO_MEASURE}(?!\s+[^\W\d]))*){STOP}{NO_MEASURE}",
        takes=(
            "đảng bộ phường 7.", "học sinh lớp 1 và lớp 2 được", "tại thôn 5, xã an hải",
            "khu phố 6 có 35 đảng viên", "từ lớp 1 đến lớp 3",
        ),
        refuses=("mỗi lớp 35 em", "vùng 5.000 ha", "các xã 12 tỷ đồng", "hai tầng 300 m2"),
    ),
    Rule(
        "road_label", "name",
        r"{WORD}(?:{ROAD})\s*(?:số\s+)?(?P<n>[0-9]{1,4}{LETTER}){STOP}{NO_MEASURE}",
        takes=("tuyến đường tỉnh 617 dài", "và quốc lộ 91 đông nghịt"),
        refuses=("đường 5 km", "tuyến kênh 3.000 m", "mặt đường 12m"),
    ),
    Rule(
        "body_label", "name",
        r"{WORD}{NOT_EACH}(?:{BODY}|{THING})\s+(?:số\s+)?(?P<n>{NUMBER}{LETTER}){STOP}{NO_UNIT}",
        takes=(
            "sinh hoạt tại chi bộ 4,", "bão số 4 làm hai người chết", "gói thầu số 04 mới đạt",
            "chương trình 1719,", "mang áo số 10 được",
        ),
        refuses=("mỗi tổ 7 thành viên", "dự án 20 tỷ đồng", "đoàn 12 người", "khổ cầu 12m"),
    ),
    Rule(
        "numbered", "name",
        r"{WORD}(?<!tổng )(?<!trong )(?<!con )(?<!chỉ )(?<!hệ )(?<!tỷ )(?<!tỉ )(?<!dân )(?<!đa )(?<!mộ"
        r"t )(?<!trên )(?<!những )(?<!các )(?<!sĩ )(?<!doanh ){CUE}\s+(?P<n>[0-9]{1,9}[a-z]?(?:/[0-9]+)?)"
        r"{STOP}{NO_MEASURE}",
        takes=("hội trường số 2", "đồn biên phòng số 317"),
        refuses=("tổng số 153 bí thư", "trong số 73 đảng viên", "hệ số 0,2", "dân số 31 người"),
        cues=("số",),
    ),
)  # fmt: skip

# The order in which places are taken: what has the surest form first, labels that need a noun last.
RULES = (
    *DOCUMENTS, *FIRM_NAMES, *CODES, *TERMS, *LISTS, *DAYS, *MONTHS_AND_YEARS,
    *TIMES, *SCORES, *ORDINALS, *RATE_BASES, *LOOSE_CODES, *NAMES,
)
