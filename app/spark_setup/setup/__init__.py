"""The story of a setup: what is known, what was decided, what comes next. Knows no pages and no words."""
