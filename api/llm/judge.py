"""The judge: a model that looks twice at the sentences of which the guardrails were unsure.

One request carries all sentences of a draft, and among them two whose ruling is known, one plainly guilty and one
plainly fine. Who gets those wrong is not heard. Whatever fails, the report stays as it was: doubts stay for a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from api.llm import loop
from api.llm.asking import tokens_of
from api.llm.calling import call
from api.llm.failures import CallFailedError, scrub
from api.llm.provider import Answer, Provider
from api.llm.questions import Case, Question, question
from api.llm.rulings import OK, StrangeAnswerError, rulings
from api.llm.writer import Prices, UnusableError
from api.models import Attempt, Usage
from guardrails.finding import Report
from guardrails.judgement import JUDGED, Judged, Powers, Ruling, Scope, Sentence, judged, to_judge

_CUT = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_FILTERED = frozenset({"content_filter", "refusal", "SAFETY"})
__all__ = ["WRITER", "Case", "Judge", "Looked"]

WRITER = "judge"
"""Who an attempt at judging is by."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The reports after the second look, in order, and what it took; `attempt` is None when nobody was asked."""

    reports: list[Report]
    attempt: Attempt | None = None
    usage: Usage = field(default_factory=Usage)


class Judge:
    """Judges with one model. Safe to call from any thread; a call blocks it until its deadline at most.

    `timeout` are the seconds for one look, however far its deadline. With a `seed` the order of the sentences and the
    fence are always the same.
    """

    def __init__(  # noqa: PLR0913 - each is an operator's setting
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 8.0,
        max_tokens: int = 900,
        scope: Scope = Scope.UNSURE,
        powers: Powers | None = None,
        prices: Prices | None = None,
        provider: Provider | None = None,
        seed: str | None = None,
    ) -> None:
        self.provider = provider or Provider(
            model, api_key=api_key, base_url=base_url, max_tokens=max_tokens, temperature=0.0
        )
        self.scope = scope
        self._timeout = timeout
        self._powers = powers or Powers()
        self._prices = prices or Prices()
        self._seed = seed

    def warm(self) -> None:
        """Start in the background the imports that take seconds; return at once."""
        self.provider.warm()

    def close(self) -> None:
        """Close the connections to the model's server."""
        loop.run(self.provider.close(), monotonic() + 2.0)

    def look(self, cases: Sequence[Case], deadline: float | None = None) -> Looked:
        """Return the reports after a second look at all of them in one request; never raises.

        `deadline` is of the monotonic clock; the look takes no longer than the judge's own time-out either.
        """
        begun = monotonic()
        untouched = [case.report for case in cases]
        usage = Usage()
        try:
            asked = [to_judge(case.reply, case.report, self.scope) for case in cases]
            if not any(asked):
                return Looked(untouched)
            until = min(begun + self._timeout, deadline if deadline is not None else begun + self._timeout)
            put = question(cases, asked, seed=self._seed)
            answer = self._ask(put, until, usage)
            results = self._rule(cases, asked, self._rulings(put, answer))
        except UnusableError as trouble:
            return self._looked(untouched, begun, usage, trouble.outcome, trouble.detail)
        except CallFailedError as trouble:
            usage.calls += trouble.calls
            return self._looked(untouched, begun, usage, trouble.failure.outcome, trouble.failure.detail)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the doubts stay
            return self._looked(untouched, begun, usage, "invalid", f"{type(trouble).__name__} while judging")
        return self._looked([one.report for one in results], begun, usage, "used", _told(put, results))

    def _ask(self, put: Question, until: float, usage: Usage) -> Answer:
        answer = call(self.provider, put.messages, schema=put.schema, deadline=until, patience=self._timeout)
        usage.calls += answer.calls
        usage.estimated = answer.input_tokens is None or answer.output_tokens is None
        usage.input_tokens += answer.input_tokens or sum(tokens_of(text) for _, text in put.messages)
        usage.output_tokens += answer.output_tokens or tokens_of(answer.text)
        self._price(usage)
        return answer

    def _price(self, usage: Usage) -> None:
        prices = self._prices
        if prices.input is not None or prices.output is not None:
            spent = usage.input_tokens * (prices.input or 0.0) + usage.output_tokens * (prices.output or 0.0)
            usage.cost, usage.currency = round(spent / 1e6, 8), prices.currency

    @staticmethod
    def _rulings(put: Question, answer: Answer) -> list[tuple[int, Ruling]]:
        """Return the rulings, each with the number of its case.

        Raises:
            UnusableError: there are none, or none that can be trusted.
        """
        if answer.refusal or answer.finish in _FILTERED:
            raise UnusableError("refusal", "the model declined to judge this")
        if not answer.text.strip():
            raise UnusableError("empty", "the model answered with nothing")
        try:
            found = rulings(answer.text, put.ids, JUDGED)
        except StrangeAnswerError as trouble:
            raise UnusableError("void", "it ruled on a sentence that it was not given") from trouble
        if not found:
            cut = answer.finish in _CUT
            raise UnusableError("cut_stream" if cut else "not_json", "no ruling can be read in the answer")
        _try(put, found)
        return [
            (place.case, Ruling(place.sentence, None if rule == OK else rule, put.restored(quote)))
            for identifier, (rule, quote) in found.items()
            if (place := put.places.get(identifier)) and (rule == OK or rule in JUDGED)
        ]

    def _rule(
        self, cases: Sequence[Case], asked: Sequence[Sequence[Sentence]], found: Sequence[tuple[int, Ruling]]
    ) -> list[Judged]:
        return [
            judged(
                case.reply, case.report, asked[number], [ruling for at, ruling in found if at == number], self._powers
            )
            for number, case in enumerate(cases)
        ]

    def _looked(self, reports: list[Report], begun: float, usage: Usage, outcome: str, detail: str) -> Looked:
        told = scrub(detail, self.provider.secrets)
        ms = round((monotonic() - begun) * 1000, 3)
        return Looked(reports, Attempt(writer=WRITER, outcome=outcome, detail=told, ms=ms), usage)


def _try(put: Question, found: Mapping[str, tuple[str, str]]) -> None:
    """Let an answer pass that rules on the known sentences as it should.

    Raises:
        UnusableError: it does not, so that it is worth nothing on the others either.
    """
    for identifier, control in put.controls.items():
        rule = found.get(identifier, ("nothing", ""))[0]
        if rule not in (control.rules or (OK,)):
            kind = "guilty" if control.rules else "fine"
            raise UnusableError("void", f"it said '{rule}' of a sentence that is plainly {kind}")


def _told(put: Question, results: Sequence[Judged]) -> str:
    added = sum(len(one.added) for one in results)
    cleared = sum(len(one.cleared) for one in results)
    by = f"{put.prompt.name} {put.prompt.version}"
    return f"sentences judged: {len(put.places)}, findings added: {added}, cleared: {cleared} ({by})"
