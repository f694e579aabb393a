"""The numbers of a text checked against each other: sums, shares, changes, plans, figures told twice."""
