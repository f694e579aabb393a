"""The rules that roles.py applies, in order: each with Vietnamese examples that it takes and that it refuses."""

from viclaims.claims.roles import RoleRule as Rule

# A mark before a part of a law: "điểm" is either.
MARKS_AND_LAW = (
    Rule(
        "school_mark", "score",
        r"{WORD}{mark}\s+(?P<n>10|[0-9]){STOP}(?=\s*(?:[,.;:)]|$|{behind_mark}))(?!\s*,?\s*{part_of_law}{END})",
        takes=("87 bài thi đạt điểm [10];", "một điểm [10] môn toán"),
        refuses=("điểm 7,23", "đạt điểm 88 phần", "điểm 1, khoản 2", "theo thang điểm 10."),
        not_behind=("of_scale",),
    ),
    Rule(
        "part_of_law", "document",
        r"""{WORD}{part_of_law}\s+ (?:{declaration}\s+)? (?:{so}\s+)?
        (?P<n>(?:[0-9]{1,4}[a-zđ]?(?:[-/][a-zđ]{2,6}{END})* | {ROMAN})
        (?:{AND}(?:{part_of_law}\ )?[0-9]{1,4}[a-z]?{STOP})*){STOP}""",
        takes=(
            "theo khoản [3] điều [353] bộ luật hình sự", "biểu mẫu số [02]", "mẫu tờ khai số [01]",
            "điều [7] quy định", "mẫu số [02-đk/tct] ban hành",
        ),
        refuses=("điều 5 xe cứu thương", "chỉ số điểm 5%", "mục tiêu 5%"),
        not_behind=("before_no_law",), unless="unit",
    ),
    Rule(
        "dotted_part", "document",
        r"""{WORD}{part_of_law}\s+(?:{so}\s+)?(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}{STOP})
        (?=,?\s+{part_of_law}\s+(?:[0-9]|{ROMAN}))""",
        takes=("nêu tại mục [4.2] chương ii của", "điểm [2.1], khoản 3"),
        refuses=("điểm 8.5 môn toán", "mục 4.2 triệu đồng"),
        not_behind=("before_no_law",),
    ),
    Rule(
        "form_code", "document",
        r"{WORD}{form_label}\s+(?:{so}\s+)?(?P<n>[a-z]{1,3}[0-9]{2}[a-z]?(?:-[a-z]{2,6})?){END}",
        takes=("điền tờ khai mẫu [cc02].", "nộp theo mẫu [ct01] và", "theo mẫu số [b01-dn]"),
        refuses=("theo mẫu a4", "theo mẫu 12"),
    ),
    Rule(
        "dotted_heading", "document",
        r"""{WORD}(?<!.){part_of_law}\s+(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})
        (?=\s*[.:]?\s*$|\s*[.:]\s|\s+{act_says}{END})""",
        takes=("mục [3.2]. yêu cầu kỹ thuật", "điều [4.1]: thanh toán", "mục [2.3] nêu ba trường hợp đặc biệt"),
        refuses=("đạt điểm 8.5.", "mục 4.2 triệu đồng"),
    ),
    Rule(
        "part_of_act", "document",
        r"""{WORD}{part_of_law}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3}[a-zđ]?(?:{AND}[0-9]{1,3}[a-zđ]?)*)
        (?=\s+(?:{of}\s+)?{act_of_law}{END})""",
        takes=("theo khoản 3 điều [10] nghị quyết số 25",),
        refuses=("điều 5 xe cứu thương",),
        not_behind=("before_no_law",),
    ),
    Rule(
        "plenum", "ordinal",
        r"{WORD}{plenum}\s+(?P<n>[0-9]{1,2}|{ROMAN}){STOP}",
        takes=("hội nghị trung ương [11] vừa qua", "nghị quyết trung ương [5]"),
        refuses=("trung ương 12 tỷ đồng", "cán bộ trung ương 3 người"),
        unless="unit",
    ),
)  # fmt: skip

PLANS = (
    Rule(
        "plan_of_years", "term",
        r"""{WORD}{plan}(?:\s+[^\W\d]+){0,5}?\s+(?:[0-9]{1,2}|{plan_length})\s+{year}
        (?:,?\s*(?:{stretch}\s+)?\(?{YEAR}\s*{DASH}\s*{YEAR}\)?)?""",
        takes=("[kế hoạch 5 năm 2026 - 2030]", "[kế hoạch đầu tư công trung hạn 5 năm]"),
        refuses=("bình quân 5 năm", "sau 5 năm thực hiện"),
    ),
)  # fmt: skip

# Names of a form that nothing else has.
FIRM_NAMES = (
    Rule(
        "lines_of_screen", "name",
        r"{BEGIN}(?:144|240|360|480|720|1080|1440|2160)p{END}",
        takes=("quay video [1080p] mượt", "phim [720p]."),
        refuses=("hấp 20p", "1080 p"),
    ),
    Rule(
        "comet", "name",
        r"{WORD}{comet}\s+(?P<n>[0-9]{1,3}p(?:/[^\W\d_]+(?:-[^\W\d_]+)?)?){END}",
        takes=("nguồn gốc là sao chổi [109p/swift-tuttle], chu kỳ", "sao chổi [67p] đến gần"),
        refuses=("sao chổi 5 đuôi",),
    ),
    Rule(
        "gold_ware", "name",
        r"{WORD}{gold_ware}(?:\s+[^\W\d_]+){0,2}?\s+(?P<n>9999|999[.,]9|99[.,]99){STOP}",
        takes=("nhẫn tròn trơn [9999] của",),
        refuses=("nhẫn 9999 chiếc", "nhẫn cưới 5 chỉ"),
        unless="unit",
    ),
    Rule(
        "meter", "name",
        r"{WORD}{meter}\s+(?P<n>[2-9]/[248]){STOP}",
        takes=("viết ở nhịp [6/8].", "nhịp [2/4], giọng la thứ"),
        refuses=("nhịp 5/7 câu", "nhịp cầu 2/4"),
    ),
    Rule(
        "verses", "document",
        r"{WORD}{bible_book}\s+(?P<n>[0-9]{1,3},\s?[0-9]{1,3}[a-d]?(?:\s?[-–]\s?[0-9]{1,3}[a-d]?)?){STOP}(?!\s*%)",
        takes=("bài tin mừng trích từ mc [6,7-13] kể", "bài đọc 1: is [7,10-14];"),
        refuses=("ga 12,5 km", "ga 5,3%"),
        unless="unit",
    ),
    Rule(
        "message", "name",
        r"{WORD}{message}\s+(?P<n>[2-9][ks]){END}(?=\s*(?:[,.;:)]|$|{and_or}{END}))",
        takes=("người dân tiếp tục thực hiện [5k].", "thông điệp [5k] và", "xưởng thực hiện [5s],"),
        refuses=("thực hiện 5k giao dịch", "thực hiện 50k."),
    ),
    Rule(
        "pace", "other",
        r"{WORD}{pace}(?:\s+[^\W\d_]+){0,2}?\s+(?P<n>1?[0-9]:[0-5][0-9])(?![0-9:])",
        takes=("giữ pace [6:30], nhịp", "pace trung bình [5:45]"),
        refuses=("pace lúc 17:30:00", "pace 6 phút"),
    ),
    Rule(
        "line_up", "score",
        r"{WORD}{line_up}\s+(?P<n>[0-9](?:\s?[-–]\s?[0-9]){1,4}){STOP}",
        takes=("đội hình [4-4-2] quen thuộc", "sơ đồ [3-5-2]"),
        refuses=("đội hình 4 cầu thủ",),
    ),
    Rule(
        "all_week", "name",
        r"{BEGIN}24/7{END}",
        takes=("trực [24/7] và",),
        refuses=("24/70 hộ",),
    ),
    Rule(
        "around_the_clock", "name",
        r"{BEGIN}24/24(?:h|\s+{hour})?{END}",
        takes=("[24/24 giờ]", "camera ghi [24/24h].", "trực [24/24], cả ngày lễ"),
        refuses=("24/24 đồng chí nhất trí", "24/24 xã đạt chuẩn", "biểu quyết nhất trí 24/24, đạt 100%"),
        not_behind=("vote", "head_count"), unless="unit",
    ),
    Rule(
        "road_in_short", "name",
        r"{WORD}{road_short}(?:\.|\s(?=[0-9]{3}[a-dđ]))?(?P<n>[0-9]{1,3}[a-dđ]?){END}(?![.,-]?[0-9])",
        takes=("đường đt[611] sửa", "trên tuyến đt.[747b] qua", "ql[1a]", "trên đt [747b] có"),
        refuses=("đt: 0912 345 678", "đt 113", "đt0912345678", "đt.0903.118.472"),
    ),
    Rule(
        "region_in_roman", "name",
        r"{WORD}{region_in_roman}\s+(?!{not_roman}{END})(?P<n>{ROMAN})",
        takes=("lương tối thiểu vùng [i] là", "vùng [iv] 3,45 triệu", "bộ tư lệnh quân khu [v]"),
        refuses=("khu vực vi phạm", "vùng xi măng", "vùng 5"),
    ),
    Rule(
        "junction", "name",
        r"{WORD}{junction}\s+(?P<n>{ordinal_word}){END}",
        takes=("đoạn từ ngã [ba] bà rén", "kẹt xe ở ngã [tư] sở", "vòng xoay ngã [sáu] phù đổng"),
        refuses=("vấp ngã ba lần", "bị ngã bốn giờ trước"),
        not_behind=("before_falling",), unless="time",
    ),
    Rule(
        "programme_by_size", "name",
        r"""{WORD}{named_by_size}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3}(?:\.000)*\s+{million_or_more})
        (?=\s+{land_unit|thing_of_programme}{END})""",
        takes=(
            "tham gia đề án [1 triệu] ha lúa", "đề án [1 triệu] căn hộ nhà ở xã hội", "chương trình [1 tỷ] cây xanh",
        ),
        refuses=("đề án 20 tỷ đồng", "chương trình 1,5 triệu ha", "trồng 1 tỷ cây xanh"),
    ),
    Rule(
        "system_by_year", "name",
        r"(?<![^\W_])(?<![/-])[bcdfghjklmnpqrstvwxz]{2,4}-(?:19|20)[0-9]{2}{END}{STOP}(?!-)",
        takes=("(hệ [vn-2000]).", "hệ tọa độ [vn-2000], múi chiếu"),
        refuses=("12/kh-2023", "từ 2-2019", "hè-2020", "vn-20001"),
    ),
    Rule(
        "named_by_month", "name",
        r"{WORD}{named_by_month}\s+{month}\s+(?P<n>8|10|{month_number}){END}",
        takes=("đường cách mạng tháng [8].", "kỷ niệm cách mạng tháng [tám] thành công"),
        refuses=("cách mạng trong tháng 8", "tháng 8"),
    ),
    Rule(
        "road_date", "name",
        r"{WORD}{named_by_date}\s+ (?P<n>{DAY}\s?[/-]\s?{MONTH}){STOP}",
        takes=("đường [3/2] và quốc lộ 91", "quảng trường [2-9]"),
        refuses=("đường 5/7 xã đã mở",),
        unless="unit",
    ),
    Rule(
        "badge_of_years", "name",
        r"{BEGIN}[3-9][05]\s+{year}(?=\s+{for_whom}\s+[0-9]+\s+{badge_holder}{END})",
        takes=("2 đồng chí, [45 năm] cho 11 đồng chí và [30 năm] cho 57 đồng chí",),
        refuses=("30 năm cho thuê 11 hộ", "45 năm cho 11 hộ"),
    ),
    Rule(
        "party_badge", "name",
        r"""{WORD}{badge}(?:\s+[^\W\d]+){0,2}?\s+
        (?P<n>(?:{from}\s+)?[0-9]{2}(?:{AND}[0-9]{2})*(?:\s+{badge_years})?(?:{AND}[0-9]{2}(?:\s+{badge_years})?)*)
        (?!\s+(?!{year}|{for_whom})[^\W\d]+)""",
        takes=(
            "huy hiệu [75 năm tuổi đảng]", "huy hiệu [từ 30 năm đến 75 năm tuổi đảng]", "huy hiệu đảng [60 năm]",
        ),
        refuses=("huy hiệu cho 12 đồng chí",),
    ),
    Rule(
        "stars", "name",
        r"{BEGIN}[1-7](?:{TO}[1-7])?\s+{star}{END}(?!\s+{star_goes_on})",
        takes=("139 sản phẩm đạt [3 sao]", "khách sạn [4-5 sao]"),
        refuses=("vì sao", "3 sao băng"),
    ),
    Rule(
        "stars_in_words", "name",
        r"{WORD}{star_count}\s+{star}{END}(?!\s+{star_goes_on})",
        takes=("khách sạn [ba sao]",),
        refuses=("một sao băng", "ông sáu sao"),
    ),
    Rule(
        "title_of_work", "name",
        r"{WORD}{work}(?:\s+[^\W\d_]+){0,3}\s*[“\"](?P<n>[^“”\"]{1,60})[”\"]",
        takes=("biểu diễn vở “[mười ngón tay]” của", "bộ phim “[ba mùa]”"),
        refuses=("bài “toán khó", "vở kịch dài 3 hồi"),
    ),
    Rule(
        "slogan", "name",
        r"""{QUOTE}(?P<n>(?:[^\W\d]+\s+){0,2}(?:[0-9]{1,2}|{few})(?:\s+[^\W\d]+){1,3}
        (?:,?\s+(?:{and_or}\s+)?(?:[0-9]{1,2}|{few})(?:\s+[^\W\d]+){1,3}){0,4}){UNQUOTE}""",
        takes=("phương châm “[4 tại chỗ]”", "“[gia đình 5 không, 3 sạch]”", "“[3 cùng]”"),
        refuses=("“chúng tôi có 40 năm kinh nghiệm”", "“đã có 52 địa phương”"),
        unless="unit", in_each=True,
    ),
)  # fmt: skip

