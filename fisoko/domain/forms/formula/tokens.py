"""A formula in pieces, whether written as in a file or as in a Russian Excel."""

import re
from typing import Any

from fisoko.domain.forms.formula import texts
from fisoko.domain.forms.formula.problem import FormulaProblem

_PIECES = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[^\"']+|[\"']", re.DOTALL)
_GAPS = {ord(sign): " " for sign in "\t\r\u00a0"}
_RUSSIAN_CALL = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё.]*\s*\(")
_DECIMAL_COMMA = re.compile(r"(?<![A-Za-z0-9$.])([0-9]+),(?=[0-9])")


def tokens(text: str) -> list[Any]:
    """The tokens of openpyxl without spaces; a formula in Russian signs is put into English ones first.

    Raises FormulaProblem.
    """
    # The parser alone needs openpyxl; what only evaluates must not pay for its import.
    from openpyxl.formula.tokenizer import Tokenizer, TokenizerError

    written = "=" + _english(text.strip().removeprefix("="))
    try:
        return [token for token in Tokenizer(written).items if token.type != "WHITE-SPACE"]
    except (TokenizerError, IndexError, AssertionError):
        raise FormulaProblem(texts.BROKEN) from None


def _english(text: str) -> str:
    """Semicolons become commas and decimal commas points, where the formula is written as in a Russian Excel."""
    pieces = _PIECES.findall(text)
    pieces = [piece if piece[0] in "\"'" else piece.translate(_GAPS) for piece in pieces]
    bare = [piece for piece in pieces if piece[0] not in "\"'"]
    russian = any(";" in piece or _RUSSIAN_CALL.search(piece) for piece in bare) and not any(
        "{" in piece for piece in bare
    )
    if not russian and any("(" in piece for piece in bare):
        return "".join(pieces)
    return "".join(
        piece if piece[0] in "\"'" else _DECIMAL_COMMA.sub(r"\1.", piece).replace(";", ",") for piece in pieces
    )
