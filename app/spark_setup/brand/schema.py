"""Every key of the brand file, once: its kind, its default, what it does, and what the mobile SDK calls it.

The loader, the suggestions for misspelt keys and `docs/branding.md` are all made from this list.
"""

from __future__ import annotations

from .key import Key, Kind
from .led_keys import LED_KEYS

_T, _B, _C, _P, _L = Kind.TEXT, Kind.YES_NO, Kind.COLOUR, Kind.PICTURE, Kind.LINK

_PRODUCT = (
    Key(
        "product.device_name", _T, "Photon", "The device, in nearly every sentence: `{device}`.", "deviceName"
    ),
    Key(
        "product.product_name",
        _T,
        None,
        "The product line: `{product}`. Default: the device name.",
        "productName",
    ),
    Key("product.brand_name", _T, "Particle", "Whose account and service it is: `{brand}`.", "brandName"),
    Key("product.app_name", _T, None, "The installed program. Default: brand and device name.", "app_name"),
    Key("product.publisher", _T, None, "The publisher that the installer names. Default: the brand name."),
    Key(
        "product.network_prefix",
        _T,
        "Photon",
        "What the name of the device's own network begins with, before the dash; 1 to 25 bytes: `{prefix}`.",
        "networkNamePrefix",
    ),
    Key("product.setup_button", _T, "SETUP", "What is written on the button: `{button}`.", "modeButtonName"),
    Key(
        "product.power_on",
        _T,
        None,
        "The first page's title, in every language: what a person does to switch it on. "
        "Default: “Plug in your {device}”.",
        "power_on_action",
    ),
    Key(
        "product.product_mode",
        _B,
        False,
        "Customers of a product instead of Particle accounts: claim codes come from the product.",
        "productMode",
    ),
    Key(
        "product.product_id", Kind.WHOLE, None, "The product's number; needed by `product_mode`.", "productId"
    ),
)


def _themed(name: str, help_text: str, mobile: str) -> tuple[Key, Key]:
    return (
        Key(f"look.{name}", _C, None, f"{help_text} Light theme.", mobile),
        Key(f"look.{name}_dark", _C, None, "The same, dark theme."),
    )


_LOOK = (
    Key("look.logo", _P, None, "Square mark, 26 px high in the step list. Needs `logo_dark`.", "brandImage"),
    Key("look.logo_dark", _P, None, "The mark on dark ground."),
    Key(
        "look.logo_wide",
        _P,
        None,
        "Wide logo, only in About. Needs `logo_wide_dark`.",
        "brand_image_horizontal",
    ),
    Key("look.logo_wide_dark", _P, None, "The wide logo on dark ground."),
    Key("look.app_icon", _P, None, "Icon of the program and installer. Default: the logo."),
    Key(
        "look.accent",
        _C,
        None,
        "Buttons, links, current step; mixed until readable.",
        "elementBackgroundColor",
    ),
    Key("look.accent_dark", _C, None, "The accent in the dark theme. Default: made from `accent`."),
    *_themed("accent_text", "Text on buttons in the accent.", "elementTextColor"),
    *_themed(
        "accent_text_disabled", "Text of buttons that cannot be pressed.", "element_text_disabled_color"
    ),
    *_themed("text", "Text.", "normalTextColor"),
    *_themed("link", "Links. Default: the accent.", "linkTextColor"),
    *_themed("error", "Text of errors beside a field.", "error_text_color"),
    *_themed("page_background", "Ground of the pages.", "pageBackgroundColor"),
    *_themed("header_background", "Ground behind logo and names.", "brandImageBackgroundColor"),
    *_themed("field_background", "Ground of fields.", "form_field_background_color"),
    *_themed(
        "field_disabled",
        "Ground of fields that cannot be typed in.",
        "register_field_background_color_disabled",
    ),
    Key(
        "look.header_image",
        _P,
        None,
        "Picture behind logo and names, as strong as they can be read on it.",
        "brandImageBackgroundImage",
    ),
    Key("look.page_image", _P, None, "Picture behind the pages, drawn very faintly.", "pageBackgroundImage"),
    Key("look.product_image", _P, None, "The device as the person sees it, lamp not drawn.", "productImage"),
    Key(
        "look.lamp",
        Kind.LAMP,
        None,
        "Centre and diameter of the light in `product_image`, as shares (0 to 1) of its width and height.",
        "indicator_light",
    ),
    Key(
        "look.images_dir",
        Kind.FOLDER,
        None,
        "SVG files that replace the wizard's icons, by name (`wifi.svg`); `currentColor` is coloured.",
        "useAppResources",
    ),
    Key(
        "look.tint_icons",
        _B,
        False,
        "Icons take the accent instead of the colour of texts.",
        "tintSetupImages",
    ),
    Key("look.font", _T, "", "Font family of the text. Default: the system's.", "normalTextFontName"),
    Key("look.font_bold", _T, "", "Font family of buttons. Default: `font`.", "boldTextFontName"),
    Key("look.font_header", _T, "", "Font family of titles. Default: `font`.", "headerTextFontName"),
    Key(
        "look.font_size_offset",
        Kind.NUMBER,
        0.0,
        "Points more (or less) than usual, −2 to 8; text never becomes smaller than 14 pixels.",
        "fontSizeOffset",
    ),
)


