"""What a brand changes of the wizard's dress besides colours: fonts, their size, and the icons."""

from __future__ import annotations

from pathlib import Path

from ..brand.model import Look
from ..core.lazily import dataclass


@dataclass(frozen=True)
class BrandDress:
    """Part of a theme. Empty families mean the person's own font."""

    font: str = ""
    font_bold: str = ""
    """Buttons."""
    font_header: str = ""
    """Titles."""
    more_points: float = 0.0
    tint_icons: bool = False
    images: Path | None = None
    """Where icons are looked for before our own."""

    @classmethod
    def of(cls, look: Look) -> BrandDress:
        """That of a brand file."""
        return cls(
            look.font,
            look.font_bold,
            look.font_header,
            look.font_size_offset,
            look.tint_icons,
            look.images_dir,
        )
