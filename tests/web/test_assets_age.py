"""Nothing in our scripts and styles is younger than Chrome 88, which takes them as they are: there is no build."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parents[2] / "fisoko" / "web" / "assets"
JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![^\s;,{}()])//[^\n]*", re.DOTALL)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# What came later → (how it is seen in the text, a line where it must be seen).
YOUNG_IN_SCRIPTS = {
    "Array.at": (r"\.at\(", "const last = rows.at(-1)"),
    "structuredClone": (r"\bstructuredClone\(", "const copy = structuredClone(draft)"),
    "Object.hasOwn": (r"\bObject\.hasOwn\(", "if (Object.hasOwn(row, 'id')) return"),
    "Object.groupBy": (r"\b(Object|Map)\.groupBy\(", "Object.groupBy(rows, row => row.state)"),
    "findLast": (r"\.findLast(Index)?\(", "rows.findLast(row => row.spare)"),
    "sorted copies": (r"\.to(Sorted|Reversed|Spliced)\(", "rows.toSorted()"),
    "crypto.randomUUID": (r"\brandomUUID\b", "const id = crypto.randomUUID()"),
    "AbortSignal.timeout": (r"\bAbortSignal\.(timeout|any)\(", "fetch(url, { signal: AbortSignal.timeout(5000) })"),
    "Promise.withResolvers": (r"\bwithResolvers\(", "Promise.withResolvers()"),
    "checkVisibility": (r"\bcheckVisibility\(", "node.checkVisibility()"),
    "inert": (r"\binert\b", "main.inert = true"),
    "popover": (r"\bpopover(target)?\"?\s*[:=]\s*\"|\b(show|hide|toggle)Popover\(", "node.showPopover()"),
    "#private in": (r"#\w+\s+in\b", "static is(one) { return #id in one }"),
    "static block": (r"\bstatic\s*\{", "class Desk { static { Desk.made = 0 } }"),
    "top-level await": (r"(?m)^(?!.*\basync\b)[^\s/*].*\bawait\b", "const { show } = await import('./value.js')"),
    "import attributes": (r"(?m)^import\b.*\b(with|assert)\s*\{", "import data from './a.json' with { type: 'json' }"),
    "flags d and v": (r"/[gimsuy]*[dv][gimsuy]*\.(exec|test)\(", "/(a)/d.exec(text)"),
}
YOUNG_IN_STYLES = {
    ":has()": (r":has\(", ".pub:has(.new) { color: red }"),
    "@layer": (r"@layer\b", "@layer base { a { color: red } }"),
    "@container": (r"@container\b|\bcontainer(-type|-name)?\s*:", ".pub { container-type: size }"),
    "units of the dynamic viewport": (r"\d[dsl]v([hwib]|min|max)\b", ".desk { height: 100dvh }"),
    "nesting": (r"&", ".pub { &:hover { color: red } }"),
    "new colours": (r"\b(color-mix|oklch|oklab|lch|lab|hwb)\(", "a { color: oklch(0.5 0.1 200) }"),
    "accent-color": (r"\baccent-color\s*:", "input { accent-color: red }"),
    "scrollbar-gutter": (r"\bscrollbar-(gutter|width|color)\s*:", ".holder { scrollbar-gutter: stable }"),
    "text-wrap": (r"\btext-wrap\s*:", "h1 { text-wrap: balance }"),
    "overflow: clip": (r"(?<!-)\boverflow(-[xy])?\s*:\s*clip\b", ".cell { overflow: clip }"),
}


def files(ending: str) -> list[Path]:
    found = sorted(ASSETS.rglob(f"*.{ending}"))
    assert found
    return found


def young(text: str, features: dict[str, tuple[str, str]]) -> list[str]:
    return [name for name, (pattern, _) in features.items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    ("ending", "comment", "features"),
    [("js", JS_COMMENT, YOUNG_IN_SCRIPTS), ("css", CSS_COMMENT, YOUNG_IN_STYLES)],
)
def test_no_asset_uses_what_chrome_88_does_not_know(
    ending: str, comment: re.Pattern[str], features: dict[str, tuple[str, str]]
) -> None:
    seen = {
        path.relative_to(ASSETS).as_posix(): young(comment.sub("", path.read_text()), features)
        for path in files(ending)
    }
    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("features", [YOUNG_IN_SCRIPTS, YOUNG_IN_STYLES], ids=["scripts", "styles"])
def test_each_feature_is_seen_where_it_stands(features: dict[str, tuple[str, str]]) -> None:
    for name, (_, line) in features.items():
        assert name in young(f"a\n{line}\n", features)
