"""KPIs in, findings out: the rules and what runs them."""
