"""A: Who answers for it, and can it be reached?"""
