"""`make chaos`: the whole storm, and what came of it in figures."""

import argparse
import sys

from axin.runtime.runs.claims import LEASE_SECONDS
from tests.chaos.figures import Figures
from tests.chaos.storm import WHOLE, Storm, Weather


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--runs", type=int, default=WHOLE.runs)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    part = arguments.runs / WHOLE.runs
    weather = Weather(arguments.runs, {name: max(1, round(count * part)) for name, count in WHOLE.strikes.items()})
    figures = Storm(weather, arguments.seed).run()
    show(weather, figures)
    return 0 if figures.clean else 1


def show(weather: Weather, figures: Figures) -> None:
    strikes = ", ".join(f"{name} {count}" for name, count in sorted(figures.strikes.items()))
    half, most = figures.recovery(0.5), figures.recovery(0.95)
    lines = (
        f"{weather.runs} calls in {figures.seconds:.0f} s; struck: {strikes}",
        f"lost {figures.lost}, doubled {figures.doubled}, stuck {figures.stuck}, done by another version {figures.strayed}",
        f"sent outside {figures.sends}, of those again {figures.repeated}, again under another key {figures.other_keys}",
        f"orphaned {len(figures.recoveries)} times; half were taken up within {half:.1f} s, 95 of 100 within {most:.1f} s",
        f"the goal is {LEASE_SECONDS + 5} s for these",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