CODES = (
    Rule(
        "software_version", "name",
        r"{WORD}{versioned}\s+(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|(?:19|20)[0-9]{2}){END}{STOP}",
        takes=("bluetooth [5.3], driver", "firmware [1.0.8] sửa lỗi", "thạo misa [2023], excel", "máy windows [11] và"),
        refuses=("bluetooth 5 triệu đồng", "android 12 chiếc", "windows 2.500 bản"),
        unless="unit",
    ),
    Rule(
        "size_of_model", "code",
        r"{WORD}{model_word|version_word}\s+(?P<n>[0-9]{2,4}\s?{data_size}){END}(?!\s*/)",
        takes=("iphone 15 pro max [256gb] quốc tế", "bản [512gb] hết hàng"),
        refuses=("gói pro 100 mb/s", "tải 256 gb", "bản 12gb/256gb giá"),
    ),
    Rule(
        "scale", "scale",
        r"""{BEGIN}1\s?[/:]\s?(?:[1-9](?:00|\.?000|0\.?000|00\.?000)|25\.?000|50\.?000|200|500){STOP}
        (?!\s*{out_of_people}{END})""",
        takes=("quy hoạch chi tiết tỷ lệ [1/500]", "bản đồ tỷ lệ [1/1.000]", "tỷ lệ [1:25.000]"),
        refuses=("1/5 số hộ", "tỷ lệ 1/3"),
    ),
    Rule(
        "lottery", "name",
        r"{WORD}{lottery}(?:\s+[^\W\d_]+){0,2}\s+(?P<n>[0-9]/[0-9]{2}){STOP}",
        takes=("vietlott [6/55] nổ hai giải", "xổ số power [6/55]"),
        refuses=("xổ số 6 lần",),
    ),
    Rule(
        "memory_sizes", "code",
        r"{BEGIN}[0-9]{1,4}\s?{data_size}\s?[/+]\s?[0-9]{1,4}\s?{data_size}{END}",
        takes=("bản [12gb/256gb] giá",),
        refuses=("ổ cứng 256 gb", "10 tb/năm"),
    ),
    Rule(
        "gold_grade", "name",
        r"{WORD}{gold}(?:\s+[^\W\d_]+){0,2}?\s+(?P<n>9999|999[.,]9|99[.,]99|9[.,]999){STOP}",
        takes=("vàng nhẫn [9999] giao dịch", "vàng miếng [99,99]"),
        refuses=("vàng 9999,5 USD",),
    ),
    Rule(
        "letter_grade", "name",
        r"{WORD}{letter_grade}\s+(?P<n>[0-9]{1,2}k){END}(?!\s*/|\s*{money})",
        takes=("nhẫn vàng [18k] giá 6 triệu", "giải chạy [5k]", "màn hình [4k]"),
        refuses=("vàng 80k/chỉ", "chạy 12 km"),
    ),
    Rule(
        "code_label", "code",
        r"""{WORD}{code_label}(?:\s+(?:{code_filler}|:))*\s*:?\s*
        (?P<n>(?=[a-z./:-]*[0-9])[a-z0-9][a-z0-9./:-]*[a-z0-9])(?!,[0-9])""",
        takes=("chứng nhận iso [27001]", "mã số thuế [0801234567]", "qcvn [14:2008/btnmt]"),
        refuses=("mã vùng trồng 12 ha", "chuyến bay 2,5 tiếng", "chuyến bay 12 giờ"),
        unless="unit",
    ),
    Rule(
        "personal_number", "code",
        r"{WORD}{personal_number}(?:\s+[^\W\d_]+){0,3}?\s*:?\s*(?P<n>[0-9]{8,15}){STOP}{END}",
        takes=("số định danh cá nhân: [042091007315]", "căn cước công dân số [042091007315]"),
        refuses=("mã định danh 12 số", "mã số 10 chữ số", "số thẻ bảo hiểm y tế: 12.406"),
    ),
    Rule(
        "account", "code",
        r"""{WORD}{account_label}(?:\s+[^\W\d_]+){0,4}?\s*:?\s*(?![0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.-])|{YEAR}-{YEAR}{STOP})
        (?P<n>[0-9]{3,8}(?:[.-][0-9]{1,8}){1,4})(?![0-9]|[.,-][0-9])""",
        takes=("tài khoản tạm giữ số [3949.0.1065721] trước", "tk [1221000-55471] bidv"),
        refuses=("nộp vào tài khoản 5.000.000 đồng", "mở tài khoản 2020-2021", "tài khoản 12 người"),
        unless="unit",
    ),
    Rule(
        "network_address", "code",
        r"{BEGIN}(?!{NUMBER}(?:\.[0-9]{3})+(?![0-9.]))[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])",
        takes=("trang quản trị [192.168.1.1] cổng",),
        refuses=("1.250.000 đồng", "5.000.000.000 đồng"),
    ),
    Rule(
        "book_number", "code",
        r"{BEGIN}97[89](?:-[0-9]{1,7}){4}(?![0-9])",
        takes=("sách ([978-604-32-1187-5]) in",),
        refuses=("978-604 trang",),
    ),
    Rule(
        "numbered_series", "code",
        r"(?<![^\W_])[a-z]{2,6}(?:-[0-9]{3,}){2,}{END} | (?<![^\W_])bn[0-9]{2,6}{END}",
        takes=("trong đó [cve-2025-30400] có", "bệnh nhân [bn1187], nữ"),
        refuses=("năm 2025-2030",),
    ),
    Rule(
        "prize_numbers", "code",
        r"""{WORD}{prize_label|special_prize}(?:\s+(?:{prize_rank}|[1-8]))?\s*:\s*
        (?P<n>[0-9]{2,6}(?:\s*[,–-]\s*[0-9]{2,6}){0,20}){STOP}(?=\s*(?:[.;)]|$))""",
        takes=("đặc biệt: [70413]", "giải nhì: [11904 - 53037]", "giải ba: [05 - 38 - 71 - 96]."),
        refuses=("giải nhất: 10 triệu đồng", "giải nhất 12 em", "giải ba: 12, trong đó"),
    ),
    Rule(
        "lottery_by_digit", "code",
        r"{WORD}(?<!.){lottery_digit}\s+(?P<n>[0-9]\s*:\s*[0-9]{2}(?:\s*[,;–-]\s*[0-9]{2}){0,20})(?=\s*(?:[.;)]|$))",
        takes=("đầu [0: 04, 05]", "đuôi [3: 13, 33, 93]"),
        refuses=("đầu 5 thôn", "ở đầu 0: 04 hộ"),
    ),
    Rule(
        "lottery_numbers", "code",
        r"{BEGIN}[0-9]{2}(?:(?:\s[–-]\s[0-9]{2}){3,7}|(?:[–-][0-9]{2}){4,7})(?!\s?[–/0-9-])",
        takes=("dãy số may mắn [05 – 11 – 23 – 30 – 38 – 44];", "bộ số may mắn: [05-11-23-32-40-51], số"),
        refuses=("từ 05 – 11 hộ", "lớp 10-11-12", "sinh 05-11-23"),
    ),
    Rule(
        "drawn_number", "code",
        r"{WORD}{drawn_number}\s*:?\s*(?P<n>[0-9]{2,6}){STOP}",
        takes=("40-51, số đặc biệt [17].",),
        refuses=("số đặc biệt 30 trang",),
        unless="unit",
    ),
    Rule(
        "transfer_note", "code",
        r"{WORD}{transfer_note}\s*:?\s*{QUOTE}(?P<n>[a-z][a-z ]{0,30}[0-9]{1,12}){UNQUOTE}",
        takes=("chuyển khoản với nội dung “[tttd 8812]”.", "soạn theo cú pháp “[uh 12]” gửi"),
        refuses=("nội dung “3 giảm, 3 tăng”", "nội dung “đề án 06”"),
    ),
    Rule(
        "pesticide", "name",
        r"{BEGIN}[0-9]{1,3}(?:[.,][0-9]{1,2})?{pesticide_form}{END}",
        takes=("phun chess [50wg], pha", "thuốc abamectin [1.8ec]"),
        refuses=("50 wg", "50 con"),
    ),
    Rule(
        "model_in_s", "name",
        r"{WORD}{model_in_s}\s+(?P<n>[0-9]{1,2}s){END}",
        takes=("bán iphone [6s] giá",),
        refuses=("iphone 6 sáng", "chờ 6s"),
    ),
    Rule(
        "exponent", "other",
        r"{BEGIN}(?<=\^)[0-9]{1,3}{STOP}",
        takes=("khoảng 1,9 × 10^[27] kg",),
        refuses=("27 kg",),
    ),
    Rule(
        "container", "code",
        r"{WORD}{container_label}\s+(?:{so}\s+)?(?P<n>[a-z]{3}[uz]\s?[0-9]{6}-?[0-9]){END}",
        takes=("container [tghu 482716-0] khai", "vỏ container số [mscu1234567]"),
        refuses=("container thu 482716 đồng", "container 40 feet"),
    ),
    Rule(
        "barcode", "code",
        r"{WORD}{barcode}\s*:?\s*(?:{so}\s+)?(?P<n>[0-9]{3}(?:[ -]?[0-9]{3,4}){2,4}){STOP}",
        takes=("mã vạch [893 602 5110 047], làm",),
        refuses=("mã vạch 893 hộ", "mã vạch 12 số"),
    ),
    Rule(
        "old_plate", "code",
        r"{WORD}{plate_label}\s+(?:{so}\s+)?(?P<n>[0-9]{2}[a-zđ][0-9]?){END}(?![-.][0-9])",
        takes=("lốp mòn, biển [59x3]. e cao", "xe biển [29a] đi"),
        refuses=("biển 12 hải lý", "biển 5 m"),
    ),
    Rule(
        "hidden_digits", "code",
        r"{BEGIN}(?:(?<=\*\ )|(?<=\*))[0-9]{3,4}{END}",
        takes=("thẻ **** [4821] giao dịch",),
        refuses=("4821 giao dịch",),
    ),
    Rule(
        "phone_area", "phone",
        r"{BEGIN}0[0-9]{2,3}\)[ .]?[0-9]{1,4}(?:[ .-]?[0-9]{2,4}){1,3}(?![0-9])",
        takes=("liên hệ ([0276) 3.822.456]",),
        refuses=("0,5) 12 ha",),
    ),
    Rule(
        "mail_or_site", "code",
        r"""(?<![^\W_])(?=[a-z0-9._-]{1,40}@)[a-z._-]{0,40}[0-9][a-z0-9._-]*@[a-z0-9.-]{1,60}
        | (?<![^\W_])(?:https?://|www\.)[^\s0-9]{0,200}[0-9]\S{0,200}""",
        takes=("email: [tuyensinh2026@vidu.edu.vn], điện thoại",),
        refuses=("12 @",),
    ),
    Rule(
        "celestial", "other",
        r"{WORD}{coordinate_label}\s+(?P<n>[+−-]?[0-9]{1,3}(?:[.,][0-9]+)?\s*(?:°|{degree}))",
        takes=("chòm anh tiên, xích vĩ [+58°], 30 phút",),
        refuses=("xích vĩ thay đổi 2 độ", "nóng 39 độ"),
    ),
    Rule(
        "span_of_sea", "other",
        r"{WORD}{area_of_sea}\s+(?P<n>[0-9]{1,3}(?:[.,][0-9])?{TO}[0-9]{1,3}(?:[.,][0-9])?\s?[nsew]){END}",
        takes=("lao động trong vùng [18,0-21,5n] vào nơi",),
        refuses=("vùng 20-30 nghìn ha", "vùng 18,0-21,5 độ"),
    ),
    Rule(
        "plane_coordinate", "other",
        r"""{BEGIN}(?:(?<=(?<![^\W_])[xy][=:])|(?<=(?<![^\W_])[xy]\ =\ )|(?<=(?<![^\W_])[xy]:\ ))
        [0-9]{6,7}(?:[.,][0-9]{1,4})?{STOP}(?!\s*{money})""",
        takes=("tọa độ x=[542318], y=[1689074] (hệ", "x: [1203456,78]; y = [567890]"),
        refuses=("x=12", "hệ số x: 1.250.000 đồng", "max=542318"),
    ),
    Rule(
        "coordinate", "other",
        r"{BEGIN}[0-9]{1,3}(?:[.,][0-9]+)?(?:{TO}[0-9]{1,3}(?:[.,][0-9]+)?)?\s*(?:°|{degree})\s*{earth_direction}{END}",
        takes=("ở khoảng [17,8 độ vĩ bắc]; [110,2 độ kinh đông],",),
        refuses=("nóng 39 độ ở miền bắc",),
    ),
    Rule(
        "phone_with_hidden_digits", "phone",
        r"{BEGIN}(?=[0-9. -]{3,12}[x*])0[0-9]{2,3}(?:[ .-][0-9x*]{2,4}){2,3}{END}",
        takes=("gọi [0903.11.xx.28] gặp", "liên hệ: [0255.3xxx.812], số"),
        refuses=("0903 11 28", "05 x 12"),
    ),
    Rule(
        "phone", "phone",
        r"""{BEGIN}(?<![^\W_])(?:\(?\+?84\)?[ .]?|0)[0-9]{1,3}[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9])
        | {BEGIN}1[89]00(?:[ .]?[0-9]{4,6}|(?:[ .][0-9]{2}){2,3})(?![0-9])""",
        takes=(
            "đường dây nóng [0200 3999 999]", "gọi [0912345678]", "[1900 6656]", "gọi [(+84) 912 345 678]",
            "tổng đài [1900.54.54.54], mã",
        ),
        refuses=("0,5 ha", "1.900 hộ", "1900.54 hộ"),
    ),
    Rule(
        "phone_parts", "phone",
        r"{BEGIN}0[0-9]{2,4}(?:[ .-][0-9]{1,4}){2,4}(?![0-9])",
        takes=("[0200.3.888.000]", "[0220.3.853.111]"),
        refuses=("0,125",),
    ),
    Rule(
        "school_class", "name",
        r"{BEGIN}(?:[1-9]|1[0-2])[a-dk][0-9]{1,2}{END}",
        takes=("học sinh lớp [10a2] và [11b5] trường",),
        refuses=("12h30",),
    ),
    Rule(
        "fertilizer", "name",
        r"{WORD}{fertilizer}\s+(?P<n>[0-9]{1,2}(?:\s?-\s?[0-9]{1,2}){1,3}){END}",
        takes=("phân npk [16-16-8] việt nhật", "dap [18-46] hạt xanh"),
        refuses=("npk 16 bao",),
    ),
    Rule(
        "masked", "other",
        r"{BEGIN}[0-9]{1,3}x{1,2}{END}",
        takes=("cô gái [2x] tuổi", "thế hệ [9x]"),
        refuses=("3 x 4 m",),
    ),
    Rule(
        "boat", "code",
        r"{BEGIN}[0-9]{4,5}(?=[ -]?{boat_letters}{END})",
        takes=("tàu cá qng [95412] ts cập cảng", "tàu bđ [96123]-ts"),
        refuses=("chở 95412 tấn",),
    ),
    Rule(
        "plate", "code",
        r"""{BEGIN}[0-9]{2}[a-zđ][a-z0-9]?[- ]?[0-9]{3}[.]?[0-9]{2}(?![0-9])
        | {BEGIN}[0-9]{2}[a-zđ][a-z0-9]?\s?-\s?[0-9]{4,5}(?:\.[0-9]{2})?""",
        takes=("xe [00c-123.45] rời", "[34a-567.89]"),
        refuses=("24phòng", "13ha"),
    ),
    Rule(
        "house_range", "address",
        r"""{WORD}{from}\s+{address_label}\s+(?:{so}\s+)?(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){0,2}\s+{up_to}\s+
        (?:{address_label}\s+(?:{so}\s+)?)?[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){0,2}){STOP}
        (?=\s*(?:[,.;:)]|$|{street}{END}))""",
        takes=("từ số nhà [118 đến 246/15] đường quang trung", "từ ngõ [12 đến ngõ 58],"),
        refuses=("từ ngõ 12 đến 20 giờ", "từ 12 đến 20 đường"),
    ),
    Rule(
        "address", "address",
        r"""{WORD}{address_label}\s+(?:{so}\s+)?
        (?P<n>[0-9]+[a-z]?(?:\s?[+/]\s?[0-9]+[a-z]?)*(?:{DASH}[0-9]+)?){STOP}""",
        takes=("tại km [45+200] quốc lộ 6", "thửa đất số [118], tờ bản đồ số [14]"),
        refuses=("dài 5 km 300 hộ dân", "ngõ nhỏ 3 m", "đặt cọc 30.000.000 đồng"),
        unless="measure",
    ),
    Rule(
        "kilometre_post", "address",
        r"{WORD}{kilometre}(?P<n>[0-9]{1,4}\s?\+\s?[0-9]{1,3}|[1-9][0-9]{1,3}{STOP}{END})",
        takes=("tại km[217+350] cao tốc", "trạm thu phí km[188] vẫn"),
        refuses=("46 km/h + 3", "người/km2", "km2"),
    ),
    Rule(
        "house_number", "address",
        r"""{WORD}{strong_address}\s*:?\s*(?:{so}\s+)?
        (?P<n>[0-9]{1,4}[a-zđ]?(?:[/-][0-9]{1,4}[a-zđ]?)*){STOP}(?=\s+[^\W\d_])""",
        takes=("(địa chỉ: [121] trần phú", "34 tuổi, trú [122] trần quang khải", "trụ sở: [16] lê hồng phong"),
        refuses=("tạm trú 3 tháng", "có địa chỉ 5 hộ", "trú tại 2 thôn"),
        unless="unit",
    ),
    Rule(
        "house_of_hamlet", "address",
        r"""{WORD}{strong_address}(?:\s+[^\W\d_]+)?\s*:?\s*(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){1,3})
        (?=,?\s+{place_label|body_label}{END})""",
        takes=("ngụ tại [17/4b] tổ 22, khu phố 6", "địa chỉ nhận: [45/7] ấp bình hòa 1"),
        refuses=("trụ sở 45 tổ", "có 45/7 ấp"),
    ),
    Rule(
        "number_at_place", "address",
        r"{WORD}{at_place}\s+{so}\s+(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]+[a-z]?)*){STOP}",
        takes=("lập biên bản tại số [7] hùng vương", "ở số [12/5] lê lợi"),
        refuses=("tại hai số 7",),
        unless="unit",
    ),
    Rule(
        "house_in_group", "address",
        r"""{WORD}{so}\s+(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){1,3})
        (?=,?\s+(?:(?:{place_label|body_label}\s+(?:{so}\s+)?[0-9])|{street}{END}))""",
        takes=("nơi ở hiện tại: số [18/3] tổ 6, phường", "số [12/5/7], khu phố 4", "nhà tôi số [47/15] đường lê lợi"),
        refuses=("tổng số 18/30 tổ 6 người", "số 18/3 tổ chức", "số 12 tổ 6"),
        not_behind=("before_other_so",),
    ),
    Rule(
        "house_before_street_name", "address",
        r"{WORD}{so}\s+(?P<n>[0-9]{1,4}[a-z]?)(?=,?\s+{street_name}{END})",
        takes=("đến số [48] cách mạng tháng 8.", "cổng số [2] lê duẩn mở"),
        refuses=("số 12 lê minh", "tổng số 20 hùng vương"),
        not_behind=("before_other_so",),
    ),
    Rule(
        "seat_of_office", "address",
        r"{WORD}{strong_address|at_place}(?:\s+[^\W\d_]+){0,6}?\s*:\s*(?:{so}\s+)?(?P<n>[0-9]{1,4}[a-z]?)(?=\s+{street}{END})",
        takes=("trụ sở ubnd tỉnh: [01] đường 30/4,", "địa chỉ nhận: [45] phố huế"),
        refuses=("trụ sở ubnd tỉnh: 3 tầng", "trụ sở: 45 nhà"),
    ),
    Rule(
        "house_before_alley", "address",
        r"{WORD}{so}\s+(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?)*)(?=,?\s+{address_label}\s+(?:{so}\s+)?[0-9])",
        takes=("chỗ ở hiện nay: số [9] ngách 61/14 phố", "nơi cư trú là số [12], ngõ 7 phố huế"),
        refuses=("tổng số 9 ngách", "số 9 ngách sâu"),
        not_behind=("before_other_so",),
    ),
    Rule(
        "house_before_street", "address",
        r"{BEGIN}[0-9]{3,4}[a-z]?/[0-9]{1,2}[a-z]?(?=\s+{street}{END})",
        takes=("đám cháy ở [246/15] đường quang trung",),
        refuses=("85/120 đường đã thông", "2/3 đường làng"),
    ),
    Rule(
        "lot_code", "address",
        r"{WORD}{lot_label}\s+(?P<n>[a-z]{1,2}(?:[0-9]{1,3}(?:-[0-9]{1,3})?|-[0-9]{1,3})){END}(?=,?\s+{street|place_label|estate}{END})",
        takes=("gửi về lô [b2-17], đường số 4", "lô [cn-05] khu công nghiệp", "nằm ở lô [c8], kcn tân phú"),
        refuses=("lô b2-17 sản xuất", "lô 5-7 hộ"),
    ),
    Rule(
        "room_of_building", "address",
        r"{WORD}{at_place}\s+(?P<n>[0-9]{3,4})(?=\s+{before_house_number|building}\s+[a-z]{1,2}[0-9]{1,2}{END})",
        takes=("vẫn ở [402] nhà b3.", "tại [1205] tòa ct2"),
        refuses=("ở 402 nhà dân", "tại 120 tòa nhà"),
    ),
    Rule(
        "map_sheet", "address",
        r"{WORD}{address_label}\s+(?:{so}\s+)?[0-9]{1,4},?\s+{map_sheet}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3}){STOP}",
        takes=("lô đất thửa 256, tờ [31], đường",),
        refuses=("thửa 256, 31 tờ", "tờ 31"),
    ),
    Rule(
        "street_number", "address",
        r"""{WORD}{before_house_number}\s*:?\s*(?:{so}\s+)?
        (?P<n>[0-9]+[a-z]?(?:/[0-9]+[a-z]?)*)(?=,?\s+{street}{END})""",
        takes=("tại địa chỉ số [27], đường 30/4", "số [15] phố huế"),
        refuses=("tại 3 tuyến đường", "ở 5 đường ngang"),
    ),
)  # fmt: skip