_AUTH = (
    Key(
        "auth.session_url",
        Kind.SERVICE,
        None,
        "Your server, where a one-time session code becomes a customer's token, and where it is renewed.",
    ),
    Key("auth.url_scheme", Kind.SCHEME, None, "Your pages start the wizard with `<scheme>://start?code=…`."),
    Key(
        "auth.start_with", Kind.CHOICE, "login", "First account page.", "startWithLogin", ("login", "signup")
    ),
    Key("auth.allow_skip", _B, None, "The same as `doors.skip`.", "allowSkipAuthentication"),
    Key(
        "auth.show_log_out",
        _B,
        True,
        "Whether a signed-in person can log out.",
        "disableLogOutOption (reversed)",
    ),
    Key("auth.show_terms", _B, True, "The sentence about terms and privacy.", "show_sign_up_page_fine_print"),
    Key(
        "auth.agree",
        Kind.TEXTS,
        (),
        "Check boxes of *Create your account*, all to be ticked. Ticks are kept nowhere: no newsletters.",
    ),
    Key("auth.client_id", _T, "particle", "OAuth client for signing in.", "oAuthClientId"),
    Key(
        "auth.creation_client_id",
        _T,
        None,
        "Product mode: a client that can only create customers (simple authentication).",
        "oAuthClientId",
    ),
    Key(
        "auth.creation_client_secret",
        Kind.SECRET,
        None,
        "Its secret. Put no other client's secret into a file that you ship.",
        "oAuthClientSecret",
    ),
)

_BEHAVIOUR = (
    Key(
        "behaviour.api_url",
        Kind.SERVICE,
        "https://api.particle.io",
        "The cloud's address.",
        "customAPIBaseURL",
    ),
    Key(
        "behaviour.wifi_only", _B, False, "Set up the Wi-Fi without an account, always.", "initWithSetupOnly"
    ),
    Key(
        "behaviour.log_level",
        Kind.CHOICE,
        "info",
        "How much is logged.",
        "http_log_level",
        ("debug", "info", "warning"),
    ),
)

_DOORS = (
    Key(
        "doors.sign_in",
        _B,
        None,
        "A person without a session can sign in. Default: true; in product mode only with an own client.",
    ),
    Key(
        "doors.create_account",
        _B,
        None,
        "… or make an account. Default: true; in product mode only with `auth.creation_client_id`.",
    ),
    Key("doors.skip", _B, False, "… or go on without one.", "allowSkipAuthentication"),
    Key("doors.take_over", _B, True, "A device of another account can be moved to this one."),
    Key("doors.wifi_only", _B, True, "Where linking fails, the Wi-Fi alone can be set up."),
    Key("doors.skip_network_page", _B, True, "The list is skipped where the computer's own network fits."),
    Key(
        "doors.enterprise",
        _B,
        False,
        "Reserved for networks that ask for a user name. Changes nothing yet: they are listed and cannot "
        "be chosen (S3-04); `true` is warned about.",
    ),
)

_LINKS = (
    Key(
        "links.video",
        _L,
        None,
        "How to set up, as a film; a link on the first pages.",
        "instructionalVideoFilename",
    ),
    Key("links.terms", _L, None, "Terms of service.", "termsOfServiceLinkURL"),
    Key("links.privacy", _L, None, "Privacy policy.", "privacyPolicyLinkURL"),
    Key(
        "links.troubleshooting",
        _L,
        None,
        "Help with problems; a link in the details for support.",
        "troubleshootingLinkURL",
    ),
    Key(
        "links.forgot_password",
        _L,
        None,
        "Product mode: your page for a new password.",
        "forgotPasswordLinkURL",
    ),
    Key(
        "links.account_recovery",
        _L,
        "https://login.particle.io/account-info",
        "For people who lost their second factor.",
    ),
)

_SUPPORT = (
    Key("support.name", _T, "", "Whom to ask. Default: “{brand} support”."),
    Key("support.email", Kind.EMAIL, "", "E-mail address of the support team."),
    Key("support.phone", _T, "", "Telephone number, as it is dialled."),
    Key("support.url", _L, None, "Page of the support team."),
    Key("support.hours", _T, "", "When it can be reached."),
)

_NAME = (
    Key("name.default", _T, "", "The name proposed for a new device. Default: the device name."),
    Key("name.suggestions", Kind.TEXTS, (), "Names to choose from, as in Kitchen, Cellar."),
    Key("name.suggestions_de", Kind.TEXTS, (), "The same, in German. Default: `suggestions`."),
)

KEYS: tuple[Key, ...] = (
    *_PRODUCT,
    *_LOOK,
    *LED_KEYS,
    *_AUTH,
    *_BEHAVIOUR,
    *_DOORS,
    *_LINKS,
    *_SUPPORT,
    *_NAME,
)
"""All keys but those of `[text]`, which are the wizard's own sentences."""

SECTIONS: dict[str, str] = {
    "product": "Names, network and cloud product",
    "look": "Pictures, colours and fonts",
    "led": "What the light means",
    "auth": "Where a session comes from",
    "behaviour": "Cloud and manners",
    "doors": "Which ways exist",
    "links": "Pages for people",
    "support": "The support team",
    "name": "Naming the device",
    "text": "Sentences",
}
