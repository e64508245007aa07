"""Change a product."""

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product
from inventory.lookups.alarms import check_pairs
from inventory.lookups.duplicates import refuse_duplicates, refuse_moved
from inventory.lookups.places import check_warehouses

NAMES = ("code", "name", "spec")


@app.handles(ChangeProduct)
def change_product(command: ChangeProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    changes = given(command, but=("confirm_duplicate", "reason"))
    if any(name in changes and changes[name] != getattr(product, name) for name in ("uom", "kind")):
        refuse_moved(work, product.id)
    check_warehouses(work, changes.get("safety_stock", ()))
    before = [getattr(product, name) for name in NAMES], {each.warehouse_id for each in product.safety_stock}
    product.change(changes)
    if before[0] != [getattr(product, name) for name in NAMES]:
        refuse_duplicates(work, product, command.confirm_duplicate, command.reason)
    work.flush()
    check_pairs(
        work, {(product.id, warehouse_id) for warehouse_id in before[1] | {each.warehouse_id for each in product.safety_stock}}
    )
    return product
