"""A device, a cloud and a radio to run against: real bytes on loopback, and scenarios as data."""
