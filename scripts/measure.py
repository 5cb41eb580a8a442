#!/usr/bin/env python3
"""Measures Tastemaker against the programs that a marketer's analyst could pick instead, on the same
file and in the same run, and prints the tables of docs/performance.md.

    scripts/measure.py ROSTER.csv [ROSTER.csv ...] [--runs 5] [--program PATH]
    scripts/measure.py --make 1000000 roster_1m.csv

Those that are installed are measured: xan (cargo install xan), duckdb and polars (pip install duckdb
polars), pandas, awk. Programs run in turn, A B C A B C, so that a busy minute hits all of them; medians
are printed, with the peak memory of the process and how many times Tastemaker's time each took.

The roster needs the columns handle, niche, followers, engagement_rate and price_usd; --make writes one
with made-up rows, the same every time. Needs Python 3.9 and nothing else.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import time

NICHES = ["fitness", "food", "beauty", "travel", "gaming", "fashion", "parenting", "tech", "vegan", "music"]
PLATFORMS = ["instagram", "tiktok", "youtube"]
COUNTRIES = ["United States", "Brazil", "Germany", "India", "France", "Indonesia", "Mexico", "Italy"]
WORDS = "coffee runner mum of two daily recipes honest reviews small flat big dreams weekend trails".split()


def make(rows, path):
    """A made-up roster: the price grows with the followers, a third of the rows have none."""
    draw = random.Random(1)
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("handle,name,platform,niche,country,followers,engagement_rate,price_usd,bio\n")
        for at in range(rows):
            followers = int(10 ** draw.uniform(3, 6.5))
            rate = min(0.3, draw.lognormvariate(-3.2, 0.6) * (followers / 1e4) ** -0.1)
            price = "" if draw.random() < 0.3 else round(followers**0.8 * draw.lognormvariate(-1.2, 0.5))
            bio = " ".join(draw.choices(WORDS, k=6))
            if draw.random() < 0.2:
                bio = f'"{bio}, and more"'
            niche, platform = draw.choice(NICHES), draw.choice(PLATFORMS)
            out.write(
                f"made.up_{at:07},Made Up {at},{platform},{niche},{draw.choice(COUNTRIES)},"
                f"{followers},{rate:.4f},{price},{bio}\n"
            )


XAN_SELECT = (
    "(niche eq 'fitness' || niche eq 'food') && followers >= 1000 && followers < 100000 "
    "&& engagement_rate >= 0.03 && price_usd ne ''"
)
SQL_SELECT = (
    "niche IN ('fitness','food') AND followers >= 1000 AND followers < 100000 "
    "AND engagement_rate >= 0.03 AND price_usd > 0"
)
SQL_TIER = (
    "CASE WHEN followers < 1000 THEN 'nano' WHEN followers < 100000 THEN 'micro' "
    "WHEN followers < 1000000 THEN 'macro' ELSE 'mega' END"
)


def python(module, code):
    """A command that runs the code, if the module is there."""
    known = subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True)
    return [sys.executable, "-c", code] if known.returncode == 0 else None


def shell(program, command):
    return ["sh", "-c", command] if shutil.which(program) else None


def select(program, file):
    """Task A: a niche, a range of followers, a rate, a known price; the hundred cheapest engagements."""
    quoted = f"'{file}'"
    frame = (
        "import pandas as pd\n"
        f"d = pd.read_csv({file!r})\n"
        "d = d[d.niche.isin(['fitness','food']) & (d.followers >= 1000) & (d.followers < 100000)"
        " & (d.engagement_rate >= 0.03) & (d.price_usd > 0)]\n"
        "d = d.assign(cpe=d.price_usd / (d.followers * d.engagement_rate)).nsmallest(100, 'cpe')\n"
        "d.to_csv('/dev/null', index=False)"
    )
    lazy = (
        "import polars as pl\n"
        f"d = pl.scan_csv({file!r}).filter(pl.col('niche').is_in(['fitness','food'])"
        " & (pl.col('followers') >= 1000) & (pl.col('followers') < 100000)"
        " & (pl.col('engagement_rate') >= 0.03) & (pl.col('price_usd') > 0))\n"
        "d = d.with_columns(cpe=pl.col('price_usd') / (pl.col('followers') * pl.col('engagement_rate')))\n"
        "d.sort('cpe').head(100).collect().write_csv('/dev/null')"
    )
    sql = (
        f"COPY (SELECT *, price_usd / (followers * engagement_rate) AS cpe FROM read_csv('{file}') "
        f"WHERE {SQL_SELECT} ORDER BY cpe LIMIT 100) TO '/dev/null' (FORMAT csv)"
    )
    awk = (
        "NR > 1 && ($4 == \"fitness\" || $4 == \"food\") && $F >= 1000 && $F < 100000 && $E >= 0.03 && $P > 0 "
        "{ print $P / ($F * $E) \",\" $0 }"
    )
    with open(file, encoding="utf-8") as lines:
        header = lines.readline().strip().split(",")
    for letter, name in (("F", "followers"), ("E", "engagement_rate"), ("P", "price_usd")):
        awk = awk.replace(f"${letter} ", f"${header.index(name) + 1} ")
        awk = awk.replace(f"${letter})", f"${header.index(name) + 1})")
    return {
        "tastemaker": [
            program, "query", "niche:fitness,food followers:1k..100k er>=3% has:price", file,
            "--sort", "cpe", "--limit", "100", "--format", "csv",
        ],
        "xan": shell(
            "xan",
            f'xan filter "{XAN_SELECT}" {quoted} '
            "| xan map 'price_usd / (followers * engagement_rate) as cpe' | xan sort -N -s cpe | xan head -l 100",
        ),
        "duckdb": python("duckdb", f"import duckdb; duckdb.sql({sql!r})"),
        "polars": python("polars", lazy),
        "pandas": python("pandas", frame),
        "awk and sort": shell("awk", f"awk -F, '{awk}' {quoted} | LC_ALL=C sort -t, -g | head -100"),
    }


def tiers(program, file):
    """Task B: for each tier how many, the median rate, the quartiles of the cost per engagement.
    Tastemaker's `compare` does this and the ratios, intervals, exclusions and warnings besides."""
    sql = (
        f"SELECT {SQL_TIER} AS tier, count(*), median(engagement_rate), "
        "quantile_cont(price_usd / nullif(followers * engagement_rate, 0), [0.25, 0.5, 0.75]) "
        f"FROM read_csv('{file}') GROUP BY 1"
    )
    lazy = (
        "import polars as pl\n"
        f"d = pl.scan_csv({file!r}).with_columns(\n"
        " tier=pl.col('followers').cut([1000, 100000, 1000000], left_closed=True),\n"
        " cpe=pl.col('price_usd') / (pl.col('followers') * pl.col('engagement_rate')))\n"
        "c = pl.col('cpe').filter(pl.col('cpe').is_finite())\n"
        "print(d.group_by('tier').agg(pl.len(), pl.col('engagement_rate').median(),\n"
        " q1=c.quantile(0.25), q2=c.quantile(0.5), q3=c.quantile(0.75)).collect())"
    )
    return {
        "tastemaker": [program, "compare", file, "--format", "json"],
        "xan": shell(
            "xan",
            "xan map 'if(followers < 1000, \"nano\", if(followers < 100000, \"micro\", "
            "if(followers < 1000000, \"macro\", \"mega\"))) as tier, "
            f"if(price_usd ne \"\", price_usd / (followers * engagement_rate), \"\") as cpe' '{file}' "
            "| xan groupby tier 'count() as n, median(engagement_rate) as er, q1(cpe) as q1, "
            "median(cpe) as q2, q3(cpe) as q3'",
        ),
        "duckdb": python("duckdb", f"import duckdb; duckdb.sql({sql!r}).fetchall()"),
        "polars": python("polars", lazy),
    }