TERMS = (
    Rule(
        "years_of_period", "term",
        r"{WORD}{stretch|term_of_years}\s+(?P<n>{YEAR}\s*(?:{DASH}|{up_to})\s*{YEAR}){STOP}",
        takes=("giai đoạn [2011-2012] tỉnh xóa nhà tạm", "nhiệm kỳ [2020-2025] huyện"),
        refuses=("giai đoạn 1950 m",),
        unless="amount",
    ),
    Rule(
        "life_span", "date",
        r"{BEGIN}(?<=\()1[0-9]{3}\s?{DASH}\s?(?:1[0-9]{3}|20[0-9]{2})(?=\))",
        takes=("nhạc sĩ trần đình mạnh ([1931-2009]) sinh",),
        refuses=("(2016-2020)", "(1931-2009 hộ)"),
    ),
    Rule(
        "years_from_to", "date",
        r"{WORD}{from|year}\s+(?:{year}\s+)?(?P<n>{YEAR}\s*(?:{DASH}|{up_to})\s*(?:{year}\s+)?{YEAR}){STOP}",
        takes=("từ [2015 đến 2018] xã xây", "hai năm [2011 - 2012] tỉnh"),
        refuses=("từ 1950 đến 2100 m", "năm 2020, 2021 tỷ đồng"),
        unless="amount",
    ),
    Rule(
        "year_range", "term",
        r"""{BEGIN}(?:19|20)[0-9]{2}\s*(?:{DASH}|/|{up_to})\s*
        (?:(?:19|20|21)[0-9]{2}|[0-9]{2}(?=[,.;)\s]|$)){STOP}""",
        takes=("vụ đông xuân [2022 - 2023]", "chính sách [2021-2025]"),
        refuses=("2.022 - 2.030 hộ", "1950 m"),
        unless="unit",
    ),
    Rule(
        "years_ahead", "term",
        r"{WORD}{vision}\s+(?:{up_to}\s+)?(?:{year}\s+)?(?P<n>{YEAR})",
        takes=("tầm nhìn đến năm [2050]",),
        refuses=("tầm nhìn 5 km",),
    ),
)  # fmt: skip

LISTS = (
    Rule(
        "volume_before_page", "document",
        r"{WORD}{volume}\s+(?P<n>[0-9]{1,4})(?=,\s+{page}\.?\s?[0-9])",
        takes=("công bố trên nature (tập [625], tr. 51-54", "ngữ văn 11, tập [2], trang 28"),
        refuses=("dày 3 tập, trang bìa", "tập 12 trang"),
    ),
    Rule(
        "exercise_on_page", "list",
        r"{WORD}{series_part}\s+(?P<n>[0-9]{1,3})(?=,?\s+{page}\s+[0-9])",
        takes=("theo bài [7] trang 54 sách",),
        refuses=("bài 7 trang viết tay",),
    ),
    Rule(
        "formula_number", "list",
        r"{WORD}{formula_label}\s+(?P<n>\([0-9]{1,2}(?:\.[0-9]{1,2}){0,2}\)|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}{STOP})",
        takes=("xem lại công thức [(2.7)] ở trang 38", "theo định lý [2.1], dãy"),
        refuses=("công thức 2 thành phần", "phương trình 2.500 ẩn"),
        unless="unit",
    ),
    Rule(
        "figure_by_number", "list",
        r"{WORD}{figure_label}\s+{so}\s+(?P<n>[0-9]{1,3}){STOP}",
        takes=("phụ lục xem tại biểu số [01], trang", "theo bảng số [2]."),
        refuses=("bảng số 2 triệu", "biểu tổng số 5"),
        unless="unit",
    ),
    Rule(
        "reference_mark", "list",
        r"{BEGIN}(?<=\[)[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,5}(?=\])",
        takes=("ở hình 5 [[18]]. bài báo",),
        refuses=("(18)", "18]"),
    ),
    Rule(
        "day_of_journey", "list",
        r"{WORD}(?<![^\W_]\ ){date_word}\s+(?P<n>[1-9])(?=\s*:\s)",
        takes=("ngày [1]: hà nội – quản bạ. ngày [2]: đồng văn",),
        refuses=("sáng ngày 1: họp", "ngày 10: nghỉ"),
    ),
    Rule(
        "book_part", "document",
        r"{WORD}{book_part}\s+(?P<n>{ROMAN}|[0-9]{1,2}{STOP})(?=\s*(?:[,.;:)]|$))",
        takes=("(đại việt sử ký toàn thư, quyển [v], tr.", "quyển [2]."),
        refuses=("quyển 2 nghìn trang", "quyển vở"),
    ),
    Rule(
        "exam_question", "list",
        r"{WORD}{series_part}\s+(?P<n>[0-9]{1,2}|{ROMAN})(?=\s*[,:(]\s*\(?[0-9]{1,2}(?:[.,][0-9]{1,2})?\s+{mark}{END})",
        takes=("đề thi năm học 2022-2023, câu [iv], 3,0 điểm)", "câu [2] (2,5 điểm):"),
        refuses=("câu 2, 5 nhóm", "bài dài 2, 5 điểm"),
    ),
    Rule(
        "part_with_brackets", "list",
        r"{WORD}{series_part}\s+(?P<n>[0-9]{1,3}|{ROMAN})(?=\s*\([^()]{1,40}\)\s*:)",
        takes=("buổi [2] (thứ 4): chạy", "phần [ii] (tiếp theo): đọc"),
        refuses=("buổi 2 (thứ 4) chạy",),
    ),
    Rule(
        "level_told", "ordinal",
        r"{WORD}{level_told}(?:\s+[^\W\d_]+){0,5}\s*:\s*(?P<n>[1-5]{STOP}|{ROMAN})(?=\s*(?:[,.;)]|$))",
        takes=("cấp độ rủi ro thiên tai: [1].", "cấp độ: [iii];"),
        refuses=("cấp độ: 1 trạm", "cấp độ rủi ro: 1,5 lần"),
    ),
    Rule(
        "figure_number", "list",
        r"{WORD}{figure_label}\s+(?P<n>[0-9]{1,3}(?:[.-][0-9]{1,2})?(?:{AND}[0-9]{1,3}{STOP}(?!\s+[^\W\d]))*){STOP}",
        takes=("trình bày ở bảng [2] và hình [5].", "ảnh [7] là tư liệu"),
        refuses=("hình 3 km", "bảng 2 triệu đồng"),
        unless="unit",
    ),
    Rule(
        "leaf_of_book", "document",
        r"{WORD}{book_part}\s+(?:{ROMAN}|[0-9]{1,2}),\s+{map_sheet}\s+(?P<n>[0-9]{1,3}[ab]?)(?=\s*(?:[,.;)]|$))",
        takes=("(bản kỷ, quyển xii, tờ [57b])", "sách địa chí (quyển 4, tờ [17]) ghi"),
        refuses=("quyển 4, tờ 17 nghìn", "quyển 4, 17 tờ"),
    ),
    Rule(
        "journal_issue", "document",
        r"{WORD}{volume}\s+(?P<n>[0-9]{1,4},?\s*\(?{so}\s+[0-9]{1,4})",
        takes=("tạp chí hóa học, tập [12, số 3], trang",),
        refuses=("tập 12 trang",),
    ),
    Rule(
        "page_number", "document",
        r"{WORD}{page}\.?\s?(?P<n>[0-9]{1,4}(?:{AND}[0-9]{1,4})*){STOP}",
        takes=(
            "bắt đầu từ trang [17].", "(trang [5 và 14]) chỉ rõ", "nằm ở bút lục [412].", "(tr. [87-121]) kể",
            "trang [145-152]",
        ),
        refuses=("trang 12 triệu đồng", "mỗi trang 300 chữ"),
        not_behind=("each",), unless="amount",
    ),
    Rule(
        "heading_number", "list",
        r"{BEGIN}(?<!.)[1-9][0-9]?(?:\.[1-9][0-9]?){1,3}(?=\.?\s+[^\W\d_])",
        takes=("[3.1] tổng giá trị: 286.000.000 đồng", "[2.1.4]. trồng trọt: gieo 12 ha", "[4.2] tổ chức thực hiện"),
        refuses=("3.1 triệu đồng", "1.5 lần", "tăng 3.1 rồi", "3.250 hộ"),
        unless="measured",
    ),
    Rule(
        "heading_in_roman", "list",
        r"{WORD}(?<!.){roman_item}(?=\s*[.)/]\s+[^\W\d_]|\s?[–-]\s+[^\W\d_])",
        takes=("[ii]. kết quả thực hiện", "[iv]/ tổ chức", "[iii] - kiến nghị"),
        refuses=("quý ii. kết quả", "ii kết quả", "iii-a"),
    ),
    Rule(
        "list_number_with_dash", "list",
        r"^(?P<n>[0-9]{1,2})\s?[–-]\s+(?=[^\W\d_]|[0-9]{1,3}/[0-9])",
        takes=("[1]- năm 2025 phấn đấu", "[2] – hoàn thiện thể chế", "[3]- 49/49 đồng chí tán thành"),
        refuses=("3 - 4 hôm", "từ 1- năm", "1-năm"),
    ),
    Rule(
        "list_number", "list",
        r"""(?:^|(?<=[;.]\ )|(?<=:\ )(?=\(?0?1[^0-9])|(?<=:\ [“\"]))
        \(?(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})?[abc]?)\s*[.)/](?=\s+[^\W\d]|\s*$)""",
        takes=(
            "[1]. hoàn thiện thể chế", "trọng tâm: [1]. hoàn thiện; [2]. cải cách", "([1]) số sơ bộ.",
            "như sau: “[5a]. phạt tiền", "ghi chú: ([1]) số sơ bộ",
        ),
        refuses=("tăng 2. giảm", "1.250 hồ sơ", "có mặt: 33. vắng: 5", "số phiếu: 12."),
    ),
    Rule(
        "part_of_series", "list",
        r"{WORD}{series_part}\s+(?P<n>[0-9]{1,3}{STOP}|{ROMAN}|{last_part})(?=\s*[:.,)–-](?!\s?[0-9])|\s*$)",
        takes=("bài [4]: xây dựng đội ngũ", "kỳ [2]: gỡ nút thắt"),
        refuses=("bài 4 điểm", "kỳ 3.000 đồng", "kỳ 11-2023", "học kỳ 2, năm học"),
        not_behind=("before_no_series",),
    ),
)  # fmt: skip

