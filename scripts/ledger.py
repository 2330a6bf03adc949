#!/usr/bin/env python3
"""Writes a ledger of N rows and 14 columns, as an office has them, for measuring: scripts/ledger.py N [UNITS] > ledger.csv"""
import csv, random, sys, datetime

random.seed(2019)
rows = int(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 18
areas = ["学习贯彻落实", "党的全面领导", "组织建设", "作风建设", "纪律建设", "巡视整改"]
leaders = [f"市领导{n:02}" for n in range(80)]
units = [f"市第{n:02}单位" for n in range(count)]
words = ("整改 落实 制度 责任 资金 项目 监督 检查 群众 环境 治理 管网 污水 扶贫 产业 党建 干部 考核 公开 审批 "
         "台账 专项 排查 问题 清单 销号 巡视 反馈 调度 督查").split()
text = lambda n: "".join(random.choice(words) for _ in range(n))
states = ["未启动", "整改中", "整改中", "整改中", "基本完成", "已完成"]
out = csv.writer(sys.stdout)
out.writerow("编号 类别 问题 责任领导 牵头单位 责任单位 整改类型 整改目标 整改措施 完成时限 状态 整改进展 佐证 备注".split())
for n in range(1, rows + 1):
    long_term = n % 3 == 0
    due = "长期坚持" if long_term else (datetime.date(2019, 1, 1) + datetime.timedelta(days=n % 365)).isoformat()
    out.writerow([
        n, random.choice(areas), f"关于“{text(8)}{n}”的问题", random.choice(leaders), random.choice(units),
        "、".join(random.sample(units, random.randint(1, 2))), "长期坚持" if long_term else "限期整改", text(8),
        f"1.{text(6)}；2.{text(6)}", due, random.choice(states), text(9), f"附件{n}号", text(2),
    ])
