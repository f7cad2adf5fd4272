"""What is put away when a host deletes the controller, its window or the wizard in the middle of a setup.

The worker is joined, the services are closed (the Wi-Fi is then the guard's matter), the window goes. All
of it without the controller, which is being destroyed: nothing here refers to it.
"""

from __future__ import annotations

import shiboken6

from ..setup.services import Services
from .conductor import Conductor
from .wizard import SetupWizard


class Remains:
    """Of one setup. `put_away` is idempotent, and for the thread of the windows."""

    def __init__(self, conductor: Conductor, wizard: SetupWizard, services: Services) -> None:
        self._conductor: Conductor | None = conductor
        self._wizard: SetupWizard | None = wizard
        self._services = services

    def put_away(self) -> None:
        """End everything. At most five seconds, if a step is slow to stop."""
        conductor, self._conductor = self._conductor, None
        wizard, self._wizard = self._wizard, None
        if conductor is None:
            return
        if shiboken6.isValid(conductor):
            conductor.shut_down()
        self._services.close()
        if wizard is not None and shiboken6.isValid(wizard):
            wizard.forsake()

    def forget(self) -> None:
        """The setup ended by itself: the controller has put everything away."""
        self._conductor = self._wizard = None
