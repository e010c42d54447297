"""The rules, a folder a group and a file a rule: `specific/s101_vague_word.py` is rule S101, vague-word.

A file that is put here is a rule; nothing else lists it.
"""
