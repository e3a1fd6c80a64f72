"""The dossier: one encrypted file, a journal of signed changesets, undo, history, search, backup. No Qt."""
