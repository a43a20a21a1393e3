from __future__ import annotations

from tests.api.conftest import Service


def test_an_upsert_tells_what_changed(service: Service) -> None:
    record = {"id": "gift", "title": "Gift cards", "text": "Gift cards are valid for two years from purchase."}
    assert service.put("/v1/policies", {"policies": [record]}).json()["created"] == 1
    assert service.put("/v1/policies", {"policies": [record]}).json()["unchanged"] == 1
    record["text"] = "Gift cards are valid for three years from purchase."
    assert service.put("/v1/policies", {"policies": [record]}).json()["updated"] == 1
    found = service.get("/v1/knowledge/search", q="how long is a gift card valid").json()["results"]
    assert "three years" in found[0]["text"]
    assert not any("two years" in hit["text"] for hit in found)


def test_a_removed_policy_is_no_longer_found(service: Service) -> None:
    record = {"id": "parrots", "text": "Parrots may be brought into the shop on Sundays."}
    service.put("/v1/policies", {"policies": [record]})
    assert service.get("/v1/knowledge/search", q="may I bring a parrot").json()["results"][0]["fact_id"] == "parrots"
    assert service.delete("/v1/policies/parrots").status_code == 204
    found = service.get("/v1/knowledge/search", q="may I bring a parrot").json()["results"]
    assert "parrots" not in [hit["fact_id"] for hit in found]
    assert service.delete("/v1/policies/parrots").status_code == 404


def test_spans_count_from_the_start_of_the_record(service: Service) -> None:
    text = (
        "# Storage\n\nWe keep parcels for ten days.\n\n# Fees\n\nStorage beyond ten days costs £2 a day. "
        + "Ask us. " * 80
    )
    service.put("/v1/policies", {"policies": [{"id": "storage", "text": text}]})
    for hit in service.get("/v1/knowledge/search", q="storage fee per day", limit=10).json()["results"]:
        if hit["fact_id"] == "storage":
            assert text[hit["start"] : hit["end"]] == hit["text"]


def test_an_order_is_found_by_its_exact_id(service: Service) -> None:
    orders = service.get("/v1/knowledge/search", order_id="58213").json()["orders"]
    assert [order["data"]["order_id"] for order in orders] == ["58213"]
    assert service.get("/v1/knowledge/search", order_id="5821").json()["orders"] == []


def test_an_order_needs_only_its_id(service: Service) -> None:
    assert service.put("/v1/orders", {"orders": [{"order_id": "min-1"}]}).json()["created"] == 1
    assert service.delete("/v1/orders/min-1").status_code == 204


def test_a_bad_order_names_its_place_and_value(service: Service) -> None:
    answer = service.put("/v1/orders", {"orders": [{"order_id": "ok"}, {"order_id": "bad", "shipped_on": "soon"}]})
    assert answer.status_code == 422
    error = answer.json()["errors"][0]
    assert error["field"] == "body.orders.1.shipped_on"
    assert error["value"] == "soon"


def test_a_file_is_read_and_its_bad_rows_are_told(service: Service) -> None:
    content = b"order_id,status,total,currency\nF-1,shipped,12.50,GBP\nF-2,shipped,a lot,GBP\nF-3,delivered,3,GBP\n"
    answer = service.client.post(
        "/v1/knowledge/files", files={"file": ("orders.csv", content)}, headers=service.headers()
    )
    assert answer.status_code == 201, answer.text
    report = answer.json()
    assert report["created"] == 2
    assert report["failures"][0]["line"] == 3
    assert "a lot" in report["failures"][0]["reason"]


def test_a_file_of_an_unknown_kind_is_refused(service: Service) -> None:
    answer = service.client.post(
        "/v1/knowledge/files", files={"file": ("picture.png", b"\x89PNG\r\n\x1a\n0000")}, headers=service.headers()
    )
    assert answer.status_code in {415, 422}
    assert "picture.png" in answer.json()["detail"]