DAYS = (
    Rule(
        "days_from_to", "date",
        r"""{WORD}{from}\s+(?:{date_word}\s+(?=[0-9]{1,2}{TO}(?:{date_word}\s+)?[0-9]{1,2}[/-][0-9]{1,2}[/-]))?
        (?P<n>{DAY}{TO}(?:{date_word}\s+)?{DAY}(?:\s*/\s*{MONTH}(?:\s*/\s*{YEAR})?|\s*-\s*{MONTH}\s*-\s*{YEAR}|\s+{month}\s+{MONTH})){STOP}""",
        takes=("từ [20-22 tháng 3], đoàn", "từ [5 đến 12/4] tại", "từ ngày [9 đến 14-7-2020] có",
               "(từ ngày [08 đến 14/01/2024])", "từ ngày [08 đến ngày 14/01/2024], xảy"),
        refuses=("từ ngày 5 đến 12 hộ", "từ 2-3 năm", "từ 20 đến 22 tháng tuổi", "từ 3 đến 5/12 thôn"),
        unless="thing",
    ),
    Rule(
        "days_and_date", "date",
        r"{BEGIN}{DAY}\s+{and_or}\s+{DAY}\s?/\s?{MONTH}\s?/\s?{YEAR}{STOP}",
        takes=("trong hai ngày, [17 và 18/7/2025], có",),
        refuses=("17 và 18 hộ",),
    ),
    Rule(
        "days_in_words", "date",
        r"{WORD}{date_word}\s+(?P<n>{ORDINAL_WORD}\s+{month}\s+(?:{MONTH_WORD}|{MONTH})){END}",
        takes=("giỗ tổ vào ngày [mười lăm tháng ba].",),
        refuses=("ngày mười lăm hộ",),
    ),
    Rule(
        "weekdays_short", "date",
        r"(?<![^\W_])t[2-7](?:\s?[-–]\s?(?:t[2-7]|cn)|,?\s+cn){END}",
        takes=("phỏng vấn 8h sáng [t2-t6] tại", "xem nhà [t7, cn] từ"),
        refuses=("ghế t2 hàng", "t2 trung tâm"),
    ),
    Rule(
        "weekday_near", "date",
        r"{WORD}{near_day}\s+{ordinal_cue}\s+(?P<n>{weekday_number}{END})(?!\s+{ten_mark})",
        takes=("giá xăng hôm thứ [năm] vừa chạm 20.870 đồng", "mai thứ [hai] đi học"),
        refuses=("đêm thứ hai của lễ hội", "lần thứ ba"),
    ),
    Rule(
        "weekday_short_of_week", "date",
        r"(?<![^\W_])t[2-7](?=\s+(?:{this_or_next|weekly}){END})",
        takes=("ê [t7] này rảnh không", "họp [t2] hàng tuần"),
        refuses=("nhà ga t3 này", "ghế t2 hàng"),
        not_behind=("place_label", "seat_row", "seat", "building"),
    ),
    Rule(
        "weekday_short_near", "date",
        r"{WORD}{near_day|part_of_day}\s+(?P<n>t[2-7]){END}",
        takes=("mai [t7] đi tam đảo", "sáng [t2] họp"),
        refuses=("mai t8 nghỉ", "ghế t2 hàng"),
    ),
    Rule(
        "weekday_in_brackets", "date",
        r"""{WORD}{date_word|part_of_day|series_part|near_day}(?:\s+[0-9]{1,2}(?:[/.-][0-9]{1,4}){0,2})?\s*
        [(,]\s?{ordinal_cue}\s+(?P<n>[2-7]{STOP})(?=\s*[),:])""",
        takes=("buổi 1 (thứ [2]): chạy", "ngày 8/11 (thứ [7]), xã", "ngày mai (thứ [3])"),
        refuses=("đoàn hà nội (thứ 3)", "buổi 1 (thứ 8)"),
    ),
    Rule(
        "weekday_at_head", "date",
        r"{WORD}(?<![^\W_]\ ){ordinal_cue}\s+(?P<n>[2-7])(?=\s*:(?![0-9]))",
        takes=("thứ [2]: tiết 1 chào cờ; thứ [3]: tiết 2",),
        refuses=("đội đứng thứ 2: hà nội", "thứ 8: nghỉ"),
    ),
    Rule(
        "weekdays_in_row", "date",
        r"""{WORD}{ordinal_cue}\s+
        (?P<n>[2-7](?:\s?[,–-]\s?[2-7]){2,5} | [2-7]\s?[/–-]\s?{ordinal_cue}\s+[2-7]
          | [2-7](?:(?:{AND}|\s?/\s?)(?:{ordinal_cue}\s+)?[2-7]){0,4}(?=\s+{weekly}{END})){STOP}""",
        takes=(
            "lịch học: thứ [2, 4, 6].", "thứ [2/thứ 7] đều họp", "làm thứ [2 - thứ 6], sáng",
            "câu lạc bộ họp thứ [3, 5] hằng tuần", "họp thứ [6] tuần này",
        ),
        refuses=("đứng thứ 2, 3, 4", "thứ 2, 3 hộ", "lần thứ 2 tuần này"),
        not_behind=("before_ordinal", "rank_cue", "ranked_label"), unless="measure",
    ),
    Rule(
        "weekday_and_sunday", "date",
        r"""{WORD}{ordinal_cue}\s+(?P<n>[2-7]{STOP}(?:{AND}(?:{ordinal_cue}\s+)?[2-7]{STOP}){0,5})
        (?=\s*(?:[,/–-]\s*|\s(?:{and_or|up_to})\s+){weekday_name}{END})""",
        takes=("thứ [7] và chủ nhật tăng", "thứ [7], cn nghỉ", "thứ [2] đến chủ nhật"),
        refuses=("thứ 8 và chủ nhật", "xếp thứ 3 và chủ tịch"),
    ),
    Rule(
        "weekday_and_date", "date",
        r"""{WORD}{ordinal_cue}\s+(?P<n>[2-7]{STOP})
        (?= ,?\s+{date_word}\s+{DAY}\s?[/-]\s?{MONTH}{STOP}
          | ,?\s+{DAY}/{MONTH}(?:/{YEAR}|(?=\s*(?:[,.;:)]|$)))
          | \s*\(\s?{DAY}\s?[/.-]\s?{MONTH}(?:\s?[/.-]\s?{YEAR})?\)
        )""",
        takes=("11h30 thứ [7] (8/11/2025) cho", "thứ [3], ngày 4/2, xã"),
        refuses=("kỳ họp thứ 5, ngày 4/2", "học sinh thứ 3, 2/3 số phiếu", "lần thứ 2 (5/6/2020)"),
        not_behind=("before_ordinal", "rank_cue", "ranked_label"),
    ),
    Rule(
        "weekday_of_date", "date",
        r"""{WORD}{date_word}\s+{ordinal_cue}\s+(?P<n>[2-7]{STOP}|{weekday_number}{END})
        (?=\s*,?\s*\(?\s?(?:{date_word}\s+)?{DAY}\s?[/-]\s?{MONTH}(?:\s?[/-]\s?{YEAR})?\s*(?:[,.;:)]|$|{from}{END}))""",
        takes=(
            "ngừng cấp điện ngày thứ [năm], 16/10, từ 6h30", "ngày thứ [7] (8/11/2025), xã",
            "ngày thứ [hai], ngày 3/11.",
        ),
        refuses=("ngày thứ hai, 3/5 đội", "ngày thứ ba của giải", "ngày thứ 8, 16/10,"),
    ),
    Rule(
        "year_in_brackets", "date",
        r"{BEGIN}(?<=\()(?:1[0-9]{3}|20[0-9]{2})(?:\s?{DASH}\s?(?:1[0-9]{3}|20[0-9]{2}))?(?=\))",
        takes=("hồng đức thứ 14 ([1483]) hiện",),
        refuses=("(1.483)", "(1483 hộ)"),
    ),
    Rule(
        "full_date", "date",
        r"{BEGIN}{DAY}\s?(?P<sep>[./-])\s?{MONTH}\s?(?P=sep)\s?(?:{YEAR}|[0-9]{2}){STOP}",
        takes=("ngày [18/4/2022]", "[12.7.2022]", "[5-3-2019]"),
        refuses=("1.250.000 đồng", "154/2025/nđ-cp"),
    ),
    Rule(
        "days_and_month", "date",
        r"""{WORD}(?<!/){date_word}\s+(?:{from}\s+)?
        (?P<n>{DAY}(?:{AND}(?:{date_word}\s+)?{DAY}(?:[/.-]{MONTH})?(?![0-9%]|[.,][0-9]))*
            (?: \s*[/.-]\s*{MONTH}(?:\s*[/.-]\s*{YEAR})?(?![0-9])
            | \s+{month}\s+(?:{MONTH}(?![0-9])|{MONTH_WORD}{END})
                (?:\s*[/.-]\s*{YEAR}|,?\s+{year}\s+(?:{YEAR}|{LUNAR_YEAR}))?
            )
        )(?![0-9]|[.,][0-9])""",
        takes=(
            "từ ngày [5 đến 12/4]", "hai ngày [12 và 13/6]", "mùng [10 tháng 3] âm lịch", "ngày [9/11]",
            "mùng [6 tháng sáu năm ất tỵ]",
        ),
        refuses=("mỗi ngày 20 hồ sơ", "một ngày 3 bữa", "hồ sơ/ngày 5"),
        not_behind=("every",),
    ),
    Rule(
        "days_of_month", "date",
        r"""{WORD}(?<!/){date_word}\s+(?:{from}\s+)?
        (?P<n>{DAY}(?:{AND}(?:{date_word}\s+)?{DAY}(?![0-9%]|[.,][0-9]))*)(?![0-9]|[.,][0-9])""",
        takes=("trước ngày [20] hằng tháng", "ngày [12 và 13], tại"),
        refuses=("mỗi ngày 20 hồ sơ", "một ngày 3 bữa", "hồ sơ/ngày 5"),
        not_behind=("every",), unless="unit",
    ),
    Rule(
        "days_counted_off", "date",
        r"{WORD}{date_word}\s+(?P<n>0(?:{AND}[0-9]{1,3}{STOP})+)",
        takes=("tiêm vào các ngày [0, 3, 7, 14 và 28],",),
        refuses=("ngày 05 hồ sơ", "ngày 0 đồng"),
        unless="unit",
    ),
    Rule(
        "new_year_in_words", "date",
        r"{WORD}{date_word}\s+(?P<n>{digit})\s+{tet}{END}",
        takes=("ngày 11/02/2024 (tức mùng [hai] tết giáp thìn)", "sáng mùng [một] tết"),
        refuses=("ba ngày tết", "mùng hai tháng giêng"),
    ),
    Rule(
        "lunar_new_year", "date",
        r"{WORD}(?P<n>{DAY}(?:{TO}{DAY})?)\s+{tet}{END}",
        takes=("đến [28] tết", "từ [20-27] tết"),
        refuses=("tết 28",),
    ),
    Rule(
        "day_of_lunar_month", "date",
        r"""{BEGIN}{DAY}\s+{month}\s+(?:{MONTH_WORD}|{MONTH})(?=\s+(?:{year}\s+)?(?:{heavenly_stem}|{lunar}){END})""",
        takes=("(tức [21 tháng mười] giáp thìn), thọ", "nhằm [15 tháng 7] âm lịch"),
        refuses=("trong 21 tháng giáp ranh", "21 tháng 5 hộ"),
    ),
    Rule(
        "first_days_in_words", "date",
        r"{WORD}{early_day}\s+(?P<n>{digit|ten}){END}(?!\s+{tet}{END})",
        takes=("sáng mồng [một], cô năm", "đến mùng [ba] mới về"),
        refuses=("mùng 5", "mùng hai tết"),
    ),
    Rule(
        "night_of_forecast", "date",
        r"{WORD}{from|up_to}\s+{part_of_day}\s+(?P<n>{DAY})(?=\s*,)",
        takes=("từ đêm [17], trung trung bộ mưa", "đến sáng [20], gió"),
        refuses=("từ đêm 17 độ", "từ sáng 20 hộ"),
    ),
    Rule(
        "days_of_named_month", "date",
        r"{BEGIN}{DAY}(?:{TO}{DAY})?\s+{month}\s+{lunar_month}{END}",
        takes=("từ [14 đến 16 tháng giêng], thu hút",),
        refuses=("14 tháng tuổi", "trong 6 tháng chạy thử"),
    ),
    Rule(
        "months_so_far", "date",
        r"{BEGIN}(?:[1-9]|1[01])\s+{month}(?=\s+{result_verb}{END})",
        takes=("grdp [9 tháng] ước tăng 6,94%",),
        refuses=("sau 9 tháng tăng 5 kg", "trong 6 tháng đạt"),
        not_behind=("before_duration",),
    ),
    Rule(
        "months_told", "date",
        r"""{WORD}{told_by_months}(?:\s+[^\W\d_]+){0,4}?\s+(?P<n>[1-9]|1[01])
        (?=\s+{month}(?:\s*:|\s+{level_direction})\s*[0-9])""",
        takes=(
            "2.3. thu ngân sách [5] tháng: 3.846 triệu đồng", "kim ngạch xuất khẩu [9] tháng: 5,2 tỷ usd",
            "nâng tổng kim ngạch [5] tháng lên 1,74 tỷ usd", "đưa tăng trưởng [6] tháng lên 7,52%",
        ),
        refuses=("thu ngân sách trong 5 tháng tới", "gói cước 3 tháng: 300.000 đồng"),
    ),
    Rule(
        "months_added_up", "date",
        r"{WORD}{cumulative}\s+(?P<n>(?:[1-9]|1[0-2])(?:t{END}|(?=\s+{month}{END})))",
        takes=("đưa lũy kế [10] tháng lên 8,3 tỷ usd", "lũy kế [9t] đạt 92% kế hoạch"),
        refuses=("lũy kế 10 tỷ đồng",),
    ),
    Rule(
        "day_month_range", "date",
        r"""{BEGIN}{DAY}\s?(?P<sep>[/.])\s?{MONTH}\s*(?:{DASH}|{up_to})\s*(?:{date_word}\s+)?
        {DAY}\s?(?P=sep)\s?{MONTH}(?![0-9]|[.,/][0-9])(?!\s*{share_of}{END})""",
        takes=("dịp lễ [30/4 - 1/5]", "từ [15/12 đến 14/3]", "[13/3-18/3] người này đi"),
        refuses=("lãi suất 5.2 - 5.8%", "2/5 - 3/5 số hộ", "nặng 5.2 - 5.8 kg"),
        unless="amount",
    ),
    Rule(
        "day_month_of_day", "date",
        r"{WORD}{part_of_day}\s*\(?(?P<n>{DAY}\s?/\s?{MONTH}{STOP})(?!\s*{share_of}{END})",
        takes=("sáng [7/3] bệnh nhân được chuyển", "đêm [24/12] hàng nghìn người"),
        refuses=("tối 3/4 số ghế đã kín",),
    ),
    Rule(
        "night_and_morning", "date",
        r"{WORD}{part_of_day}\s+(?P<n>{DAY})(?=,?\s+(?:{and_or|up_to}\s+)?{part_of_day|date_word}\s+{DAY}\s?[/-]\s?{MONTH})",
        takes=("đêm [22] rạng sáng 23/1, nhiệt độ", "chiều [4], tối 5/6", "dự báo đêm [12], ngày 13/1: mây"),
        refuses=("đêm 22 độ", "sáng 22 hộ"),
    ),
    Rule(
        "day_to_come", "date",
        r"{WORD}{part_of_day}\s+(?P<n>{DAY})(?=\s+{this_or_next}\s*(?:[,.;)]|$))",
        takes=("đêm [20] tới, sao mộc",),
        refuses=("đêm 20 độ", "sáng 20 trước khi mưa"),
    ),
    Rule(
        "step_of_pay", "ordinal",
        r"{WORD}{step_of_pay}\s+(?P<n>(?:[1-9]|1[0-2])/(?:[689]|1[02])){STOP}",
        takes=("chuyên viên chính bậc [5/8], hệ số 5,76", "xếp lương bậc [3/9] từ"),
        refuses=("bậc 4 năm", "bậc 3/5"),
        unless="unit",
    ),
    Rule(
        "day_month", "date",
        r"""{WORD}{day_cue}\s*\(?(?P<n>{DAY}\s?[/.]\s?{MONTH}{STOP}{END})
        (?!\s*(?:{share_of}{END}|{DASH}\s*[0-9])|\s+{ranked_region|date_word|times}{END})""",
        takes=("dịp [15/7], tại", "đợt [19/5] năm nay", "đến [31/1] năm sau"),
        refuses=("và 3/4 số đảng viên", "và 3/8 trong vùng", "sau 4/6 ngày thi đấu", "trước 1/3 số hộ", "đến 5.2%"),
        not_behind=("negation",), unless="thing",
    ),
    Rule(
        "days_dash_month", "date",
        r"{BEGIN}{DAY}\s?[-–]\s?{DAY}/{MONTH}{STOP}(?!\s*{share_of}{END})",
        takes=("dự kiến giao [16-18/10], thu hộ",),
        refuses=("từ 2-3/5 thôn",),
        unless="thing",
    ),
    Rule(
        "day_month_at_start", "date",
        r"{WORD}(?<!.){from|up_to}\s+(?P<n>{DAY}/{MONTH}){STOP}(?!\s*(?:{share_of}{END}|{DASH}\s*[0-9]))",
        takes=("từ [3/5] hộ kinh doanh phải",),
        refuses=("có từ 3/5 hộ", "từ 3/5 số hộ"),
    ),
    Rule(
        "day_month_this_year", "date",
        r"{BEGIN}{DAY}/{MONTH}(?=\s+{year_named}{END})",
        takes=("ngày chuyển đổi số quốc gia [10/10] năm nay",),
        refuses=("3/4 năm học",),
    ),
    Rule(
        "day_dash_month", "date",
        r"""{WORD}{day_cue}\s*\(?(?P<n>{DAY}\s?-\s?{MONTH}{STOP})
        (?!\s*(?:{share_of}{END}|{DASH}\s*[0-9]))""",
        takes=("nghỉ lễ [30-4].", "chiều [3-10], công ty"),
        refuses=("từ 2-3 năm",),
        unless="unit",
    ),
    Rule(
        "day_month_start", "date",
        r"(?:^|(?<=[(:–])|(?<=[(:–]\ ))(?P<n>{DAY}/{MONTH}){STOP}(?=\s*(?:[,:)]|$|{DASH}|{behind_date}))",
        takes=("[20/11]: tri ân thầy cô", "([20/11])"),
        refuses=("3/4 số đảng viên", "38/41 người"),
    ),
)  # fmt: skip

