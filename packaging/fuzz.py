"""Rubbish for the parsers, a hostile device for engine and pages, hands that press anything: `make fuzz`.

    python packaging/fuzz.py [--parsers N] [--engine N] [--pages N] [--walks N [--scenario NAME]] [--seed S]

No traceback, no hang over its deadline, and always a code. Ends with exit code 1 and the seed if something
was found; the same seed brings the same inputs.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

sys.path.insert(0, str(Path(__file__).parent))

from fuzz_device import HostileDevice, mutated
from spark_setup.cloud.devices import devices_from
from spark_setup.cloud.errors import CloudError
from spark_setup.cloud.events import event_from
from spark_setup.cloud.sse import blocks
from spark_setup.cloud.tokens import parse_token
from spark_setup.core.cancel import CancelToken
from spark_setup.core.clock import Clock
from spark_setup.core.secrets import Secret
from spark_setup.core.ssid import readable
from spark_setup.setup import decisions as d
from spark_setup.setup import steps, story
from spark_setup.setup.facts import Fact
from spark_setup.setup.networks import rows
from spark_setup.setup.places import Place
from spark_setup.setup.problems import SetupFailed
from spark_setup.setup.result import Outcome, SetupResult, result_of
from spark_setup.setup.services import Services
from spark_setup.setup.setup import Intent, Options, Setup
from spark_setup.softap.client import DeviceClient, Patience
from spark_setup.softap.codec import ObjectReader, TcpAnswer, Verdict
from spark_setup.softap.errors import SoftApError
from spark_setup.softap.http_codec import HttpAnswer
from spark_setup.softap.names import unsendable_sign
from spark_setup.softap.scan import ScanReader

ENGINE_LIMIT_S, PAGES_LIMIT_S = 20.0, 30.0
TURNS = 40
SPEED = 200.0
HASTY = Patience(connect_s=0.5, answer_s=0.15, scan_s=0.15, configure_s=0.15)


class Found(Exception):  # noqa: N818 - what the search was for
    """Something is wrong; says what, and the seed."""


# ---------------------------------------- parsers

SCAN = b'{"scans":[{"ssid":"Home","rssi":-48,"sec":4194308,"ch":6,"mdr":54000},' \
    b'{"ssid":"Bob "5G"","rssi":-61,"sec":0,"ch":1,"mdr":54000}]}'  # fmt: skip
ID = b'{"id":"3B0021001747353236343033","c":"0"}'
HTTP = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n26\r\n" + ID + b"\r\n0\r\n\r\n"
EVENT = b'event: spark/status\ndata: {"data":"online","ttl":60,"published_at":"2026-01-01T00:00:00Z",' \
    b'"coreid":"3b0021001747353236343033"}\n\n'  # fmt: skip
LIST = b'[{"id":"3b0021001747353236343033","name":"x","connected":true,"last_heard":"2026-01-01T00:00:00Z"}]'


def _feed(make: Callable[[], object], data: bytes, rng: random.Random) -> None:
    reader = make()
    at = 0
    while at < len(data):
        size = rng.choice((1, 2, 7, 64, len(data)))
        verdict = reader.feed(data[at : at + size])  # type: ignore[attr-defined]
        at += size
        if verdict is not Verdict.MORE:
            return
    if hasattr(reader, "at_end"):
        reader.at_end()


def _object(data: bytes) -> None:
    reader = ObjectReader()
    if reader.feed(data) is Verdict.COMPLETE:
        with contextlib.suppress(ValueError):  # its own word for "no object"
            reader.fields()


def _json(data: bytes) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


PARSERS: dict[str, tuple[bytes, Callable[[bytes, random.Random], object]]] = {
    "scan": (SCAN, lambda data, rng: _feed(ScanReader, data, rng)),
    "object": (ID, lambda data, rng: _object(data)),
    "tcp": (b"\n\n" + ID, lambda data, rng: _feed(lambda: TcpAnswer(ObjectReader()), data, rng)),
    "http": (HTTP, lambda data, rng: _feed(lambda: HttpAnswer(ObjectReader()), data, rng)),
    "events": (EVENT, lambda data, rng: list(blocks([data[:7], data[7:]]))),
    "event": (EVENT[26:-2], lambda data, rng: event_from("spark/status", data.decode("utf-8", "replace"))),
    "devices": (LIST, lambda data, rng: devices_from(_json(data))),
    "token": (b'{"access_token":"abc","expires_in":3600}', lambda data, rng: parse_token(data)),
    "name": ("Café 家 \\u0041".encode(), lambda data, rng: (readable(data), unsendable_sign(data))),
}


def fuzz_parsers(count: int, seed: int) -> None:
    """`count` inputs over all parsers. A parser may refuse in the words of its room, and in no other way."""
    rng = random.Random(seed)
    names = list(PARSERS)
    for number in range(count):
        name = names[number % len(names)]
        good, parse = PARSERS[name]
        data = rng.randbytes(rng.randrange(200)) if rng.random() < 0.2 else mutated(rng, good)
        try:
            parse(data, rng)
        except (SoftApError, CloudError):
            continue
        except Exception as error:
            raise Found(f"parser {name}, seed {seed}, input {data!r}: {error!r}") from error


# ---------------------------------------- the engine


def services(device: HostileDevice, speed: float) -> Services:
    """Real SoftAP clients, without radio and cloud."""
    return Services(
        clock=Clock(speed),
        client=lambda opener: DeviceClient(opener, patience=HASTY),
        opener=device.opener,
        cloud=None,
        wifi=None,
    )


def fuzz_engine(count: int, seed: int) -> dict[str, int]:
    """`count` setups without Qt against a hostile device; how often each code was the end."""
    ends: dict[str, int] = {}
    for number in range(count):
        device = HostileDevice(seed + number)
        try:
            result = _set_up(services(device, SPEED), random.Random(seed + number), seed + number)
        finally:
            device.stop()
        ends[_end(result, seed + number)] = ends.get(_end(result, seed + number), 0) + 1
    return ends


def _end(result: SetupResult, seed: int) -> str:
    if result.problem is None and result.outcome not in (Outcome.SUCCESS_NOT_CLAIMED, Outcome.USER_CANCEL):
        raise Found(f"seed {seed}: ended {result.outcome.value} without a code")
    return result.problem or result.outcome.value


def _set_up(used: Services, rng: random.Random, seed: int) -> SetupResult:
    box = [Setup(options=Options(intent=Intent.WIFI_ONLY, has_session=False, touch_wifi=False))]
    cancel, began = CancelToken(), time.monotonic()

    def report(fact: Fact) -> None:
        box[0] = story.saw(box[0], fact)

    for _ in range(TURNS):
        if time.monotonic() - began > ENGINE_LIMIT_S:
            raise Found(f"engine, seed {seed}: longer than {ENGINE_LIMIT_S:.0f} s")
        step = story.next_step(box[0], used.clock.now())
        if step.place is Place.END:
            break
        if step.asks:
            box[0] = _decided(box[0], step.place, rng)
            continue
        assert step.work is not None
        try:
            steps.run(step.work, box[0], used, report, cancel)
        except SetupFailed as failure:
            if failure.problem.reason == "internal":
                raise Found(f"engine, seed {seed}: {step.work.value} failed unforeseen") from failure
            box[0] = story.failed(box[0], failure.problem)
        else:
            box[0] = story.finished(box[0])
    else:
        code = box[0].problem.code.value if box[0].problem else (box[0].failures or ("S2-09",))[-1]
        box[0] = story.decide(box[0], d.GiveUp(code))
    return result_of(box[0], used.meter, used.clock)


def _decided(setup: Setup, place: Place, rng: random.Random) -> Setup:
    if setup.problem is not None:
        if rng.random() < 0.3:
            return story.decide(setup, d.GiveUp(setup.problem.code.value))
        taken = story.take(setup, rng.choice(story.ways_out(setup, setup.problem)))
        if taken is not setup:
            return taken
        return story.decide(setup, d.GiveUp(setup.problem.code.value))
    match place:
        case Place.NETWORK:
            usable = [row for row in rows(setup) if row.trouble is None]
            if not usable:
                return story.decide(setup, d.WantsHidden())
            row = rng.choice(usable)
            return story.decide(setup, d.Choose(row.ssid, row.sec, row.channel))
        case Place.HIDDEN:
            return story.decide(setup, d.Choose(b"Home", 0x0040_0004, 0, typed=True))
        case Place.PASSWORD:
            return story.decide(setup, d.Password(Secret("correct horse 9")))
        case Place.READY | Place.RESUME:
            return story.decide(setup, d.GoOn())
        case _:
            return story.decide(setup, d.Close())


# ---------------------------------------- the real pages


def fuzz_pages(count: int, seed: int) -> dict[str, int]:
    """`count` setups through the real pages; how often each code was the end."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from spark_setup.brand import load
    from spark_setup.ui.answers import Answers
    from spark_setup.ui.autopilot import Autopilot
    from spark_setup.ui.brand_options import options_of
    from spark_setup.ui.controller import SetupController

    application = QApplication.instance() or QApplication(sys.argv[:1])
    brand, password = load(None), Secret("correct horse 9")
    ends: dict[str, int] = {}
    for number in range(count):
        device = HostileDevice(seed + number, honesty=0.8)
        retry = tuple(Answers(network="Home", password=password) for _ in range(3))
        controller = SetupController(
            brand,
            services=services(device, SPEED),
            options=options_of(brand, has_session=False, wifi_only=True, touch_wifi=False),
            language="en",
            with_person=False,
        )
        loop, limit = QEventLoop(), QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(loop.quit)
        controller.finished.connect(lambda _result, loop=loop: loop.quit())
        controller.start()
        assert controller.wizard is not None
        Autopilot(controller.wizard, Answers(network="Home", password=password, retry=retry))
        controller.wizard.refresh()
        limit.start(int(PAGES_LIMIT_S * 1000))
        loop.exec()
        device.stop()
        if controller.result is None:
            place = controller.conductor.step.place.value if controller.conductor is not None else ""
            raise Found(f"pages, seed {seed + number}: no end within {PAGES_LIMIT_S:.0f} s, at {place}")
        end = _end(controller.result, seed + number)
        ends[end] = ends.get(end, 0) + 1
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()
    return ends


