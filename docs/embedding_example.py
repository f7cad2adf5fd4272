"""A host program: `embedding_example.py brand.toml < token`. Its own event loop, style and texts stay."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from spark_setup.brand import load
from spark_setup.ui.controller import SetupController


class Shop(QMainWindow):
    def __init__(self, brand, token, ends=None, **wizard):
        super().__init__()
        self.brand, self.token, self.ends, self.wizard = brand, token, ends, wizard
        self.button, self.label = QPushButton("Set up my monitor"), QLabel("No monitor yet")
        self.button.clicked.connect(self.set_up)
        column = QVBoxLayout(middle := QWidget())
        column.addWidget(self.button)
        column.addWidget(self.label)
        self.setCentralWidget(middle)

    def set_up(self):
        self.button.setEnabled(False)  # two setups at once: AlreadyRunning
        controller = SetupController(self.brand, parent=self, **self.wizard)
        controller.inject_session_access_token(self.token, self.ends, renew=self.fresh_token)
        controller.finished.connect(self.done)
        controller.start(modal=True)

    def fresh_token(self, cancel):  # on a thread of its own: ask your server for this customer's next token
        return None

    def done(self, result):  # once, whatever happens
        self.button.setEnabled(True)
        self.label.setText(f"{result.outcome}: {result.device_name or result.device_id or result.problem}")


if __name__ == "__main__":
    application = QApplication(sys.argv)
    shop = Shop(load(sys.argv[1]), sys.stdin.readline().strip())
    shop.show()
    sys.exit(application.exec())
