"""A converted lead that turns out to be a customer already: one account survives, and nothing is lost."""

from __future__ import annotations

from company import Company
from made import Record, account, converted, lead, match, word

from crm_kit.testing.system import Answer, Client, eventually


def test_the_new_account_is_merged_into_the_one_that_was_there(company: Company) -> None:
    sibling, rep, admin = company["sibling"], company["sales_representative"], company.admin
    mark = word()
    known = account(sibling, name=f"Customer {mark}", website=f"https://{mark}.example")
    why = {"confirm_duplicate": True, "reason": "They say they are another firm"}
    enquiry = lead(rep, email=f"ask@{mark}.example", owner_id=company.people["sales_representative"].id, **why)

    done = converted(rep, enquiry)

    assert done["created"]["account"] is True
    assert done["account_id"] != known["id"]
    merged = eventually(lambda: _merged(admin, done["account_id"]))
    assert (merged["id"], merged["merged_into"]) == (known["id"], known["id"])
    deal = eventually(lambda: _deal_with(admin, done["opportunity_id"], known["id"]))
    assert deal["accounts"] == [{"id": known["id"], "is_main": True}]
    timeline = admin.get(f"/v1/accounts/{known['id']}/timeline", limit=100).must(200).json["data"]
    assert ("leads", enquiry["id"]) in {(entry["collection"], entry["record_id"]) for entry in timeline}


def _merged(admin: Client, account_id: str) -> Record | None:
    answer = admin.get(f"/v1/accounts/{account_id}")
    return answer.json if answer.status == 200 and answer.json["merged_into"] else None


def _deal_with(admin: Client, opportunity_id: str, account_id: str) -> Record | None:
    deal: Record = admin.get(f"/v1/opportunities/{opportunity_id}").must(200).json
    return deal if deal["accounts"][0]["id"] == account_id else None


def test_a_second_account_with_the_same_tax_id_is_refused_and_names_the_first_only_to_those_who_see_it(company: Company) -> None:
    owner, other = company["sibling"], company["sales_representative"]
    tax = {"tax_id": f"91{word()}", "tax_country": "CN"}
    known = account(owner, **tax)

    to_owner = owner.post("/v1/accounts", {"name": f"Twin {word()}", **tax})
    to_other = other.post("/v1/accounts", {"name": f"Twin {word()}", **tax})

    assert (to_owner.status, to_other.status) == (409, 409)
    assert to_owner.json["candidates"][0]["id"] == known["id"]
    assert known["id"] not in to_other.body.decode()
    assert known["name"] not in to_other.body.decode()


def test_a_name_alike_is_a_warning_that_can_be_overruled_with_a_reason(company: Company) -> None:
    rep, mark = company["sales_representative"], word()
    account(rep, name=f"上海{mark}科技有限公司")
    body = {"name": f"上海{mark}科技股份有限公司"}

    warned = rep.post("/v1/accounts", body)
    made = rep.post("/v1/accounts", body | {"confirm_duplicate": True, "reason": "A sister company"})

    assert (warned.status, warned.json["code"], made.status) == (409, "possible_duplicate", 201)


def test_a_lead_is_matched_against_accounts_that_the_enquirer_s_taker_may_not_see(company: Company) -> None:
    mark = word()
    known = account(company["sibling"], name=f"Customer {mark}")
    body = {"company_or_person": f"Customer {mark}", "source": "web", "email": f"{mark}@elsewhere.example"}
    rep = company["sales_representative"]

    def warning() -> Answer | None:
        answer = rep.post("/v1/leads", body)
        if answer.status == 201:
            rep.delete(f"/v1/leads/{answer.json['id']}", **match(answer.json)).must(204)
            return None
        return answer

    warned = eventually(warning)

    assert (warned.status, warned.json["code"]) == (409, "possible_duplicate")
    assert warned.json["candidates"][0]["name"] == known["name"]
    assert known["id"] not in warned.body.decode()
