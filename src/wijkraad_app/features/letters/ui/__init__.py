"""The windows of letters: making, signing, sending; and checking any PDF."""
