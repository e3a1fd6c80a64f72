"""The example council: read from ``resources/example/`` and built through the ordinary services."""
