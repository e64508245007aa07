"""Routes of the service desk: calendars, policies and clocks, escalation, assignment, assets, agreements, entitlements."""

from __future__ import annotations

from crm_contracts.service_desk.commands import assignment, calendars, installed_base, policies
from crm_contracts.service_desk.queries import assignment as ask_assignment
from crm_contracts.service_desk.queries import calendars as ask_calendars
from crm_contracts.service_desk.queries import installed_base as ask_base
from crm_contracts.service_desk.queries import policies as ask
from gateway.rows import ACTION, CHANGE, CREATE, GET, LIST, REMOVE

CALENDAR = "/calendars/<uuid:calendar_id>"
POLICY = "/service-policies/<uuid:policy_id>"
ESCALATION = "/escalation-rules/<uuid:escalation_rule_id>"
ASSIGNMENT = "/assignment-rules/<uuid:assignment_rule_id>"
ABSENCE = "/absences/<uuid:absence_id>"
ASSET = "/assets/<uuid:asset_id>"
AGREEMENT = "/agreements/<uuid:agreement_id>"
TICKET = "/tickets/<uuid:ticket_id>"

ROWS = [
    *LIST("/calendars", ask_calendars.ListCalendars),
    *CREATE("/calendars", calendars.CreateCalendar),
    GET(CALENDAR, ask_calendars.GetCalendar),
    CHANGE(CALENDAR, calendars.ChangeCalendar),
    *LIST("/service-policies", ask.ListPolicies),
    *CREATE("/service-policies", policies.CreatePolicy),
    GET(POLICY, ask.GetPolicy),
    CHANGE(POLICY, policies.ChangePolicy),
    *LIST("/tickets/clocks", ask.ListTicketClocks),
    *LIST("/escalation-rules", ask.ListEscalationRules),
    *CREATE("/escalation-rules", policies.CreateEscalationRule),
    GET(ESCALATION, ask.GetEscalationRule),
    CHANGE(ESCALATION, policies.ChangeEscalationRule),
    ACTION(f"{TICKET}/actions/escalate", policies.EscalateTicket),
    *LIST("/assignment-rules", ask_assignment.ListAssignmentRules),
    *CREATE("/assignment-rules", assignment.CreateAssignmentRule),
    GET("/assignment-rules/trial", ask_assignment.TryAssignment),
    GET(ASSIGNMENT, ask_assignment.GetAssignmentRule),
    CHANGE(ASSIGNMENT, assignment.ChangeAssignmentRule),
    *LIST("/agent-profiles", ask_assignment.ListAgentProfiles),
    ACTION("/agent-profiles/<uuid:user_id>/actions/set", assignment.SetAgentProfile),
    *LIST("/absences", ask_assignment.ListAbsences),
    *CREATE("/absences", assignment.CreateAbsence),
    CHANGE(ABSENCE, assignment.ChangeAbsence),
    REMOVE(ABSENCE, assignment.DeleteAbsence),
    *LIST("/assets", ask_base.ListAssets),
    *CREATE("/assets", installed_base.CreateAsset),
    GET(ASSET, ask_base.GetAsset),
    CHANGE(ASSET, installed_base.ChangeAsset),
    ACTION(f"{ASSET}/actions/repair", installed_base.RepairAsset),
    ACTION(f"{ASSET}/actions/put-to-use", installed_base.PutAssetToUse),
    ACTION(f"{ASSET}/actions/take-back", installed_base.TakeAssetBack),
    ACTION(f"{ASSET}/actions/scrap", installed_base.ScrapAsset),
    *LIST("/warranties", ask_base.ListWarranties),
    ACTION("/warranties/<uuid:product_id>/actions/set", installed_base.SetWarranty),
    *LIST("/agreements", ask_base.ListAgreements),
    *CREATE("/agreements", installed_base.CreateAgreement),
    GET(AGREEMENT, ask_base.GetAgreement),
    CHANGE(AGREEMENT, installed_base.ChangeAgreement),
    ACTION(f"{AGREEMENT}/actions/activate", installed_base.ActivateAgreement),
    ACTION(f"{AGREEMENT}/actions/end", installed_base.EndAgreement),
    ACTION(f"{AGREEMENT}/actions/use", installed_base.UseAgreement),
    ACTION(f"{TICKET}/actions/charge", installed_base.ChargeTicket),
    ACTION(f"{TICKET}/actions/waive-entitlement", installed_base.WaiveEntitlement),
]
