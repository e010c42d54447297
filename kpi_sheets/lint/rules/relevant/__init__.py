"""R: Which goal does it serve?"""