def once(command):
    """Seconds and MiB of a command with all its children; None where it fails."""
    with open(os.devnull, "wb") as nothing:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=nothing, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        took = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        print(said.decode(errors="replace").strip()[-300:], file=sys.stderr)
        return None
    return took, used.ru_maxrss / 1024


def measure(title, commands, runs):
    commands = {name: command for name, command in commands.items() if command}
    figures = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            figure = once(command)
            # The first turn warms the file up.
            if figure and turn > 0:
                figures[name].append(figure)
    own = statistics.median(took for took, _ in figures["tastemaker"])
    print(f"\n### {title}\n")
    print("| program | seconds (least–most) | peak MiB | times Tastemaker's |\n|---|---|---|---|")
    rows = [(statistics.median(took for took, _ in of), name, of) for name, of in figures.items() if of]
    for median, name, of in sorted(rows):
        times = [took for took, _ in of]
        memory = statistics.median(memory for _, memory in of)
        print(
            f"| {name} | {median:.3f} ({min(times):.3f}–{max(times):.3f}) | {memory:.0f} | {median / own:.2f} |"
        )


def main():
    arguments = argparse.ArgumentParser(description="Measures Tastemaker against other programs.")
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--make", type=int, metavar="ROWS")
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--program", default="target/release/tastemaker")
    said = arguments.parse_args()
    if said.make:
        make(said.make, said.files[0])
        return
    print(f"{os.cpu_count()} cores, {said.runs} runs each, in turn; medians.")
    for file in map(os.path.abspath, said.files):
        size = os.path.getsize(file) / 2**20
        name = f"{os.path.basename(file)} ({size:.0f} MiB)"
        measure(f"A: select and rank, {name}", select(said.program, file), said.runs)
        measure(f"B: figures of each tier, {name}", tiers(said.program, file), said.runs)


if __name__ == "__main__":
    main()
