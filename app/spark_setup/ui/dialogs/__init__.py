"""Windows beside the wizard (ui.md, D2 to D4). None of them is modal: setup goes on meanwhile."""
