"""Routes of the sales service."""

from __future__ import annotations

from crm_contracts.sales.commands import CreateLead
from crm_contracts.sales.queries import GetLead, ListLeads
from gateway.rows import CREATE, GET, LIST

ROWS = [
    *LIST("/leads", ListLeads),
    *CREATE("/leads", CreateLead),
    GET("/leads/<uuid:lead_id>", GetLead),
]
