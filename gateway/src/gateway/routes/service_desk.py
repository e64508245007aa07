"""Routes of the service desk: tickets, complaints, what is said about them, types of problems, settings."""

from __future__ import annotations

from crm_contracts.service_desk.commands import complaints, notes, problem_types, settings, tickets
from crm_contracts.service_desk.queries import audit
from crm_contracts.service_desk.queries import notes as ask_notes
from crm_contracts.service_desk.queries import problem_types as ask_problem_types
from crm_contracts.service_desk.queries import settings as ask_settings
from crm_contracts.service_desk.queries import tickets as ask
from gateway.rows import ACTION, CHANGE, CREATE, EXPLAIN, GET, LIST, REMOVE

TICKET = "/tickets/<uuid:ticket_id>"
PROBLEM_TYPE = "/problem-types/<uuid:problem_type_id>"

ROWS = [
    *LIST("/tickets", ask.ListTickets),
    *CREATE("/tickets", tickets.CreateTicket),
    *LIST("/tickets/unresolved", ask.ListUnresolvedTickets),
    *LIST("/tickets/journal", ask.ListTicketJournal),
    GET(TICKET, ask.GetTicket),
    CHANGE(TICKET, tickets.ChangeTicket),
    REMOVE(TICKET, tickets.DeleteTicket),
    ACTION(f"{TICKET}/actions/restore", tickets.RestoreTicket),
    ACTION(f"{TICKET}/actions/accept", tickets.AcceptTicket),
    ACTION(f"{TICKET}/actions/allocate", tickets.AllocateTicket),
    ACTION(f"{TICKET}/actions/take", tickets.TakeTicket),
    ACTION(f"{TICKET}/actions/transfer", tickets.TransferTicket),
    ACTION(f"{TICKET}/actions/start", tickets.StartTicket),
    ACTION(f"{TICKET}/actions/await-customer", tickets.AwaitCustomer),
    ACTION(f"{TICKET}/actions/await-third-party", tickets.AwaitThirdParty),
    ACTION(f"{TICKET}/actions/resume", tickets.ResumeTicket),
    ACTION(f"{TICKET}/actions/solve", tickets.SolveTicket),
    ACTION(f"{TICKET}/actions/confirm", tickets.ConfirmTicket),
    ACTION(f"{TICKET}/actions/reopen", tickets.ReopenTicket),
    ACTION(f"{TICKET}/actions/cancel", tickets.CancelTicket),
    ACTION(f"{TICKET}/actions/merge", tickets.MergeTicket),
    ACTION(f"{TICKET}/actions/unmerge", tickets.UnmergeTicket),
    ACTION(f"{TICKET}/actions/raise-complaint", complaints.RaiseComplaint),
    ACTION(f"{TICKET}/actions/downgrade-complaint", complaints.DowngradeComplaint),
    CHANGE(f"{TICKET}/complaint", complaints.ChangeComplaint),
    ACTION(f"{TICKET}/actions/offer-compensation", complaints.OfferCompensation),
    ACTION(f"{TICKET}/actions/approve-compensation", complaints.ApproveCompensation),
    ACTION(f"{TICKET}/actions/reject-compensation", complaints.RejectCompensation),
    ACTION(f"{TICKET}/actions/settle-complaint", complaints.SettleComplaint),
    *LIST(f"{TICKET}/notes", ask_notes.ListTicketNotes),
    *CREATE(f"{TICKET}/notes", notes.AddNote),
    GET(f"{TICKET}/shares", ask.ListTicketShares),
    *CREATE(f"{TICKET}/shares", tickets.ShareTicket),
    REMOVE(f"{TICKET}/shares/<uuid:share_id>", tickets.UnshareTicket),
    *CREATE("/ticket-messages", notes.ReceiveMessage, location="/tickets"),
    *LIST("/problem-types", ask_problem_types.ListProblemTypes),
    *CREATE("/problem-types", problem_types.CreateProblemType),
    GET(PROBLEM_TYPE, ask_problem_types.GetProblemType),
    CHANGE(PROBLEM_TYPE, problem_types.ChangeProblemType),
    GET("/settings/service-desk", ask_settings.GetSettings, name="get_service_desk_settings"),
    CHANGE("/settings/service-desk", settings.ChangeSettings, name="change_service_desk_settings"),
    *LIST("/history/service-desk", audit.ListHistory, "list_service_desk_history"),
    EXPLAIN(audit.ExplainAccess),
]
