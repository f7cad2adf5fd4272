"""How a simulated cloud differs from the healthy, documented one: knobs, as data, for scenarios.

The defaults are the real service's behaviour as design note cloud-api.md records it. Times are story seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase


class Flavour(Enum):
    """Which implementation answers."""

    PARTICLE = "particle"
    BREWSKEY = "brewskey"
    """An independent clone, measured on loopback (cloud-api.md, section 7)."""


class Reach(Enum):
    """What becomes of a connection."""

    ANSWERS = "answers"
    REFUSED = "refused"
    SILENT = "silent"
    """Accepted, read, never answered."""
    RESETS = "resets"


class WrongCertificate(Enum):
    """What the first connections meet where the cloud speaks TLS."""

    UNTRUSTED = "untrusted"
    """Signed by somebody else, as a program does that reads secure traffic."""
    SELF_SIGNED = "self_signed"
    """Vouches for itself only: a router, or a filter that has no authority of its own."""
    OTHER_NAME = "other_name"
    """Another address's: a network that wants its sign-in page seen first."""
    NOT_YET_VALID = "not_yet_valid"
    """Good, but only from tomorrow on: what a computer sees whose date is wrong."""


class Damage(Enum):
    """What becomes of one answer."""

    SILENT = "silent"
    RESET = "reset"
    CLOSED = "closed"
    """Closed without an answer."""
    HALF = "half"
    """The head and half of the body, then closed."""


class TokenEnd(Enum):
    """When every token handed out so far ends. Happens once: tokens issued later are good."""

    NEVER = "never"
    CLAIM_CODE = "claim_code"
    """At the first call for a claim code."""
    DEVICE_CONNECTED = "device_connected"
    """After the send: when a device reaches the cloud."""
    STREAM_OPENED = "stream_opened"
    """Right after an event stream was opened with it."""


class StreamFault(Enum):
    """What is wrong with event streams."""

    NONE = "none"
    SILENT = "silent"
    """The head, then nothing for ever (case H04, variant A)."""
    SILENT_GZIP = "silent_gzip"
    """Likewise, and gzip's own head (H04, variant B)."""
    LATE_HEAD = "late_head"
    """Even the head waits for the first byte: nine seconds, if nothing happens."""


@dataclass(frozen=True)
class Answer:
    """An answer given instead of the right one. `body`: bytes as they are, anything else becomes JSON."""

    status: int
    body: object = None
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fault:
    """One kind of trouble for the calls that fit; `path` is a shell pattern ("/v1/*device_claims").

    Lets `skip` fitting calls through, then strikes `times` calls (0: all). `what` None: only late.
    """

    what: Answer | Damage | None = None
    method: str = "*"
    path: str = "*"
    skip: int = 0
    times: int = 0
    delay_s: float = 0.0

    def fits(self, method: str, path: str) -> bool:
        """Whether this call is meant."""
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


SERVER_ERROR = Answer(500, {"ok": False, "error": "Internal server error"})
UNAVAILABLE = Answer(503, {"ok": False, "error": "Service unavailable"})
WEB_PAGE = Answer(
    502,
    b"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
    b"<body><h1>502 Bad Gateway</h1><hr>proxy</body></html>",
    "text/html",
)
RATE_LIMITED = Answer(429, {"ok": False, "error": "Too many requests"})
DEVICE_LIMIT = Answer(
    402, {"ok": False, "error": "You have reached the limit of 100 devices. Remove a device or upgrade."}
)
NAME_TAKEN = Answer(400, {"ok": False, "error": "This name is taken."})
TOKEN_EXPIRED = Answer(
    401, {"error": "invalid_token", "error_description": "The access token provided has expired."}
)
NO_PRODUCT = Answer(404, {"ok": False, "error": "Product not found."})


def redirect(url: str, status: int = 302) -> Answer:
    """Sends the caller, and with it its token if it is careless, to another place."""
    return Answer(status, b"", "text/plain", (("Location", url),))


@dataclass(frozen=True)
class Cue:
    """One event of a played sequence: `after_s` after the one before it."""

    after_s: float
    name: str
    data: str


