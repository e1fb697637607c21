"""Dashboards of 89 regions: how long, how large; and what other ways of writing one file weigh.

    python -m benchmarks.dashboards [--home DIR] [--collection N]

Without --home it makes the demonstration of the country first (45,000 organisations, some minutes). Prints rows of a Markdown table.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PASSWORD = "Пароль-для-замера-7"
COLLECTION = "Контингент"


def fisoko(*words: object) -> str:
    command = [sys.executable, "-m", "fisoko", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def number_of(home: Path) -> int:
    """The open collection of the demonstration."""
    listed = re.findall(rf"\s(\d+)\s+{COLLECTION}\s+\d\d\.", fisoko("publications", "list", "--home", home))
    return int(listed[-1])


def timed(*words: object) -> float:
    begun = time.perf_counter()
    fisoko(*words)
    return time.perf_counter() - begun


def measure(home: Path, collection: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = ("dashboard", "--home", home, "--collection", collection, "--out", folder / "one.html", "--force")
        print(f"| one region, opening the base included | {timed(*one, '--region', '24'):.1f} s | |", flush=True)
        print(f"| all regions in one file | {timed(*one):.1f} s | |", flush=True)
        took = timed("dashboard", "--home", home, "--collection", collection, "--all", "--out", folder / "all")
        files = (folder / "all").glob("[0-9]*.html")
        sizes = sorted(path.stat().st_size / 1e6 for path in files)
        print(f"| {len(sizes)} regions, all together and the list | {took:.0f} s | ≤ 180 s |")
        print(
            f"| a region's file, least / median / most | {sizes[0]:.2f} / {statistics.median(sizes):.2f} / "
            f"{sizes[-1]:.2f} MB | ≤ 6 MB |"
        )


def renderers() -> None:
    """What a file with one plot, one choice and one table weighs, written by each."""
    import pandas as pd
    import panel as pn
    from bokeh.embed import file_html
    from bokeh.plotting import figure
    from bokeh.resources import INLINE

    pn.extension("tabulator")

    def plot():
        made = figure(height=300)
        made.line([1, 2], [3, 4])
        return made

    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "panel.html"
        weights = {"Bokeh alone, inline": len(file_html(plot(), INLINE, "").encode())}
        choice = pn.widgets.Select(options=["a", "b"])
        for what, parts in {
            "Panel's save, inline, with a choice": [choice],
            "Panel's save, inline, with a choice and a table": [choice, pn.widgets.Tabulator(pd.DataFrame({"a": [1]}))],
        }.items():
            pn.Column(pn.pane.Bokeh(plot()), *parts).save(file, resources=INLINE, embed=True)
            weights[what] = file.stat().st_size
    for what, size in weights.items():
        print(f"| {what} | {size / 1e6:.2f} MB | |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--collection", type=int)
    options = parser.parse_args()
    print("| what | measured | wanted |\n|---|---|---|")
    renderers()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder) / "home"
        if options.home is None:
            fisoko("demo", "--scale", "country", "--home", home, "--password", PASSWORD)
        measure(home, options.collection or number_of(home))


if __name__ == "__main__":
    main()