_PART_OF_YEAR = r"""{month_or_quarter}\s+
        (?: {beginning_or_end}\s+(?:{of}\s+)?{year}(?:\s+{YEAR})? | (?:{of}\s+)?{year}\s+{YEAR} )"""

MONTHS_AND_YEARS = (
    Rule(
        "part_of_month", "ordinal",
        r"{WORD}{part_of_month}\s+(?P<n>0?[1-5])(?=\s+{month}\s+{MONTH}(?![0-9])(?!\s+{duration}{END}))",
        takes=("hóa đơn kỳ [2] tháng 7 ghi 612 kwh", "tuần [1] tháng 3/2024", "tuần [02] tháng 01/2024"),
        refuses=("kỳ 2 tháng một lần", "đợt 2 tháng liền", "kỳ 2 tháng 7 ngày"),
    ),
    Rule(
        "month_of_part", "date",
        r"{WORD}{part_of_month}\s+0?[1-5]\s+{month}\s+(?P<n>{MONTH}(?:\s*[/.-]\s*{YEAR})?){STOP}",
        takes=("hóa đơn kỳ 2 tháng [7] ghi 612 kwh", "tuần 1 tháng [3/2024]"),
        refuses=("kỳ 2 tháng một lần",),
        unless="unit",
    ),
    Rule(
        "months", "date",
        r"""{WORD}(?<!/)(?<![0-9]\ ){month}\s+
        (?P<n>(?:{MONTH}(?![0-9])|{MONTH_WORD}{END})(?:{AND}(?:{month}\s+)?{MONTH}(?![0-9%]|[.,][0-9]))*
        (?:\s*[/.-]\s*{YEAR}|,?\s+{year}\s+{YEAR})?)(?![0-9]|[.,][0-9])""",
        takes=("trong tháng [10], cảnh sát", "từ tháng [3-2021]", "tháng [9/2025]", "tháng [tư]", "tháng [10] tỷ lệ"),
        refuses=("mỗi tháng 5 kg gạo", "tháng 15 triệu đồng", "vé tháng 1 tuyến"),
        not_behind=("every", "sold_by_month"), unless="size_or_times",
    ),
    Rule(
        "month_of_year", "date",
        r"{BEGIN}{MONTH}\s?[/.-]\s?(?:19|20)[0-9]{2}{STOP}",
        takes=("đến [6/2024]", "kỳ [11-2023]"),
        refuses=("3/2.500 hộ", "1.203 hộ"),
        unless="unit",
    ),
    Rule(
        "thirteenth_month", "name",
        r"{WORD}{month}\s+(?P<n>13){STOP}",
        takes=("thưởng lương tháng [13].",),
        refuses=("tháng 13 triệu đồng", "mỗi tháng 13 buổi"),
        not_behind=("every",), unless="unit",
    ),
    Rule(
        "part_of_year", "date",
        rf"{{BEGIN}}[0-9]{{1,2}}\s+{_PART_OF_YEAR}",
        takes=("báo cáo [6 tháng đầu năm 2022]", "trong [9 tháng năm 2023]"),
        refuses=("trong 12 tháng", "sau 6 tháng triển khai"),
    ),
    Rule(
        "part_of_year_in_words", "date",
        rf"{{WORD}}{{month_number}}\s+{_PART_OF_YEAR}",
        takes=("[sáu tháng đầu năm]",),
        refuses=("sáu tháng qua",),
    ),
    Rule(
        "quarter", "date",
        r"""{WORD}{quarter}\s+(?P<n>(?:[1-4](?![0-9]|[.,][0-9])|{ROMAN}|{quarter_number}{END})
        (?:{AND}(?:{quarter}\ )?(?:[1-4](?![0-9])|{ROMAN}))*(?:\s*[/-]\s*{YEAR}|\s+{year}\s+{YEAR})?)""",
        takes=("hết quý [iii/2024]", "trong quý [i], tổng số", "quý [4 năm 2023]"),
        refuses=("mỗi quý 2 lần", "quý 2 triệu đồng"),
        not_behind=("each",), unless="unit",
    ),
    Rule(
        "years_listed", "date",
        r"{WORD}{plural}\s+{year}\s+(?P<n>{YEAR}(?:(?:\s*,\s*|\s+{and_or}\s+)(?:{year}\s+)?{YEAR}{STOP})+){STOP}",
        takes=("các năm [2015, 2016 và năm 2017] huyện xây",),
        refuses=("năm 2022, 1500 hộ thoát nghèo",),
        unless="amount",
    ),
    Rule(
        "years_joined", "date",
        r"{WORD}{year}\s+(?P<n>{YEAR}(?:(?:\s*,\s*|\s+{and_or}\s+)(?:{year}\s+)?{YEAR}{STOP})+){STOP}",
        takes=("năm [2021 và 2022], cao hơn",),
        refuses=("năm 2022, 1500 hộ thoát nghèo",),
        unless="unit",
    ),
    Rule(
        "years", "date",
        r"{WORD}{year}\s+(?P<n>{YEAR}){STOP}",
        takes=("năm [2021]", "năm [2025] tỷ lệ"),
        refuses=("mỗi năm 2000 hộ", "mỗi năm 2.148 viên chức", "năm 4 lần", "năm 2021 tỷ đồng"),
        not_behind=("every",), unless="amount",
    ),
    Rule(
        "decade", "date",
        r"{WORD}{decade}\s+(?:{beginning}\s+)?(?P<n>[0-9]{1,4}|{ROMAN}(?:{TO}{ROMAN})?|{ORDINAL_WORD}{END})",
        takes=("thập niên [90] của thế kỷ [xx]", "thế kỷ [21]", "thế kỷ [xi-xiii]."),
        refuses=("những năm qua", "hai thế kỷ"),
        unless="unit",
    ),
    Rule(
        "decade_in_s", "date",
        r"{WORD}{decade|year}\s+(?P<n>(?:19|20)?[0-9]0s){END}",
        takes=("thời trang thập niên [80s] và", "những năm [90s]"),
        refuses=("chờ 30s", "thập niên 90"),
    ),
    Rule(
        "day_of_this_month", "date",
        r"{WORD}{date_word}\s+(?P<n>{DAY})(?=\s+{month}\s+{this_or_next}{END})",
        takes=("hẹn ngày [20] tháng này phải",),
        refuses=("ngày 20 tháng tuổi",),
    ),
    Rule(
        "year_in_two_words", "date",
        r"{WORD}{year}\s+(?P<n>{digit}\s+(?:{digit}|{digit_behind_ten})){END}(?!\s+(?:{magnitude}|{ten_mark}))",
        takes=("hồi năm [bảy hai] bom dội", "mất năm [chín mốt], thọ"),
        refuses=("năm năm hộ", "năm hai nghìn"),
        not_behind=("digit",),
    ),
    Rule(
        "weekdays_listed", "date",
        r"""{WORD}{plural}\s+{date_word}\s+
        (?P<n>{ordinal_cue}\s+(?:{weekday_number}|[2-7])(?:{AND}{ordinal_cue}\s+(?:{weekday_number}|[2-7]))*){END}""",
        takes=("các ngày [thứ hai, thứ tư và thứ 6].",),
        refuses=("các ngày hai mươi",),
    ),
    Rule(
        "weekday_in_digits", "date",
        r"{WORD}{before_weekday}\s+{ordinal_cue}\s+(?P<n>[2-7]{STOP})(?!\s*%)",
        takes=("sáng thứ [2] xã họp", "từ thứ [2] đến thứ [6],"),
        refuses=("kỳ họp thứ 5 (chuyên đề)", "vươn lên thứ 4, kém"),
    ),
    Rule(
        "weekday_of_session", "date",
        r"{WORD}{session_of_day}\s+{ordinal_cue}\s+(?P<n>{weekday_number}{END})(?=\s*(?:[,(.;:)]|$|{behind_weekday}|[0-9]))",
        takes=("chốt phiên thứ [ba], chỉ số", "phiên giao dịch thứ [sáu], giá"),
        refuses=("phiên thứ tám liên tiếp", "phiên thứ tư liên tiếp", "đây là chuyến thứ ba, hành vi"),
    ),
    Rule(
        "weekday", "date",
        r"""{WORD}{ordinal_cue}\s+(?P<n>{weekday_number}{END})
        (?=\s*(?:[,(.;:)]|$|{behind_weekday}|[0-9]|{and_or}\s+{ordinal_cue}))""",
        takes=(
            "sáng thứ [ba], ngày 12", "thứ [bảy] 02/01/2021",
        ),
        refuses=(
            "đứng thứ ba toàn tỉnh", "lần thứ ba, tỉnh", "xếp thứ 3.", "ở tầng chứa nước thứ hai, hình 4",
            "người con thứ ba, sinh",
        ),
        not_behind=("before_ordinal", "rank_cue", "ranked_label", "noun", "classifier", "people_noun",
            "place_noun", "thing_label", "place_label", "body_label",
        ),
    ),
    Rule(
        "bare_year", "date",
        r"{BEGIN}(?:19|20)[0-9]{2}{STOP}(?![a-zđ])",
        takes=("so với [2022], tăng", "world cup [2022]"),
        refuses=("1.954 hộ", "2022 hộ nghèo", "1950 m", "2023%"),
        unless="unit",
    ),
)  # fmt: skip

