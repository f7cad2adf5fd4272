"""Small things every room needs: cancel tokens, clocks, secrets, threads, paths, logging. Knows no other room."""
