"""Runs the server by itself: `python -m spark_setup.vendor --config FILE`."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import uvicorn
from starlette.types import ASGIApp

from ..core.streams import write_line
from ..core.usage import OptionParser, UsageError
from .app import create_app
from .config import Config, read_config
from .errors import VendorError

CONFIG_VARIABLE = "SPARK_VENDOR_CONFIG"
USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop. Exit code 0, or 2 with a sentence on stderr.

    One worker says on stdout where it is: `{"url": "http://127.0.0.1:8480"}`.
    """
    parser = OptionParser(prog="python -m spark_setup.vendor", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the TOML file")
    parser.add_argument(
        "--check", action="store_true", help="only say whether the file and database are fine"
    )
    try:
        options = parser.parse_args(list(arguments))
        return _serve(options)
    except (UsageError, VendorError) as error:
        sentence = getattr(error, "detail", None) or str(error)
    except OSError as error:
        sentence = f"cannot listen there: {error.strerror}"
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    sys.stderr.write(f"spark_setup.vendor: {sentence}\n")
    return USAGE


def _serve(options: argparse.Namespace) -> int:
    config = read_config(options.config)
    _log_to_stderr()
    app = create_app(config)
    if options.check or config.workers > 1:
        app.state.close()
    if options.check:
        return 0
    if config.workers == 1:
        # uvicorn raises the signal anew when it has stopped: to be asked to end is no failure.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _end)
        with listening(config) as bound:
            write_line(json.dumps({"url": url_of(bound)}))
            uvicorn.Server(uvicorn_config(app, config)).run(sockets=[bound])
        return 0
    os.environ[CONFIG_VARIABLE] = str(options.config.absolute())
    uvicorn.run(
        "spark_setup.vendor.serve:app_of_worker", factory=True, workers=config.workers, **_options(config)
    )
    return 0


def _end(_number: int, _frame: object) -> NoReturn:
    sys.exit(0)


def app_of_worker() -> ASGIApp:
    """The application in a worker process, which reads the configuration for itself."""
    _log_to_stderr()
    return create_app(read_config(Path(os.environ[CONFIG_VARIABLE])))


def listening(config: Config) -> socket.socket:
    """A socket that listens where the configuration says. Raises OSError."""
    bound = socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((config.host, config.port))
        bound.listen(512)
    except BaseException:
        bound.close()
        raise
    return bound


def url_of(bound: socket.socket) -> str:
    """The address of a listening socket, without a trailing slash."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def uvicorn_config(app: ASGIApp, config: Config) -> uvicorn.Config:
    """How uvicorn serves: quiet, bounded, without a name."""
    return uvicorn.Config(app, **_options(config))


def _options(config: Config) -> dict[str, Any]:
    """Its access log would hold addresses and whatever is in a URL: `guard` writes our own."""
    return {
        "host": config.host,
        "port": config.port,
        "http": "h11",
        "loop": "asyncio",
        "ws": "none",
        "lifespan": "on",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "proxy_headers": bool(config.trusted_proxies),
        "forwarded_allow_ips": ",".join(config.trusted_proxies),
        "limit_concurrency": 512,
        "timeout_keep_alive": 15,
        "timeout_graceful_shutdown": 10,
        "h11_max_incomplete_event_size": 16_384,
    }


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("spark_setup")
    logger.setLevel(logging.INFO)
    logger.handlers = [handler]
