"""Decisions: the only path by which a reply is let out. What a person typed is checked like what a machine wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from api.audit.refusals import refusals_told
from api.drafting.brief import Brief
from api.drafting.checking import Checked, check_messages
from api.drafting.errands import errand_of
from api.drafting.repair import offer
from api.drafting.vetting import vet_complaint
from api.errors import Blocked, Conflict, InvalidInput, NotFound
from api.metrics import DECISIONS
from api.models import ChangedFact, Draft, DraftStatus, Message, Reviewed
from api.review.edits import edits_between
from api.review.holding import mine
from api.review.standing import Stand, Standing, Unseen, unseen
from api.store.drafts import DraftStore
from api.store.telling import words_digest
from api.store.webhooks import Event
from guardrails.engine import Guard
from guardrails.finding import Audience, Verdict
from guardrails.inbound.private_data import redact
from knowledge.brand import Brand
from knowledge.facts import Fact, FactKind
from knowledge.standing import Change

CLAIM_TIME = timedelta(minutes=5)
"""How long a reviewer holds a draft before another may take it."""
_BECAME = {
    Change.CHANGED: "has changed",
    Change.REMOVED: "was removed",
    Change.EXPIRED: "is no longer valid",
}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What approving would say: the report, the facts changed behind words left as drafted, and all that changed."""

    draft: Draft
    checked: Checked
    unseen: Unseen
    changed: list[ChangedFact]


