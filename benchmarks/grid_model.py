"""Random sequences of keystrokes, pastes, steps back, reloads and dropped connections against a model of the form.

    python -m benchmarks.grid_model [--sequences 200] [--keys 300] [--first 1]

Prints each difference between page, outbox, store and model, and how many there were; exit status 1 where there was one.
"""

import argparse
import sys
import time

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.model_site import model_site


def main() -> None:
    """All of them, one after another."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--sequences", type=int, default=200)
    words.add_argument("--keys", type=int, default=300)
    words.add_argument("--first", type=int, default=1)
    asked = words.parse_args()
    bad, begun = 0, time.monotonic()
    with model_site(asked.sequences, asked.first) as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for seed in range(asked.first, asked.first + asked.sequences):
            found = place.sequence(browser, seed, asked.keys)
            for one in found:
                print(f"sequence {seed}: {one}", flush=True)
            bad += bool(found)
        browser.close()
    seconds = time.monotonic() - begun
    print(f"{asked.sequences} sequences of {asked.keys}: {bad} with differences, {seconds:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
