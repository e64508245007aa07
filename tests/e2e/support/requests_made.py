"""For each route a request that is answered with the policy's `met` where the caller reaches the record, and changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from uuid import uuid4

from made import Record, word

from crm_kit.testing.system import Answer, Client
from gateway.rows import Row

NO_SUCH_VERSION = 2_000_000
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_TODAY = dt.datetime.now(dt.UTC).date()
_LATER, _DAY_BEFORE = (_TODAY + dt.timedelta(days=9)).isoformat(), (_TODAY - dt.timedelta(days=1)).isoformat()

SHARE = {"grantee_kind": "user", "grantee_id": str(uuid4())}
CONSENT = {"channel": "post", "status": "unknown"}
BODIES: dict[str, dict[str, Any]] = {
    "link_contact": {"contact_id": str(uuid4())},
    "share_account": SHARE, "share_contact": SHARE, "share_lead": SHARE, "share_opportunity": SHARE, "record_consent": CONSENT,
    "transfer_account": {"owner_id": str(uuid4())}, "transfer_contact": {"owner_id": str(uuid4())},
    "transfer_lead": {"owner_id": str(uuid4())}, "transfer_opportunity": {"owner_id": str(uuid4())},
    "record_first_contact": {"activity_id": str(uuid4())}, "reject_lead": {"reason": "no_need"}, "nurture_lead": {"until": _LATER},
    "recycle_lead": {"reason": "later"}, "reopen_lead": {"reason": "again"},
    "move_back_opportunity": {"stage": "first", "reason": "again"}, "hold_opportunity": {"reason": "x", "review_date": _LATER},
    "win_opportunity": {"reason": "price", "evidence": {"kind": "order", "reference": "1"}},
    "lose_opportunity": {"reason": "price"},
    "cancel_opportunity": {"reason": "invalid"}, "reopen_opportunity": {"reason": "again"},
    "revert_opportunity": {"reason": "again"},
    "name_deputy": {"deputy_id": None}, "move_team": {"parent_id": None}, "end_sessions": {"user_id": str(uuid4())},
    "return_quotation": {"comment": "x"}, "decline_quotation": {"reason": "x"}, "cancel_quotation": {"reason": "x"},
    "copy_quotation": {"account_id": str(uuid4())}, "reject_order": {"comment": "x"}, "hold_order": {"reason": "x"},
    "short_close_order": {"reason": "x"}, "cancel_order": {"reason": "x"},
    "void_invoice": {"reason": "x"}, "credit_invoice": {"reason": "x"}, "bounce_payment": {"reason": "x"},
    "reverse_payment": {"reason": "x"}, "refund_payment": {"reason": "x"},
    "migrate_opportunities": {"from_version": 900, "to_version": 901, "stages": {}},
    "list_pipeline_by_search": {"as_of": _DAY_BEFORE},
    "phase_out_product": {"reason": "x"}, "block_product": {"reason": "x"}, "reject_stock_adjustment": {"comment": "x"},
    "reverse_stock_adjustment": {"reason": "x"},
    "release_shipment_notice": {"release_reason": "produced"}, "counter_shipment_notice": {"reason": "x"},
    "refuse_shipment_notice": {"reason": "x"}, "reject_shipment_notice": {"reason": "x"},
    "close_short_shipment_notice": {"reason": "x"}, "cancel_shipment_notice": {"reason": "x"},
    "confirm_delivery": {"signed_by": "x"}, "fail_delivery": {"reason": "x"}, "return_delivery": {"reason": "x"},
    "cancel_delivery": {"reason": "x"}, "record_waybill_event": {"status": "no such word", "at": f"{_DAY_BEFORE}T12:00:00Z"},
    "add_listed_price": {"product_id": str(uuid4()), "price": "1"}, "change_listed_price": {"price": "1"},
    "block_supplier": {"reason": "x"}, "return_purchase_order": {"reason": "x"}, "cancel_purchase_order": {"reason": "x"},
    "short_close_purchase_order": {"reason": "x"}, "reject_receipt": {"reason": "x"},
    "transfer_ticket": {"owner_id": str(uuid4())}, "allocate_ticket": {"owner_id": str(uuid4())},
    "solve_ticket": {"solution": "x", "cause_code": "x"}, "reopen_ticket": {"reason": "x"},
    "cancel_ticket": {"validity": "invalid", "reason": "x"}, "share_ticket": SHARE, "add_note": {"text": "x"},
    "merge_ticket": {"target_id": str(uuid4()), "reason": "x"},
    "raise_complaint": {"severity": "minor", "responsible_department": "x", "reason": "x"},
    "downgrade_complaint": {"reason": "x"}, "offer_compensation": {"note": "x"}, "reject_compensation": {"comment": "x"},
    "escalate_ticket": {"reason": "x"}, "charge_ticket": {"way": "quote"}, "waive_entitlement": {"reason": "x"},
    "set_agent_profile": {}, "set_warranty": {"months": 1}, "scrap_asset": {"reason": "x"}, "end_agreement": {"reason": "x"},
    "use_agreement": {"reason": "x"},
    "settle_complaint": {"outcome": "agreed", "verdict": "x"},
    "return_plan": {"comment": "x"}, "return_campaign": {"comment": "x"}, "stop_campaign": {"reason": "x"},
    "schedule_campaign": {"starts_at": f"{_LATER}T12:00:00Z"}, "plan_budget": {"lines": []}, "release_cost": {"reason": "x"},
    "record_cost": {"step": "actual", "cost_type": "media", "amount": {"amount": "1000000000.00", "currency": "CNY"}},
    "reject_budget_transfer": {"comment": "x"}, "add_list_members": {"contact_ids": [str(uuid4())]},
    "remove_list_members": {"contact_ids": [str(uuid4())]},
    "amend_purchase_order": {"lines": [{"product_id": str(uuid4()), "qty": "1"}], "reason": "x"},
}  # fmt: skip
# A word that nobody has used, where the same one again would be a duplicate.
FRESH = {"create_bin": "code"}
QUERIES: dict[str, dict[str, str]] = {
    "upsert_account": {"system": "stories", "id": "nobody"}, "list_pipeline": {"as_of": _DAY_BEFORE},
    "start_import": {"collection": "accounts", "filename": "nothing.csv"},
    "verify_history": {"since": _DAY_BEFORE, "until": _DAY_BEFORE},
}  # fmt: skip


def path_of(row: Row, record: Record | None) -> str:
    """The route's address for this record; what it does not give is an id that nobody has."""
    own = record or {}
    ids = {"share_id": own.get("share_id")}
    return "/v1" + _PLACE.sub(lambda place: str(ids.get(place[1]) or own.get("id") or uuid4()), row.path)


def ask(client: Client, row: Row, record: Record | None, asker: str = "") -> Answer:
    """Send the route's request about this record; `asker` is whom questions about access are about."""
    operation, query = row.operation_id, dict(QUERIES.get(row.operation_id, {}))
    if row.kind == "access":
        query = {"user_id": asker, "collection": "accounts", "id": str((record or {}).get("id") or uuid4())}
    path = path_of(row, record) + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
    alone = operation.removesuffix("_in_batch")
    body = BODIES.get(alone, BODIES.get(operation, {})) | ({FRESH[alone]: word()} if alone in FRESH else {})
    body = {"data": [body]} if row.kind == "batch" else body
    headers = {"If_Match": f'"{NO_SUCH_VERSION}"'} if row.needs_version else {}
    return client.call(row.method, path, None if row.method in ("GET", "DELETE") else body, headers)


def status_of(row: Row, answer: Answer) -> int:
    """The status; of a batch that of its one row."""
    if row.kind == "batch" and answer.status in (201, 207):
        found: int = answer.json["data"][0]["status"]
        return found
    return answer.status
