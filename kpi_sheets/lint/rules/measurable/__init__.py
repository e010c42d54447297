"""M: How much is wanted?"""
