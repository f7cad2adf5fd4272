"""The authority of a fake cloud on loopback, whose servers' dates are as wanted (H06)."""

from __future__ import annotations

import ssl
from pathlib import Path

from .authority import Authority


class FieldAuthority(Authority):
    """Its servers are addresses, and show the authority as well."""

    def __init__(self, folder: Path, name: str = "field cases") -> None:
        super().__init__(folder, name)

    def context(
        self, days: tuple[float, float] = (-1, 30), *, names: str = "127.0.0.1", self_signed: bool = False
    ) -> ssl.SSLContext:
        """For a server of this address, valid from and until so many days from now."""
        return self.server_context((names,), days=days, self_signed=self_signed, shows_authority=True)
