"""A submission: an immutable document with a control sum and a code of eight signs by which people compare."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

CODE_LENGTH = 8
# No I, L, O, U: what is read over the telephone is written down right.
CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_EXPLANATION = 10  # signs


def canonical(thing: Any) -> str:
    """One text for one content: keys sorted, no spaces, letters as they are."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def document(
    *,
    collection: int,
    organisation: int,
    number: int,
    form_version: int,
    submitted_at: datetime,
    values: Mapping[str, Any],
    explanations: Mapping[str, str],
) -> str:
    """The whole of what is submitted as canonical JSON; its SHA-256 is the control sum of the submission."""
    return canonical(
        {
            "collection": collection,
            "organisation": organisation,
            "number": number,
            "form_version": form_version,
            "submitted_at": submitted_at.isoformat(),
            "values": values,
            "explanations": explanations,
        }
    )


def sha256(text: str) -> str:
    """The control sum of a document, 64 hexadecimal signs."""
    return hashlib.sha256(text.encode()).hexdigest()


def control_code(control_sum: str) -> str:
    """The first 40 bits of a control sum as eight signs."""
    number = int(control_sum[:10], 16)
    return "".join(CODE_SIGNS[number >> shift & 31] for shift in range(35, -1, -5))


def unexplained(warnings: list[dict[str, Any]], explanations: Mapping[str, str]) -> list[dict[str, Any]]:
    """The warnings without an explanation of at least ten signs; it is kept under «rule@address»."""
    return [
        warning
        for warning in warnings
        if len(explanations.get(explanation_key(warning), "").strip()) < SHORTEST_EXPLANATION
    ]


def explanation_key(finding: Mapping[str, Any]) -> str:
    """Under which name an explanation of this finding comes."""
    return f"{finding.get('rule') or finding['kind']}@{finding['address']}"
