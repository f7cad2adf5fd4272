"""wlanapi's layout: against numbers that were measured once, and against a C compiler where there is one."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from spark_setup.hostwifi import windows_structures as w
from spark_setup.hostwifi.windows_functions import bound

SIZES = {
    w.Guid: 16,
    w.Ssid: 36,
    w.InterfaceInfo: 532,
    w.AvailableNetwork: 628,
    w.BssEntry: 360,
    w.ConnectionParameters: 40,
    w.ConnectionAttributes: 604,
    w.NotificationData: 40,
}

IN_C = {
    w.Guid: ("GUID", {}),
    w.Ssid: ("DOT11_SSID", {"length": "uSSIDLength", "octets": "ucSSID"}),
    w.InterfaceInfo: (
        "WLAN_INTERFACE_INFO",
        {"guid": "InterfaceGuid", "description": "strInterfaceDescription", "state": "isState"},
    ),
    w.AvailableNetwork: (
        "WLAN_AVAILABLE_NETWORK",
        {
            "profile": "strProfileName",
            "ssid": "dot11Ssid",
            "connectable": "bNetworkConnectable",
            "signal": "wlanSignalQuality",
            "secured": "bSecurityEnabled",
            "flags": "dwFlags",
        },
    ),
    w.RateSet: ("WLAN_RATE_SET", {"rates": "usRateSet"}),
    w.BssEntry: (
        "WLAN_BSS_ENTRY",
        {
            "ssid": "dot11Ssid",
            "bssid": "dot11Bssid",
            "frequency": "ulChCenterFrequency",
            "rates": "wlanRateSet",
        },
    ),
    w.ProfileInfo: ("WLAN_PROFILE_INFO", {"name": "strProfileName"}),
    w.Association: ("WLAN_ASSOCIATION_ATTRIBUTES", {"ssid": "dot11Ssid", "bssid": "dot11Bssid"}),
    w.Security: ("WLAN_SECURITY_ATTRIBUTES", {}),
    w.ConnectionAttributes: (
        "WLAN_CONNECTION_ATTRIBUTES",
        {
            "mode": "wlanConnectionMode",
            "profile": "strProfileName",
            "association": "wlanAssociationAttributes",
        },
    ),
    w.ConnectionParameters: (
        "WLAN_CONNECTION_PARAMETERS",
        {"profile": "strProfile", "ssid": "pDot11Ssid", "bss_type": "dot11BssType", "flags": "dwFlags"},
    ),
    w.NotificationData: (
        "WLAN_NOTIFICATION_DATA",
        {"code": "NotificationCode", "guid": "InterfaceGuid", "size": "dwDataSize", "data": "pData"},
    ),
    w.ConnectionNotice: (
        "WLAN_CONNECTION_NOTIFICATION_DATA",
        {
            "profile": "strProfileName",
            "ssid": "dot11Ssid",
            "reason": "wlanReasonCode",
            "xml": "strProfileXml",
        },
    ),
    w.PhyRadioState: ("WLAN_PHY_RADIO_STATE", {"software": "dot11SoftwareRadioState"}),
    w.RadioState: ("WLAN_RADIO_STATE", {"phys": "PhyRadioState"}),
}

NUMBERS = {
    "WLAN_NOTIFICATION_SOURCE_ACM": w.SOURCE_ACM,
    "wlan_intf_opcode_radio_state": w.OP_RADIO_STATE,
    "wlan_intf_opcode_current_connection": w.OP_CURRENT_CONNECTION,
    "wlan_notification_acm_scan_complete": w.SCAN_COMPLETE,
    "wlan_notification_acm_scan_fail": w.SCAN_FAIL,
    "wlan_notification_acm_connection_start": w.CONNECTION_START,
    "wlan_notification_acm_connection_complete": w.CONNECTION_COMPLETE,
    "wlan_notification_acm_connection_attempt_fail": w.CONNECTION_ATTEMPT_FAIL,
    "wlan_notification_acm_interface_removal": w.INTERFACE_REMOVAL,
    "wlan_notification_acm_disconnecting": w.DISCONNECTING,
    "wlan_notification_acm_disconnected": w.LINK_DISCONNECTED,
    "wlan_interface_state_connected": w.CONNECTED,
    "wlan_interface_state_disconnected": w.DISCONNECTED,
    "wlan_connection_mode_temporary_profile": w.MODE_TEMPORARY,
    "wlan_connection_mode_auto": w.MODE_AUTO,
    "dot11_radio_state_off": w.RADIO_OFF,
    "WLAN_PROFILE_USER": w.PROFILE_USER,
    "ERROR_ACCESS_DENIED": w.ACCESS_DENIED,
    "ERROR_SERVICE_NOT_ACTIVE": w.SERVICE_NOT_ACTIVE,
    "ERROR_NOT_FOUND": w.NOT_FOUND,
    "ERROR_INVALID_STATE": w.INVALID_STATE,
    "ERROR_BAD_PROFILE": w.BAD_PROFILE,
    "(sizeof(WLAN_INTERFACE_INFO_LIST))": ctypes.sizeof(w.ListHead),
    "offsetof(WLAN_AVAILABLE_NETWORK_LIST, Network)": ctypes.sizeof(w.ListHead),
    "offsetof(WLAN_BSS_LIST, wlanBssEntries)": ctypes.sizeof(w.ListHead),
    "offsetof(WLAN_PROFILE_INFO_LIST, ProfileInfo)": ctypes.sizeof(w.ListHead),
}


def test_sizes_are_those_of_64_bit_windows() -> None:
    assert {kind: ctypes.sizeof(kind) for kind in SIZES} == SIZES
    assert w.AvailableNetwork.signal.offset == 604


def test_the_c_compiler_agrees(tmp_path: Path) -> None:
    """Every size, offset and number is a `_Static_assert`: a complaint names the wrong one."""
    compiler = shutil.which("x86_64-w64-mingw32-gcc") or shutil.which("x86_64-w64-mingw32-gcc-win32")
    if compiler is None:
        pytest.skip("gcc-mingw-w64-x86-64 is not installed (make lab)")
    claims = []
    for kind, (name, fields) in IN_C.items():
        claims.append(f"sizeof({name}) == {ctypes.sizeof(kind)}")
        claims += [f"offsetof({name}, {c}) == {getattr(kind, ours).offset}" for ours, c in fields.items()]
    claims += [f"(unsigned long long)(unsigned)({name}) == {value}ULL" for name, value in NUMBERS.items()]
    source = tmp_path / "layout.c"

    def complaints(lines: list[str]) -> list[str]:
        text = "#include <stddef.h>\n#include <windows.h>\n#include <wlanapi.h>\n"
        text += "\n".join(f'_Static_assert({claim}, "{claim}");' for claim in lines)
        source.write_text(text)
        done = subprocess.run(
            [compiler, "-fsyntax-only", str(source)], capture_output=True, text=True, timeout=60, check=False
        )
        return re.findall(r"error: (.*)", done.stderr)

    assert complaints(claims) == []
    assert len(complaints(["sizeof(DOT11_SSID) == 35"])) == 1  # and it can fail


def test_texts_and_guids_survive() -> None:
    for text in ("", "Wi-Fi", "Café Lumière", "\U0001f4f6", "\ud800"):
        assert w.narrow(bytes(w.wide(text))) == text
    guid = "{5C7A1D11-90AB-4D2E-8F00-0123456789AB}"
    assert w.guid_text(w.guid_from(guid.lower())) == guid
    for wrong in ("", "{}", "wlan0", guid[:-3] + "}", "{XC7A1D11-90AB-4D2E-8F00-0123456789AB}"):
        with pytest.raises(ValueError):  # noqa: PT011 - any of them
            w.guid_from(wrong)


def test_a_ssid_that_lies_about_its_length_is_cut() -> None:
    assert w.octets(w.Ssid(length=4_000_000_000)) == bytes(32)


def test_a_library_without_a_function_is_no_library() -> None:
    with pytest.raises(OSError, match="WlanOpenHandle"):
        bound(object())
