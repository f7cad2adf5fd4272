"""What a support desk needs: the report of a run, its replay, the doctor, the brand check. Knows no Qt and no
words that the wizard says: those are handed in by whoever draws.
"""
