from __future__ import annotations

import base64
import hashlib
import hmac
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from datetime import UTC, datetime, timedelta

import httpx
import orjson
import pytest

from api.errors import NotFound
from api.jobs.delivering import PAUSES, Deliverer, signed
from api.jobs.posting import NotPosted
from api.store.engine import Store
from api.store.webhooks import BOTH_SECRETS, DeliveryStatus, Event

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


class Receiver:
    """A helpdesk that answers as told and verifies what it gets by the letter of Standard Webhooks."""

    def __init__(self) -> None:
        self.answers: list[int | Exception] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.now = NOW
        self.slow: set[str] = set()
        self.on = threading.Event()

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        if url in self.slow:
            assert self.on.wait(20)
        self.got.append((dict(headers), body))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return answer

    def verifies(self, secret: str, number: int = -1) -> bool:
        headers, body = self.got[number]
        content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        digest = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), content, hashlib.sha256).digest()
        wanted = "v1," + base64.b64encode(digest).decode()
        return wanted in headers["webhook-signature"].split(" ")


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def deliverer(store: Store, receiver: Receiver) -> Iterator[Deliverer]:
    made = Deliverer(store.webhooks, receiver, clock=lambda: receiver.now)
    yield made
    receiver.on.set()
    made.close()


def deliver_due(deliverer: Deliverer) -> int:
    """Return how many messages were tried, once it is known how that went."""
    under_way = deliverer.begin_due()
    assert not wait(under_way, 20).not_done
    return len(under_way)


def only(store: Store, hook_id: str) -> DeliveryStatus:
    [one] = store.webhooks.deliveries(hook_id, None, None, 10)
    return one.status


def test_the_signature_is_that_of_the_standard():
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    headers = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1614265330, UTC), body, [secret])
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_arrives_once_signed_and_is_delivered(store: Store, deliverer: Deliverer, receiver: Receiver):
    hook, secret = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {"case_id": "cas_1"}, NOW, "cas_1")
    store.webhooks.tell(Event.RELEASED, {"case_id": "cas_1"}, NOW, "cas_1")
    assert deliver_due(deliverer) == 1
    assert deliver_due(deliverer) == 0
    [(headers, body)] = receiver.got
    assert orjson.loads(body) == {
        "type": "case.overdue",
        "timestamp": NOW.isoformat(),
        "data": {"case_id": "cas_1"},
    }
    assert headers["webhook-id"].startswith("msg_")
    assert receiver.verifies(secret)
    assert not receiver.verifies("whsec_" + base64.b64encode(b"another").decode())
    assert only(store, hook.id) is DeliveryStatus.DELIVERED


def test_what_fails_is_tried_again_ever_later_and_then_given_up_in_the_open(
    store: Store, deliverer: Deliverer, receiver: Receiver
):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [500, httpx.ConnectError("no"), 302, UnicodeError("odd"), httpx.ReadTimeout("slow"), *[503] * 6]
    for pause in PAUSES:
        assert deliver_due(deliverer) == 1
        assert only(store, hook.id) is DeliveryStatus.WAITING
        receiver.now += pause - timedelta(seconds=1)
        assert deliver_due(deliverer) == 0
        receiver.now += timedelta(seconds=1)
    assert deliver_due(deliverer) == 1
    assert only(store, hook.id) is DeliveryStatus.DEAD
    [dead] = store.webhooks.deliveries(hook.id, DeliveryStatus.DEAD, None, 10)
    assert (dead.tries, dead.answer) == (len(PAUSES) + 1, "HTTP 503")
    receiver.now += timedelta(days=30)
    assert deliver_due(deliverer) == 0
    store.webhooks.replay(dead.id, receiver.now)
    assert deliver_due(deliverer) == 1
    assert only(store, hook.id) is DeliveryStatus.DELIVERED
    assert receiver.got[0][0]["webhook-id"] == receiver.got[-1][0]["webhook-id"]


