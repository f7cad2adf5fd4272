"""One file per page: it shows what is known and collects one decision; it knows no other page."""
