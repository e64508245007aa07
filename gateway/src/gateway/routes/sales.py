"""Routes of the sales service: leads, opportunities, and how they are worked on."""

from __future__ import annotations

from crm_contracts.sales.commands import conversion, lead_rules, leads, opportunities, processes, rates
from crm_contracts.sales.queries import audit, reports
from crm_contracts.sales.queries import lead_rules as ask_rules
from crm_contracts.sales.queries import leads as ask_leads
from crm_contracts.sales.queries import opportunities as ask
from crm_contracts.sales.queries import processes as ask_processes
from crm_contracts.sales.queries import rates as ask_rates
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

LEAD = "/leads/<uuid:lead_id>"
OPPORTUNITY = "/opportunities/<uuid:opportunity_id>"
PROCESS = "/processes/<uuid:process_id>"
RULE = "/lead-rules/<uuid:lead_rule_id>"
REASON = "/reasons/<uuid:reason_id>"

ROWS = [
    *LIST("/leads", ask_leads.ListLeads),
    *CREATE("/leads", leads.CreateLead),
    GET(LEAD, ask_leads.GetLead),
    CHANGE(LEAD, leads.ChangeLead),
    REMOVE(LEAD, leads.DeleteLead),
    ACTION(f"{LEAD}/actions/restore", leads.RestoreLead),
    ACTION(f"{LEAD}/actions/assign", leads.AssignLead),
    ACTION(f"{LEAD}/actions/transfer", leads.TransferLead),
    ACTION(f"{LEAD}/actions/record-first-contact", leads.RecordFirstContact),
    ACTION(f"{LEAD}/actions/accept", leads.AcceptLead),
    ACTION(f"{LEAD}/actions/reject", leads.RejectLead),
    ACTION(f"{LEAD}/actions/nurture", leads.NurtureLead),
    ACTION(f"{LEAD}/actions/recycle", leads.RecycleLead),
    ACTION(f"{LEAD}/actions/reactivate", leads.ReactivateLead),
    ACTION(f"{LEAD}/actions/reopen", leads.ReopenLead),
    ACTION(f"{LEAD}/actions/convert", conversion.ConvertLead),
    GET(f"{LEAD}/shares", ask_leads.ListLeadShares),
    *CREATE(f"{LEAD}/shares", leads.ShareLead),
    REMOVE(f"{LEAD}/shares/<uuid:share_id>", leads.UnshareLead),
    *LIST("/opportunities", ask.ListOpportunities),
    *CREATE("/opportunities", opportunities.CreateOpportunity),
    GET(OPPORTUNITY, ask.GetOpportunity),
    CHANGE(OPPORTUNITY, opportunities.ChangeOpportunity),
    REMOVE(OPPORTUNITY, opportunities.DeleteOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/restore", opportunities.RestoreOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/advance", opportunities.AdvanceOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/move-back", opportunities.MoveBackOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/hold", opportunities.HoldOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/resume", opportunities.ResumeOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/win", opportunities.WinOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/lose", opportunities.LoseOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/cancel", opportunities.CancelOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/reopen", opportunities.ReopenOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/revert", opportunities.RevertOpportunity),
    ACTION(f"{OPPORTUNITY}/actions/transfer", opportunities.TransferOpportunity),
    GET(f"{OPPORTUNITY}/shares", ask.ListOpportunityShares),
    *CREATE(f"{OPPORTUNITY}/shares", opportunities.ShareOpportunity),
    REMOVE(f"{OPPORTUNITY}/shares/<uuid:share_id>", opportunities.UnshareOpportunity),
    *LIST("/opportunities/stage-history", ask.ListStageHistory),
    *LIST("/opportunities/pipeline", ask.ListPipeline),
    GET("/opportunities/funnel", reports.SalesFunnel),
    GET("/opportunities/win-loss", reports.WinLossReport),
    *LIST("/processes", ask_processes.ListProcesses),
    *CREATE("/processes", processes.CreateProcess),
    GET(PROCESS, ask_processes.GetProcess),
    CHANGE(PROCESS, processes.ChangeProcess),
    REMOVE(PROCESS, processes.DeleteProcess),
    ACTION(f"{PROCESS}/actions/restore", processes.RestoreProcess),
    ACTION(f"{PROCESS}/actions/migrate", processes.MigrateOpportunities),
    *LIST("/reasons", ask_processes.ListReasons),
    *CREATE("/reasons", processes.CreateReason),
    GET(REASON, ask_processes.GetReason),
    CHANGE(REASON, processes.ChangeReason),
    *LIST("/lead-rules", ask_rules.ListLeadRules),
    *CREATE("/lead-rules", lead_rules.CreateLeadRule),
    GET(RULE, ask_rules.GetLeadRule),
    CHANGE(RULE, lead_rules.ChangeLeadRule),
    REMOVE(RULE, lead_rules.DeleteLeadRule),
    *LIST("/exchange-rates", ask_rates.ListExchangeRates),
    *CREATE("/exchange-rates", rates.SetExchangeRate),
    *LIST("/history/sales", audit.ListHistory, "list_sales_history"),
    EXPLAIN(audit.ExplainAccess),
]
