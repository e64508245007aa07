"""Whether the numbers of invoices have gaps."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from crm_contracts.sales.queries.invoices import InvoiceNumberGaps
from crm_contracts.sales.views.invoices import NumberGapsRow, NumberGapsView
from crm_kit.messages import dump
from crm_kit.work import Work
from sales.app import app
from sales.lookups.posting import PREFIXES

# Every number that was given, side by side with the invoice that has it.
NUMBERS = text("""
    SELECT s.name AS prefix, s.year, s.last, count(i.id) AS used, count(i.id) FILTER (WHERE i.status = 'void') AS void,
           coalesce(array_agg(n.number ORDER BY n.number) FILTER (WHERE i.id IS NULL), '{}') AS missing
    FROM sequences s
    CROSS JOIN LATERAL (SELECT concat_ws('-', s.name, s.year, lpad(CAST(g AS text), 6, '0')) AS number
                        FROM generate_series(1, s.last) g) n
    LEFT JOIN invoices i ON i.tenant_id = s.tenant_id AND i.number = n.number
    WHERE s.name = ANY(:prefixes) AND (CAST(:year AS integer) IS NULL OR s.year = :year)
    GROUP BY s.name, s.year, s.last ORDER BY s.year, s.name
""")


@app.answers(InvoiceNumberGaps)
def invoice_number_gaps(query: InvoiceNumberGaps, work: Work) -> dict[str, Any]:
    asked = {"prefixes": sorted(set(PREFIXES.values())), "year": query.year}
    rows = [NumberGapsRow(**row) for row in work.session.execute(NUMBERS, asked).mappings()]
    return dump(None, NumberGapsView, {"complete": not any(row.missing for row in rows), "rows": rows})
