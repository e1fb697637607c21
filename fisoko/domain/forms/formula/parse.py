"""The parser: Excel's formula, English as in a file or Russian as people write it, becomes a tree."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fisoko.domain.forms.form import Tree
from fisoko.domain.forms.formula import texts
from fisoko.domain.forms.formula.foreign import RUSSIAN
from fisoko.domain.forms.formula.functions import TABLE
from fisoko.domain.forms.formula.problem import FormulaProblem
from fisoko.domain.forms.formula.reference import place
from fisoko.domain.forms.formula.settling import settled
from fisoko.domain.forms.formula.tokens import tokens
from fisoko.domain.forms.formula.tree import DEEPEST, depth

Resolve = Callable[[str | None], int | str]
PRECEDENCE = {"^": 5, "*": 4, "/": 4, "+": 3, "-": 3, "&": 2, **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 1)}
CONSTANTS = {"TRUE": ["bool", True], "FALSE": ["bool", False], "ИСТИНА": ["bool", True], "ЛОЖЬ": ["bool", False]}
NESTED = 64  # levels of brackets, as in Excel
_ENGLISH = {
    **{russian: english for english, russian in RUSSIAN.items()},
    **{function.russian: function.name for function in TABLE.values()},
    **{function.russian.replace("Ё", "Е"): function.name for function in TABLE.values()},
}
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", re.DOTALL)


def parse(
    text: str,
    *,
    home: tuple[int | str, int, int],
    resolve: Resolve,
    names: Mapping[str, str] | None = None,
) -> Tree:
    """The tree of a formula written for the cell `home` (sheet, row, column; Excel numbers).

    `text` may begin with "=", and be written as in a file (SUM, commas) or as in a Russian Excel (СУММ, semicolons,
    decimal commas). `resolve` gives the sheet of a name, or of the formula itself for None, and raises LookupError
    when there is none; `names` are the workbook's defined names with their formulas.
    Raises FormulaProblem with a Russian clause that says what to do.
    """
    known = {name.upper(): formula for name, formula in (names or {}).items()}
    tree = _Parser(text, home, resolve, known, ()).whole()
    if depth(tree) > DEEPEST:
        raise FormulaProblem(texts.DEEP)
    return tree


class _Parser:
    """A precedence climber over the tokens of one formula; `within` are the defined names that led here."""

    def __init__(
        self,
        text: str,
        home: tuple[int | str, int, int],
        resolve: Resolve,
        names: Mapping[str, str],
        within: Sequence[str],
    ) -> None:
        self.tokens, self.at, self.nested = tokens(text), 0, 0
        self.home, self.resolve, self.names, self.within = home, resolve, names, within

    def whole(self) -> Tree:
        if not self.tokens:
            raise FormulaProblem(texts.EMPTY)
        tree = self._binary(1)
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            adjacent = token.value == "," or token.type in ("OPERAND", "FUNC", "PAREN")
            raise FormulaProblem(texts.UNION if adjacent and token.subtype != "CLOSE" else texts.BROKEN)
        return tree

    def _peek(self) -> Any:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self) -> Any:
        token = self._peek()
        if token is None:
            raise FormulaProblem(texts.BROKEN)
        self.at += 1
        return token

    def _binary(self, least: int) -> Tree:
        left = self._unary()
        while (token := self._peek()) is not None and token.type == "OPERATOR-INFIX":
            if token.value not in PRECEDENCE:
                raise FormulaProblem(texts.UNION)
            strength = PRECEDENCE[token.value]
            if strength < least:
                break
            self.at += 1
            right = self._binary(strength + 1)
            left = ["op", token.value, _single(left), _single(right)]
        return left

    def _unary(self) -> Tree:
        negative, token = [], self._peek()
        while token is not None and token.type == "OPERATOR-PREFIX":
            negative.append(token.value == "-")
            self.at += 1
            token = self._peek()
        tree = self._postfix()
        for minus in negative:
            if minus:
                tree = ["neg", _single(tree)]
        return tree

    def _postfix(self) -> Tree:
        tree = self._primary()
        while (token := self._peek()) is not None and token.type == "OPERATOR-POSTFIX":
            self.at += 1
            tree = ["percent", _single(tree)]
        return tree

    def _primary(self) -> Tree:
        token = self._take()
        if token.type == "OPERAND":
            return self._operand(token)
        if token.type == "ARRAY":
            raise FormulaProblem(texts.ARRAY)
        if token.subtype != "OPEN":
            raise FormulaProblem(texts.BROKEN)
        self.nested += 1
        if self.nested > NESTED:
            raise FormulaProblem(texts.DEEP)
        tree = self._call(token.value[:-1]) if token.type == "FUNC" else self._bracket()
        self.nested -= 1
        return tree

    def _bracket(self) -> Tree:
        tree = self._binary(1)
        closing = self._take()
        if closing.subtype != "CLOSE":
            raise FormulaProblem(texts.UNION if closing.value == "," else texts.BROKEN)
        return tree

    def _call(self, written: str) -> Tree:
        name = written.strip().upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
        name = name if name in TABLE else _ENGLISH.get(name, name)
        if name not in TABLE:
            raise texts.function(name)
        function, arguments = TABLE[name], self._arguments()
        if not function.least <= len(arguments) <= function.most:
            raise texts.arity(function, len(arguments))
        for position, argument in enumerate(arguments):
            if not function.takes_range(position):
                _single(argument)
            elif function.ranges is not None and argument[0] not in ("ref", "range"):
                raise texts.range_needed(function)
        return ["call", name, settled(name, arguments)]

    def _arguments(self) -> list[Tree]:
        arguments: list[Tree] = []
        if (token := self._peek()) is not None and token.subtype == "CLOSE":
            self.at += 1
            return arguments
        while True:
            token = self._peek()
            missing = token is None or token.type == "SEP" or token.subtype == "CLOSE"
            arguments.append(["empty"] if missing else self._binary(1))
            token = self._take()
            if token.subtype == "CLOSE":
                return arguments
            if token.type != "SEP":
                raise FormulaProblem(texts.UNION if token.type in ("OPERAND", "FUNC", "PAREN") else texts.BROKEN)

    def _operand(self, token: Any) -> Tree:
        value: str = token.value
        if token.subtype == "TEXT":
            return ["str", value[1:-1].replace('""', '"')]
        if token.subtype == "NUMBER" and not value[0].isalpha():
            return ["num", _number(value)]
        if value.upper().endswith("#REF!"):
            raise FormulaProblem(texts.LOST)
        if token.subtype == "ERROR":
            return ["error", value]
        return CONSTANTS.get(value.upper()) or self._reference(value)

    def _reference(self, written: str) -> Tree:
        if "[" in written:
            external = written.lstrip("'").startswith("[") or "]" in written.partition("!")[0]
            raise FormulaProblem(texts.EXTERNAL if external and "!" in written else texts.TABLE_REFERENCE)
        match = _SHEET.fullmatch(written)
        if match is None:
            return place(written, self._sheet(None)) or self._name(written)
        name = match[1].replace("''", "'") if match[1] else match[2]
        if ":" in name:
            raise FormulaProblem(texts.THREE_SHEETS)
        sheet, where = self._sheet(name), match[3]
        first, colon, last = where.partition(":")
        again = _SHEET.fullmatch(last) if colon else None
        if again is not None and (again[1] or again[2]).replace("''", "'") == name:
            where = f"{first}:{again[3]}"
        tree = place(where, sheet)
        if tree is None:
            raise texts.unknown(written)
        return tree

    def _sheet(self, name: str | None) -> int | str:
        try:
            return self.resolve(name)
        except LookupError:
            raise texts.sheet(name or "") from None

    def _name(self, word: str) -> Tree:
        key = word.upper()
        if key not in self.names:
            raise texts.unknown(word)
        if key in self.within:
            raise texts.circle(word)
        return _Parser(self.names[key], self.home, self.resolve, self.names, [*self.within, key]).whole()


def _single(tree: Tree) -> Tree:
    """The tree, which must not be a range. Raises FormulaProblem."""
    if tree[0] == "range":
        raise texts.range_misplaced()
    return tree


def _number(written: str) -> int | float:
    value = float(written)
    if not abs(value) < 1e308:
        raise FormulaProblem(texts.BROKEN)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
