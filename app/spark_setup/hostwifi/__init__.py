"""The computer's own Wi-Fi: the port, one file per backend, the prober, the guard. See docs/host-wifi.md."""
