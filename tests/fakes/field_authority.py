"""Certificates for a fake cloud on loopback: an authority, and servers whose dates are as wanted (H06)."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class FieldAuthority:
    """`file` is what SSL_CERT_FILE has to name for its servers to be trusted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("field cases")
        self.file = folder / "authority.pem"
        own = self._signed(self._name, self._key, (-2000, 2000), ca=True)
        self.file.write_bytes(own.public_bytes(Encoding.PEM))

    def context(self, days: tuple[float, float]) -> ssl.SSLContext:
        """For a server on 127.0.0.1 whose certificate is valid from and until so many days from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(_name("127.0.0.1"), key, days, ca=False)
        path = self._folder / "server.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(
        self, subject: x509.Name, key: ec.EllipticCurvePrivateKey, days: tuple[float, float], *, ca: bool
    ) -> x509.Certificate:
        now = dt.datetime.now(dt.UTC)
        loopback = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + dt.timedelta(days=days[0]))
            .not_valid_after(now + dt.timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(loopback, critical=False)
            .sign(self._key, hashes.SHA256())
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
