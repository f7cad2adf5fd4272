"""In whose name the cloud is asked: what a command line or an embedding program hands to a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..core.lazily import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from ..core.cancel import CancelToken
    from ..core.secrets import Secret
    from .host_session import Renewed


@dataclass(frozen=True)
class Given:
    """The session a run begins with; without one, somebody signs in or goes without."""

    token: Secret | None = None
    expires_at: datetime | None = None
    given_code: Secret | None = None
    """A claim code: the device is told it, and nobody asks the cloud."""
    session_code: Secret | None = None
    """For once, exchanged at the brand's session server."""
    renewal: Secret | None = None
    """What that server renews `token` with."""
    renew: Callable[[CancelToken], Renewed] | None = None
    """The embedding program's own way to another token."""

    @property
    def exists(self) -> bool:
        """Whether the cloud will be asked in somebody's name."""
        return self.token is not None or self.session_code is not None
