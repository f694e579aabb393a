"""What a claim is said of: subject, actor, action, place, time, base, how surely."""
