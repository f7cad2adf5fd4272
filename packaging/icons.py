"""The program's icon in every size and container that the systems want, drawn from the brand's picture.

SVG by Qt, offscreen; both containers hold PNG files and need no tool. A brand without a picture gets the
wizard's Wi-Fi sign in its accent.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from identity import Identity

ROOT = Path(__file__).resolve().parent.parent
PLAIN = ROOT / "resources" / "icons" / "wifi.svg"
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
OPENING = "opening.png"  # what the program shows until the wizard is loaded
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
# Type of the icon and its size in pixels; "@2x" sizes have types of their own.
ICNS = {
    "icp4": 16,
    "icp5": 32,
    "icp6": 64,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic10": 1024,
    "ic11": 32,
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
}


def make(identity: Identity, folder: Path) -> None:
    """Write `hicolor/…/apps/ID.png`, icon.ico, icon.icns, opening.png; a scalable one from an SVG."""
    source = source_of(identity)
    text = svg_text(source, identity)
    pictures = {
        size: drawn(text if text is not None else source.read_bytes(), size)
        for size in sorted({*LINUX_SIZES, *ICO_SIZES, *ICNS.values()})
    }
    for size in LINUX_SIZES:
        file = folder / "hicolor" / f"{size}x{size}" / "apps" / f"{identity.app_id}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pictures[size])
    if text is not None:
        scalable = folder / "hicolor" / "scalable" / "apps" / f"{identity.app_id}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(text)
    (folder / OPENING).write_bytes(pictures[256])
    (folder / "icon.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    (folder / "icon.icns").write_bytes(icns({kind: pictures[size] for kind, size in ICNS.items()}))


def source_of(identity: Identity) -> Path:
    """The picture that the icon is made from."""
    look = identity.brand.look
    return look.app_icon or look.logo or PLAIN


def svg_text(source: Path, identity: Identity) -> bytes | None:
    """The SVG; our own sign in the brand's accent. None for a PNG."""
    if source.suffix.lower() != ".svg":
        return None
    text = source.read_bytes()
    if source == PLAIN:
        text = text.replace(b"currentColor", str(identity.brand.look.light.accent).encode())
    return text


def drawn(picture: bytes, size: int) -> bytes:
    """The picture as a PNG of `size` × `size`, in its own shape, on nothing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    assert application is not None
    data = QByteArray(picture)
    renderer, raster = QSvgRenderer(), QImage()
    vector = not picture.startswith(b"\x89PNG") and renderer.load(data)
    if not vector:
        raster = QImage.fromData(data)
        if raster.isNull():
            raise ValueError("the icon is neither an SVG nor a PNG")
    own = renderer.defaultSize() if vector else raster.size()
    box = QSizeF(own).scaled(QSizeF(size, size), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF((size - box.width()) / 2, (size - box.height()) / 2, box.width(), box.height())
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    if vector:
        renderer.render(painter, place)
    else:
        painter.drawImage(place, raster)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]
    return bytes(out.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' container: a header, a row for each picture, the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    start = len(head) + 16 * len(pictures)
    rows, body = b"", b""
    for size, png in pictures.items():
        side = size % 256  # 0 says 256
        rows += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(png), start + len(body))
        body += png
    return head + rows + body


def icns(pictures: dict[str, bytes]) -> bytes:
    """Apple's container: a length, then type, length and content of each picture."""
    body = b"".join(kind.encode() + struct.pack(">I", 8 + len(png)) + png for kind, png in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