# ---------------------------------------- hands that press anything


def fuzz_walks(count: int, seed: int, scenario: str) -> str:
    """`count` persons at the wizard who press whatever there is; what came of it, in a line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fuzz_walk import walk_all

    walked = walk_all(count, seed, scenario)
    said = (
        f"{walked.steps} steps, {len(walked.places)} places, {len(walked.codes)} codes, ended {walked.ends}"
    )
    if walked.finds:
        raise Found("\n".join((*walked.finds, said)))
    return said


# ---------------------------------------- the command


class _Tracebacks(logging.Handler):
    """The last doors log what nobody foresaw: that is a find as well."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.met: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.met.append(record.getMessage())

    def raised(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        """In a slot, or where it ends this program."""
        self.met.append(repr(value))
        sys.__excepthook__(kind, value, trace)


def main() -> int:
    """Run what was asked for; prints a line per kind."""
    options = _options()
    seen = _Tracebacks()
    logging.getLogger().addHandler(seen)
    threading.excepthook = lambda args: seen.met.append(repr(args.exc_value))
    sys.excepthook = seen.raised
    try:
        fuzz_parsers(options.parsers, options.seed)
        print(f"parsers: {options.parsers} inputs")
        print(f"engine: {options.engine} setups, ended {fuzz_engine(options.engine, options.seed)}")
        print(f"pages: {options.pages} setups, ended {fuzz_pages(options.pages, options.seed)}")
        print(f"walks: {options.walks}, {fuzz_walks(options.walks, options.seed, options.scenario)}")
    except Found as found:
        print(found, file=sys.stderr)
        return 1
    for line in seen.met:
        print(f"traceback: {line}", file=sys.stderr)
    return 1 if seen.met else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parsers", type=int, default=1_000_000)
    parser.add_argument("--engine", type=int, default=20_000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--walks", type=int, default=300)
    parser.add_argument("--scenario", default="", help="all walks in this one (--list-scenarios)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
