"""From checked options to a running wizard. `run` is the door; the rest is by purpose."""
