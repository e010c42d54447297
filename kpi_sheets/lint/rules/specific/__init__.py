"""S: What is measured?"""
