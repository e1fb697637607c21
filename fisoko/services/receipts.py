"""Receipts of submissions: one's own, any by its control code within one's scope, checked, printed and taken along."""

import re
from dataclasses import asdict
from typing import Any

from fisoko.domain.error import NotFound
from fisoko.domain.moscow import show_seconds
from fisoko.domain.person import Identity
from fisoko.domain.submission import control_code, filled, sha256
from fisoko.reports import texts
from fisoko.services import permissions
from fisoko.services.permissions import Action, Thing
from fisoko.services.receipt import receipt_of
from fisoko.services.workbooks import Workbooks
from fisoko.store.accounts import Accounts
from fisoko.store.collections import Collections
from fisoko.store.forms import Forms
from fisoko.store.submissions import Submission, Submissions

CODE = re.compile(r"[0-9A-Z]{8}")


class Receipts:
    """Whoever may see an organisation's data may see, check and take along its receipts."""

    def __init__(
        self,
        *,
        collections: Collections,
        accounts: Accounts,
        forms: Forms,
        submissions: Submissions,
        workbooks: Workbooks,
    ) -> None:
        self._collections, self._accounts, self._forms = collections, accounts, forms
        self._submissions, self._workbooks = submissions, workbooks

    def receipt(self, identity: Identity, code: str) -> dict[str, Any]:
        """The receipt of a control code, as its page shows it. Raises NotFound for a code not within one's scope."""
        found = self._found(identity, code)
        form = self._forms.version(found.form_version_id).form
        who = self._who(found)
        return {
            **receipt_of(found),
            "collection": self._collections.one(found.collection_id).title,
            "organisation": who.organisation_name,
            "login": who.login,
            "region": who.region_name,
            "sheets": [asdict(sheet) for sheet in filled(form, found.values)],
            "explanations": found.explanations,
            "download_href": f"/receipts/{found.code}.xlsx",
            "view_href": f"/collections/{found.collection_id}/organisations/{who.login}?version={found.number}",
        }

    def receipts(self, identity: Identity) -> list[dict[str, Any]]:
        """The submissions of one's own organisation, newest first."""
        if identity.organisation_id is None:
            return []
        found = self._submissions.of_organisation(identity.organisation_id)
        titles = {one.collection_id: "" for one in found}
        for collection_id in titles:
            titles[collection_id] = self._collections.one(collection_id).title
        return [{**receipt_of(one), "collection": titles[one.collection_id]} for one in found]

    def check(self, identity: Identity, code: str) -> dict[str, Any]:
        """Whether a code is that of a submission that one may see, whose document is what it was made of.

        `matches` says so; then `receipt` tells of the submission and `last` is the number of the last one.
        """
        code = re.sub(r"[\s-]", "", code).upper()[:16]
        try:
            found = self._found(identity, code)
        except NotFound:
            return {"code": code, "matches": False, "receipt": None}
        whole = sha256(found.body) == found.sha256 and control_code(found.sha256) == found.code
        last = self._submissions.last(found.collection_id, found.organisation_id)
        who = self._who(found)
        told = {
            **receipt_of(found),
            "collection": self._collections.one(found.collection_id).title,
            "organisation": who.organisation_name,
            "login": who.login,
        }
        return {"code": code, "matches": whole, "receipt": told, "last": last.number if last else found.number}

    def workbook(self, identity: Identity, code: str) -> tuple[str, bytes]:
        """«Скачать, что сдано»: the name and the bytes of a workbook with every cell as it was submitted.

        Raises NotFound, and Unavailable when too many wait.
        """
        found = self._found(identity, code)
        who, collection = self._who(found), self._collections.one(found.collection_id).title
        facts = (
            found.number,
            show_seconds(found.submitted_at),
            collection,
            who.organisation_name,
            who.login,
            who.region_name,
            found.code,
            found.sha256,
        )
        lines = [[name, str(fact)] for name, fact in zip(texts.RECEIPT_FACTS, facts, strict=True)]
        lines += [[texts.RECEIPT_EXPLANATION.format(**one), one["explanation"]] for one in found.explanations]
        job = {
            "form": self._forms.version(found.form_version_id).form.to_json(),
            "values": found.values,
            "receipt": lines,
        }
        name = texts.SUBMITTED_FILE.format(collection=collection, login=who.login, number=found.number)
        return name, self._workbooks.written(job)

    def _found(self, identity: Identity, code: str) -> Submission:
        if not CODE.fullmatch(code):
            raise NotFound
        found = self._submissions.by_code(code, permissions.scope(identity))
        if found is None:
            raise NotFound
        permissions.check(identity, Action.SEE_DATA, Thing(found.region, found.organisation_id))
        return found

    def _who(self, found: Submission) -> Identity:
        account = self._accounts.one(found.account_id)
        if account is None:
            raise NotFound
        return account.identity()
