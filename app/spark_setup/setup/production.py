"""The production services: real clients, this computer's real Wi-Fi. Built here and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..cloud.deferred import DeferredClient
from ..cloud.urls import checked_base_url
from ..core.cancel import CancelToken
from ..core.clock import Clock
from ..core.lazily import dataclass
from ..core.paths import state_dir
from ..core.secrets import Secret
from ..hostwifi.inhibit import choose_inhibitor
from ..hostwifi.macos_privacy import local_network_denied
from ..hostwifi.names import SetupNetworks
from ..hostwifi.prober import DEVICE_ADDRESSES, Prober
from ..hostwifi.session import WifiSession
from ..hostwifi.sockets import Address, Opener, device_opener
from .accounts import AccountDesk, AccountSettings
from .awake import Awake
from .given import Given
from .host_session import HostSession, Renewed
from .lifetime import Lifetime
from .ports import AccountService, Cloud, Device, SessionSource
from .services import Around, Services

if TYPE_CHECKING:
    from ..cloud.sessions import SessionAnswer
    from .sessions import CodeSession


@dataclass(frozen=True)
class Target:
    """Where cloud and device are; what may be done to this computer's Wi-Fi (`auto`, `manual`, `none`)."""

    api_url: str = "https://api.particle.io"
    host_wifi: str = "auto"
    device: Mapping[str, Address] = field(default_factory=lambda: dict(DEVICE_ADDRESSES))
    prefixes: tuple[str, ...] = ("Photon",)


def production(
    target: Target,
    *,
    token: Secret | None,
    given_code: Secret | None = None,
    renew: Callable[[CancelToken], bool] | None = None,
    clock: Clock | None = None,
    cloud: Cloud | None = None,
    session_source: SessionSource | None = None,
    accounts: AccountService | None = None,
    lifetime: Lifetime | None = None,
    use_token: Callable[[Secret], None] | None = None,
    closers: tuple[Callable[[], None], ...] = (),
) -> Services:
    """Real clients. Raises `CloudError` for an address that is neither https nor http on loopback.

    `cloud`: a client that exists already (it holds the session); else one is made for `token`. `closers` are
    called with the others when the services are closed.
    """
    api_url = checked_base_url(target.api_url)
    to_close = [*closers]
    if cloud is None and token is not None:
        made = DeferredClient(api_url, token=token)
        to_close.append(made.close)
        cloud = made
    wifi, opener = _wifi(target, to_close)
    return Services(
        clock=clock or Clock(),
        client=device_client,
        opener=opener,
        glancing=glancing_client,
        cloud=cloud,
        wifi=wifi,
        around=partial(look_around, wifi) if wifi is not None else Around,
        api_host=urlsplit(api_url).hostname or "",
        given_code=given_code,
        session_source=session_source,
        accounts=accounts,
        lifetime=lifetime or Lifetime(),
        renew=renew,
        use_token=use_token,
        awake=Awake(choose_inhibitor()),
        closers=tuple(to_close),
    )


def production_for(
    target: Target,
    given: Given,
    *,
    wifi_only: bool,
    settings: AccountSettings,
    session_url: str | None,
    on_token: Callable[[Secret], None],
    clock: Clock | None = None,
) -> Services:
    """Real clients for what a run was given; `settings` and `session_url` are the brand's.

    `on_token` hears of every fresh token, on a worker thread. Raises `CloudError` for a bad address.
    """
    if not given.exists and given.given_code is None and not wifi_only:
        return production_for_person(
            target, settings, session_url=session_url, on_token=on_token, clock=clock
        )
    if given.exists and given.renew is None and session_url is not None:
        return production_for_code(
            target,
            session_url=session_url,
            code=given.session_code,
            token=given.token,
            renewal=given.renewal,
            expires_at=given.expires_at,
            on_token=on_token,
            clock=clock,
        )
    if given.token is not None:
        return production_for_host(
            target,
            token=given.token,
            renew=given.renew,
            expires_at=given.expires_at,
            on_token=on_token,
            clock=clock,
        )
    return production(target, token=None, given_code=given.given_code, clock=clock)


