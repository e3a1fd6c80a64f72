"""What goes into a year archive and what stays behind, and how its files read. Pure."""
