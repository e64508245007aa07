"""Routes of marketing: plans, budgets, target lists, campaigns and what came of them."""

from __future__ import annotations

from crm_contracts.marketing.commands import budgets, campaigns, plans, target_lists
from crm_contracts.marketing.queries import audit
from crm_contracts.marketing.queries import budgets as ask_budgets
from crm_contracts.marketing.queries import campaigns as ask_campaigns
from crm_contracts.marketing.queries import plans as ask_plans
from crm_contracts.marketing.queries import reports as ask_reports
from crm_contracts.marketing.queries import target_lists as ask_lists
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

PLAN = "/plans/<uuid:plan_id>"
BUDGET = "/budgets/<uuid:holder_id>"
TRANSFER = "/budget-transfers/<uuid:transfer_id>"
TARGET_LIST = "/target-lists/<uuid:list_id>"
CAMPAIGN = "/campaigns/<uuid:campaign_id>"

ROWS = [
    *LIST("/plans", ask_plans.ListPlans),
    *CREATE("/plans", plans.CreatePlan),
    GET(PLAN, ask_plans.GetPlan),
    CHANGE(PLAN, plans.ChangePlan),
    ACTION(f"{PLAN}/actions/submit", plans.SubmitPlan),
    ACTION(f"{PLAN}/actions/approve", plans.ApprovePlan),
    ACTION(f"{PLAN}/actions/return", plans.ReturnPlan),
    ACTION(f"{PLAN}/actions/reopen", plans.ReopenPlan),
    ACTION(f"{PLAN}/actions/close", plans.ClosePlan),
    GET(BUDGET, ask_budgets.GetBudget),
    ACTION(f"{BUDGET}/actions/plan", budgets.PlanBudget),
    *CREATE(f"{BUDGET}/costs", budgets.RecordCost, batch=False),
    *LIST(f"{BUDGET}/entries", ask_budgets.ListBudgetEntries),
    ACTION("/costs/<uuid:cost_id>/actions/release", budgets.ReleaseCost),
    *LIST("/budget-transfers", ask_budgets.ListBudgetTransfers),
    *CREATE("/budget-transfers", budgets.TransferBudget),
    GET(TRANSFER, ask_budgets.GetBudgetTransfer),
    ACTION(f"{TRANSFER}/actions/approve", budgets.ApproveBudgetTransfer),
    ACTION(f"{TRANSFER}/actions/reject", budgets.RejectBudgetTransfer),
    *LIST("/target-lists", ask_lists.ListTargetLists),
    *CREATE("/target-lists", target_lists.CreateTargetList),
    GET(TARGET_LIST, ask_lists.GetTargetList),
    CHANGE(TARGET_LIST, target_lists.ChangeTargetList),
    REMOVE(TARGET_LIST, target_lists.DeleteTargetList),
    ACTION(f"{TARGET_LIST}/actions/retake", target_lists.RetakeTargetList),
    ACTION(f"{TARGET_LIST}/actions/add-members", target_lists.AddListMembers),
    ACTION(f"{TARGET_LIST}/actions/remove-members", target_lists.RemoveListMembers),
    ACTION("/target-lists/actions/preview", ask_lists.PreviewTargetList),
    GET("/target-lists/comparison", ask_lists.CompareTargetLists),
    *LIST("/target-contacts", ask_lists.ListTargetContacts),
    *LIST("/campaigns", ask_campaigns.ListCampaigns),
    *CREATE("/campaigns", campaigns.CreateCampaign),
    GET(CAMPAIGN, ask_campaigns.GetCampaign),
    CHANGE(CAMPAIGN, campaigns.ChangeCampaign),
    GET(f"{CAMPAIGN}/preflight", ask_campaigns.PreflightCampaign),
    GET(f"{CAMPAIGN}/outcome", ask_reports.GetCampaignOutcome),
    ACTION(f"{CAMPAIGN}/actions/submit", campaigns.SubmitCampaign),
    ACTION(f"{CAMPAIGN}/actions/approve", campaigns.ApproveCampaign),
    ACTION(f"{CAMPAIGN}/actions/return", campaigns.ReturnCampaign),
    ACTION(f"{CAMPAIGN}/actions/schedule", campaigns.ScheduleCampaign),
    ACTION(f"{CAMPAIGN}/actions/unschedule", campaigns.UnscheduleCampaign),
    ACTION(f"{CAMPAIGN}/actions/launch", campaigns.LaunchCampaign),
    ACTION(f"{CAMPAIGN}/actions/pause", campaigns.PauseCampaign),
    ACTION(f"{CAMPAIGN}/actions/resume", campaigns.ResumeCampaign),
    ACTION(f"{CAMPAIGN}/actions/stop", campaigns.StopCampaign),
    ACTION(f"{CAMPAIGN}/actions/archive", campaigns.ArchiveCampaign),
    GET("/reports/campaign-returns", ask_reports.CampaignReturns),
    *LIST("/history/marketing", audit.ListHistory, "list_marketing_history"),
    EXPLAIN(audit.ExplainAccess),
]
