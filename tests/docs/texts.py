"""The texts of the project as tests read them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def texts() -> list[Path]:
    """Every Markdown file that a reader may open."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def blocks(text: str, *kinds: str) -> list[str]:
    """The code blocks of these kinds, with continued lines joined."""
    return [body.replace("\\\n", " ") for kind, body in FENCE.findall(text) if kind in kinds]
