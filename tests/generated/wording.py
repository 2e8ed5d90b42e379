"""Subjects and nouns of generated reports: each constant is a deck, drawn from without repetition."""

MONEY = (
    "thu ngân sách nhà nước trên địa bàn",
    "tổng chi ngân sách địa phương",
    "giá trị sản xuất công nghiệp",
    "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng",
    "doanh thu du lịch",
    "tổng vốn đầu tư toàn xã hội",
    "giải ngân vốn đầu tư công",
    "dư nợ tín dụng chính sách xã hội",
    "giá trị sản xuất ngành xây dựng",
    "doanh thu vận tải",
    "nguồn vốn huy động của các tổ chức tín dụng",
    "số thu bảo hiểm xã hội",
    "giá trị sản xuất nông nghiệp",
    "kinh phí sự nghiệp giáo dục",
    "kinh phí duy tu, sửa chữa đường giao thông",
    "thu phí bảo vệ môi trường",
    "doanh thu bưu chính, viễn thông",
    "thu tiền thuê đất",
)
PLANNED = ("dự toán", "kế hoạch", "chỉ tiêu")
AUTHORITIES = ("tỉnh giao", "HĐND huyện giao", "Thành phố giao", "UBND tỉnh giao", "Quận giao")
TWO_AUTHORITIES = (("Thành phố", "Quận"), ("tỉnh", "huyện"), ("Trung ương", "HĐND tỉnh"))
ACTS = (  # what was done, and the counted noun
    ("cấp", "giấy phép xây dựng"),
    ("cấp", "giấy chứng nhận quyền sử dụng đất"),
    ("tổ chức", "lớp tập huấn"),
    ("tổ chức", "buổi tuyên truyền"),
    ("tổ chức", "hội nghị"),
    ("kiểm tra", "cơ sở"),
    ("tiếp", "lượt công dân"),
    ("giải quyết việc làm cho", "lao động"),
    ("đào tạo nghề cho", "học viên"),
    ("khám, chữa bệnh cho", "lượt người"),
    ("tiêm vắc xin cho", "trẻ em"),
    ("kết nạp", "đảng viên"),
    ("phục vụ", "lượt hành khách"),
    ("đón", "lượt khách"),
    ("trồng", "cây xanh"),
    ("lắp đặt", "camera"),
    ("xử lý", "trường hợp vi phạm"),
    ("ban hành", "quyết định xử phạt"),
    ("ban hành", "văn bản"),
    ("sửa chữa", "nhà văn hóa"),
    ("hỗ trợ", "hộ nghèo"),
    ("tiêm phòng cho", "con gia súc"),
    ("cứng hóa", "tuyến đường"),
    ("hòa giải", "vụ việc"),
    ("phát hành", "tin, bài"),
    ("thu hồi", "giấy phép"),
    ("phê duyệt", "quy hoạch"),
    ("nghiệm thu", "công trình"),
    ("thanh tra", "đơn vị"),
    ("vận động", "đơn vị máu"),
    ("cấp phát", "bộ sách giáo khoa"),
    ("công nhận", "gia đình văn hóa"),
    ("cho vay", "lượt hộ"),
    ("cấp", "thẻ bảo hiểm y tế"),
    ("cấp", "căn cước công dân"),
    ("tuyển dụng", "giáo viên"),
    ("bồi dưỡng", "cán bộ"),
    ("truy quét", "tụ điểm"),
    ("triệt phá", "băng nhóm"),
    ("cứu hộ", "phương tiện"),
    ("ra quân dọn dẹp", "bãi rác"),
    ("chỉnh trang", "biển quảng cáo"),
    ("đặt tên", "tuyến phố"),
    ("hoàn thiện", "phòng học"),
)
SPLITS = (  # opening with the total, the counted noun, and what tells its parts apart
    ("Trên địa bàn có {t} đang triển khai", "dự án", ("chuyển tiếp", "khởi công mới", "chuẩn bị đầu tư")),
    ("Toàn huyện có {t} đang hoạt động", "hợp tác xã", ("nông nghiệp", "vận tải", "xây dựng", "thương mại")),
    ("Cơ quan công an phát hiện {t}", "vụ", ("trộm cắp", "cố ý gây thương tích", "lừa đảo", "đánh bạc")),
    ("Ủy ban nhân dân tiếp nhận {t}", "đơn", ("khiếu nại", "tố cáo", "kiến nghị, phản ánh")),
    ("Đoàn kiểm tra lập {t}", "biên bản", ("về đất đai", "về xây dựng", "về môi trường")),
    ("Bộ phận một cửa tiếp nhận {t}", "hồ sơ", ("đất đai", "hộ tịch", "xây dựng", "đăng ký kinh doanh")),
    ("Ngành giáo dục quản lý {t}", "trường", ("mầm non", "tiểu học", "trung học cơ sở")),
    ("Phong trào thi đua tuyên dương {t}", "tập thể", ("khối cơ quan", "khối trường học", "khối cơ sở")),
    ("Hội thi có {t} dự thi", "tiết mục", ("đơn ca", "tốp ca", "múa", "nhạc cụ dân tộc")),
    ("Hội đồng nghĩa vụ quân sự gọi khám {t}", "thanh niên", ("khối thành thị", "khối nông thôn")),
    ("Đợt thiên tai làm hư hỏng {t}", "căn nhà", ("sập hoàn toàn", "tốc mái", "ngập nước")),
    ("Thư viện tiếp nhận {t}", "đầu sách", ("thiếu nhi", "khoa học", "pháp luật", "văn học")),
    ("Lực lượng quản lý thị trường xử lý {t}", "vụ vi phạm", ("hàng cấm", "hàng giả", "gian lận thương mại")),
    ("Trung tâm y tế khám cho {t}", "lượt người", ("cao tuổi", "khuyết tật", "có công")),
    ("Ban quản lý cấp {t}", "giấy phép", ("đặt cáp ngầm", "sử dụng vỉa hè", "thi công")),
)
MONEY_SPLITS = (  # a total and the names of its parts
    ("tổng thu ngân sách xã", ("thu thường xuyên", "thu bổ sung từ ngân sách cấp trên", "thu chuyển nguồn")),
    ("vốn đầu tư xây dựng cơ bản", ("vốn ngân sách tỉnh", "vốn ngân sách huyện", "vốn xã hội hóa")),
    ("nguồn lực xây dựng nông thôn mới", ("vốn trung ương", "vốn tỉnh", "vốn tín dụng", "nhân dân đóng góp")),
    ("kim ngạch xuất khẩu quy đổi", ("hàng dệt may", "hàng thủy sản", "hàng điện tử", "hàng hóa khác")),
    ("kinh phí an sinh xã hội", ("hỗ trợ người cao tuổi", "hỗ trợ người khuyết tật", "hỗ trợ trẻ mồ côi")),
    ("thiệt hại do bão", ("thiệt hại về nhà ở", "thiệt hại về hạ tầng", "thiệt hại về cây trồng")),
    ("nợ đọng xây dựng", ("nợ công trình giao thông", "nợ công trình trường học", "nợ công trình trụ sở")),
    ("kinh phí khoa học và công nghệ", ("chi đề tài", "chi chuyển giao công nghệ", "chi hội thảo")),
    ("quỹ đền ơn đáp nghĩa", ("khối doanh nghiệp ủng hộ", "khối hành chính ủng hộ", "nhân dân ủng hộ")),
    ("số tiền xử phạt vi phạm hành chính", ("phạt về giao thông", "phạt về xây dựng", "phạt về môi trường")),
)
AREA_SPLITS = (
    ("Tổng diện tích gieo trồng vụ xuân đạt {t}", ("lúa", "ngô", "lạc", "rau màu")),
    ("Diện tích rừng trồng mới đạt {t}", ("rừng phòng hộ", "rừng sản xuất", "rừng đặc dụng")),
    ("Diện tích đất thu hồi trong kỳ là {t}", ("đất ở", "đất nông nghiệp", "đất công cộng")),
    ("Diện tích cây lâu năm hiện có {t}", ("cà phê", "hồ tiêu", "cao su", "cây ăn quả")),
)
TASKS = (  # what a pair `a/b` counts
    ("khởi công", "dự án"),
    ("hoàn thành", "chỉ tiêu"),
    ("bàn giao mặt bằng", "gói thầu"),
    ("công nhận", "xã đạt chuẩn nông thôn mới"),
    ("số hóa", "thủ tục"),
    ("vận hành", "trạm bơm"),
    ("kiện toàn", "tổ dân phố"),
    ("quyết toán", "hạng mục"),
    ("giải tỏa", "hộ dân"),
    ("kết nối mạng", "trạm y tế"),
    ("thẩm tra", "đồ án"),
    ("nâng cấp", "chợ"),
)
CASES = (  # a number of cases, those settled, those left
    ("Trong kỳ tiếp nhận {t}", "hồ sơ đăng ký biến động", "đã giải quyết"),
    ("Tòa án thụ lý {t}", "vụ án", "đã xét xử"),
    ("Cơ quan thi hành án thụ lý {t}", "việc", "đã thi hành xong"),
    ("Toàn xã có {t} phải di dời", "hộ", "đã di dời"),
    ("Thanh tra huyện kiến nghị xử lý {t}", "kết luận", "đã thực hiện"),
    ("Đường dây nóng nhận {t}", "cuộc gọi", "đã xử lý"),
    ("Các cơ quan được giao {t}", "nhiệm vụ", "đã hoàn thành"),
    ("Hội đồng bồi thường kiểm đếm {t}", "thửa đất", "đã phê duyệt phương án"),
)
GIFTS = (
    ("Nhân dịp Tết Nguyên đán, huyện đã trao", "suất quà"),
    ("Nhân Ngày Thương binh - Liệt sĩ, thành phố đã tặng", "phần quà"),
    ("Hội Khuyến học đã trao", "suất học bổng"),
    ("Mặt trận Tổ quốc đã trao", "suất hỗ trợ"),
)
LENGTHS = ("kênh mương nội đồng", "đường giao thông nông thôn", "hệ thống thoát nước", "đường dây hạ thế", "đê bao")
AREAS = ("đất sạch để đấu giá", "mặt bằng sân trường", "thảm cỏ công viên", "hồ điều hòa", "sàn nhà ở xã hội")
RATES = ("tỷ lệ bao phủ bảo hiểm y tế", "tỷ lệ hộ dân dùng nước sạch", "tỷ lệ lao động qua đào tạo", "tỷ lệ đô thị hóa")
RECORDS = (
    "Phê duyệt phương án bồi thường đối với",
    "Niêm yết công khai dự thảo phương án hỗ trợ đối với",
)
PER_HEAD = ("Thu nhập bình quân đầu người", "Giá trị sản xuất bình quân đầu người")
PLACES = ("Hòa An", "Bình Phú", "Tân Lập", "Đông Sơn", "Phú Lộc", "Mỹ Xuyên", "Quảng Thành", "Thạch Bàn", "Vĩnh Hưng")
LISTED = (
    ("Trong kỳ có {t} đạt chuẩn nông thôn mới nâng cao", "xã"),
    ("Huyện chọn {t} làm điểm cải cách hành chính", "phường"),
    ("Dịch bệnh xảy ra tại {t}", "thị trấn"),
)
HEADINGS = (
    "KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    "Lĩnh vực kinh tế",
    "Tài chính, ngân sách",
    "Xây dựng cơ bản, giải phóng mặt bằng",
    "Văn hóa, giáo dục, y tế",
    "Quốc phòng, an ninh",
    "Cải cách hành chính, chuyển đổi số",
    "Tồn tại, hạn chế và nguyên nhân",
)
DISTRACTIONS = (  # numbers that measure nothing
    "Thực hiện Nghị quyết số {n}/NQ-HĐND ngày {d}/{m}/{y} của HĐND tỉnh, các đơn vị đã triển khai đồng bộ.",
    "UBND huyện ban hành Kế hoạch số {n}/KH-UBND ngày {d} tháng {m} năm {y} để chỉ đạo.",
    "Đoạn từ Quốc lộ {s} đến ngã {s} thị trấn đã thảm nhựa, bảo đảm giao thông thông suốt.",
    "Đồ án quy hoạch chi tiết khu đô thị H2-{s}, tỷ lệ 1/500 đang lấy ý kiến nhân dân.",
    "Năm học {y}-{next}, ngành giáo dục tiếp tục đổi mới phương pháp dạy học.",
    "Giai đoạn 2021-2025, huyện ưu tiên phát triển hạ tầng và chuyển đổi số.",
    "Công dân từ 18 tuổi đến 25 tuổi thực hiện nghĩa vụ quân sự theo luật định.",
    "Theo Nghị định số {n}/2020/NĐ-CP và Thông tư {s}/2021/TT-BNV, hồ sơ được rà soát lại.",
    "Kỳ họp thứ {s}, HĐND huyện khóa XX, nhiệm kỳ 2021-2026 diễn ra đúng luật.",
    "Hệ thống quản lý chất lượng ISO 9001:2015 tiếp tục được duy trì tại các phòng chuyên môn.",
    "Tổ công tác kiểm tra hiện trường tại số nhà {n}, ngõ {s}, đường Lê Lợi.",
    "Căn cứ khoản {s} Điều {s} Luật Đất đai năm 2024, việc thu hồi đất bảo đảm quy định.",
    "Hội nghị diễn ra lúc 8 giờ 30 phút ngày {d}/{m}/{y} tại hội trường lớn.",
    "Trường Mầm non Hoa Sen 2 và Trường THCS Lê Lợi được công nhận đạt chuẩn mức độ 1.",
    "Tuyến đường Vành đai 3 qua địa bàn đang giải phóng mặt bằng.",
)
TABLES = (
    ("Biểu 1. Thu ngân sách theo sắc thuế", ("Thuế giá trị gia tăng", "Lệ phí trước bạ", "Thuế sử dụng đất")),
    ("Biểu 2. Chi ngân sách theo lĩnh vực", ("Chi sự nghiệp y tế", "Chi sự nghiệp môi trường", "Chi quốc phòng")),
)
CROPS = ("lúa đông xuân", "ngô lai", "lạc", "khoai tây")
OUTPUTS = (  # what, its written unit, canonical unit and factor
    ("sản lượng điện thương phẩm", "triệu kWh", "kWh", 10**6),
    ("sản lượng thủy sản nuôi trồng", "tấn", "tấn", 1),
    ("sản lượng thịt hơi xuất chuồng", "nghìn tấn", "tấn", 1_000),
    ("kim ngạch nhập khẩu", "triệu USD", "USD", 10**6),
    ("vốn đầu tư nước ngoài đăng ký mới", "triệu USD", "USD", 10**6),
)
HERDS = (("đàn lợn", "con"), ("tổng đàn gia cầm", "con"), ("số khách tham quan", "lượt khách"))
INDICES = ("Chỉ số cải cách hành chính", "Chỉ số hài lòng của người dân", "Chỉ số chuyển đổi số")
SCHOOLING = ("cấp tiểu học toàn huyện có", "khối mười hai toàn tỉnh có")
OFFICES = (
    ("Bộ phận một cửa cấp xã đã giải quyết", "hồ sơ"),
    ("Chi nhánh văn phòng đăng ký đất đai đã trả kết quả", "hồ sơ đất đai"),
    ("Sở Tư pháp đã trả", "phiếu lý lịch tư pháp"),
)
