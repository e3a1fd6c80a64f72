"""What meetings go by: numbers, times, votes, quorum, names. Pure values in, values out."""