def production_for_code(
    target: Target,
    *,
    session_url: str,
    code: Secret | None,
    token: Secret | None = None,
    renewal: Secret | None = None,
    expires_at: datetime | None = None,
    on_token: Callable[[Secret], None] = lambda _token: None,
    clock: Clock | None = None,
) -> Services:
    """Real clients for a one-time code, exchanged at `session_url` before the first question to the cloud.

    With a `token` instead there is a session already, and a code may be brought later; `renewal` renews it
    there, and `expires_at` is when it ends.
    `on_token` hears of every token, on a worker thread. Raises `CloudError` for an address that is neither
    https nor http on loopback.
    """
    from ..cloud.sessions import SessionServer
    from .sessions import CodeSession

    server = SessionServer(session_url)
    cloud = DeferredClient(target.api_url, token=token)
    use, lifetime = _using(cloud, on_token), Lifetime(expires_at)
    source = CodeSession(server, code, use, renewal=renewal, lifetime=lifetime)
    return production(
        target,
        token=None,
        clock=clock,
        cloud=cloud,
        session_source=source,
        accounts=AccountDesk(target.api_url, AccountSettings(), lambda _answer: None, codes=source),
        lifetime=lifetime,
        renew=source.renew,
        use_token=use,
        closers=(cloud.close, server.close),
    )


def production_for_host(
    target: Target,
    *,
    token: Secret,
    renew: Callable[[CancelToken], Renewed] | None = None,
    expires_at: datetime | None = None,
    on_token: Callable[[Secret], None] = lambda _token: None,
    clock: Clock | None = None,
) -> Services:
    """Real clients for a token of an embedding program, which `renew` asks for another one.

    `on_token` hears of every fresh token, on a worker thread. Raises `CloudError` for a bad address.
    """
    cloud, lifetime = DeferredClient(target.api_url, token=token), Lifetime(expires_at)
    use = _using(cloud, on_token)
    return production(
        target,
        token=None,
        clock=clock,
        cloud=cloud,
        lifetime=lifetime,
        renew=HostSession(renew, use, lifetime).renew if renew is not None else None,
        use_token=use,
        closers=(cloud.close,),
    )


def production_for_person(
    target: Target,
    settings: AccountSettings,
    *,
    session_url: str | None = None,
    on_token: Callable[[Secret], None] = lambda _token: None,
    clock: Clock | None = None,
) -> Services:
    """Real clients for somebody who signs in, or types a one-time code where there is a `session_url`.

    `on_token` hears of every token, on a worker thread. Raises `CloudError` for a bad address.
    """
    cloud, lifetime = DeferredClient(target.api_url, token=None), Lifetime()
    use = _using(cloud, on_token)

    def use_answer(answer: SessionAnswer) -> None:
        assert answer.token is not None
        use(answer.token)
        lifetime.set(answer.expires_at)

    closers: list[Callable[[], None]] = [cloud.close]
    source: CodeSession | None = None
    if session_url is not None:
        from ..cloud.sessions import SessionServer
        from .sessions import CodeSession

        server = SessionServer(session_url)
        source = CodeSession(server, None, use, lifetime=lifetime)
        closers.append(server.close)
    desk = AccountDesk(target.api_url, settings, use_answer, codes=source)
    return production(
        target,
        token=None,
        clock=clock,
        cloud=cloud,
        session_source=source,
        accounts=desk,
        lifetime=lifetime,
        renew=source.renew if source is not None else None,
        use_token=use,
        closers=(*closers, desk.close),
    )


def _using(cloud: DeferredClient, on_token: Callable[[Secret], None]) -> Callable[[Secret], None]:
    def use(token: Secret) -> None:
        on_token(token)
        cloud.set_token(token)

    return use


def device_client(opener: Opener) -> Device:
    """The real SoftAP client."""
    from ..softap.client import DeviceClient

    return DeviceClient(opener)


def glancing_client(opener: Opener) -> Device:
    """The real SoftAP client with the patience of one second: somebody who is there answers in 20 ms."""
    from ..softap.client import DeviceClient, Patience

    return DeviceClient(opener, patience=Patience(connect_s=1.0, answer_s=1.0))


def _wifi(target: Target, closers: list[Callable[[], None]]) -> tuple[WifiSession | None, Opener]:
    if target.host_wifi == "none":
        return None, device_opener(None, target.device)
    from ..hostwifi.backend import choose

    session = WifiSession(
        choose(sys.platform, mode="manual" if target.host_wifi == "manual" else "auto"),
        state_dir().path,
        prober=Prober(addresses=target.device),
        setup_networks=SetupNetworks(prefixes=target.prefixes),
    )
    closers.append(session.close)
    return session, session.opener()


def look_around(wifi: WifiSession) -> Around:
    """VPN and address clash, from interfaces and routes. Sends nothing."""
    seen, link = wifi.around(), wifi.link
    joined = [i for i in seen.interfaces if i.ifname in seen.wifi or (link and i.ifname == link.ifname)]
    return Around(
        vpn=seen.vpn(),
        clash=seen.clash(link=(link.ifname or None) if link else None),
        local_network_denied=local_network_denied(joined),
    )
