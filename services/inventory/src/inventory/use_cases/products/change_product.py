"""Change a product."""

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_kit.messages import given
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.product import Product
from inventory.lookups.alarms import check_pairs, close_alarms
from inventory.lookups.counting import count_anew
from inventory.lookups.duplicates import refuse_duplicates, refuse_moved
from inventory.lookups.places import check_warehouses

NAMES = ("code", "name", "spec")


@app.handles(ChangeProduct)
def change_product(command: ChangeProduct, work: Work) -> Product:
    product = work.get(Product, command.product_id, version=command.version)
    changes = given(command, but=("confirm_duplicate", "reason"))
    named, watched = _named(product), product.watched
    if any(name in changes and changes[name] != getattr(product, name) for name in ("uom", "kind")):
        refuse_moved(work, product.id)
    check_warehouses(work, changes.get("safety_stock", ()))
    product.change(changes)
    if _named(product) != named:
        refuse_duplicates(work, product, command.confirm_duplicate, command.reason)
    work.flush()
    close_alarms(work, watched - product.watched)
    check_pairs(work, product.watched)
    if "units" in changes or "uom" in changes:
        count_anew(work, product)
    return product


def _named(product: Product) -> list[str]:
    return [getattr(product, name) for name in NAMES]
