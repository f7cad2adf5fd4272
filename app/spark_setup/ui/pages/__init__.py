"""One file per page. A page shows what is known and collects one decision; it holds no rule about other pages."""
