"""Root causes and improvements: what went wrong, who mends it, and what a follow-up may say about it since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from api.cases.case import Case
from api.drafting.gathering import IMPROVEMENT
from api.drafting.vetting import warning
from api.errors import Conflict, InvalidInput
from api.store.cases import CaseStore, unknown_case
from api.store.facts import SqlFactRepository
from guardrails.inbound.problem import ProblemKind
from knowledge.brand import Brand
from knowledge.facts import Fact, FactKind
from knowledge.ingest.run import put


class Causes:
    """Says what went wrong in a case, on a person's word."""

    def __init__(
        self,
        cases: CaseStore,
        facts: SqlFactRepository,
        brand: Callable[[], Brand],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep the parts."""
        self._cases = cases
        self._facts = facts
        self._brand = brand
        self._clock = clock

    def describe(self, case_id: str, told: dict[str, str | None], *, actor: str) -> None:
        """Put down what a person says of a case; a cause of the brand's names its department, unless one is given.

        Raises:
            NotFound: there is no such case.
            InvalidInput: the cause is neither a kind of problem nor one of the brand's.
        """
        self._case(case_id)
        cause, own = told.get("root_cause"), self._brand().causes
        if cause is not None and cause not in own and cause not in set(ProblemKind):
            known = ", ".join([*own, *sorted(ProblemKind)])
            raise InvalidInput(f"root_cause is {cause!r}, which is not known", remedy=f"use one of: {known}")
        if cause in own and "department" not in told:
            told = told | {"department": own[cause]}
        if "improvement_note" in told:
            self._forget(case_id)
        self._cases.describe(case_id, told, actor=actor, now=self._clock())

    def verify(self, case_id: str, *, verified: bool, actor: str) -> None:
        """Let follow-ups about the same cause quote what was improved, or no longer.

        Raises:
            NotFound: there is no such case.
            Conflict: the case has no improvement note, or no cause that others may share.
            InvalidInput: the note tries to steer the writing system.
        """
        case = self._case(case_id)
        if not verified:
            self._forget(case_id)
        elif case.improvement is None or case.root_cause is None:
            lacking = "improvement note" if case.improvement is None else "root cause"
            raise Conflict(f"case '{case_id}' has no {lacking}", remedy=f"set it with PATCH /v1/cases/{case_id}")
        else:
            self._remember(case, case.improvement.note, case.root_cause)
        self._cases.verify_improvement(case_id, verified, actor=actor, now=self._clock())

    def _remember(self, case: Case, note: str, cause: str) -> None:
        fact = Fact(id=IMPROVEMENT + case.id, kind=FactKind.NOTE, text=note, data={"root_cause": cause})
        if reason := warning(fact):
            raise InvalidInput(reason, remedy="put the improvement note into plain words")
        put([fact], self._facts)

    def _forget(self, case_id: str) -> None:
        self._facts.delete(FactKind.NOTE, [IMPROVEMENT + case_id])

    def _case(self, case_id: str) -> Case:
        case = self._cases.get(case_id, self._clock())
        if case is None:
            raise unknown_case(case_id)
        return case
