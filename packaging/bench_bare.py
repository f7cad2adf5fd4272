"""A wizard of three pages with nothing on them, as a program of its own: what a bundle costs without us."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage


def main() -> int:
    """Show it."""
    application = QApplication(sys.argv[:1])
    wizard = QWizard()
    for number in range(3):
        page = QWizardPage()
        page.setTitle(f"Page {number}")
        QVBoxLayout(page).addWidget(QLabel("Text"))
        wizard.addPage(page)
    wizard.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
