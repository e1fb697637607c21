"""One module out of many: what it exports, in which order it runs, and what is refused rather than joined wrongly."""

from pathlib import Path

import pytest

from fisoko.web.joining import NotJoined, joined
from fisoko.web.library import ASSETS, JOINED, asset, asset_files

COMPONENTS = sorted(path.stem for path in ASSETS.glob("*.js") if "export function render(" in path.read_text("utf-8"))


def join(folder: Path, **modules: str) -> str:
    """The module a.js of modules given by their stems."""
    files = {}
    for stem, text in modules.items():
        files[f"{stem}.js"] = folder / f"{stem}.js"
        files[f"{stem}.js"].write_text(text + "\n")
    return joined("a.js", files)


def test_modules_run_once_and_after_those_they_import(tmp_path: Path) -> None:
    text = join(
        tmp_path,
        a='import { two } from "./b.js"\nimport { one } from "./c.js"\nexport const all = [one, two]',
        b='import { one } from "./c.js"\nexport const two = one + 1',
        c="export const one = 1",
    )
    assert [text.index(f"// {name}.js") for name in "cba"] == sorted(text.index(f"// {name}.js") for name in "cba")
    assert text.count("const one = 1") == 1
    assert text.endswith("export const { all } = $module2\n")


def test_every_form_of_our_modules_is_known(tmp_path: Path) -> None:
    text = join(
        tmp_path,
        a='import * as b from "./b.js"\nimport { f as g, K } from "./b.js"\nexport { K, f as h } from "./b.js"\n'
        'export async function late() { return import("./c.js") }\n'
        "export class Own extends K {}\nexport const at = import.meta.url",
        b="export function f() {}\nexport class K {}",
        c="export const c = 1",
    )
    assert "const b = $module0" in text
    assert "const { f: g, K } = $module0" in text
    assert "return Promise.resolve($module1)" in text
    assert "return { K: $module0.K, h: $module0.f, late, Own, at }" in text


def test_comments_and_indents_go_and_texts_stay(tmp_path: Path) -> None:
    text = join(tmp_path, a="// why\n/**\n * What\n */\nexport const a = [\n  `  // ${1}  `, // said\n  '/* no */',\n]")
    assert "const a = [\n`  // ${1}  `, // said\n'/* no */',\n]\n" in text
    assert "why" not in text
    assert "What" not in text


@pytest.mark.parametrize(
    "line",
    [
        'import b from "./b.js"',
        'import "./b.js"',
        'import { b } from "elsewhere"',
        'import { missing } from "./b.js"',
        'import { b } from "./missing.js"',
        'import {\n  b\n} from "./b.js"',
        '  import { b } from "./b.js"',
        "export default 1",
        "export let a = 1",
        "export const { a } = {}",
        "const a = 1\nexport { a }",
        'export * from "./b.js"',
        "const a = `one\n  two`",
        'const a = "one\\\n  two"',
        'import { a } from "./a.js"',
        'import { c } from "./c.js"',
        'const late = () => import("./c.js")',
    ],
)
def test_what_could_be_joined_wrongly_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(NotJoined):
        join(tmp_path, a=line, b="export const b = 1", c='import { a } from "./a.js"\nexport const c = 1')


@pytest.mark.parametrize("name", ["host", *COMPONENTS])
def test_every_component_of_ours_can_be_joined(name: str) -> None:
    held = asset(name + JOINED)
    assert held is not None
    assert held.gzipped is not None
    text = held.body.decode()
    assert 'from "' not in text
    assert ("\nexport const { render } = " in text) == (name in COMPONENTS)


def test_only_what_stands_at_the_top_is_joined() -> None:
    assert "grid/typing.js" in asset_files()
    assert asset("grid/typing" + JOINED) is None
    assert asset("missing" + JOINED) is None
    assert asset("../guard" + JOINED) is None
