"""Small texts with questions that nearly fit them: neighbouring facts, older versions, sentences for machines.

Written by people who had not seen the program. Odd numbers are ``dev``, to tune on; even ones ``test``, to measure.
"""