TIMES = (
    Rule(
        "network_generation", "name",
        r"{WORD}{network}\s+(?P<n>[2-6]g(?:{AND}[2-6]g)*){END}",
        takes=("mạng [5g] phủ kín 12 thôn", "phủ sóng [4g, 5g]"),
        refuses=("mạng lưới từ 5g sáng",),
    ),
    Rule(
        "clock_range", "time",
        r"{BEGIN}(?<!/){HOUR}\s?{DASH}\s?{HOUR}\s?[hg]{END}(?!\s*(?:{ago}|/))",
        takes=("từ [11-14h]", "mở cửa [7 - 9g]."),
        refuses=("nghỉ 2-3 hộ", "4-5h/ngày"),
    ),
    Rule(
        "clock", "time",
        r"""{BEGIN}(?<!/){HOUR}(?:
        \s?[hg]\s?[0-5][0-9](?!\s?/[0-9])(?:p|['’](?:[0-5]?[0-9](?:"|''|”)?)?)?
        | \s?h(?![^\W_]|\s*{ago}|\s*/(?!\s?{DAY}/{MONTH}{END})))(?![0-9])""",
        takes=(
            "khoảng [22h40] ngày", "lúc [14h25]", "từ [7h] đến [9h]", "đến [9g30]", "hồi [11h35'10\"]",
            "(lúc [02h]/15/11)",
        ),
        refuses=("trong 24h", "24h qua", "5 ha", "4 g/l", "dưới 5 g;"),
        not_behind=("before_duration_of_hours",),
    ),
    # "g" alone is an hour only where the words around it tell the time of day; else a gram, or a net.
    Rule(
        "clock_in_g", "time",
        r"{WORD}{clock_cue}\s+(?P<n>{HOUR}g){END}(?!\s*(?:{ago}|/))",
        takes=("từ [7g] đến [9g],",),
        refuses=("trong 5g đường", "đến 45g"),
    ),
    Rule(
        "clock_in_g_of_day", "time",
        r"{BEGIN}(?<!/){HOUR}\s?g{END}(?=\s+{clock_behind}{END})",
        takes=("mở cửa [7g] sáng", "đến [12 g] khuya"),
        refuses=("15g đường",),
    ),
    Rule(
        "clock_colon", "time",
        r"{BEGIN}{HOUR}:[0-5][0-9](?::[0-5][0-9])?(?![0-9])",
        takes=("02/01/2021 [17:51]", "lúc [7:30]"),
        refuses=("tỷ lệ 3:1",),
    ),
    Rule(
        "clock_and_day", "time",
        r"{BEGIN}{HOUR}\s+{hour}{MINUTES}(?=,\s+{date_word}\s+{DAY}\s?[/-]\s?{MONTH})",
        takes=("thời gian: [19 giờ 30 phút], ngày 03/10/2024", "[8 giờ], ngày 5/6"),
        refuses=("trong 2 giờ, ngày 5/6", "19 giờ, mỗi ngày 5 hộ"),
        not_behind=("before_duration_of_hours",),
    ),
    Rule(
        "clock_span", "time",
        r"""{WORD}{from}\s+(?P<n>{HOUR}\s+{hour}(?:\s+[0-5]?[0-9](?:\s+{minute})?)?\s*(?:{DASH}|{up_to})\s*
        {HOUR}\s+{hour}(?:\s+[0-5]?[0-9]\s+{minute})?)(?!/|\ {hours_each}|\s*{counted_time})""",
        takes=("từ [7 giờ đến 11 giờ 30 phút]",),
        refuses=("từ 2 đến 3 giờ",),
    ),
    Rule(
        "clock_from", "time",
        r"{WORD}{from}\s+(?P<n>{HOUR}\s+{hour}\s+[0-5][0-9])(?=\s*(?:[,.;)]|$))",
        takes=("vào thứ bảy, từ [7 giờ 30].",),
        refuses=("từ 7 giờ 30 hộ",),
    ),
    Rule(
        "clock_words", "time",
        r"{BEGIN}{HOUR}\s+{hour}{MINUTES}(?=\s+(?:{clock_behind}{END}|[0-9]{1,2}/[0-9]{1,2}|\())",
        takes=("đúng [6 giờ 30 phút] ngày 6/6", "trước [16 giờ] hằng ngày", "lúc [7 giờ] ngày 18/10"),
        refuses=("gần 2 giờ, dòng xe", "kéo dài 5 giờ 30 phút"),
    ),
    Rule(
        "clock_in_words", "time",
        r"{WORD}{clock_cue}\s+(?P<n>(?:{ORDINAL_WORD}|{digit})\s+{hour})(?=\s+{part_of_day}{END})",
        takes=("xếp hàng từ [ba giờ] sáng", "đến [mười giờ] đêm"),
        refuses=("từ ba giờ đồng hồ",),
    ),
    Rule(
        "clock_at_head", "time",
        r"^(?P<n>{HOUR}\s+{hour}\s+[0-5]?[0-9])(?=\s*,)",
        takes=("[22 giờ 47], trực ban nhận tin",),
        refuses=("22 giờ 47 phút", "lúc 22 giờ 47"),
    ),
    Rule(
        "clock_cue", "time",
        r"""{WORD}{at_time}\s+(?:{about|more_than}\s+)?
        (?P<n>(?:{HOUR}|{ORDINAL_WORD})\s+{hour}{MINUTES})(?!\s+{hour_goes_on})""",
        takes=("lúc [15 giờ], xe tải", "vào khoảng [9 giờ 15 phút]", "lúc [21 giờ 03 phút 17 giây], có"),
        refuses=("sau 3 giờ",),
    ),
    Rule(
        "clock_deadline", "time",
        r"{WORD}{before_hour}\s+(?P<n>(?:[5-9]|1[0-9]|2[0-3])\s+{hour}{MINUTES})(?=\s*(?:[,.;:)]|$))",
        takes=("phải sơ tán trước [18 giờ].",),
        refuses=("trước 2 giờ,", "đặt chỗ trước 6 giờ.", "trước 18 giờ đồng hồ"),
        not_behind=("told_ahead",),
    ),
)  # fmt: skip

SCORES = (
    Rule(
        "set_scores", "score",
        r"""{BEGIN}[0-9]{1,2}\s?[-–]\s?[0-9]{1,2}
        (?:(?:\s?\([0-9]{1,2}(?:[-–][0-9]{1,2})?\))?,\s?[0-9]{1,2}\s?[-–]\s?[0-9]{1,2}){1,6}{STOP}""",
        takes=("bình điền ([25-21, 22-25, 25-18]), chủ công", "tỷ số [4-6, 6-3, 7-6 (7-5), 6-2]."),
        refuses=("từ 2-3, 5 hộ", "20-30, 40-50%"),
        unless="unit",
    ),
    Rule(
        "score_of_leg", "score",
        r"{WORD}{score_cue}\s+(?P<n>[0-9]{1,2}\s?[-–]\s?[0-9]{1,2})(?=\s+(?:{at_place}\s+)?{leg}{END})",
        takes=("thua [0-2] lượt đi, đội", "thắng [3-1] ở lượt về"),
        refuses=("thắng 2-3 lượt", "thua 0-2 lượt người"),
    ),
    Rule(
        "match_score", "score",
        r"""{WORD}{score_cue}(?:(?:\s+[^\W\d]+){0,6}?\s+|\s*:\s*)
        \(?(?P<n>[0-9]{1,3}\s?[-–]\s?[0-9]{1,3}(?:\s?(?:,|{and_or})+\s?[0-9]{1,3}\s?[-–]\s?[0-9]{1,3})*){STOP}""",
        takes=(
            "thắng chủ nhà [3-1] sau khi", "bị dẫn [0-1] trong hiệp", "hòa [2-2]", "dự đoán: [2-1].",
            "nhưng bị gỡ [1-1] ở phút 38",
        ),
        refuses=("thắng lợi 20-30%", "kết quả 3-5 triệu đồng", "dự đoán: 3-5 ngày tới"),
        unless="unit",
    ),
)  # fmt: skip

