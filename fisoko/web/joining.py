"""Joins a module and all that it imports into one module, so that a page asks for one file instead of dozens.

Each module becomes a function scope of its own, in the order in which a browser would run them; whole-line comments
and indents go, line breaks stay. Only the plain forms in which our modules import and export are known: any other is
refused, so nothing is ever joined wrongly. The source modules keep addresses of their own.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAMES = r"\{ (?P<names>\w+(?: as \w+)?(?:, \w+(?: as \w+)?)*) \}"
FROM = r' from "(?P<source>\.{1,2}/[\w./]+)";?$'
IMPORT = re.compile(rf"^import (?:{NAMES}|\* as (?P<whole>\w+)){FROM}")
PASSED_ON = re.compile(rf"^export {NAMES}{FROM}")
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (?P<name>\w+)\b)")
LATER = re.compile(r'\bimport\("(?P<source>\.{1,2}/[\w./]+)"\)')
STATEMENT = re.compile(r"^\s*(?:import|export)\b(?!\s*[.(:])")
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)

# Chrome compiles all of such a module beside its download, not function by function while the page waits.
HINT = "//# allFunctionsCalledOnLoad\n"


class NotJoined(ValueError):
    """The modules can't be joined; the message says which line of which module stands against it."""


@dataclass
class _Module:
    """A module on its way: its scope's name, exported names with what they stand for there, and its lines."""

    name: str
    scope: str = ""
    exports: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def text(self) -> str:
        body = "\n".join(self.imports + self.lines)
        exports = ", ".join(name if name == value else f"{name}: {value}" for name, value in self.exports.items())
        return f"// {self.name}\nconst {self.scope} = (() => {{\n{body}\nreturn {{ {exports} }}\n}})()\n"


def joined(entry: str, files: Mapping[str, Path]) -> str:
    """One module that exports what `entry` ("grid.js") does; `files` are all modules by name.

    Raises NotJoined for a circle of imports, a module that is missing, and a form that is not known here.
    """
    joiner = _Joiner(files)
    last = joiner.take(entry)
    named = ", ".join(last.exports)
    return joiner.text() + (f"export const {{ {named} }} = {last.scope}\n" if named else "")


def opened(component: str, styles: str, files: Mapping[str, Path]) -> str:
    """One module that is a whole page: the host opens `component` ("grid.js") in it, with the text of its style sheets.

    Raises NotJoined.
    """
    joiner = _Joiner(files)
    host, page = joiner.take("host.js"), joiner.take(component)
    return f"{HINT}{joiner.text()}{host.scope}.open({page.scope}, {json.dumps(styles, ensure_ascii=False)})\n"


class _Joiner:
    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files
        self.taken: dict[str, _Module] = {}
        self.open: list[str] = []

    def text(self) -> str:
        """All that was taken, each module after those it imports."""
        return "".join(one.text() for one in self.taken.values())

    def take(self, name: str) -> _Module:
        """The module of that name, after all that it imports."""
        if name in self.taken:
            return self.taken[name]
        if name in self.open:
            raise NotJoined(f"A circle of imports: {' → '.join([*self.open, name])}")
        if name not in self.files:
            raise NotJoined(f"{self.open[-1] if self.open else 'A page'} asks for {name}, which is missing")
        self.open.append(name)
        module = _Module(name)
        for line in COMMENT.sub("", self.files[name].read_text(encoding="utf-8")).split("\n"):
            if line.strip():
                self._read(module, line.strip(), at_top=not line[0].isspace())
        self.open.pop()
        module.scope = f"$module{len(self.taken)}"
        self.taken[name] = module
        return module

    def _read(self, module: _Module, line: str, *, at_top: bool) -> None:
        # A text that goes on in the next line would lose its indent there.
        if line.count("`") % 2 or "\\`" in line or line.endswith("\\"):
            raise NotJoined(f"{module.name}: a text may not go on in the next line: {line}")
        if at_top and (found := IMPORT.match(line)):
            module.imports.append(f"const {self._bound(module, found)}")
        elif at_top and (found := PASSED_ON.match(line)):
            source = self._source(module, found)
            module.exports |= {own: f"{source.scope}.{theirs}" for theirs, own in self._pairs(module, source, found)}
        else:
            if at_top and (found := EXPORT.match(line)):
                module.exports[found["name"]] = found["name"]
                line = line[found.end() :]
            if STATEMENT.match(line):
                raise NotJoined(f"{module.name}: not a form of import or export that can be joined: {line}")
            module.lines.append(LATER.sub(lambda it: f"Promise.resolve({self._source(module, it).scope})", line))

    def _bound(self, module: _Module, found: re.Match[str]) -> str:
        source = self._source(module, found)
        if found["whole"]:
            return f"{found['whole']} = {source.scope}"
        pairs = self._pairs(module, source, found)
        names = ", ".join(own if own == theirs else f"{theirs}: {own}" for theirs, own in pairs)
        return f"{{ {names} }} = {source.scope}"

    def _pairs(self, module: _Module, source: _Module, found: re.Match[str]) -> list[tuple[str, str]]:
        # (the name over there, the name here) of each name in the braces
        pairs = [(name.split(" as ")[0], name.split(" as ")[-1]) for name in found["names"].split(", ")]
        for theirs, _ in pairs:
            if theirs not in source.exports:
                raise NotJoined(f"{module.name}: {source.name} exports no {theirs}")
        return pairs

    def _source(self, module: _Module, found: re.Match[str]) -> _Module:
        return self.take(posixpath.normpath(posixpath.join(posixpath.dirname(module.name), found["source"])))
