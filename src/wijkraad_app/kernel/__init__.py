"""What every room uses: ids, errors, jobs, commands, changes, language, time, text. No Qt, no SQL."""
