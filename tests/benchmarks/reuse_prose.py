"""Invented prose of work summaries, varied enough that no two texts share a long clause by chance.

A sentence is two to four clauses, a clause a pattern whose slots are filled from vocabularies: 24 characters in
a row are hardly ever written twice (`tests.test_reuse_archive` counts them). What does stand everywhere are the `STOCK` phrases and shorter
formulas, which no one calls copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from random import Random
from typing import TypeAlias

import regex

_FORMULA_RATE = 0.1

Slot: TypeAlias = "str | tuple[str, ...]"

STOCK = (
    "在上级组织的关心指导和各有关单位的鼎力相助之下，全体干部职工团结拼搏、迎难而上",
    "始终把项目摆在各项工作的首要位置，用项目论英雄、凭实绩排座次、拿数据说话",
    "牢牢守住不发生较大安全事故的底线，做到隐患不排除不放过、整改不到位不收兵",
    "一个项目、一名领导、一套班子、一张图表、一抓到底，挂图作战、销号管理",
    "抢抓产业转移的大好时机，立足本地资源禀赋，走出一条小园区办大事业的新路子",
    "虽然做了一些事情，但是对照组织要求和群众期盼，我们还有许多短板弱项需要补齐",
    "拿出更足的干劲、更硬的作风、更实的举措，书写园区建设再上层楼的新一页",
    "坚持一切围着企业转、一切为了企业办，让企业家舒心、让投资者放心、让务工者安心",
    "把党的领导贯穿园区工作的每个方面和每个环节，用高质量党建引领高质量园区",
    "完善从签约到落地、从开工到竣工、从投产到达效的全链条全天候跟踪服务机制",
    "集中财力物力完善水电路气讯等配套，园区承载能力和吸附能力双双迈上新的台阶",
    "严格执行廉洁自律各项规定，用身边事教育身边人，干部队伍风清气正、干事创业",
    "既要金山银山又要绿水青山，凡是高耗能高污染的项目一概不谈、一概不引、一概不批",
    "人人都是招商员、个个都是服务员、处处都是营商环境的理念在园区上下深入人心",
    "进一步解放思想、放开手脚，在体制上求突破、在机制上求创新、在效率上求提高",
    "请进来与走出去并举，盯住大企业、盯住大市场、盯住大客商，开展点对点上门洽谈",
    "坚持规划先行、基础先行、环境先行，一次规划、分期开发、滚动发展、逐年见效",
    "办公会定期听取进度汇报，现场会专题研究堵点难点，督查组随时通报完成情况",
    "对照年初确定的目标任务逐条逐项盘点，绝大多数指标达到或者超过序时进度的要求",
    "以上是园区全年工作的基本情况，不妥之处请各位领导和同志们多提宝贵意见建议",
)
"""Phrases of 33 to 39 characters that stand in hundreds of articles."""


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def _crossed(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(map("".join, product(first, second)))


_FORMULAS = _crossed(
    ("为园区发展", "为项目落地", "为企业成长", "为群众增收", "为工业转型"),
    ("提供了有力支撑", "创造了良好条件", "打下了坚实基础", "注入了强劲动力"),
)
_EVERYWHERE = regex.compile("|".join(STOCK + _FORMULAS))
_NAMES = _crossed("恒泰宏瑞铭晟华鼎远砺澜沐翊衍泓骁昀祺珩钰", "岳川舟衡麟岚骏锦弘拓桥峰霖曜辰垚楷淳翎蔚")
"""Of enterprises."""
PLACES = _crossed("望沧鹤磐云青柏松栖砚漳溧浔岱芦菖梧澄蕲邬", "榆湖汀口峤湾陂塬屿垭渚坳岗坪洼堰浦泾淀墩")

_HOW = _words(
    "扎实 稳步 着力 大力 持续 深入 全面 有序 加快 统筹 协同 精准 积极 主动 严格 切实 认真 超前 科学 合理 分类 分批 逐步 重点 集中 快速 强力 "
    "高效 规范 及时 同步 率先 全力 多方 联合 定期 适时 创新 优先 从严 鼓励 支持 引导 帮助 督促 协调 组织 安排 部署 启动 谋划 推动 带头 抓紧 "
    "继续 反复 逐户 逐项 提前 顺利 如期 圆满 基本 初步 陆续 相继 首次 再次 成功 共同"
)
_DID = _words(
    "推进 实施 完善 健全 建设 培育 引进 盘活 整治 改造 提升 优化 拓宽 整合 收储 平整 铺设 架设 安装 调试 检修 扩建 迁建 新建 续建 拆除 清理 "
    "疏通 硬化 绿化 亮化 美化 修缮 加固 检查 排查 督查 考核 验收 评估 论证 申报 审批 核准 备案 洽谈 对接 考察 走访 慰问 培训 招聘 宣传 推介 "
    "发布 编制 修订 落实 兑现 发放 筹措 争取 拨付 偿还 化解 压减 淘汰 关停 兼并 重组 激活 孵化 转化 推广 研发 试制 投放 采购 配送 储备 回收"
)
_WHOSE = _words(
    "北区 南区 东片 西片 中部 核心区 起步区 拓展区 临港 沿江 环湖 滨河 山前 城郊 乡镇 村级 老旧 低效 闲置 新增 在建 拟建 停产 半停产 中小 微型 骨干 "
    "龙头 外来 本土 返乡 民营 国有 合资 上市 科技型 劳动密集型 出口型 规上 限下 配套 关联 上游 下游 末端 前端 高端 低端 传统 新兴 特色 主导 支柱 "
    "优势 弱势 重点 一般 试点 示范 标杆 达标 超标 未批 已批 签约 意向 储备 落户 搬迁 拆迁 安置 失地 困难 亏损 盈利 纳税 用工 用电"
)
_SECTOR = _words(
    "纺织 服装 制鞋 箱包 皮革 造纸 印刷 包装 塑料 橡胶 玻璃 陶瓷 水泥 石材 板材 木器 家具 竹编 铸造 锻压 轴承 齿轮 模具 阀门 泵业 电机 电缆 变压器 "
    "蓄电池 光伏 风电 储能 氢能 芯片 传感器 显示屏 连接器 电路板 机床 农机 工程机械 矿山机械 起重 汽配 摩配 船舶 轨道 航材 无人机 制药 中药 兽药 疫苗 "
    "医械 保健品 日化 香料 涂料 染料 农药 化肥 饲料 种业 粮油 面粉 米业 制糖 酿酒 饮料 乳品 肉类 水产 果蔬 茶叶 食用菌 调味品 冷链 仓储 快递 货代 电商 "
    "软件 动漫 设计 检测 环保 再生资源 废钢 稀土 铝材 铜材 不锈钢 特钢 硅料 锂电 碳纤维 新型建材 装配式建筑"
)
_THING = _words(
    "污水管网 雨水管道 供水干管 标准厂房 变电站 开闭所 燃气门站 热力管线 通信基站 公租房 职工食堂 幼儿园 卫生院 公交站 停车场 充电桩 消防站 货运场站 "
    "铁路专线 码头泊位 堆场 保税仓 冷库 孵化器 加速器 众创空间 中试车间 检验中心 展示厅 服务大厅 会议中心 人才公寓 实训基地 职业学校 劳务市场 融资平台 "
    "担保公司 产业基金 应急物资库 监控中心 固废填埋场 危废处置点 中水回用站 脱硫设施 除尘装置 在线监测点 隔离带 防洪堤 排涝站 泵房 蓄水池 道路路基 桥涵 "
    "路灯 绿化带 标识牌 围墙 土方 地块 边坡 生产线 质检线 包装线 窑炉 锅炉 反应釜 空压机 智能仓 数据机房 办公楼 宿舍楼 科研楼 综合楼 样板段 主干道 支路"
)
_MATTER = _words(
    "用地指标 环评手续 安评报告 规划许可 施工图审 林地审批 水保方案 能耗指标 排污权 电价优惠 租金补贴 贷款贴息 设备补助 出口退税 研发加计 社保缓缴 稳岗返还 "
    "技改资金 专项债券 土地出让金 工程款 农民工工资 征拆补偿 青苗费 坟墓迁移 杆线迁改 临时便道 施工用水 施工用电 混凝土供应 砂石料 钢材 劳务纠纷 股权变更 "
    "税务登记 商标注册 专利申请 体系认证 产品质量 订单交付 物流成本 汇率风险 原料涨价 库存积压 应收账款 银行续贷 资产抵押 债务重整 司法拍卖 招工信息 技能鉴定 "
    "子女入学 就医结算 夜班交通 食品卫生 消防通道 特种设备 危化运输 粉尘涉爆 有限空间 职业健康 噪声扰民 异味投诉 扬尘管控 垃圾清运 群众信访 统计入库 用能审查"
)
_WHO = _words(
    "招商局 规划科 建设科 财政所 企业服务中心 项目专班 安监站 环保站 党群办 综合科 税务分局 供电公司 水务公司 国土分局 街道办 村委会 商会 行业协会 驻外小组 "
    "投资公司 设计院 监理单位 施工方 业主单位 银行网点 职业学院 科研院所 人社部门 市场监管所 消防大队 派出所 法律顾问 会计事务所 评估机构 专家组 帮扶干部 "
    "值班人员 网格员 青年突击队 党员先锋岗 工会 妇联 督导组 工作队 联络员 特派员 观察员 代办员"
)
_RESULT = _words(
    "成效初显 进度喜人 反响良好 效果明显 稳中有进 渐入佳境 平稳有序 提质增效 态势良好 势头强劲 再创新高 略有回落 好于预期 低于预期 持平略增 止跌回升 由亏转盈 "
    "企业点赞 群众满意 手续齐全 资料完备 质量合格 工期缩短 成本下降 能耗降低 订单饱满 产销两旺 库存减少 回款加快 就业稳定 队伍稳定 秩序井然 环境改观 面貌一新 "
    "差距较大 进展迟缓 缺口明显 难度不小 矛盾突出 后劲不足 尚未破题 有待加强 亟须解决 仍需努力"
)
_PART = _words(
    "主体 桩基 基坑 地下室 钢构 屋面 幕墙 装修 管沟 路面 配电 给排水 设备 控制系统 试运行 联调 竣工资料 环保验收 消防验收 土建 图纸 招标 监理 勘察 测绘 清表"
)
_MEASURE = _words(
    "产值 增加值 税收 利润 销售收入 固定资产投资 到位资金 出口额 用电量 货运量 研发投入 技改投资 物流收入 电商交易额 合同金额 融资额 财政收入 社会零售额 "
    "进口额 服务业营收 工业投资 民间投资 实缴税金 开票收入 综合能耗 水耗"
)
_MONEY = ("亿元", "万元", "亿元", "万元", "万美元", "千万元")
_COUNT = ("家", "个", "项", "处", "台套", "人次", "件", "条", "户", "亩", "公里", "平方米", "批次", "名", "期", "吨")
_TENTHS = tuple(f"{number // 10}.{number % 10}" for number in range(11, 4000) if number % 10)
_WHOLE = tuple(map(str, range(3, 990)))
_RATE = tuple(f"{number / 10:g}" for number in range(12, 480))
_YEAR = tuple(f"{year}年" for year in range(2012, 2024))
_DAY = tuple(f"{month}月{day}日" for month in range(1, 13) for day in range(2, 29))

_VOCABULARY = {
    "name": _NAMES,
    "place": PLACES,
    "how": _HOW,
    "did": _DID,
    "whose": _WHOSE,
    "sector": _SECTOR,
    "thing": _THING,
    "matter": _MATTER,
    "who": _WHO,
    "result": _RESULT,
    "part": _PART,
    "measure": _MEASURE,
    "money": _MONEY,
    "count": _COUNT,
    "tenths": _TENTHS,
    "whole": _WHOLE,
    "rate": _RATE,
    "year": _YEAR,
    "day": _DAY,
}
_PATTERNS = (
    "{how} {did} {place} {whose} {thing}",
    "{who} {how} {did} {whose} {sector} 项目",
    "{whose} {sector} 企业 {measure} 达 {tenths} {money}",
    "{name} {sector} 完成 {part} {result}",
    "{name} {sector} {how} {did} {thing} {whole} {count}",
    "{sector} 和 {sector} {measure} 增长 {rate} %",
    "{day} {who} {did} {matter}",
    "{how} {did} {matter} 及 {matter} {whole} {count}",
    "{place} {thing} 的 {part} {result}",
    "{who} 与 {who} {how} {did} {matter}",
    "{year} {place} {sector} {measure} 为 {tenths} {money}",
    "{did} {thing} 和 {thing} {whole} {count}",
    "由 {who} 牵头 {did} {whose} {matter}",
    "{whose} 单位 {matter} {result}",
    "{name} {sector} 投资 {tenths} {money} {did} {thing}",
    "{place} {name} {sector} {result}",
    "{measure} 比 {year} 多 {tenths} {money}",
    "对 {whose} {sector} 企业 {how} {did} {matter}",
    "为 {name} {sector} {did} {matter} {whole} {count}",
    "{sector} {thing} 占地 {whole} 亩",
    "{how} 解决 {place} {matter} {result}",
    "{whose} {thing} {part} {how} {did}",
    "其中 {sector} {measure} {tenths} {money} {sector} {rate} %",
    "{place} 至 {place} {thing} {did} {result}",
    "{who} {did} {name} {sector} {part}",
    "{matter} {result} {thing} {how} {did}",
    "受 {matter} 影响 {whose} {sector} {result}",
    "按 {matter} 要求 {did} {place} {thing}",
    "计划 {how} {did} {whose} {thing} {whole} {count}",
    "力争 {sector} {measure} 突破 {tenths} {money}",
    "{name} 与 {name} {how} {did} {sector} 合作",
    "占 {sector} {measure} 的 {rate} %",
)
_FIELDS = _words("经济运行 项目建设 招商引资 基础设施 企业服务 安全环保 队伍建设 要素保障 科技创新 党的建设")
_FORMS = ("工业园区", "经济开发区", "产业园", "高新区", "工业集中区", "物流园区")


def _compiled(pattern: str) -> tuple[Slot, ...]:
    return tuple(_VOCABULARY[part[1:-1]] if part[0] == "{" else part for part in pattern.split())


_CLAUSES = tuple(map(_compiled, _PATTERNS))
_WORDS = _NAMES + PLACES + _HOW + _DID + _WHOSE + _SECTOR + _THING + _MATTER + _WHO + _RESULT + _PART + _MEASURE
LETTERS = "".join(sorted(set("".join(_WORDS))))
"""The characters that the prose is mostly written in."""


def informative(text: str) -> int:
    """How many characters count: no punctuation, no figures, no stock phrases or formulas.

    >>> informative("税收3.5亿元，" + STOCK[0])
    4
    """
    return sum(map(str.isalpha, _EVERYWHERE.sub("", text)))


class Prose:
    """Writes prose, the same for the same seed.

    >>> Prose(Random(1)).sentence() == Prose(Random(1)).sentence()
    True
    """

    def __init__(self, random: Random) -> None:
        self.random = random

    def clause(self) -> str:
        """About twelve characters without punctuation."""
        draw = self.random.random
        pattern = _CLAUSES[int(draw() * len(_CLAUSES))]
        return "".join([slot if isinstance(slot, str) else slot[int(draw() * len(slot))] for slot in pattern])

    def sentence(self) -> str:
        """Two to four clauses and a full stop; one in ten has a formula, never at its ends, so that none adjoins a stock phrase."""
        draw = self.random.random
        mark = "，" if draw() < 0.8 else "；"
        clauses = [self.clause() for _ in range(2 + int(draw() * 3))]
        if draw() < _FORMULA_RATE:
            clauses.insert(1, _FORMULAS[int(draw() * len(_FORMULAS))])
        return mark.join(clauses) + "。"

    def paragraph(self, sentences: int, stock: float = 0.0) -> str:
        """So many sentences; each opens with a stock phrase at the given rate."""
        draw = self.random.random
        return "".join(
            [
                (STOCK[int(draw() * len(STOCK))] + "，" if draw() < stock else "") + self.sentence()
                for _ in range(sentences)
            ]
        )

    def title(self) -> str:
        """Of an article: the park, the year, what it is."""
        choice = self.random.choice
        return f"{choice(PLACES)}{choice(_FORMS)}{choice(_YEAR)}工作总结"

    def headings(self, number: int) -> list[str]:
        """Of sections, none twice."""
        return self.random.sample(_FIELDS, number)
