"""Generations that travel: written once to a store that machines share, named in a register, fetched beside.

A generation is kept in pieces named by their hash, with a manifest that lists them: what two generations have in common
is stored, sent and fetched once. The register names the one that is to be in service, with the hash of its manifest, so
that all that a replica takes is held against what was named.
"""