_STATUS, _FLASH, _UPDATER = "spark/status", "spark/flash/status", "spark/safe-mode-updater/updating"
_SAFE_MODE = Cue(1.0, "spark/status/safe-mode", '{"p":6,"m":[{"s":16384,"l":"m","vc":30,"vv":30,"f":"s"}]}')
_PART = (Cue(6.0, _FLASH, "started "), Cue(20.0, _FLASH, "success "), Cue(1.0, _STATUS, "offline"))
UPDATE_ZERO = (
    *(_SAFE_MODE, _SAFE_MODE, Cue(0.5, "spark/device/app-hash", "C8" * 32)),
    *(Cue(1.0, _UPDATER, "1"), *_PART, Cue(8.0, _STATUS, "online"), _SAFE_MODE),
    *(Cue(1.0, _UPDATER, "2"), *_PART, Cue(8.0, _STATUS, "online")),
    Cue(0.5, "spark/device/last_reset", "update"),
)
"""The first connection of a factory-fresh Photon: two system parts (cloud-api.md, 5.3)."""
FLAPS = (Cue(4.0, _STATUS, "offline"), Cue(0.013, _STATUS, "online")) * 3
"""The connection is lost and found again, three times."""


@dataclass(frozen=True)
class RateLimits:
    """Calls in five story minutes from one address (cloud-api.md, 6.1)."""

    window_s: float = 300.0
    everything: int = 10_000
    logins: int = 100
    accounts: int = 100
    """Sign-up, password reset, access tokens: each."""
    stream_openings: int = 100
    streams_at_once: int = 100
    stream_status: int = 429
    """The documentation says 529 in one place, 429 in another."""
    login_failures: int = 10
    """So many in a row lock the address."""
    lock_s: float = 1800.0


@dataclass(frozen=True)
class CloudBehaviour:
    """The defaults are the healthy service."""

    flavour: Flavour = Flavour.PARTICLE
    # Connections and answers.
    reach: Reach = Reach.ANSWERS
    faults: tuple[Fault, ...] = ()
    """The first that strikes counts."""
    head_delay_s: float = 0.0
    """Every answer comes so late."""
    limits: RateLimits = field(default_factory=RateLimits)
    # Its clock.
    clock_skew_s: float = 0.0
    """Real seconds: `Date`, `last_heard`, `published_at` together."""
    date_header: str | None = None
    """Instead of the right `Date`; "": none at all."""
    # Tokens.
    token_end: TokenEnd = TokenEnd.NEVER
    token_ends_after: int | None = None
    """After so many calls with a token."""
    closes_streams_of_dead_tokens: bool = False
    """Not established for today's service; a clone and the 2015 code let them go on."""
    customers_may_ask_user: bool = True
    """Whether a customer may ask `/v1/user`: not documented."""
    # Devices.
    online_fields: tuple[str, ...] = ("connected", "online")
    """Captures up to 2018 say `connected`, the documentation since 2020 `online`."""
    null_entries: bool = False
    """The list also holds null and a device whose id is null: seen, and skipped by the SDKs."""
    lists_devices: bool = True
    """False: what was claimed never shows in the list."""
    listing_delay_s: float = 0.0
    """A device shows in the list so long after it connected."""
    rename_refusal: str | None = None
    """Names are refused with this text."""
    # Claims.
    claim_code_s: float = 3600.0
    ignores_claim_codes: bool = False
    """A claim fails without reason."""
    product_takeover: bool = False
    """Whether a claim code takes a product's device from another customer: not documented."""
    claims_in_quarantine: bool = False
    """Whether a device that is not in the product can be claimed for it: not documented."""
    # Events.
    first_online_reaches_owner: bool = False
    """Whether the `online` of the claiming connection reaches the new owner: not established."""
    events_after_connect: tuple[tuple[str, str], ...] = (
        ("particle/device/updates/enabled", "true"),
        ("particle/device/updates/forced", "false"),
        ("spark/device/last_reset", "pin_reset"),
    )
    """What a device on Device OS 1 and later says next in every session."""
    plays: tuple[Cue, ...] = ()
    """Played once, from the first connection of a device on."""
    stream_fault: StreamFault = StreamFault.NONE
    splits_segments: bool = False
    """`event:` and `data:` travel apart."""
    stream_lasts_s: float | None = None
    """Streams are closed by the server after so long."""
    keep_alive_s: float = 9.0
    """A blank line after so much silence, up to 3 s late."""
