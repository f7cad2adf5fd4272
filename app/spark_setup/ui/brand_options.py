"""What a brand file settles of a setup before it begins: which doors are open, and who signs people in."""

from __future__ import annotations

from ..brand import Brand
from ..setup.accounts import AccountSettings
from ..setup.setup import Intent, Options


def options_of(
    brand: Brand,
    *,
    has_session: bool,
    wifi_only: bool = False,
    touch_wifi: bool = True,
    code_given: bool = False,
    product_devices: frozenset[str] | None = None,
) -> Options:
    """What the brand and this run settle before the first page."""
    intent = Intent.WIFI_ONLY if wifi_only else Intent.CODE_GIVEN if code_given else Intent.CLAIM
    product = brand.product
    return Options(
        intent=intent,
        product_id=str(product.product_id) if product.product_mode and product.product_id else None,
        prefixes=(product.network_prefix,),
        has_session=has_session,
        can_sign_in=brand.doors.sign_in and not has_session,
        can_create_account=brand.doors.create_account and not has_session,
        can_skip_account=brand.doors.skip and not has_session,
        can_enter_code=brand.auth.session_url is not None,
        create_first=brand.auth.start_with == "signup",
        can_log_out=brand.auth.show_log_out,
        allow_take_over=brand.doors.take_over,
        allow_wifi_only=brand.doors.wifi_only,
        skip_network=brand.doors.skip_network_page,
        touch_wifi=touch_wifi,
        product_devices=product_devices,
    )


def account_settings(brand: Brand) -> AccountSettings:
    """Which client signs people in. Customers of a product are made, and signed in, by the brand's client."""
    auth, product = brand.auth, brand.product
    customers = product.product_mode and product.product_id is not None
    if customers and auth.creation_client_id is not None:
        return AccountSettings(auth.creation_client_id, auth.creation_client_secret, str(product.product_id))
    return AccountSettings(auth.client_id, None, str(product.product_id) if customers else None)
