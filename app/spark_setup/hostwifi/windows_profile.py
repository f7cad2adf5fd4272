"""The temporary profile that Windows is given, and how it is told from the person's own."""

from __future__ import annotations

from .port import Snapshot
from .windows_structures import MODE_AUTO, MODE_PROFILE
from .windows_wlan import Connection

SETUP_PROFILE = "Photon setup (temporary)"
"""The name of our profile. Nothing of that name is stored, unless temporary profiles are refused; then it is
deleted at the restore. A profile that carries a device's own name is the person's and is left alone."""

_XML = """<?xml version="1.0"?>
<WLANProfile xmlns="http://www.microsoft.com/networking/WLAN/profile/v1">
<name>{name}</name>
<SSIDConfig><SSID><hex>{ssid}</hex></SSID></SSIDConfig>
<connectionType>ESS</connectionType>
<connectionMode>manual</connectionMode>
<autoSwitch>false</autoSwitch>
<MSM><security><authEncryption>
<authentication>open</authentication>
<encryption>none</encryption>
<useOneX>false</useOneX>
</authEncryption></security></MSM>
</WLANProfile>
"""


def setup_profile(ssid: bytes) -> str:
    """The XML for the open network `ssid`; its name in hexadecimal, so that any bytes fit."""
    return _XML.format(name=SETUP_PROFILE, ssid=ssid.hex().upper())


def is_ours(connection: Connection, joined_ssid: bytes | None) -> bool:
    """Whether this is the device's network: by our profile, or by its name (also joined by hand)."""
    by_name = joined_ssid is not None and connection.ssid == joined_ssid
    return connection.profile == SETUP_PROFILE or by_name


def snapshot_of(adapter_id: str, connection: Connection | None, label: str) -> Snapshot:
    """What to give back. Only a stored profile can be named to Windows later."""
    if connection is None:
        return Snapshot(adapter_id, "none", "", None)
    stored = connection.mode in (MODE_PROFILE, MODE_AUTO) and connection.profile != ""
    if not stored or connection.profile == SETUP_PROFILE:
        return Snapshot(adapter_id, "unknown", "", None if connection.profile == SETUP_PROFILE else label)
    return Snapshot(adapter_id, "profile", connection.profile, label)
