"""The services of a run: those of a demo, or the production set for the session given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..brand import Brand
from ..core.redact import Redactor
from ..core.usage import UsageError
from .options import WizardOptions

if TYPE_CHECKING:
    from ..setup.given import Given
    from ..setup.services import Services
    from ..setup.setup import Options

PERSON_SPEED, UNATTENDED_SPEED = 1.0, 20.0


def services_for(
    options: WizardOptions, brand: Brand, session: Given, redactor: Redactor, *, unattended: bool
) -> tuple[Services, Options, Callable[[], None]]:
    from ..ui.brand_options import options_of

    if options.demo is not None:
        from ..core.paths import state_dir
        from ..simulator.demo import Demo
        from ..simulator.scenarios import find

        try:
            scenario = find(options.demo)
        except KeyError as error:
            raise UsageError(str(error.args[0])) from None
        speed = options.speed or (UNATTENDED_SPEED if unattended else PERSON_SPEED)
        demo = Demo(
            scenario,
            prefix=brand.product.network_prefix,
            speed=speed,
            remembers=state_dir().path is not None,
            product_id=brand.product.product_id if brand.product.product_mode else None,
        )
        demo.start()
        services = demo.services()
        redactor.add(demo.token)
        return services, options_of(brand, has_session=True, wifi_only=options.wifi_only), demo.stop
    return (*_real_services(options, brand, session, redactor, unattended=unattended), lambda: None)


def _real_services(
    options: WizardOptions, brand: Brand, session: Given, redactor: Redactor, *, unattended: bool
) -> tuple[Services, Options]:
    from ..cloud.errors import CloudError
    from ..core.clock import Clock
    from ..setup.production import Target, production_for
    from ..ui.brand_options import account_settings, options_of

    wifi_only = options.wifi_only or brand.behaviour.wifi_only
    doors = brand.doors.sign_in or brand.doors.create_account or brand.auth.session_url is not None
    if not session.exists and session.given_code is None and not wifi_only and (unattended or not doors):
        # An answers file names no account; a page that asks for one would never be answered.
        raise UsageError(
            ("nobody is there to sign in" if unattended and doors else "no session")
            + ": give --token-file, SPARK_SETUP_TOKEN, --session-code, --claim-code-file or --wifi-only"
        )
    target = Target(
        brand.behaviour.api_url if options.api_url is None else options.api_url,
        options.host_wifi,
        {"tcp": options.device, "http": options.device_http},
        (brand.product.network_prefix,),
    )
    try:
        services = production_for(
            target,
            session,
            wifi_only=wifi_only,
            settings=account_settings(brand),
            session_url=brand.auth.session_url,
            on_token=redactor.add,
            clock=Clock(options.speed or 1.0),
        )
    except CloudError as error:
        raise UsageError(f"--api-url: {error.detail}") from None
    engine = options_of(
        brand,
        has_session=session.exists,
        wifi_only=wifi_only,
        touch_wifi=services.wifi is not None,
        code_given=session.given_code is not None,
    )
    return services, engine
