"""The demo company's own people and teams."""

import hashlib
from dataclasses import dataclass

# Not a secret: it stands in a public repository and opens nothing but the demo company. Do not load the demo where real data is.
DEMO_ONLY = "cloudsail-demo-only"


@dataclass(frozen=True)
class Team:
    """A team of the demo company; the head office is the one without a parent."""

    key: str
    name: str
    parent: str | None = "head"


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at the demo company, with the key of a ready-made role."""

    login: str
    name: str
    position: str
    team: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.login}@cloudsail.example"

    @property
    def password(self) -> str:
        """The same on every installation."""
        return "demo-" + hashlib.sha256(f"{DEMO_ONLY} {self.login}".encode()).hexdigest()[:10]


TEAMS = (
    Team("head", "云帆自动化 Cloudsail Automation", parent=None),
    Team("east", "华东销售部 East China"),
    Team("south", "华南销售部 South China"),
    Team("international", "国际销售部 International"),
)
STAFF = (
    Colleague("shen.yue", "沈悦", "华东销售经理", "east", "sales_manager"),
    Colleague("tang.kai", "唐凯", "销售代表", "east", "sales_representative"),
    Colleague("lu.jia", "陆佳", "销售代表", "east", "sales_representative"),
    Colleague("cheng.hao", "程浩", "华南销售经理", "south", "sales_manager"),
    Colleague("fan.ling", "范玲", "销售代表", "south", "sales_representative"),
    Colleague("deng.bo", "邓博", "销售代表", "south", "sales_representative"),
    Colleague("helen.marsh", "Helen Marsh", "Sales Manager International", "international", "sales_manager"),
    Colleague("tom.berger", "Tom Berger", "Sales Representative", "international", "sales_representative"),
    Colleague("nina.costa", "Nina Costa", "Sales Representative", "international", "sales_representative"),
    Colleague("qian.mei", "钱梅", "市场专员", "head", "marketing"),
    Colleague("sam.okoro", "Sam Okoro", "Service Agent", "head", "service_agent"),
    Colleague("ding.wei", "丁伟", "仓库主管", "head", "warehouse"),
    Colleague("ren.xue", "任雪", "财务", "head", "finance"),
    Colleague("olga.lind", "Olga Lind", "Auditor", "head", "auditor"),
)


def sellers(team: str) -> list[Colleague]:
    """Who sells in a team: its manager first, then the representatives."""
    return [one for one in STAFF if one.team == team and one.role.startswith("sales_")]


def colleague(role: str) -> Colleague:
    """The one colleague with this role outside sales."""
    return next(one for one in STAFF if one.role == role)
