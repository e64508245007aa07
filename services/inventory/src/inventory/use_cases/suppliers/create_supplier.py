"""A company to buy from."""

from crm_contracts.inventory.commands.suppliers import CreateSupplier
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.supplier import Supplier
from inventory.lookups.accounts import account
from inventory.lookups.suppliers import refuse_duplicate


@app.handles(CreateSupplier)
def create_supplier(command: CreateSupplier, work: Work) -> Supplier:
    told = {**given(command, but=("owner_id",)), "currency": command.currency or app.base_currency}
    if command.account_id is not None:
        told["account_id"] = account(work, command.account_id).id
    supplier = Supplier()
    give(work, supplier, command.owner_id)
    supplier.begin(told)
    refuse_duplicate(work, supplier)
    work.add(supplier)
    supplier.number = work.number("SU")
    return supplier