ORDINALS = (
    Rule(
        "half_of_school_year", "ordinal",
        r"{WORD}{semester_short}\s?(?P<n>[12]){STOP}",
        takes=("khoản còn thiếu hk [1]: bhyt", "điểm hk[2] của con"),
        refuses=("hk 12 em", "hk 2 lần"),
        unless="unit",
    ),
    Rule(
        "volume_in_short", "ordinal",
        r"{WORD}{volume_short}\.?\s?(?P<n>[0-9]{1,3}{STOP}|{ROMAN})",
        takes=("trong album vol. [4], dài", "vol [xxi] năm 2019"),
        refuses=("vol. 3.000 bản", "vol"),
        unless="unit",
    ),
    Rule(
        "round_of", "ordinal",
        r"{WORD}{round}\s+(?P<n>[0-9]{1,2})(?=\s+{tournament}{END})",
        takes=("lịch thi đấu vòng [5] giải hạng nhất",),
        refuses=("vòng 5 đội",),
    ),
    Rule(
        "seat", "ordinal",
        r"{WORD}{seat}\s+(?P<n>[a-z]?[0-9]{1,3}[a-z]?){END}",
        takes=("toa 6 ghế [32a], giá", "rạp 5, ghế [f12].", "hàng 14 ghế [27], giá"),
        refuses=("ghế 2 triệu đồng",),
        unless="unit",
    ),
    Rule(
        "seat_row", "ordinal",
        r"{WORD}{seat_row}\s+(?P<n>[0-9]{1,3})(?=\s+{seat}\s+[0-9])",
        takes=("hàng [14] ghế 27",),
        refuses=("hàng 14 ghế nhựa",),
    ),
    Rule(
        "berth", "ordinal",
        r"""{WORD}{berth}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3})
        (?=\s*(?:[,.;:)]|$|{place_label|thing_label|berth}\s+(?:{so}\s+)?[0-9])){STOP}""",
        takes=("toa số 4, giường [17] tầng 1", "nằm giường [12]."),
        refuses=("giường 2 tầng", "giường 1,8 m"),
        not_behind=("each",),
    ),
    Rule(
        "finish", "ordinal",
        r"{WORD}{comes_in}\s+(?P<n>{finishing}){END}(?=\s*(?:[,.;:)]|$|[0-9]|{behind_prize|behind_finishing}{END}))",
        takes=("nguyễn huy hoàng về [nhất] nội dung 1.500 m", "hơn người về [nhì] 3,2 giây"),
        refuses=("về nhất định phải", "về ba nội dung"),
    ),
    Rule(
        "turn", "ordinal",
        r"{WORD}(?<![0-9]\ ){turn}\s+(?P<n>[0-9]{1,2}|{ROMAN}){STOP}(?!\s*[%/])",
        takes=("giao lần [2] không thành công", "tái bản lần [2] năm 2024"),
        refuses=("mỗi lần 2 viên", "lần 12 hộ", "3 lần 2 người"),
        not_behind=("each", "digit"), unless="unit",
    ),
    Rule(
        "turn_in_words", "ordinal",
        r"""{WORD}(?<![0-9]\ ){turn}\s+(?P<n>{ranked_word}){END}(?!,\s*{digit}{END})
        (?=\s*(?:[,.;:)]|$|{follows_number|at_latest}{END}))""",
        takes=("lần [hai] chậm nhất 40 ngày", "tiêm lần [hai].", "hội nghị lần [ba] vào cuối tháng"),
        refuses=("mỗi lần hai viên", "có lần hai vợ chồng", "lần hai, ba người", "một lần hai năm"),
        not_behind=("each", "digit"),
    ),
    Rule(
        "place_of_team", "ordinal",
        r"""{WORD}{placed_team}\s+(?P<n>{finishing}){END}
        (?=\s*(?:[,.;:)]|$|{group_of_teams|behind_team|coordination}{END}))""",
        takes=("11 đội [nhất] bảng cùng 4 đội [nhì] có thành tích", "giành ngôi [nhì] bảng", "hai suất [nhất] và nhì"),
        refuses=("đội nhất định thắng", "cao nhất bảng xếp hạng", "đội nhất trí cao"),
    ),
    Rule(
        "graded_level", "ordinal",
        r"{WORD}{graded_by_level}(?:\s+[^\W\d_]+){0,2}?\s+{level_noun}\s+(?P<n>[1-5]{STOP}|{ROMAN})",
        takes=("bị cảnh báo học vụ mức [1] không quá", "tự chủ tài chính mức [2]", "xác thực điện tử mức [ii]."),
        refuses=("cảnh báo mức 5 triệu", "cảnh báo mức 3%", "cảnh báo ở mức 12"),
        unless="unit",
    ),
    Rule(
        "instar", "ordinal",
        r"{WORD}{insect}(?:\s+[^\W\d_]+){0,3}?\s+{years_of_age}\s+(?P<n>[1-6](?:{TO}[1-6]|{AND}[1-6])?){STOP}",
        takes=("rầy nâu tuổi [3 - 4] tiếp tục", "sâu cuốn lá nhỏ tuổi [1, 2]", "ấu trùng tuổi [3]."),
        refuses=("rầy 3 tuổi", "nuôi sâu ở tuổi 40"),
    ),
    Rule(
        "place_in_chart", "ordinal",
        r"{BEGIN}(?<=\#)[0-9]{1,3}{STOP}",
        takes=("đứng #[1] thịnh hành",),
        refuses=("1 hộ",),
    ),
    Rule(
        "round", "ordinal",
        r"{WORD}{round}\s+(?P<n>1\s?/\s?(?:2|4|8|16|32|64)){STOP}",
        takes=("ở vòng [1/8] champions league",),
        refuses=("vòng 8 đội",),
    ),
    Rule(
        "rank_fraction", "ordinal",
        r"""{WORD}{rank_cue}\s+(?:{rank_word}\s+)?(?:{ordinal_cue}\s+)?
        (?P<n>[0-9]{1,3}(?:\s?/\s?[0-9]{1,3})?){STOP}(?!\s*%)""",
        takes=("xếp hạng [14/63], tăng 9 bậc", "xếp thứ [11] cả nước", "tụt xuống hạng [41]."),
        refuses=("hạng mục 5 tỷ", "sắp xếp 14 đơn vị"),
        not_behind=("before_arranging",),
    ),
    Rule(
        "rank_in_region", "ordinal",
        r"{BEGIN}[0-9]{1,2}/[0-9]{1,3}(?=\s+{ranked_region})",
        takes=("[3/8] trong vùng", "chỉ số của tỉnh: [5/63] toàn quốc"),
        refuses=("38/41 người", "12/13 tỉnh, thành phố tham gia"),
    ),
    Rule(
        "ordinal_number", "ordinal",
        r"""{WORD}{ordinal_cue}\s+
        (?P<n>[0-9]{1,3}(?:/[0-9]{1,3}|\.[0-9]{3})?|{ROMAN}|{ORDINAL_WORD}{END}(?!\s+(?:{year}|{month})\s+[0-9])){STOP}(?!\s*%)""",
        takes=(
            "tại kỳ họp thứ [15], hđnd", "lần thứ [tám] giải đấu", "đại hội lần thứ [xxiv]",
            "môn thi thứ [hai] bắt đầu",
        ),
        refuses=("thứ 5%",),
    ),
    Rule(
        "queue_number", "ordinal",
        r"{WORD}{draws_number}\s+{so}\s+(?P<n>[0-9]{1,4}){STOP}",
        takes=("hôm qua lấy số [63], ngồi", "bốc số [112] lúc 8h"),
        refuses=("lấy tổng số 63 hộ", "lấy số 63 triệu đồng"),
        unless="unit",
    ),
    Rule(
        "number_one", "ordinal",
        r"{WORD}{so}\s+(?P<n>{one}){END}(?=\s*(?:[,.;:)!]|$|{of}{END}))",
        takes=("là nhiệm vụ số [một].", "2 năm liền là tay vợt số [một] của việt nam"),
        refuses=("một số một mặt", "số một hộ"),
    ),
    Rule(
        "prize", "ordinal",
        r"{WORD}{prize_label}\s+(?P<n>{prize_rank}){END}(?=\s*(?:[,.;:)]|$|{behind_prize|behind_prize_money}|[0-9]))",
        takes=(
            "19 giải [ba] và", "giải [nhất] được 10 triệu đồng, giải [nhì] 6 triệu",
            "giải hạng [nhì] mùa 2024", "huân chương lao động hạng [ba]"),
        refuses=("giải ba vấn đề còn tồn",),
    ),
    Rule(
        "roman", "ordinal",
        r"{WORD}{roman_label}\s+(?!{not_roman}{END})(?P<n>{ROMAN})",
        takes=("đã vượt báo động [iii], 3 xã ngập", "bệnh viện hạng [ii] của huyện", "để phục vụ đại hội [xiv]."),
        refuses=("cấp 2", "tổ chức đại hội vi phạm quy chế"),
    ),
    Rule(
        "ranked_label", "ordinal",
        r"""{WORD}{ranked_label}(?<!{sorting_out})\s+(?:{rank_number_sign}\s+)?
        (?!{not_roman}{END})(?P<n>(?:[0-9]{1,3}|{ROMAN}|{ranked_word}{END})
        (?:{AND}(?:{ranked_label}\s+)?[0-9]{1,2}{STOP}(?!\s+[^\W\d]))*){STOP}""",
        takes=(
            "giai đoạn [ii] của đề án", "mũi [1] là 812.300, mũi [2] là", "(đợt [1], từ tháng 3)",
            "giai đoạn [2] của dự án", "mức độ [2] đạt 11,3%", "trong hiệp [1].", "đợt [hai] cách 10 ngày",
        ),
        refuses=(
            "mỗi đợt 20 suất", "đợt 3 triệu đồng", "hạng mục 5 công trình", "lần lượt 12, 15 và 8,5 tỷ đồng",
            "sau khi loại 519 đơn trùng", "nhóm vi rút", "loại xi măng này",
        ),
        not_behind=("each", "before_turn"), unless="unit",
    ),
    Rule(
        "year_of_study", "ordinal",
        r"""{WORD}{student}\s+{year}\s+(?P<n>[1-7]|{year_of_study})
        (?![^\W_]|[.,][0-9])(?!\s+{counted_in_year})""",
        takes=("đang học năm [3] trường cao đẳng", "sinh viên năm [nhất]"),
        refuses=("học 3 năm", "học năm 3 lần"),
    ),
    Rule(
        "flood_alarm_in_short", "ordinal",
        r"{WORD}{alarm_short}\s?(?P<n>[1-3]{STOP}|{ROMAN})",
        takes=("đỉnh lũ xấp xỉ mức bđ[2].", "trên bđ [iii] là"),
        refuses=("bđ 96123-ts", "bđ khi bầu cử"),
    ),
    Rule(
        "storm_level", "ordinal",
        r"{WORD}{storm_level}\s+(?P<n>[0-9]{1,2}(?:{AND}(?:{storm_level}\s+)?[0-9]{1,2})*){STOP}",
        takes=("gió cấp [8 - 9, giật cấp 11]",),
        refuses=("cấp 5.000 suất", "cấp 12 tỷ đồng", "được cấp 3 máy bơm"),
        not_behind=("before_given",), unless="unit",
    ),
)  # fmt: skip

RATE_BASES = (
    Rule(
        "per_population", "rate_base",
        r"(?<=[^\W\d_]/)(?P<n>10{0,2}(?:\.000)+|100|1000|10000|100000|1\s+{magnitude}){STOP}(?=\s+[^\W\d])",
        takes=("12,4 bác sĩ/[10.000] dân", "112,3 bé trai/[100] bé gái", "12 bác sĩ/[1 vạn] dân"),
        refuses=("12.406/12.988 cử tri", "1/10 số hộ"),
    ),
    Rule(
        "per_hours", "rate_base",
        r"(?:(?<=[^\W\d_]/)|(?<=[^\W\d_]/\ ))(?P<n>24|12|48|72|6|3)(?=\s+(?:{hour}|{month}){END})",
        takes=("trên 200 mm/[24] giờ; sóng", "mưa 70 mm/ [3] giờ"),
        refuses=("12/24 giờ", "200 mm/24"),
    ),
    Rule(
        "per_so_many", "rate_base",
        r"""(?:(?<=[^\W\d_]/)|(?<=[^\W\d_]/\ ))(?P<n>[0-9]{1,3}(?:\.000)+|0?1|10|12){STOP}(?=\s+{rate_base}{END})""",
        takes=("04 xe/[01] đơn vị", "3,2 ca/ [1.000] người"),
        refuses=("3/1 hộ", "12/13 bị can", "9/12 xã", "5/10 thôn", "56.000/55.000 tấn"),
    ),
    Rule(
        "out_of_every", "rate_base",
        r"{WORD}{out_of_every}\s+(?P<n>[0-9][0-9.]*(?:\s+{magnitude}(?=\s+{people}))?){STOP}(?=\s+[^\W\d])",
        takes=("cứ [10] hộ vay vốn thì có 7 hộ", "mỗi [100.000] dân"),
        refuses=("cứ tăng 10%", "mỗi 3 triệu đồng", "quầy có mỗi 1 chị làm", "giờ còn mỗi 2 hộ"),
        not_behind=("before_only",), unless="sum",
    ),
    Rule(
        "out_of_every_in_words", "rate_base",
        r"{WORD}{for_every}\s+(?P<n>{digit|ten}){END}(?=\s+[^\W\d])",
        takes=("cứ [bốn] người thì có một người", "bình quân cứ [bảy] người dân"),
        refuses=("cứ hai năm một lần", "cứ ba mươi hộ", "cứ tưởng ba người"),
        unless="time",
    ),
    Rule(
        "on_average_one", "rate_base",
        r"{WORD}{average}\s+(?P<n>0?1){STOP}(?=\s+{rate_base|duration}{END}(?!\s*/))",
        takes=("bình quân [1] ngày có 62 vụ", "trung bình [01] người phụ trách 45 hộ"),
        refuses=("trung bình 1 tỷ đồng", "bình quân 1 người/hộ"),
    ),
    Rule(
        "on_one_hectare", "rate_base",
        r"{WORD}{yield_of_land}(?:\s+[^\W\d_]+){0,4}?\s+{upon}\s+(?P<n>0?1)(?=\s+{land_unit}{END})",
        takes=("giá trị sản xuất trên [1] ha đất trồng trọt đạt",),
        refuses=("thiệt hại trên 1 ha lúa", "giá trị trên 12 ha"),
    ),
    Rule(
        "exchange_rate", "rate_base",
        r"{BEGIN}1(?=\s+{money}\s+{exchanged})",
        takes=("[1] usd đổi được khoảng 26.510 đồng", "[1] euro bằng 29.800 đồng"),
        refuses=("21 usd đổi được", "lãi 1 usd mỗi sản phẩm"),
    ),
)  # fmt: skip

# Codes that many other numbers look like: after all that has a surer form.
LOOSE_CODES = (
    Rule(
        "house_in_wide_alley", "address",
        r"{WORD}{address_label}\s+{alley_width}\s+(?P<n>[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){1,3}){STOP}",
        takes=("bán nhà hẻm xe hơi [285/47] cách mạng tháng tám",),
        refuses=("hẻm xe hơi 5m", "hẻm xe máy 2 nhà"),
        unless="unit",
    ),
    Rule(
        "house_in_lane", "address",
        r"(?<![^\W_])k[0-9]{1,4}(?:/h?[0-9]{1,4}){1,3}{END}",
        takes=("thuê trọ tại [k112/h8/15] điện biên phủ", "nhà [k45/12] núi thành"),
        refuses=("k45 km", "12k/45 suất"),
    ),
    Rule(
        "house_in_alley", "address",
        r"{BEGIN}[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){2,}{STOP}",
        takes=("bán nhà [68/12/7] thống nhất",),
        refuses=("45/7 ấp",),
    ),
    Rule(
        "phone_extension", "phone",
        r"{WORD}{phone_extension}\s*:?\s*(?P<n>[0-9]{1,4}){STOP}(?=\s*(?:[,.;)]|$))",
        takes=("(0251) 3 836 127, máy lẻ [105], gặp",),
        refuses=("máy lẻ 105 nghìn", "máy lẻ 5 cái"),
    ),
    Rule(
        "phone_of_message", "phone",
        r"""{WORD}{composes}(?:\s+[^\W_]{1,12}){0,5}?\s+{sends}\s+(?:{phone_filler}\s+){0,2}(?P<n>[0-9]{3,4}){STOP}
        (?=\s*(?:[,.;)]|$|{purpose}{END}))""",
        takes=("soạn tin gửi [191].", "soạn uh gửi [1407] để ủng hộ", "nhắn tin yeu gửi số [9029]"),
        refuses=("soạn và gửi 120 thư", "gửi 1407 suất"),
        unless="unit",
    ),
    Rule(
        "phone_emergency", "phone",
        r"{WORD}{phone_label}(?:\s+[^\W\d_]+){1,7}?\s+{copula}\s+(?P<n>11[0-9]){STOP}",
        takes=("đường dây nóng của cảnh sát chữa cháy là [114].",),
        refuses=("tổng số cuộc gọi là 860", "gọi tới 3 người"),
        unless="unit",
    ),
    Rule(
        "phone_service", "phone",
        r"""{WORD}{phone_label}(?:\s+(?:{phone_filler}|:))?\s*:?\s*(?:{so}\s+)?
        (?P<n>1[0-9]{2}|[0-9]{3,5}){STOP}""",
        takes=("gọi ngay cấp cứu [115] hoặc", "tổng đài [1022]"),
        refuses=("gọi 115 người", "liên hệ 3 hộ"),
        unless="unit",
    ),
    Rule(
        "long_code", "code",
        r"{BEGIN}(?:[0-9]{9,}|0[0-9]{3,8})(?![0-9]|[.,][0-9])",
        takes=("vé [00715] trúng", "lô hàng [251206789012]"),
        refuses=("05 đồng chí", "1.035.700"),
    ),
)  # fmt: skip

