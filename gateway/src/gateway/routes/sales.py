"""Routes of sales: leads, opportunities, processes, reasons, rates and the funnel."""

from __future__ import annotations

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.commands.leads import (
    AcceptLead,
    AssignLead,
    ChangeLead,
    CreateLead,
    DeleteLead,
    NurtureLead,
    ReactivateLead,
    RecordFirstContact,
    RecycleLead,
    RejectLead,
    ReopenLead,
    RestoreLead,
    ShareLead,
    TransferLead,
    UnshareLead,
)
from crm_contracts.sales.commands.opportunities import (
    AdvanceOpportunity,
    CancelOpportunity,
    ChangeOpportunity,
    CreateOpportunity,
    DeleteOpportunity,
    HoldOpportunity,
    LoseOpportunity,
    MoveBackOpportunity,
    ReopenOpportunity,
    RestoreOpportunity,
    ResumeOpportunity,
    RevertOpportunity,
    ShareOpportunity,
    TransferOpportunity,
    UnshareOpportunity,
    WinOpportunity,
)
from crm_contracts.sales.commands.processes import (
    ChangeProcess,
    ChangeReason,
    CreateProcess,
    CreateReason,
    DeleteProcess,
    MigrateOpportunities,
    RestoreProcess,
)
from crm_contracts.sales.commands.rates import SetExchangeRate
from crm_contracts.sales.queries.audit import ExplainAccess, ListHistory
from crm_contracts.sales.queries.leads import GetLead, ListLeads, ListLeadShares
from crm_contracts.sales.queries.opportunities import (
    GetOpportunity,
    ListOpportunities,
    ListOpportunityShares,
    ListPipeline,
    ListStageHistory,
)
from crm_contracts.sales.queries.processes import GetProcess, GetReason, ListProcesses, ListReasons
from crm_contracts.sales.queries.rates import ListExchangeRates
from crm_contracts.sales.queries.reports import SalesFunnel, WinLossReport
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

LEAD = "/leads/<uuid:lead_id>"
OPPORTUNITY = "/opportunities/<uuid:opportunity_id>"
PROCESS = "/processes/<uuid:process_id>"
REASON = "/reasons/<uuid:reason_id>"

ROWS = [
    *LIST("/leads", ListLeads),
    *CREATE("/leads", CreateLead),
    GET(LEAD, GetLead),
    CHANGE(LEAD, ChangeLead),
    REMOVE(LEAD, DeleteLead),
    ACTION(f"{LEAD}/actions/restore", RestoreLead),
    ACTION(f"{LEAD}/actions/assign", AssignLead),
    ACTION(f"{LEAD}/actions/transfer", TransferLead),
    ACTION(f"{LEAD}/actions/first-contact", RecordFirstContact),
    ACTION(f"{LEAD}/actions/accept", AcceptLead),
    ACTION(f"{LEAD}/actions/reject", RejectLead),
    ACTION(f"{LEAD}/actions/nurture", NurtureLead),
    ACTION(f"{LEAD}/actions/recycle", RecycleLead),
    ACTION(f"{LEAD}/actions/reactivate", ReactivateLead),
    ACTION(f"{LEAD}/actions/convert", ConvertLead),
    ACTION(f"{LEAD}/actions/reopen", ReopenLead),
    GET(f"{LEAD}/shares", ListLeadShares),
    *CREATE(f"{LEAD}/shares", ShareLead, batch=False),
    REMOVE(f"{LEAD}/shares/<uuid:share_id>", UnshareLead),
    GET("/opportunities/funnel", SalesFunnel),
    GET("/opportunities/win-loss", WinLossReport),
    *LIST("/opportunities/pipeline", ListPipeline),
    *LIST("/opportunities/stage-history", ListStageHistory),
    *LIST("/opportunities", ListOpportunities),
    *CREATE("/opportunities", CreateOpportunity),
    GET(OPPORTUNITY, GetOpportunity),
    CHANGE(OPPORTUNITY, ChangeOpportunity),
    REMOVE(OPPORTUNITY, DeleteOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/restore", RestoreOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/advance", AdvanceOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/move-back", MoveBackOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/hold", HoldOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/resume", ResumeOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/win", WinOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/lose", LoseOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/cancel", CancelOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/reopen", ReopenOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/revert", RevertOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/transfer", TransferOpportunity),
    GET(f"{OPPORTUNITY}/shares", ListOpportunityShares),
    *CREATE(f"{OPPORTUNITY}/shares", ShareOpportunity, batch=False),
    REMOVE(f"{OPPORTUNITY}/shares/<uuid:share_id>", UnshareOpportunity),
    *LIST("/processes", ListProcesses),
    *CREATE("/processes", CreateProcess),
    GET(PROCESS, GetProcess),
    CHANGE(PROCESS, ChangeProcess),
    REMOVE(PROCESS, DeleteProcess),
    ACTION(f"{PROCESS}/actions/restore", RestoreProcess),
    ACTION(f"{PROCESS}/actions/migrate", MigrateOpportunities),
    *LIST("/reasons", ListReasons),
    *CREATE("/reasons", CreateReason),
    GET(REASON, GetReason),
    CHANGE(REASON, ChangeReason),
    *LIST("/exchange-rates", ListExchangeRates),
    *CREATE("/exchange-rates", SetExchangeRate),
    EXPLAIN(ExplainAccess),
    *LIST("/audit/sales", ListHistory, name="list_sales_history"),
]
