"""The ledger before anything is sent: a row for each message to each recipient, with the reason where it will not be sent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, text, update

from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.send import Send

# Who has the same address as somebody else in the list gets the message once.
_PLAN = text("""
INSERT INTO sends (id, kind, campaign_id, step_id, contact_id, account_id, channel, address, status, reason, due_at)
SELECT gen_random_uuid(), 'campaign', s.campaign_id, s.id, m.contact_id, m.account_id, :channel, m.address,
  CASE WHEN m.why = '' THEN 'planned' ELSE 'suppressed' END, m.why,
  CAST(:launched_at AS timestamptz) + make_interval(hours => s.delay_hours)
FROM campaign_steps s CROSS JOIN (
  SELECT contact_id, account_id, address,
    CASE WHEN reason = '' AND address <> '' AND row_number() OVER (PARTITION BY reason, lower(address) ORDER BY contact_id) > 1
      THEN 'same_address' ELSE reason END AS why
  FROM snapshot_members WHERE snapshot_id = :snapshot_id
) AS m WHERE s.campaign_id = :campaign_id
ON CONFLICT (step_id, contact_id, occurrence) WHERE step_id IS NOT NULL DO NOTHING
""")


def plan_messages(work: Work, campaign: Campaign) -> None:
    """Fill the ledger from the snapshot taken at the launch."""
    work.session.execute(_PLAN, {
        "campaign_id": campaign.id, "snapshot_id": campaign.list_snapshot_id, "channel": campaign.channel,
        "launched_at": campaign.launched_at,
    })  # fmt: skip


def cancel_campaign(work: Work, campaign: Campaign, reason: str) -> None:
    """What has not left yet never will."""
    _cancel(work, Send.campaign_id == campaign.id, status="cancelled", reason=reason)


def cancel_for_contact(work: Work, contact_ids: Sequence[UUID], channel: str, topic: str, reason: str) -> None:
    """What waits for contacts on the channel, of the topic or, with `all`, of every one, is not sent."""
    about = "" if topic == "all" else " AND campaign_id IN (SELECT id FROM campaigns WHERE topic = :topic)"
    condition = text(f"kind = 'campaign' AND contact_id = ANY(:contacts) AND sends.channel = :channel{about}").bindparams(
        contacts=list(contact_ids), channel=channel, **({} if topic == "all" else {"topic": topic})
    )  # fmt: skip
    _cancel(work, condition, status="suppressed", reason=reason)


def _cancel(work: Work, condition: ColumnElement[bool] | object, *, status: str, reason: str) -> None:
    """Rows that wait, and those that a sender has and has not handed over: it finds them taken from it."""
    waiting = (Send.status.in_(("planned", "claimed")), Send.handed_at.is_(None))
    changed = {"status": status, "reason": reason, "version": Send.version + 1, "updated_at": work.now}
    statement = update(Send).where(condition, *waiting).values(**changed)  # type: ignore[arg-type]
    work.session.execute(statement, execution_options={"synchronize_session": False})


# Whoever got a message under one of their ids gets it under none of the others.
_GOT = text("""
UPDATE sends SET status = 'suppressed', reason = 'same_address', version = version + 1, updated_at = now()
WHERE contact_id = ANY(:all) AND status = 'planned' AND step_id IN (
  SELECT step_id FROM sends WHERE contact_id = ANY(:all) AND status IN ('claimed', 'sent', 'delivered', 'unknown'))
""")
_FOLLOW = text("""
UPDATE sends SET contact_id = :survivor, version = version + 1, updated_at = now() WHERE id IN (
  SELECT DISTINCT ON (step_id, occurrence) id FROM sends AS mine WHERE contact_id = ANY(:merged) AND status = 'planned'
    AND NOT EXISTS (SELECT FROM sends AS theirs WHERE theirs.step_id = mine.step_id AND theirs.contact_id = :survivor
      AND theirs.occurrence = mine.occurrence)
  ORDER BY step_id, occurrence, id)
""")


def follow_merge(work: Work, merged: Sequence[UUID], survivor: UUID) -> None:
    """What waits for contacts that became another one waits for that one, once; what is left for them has nobody to go to."""
    work.session.execute(_GOT, {"all": [*merged, survivor]})
    work.session.execute(_FOLLOW, {"merged": list(merged), "survivor": survivor})
