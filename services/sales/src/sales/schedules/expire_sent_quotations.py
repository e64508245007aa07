"""Quotations that the customer has not answered in time expire."""

import datetime as dt

from crm_contracts.sales.commands.quotations import ExpireQuotations
from crm_kit.work import Work
from sales.app import app
from sales.use_cases.quotations.expire_quotations import expire_quotations


@app.due(every=dt.timedelta(minutes=5))
def expire_sent_quotations(work: Work) -> None:
    expire_quotations(ExpireQuotations(limit=1000), work)
