"""Spark Setup: puts a Photon or P1 product on its owner's Wi-Fi and account."""

__version__ = "0.1.0"
