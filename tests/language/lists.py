"""The word lists beside the open classes, each with a purpose of its own; a word may stand in both."""

OTHER_LISTS = (
    "averaged",  # what is averaged over a period and not added up
    "function",  # small words that tell a language
    "higher",  # nouns of which more is better
    "lower",  # nouns of which less is better
    "unit_needed",  # metrics whose number means nothing without a unit
)
