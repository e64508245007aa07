"""What names, addresses and products are made of. Everything here is made up; addresses end in `.example`, which nobody owns."""

from typing import NamedTuple


class Place(NamedTuple):
    """A town where customers are."""

    city: str
    country: str
    region: str
    team: str
    street: str
    currency: str


class Product(NamedTuple):
    """Something the demo company sells, with its price in CNY."""

    name: str
    price: int


CHINESE_BRANDS = (
    "海hai 云yun 金jin 东dong 华hua 远yuan 瑞rui 星xing 恒heng 天tian 盛sheng 明ming 泰tai 博bo 嘉jia 宏hong 鼎ding 安an 龙long "
    "凯kai",
    "达da 通tong 科ke 丰feng 润run 腾teng 顺shun 光guang 力li 和he 创chuang 朗lang 智zhi 益yi 诺nuo 捷jie 沃wo 越yue 宇yu 辰chen",
)
ENGLISH_BRANDS = (
    "Alder Amber Ash Birch Bright Clear Copper East Elm Fair Fern Gold Green Iron North Oak Silver Stone West Wind",
    "bank bridge brook cliff croft dale field ford gate grove haven hill lake mark mere point port ridge vale wood",
)
TRADES = (
    ("机械", "Machinery", "machinery"), ("电子", "Electronics", "electronics"), ("新材料", "Materials", "materials"),
    ("医疗器械", "Medical", "healthcare"), ("食品", "Foods", "food"), ("物流", "Logistics", "logistics"),
    ("能源", "Energy", "energy"), ("软件", "Software", "software"), ("化工", "Chemicals", "chemicals"),
    ("建筑", "Construction", "construction"), ("纺织", "Textiles", "textiles"), ("汽车零部件", "Automotive", "automotive"),
)  # fmt: skip
LEGAL_FORMS = {"GB": "Ltd", "DE": "GmbH", "US": "Inc.", "SG": "Pte. Ltd.", "JP": "K.K."}

CHINESE_PLACES = (
    Place("上海", "CN", "East China", "east", "南京西路", "CNY"),
    Place("杭州", "CN", "East China", "east", "文三路", "CNY"),
    Place("苏州", "CN", "East China", "east", "星湖街", "CNY"),
    Place("宁波", "CN", "East China", "east", "中山东路", "CNY"),
    Place("深圳", "CN", "South China", "south", "深南大道", "CNY"),
    Place("广州", "CN", "South China", "south", "天河路", "CNY"),
    Place("东莞", "CN", "South China", "south", "东城中路", "CNY"),
    Place("厦门", "CN", "South China", "south", "湖滨南路", "CNY"),
)
FOREIGN_PLACES = (
    Place("London", "GB", "Europe", "international", "Kings Road", "GBP"),
    Place("Manchester", "GB", "Europe", "international", "Mill Lane", "GBP"),
    Place("Berlin", "DE", "Europe", "international", "Hauptstraße", "EUR"),
    Place("Hamburg", "DE", "Europe", "international", "Hafenstraße", "EUR"),
    Place("New York", "US", "North America", "international", "Harbor Avenue", "USD"),
    Place("Chicago", "US", "North America", "international", "Lake Street", "USD"),
    Place("Singapore", "SG", "Asia Pacific", "international", "Orchard Lane", "SGD"),
    Place("Tokyo", "JP", "Asia Pacific", "international", "Sakura-dori", "JPY"),
)

CHINESE_SURNAMES = (
    "王wang 李li 张zhang 刘liu 陈chen 杨yang 黄huang 赵zhao 吴wu 周zhou 徐xu 孙sun 马ma 朱zhu 胡hu 郭guo 何he 林lin 高gao 罗luo"
)
CHINESE_GIVEN = (
    "伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 超chao 霞xia 平ping "
    "桂英guiying 建国jianguo 晓燕xiaoyan"
)
ENGLISH_SURNAMES = (
    "Adams Baker Carter Davies Ellis Foster Graham Hughes Irving Jones Keller Lewis Meyer Nolan Owens Parker Quinn Reed Schmidt "
    "Turner"
)
ENGLISH_GIVEN = (
    "Alice Benjamin Clara Daniel Emma Frank Grace Henry Isabel Jack Kate Leo Maria Noah Olivia Paul Rose Simon Tessa Zoe"
)
TITLES = {
    "zh": ("采购经理", "总经理", "技术总监", "生产主管", "财务经理", "项目经理"),
    "en": ("Purchasing Manager", "Managing Director", "Head of Engineering", "Plant Manager", "Finance Manager", "Project Manager"),
}
ROLES = ("decision maker", "buyer", "user", "evaluator", "approver", "accounts payable")

PRODUCTS = (
    Product("数控铣床 CNC milling machine", 480_000), Product("激光切割机 Laser cutter", 320_000),
    Product("机械臂 Robot arm", 150_000), Product("控制柜 Control cabinet", 28_000),
    Product("视觉传感器 Vision sensor", 6_800), Product("维保服务 Maintenance plan", 36_000),
    Product("操作培训 Operator training", 9_000), Product("备件包 Spare parts kit", 4_500),
)  # fmt: skip
# What one unit of a currency was worth in CNY eighteen months ago; it drifts from there.
CURRENCIES = {"USD": 7.12, "EUR": 7.86, "GBP": 9.31, "JPY": 0.0478, "SGD": 5.38}
COMPETITORS = ("Norden Robotics", "恒力自动化", "Kaito Machines", "华锐智能")
LEAD_SOURCES = ("website", "trade_fair", "referral", "campaign", "phone")
MESSAGES = (
    "请发一份报价，我们计划今年更新生产线。", "Please send a quotation; we plan to renew a production line this year.",
    "展会上看过样机，想了解交期和价格。", "We saw the machine at the fair and would like to know price and lead time.",
    "现有设备需要维保，能否上门评估？", "Our present equipment needs maintenance. Could somebody come and have a look?",
)  # fmt: skip
