"""Does the check of written sentences (``assistant.support``) let through what it should, and nothing else?"""
