"""Runs the server by itself: `python -m spark_setup.vendor --config FILE`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from ..core.usage import OptionParser, UsageError
from .app import create_app
from .config import Config, read_config
from .errors import VendorError

CONFIG_VARIABLE = "SPARK_VENDOR_CONFIG"
USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop. Exit code 0, or 2 with a sentence on stderr."""
    parser = OptionParser(prog="python -m spark_setup.vendor", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the TOML file")
    parser.add_argument(
        "--check", action="store_true", help="only say whether the file and database are fine"
    )
    try:
        options = parser.parse_args(list(arguments))
        return _serve(options)
    except (UsageError, VendorError) as error:
        sys.stderr.write(f"spark_setup.vendor: {getattr(error, 'detail', None) or error}\n")
        return USAGE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0


def _serve(options: argparse.Namespace) -> int:
    config = read_config(options.config)
    _log_to_stderr()
    app = create_app(config)
    if options.check or config.workers > 1:
        app.state.close()
    if options.check:
        return 0
    if config.workers == 1:
        uvicorn.Server(uvicorn_config(app, config)).run()
        return 0
    os.environ[CONFIG_VARIABLE] = str(options.config.absolute())
    uvicorn.run(
        "spark_setup.vendor.serve:app_of_worker", factory=True, workers=config.workers, **_options(config)
    )
    return 0


def app_of_worker() -> ASGIApp:
    """The application in a worker process, which reads the configuration for itself."""
    _log_to_stderr()
    return create_app(read_config(Path(os.environ[CONFIG_VARIABLE])))


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
