"""Note what a customer has from us."""

from crm_contracts.service_desk.commands.installed_base import CreateAsset
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.asset import Asset, warranty_end
from service_desk.domain.copies import AccountCopy, ProductCopy
from service_desk.lookups.customers import known
from service_desk.lookups.warranties import warranty_months


@app.handles(CreateAsset)
def create_asset(command: CreateAsset, work: Work) -> Asset:
    told = known(work, given(command))
    product, account = work.session.get(ProductCopy, command.product_id), work.session.get(AccountCopy, told["account_id"])
    months = warranty_months(work, [command.product_id])[command.product_id]
    ordinary = {"name": product.name if product else "", "warranty_until": warranty_end(command.sold_on, months)}
    asset = Asset(**{**ordinary, **told, "name": command.name or ordinary["name"]})
    if account is not None:
        asset.owner_id, asset.team_path = account.owner_id, account.team_path
    asset.come()
    work.add(asset).number = work.number("AS")
    return asset
