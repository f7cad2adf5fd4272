"""Placeholder until the backend is in place: importable, manual."""

from __future__ import annotations

from .manual import ManualWifi as NetworkManagerWifi

__all__ = ["NetworkManagerWifi"]
