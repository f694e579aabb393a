"""Every number of a text: numeral, expression, role; of a claim unit, bound, denominator, kind and context."""
