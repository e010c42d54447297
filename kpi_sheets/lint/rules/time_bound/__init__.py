"""T: Over which period, or by when?"""
