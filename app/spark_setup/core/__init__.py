"""Small things every room needs: cancelling, clocks, secrets, threads, paths, logging. Knows no other room."""
