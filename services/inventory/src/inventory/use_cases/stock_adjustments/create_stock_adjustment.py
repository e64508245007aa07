"""Goods in or out for another reason than a purchase or a sale."""

from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.stock_adjustment import StockAdjustment
from inventory.lookups.adjustments import drafted, findings, post, shown
from inventory.lookups.settings import check_posting_day


@app.handles(CreateStockAdjustment)
def create_stock_adjustment(command: CreateStockAdjustment, work: Work) -> StockAdjustment:
    adjustment = drafted(work, command)
    check_posting_day(work, adjustment.posted_on)
    adjustment.number = work.number("SA")
    is_posted = work.add(adjustment).submit(findings(work, adjustment), Decision.of(work))
    if is_posted:
        post(work, adjustment)
    return shown(work, adjustment)