def test_all_dead_messages_of_one_webhook_are_sent_again_together(
    store: Store, deliverer: Deliverer, receiver: Receiver
):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    other, _ = store.webhooks.add("https://other.example/in", [Event.OVERDUE], NOW)
    receiver.answers = [410] * 4
    for _ in range(2):
        store.webhooks.tell(Event.OVERDUE, {}, NOW)
        deliver_due(deliverer)
    store.webhooks.tell(Event.OVERDUE, {}, NOW + timedelta(days=1))
    counts = {DeliveryStatus.DEAD: 2, DeliveryStatus.WAITING: 1}
    assert store.webhooks.counts() == {hook.id: counts, other.id: counts}
    assert store.webhooks.replay_dead(hook.id, receiver.now) == 2
    assert store.webhooks.replay_dead(hook.id, receiver.now) == 0
    assert deliver_due(deliverer) == 2
    assert store.webhooks.counts()[hook.id] == {DeliveryStatus.DELIVERED: 2, DeliveryStatus.WAITING: 1}
    assert store.webhooks.counts()[other.id] == counts
    with pytest.raises(NotFound):
        store.webhooks.replay_dead("whk_none", receiver.now)


def test_who_is_gone_is_not_asked_again(store: Store, deliverer: Deliverer, receiver: Receiver):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [410]
    deliver_due(deliverer)
    assert only(store, hook.id) is DeliveryStatus.DEAD


def test_a_message_whose_process_died_is_sent_again(store: Store, deliverer: Deliverer, receiver: Receiver):
    store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    taken = store.webhooks.take_due(NOW, timedelta(seconds=60), 10)
    assert len(taken) == 1
    assert deliver_due(deliverer) == 0, "it is somebody else's for a minute"
    receiver.now += timedelta(seconds=60)
    assert deliver_due(deliverer) == 1


def test_a_renewed_secret_and_the_one_before_both_verify_for_a_day(
    store: Store, deliverer: Deliverer, receiver: Receiver
):
    hook, old = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    new = store.webhooks.renew_secret(hook.id, NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    deliver_due(deliverer)
    assert receiver.verifies(old)
    assert receiver.verifies(new)
    receiver.now += BOTH_SECRETS
    store.webhooks.tell(Event.OVERDUE, {}, receiver.now)
    deliver_due(deliverer)
    assert not receiver.verifies(old)
    assert receiver.verifies(new)


def test_one_bad_receiver_does_not_keep_the_others_waiting(store: Store, deliverer: Deliverer, receiver: Receiver):
    for number in range(3):
        store.webhooks.add(f"https://desk{number}.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [httpx.ConnectTimeout("slow")]
    assert deliver_due(deliverer) == 3
    found = [one.status for hook in store.webhooks.list() for one in store.webhooks.deliveries(hook.id, None, None, 5)]
    assert sorted(found) == ["delivered", "delivered", "waiting"]


def test_a_slow_receiver_keeps_nobody_waiting_but_itself(store: Store, deliverer: Deliverer, receiver: Receiver):
    slow, _ = store.webhooks.add("https://slow.example/in", [Event.OVERDUE], NOW)
    quick, _ = store.webhooks.add("https://quick.example/in", [Event.OVERDUE], NOW)
    receiver.slow = {slow.url}
    under_way = []
    for number in range(1, 8):
        store.webhooks.tell(Event.OVERDUE, {}, NOW)
        begun = deliverer.begin_due()
        under_way += begun
        assert any(one.result(10) is None for one in begun if wait([one], 0.5).done)
        assert store.webhooks.counts()[quick.id] == {DeliveryStatus.DELIVERED: number}
    untried = [one for one in store.webhooks.deliveries(slow.id, None, None, 10) if not one.tries]
    assert len(untried) == 3, "the rest waits its turn, and costs no try"
    receiver.on.set()
    wait(under_way, 20)
    assert deliver_due(deliverer) == 3
    assert store.webhooks.counts()[slow.id] == {DeliveryStatus.DELIVERED: 7}


def test_what_could_not_be_posted_is_told_in_words(store: Store, deliverer: Deliverer, receiver: Receiver):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [NotPosted("no answer within 10 seconds")]
    deliver_due(deliverer)
    [one] = store.webhooks.deliveries(hook.id, None, None, 10)
    assert (one.status, one.answer) == (DeliveryStatus.WAITING, "no answer within 10 seconds")


def test_a_disabled_webhook_is_told_nothing(store: Store, deliverer: Deliverer):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.change(hook.id, NOW, url=None, events=None, disabled=True)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    assert deliver_due(deliverer) == 0
