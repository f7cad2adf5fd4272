"""Names as sentences need them: the device's suffix, the chosen network, times, lights. Draws nothing."""

from __future__ import annotations

from ..brand import Brand
from ..core.lights import Light, Movement, State
from ..core.ssid import readable
from ..setup.networks import suffix_of
from ..setup.setup import Setup
from ..setup.story import chosen, network_to_join
from .words import Words, isolate


def suffix(setup: Setup) -> str:
    """The large code of the device this setup is about ("U8BS"), or "" where no name was ever read."""
    ssid = network_to_join(setup) or (setup.joined.ssid if setup.joined else None)
    if ssid is None:
        return ""
    return suffix_of(ssid, setup.options.prefixes) or readable(ssid)


def net(setup: Setup) -> str:
    """The network chosen for the device, readable and isolated; "" before one is chosen."""
    choice = chosen(setup) if setup.networks is not None else None
    return isolate(readable(choice.ssid)) if choice is not None else ""


def own(setup: Setup) -> str:
    """This computer's own network, isolated; "" where its name cannot be read."""
    label = setup.wifi.own_label if setup.wifi else None
    return isolate(label) if label else ""


def bare(name: str) -> str:
    """A name without its isolates."""
    return name.strip("\u2068\u2069")


def sign_words(words: Words, sign: str) -> str:
    """What a sign that no device can store is called: a message has to be readable aloud."""
    key = {'"': "sign.quote", "\\": "sign.backslash"}.get(sign)
    return words(key) if key else words("sign.other", sign=isolate(sign))


def clock_text(seconds: float) -> str:
    """Elapsed time as "0:42"; an hour and more as "1:02:03"."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def light_words(words: Words, light: Light) -> str:
    """A light as a noun phrase: "blinking dark blue"."""
    if light.movement in (Movement.RAINBOW, Movement.OFF):
        return words(f"light.{light.movement.value}")
    if light.movement is Movement.BURSTS and light.flash is not None:
        return words(f"light.bursts.{light.flash.name.lower()}", n=str(light.flashes))
    if light.hue is None:
        return words("light.steady")
    return words(f"light.{light.movement.value}.{light.hue.name.lower()}")


def _colour_word(words: Words, light: Light) -> str:
    """A light's colour alone, for sentences that come from the mobile SDKs."""
    return words(f"helper.hue.{light.hue.name.lower()}").lower() if light.hue is not None else ""


def brand_values(brand: Brand, words: Words, host: str) -> dict[str, str]:
    """What is filled into every sentence: names of device, brand and button, and the brand's own lights."""
    lights = brand.led.lights
    return {
        "device": brand.product.device_name,
        "brand": brand.product.brand_name,
        "product": brand.product.product_name,
        "button": brand.product.setup_button,
        "prefix": isolate(f"{brand.product.network_prefix}-"),
        "host": host,
        "color": _colour_word(words, lights[State.LISTENING]),
        "listen_light": light_words(words, lights[State.LISTENING]),
        "online_light": light_words(words, lights[State.ONLINE]),
        "update_light": light_words(words, lights[State.UPDATING]),
    }
