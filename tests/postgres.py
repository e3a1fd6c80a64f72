"""A PostgreSQL server of our own for the tests, where its binaries are there; it listens to nobody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from wijkraad_app import bootstrap
from wijkraad_app.db.base import Base

_ACCOUNT = "postgres"


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, the newest version first."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


class Server:
    """Runs until `stop`. Sort order as SQLite's: by code point."""

    def __init__(self) -> None:
        found = binaries()
        if found is None:
            raise FileNotFoundError("PostgreSQL is not installed")
        self._bin = found
        self._folder = Path(tempfile.mkdtemp(prefix="wijkraad-pg-"))
        if os.name == "posix" and os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._folder, _ACCOUNT, _ACCOUNT)
        self._run("initdb", "-D", self._data, "-U", _ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}' -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, command: str, *arguments: str) -> None:
        account = _ACCOUNT if os.name == "posix" and os.geteuid() == 0 else None
        subprocess.run(
            [str(self._bin / command), *arguments], user=account, cwd=self._folder, check=True, capture_output=True
        )

    def engine(self) -> Engine:
        """Connections to a database with all tables of the program."""
        bootstrap.load_slices()
        address = f"postgresql+psycopg://{_ACCOUNT}@/postgres?host={self._folder}"
        engine = create_engine(address)
        Base.metadata.create_all(engine)
        return engine

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)


def emptied(engine: Engine) -> None:
    """All tables without rows."""
    names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
