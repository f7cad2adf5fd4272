"""Certificates of the simulated cloud: an authority that the demo's own client trusts, and wrong ones.

What is wrong is the certificate that a connection meets, never the verdict: the client judges by itself.
"""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from .cloud_behaviour import WrongCertificate

_HOST = "localhost"


class Authority:
    """A certificate authority that lives as long as its folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named(name)
        certificate = self._sign(self._name, self._key, (-10, 30), ca=True)
        self.file = folder / f"{name}.pem"
        """Its certificate (PEM): what a client has to trust."""
        self.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def server(
        self,
        file: str,
        days: tuple[float, float] = (-1, 30),
        *,
        host: str = _HOST,
        self_signed: bool = False,
    ) -> ssl.SSLContext:
        """A server's side for `host`, valid from and until so many days from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        signer = (_named(host), key) if self_signed else (self._name, self._key)
        certificate = self._sign(_named(host), key, days, ca=False, host=host, signer=signer)
        path = self._folder / file
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(path)
        return context

    def _sign(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        days: tuple[float, float],
        *,
        ca: bool,
        host: str = _HOST,
        signer: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None = None,
    ) -> x509.Certificate:
        issuer, issuers_key = signer or (self._name, self._key)
        now = dt.datetime.now(dt.UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + dt.timedelta(days=days[0]))
            .not_valid_after(now + dt.timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        )
        if not ca:
            names = x509.SubjectAlternativeName([x509.DNSName(host)])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(issuers_key, hashes.SHA256())


def wrong_at_first(folder: Path, wrong: WrongCertificate, times: int) -> tuple[ssl.SSLContext, Path]:
    """A server's side whose first `times` handshakes show a wrong certificate, and the authority to trust."""
    trusted = Authority(folder, "trusted")
    good = trusted.server("good.pem")
    if wrong is WrongCertificate.UNTRUSTED:
        shown = Authority(folder, "stranger").server("wrong.pem")
    elif wrong is WrongCertificate.SELF_SIGNED:
        shown = trusted.server("wrong.pem", self_signed=True)
    elif wrong is WrongCertificate.OTHER_NAME:
        shown = trusted.server("wrong.pem", host="hotel.example")
    else:
        shown = trusted.server("wrong.pem", (1, 30))
    met = 0

    def choose(
        connection: ssl.SSLSocket | ssl.SSLObject, _name: str | None, _context: ssl.SSLContext
    ) -> None:
        nonlocal met
        met += 1
        if met > times:
            connection.context = good

    shown.sni_callback = choose
    return shown, trusted.file


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
