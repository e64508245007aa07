"""Say how long the warranty of a product is."""

from crm_contracts.service_desk.commands.installed_base import SetWarranty
from crm_kit.errors import Stale
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.warranty import ProductWarranty
from service_desk.lookups.customers import known


@app.handles(SetWarranty)
def set_warranty(command: SetWarranty, work: Work) -> ProductWarranty:
    known(work, {"product_id": command.product_id})
    warranty = work.session.get(ProductWarranty, command.product_id)
    if command.version != (warranty.version if warranty else 0):
        raise Stale("The warranty was changed at the same time; read it again")
    warranty = warranty or work.add(ProductWarranty(id=command.product_id))
    warranty.months = command.months
    return warranty
