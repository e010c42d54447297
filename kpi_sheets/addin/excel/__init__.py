"""The button in Excel: its VBA and ribbon as text, the add-in built of them, the installer, and what they call."""