class Decisions:
    """Approve, reject, claim. Every decision names the version it was taken on."""

    def __init__(  # noqa: PLR0913 - the composition root passes each part by name
        self,
        drafts: DraftStore,
        guard: Guard,
        brand: Callable[[], Brand],
        standing: Standing,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        elsewhere: Callable[[str], Sequence[str]] = lambda _: (),
        undo: timedelta = timedelta(0),
    ) -> None:
        """Keep the parts; `elsewhere` finds what others were told in the conversation of a case.

        `undo` is how long a decision can be taken back before a reply is let out.
        """
        self._undo = undo
        self._drafts = drafts
        self._guard = guard
        self._brand = brand
        self._standing = standing
        self._clock = clock
        self._elsewhere = elsewhere

    def approve(
        self,
        draft_id: str,
        version: int,
        messages: Sequence[Reviewed] | None,
        *,
        actor: str,
        override: str | None = None,
    ) -> Draft:
        """Return the approved draft, with the reviewer's own words where given.

        The text is checked against the facts as they stand now, and these are kept with it. `override` is the reason
        for which the reviewer lets out what is blocked; the policy says which rules may be overruled.

        Raises:
            NotFound, Conflict: no such draft, a stale version, or one already decided.
            Conflict: words are left as drafted though a fact behind them changed; `extra["changed_facts"]` names it.
            Blocked: the guardrails do not let the text out; carries the findings.
        """
        tried: dict[str, Any] = {"version": version}
        if messages is not None:
            tried["text_sha256"] = {one.audience.value: words_digest(one.text) for one in messages}
        with refusals_told(self._drafts, draft_id, "approval", actor=actor, tried=tried):
            return self._approved(draft_id, version, messages, actor, override)

    def _approved(
        self, draft_id: str, version: int, messages: Sequence[Reviewed] | None, actor: str, override: str | None
    ) -> Draft:
        current = mine(self._drafts, draft_id, version, actor, self._clock())
        final = self._reshaped(current, messages) if messages is not None else current.messages
        stand = self._standing.of(current, self._today(current))
        _all_seen(current, unseen(current, final, stand.changed))
        checked = self._checked(current, final, stand, override=override)
        now = self._clock()
        # An approval that was taken back left its own words in the messages.
        drafted = current.drafted or current.messages
        edits = edits_between(drafted, checked.messages)

        def approved(draft: Draft) -> Draft:
            return draft.model_copy(
                update={
                    "status": DraftStatus.APPROVED,
                    "messages": list(checked.messages),
                    "drafted": drafted if any(edit.distance for edit in edits) else [],
                    "edits": edits,
                    "facts": stand.facts,
                    "findings": checked.findings,
                    "claims": checked.claims,
                    "verdict": checked.verdict,
                    "updated_at": now,
                    "approved_by": actor,
                    "release_at": now + self._undo,
                    "held_until": None,
                }
            )

        kind = "edited and approved" if any(edit.distance for edit in edits) else "approved"
        overruled: dict[str, Any] = (
            {"override": {"reason": override, "rules": blocking_rules(checked)}} if override else {}
        )
        changed = [one.model_dump(mode="json", include={"id", "kind", "change"}) for one in stand.changed]
        data = overruled if checked.verdict is Verdict.BLOCK else {}
        data |= {"changed_facts": changed} if changed else {}
        return self._decided(draft_id, version, approved, actor=actor, kind=kind, data=data)

    def rehearse(
        self,
        draft_id: str,
        messages: Sequence[Reviewed],
        *,
        audiences: Collection[Audience] | None = None,
        replacements: bool = False,
        given_up: Callable[[], bool] = lambda: False,
    ) -> Rehearsal:
        """Return what `approve` would say of these messages now; only those to `audiences` are checked.

        Once `given_up` tells that nobody waits for it any more, what is left is not looked at.

        Raises:
            NotFound: there is no such draft.
            Conflict: it is still being written.
            InvalidInput: the messages are none of the draft's.
        """
        stored = self._drafts.get(draft_id)
        if stored is None:
            raise NotFound(f"there is no draft {draft_id!r}", remedy="list the drafts with GET /v1/drafts")
        if stored.draft is None:
            raise Conflict(f"draft {draft_id} is still being written", remedy="ask for it again in a second")
        draft, final = stored.draft, self._reshaped(stored.draft, messages)
        stand = self._standing.of(draft, self._today(draft))
        left = unseen(draft, final, stand.changed)
        brief = self._brief(draft, stand.facts)
        asked = [message for message in final if audiences is None or message.audience in audiences]
        guard = self._guard.until(given_up)
        checked = check_messages(guard, brief, asked)
        offered = offer(guard, brief, checked) if replacements and not given_up() else checked
        return Rehearsal(draft, offered, left, stand.changed)

    def may_overrule(self, checked: Checked) -> bool:
        """Return whether the policy lets a reviewer overrule all that blocks these messages."""
        return self._guard.policy.may_overrule(blocking_rules(checked))

    def reject(self, draft_id: str, version: int, reason: str, *, actor: str) -> Draft:
        """Return the rejected draft with its reason, in which nothing is kept that no answer needs, as in complaints.

        Raises:
            NotFound, Conflict: no such draft, a stale version, or one already decided.
        """
        now, told = self._clock(), redact(reason).text

        def rejected(draft: Draft) -> Draft:
            return draft.model_copy(update={"status": DraftStatus.REJECTED, "reason": told, "updated_at": now})

        with refusals_told(self._drafts, draft_id, "rejection", actor=actor, tried={"version": version}):
            mine(self._drafts, draft_id, version, actor, self._clock())
            return self._decided(draft_id, version, rejected, actor=actor, kind="rejected", tell=Event.REJECTED)

    def claim(self, draft_id: str, *, actor: str) -> Draft:
        """Return the draft, now held by `actor` for a few minutes.

        Raises:
            NotFound: no such draft.
            Conflict: somebody else holds it, or it is already decided.
        """
        current = mine(self._drafts, draft_id, None, actor, self._clock())
        until = self._clock() + CLAIM_TIME

        def claimed(draft: Draft) -> Draft:
            return draft.model_copy(update={"claimed_by": actor, "claimed_until": until})

        return self._drafts.change(draft_id, current.version, claimed, actor=actor, kind="claimed", new_version=False)

    def _checked(
        self, draft: Draft, messages: Sequence[Message], stand: Stand, *, override: str | None = None
    ) -> Checked:
        """Return the report on what is to go out, as of now.

        Raises:
            Blocked: the guardrails do not let it.
        """
        brief = self._brief(draft, stand.facts)
        checked = check_messages(self._guard, brief, messages)
        if checked.verdict is Verdict.BLOCK and not (override and self.may_overrule(checked)):
            checked = offer(self._guard, brief, checked)
            raise Blocked(
                f"draft {draft.id} cannot be approved: {', '.join(blocking_rules(checked))}",
                remedy="mend the marked words and approve again"
                + ("; the policy does not let these rules be overruled" if override else ""),
                findings=[finding.model_dump(mode="json") for finding in checked.findings],
                claims=[claim.model_dump(mode="json") for claim in checked.claims],
                changed_facts=[fact.model_dump(mode="json") for fact in stand.changed],
            )
        return checked

    def _decided(  # noqa: PLR0913 - the change, and who tells it as what
        self,
        draft_id: str,
        version: int,
        mutate: Callable[[Draft], Draft],
        *,
        actor: str,
        kind: str,
        tell: Event | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> Draft:
        draft = self._drafts.change(draft_id, version, mutate, actor=actor, kind=kind, tell=tell, data=data)
        DECISIONS.labels(kind).inc()
        return draft

    @staticmethod
    def _reshaped(draft: Draft, messages: Sequence[Reviewed]) -> list[Message]:
        """Return the reviewer's words in the draft's channels; an audience the draft does not have is refused."""
        wanted = {message.audience: message.channel for message in draft.messages}
        given = [message.audience for message in messages]
        fits = all(one.channel in {None, wanted.get(one.audience)} for one in messages)
        if not given or len(set(given)) != len(given) or not set(given) <= set(wanted) or not fits:
            have = ", ".join(f"{audience} on {channel}" for audience, channel in sorted(wanted.items()))
            raise InvalidInput(
                f"messages must be among those of the draft ({have}), each at most once", remedy="send those messages"
            )
        return [Message(audience=one.audience, channel=wanted[one.audience], text=one.text) for one in messages]

    def _today(self, draft: Draft) -> date:
        return draft.as_of or self._clock().date()

    def _brief(self, draft: Draft, facts: Sequence[Fact]) -> Brief:
        def of(kind: FactKind) -> list[Fact]:
            return [fact for fact in facts if fact.kind is kind]

        return Brief(
            complaint=vet_complaint(draft.complaint),
            assessment=draft.assessment,
            brand=self._brand(),
            today=self._today(draft),
            seed=draft.id,
            elsewhere=self._elsewhere(draft.case_id),
            orders=of(FactKind.ORDER),
            policies=of(FactKind.POLICY),
            contacts=of(FactKind.CONTACT),
            notes=of(FactKind.NOTE),
            errand=errand_of(draft),
        )


def blocking_rules(checked: Checked) -> list[str]:
    """Return the rules that keep the messages from going out, by name."""
    return sorted({finding.rule for finding in checked.findings if finding.severity == "block"})


def _all_seen(draft: Draft, changes: Unseen) -> None:
    """Do nothing if no fact changed unseen.

    Raises:
        Conflict: some did; it names them and the sentences, and says what to do.
    """
    if changes.facts:
        became = ", ".join(f"{one.kind} {one.id!r} {_BECAME[one.change]}" for one in changes.facts)
        raise Conflict(
            f"draft {draft.id} cannot be approved in the words it was drafted in: since then {became}",
            remedy="regenerate the draft, or put the sentences that rest on this into your own words: they are checked "
            "against the facts as they stand now",
            changed_facts=[one.model_dump(mode="json") for one in changes.facts],
            sentences=changes.sentences,
        )
