"""Which networks in the air look like a device in setup mode. A hint for a list, never proof of identity."""

from __future__ import annotations

import re

from ..core.lazily import dataclass


@dataclass(frozen=True)
class SetupNetworks:
    """Matches `<prefix>-` and one to six characters, without regard to case.

    The firmware's default prefix is `Photon`; a product maker can set another one. `pattern` replaces the
    rule: a regular expression over the whole name, read as Latin-1 so that any bytes can be matched.
    """

    prefixes: tuple[str, ...] = ("Photon",)
    pattern: str | None = None

    def matches(self, ssid: bytes) -> bool:
        """Whether the name could be a device's."""
        text = ssid.decode("latin-1")
        if self.pattern is not None:
            return re.fullmatch(self.pattern, text, re.IGNORECASE | re.DOTALL) is not None
        prefixes = "|".join(re.escape(p.encode().decode("latin-1")) for p in self.prefixes)
        return re.fullmatch(f"(?:{prefixes})-.{{1,6}}", text, re.IGNORECASE | re.DOTALL) is not None
