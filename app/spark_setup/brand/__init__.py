"""The brand file: everything a product maker may change, as `SparkSetupCustomization` was on the phone.

`load(path)` gives a frozen `Brand` or raises `BrandError` with file, line and cause. Knows no room above
`core`, and no word that a person reads except those the file itself brings.
"""

from .load import default_file, load
from .model import (
    Auth,
    Behaviour,
    Brand,
    BrandError,
    BrandWarning,
    Doors,
    Lamp,
    Led,
    Links,
    Look,
    Naming,
    Product,
    Support,
    Texts,
)
from .palette import Palette

__all__ = [
    "Auth",
    "Behaviour",
    "Brand",
    "BrandError",
    "BrandWarning",
    "Doors",
    "Lamp",
    "Led",
    "Links",
    "Look",
    "Naming",
    "Palette",
    "Product",
    "Support",
    "Texts",
    "default_file",
    "load",
]
