"""Every way a setup can fail: its code, its place, and the acts that help. Words are not made here.

A code is read aloud on the telephone, means one cause, and is never used again for another. Letters after a
number (S2-09V) mark a variant whose cause is known better.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import Enum, StrEnum

from ..core.lazily import dataclass
from .places import Place


class Code(StrEnum):
    """The index of user-needs, section 1."""

    NO_INTERNET = "S1-01"
    SERVICE_UNREACHABLE = "S1-02"
    NOT_TRUSTED = "S1-03"
    SESSION_EXPIRED = "S1-04"
    CLAIM_CODE_REFUSED = "S1-05"
    WRONG_DATE = "S1-06"
    NO_WIFI = "S2-01"
    WIFI_OFF = "S2-02"
    LOCATION_PERMISSION = "S2-03"
    NETWORK_PERMISSION = "S2-04"
    NOTHING_FOUND = "S2-05"
    SEVERAL_FOUND = "S2-06"
    JOIN_REFUSED = "S2-07"
    WIFI_IN_USE = "S2-07B"
    NOT_REMEMBERED = "S2-07S"
    NO_ADDRESS = "S2-08"
    NO_ANSWER = "S2-09"
    NO_ANSWER_VPN = "S2-09V"
    ADDRESS_CLASH = "S2-10"
    WENT_BACK = "S2-11"
    NO_NETWORKS = "S3-01"
    LIST_INCOMPLETE = "S3-02"
    NOT_VISIBLE = "S3-03"
    ENTERPRISE = "S3-04"
    OLD_PROTECTION = "S3-05"
    PASSWORD_LENGTH = "S4-01"
    NAME_NOT_STORABLE = "S4-02"
    DETAILS_REFUSED = "S5-01"
    LOST_WHILE_SENDING = "S5-02"
    CLAIM_CODE_NOT_STORED = "S5-03"
    OTHER_OWNER = "S5-04"
    NOT_ON_LIST = "S5-05"
    OTHER_DEVICE = "S5-06"
    COULD_NOT_JOIN = "S6-01"
    NOT_SEEN_ONLINE = "S6-02"
    NOT_BACK = "S6-03"
    NOT_LINKED = "S6-04"
    UPDATING = "S6-05"
    NO_SERVICE = "S6-06"
    NAME_NOT_SAVED = "S7-01"


class Severity(Enum):
    """How loud a problem is."""

    INFO = "info"
    WARN = "warn"
    BAD = "bad"


class Way(StrEnum):
    """A way out. Those of the story change the setup; the others open something beside the page."""

    CHECK_AGAIN = "check_again"
    TRY_AGAIN = "try_again"
    ONLY_WIFI = "only_wifi"
    SIGN_IN_AGAIN = "sign_in_again"
    FINISH_ANYWAY = "finish_anyway"
    SWITCH_WIFI_ON = "switch_wifi_on"
    ASK_PERMISSION = "ask_permission"
    LOOK_AGAIN = "look_again"
    JOIN_BY_HAND = "join_by_hand"
    VPN_PAUSED = "vpn_paused"
    CONNECT_AGAIN = "connect_again"
    TYPE_NAME = "type_name"
    CONTINUE = "continue"
    CHOOSE_NETWORK = "choose_network"
    USE_ANYWAY = "use_anyway"
    CONNECT_DEVICE = "connect_device"
    SEND_AGAIN = "send_again"
    CONNECT_AND_SEND = "connect_and_send"
    TAKE_OVER = "take_over"
    LOOK_FOR_FIRST = "look_for_first"
    GO_ON_WITH_OTHER = "go_on_with_other"
    TRY_PASSWORD = "try_password"
    CHANGE_PASSWORD = "change_password"
    KEEP_WAITING = "keep_waiting"
    SWITCH_BACK = "switch_back"
    LINK_AGAIN = "link_again"
    ASK_OWNER = "ask_owner"
    SAVE_NAME_AGAIN = "save_name_again"
    FINISH_WITHOUT_NAME = "finish_without_name"
    # beside the page
    COPY_NOTE = "copy_note"
    DETAILS = "details"
    COMPARE_LIGHT = "compare_light"
    OPEN_WIFI_SETTINGS = "open_wifi_settings"
    OPEN_LOCATION_SETTINGS = "open_location_settings"
    OPEN_NETWORK_SETTINGS = "open_network_settings"
    OPEN_DATE_SETTINGS = "open_date_settings"
    SHOW_RESTART = "show_restart"
    SHOW_VPN = "show_vpn"
    SHOW_OTHER_COMPUTER = "show_other_computer"
    SHOW_ROUTER = "show_router"
    SHOW_NAME_WAYS = "show_name_ways"


@dataclass(frozen=True)
class Kind:
    """What is fixed about a code: where it shows, how loud, the ways out (the first is the primary one)."""

    place: Place
    ways: tuple[Way, ...]
    severity: Severity = Severity.BAD
    rechecks: bool = False
    """Checked again by itself every few seconds; goes away when it is solved."""


_P, _W = Place, Way

KINDS: Mapping[Code, Kind] = {
    Code.NO_INTERNET: Kind(_P.READY, (_W.CHECK_AGAIN, _W.ONLY_WIFI), rechecks=True),
    Code.SERVICE_UNREACHABLE: Kind(_P.READY, (_W.CHECK_AGAIN, _W.COPY_NOTE), rechecks=True),
    Code.NOT_TRUSTED: Kind(_P.READY, (_W.CHECK_AGAIN, _W.COPY_NOTE), rechecks=True),
    Code.SESSION_EXPIRED: Kind(_P.EXPIRED, (_W.SIGN_IN_AGAIN, _W.FINISH_ANYWAY), Severity.WARN),
    Code.CLAIM_CODE_REFUSED: Kind(_P.READY, (_W.TRY_AGAIN, _W.DETAILS)),
    Code.WRONG_DATE: Kind(_P.READY, (_W.CHECK_AGAIN, _W.OPEN_DATE_SETTINGS), rechecks=True),
    Code.NO_WIFI: Kind(_P.READY, (_W.CHECK_AGAIN, _W.SHOW_OTHER_COMPUTER), rechecks=True),
    Code.WIFI_OFF: Kind(_P.READY, (_W.SWITCH_WIFI_ON, _W.OPEN_WIFI_SETTINGS), rechecks=True),
    Code.LOCATION_PERMISSION: Kind(
        _P.PERMISSION, (_W.OPEN_LOCATION_SETTINGS, _W.JOIN_BY_HAND), Severity.WARN, rechecks=True
    ),
    Code.NETWORK_PERMISSION: Kind(
        _P.PERMISSION,
        (_W.ASK_PERMISSION, _W.JOIN_BY_HAND, _W.OPEN_NETWORK_SETTINGS),
        Severity.WARN,
        rechecks=True,
    ),
    Code.NOTHING_FOUND: Kind(
        _P.SEARCHING, (_W.LOOK_AGAIN, _W.COMPARE_LIGHT, _W.JOIN_BY_HAND), Severity.WARN, rechecks=True
    ),
    Code.SEVERAL_FOUND: Kind(_P.SEVERAL, (_W.CONTINUE,), Severity.INFO),
    Code.JOIN_REFUSED: Kind(_P.JOINING, (_W.TRY_AGAIN, _W.JOIN_BY_HAND)),
    Code.WIFI_IN_USE: Kind(_P.READY, (_W.CHECK_AGAIN,), Severity.WARN, rechecks=True),
    Code.NOT_REMEMBERED: Kind(_P.READY, (_W.CONTINUE, _W.DETAILS), Severity.WARN),
    Code.NO_ADDRESS: Kind(_P.JOINING, (_W.TRY_AGAIN, _W.SHOW_RESTART)),
    Code.NO_ANSWER: Kind(_P.JOINING, (_W.TRY_AGAIN, _W.SHOW_RESTART)),
    Code.NO_ANSWER_VPN: Kind(_P.JOINING, (_W.VPN_PAUSED, _W.SHOW_VPN), rechecks=True),
    Code.ADDRESS_CLASH: Kind(_P.JOINING, (_W.CHECK_AGAIN,), rechecks=True),
    Code.WENT_BACK: Kind(_P.JOINING, (_W.CONNECT_AGAIN, _W.JOIN_BY_HAND), Severity.WARN),
    Code.NO_NETWORKS: Kind(_P.NETWORK, (_W.LOOK_AGAIN, _W.TYPE_NAME), Severity.WARN),
    Code.LIST_INCOMPLETE: Kind(_P.NETWORK, (_W.CONTINUE, _W.LOOK_AGAIN, _W.TYPE_NAME), Severity.INFO),
    Code.NOT_VISIBLE: Kind(_P.NETWORK, (_W.LOOK_AGAIN, _W.SHOW_ROUTER), Severity.WARN),
    Code.ENTERPRISE: Kind(_P.NETWORK, (_W.CHOOSE_NETWORK,), Severity.WARN),
    Code.OLD_PROTECTION: Kind(_P.NETWORK, (_W.USE_ANYWAY, _W.CHOOSE_NETWORK), Severity.WARN),
    Code.PASSWORD_LENGTH: Kind(_P.PASSWORD, (_W.CONNECT_DEVICE, _W.CHOOSE_NETWORK), Severity.WARN),
    Code.NAME_NOT_STORABLE: Kind(_P.NETWORK, (_W.CHOOSE_NETWORK, _W.SHOW_NAME_WAYS), Severity.WARN),
    Code.DETAILS_REFUSED: Kind(_P.PROGRESS, (_W.SEND_AGAIN, _W.DETAILS)),
    Code.LOST_WHILE_SENDING: Kind(_P.PROGRESS, (_W.CONNECT_AND_SEND,), Severity.WARN),
    Code.CLAIM_CODE_NOT_STORED: Kind(_P.PROGRESS, (_W.TRY_AGAIN, _W.ONLY_WIFI)),
    Code.OTHER_OWNER: Kind(_P.OWNER, (_W.TAKE_OVER, _W.ONLY_WIFI), Severity.WARN),
    Code.NOT_ON_LIST: Kind(_P.OWNER, (_W.ONLY_WIFI, _W.DETAILS)),
    Code.OTHER_DEVICE: Kind(_P.OWNER, (_W.LOOK_FOR_FIRST, _W.GO_ON_WITH_OTHER), Severity.WARN),
    Code.COULD_NOT_JOIN: Kind(_P.WRONG_PASSWORD, (_W.TRY_PASSWORD, _W.CHOOSE_NETWORK, _W.COMPARE_LIGHT)),
    Code.NOT_SEEN_ONLINE: Kind(
        _P.NOT_SEEN,
        (_W.KEEP_WAITING, _W.COMPARE_LIGHT, _W.CHANGE_PASSWORD, _W.FINISH_ANYWAY),
        Severity.WARN,
    ),
    Code.NOT_BACK: Kind(_P.PROGRESS, (_W.SWITCH_BACK, _W.OPEN_WIFI_SETTINGS), Severity.WARN, rechecks=True),
    Code.NOT_LINKED: Kind(_P.PROGRESS, (_W.LINK_AGAIN, _W.ASK_OWNER, _W.DETAILS)),
    Code.UPDATING: Kind(_P.UPDATING, (_W.FINISH_ANYWAY,), Severity.INFO),
    Code.NO_SERVICE: Kind(
        _P.NO_SERVICE, (_W.KEEP_WAITING, _W.COPY_NOTE, _W.CHOOSE_NETWORK, _W.FINISH_ANYWAY), Severity.WARN
    ),
    Code.NAME_NOT_SAVED: Kind(_P.SUCCESS, (_W.SAVE_NAME_AGAIN, _W.FINISH_WITHOUT_NAME), Severity.WARN),
}


@dataclass(frozen=True)
class Problem:
    """One failure as it happened. `values` fills the placeholders of its words; `reason` is for the log."""

    code: Code
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    place: Place = Place.END
    """Where it shows; the place of its kind unless a step says otherwise."""

    def __post_init__(self) -> None:
        if self.place is Place.END:
            object.__setattr__(self, "place", self.kind.place)

    @property
    def kind(self) -> Kind:
        """What is fixed about this code."""
        return KINDS[self.code]

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways out; the first one is the primary."""
        return self.kind.ways

    @property
    def severity(self) -> Severity:
        """How loud it is."""
        return self.kind.severity


class SetupFailed(Exception):  # noqa: N818 - reads as what it says
    """A step could not do its work; `problem` says why and what helps."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code} {problem.reason}".strip())
        self.problem = problem
