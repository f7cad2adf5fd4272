"""Small things every room needs: cancelling, clocks, secrets, threads, paths, logs. Knows no other room."""
