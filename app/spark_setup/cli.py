"""The command line: from words to options, and to an exit code. Heavy imports wait until they are needed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import __version__
from .core.usage import OptionParser, UsageError, language, speed
from .launch.options import WizardOptions, complain

if TYPE_CHECKING:
    from .brand import Brand
    from .simulator.vendor_server import Running

DEVICE_TCP, HTTP_PORT = ("192.168.0.1", 5609), 80
_SUBCOMMANDS = ("simulate", "doctor", "brand")
WHAT = """Puts a Wi-Fi product on its owner's network and account. Without options: the wizard.

other commands, each with a --help of its own:
  spark-setup doctor      what setup sees of this computer, and what it would do
  spark-setup brand       check a brand file, or draw its pages
  spark-setup simulate    device, cloud and session server to develop against
"""
ENDS = """exit codes: 0 online (or set up as asked), 1 failed, 2 wrong usage, 3 cancelled, 4 delivered only
docs/scripts.md of the source tells the rest: answers, result, report, variables."""


def run(arguments: Sequence[str]) -> int:
    """Run `spark-setup` with these arguments; returns the exit code. Never raises for bad input."""
    from .core.streams import hold_descriptors

    hold_descriptors()
    try:
        return _dispatch(list(arguments))
    except UsageError as error:
        return complain(str(error))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0


def _dispatch(arguments: list[str]) -> int:
    if arguments[:1] == ["--wifi-guard"]:
        from .hostwifi.guard import main as guard

        if len(arguments) != 2:
            raise UsageError("--wifi-guard takes a restore journal, and nothing else")
        return guard(arguments[1])
    if arguments[:1] and arguments[0] in _SUBCOMMANDS:
        return _subcommand(arguments[0], arguments[1:])
    parsed = parser().parse_args(arguments)
    if parsed.list_scenarios:
        from .simulator.scenarios import listing

        _print(listing())
        return 0
    options = options_from(parsed)
    from .launch.application import opening_for

    opening = opening_for(options)
    from .launch.run import launch

    return launch(options, opening)


def _subcommand(name: str, arguments: list[str]) -> int:
    if name == "simulate":
        from .simulator.serve import main as simulate
        from .vendor.extra import missing

        absent = missing()
        return simulate(arguments, vendor=_session_server if absent is None else None, no_vendor=absent or "")
    if name == "doctor":
        from .support.doctor import main as doctor

        return doctor(arguments)
    from .support.brand_command import main as brand
    from .ui.texts import TEXTS

    return brand(arguments, texts=TEXTS, preview=_preview)


def _preview(brand: Brand, folder: Path, language: str | None) -> list[Path]:
    from .ui.brand_preview import preview

    return preview(brand, folder, language)


def _session_server(values: Mapping[str, object], environ: Mapping[str, str]) -> Running:
    from .vendor.embedded import embedded

    return embedded(values, environ)


def _print(text: str) -> None:
    from .core.streams import write_line

    write_line(text)


def parser() -> argparse.ArgumentParser:
    """The wizard's options."""
    p = OptionParser(
        prog="spark-setup",
        description=WHAT,
        epilog=ENDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("url", nargs="?", metavar="URL", help="the brand's link, handed over by the system")
    p.add_argument("--brand", type=Path, metavar="FILE", help="brand file (default: the built-in one)")
    p.add_argument("--token-file", metavar="FILE|-", help="the owner's access token; also SPARK_SETUP_TOKEN")
    p.add_argument("--session-code", metavar="CODE", help="one-time code for the brand's session server")
    p.add_argument("--claim-code-file", metavar="FILE|-", help="a claim code made elsewhere, no token")
    p.add_argument("--wifi-only", action="store_true", help="set up the Wi-Fi without an account")
    p.add_argument(
        "--demo", nargs="?", const="default", metavar="SCENARIO", help="simulated device, cloud and radio"
    )
    p.add_argument("--list-scenarios", action="store_true", help="what --demo can show")
    p.add_argument("--speed", type=speed, metavar="X", help="how fast a demo plays")
    p.add_argument("--replay", type=Path, metavar="REPORT.zip", help="what a customer saw, read-only")
    p.add_argument("--unattended", type=Path, metavar="ANSWERS.toml", help="nobody is there: a file answers")
    p.add_argument("--screenshots", type=Path, metavar="DIR", help="a picture of every page met")
    p.add_argument("--result", metavar="FILE|-", help="the result, a line of JSON")
    p.add_argument("--api-url", metavar="URL", help="the cloud: https, or http on loopback")
    where = "default: 192.168.0.1:5609, where every device in setup mode is"
    p.add_argument("--device", type=_address(5609), default=DEVICE_TCP, metavar="HOST[:PORT]", help=where)
    p.add_argument("--device-http", type=_address(80), metavar="HOST[:PORT]", help="default: port 80 there")
    who = "who joins the device's network: setup, the person, or nobody (a laboratory); default: auto"
    p.add_argument("--host-wifi", choices=("auto", "manual", "none"), default="auto", help=who)
    p.add_argument("--log-file", type=Path, metavar="FILE", help="added to; without secrets")
    p.add_argument("--verbose", action="store_true", help="log everything, to stderr as well")
    p.add_argument("--language", type=language, metavar="xx", help="en or de (default: the system's)")
    p.add_argument("--version", action="version", version=f"spark-setup {__version__}")
    return p


def options_from(parsed: argparse.Namespace) -> WizardOptions:
    """Checked options. Raises `UsageError` for what does not go together."""
    values = vars(parsed)
    values.pop("list_scenarios")
    if values["device_http"] is None:
        # Of the same device: a laboratory's must not make us dial the address of everybody's router.
        values["device_http"] = (values["device"][0], HTTP_PORT)
    options = WizardOptions(**values)
    if options.demo is not None and options.api_url is not None:
        raise UsageError("--demo brings its own cloud and does not go with --api-url")
    given = [options.token_file, options.session_code, options.claim_code_file]
    if sum(value is not None for value in given) > 1:
        raise UsageError("only one of --token-file, --session-code and --claim-code-file can be given")
    if options.url is not None and any(value is not None for value in given):
        raise UsageError("a link goes with none of --token-file, --session-code and --claim-code-file")
    if options.speed is not None and options.demo is None and not _is_loopback(options.api_url):
        raise UsageError("--speed goes with --demo, or with an --api-url on loopback")
    return options


def _is_loopback(url: str | None) -> bool:
    from urllib.parse import urlsplit

    from .cloud.urls import is_loopback

    try:
        return url is not None and is_loopback(urlsplit(url).hostname or "")
    except ValueError:
        return False


def _address(default_port: int) -> _Address:
    return _Address(default_port)


class _Address:
    def __init__(self, default_port: int) -> None:
        self._default_port = default_port

    def __call__(self, text: str) -> tuple[str, int]:
        import ipaddress

        host, colon, digits = text.partition(":")
        short = len(digits) < 6 and digits.isascii() and digits.isdecimal()  # int refuses thousands
        port = (int(digits) if short else 0) if colon else self._default_port
        if not host or not 0 < port < 65536:
            raise argparse.ArgumentTypeError(f"{text!r} is not HOST or HOST:PORT")
        host = "127.0.0.1" if host.lower() == "localhost" else host
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            # A device's network has no name service, and asking this computer's would tell it of the device.
            raise argparse.ArgumentTypeError(f"{host!r} is no IPv4 address such as 192.168.0.1") from None
        return host, port
