"""Event streams, byte for byte: what reaches whom, keep-alives, faults, ends."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from spark_setup.core.clock import Clock
from spark_setup.simulator.cloud import SimulatedCloud
from spark_setup.simulator.cloud_behaviour import (
    FLAPS,
    UPDATE_ZERO,
    CloudBehaviour,
    Cue,
    RateLimits,
    StreamFault,
    TokenEnd,
)

from .cloud_bench import DEVICE, RawStream, ask, claim

QUIET = CloudBehaviour(events_after_connect=())


def events(data: bytes) -> list[tuple[str, str]]:
    """(name, data) of every event in raw bytes, chunk marks taken off by looking for the two lines."""
    names = [line[7:].decode() for line in data.splitlines() if line.startswith(b"event: ")]
    bodies = [json.loads(line[6:]) for line in data.splitlines() if line.startswith(b"data: ")]
    return [(name, body["data"]) for name, body in zip(names, bodies, strict=True)]


@pytest.fixture
def quick() -> Iterator[SimulatedCloud]:
    """A cloud whose story runs 60 times as fast."""
    cloud = SimulatedCloud(clock=Clock(60.0), behaviour=QUIET)
    cloud.start()
    yield cloud
    cloud.stop()


def test_the_bytes_of_a_stream(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behaviour = QUIET
    with RawStream(cloud, cloud.token) as stream:
        head, _, body = stream.data.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 OK")
        assert b"Content-Type: text/event-stream" in head
        assert b"Transfer-Encoding: chunked" in head
        assert body == b"5\r\n:ok\n\n\r\n"
        cloud.publish(DEVICE, "spark/flash/status", "started ")
        stream.until(b"}\n\n\r\n")
        size, lines, _ = stream.data.partition(body)[2].split(b"\r\n", 2)
        assert int(size, 16) == len(lines)
        assert lines.startswith(b"event: spark/flash/status\ndata: {")
        fields = json.loads(lines.split(b"data: ")[1])
        assert (fields["data"], fields["coreid"], fields["productID"]) == ("started ", DEVICE, 1319)
        assert fields["published_at"].endswith("Z")


def test_the_first_online_does_not_reach_the_new_owner_but_later_events_do(cloud: SimulatedCloud) -> None:
    with RawStream(cloud, cloud.token) as stream:
        cloud.connect(DEVICE, claim(cloud, cloud.token))
        stream.until(b"last_reset")
        assert ("spark/status", "online") not in events(stream.data)
        cloud.disconnect(DEVICE)
        cloud.disconnect(DEVICE)
        cloud.connect(DEVICE, None)
        cloud.publish(DEVICE, "end", "")
        stream.until(b"event: end")
        status = [data for name, data in events(stream.data) if name == "spark/status"]
        assert status == ["offline", "online"]


def test_the_first_online_may_reach_the_new_owner(cloud: SimulatedCloud) -> None:
    cloud.behave(first_online_reaches_owner=True)
    with RawStream(cloud, cloud.token) as stream:
        cloud.connect(DEVICE, claim(cloud, cloud.token))
        stream.until(b"last_reset")
        assert events(stream.data)[0] == ("spark/status", "online")


def test_events_go_to_the_owner_alone_and_the_old_owner_hears_the_last(cloud: SimulatedCloud) -> None:
    cloud.add_device("1f" * 12, owner=cloud.other)
    cloud.behaviour = QUIET
    stranger = cloud.issue_token(cloud.other)
    with RawStream(cloud, cloud.token) as mine, RawStream(cloud, stranger) as theirs:
        cloud.connect("1f" * 12, claim(cloud, cloud.token))
        cloud.publish("1f" * 12, "temperature", "21")
        assert events(mine.until(b"}\n\n")) == [("temperature", "21")]
        assert events(theirs.until(b"}\n\n")) == [("spark/status", "online")]
        assert theirs.says_nothing()


def test_filters_by_prefix_and_by_device(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.add_device("1f" * 12, owner=cloud.owner)
    paths = ("/v1/devices/events/spark%2Fstatus", f"/v1/devices/{DEVICE}/events", "/v1/events/spark")
    streams = [RawStream(cloud, cloud.token, path) for path in paths]
    try:
        for device in (DEVICE, "1f" * 12):
            cloud.publish(device, "temperature", "21")
            cloud.publish(device, "spark/status", "online")
            cloud.publish(device, "spark/flash/status", "started ")
        cloud.publish(DEVICE, "spark/status/end", "")
        for stream in streams:
            stream.until(b"status/end")
        names = [[name for name, _ in events(stream.data)] for stream in streams]
        assert names[0] == ["spark/status", "spark/status", "spark/status/end"]
        assert names[1] == ["temperature", "spark/status", "spark/flash/status", "spark/status/end"]
        assert names[2].count("spark/flash/status") == 2
    finally:
        for stream in streams:
            stream.close()
    assert ask(cloud, "GET", f"/v1/devices/{'2f' * 12}/events", token=cloud.token).status == 403
    assert ask(cloud, "GET", "/v1/devices/events", token="0" * 40).status == 401


def test_keep_alives_are_blank_lines_after_nine_seconds_of_silence(quick: SimulatedCloud) -> None:
    with RawStream(quick, quick.token) as stream:
        stream.until(b":ok\n\n\r\n1\r\n\n\r\n1\r\n\n\r\n")


def test_event_and_data_can_travel_apart(cloud: SimulatedCloud) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(splits_segments=True)
    with RawStream(cloud, cloud.token) as stream:
        cloud.publish(DEVICE, "spark/status", "online")
        stream.until(b"}\n\n\r\n")
        assert b"14\r\nevent: spark/status\n\r\n" in stream.data


def test_the_head_can_be_late(quick: SimulatedCloud) -> None:
    quick.behave(stream_fault=StreamFault.LATE_HEAD, keep_alive_s=60.0)
    with RawStream(quick, quick.token, wait=False) as stream:
        assert stream.says_nothing()
        assert b":ok" not in stream.until(b"\r\n\r\n1\r\n\n\r\n")


@pytest.mark.parametrize("fault", [StreamFault.SILENT, StreamFault.SILENT_GZIP])
def test_a_stream_can_be_silent(cloud: SimulatedCloud, fault: StreamFault) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(stream_fault=fault)
    with RawStream(cloud, cloud.token, wait=False) as stream:
        gzip = b"a\r\n" + bytes.fromhex("1f8b0800000000000003") + b"\r\n"
        stream.until(gzip if fault is StreamFault.SILENT_GZIP else b"\r\n\r\n")
        cloud.publish(DEVICE, "spark/status", "online")
        assert stream.says_nothing()
        assert (b"Content-Encoding: gzip" in stream.data) is (fault is StreamFault.SILENT_GZIP)


def test_the_server_may_close_at_any_time(quick: SimulatedCloud) -> None:
    with RawStream(quick, quick.token) as stream:
        quick.close_streams()
        assert stream.rest().endswith(b"0\r\n\r\n")
    quick.behave(stream_lasts_s=6.0)
    with RawStream(quick, quick.token) as stream:
        assert stream.rest().endswith(b"0\r\n\r\n")
    assert quick.open_streams == 0


@pytest.mark.parametrize("closes", [False, True])
def test_what_becomes_of_the_stream_of_an_ended_token(cloud: SimulatedCloud, closes: bool) -> None:
    cloud.add_device(DEVICE, owner=cloud.owner)
    cloud.behave(closes_streams_of_dead_tokens=closes)
    with RawStream(cloud, cloud.token) as stream:
        cloud.end_tokens()
        cloud.publish(DEVICE, "spark/status", "online")
        if closes:
            assert events(stream.rest()) == []
        else:
            assert events(stream.until(b"}\n\n")) == [("spark/status", "online")]
    assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 401


def test_a_token_can_end_when_a_stream_opens_or_a_device_connects(cloud: SimulatedCloud) -> None:
    cloud.behave(token_end=TokenEnd.STREAM_OPENED)
    with RawStream(cloud, cloud.token):
        assert ask(cloud, "GET", "/v1/devices", token=cloud.token).status == 401
        fresh = cloud.issue_token(cloud.owner)
        assert ask(cloud, "GET", "/v1/devices", token=fresh).status == 200
    cloud.behave(token_end=TokenEnd.DEVICE_CONNECTED)
    assert ask(cloud, "GET", "/v1/devices", token=fresh).status == 200
    cloud.connect(DEVICE, None)
    assert ask(cloud, "GET", "/v1/devices", token=fresh).status == 401


def test_the_updaters_events_come_in_the_clouds_own_name(quick: SimulatedCloud) -> None:
    quick.behave(plays=UPDATE_ZERO)
    with RawStream(quick, quick.token) as stream:
        quick.connect(DEVICE, claim(quick, quick.token))
        stream.until(b"last_reset")
        seen = events(stream.data)
        assert seen == [(cue.name, cue.data) for cue in UPDATE_ZERO]
        lines = [line for line in stream.data.splitlines() if b"coreid" in line]
        assert sum(b'"coreid":"particle-internal"' in line for line in lines) == 2
    assert ask(quick, "GET", "/v1/devices", token=quick.token).json[0]["online"] is True


def test_a_play_happens_once_and_moves_the_online_state(quick: SimulatedCloud) -> None:
    quick.behave(plays=(Cue(0.0, "spark/status", "offline"),), keep_alive_s=3600.0)
    with RawStream(quick, quick.token) as stream:
        quick.connect(DEVICE, claim(quick, quick.token))
        stream.until(b'"offline"')
        assert ask(quick, "GET", "/v1/devices", token=quick.token).json[0]["online"] is False
        quick.connect(DEVICE, None)
        stream.until(b'"online"')
        assert stream.says_nothing()


def test_a_play_ends_with_the_cloud() -> None:
    cloud = SimulatedCloud(behaviour=CloudBehaviour(plays=FLAPS))
    cloud.start()
    cloud.connect(DEVICE, None)
    cloud.stop()  # would wait twelve seconds for the flaps


def test_streams_are_limited(cloud: SimulatedCloud) -> None:
    cloud.behave(limits=RateLimits(streams_at_once=1, stream_status=529))
    with RawStream(cloud, cloud.token):
        assert ask(cloud, "GET", "/v1/devices/events", token=cloud.token).status == 529
    cloud.behave(limits=RateLimits(stream_openings=2))
    assert ask(cloud, "GET", "/v1/devices/events", token=cloud.token).status == 429
