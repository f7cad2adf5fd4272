"""A certificate authority for tests, and the servers it signs for: by any name, with any dates."""

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

Signer = tuple[x509.Name, ec.EllipticCurvePrivateKey]


class Authority:
    """`file` is its own certificate: what SSL_CERT_FILE has to name for its servers to be trusted."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._signer: Signer = (_named(name), ec.generate_private_key(ec.SECP256R1()))
        self._count = 0
        own = _signed(self._signer, self._signer, (-2000, 2000), ca=True, names=())
        self.file = folder / f"{name.replace(' ', '-')}.pem"
        self.file.write_bytes(own.public_bytes(Encoding.PEM))

    def server_context(
        self,
        names: tuple[str, ...] = ("localhost",),
        *,
        days: tuple[float, float] = (-1, 30),
        self_signed: bool = False,
        shows_authority: bool = False,
    ) -> ssl.SSLContext:
        """For a server of these names or addresses, valid from and until so many days from now.

        `shows_authority`: it sends the authority's certificate as well, as a proxy does that signs anew.
        """
        server: Signer = (_named(names[0]), ec.generate_private_key(ec.SECP256R1()))
        signer = server if self_signed else self._signer
        certificate = _signed(server, signer, days, ca=False, names=names)
        self._count += 1
        path = self._folder / f"server-{self._count}.pem"
        private = server[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        chain = self.file.read_bytes() if shows_authority and not self_signed else b""
        path.write_bytes(private + certificate.public_bytes(Encoding.PEM) + chain)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _signed(
    holder: Signer, signer: Signer, days: tuple[float, float], *, ca: bool, names: tuple[str, ...]
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(holder[0])
        .issuer_name(signer[0])
        .public_key(holder[1].public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=days[0]))
        .not_valid_after(now + dt.timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if names:
        alternatives = x509.SubjectAlternativeName([_alternative(name) for name in names])
        builder = builder.add_extension(alternatives, critical=False)
    return builder.sign(signer[1], hashes.SHA256())


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _named(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
