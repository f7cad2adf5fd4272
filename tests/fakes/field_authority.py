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

    def __init__(self, folder: Path, name: str = "field cases") -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name(name)
        self.file = folder / "authority.pem"
        own = self._signed(self._name, self._key, (-2000, 2000), ca=True)
        self.file.write_bytes(own.public_bytes(Encoding.PEM))

    def context(
        self, days: tuple[float, float] = (-1, 30), *, names: str = "127.0.0.1", self_signed: bool = False
    ) -> ssl.SSLContext:
        """For a server of this address whose certificate is valid from and until so many days from now.

        It shows the authority as well, as a proxy does that signs anew.
        """
        key = ec.generate_private_key(ec.SECP256R1())
        signer = (_name(names), key) if self_signed else (self._name, self._key)
        certificate = self._signed(_name(names), key, days, ca=False, address=names, signer=signer)
        path = self._folder / "server.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        chain = b"" if self_signed else self.file.read_bytes()
        path.write_bytes(private + certificate.public_bytes(Encoding.PEM) + chain)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        days: tuple[float, float],
        *,
        ca: bool,
        address: str = "127.0.0.1",
        signer: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None = None,
    ) -> x509.Certificate:
        issuer, issuers_key = signer or (self._name, self._key)
        now = dt.datetime.now(dt.UTC)
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + dt.timedelta(days=days[0]))
            .not_valid_after(now + dt.timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(names, critical=False)
            .sign(issuers_key, hashes.SHA256())
        )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
