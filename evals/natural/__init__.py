"""Natural questions with what an asker must be told (needs): written by people who had read the documents alone.

Whoever tunes reads the dev file; the test file is only measured.
"""
