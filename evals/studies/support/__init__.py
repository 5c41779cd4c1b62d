"""Does the check of written sentences (``assistant.proof.support``) let through what it should, and nothing else?"""
