"""A draft found fit to be submitted, and the submission that is made of it."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from fisoko.domain.collection import Participation
from fisoko.domain.error import HasFindings, Unexplained
from fisoko.domain.forms.checking import Calculation, check, completeness
from fisoko.domain.forms.form import Form, Value
from fisoko.domain.forms.value import FormulaError
from fisoko.domain.person import Identity
from fisoko.domain.submission import canonical, control_code, document, explanation_key, sha256, snapshot, unexplained
from fisoko.store.submissions import Submission

LONGEST_EXPLANATION = 2000


class Judged:
    """A draft found fit to be submitted. Raises HasFindings when it is not."""

    def __init__(self, form: Form, values: dict[str, Any], day: date, explanations: dict[str, str]) -> None:
        found = [finding.to_json() for finding in check(form, values, day)]
        errors = [finding for finding in found if finding["level"] == "error"]
        if errors:
            raise HasFindings(findings=found)
        if unexplained(found, explanations):
            raise Unexplained(findings=found)
        self.explanations = [
            {
                "rule": finding.get("rule") or "",
                "sheet": finding.get("sheet_name", ""),
                "address": finding["address"],
                "text": finding["text"],
                "explanation": explanations[explanation_key(finding)].strip()[:LONGEST_EXPLANATION],
            }
            for finding in found
        ]
        self.filled, self.required = completeness(form, values)
        calculation = Calculation(form, values, day)

        def cell(sheet: str, row: str, column: str) -> Value:
            value = calculation.cell(sheet, row, column)
            return None if isinstance(value, FormulaError) else value

        self.values = snapshot(form, values, cell)

    @cached_property
    def text(self) -> str:
        """The values as the document has them."""
        return canonical(self.values)

    def submission(
        self,
        identity: Identity,
        participation: Participation,
        *,
        request_id: str,
        draft_seq: int,
        seq: int,
        number: int,
        at: datetime,
    ) -> Submission:
        """The submission of this number; its document has everything by which it can be checked."""
        collection = participation.collection
        body = document(
            collection=collection.id,
            organisation=identity.organisation_id or 0,
            number=number,
            form_version=collection.form_version_id,
            submitted_at=at,
            values=self.text,
            explanations=self.explanations,
        )
        control_sum = sha256(body)
        return Submission(
            collection_id=collection.id,
            region=participation.region or "",
            organisation_id=identity.organisation_id or 0,
            number=number,
            request_id=request_id,
            seq=seq,
            draft_seq=draft_seq,
            form_version_id=collection.form_version_id,
            submitted_at=at,
            account_id=identity.account_id or 0,
            body=body,
            sha256=control_sum,
            code=control_code(control_sum),
            filled=self.filled,
            required=self.required,
            explanations=self.explanations,
        )