_NOT_ASCII = "[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
FOOTNOTES = (
    Rule(
        "power_of_ten", "other",
        r"{BEGIN}10[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
        takes=("khoảng [10³] tấn", "cỡ [10⁶] tế bào"),
        refuses=("110² hộ", "9 m²"),
    ),
    Rule(
        "footnote_behind_sign", "list",
        r"""(?<=%)[1-9]{STOP}(?![^\W_]) | (?<=[^\W\d_]\()[1-9][0-9]?(?=\)) | (?<=[^\W\d_]\))[1-9](?=[,.;](?![0-9]))
        | (?<=[0-9]\()[1-9](?=\)\s[^\W\d_]) | (?<=[0-9]\s\()[1-9](?=\)\s[^\W\d_])
        | (?<![m])[¹²³⁰⁴⁵⁶⁷⁸⁹]+(?![^\W_])""",
        takes=(
            "đạt 102%[2] kế hoạch", "25 tỷ usd[²], tăng 4%[³]", "6.450 tỷ đồng([3]), công suất",
            "theo sử cũ (bản kỷ, tờ 57b)[4], quân", "có 12 ([1]) xã nghèo", "có 12([2]) xã nghèo",
        ),
        refuses=("9 m²", "450 m³/s", "kỷ luật (3)", "tạp chí số 12 (1)", "thắng 3 (2)"),
    ),
    Rule(
        "footnote_behind_word", "list",
        rf"(?<![^\W_])[a-z]*{_NOT_ASCII}[^\W\d_]*(?P<n>[1-9][0-9]?)(?=\s*[,.;:)]|\s*$)",
        takes=("kết nạp 35 đảng viên[1], đạt", "theo kế hoạch[12]."),
        refuses=("học lớp12 trường", "có57 người", "covid19,"),
    ),
    Rule(
        "footnote_behind_counted", "list",
        r"""{BEGIN}[0-9][0-9.,]*\s(?:{magnitude}\s){0,2}
        (?!{small_label|ranked_label|thing_label|body_label|place_label}[0-9])(?:{noun|national_money})
        (?P<n>[1-9])(?![^\W_]|[.,/][0-9])""",
        takes=("kết nạp 35 đảng viên[1] mới", "thu 1.250 tỷ đồng[1] và chi", "120 hộ[3] nghèo"),
        refuses=("mở 2 lớp1 buổi", "rộng 45 m2", "có 35 đảng viên12 mới"),
    ),
)  # fmt: skip

# Labels need their noun, so they come last.
NAMES = (
    Rule(
        "wounded_or_skilled", "name",
        r"{WORD}{graded_by_fraction}\s+(?P<n>[1-7]/[47]){STOP}",
        takes=("ông là thương binh [3/4])", "thợ bậc [4/7], lương"),
        refuses=("thương binh 3/5 người", "bậc 4 năm"),
        unless="unit",
    ),
    Rule(
        "bus_route", "name",
        r"{WORD}{bus_route}\s+(?:{so}\s+)?(?P<n>[0-9]{2,3}[a-d]){END}",
        takes=("tuyến [09b], tuyến [103a] chạy", "đi bus [21a]"),
        refuses=("tuyến 12 km", "tuyến 30d1", "tuyến 5 xã"),
    ),
    Rule(
        "stone_size", "name",
        r"{WORD}{stone}\s+(?P<n>[0-9](?:[.,][0-9])?\s?x\s?[0-9]{1,2}){STOP}",
        takes=("rải đá [1x2].", "đá [4x6] lót nền"),
        refuses=("đá 2x4 m", "đá 3 trận"),
        unless="unit",
    ),
    Rule(
        "body_of_place", "name",
        r"{WORD}{body_of_place}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3})(?=,?\s+{district_word}\s+[^\W\d_]+\s*(?:[^\W\d_]+)?)",
        takes=("ổ dịch tại tổ [11] phường vĩnh hưng", "chi hội [4] xã tân lập"),
        refuses=("mỗi tổ 7 xã viên", "tổ 3 xã, phường", "tổ 11 người"),
        not_behind=("each", "before_given"),
    ),
    Rule(
        "textbook", "name",
        r"{WORD}{textbook}(?:\s+[^\W\d_]+){1,3}?\s+(?P<n>[1-9]|1[0-2]){STOP}(?=\s*(?:[,.;)]|$))",
        takes=("đưa vào sgk ngữ văn [11], tập 2",),
        refuses=("sách giáo khoa lớp 5 cuốn", "sgk toán 12.500 đồng"),
    ),
    Rule(
        "numbered_person", "name",
        r"""{WORD}{numbered_person}\s+(?:{attribute}\s+)?(?:\([^\W\d_]+\)\s+)?(?:{so}\s+)?
        (?P<n>(?:[0-9]{1,4}|[1-9]\.[0-9]{3}){STOP}(?:{AND}(?:{numbered_person}\s+)?(?:[0-9]{1,4}|[1-9]\.[0-9]{3}){STOP})*)""",
        takes=("hai bệnh nhân [188 và 237] ổn định", "bn [416] ra viện", "bệnh nhân (bn) [416]"),
        refuses=("tổng số bệnh nhân 188", "bệnh nhân 45 tuổi", "mỗi bệnh nhân 3 triệu đồng"),
        not_behind=("so", "total"), unless="unit",
    ),
    Rule(
        "event", "name",
        r"{WORD}{event}\s+(?P<n>[0-9]{1,4}){STOP}",
        takes=("sea games [31] trọng tài bắt lỗi", "kình ngư dự asiad [18]"),
        refuses=("world cup 2.000 phóng viên", "đá world cup 5 trận"),
        unless="unit",
    ),
    Rule(
        "virus", "name",
        r"(?<![^\W_])[^\W\d_]{1,3}[0-9]{1,3}[^\W\d_]{1,3}[0-9]{1,3}{END}",
        takes=("cúm a/[h5n1] và", "chủng [h9n2]"),
        refuses=("rộng 9 m2", "phòng a5"),
    ),
    Rule(
        "mixed_code", "name",
        r"(?<![^\W_])[a-z]{1,4}[0-9]{1,4}[a-z]{1,3}[0-9]{3,6}{END}",
        takes=("hợp đồng [vn30f2405] đáo hạn", "thẻ [pc05dd417720]"),
        refuses=("cúm h5n1", "phòng a5", "km45+200"),
    ),
    Rule(
        "letters_and_digits", "name",
        r"""(?<![^\W_])(?!{glued_word|money_before}[0-9])(?!{short_before_unit}?{length_with_power}[23](?![0-9]))[^\W\d_][\w.-]{0,15}?
        (?<![.,])[-–]?[0-9]+(?:[.,][0-9]+)*[^\W\d_]{0,3}(?![0-9])(?:[-/][0-9]+(?![0-9./]))?""",
        takes=("phòng [covid-19]", "bụi [pm2.5]", "phòng [a5]", "[u23] việt nam"),
        refuses=("46,73 km2", "có57 người", "6.700 m2 đất", "640 ng.m3 đất"),
    ),
    Rule(
        "unit_digit", "unit",
        r"(?<=[a-zµμ])(?<![0-9]tr)[23](?![0-9.,]?[0-9]) | [²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]",
        takes=("46,73 km[2]", "450 m[3]/s", "9 m[²]"),
        refuses=("lớp 2",),
    ),
    Rule(
        "generation", "name",
        r"{BEGIN}[2-6]g{END}(?!\s*/|\s+{spice}{END})",
        takes=("nhờ [5g] và",),
        refuses=("5 kg", "15g đường", "dưới 5 g muối", "dưới 5g muối"),
    ),
    Rule(
        "slogan_bare", "name",
        r"""{BEGIN}(?:[2-9]|10)\s+{slogan_word}{END}(?!\s+{slogan_goes_on})
        | {BEGIN}(?:[2-9]|10)\s+{slogan_word_listed}(?=\s*,|\s+[0-9])
        | {BEGIN}[23]\s+{shift},?\s+[34]\s+{crew}""",
        takes=("phương châm [4 tại chỗ]", "[3 sẵn sàng]", "[5 không], 3 sạch", "[3 ca, 4 kíp]"),
        refuses=("5 hóa đơn", "cả 3 không đạt"),
    ),
    Rule(
        "tier", "name",
        r"{WORD}{tiered}(?:\s+[^\W\d]+){0,3}?\s+(?P<n>(?:0?[2-4]|{few})\s+{tier}){END}",
        takes=("chính quyền địa phương [2 cấp] chính thức vận hành", "chính quyền địa phương [02 cấp] từ"),
        refuses=("có 2 cấp ủy",),
    ),
    Rule(
        "rice_grade", "name",
        r"{WORD}{rice}\s+(?P<n>[0-9]{1,3}\s?%)(?=\s+{broken_rice}{END})",
        takes=("gạo [5%] tấm của việt nam",),
        refuses=("gạo 5% đã xuất", "tấm 5%"),
    ),
    Rule(
        "concrete_grade", "name",
        r"{WORD}{concrete_grade}\s+(?P<n>[1-9][0-9]{2}){STOP}",
        takes=("mặt đường dày 16 cm, mác [250];",),
        refuses=("mác 250 triệu đồng", "mác 25 xe"),
        unless="unit",
    ),
    Rule(
        "fuel_grade", "name",
        r"""{WORD}{fuel}\s+(?P<n>(?:[0-9]{2,3}\s?{thickness_of_oil}\s+)?[0-4][.,][0-9]{1,3}\s?%?\s?s
        | [0-9]{2,3}\s?{thickness_of_oil}){END}""",
        takes=(
            "dầu diesel [0.05s] lên 17.920 đồng", "mazut [180cst 3.5s] còn 15.270", "dầu mazut [3.5s]",
            "mazut [380cst],",
        ),
        refuses=("dầu 0,5 lít", "diesel 0,05 lít"),
    ),
    Rule(
        "committee", "name",
        r"{WORD}{numbered_committee}\s+(?P<n>[0-9]{2,4}){STOP}",
        takes=("ban chỉ đạo [389] tỉnh cho biết",),
        refuses=("ban chỉ đạo gồm 15 người",),
    ),
    Rule(
        "places_listed", "name",
        r"""{WORD}{plural}\s+{place_label|class_label}\s+
        (?P<n>{NUMBER}{LETTER}{AND}[0-9]{1,3}{LETTER}(?:{AND}[0-9]{1,3}{LETTER})*){STOP}""",
        takes=("các khu phố [4, 7 và 11] nhận 9 máy lọc", "các khu phố [1, 2, 5] phường long hoa"),
        refuses=("các phường 3 triệu đồng", "các thôn 5, 6 hộ"),
        unless="measure",
    ),
    Rule(
        "model_year", "name",
        r"{BEGIN}[0-9]{1,4}(?=\s+{model_year}\s+{YEAR})",
        takes=("vinfast vf [5] đời 2024", "mazda [3] đời 2019"),
        refuses=("trải 13 đời",),
    ),
    Rule(
        "place_in_words", "name",
        r"{WORD}{place_label}\s+(?P<n>{ordinal_word}){END}(?=\s*[,.;)])",
        takes=("trú ở tổ 12, phường [bốn]. đã", "từ xóm [ba], cách"),
        refuses=("phòng không.", "phường bốn người."),
        not_behind=("each", "digit"),
    ),
    Rule(
        "ward_short", "name",
        r"(?<![^\W_])(?:{ward_letter})\.\s?(?P<n>[0-9]{1,2}){END}",
        takes=("nguyễn trãi, p.[3], q.[5].",),
        refuses=("p. 3.000 hộ",),
    ),
    Rule(
        "flat", "address",
        r"{WORD}{flat_label}\s+(?:{so}\s+)?(?P<n>[0-9]{1,4}[a-z]?)(?=\s+{building}{END})",
        takes=("căn hộ [1205] tòa ct2", "ki-ốt [12] chợ đầm"),
        refuses=("căn hộ 2 phòng",),
    ),
    Rule(
        "body_that_organises", "name",
        r"{WORD}{body_label|place_label|class_label}\s+(?:{so}\s+)?(?P<n>[0-9]{1,3}[a-z]?)(?=\s+{organises}\s+{organised}{END})",
        takes=("tầng 2, chi bộ [4] tổ chức họp lệ kỳ", "thôn [5] tổ chức ngày hội"),
        refuses=("phường 4 tổ chức hội", "phường có 4 tổ chức họp"),
        not_behind=("each",),
    ),
    Rule(
        "place_label", "name",
        r"""{WORD}{place_label|class_label}(?:\s+(?:{so}\s+)?|\s?:\s+(?=[0-9]{1,2}\s*,))(?P<n>{NUMBER}{LETTER}
        (?:{AND}(?:{place_label|class_label}\s+)?[0-9]{1,3}{LETTER}{STOP}(?!\s+[^\W\d]))*){STOP}""",
        takes=(
            "đảng bộ phường [7].", "học sinh lớp [1] và lớp [2] được", "tại thôn [5], xã an hải",
            "khu phố [6] có 35 đảng viên", "từ lớp [1 đến lớp 3]",
        ),
        refuses=("mỗi lớp 35 em", "vùng 5.000 ha", "các xã 12 tỷ đồng", "hai tầng 300 m2"),
        not_behind=("each", "before_given"), unless="measure",
    ),
    Rule(
        "ring_and_half", "name",
        r"{WORD}{ring_road}\s+(?P<n>[1-9][.,]5){STOP}",
        takes=("thi công nút giao vành đai [3,5].",),
        refuses=("vành đai 3,5 km", "vành đai rộng 3,5"),
        unless="measure",
    ),
    Rule(
        "road_label", "name",
        r"{WORD}{road_label}\s*(?:{so}\s+)?(?P<n>[0-9]{1,4}{LETTER}){STOP}",
        takes=("tuyến đường tỉnh [617] dài", "và quốc lộ [91] đông nghịt"),
        refuses=("đường 5 km", "tuyến kênh 3.000 m", "mặt đường 12m"),
        unless="measure",
    ),
    Rule(
        "body_label", "name",
        r"""{WORD}{body_label|thing_label}\s+(?:{so}\s+)?
        (?P<n>{NUMBER}{LETTER}(?:{AND}[0-9]{1,3}{LETTER}{STOP}(?!\s+[^\W\d]))*){STOP}""",
        takes=(
            "sinh hoạt tại chi bộ [4],", "bão số [4] làm hai người chết", "gói thầu số [04] mới đạt",
            "mang áo số [10] được", "phần lớn ở tổ [15 và 16].",
        ),
        refuses=("mỗi tổ 7 thành viên", "dự án 20 tỷ đồng", "đoàn 12 người", "khổ cầu 12m"),
        not_behind=("each",), unless="unit",
    ),
    Rule(
        "numbered", "name",
        r"{WORD}{so}\s+(?P<n>[0-9]{1,9}[a-z]?(?:/[0-9]+)?){STOP}",
        takes=("kho số [2]", "nhà trẻ số [317]"),
        refuses=("tổng số 153 bí thư", "trong số 73 đảng viên", "hệ số 0,2", "dân số 31 người"),
        not_behind=("before_other_so",), unless="measure",
    ),
)  # fmt: skip

# The order in which places are taken: what has the surest form first, labels that need a noun last.
RULES = (
    *PLANS,
    *MARKS_AND_LAW,
    *FIRM_NAMES,
    *CODES,
    *TERMS,
    *LISTS,
    *DAYS,
    *MONTHS_AND_YEARS,
    *TIMES,
    *SCORES,
    *ORDINALS,
    *RATE_BASES,
    *LOOSE_CODES,
    *FOOTNOTES,
    *NAMES,
)
