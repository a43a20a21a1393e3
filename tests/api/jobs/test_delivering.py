from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import orjson
import pytest

from api.errors import NotFound
from api.jobs.delivering import PAUSES, Deliverer, signed
from api.store.engine import Store
from api.store.webhooks import BOTH_SECRETS, DeliveryStatus, Event

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


class Receiver:
    """A helpdesk that answers as told and verifies what it gets by the letter of Standard Webhooks."""

    def __init__(self) -> None:
        self.answers: list[int | Exception] = []
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.now = NOW

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.got.append((dict(request.headers), request.read()))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer)

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
    client = httpx.Client(transport=httpx.MockTransport(receiver))
    made = Deliverer(store.webhooks, client=client, clock=lambda: receiver.now)
    yield made
    made.close()


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
    assert deliverer.deliver_due() == 1
    assert deliverer.deliver_due() == 0
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
        assert deliverer.deliver_due() == 1
        assert only(store, hook.id) is DeliveryStatus.WAITING
        receiver.now += pause - timedelta(seconds=1)
        assert deliverer.deliver_due() == 0
        receiver.now += timedelta(seconds=1)
    assert deliverer.deliver_due() == 1
    assert only(store, hook.id) is DeliveryStatus.DEAD
    [dead] = store.webhooks.deliveries(hook.id, DeliveryStatus.DEAD, None, 10)
    assert (dead.tries, dead.answer) == (len(PAUSES) + 1, "HTTP 503")
    receiver.now += timedelta(days=30)
    assert deliverer.deliver_due() == 0
    store.webhooks.replay(dead.id, receiver.now)
    assert deliverer.deliver_due() == 1
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
        deliverer.deliver_due()
    store.webhooks.tell(Event.OVERDUE, {}, NOW + timedelta(days=1))
    counts = {DeliveryStatus.DEAD: 2, DeliveryStatus.WAITING: 1}
    assert store.webhooks.counts() == {hook.id: counts, other.id: counts}
    assert store.webhooks.replay_dead(hook.id, receiver.now) == 2
    assert store.webhooks.replay_dead(hook.id, receiver.now) == 0
    assert deliverer.deliver_due() == 2
    assert store.webhooks.counts()[hook.id] == {DeliveryStatus.DELIVERED: 2, DeliveryStatus.WAITING: 1}
    assert store.webhooks.counts()[other.id] == counts
    with pytest.raises(NotFound):
        store.webhooks.replay_dead("whk_none", receiver.now)


def test_who_is_gone_is_not_asked_again(store: Store, deliverer: Deliverer, receiver: Receiver):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [410]
    deliverer.deliver_due()
    assert only(store, hook.id) is DeliveryStatus.DEAD


def test_a_message_whose_process_died_is_sent_again(store: Store, deliverer: Deliverer, receiver: Receiver):
    store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    taken = store.webhooks.take_due(NOW, timedelta(seconds=60), 10)
    assert len(taken) == 1
    assert deliverer.deliver_due() == 0, "it is somebody else's for a minute"
    receiver.now += timedelta(seconds=60)
    assert deliverer.deliver_due() == 1


def test_a_renewed_secret_and_the_one_before_both_verify_for_a_day(
    store: Store, deliverer: Deliverer, receiver: Receiver
):
    hook, old = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    new = store.webhooks.renew_secret(hook.id, NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    deliverer.deliver_due()
    assert receiver.verifies(old)
    assert receiver.verifies(new)
    receiver.now += BOTH_SECRETS
    store.webhooks.tell(Event.OVERDUE, {}, receiver.now)
    deliverer.deliver_due()
    assert not receiver.verifies(old)
    assert receiver.verifies(new)


def test_one_bad_receiver_does_not_keep_the_others_waiting(store: Store, deliverer: Deliverer, receiver: Receiver):
    for number in range(3):
        store.webhooks.add(f"https://desk{number}.example/in", [Event.OVERDUE], NOW)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    receiver.answers = [httpx.ConnectTimeout("slow")]
    assert deliverer.deliver_due() == 3
    found = [one.status for hook in store.webhooks.list() for one in store.webhooks.deliveries(hook.id, None, None, 5)]
    assert sorted(found) == ["delivered", "delivered", "waiting"]


def test_a_disabled_webhook_is_told_nothing(store: Store, deliverer: Deliverer):
    hook, _ = store.webhooks.add("https://desk.example/in", [Event.OVERDUE], NOW)
    store.webhooks.change(hook.id, NOW, url=None, events=None, disabled=True)
    store.webhooks.tell(Event.OVERDUE, {}, NOW)
    assert deliverer.deliver_due() == 0
