"""Finds code that would write journaled tables around the journal: what the session's events never see.

In slices no SQL text, raw connection, commit or bulk save at all; Core and query statements only on tables that
aren't journaled. In the rest the same of statements that name a journaled table.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

STATEMENTS = frozenset({"insert", "update", "delete"})
BULK = frozenset({"bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"})
RAW = frozenset(
    {"exec_driver_sql", "raw_connection", "driver_connection", "cursor", "commit", "begin_nested", "executescript"}
)
_DRIVERS = frozenset({"sqlite3", "sqlcipher3", "psycopg"})
_WRITES = re.compile(r"\b(?:insert\s+(?:or\s+\w+\s+)?into|replace\s+into|update|delete\s+from)\s+[\"'`\[]?(\w+)", re.I)


class Lint(ast.NodeVisitor):
    """``journaled`` and ``others`` are names of models and of their tables; ``strict`` for slices."""

    def __init__(self, journaled: frozenset[str], others: frozenset[str], *, strict: bool) -> None:
        self.journaled, self.others, self.strict = journaled, others, strict
        self.found: list[tuple[int, str]] = []
        self._names: dict[str, str] = {}
        self._modules: set[str] = set()

    # --- what names stand for --------------------------------------------------------------
    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if (node.module or "").split(".")[0] == "sqlalchemy":
            for one in node.names:
                if one.name in STATEMENTS or one.name == "text":
                    self._names[one.asname or one.name] = one.name
        self._driver(node, node.module or "")

    def visit_Import(self, node: ast.Import) -> None:
        for one in node.names:
            if one.name.split(".")[0] == "sqlalchemy":
                self._modules.add((one.asname or one.name).split(".")[0])
            self._driver(node, one.name)

    def _driver(self, node: ast.stmt, module: str) -> None:
        if self.strict and module.split(".")[0] in _DRIVERS:
            self._tell(node, f"import {module}")

    # --- what is done ------------------------------------------------------------------------
    def visit_Call(self, node: ast.Call) -> None:
        name = self._called(node.func)
        if name in STATEMENTS and self._touches(node.args[0] if node.args else None):
            self._tell(node, f"{name}()")
        elif name == "text" and (self.strict or self._sql(node)):
            self._tell(node, "text()")
        elif isinstance(node.func, ast.Attribute):
            self._method(node, node.func)
        self.generic_visit(node)

    def _called(self, function: ast.expr) -> str:
        """insert, update, delete or text of SQLAlchemy, by whatever name."""
        if isinstance(function, ast.Name):
            return self._names.get(function.id, "")
        root = ast.unparse(function).split(".")[0]
        return function.attr if isinstance(function, ast.Attribute) and root in self._modules else ""

    def _method(self, node: ast.Call, function: ast.Attribute) -> None:
        owner = ast.unparse(function.value)
        if function.attr in BULK and self._touches(node.args[0] if node.args else None):
            self._tell(node, function.attr)
        elif function.attr in STATEMENTS and self._is_table(owner):
            self._tell(node, f"{owner}.{function.attr}()")
        elif function.attr == "delete" and owner.split(".")[-1] == "session" and self.strict:
            self._tell(node, "session.delete()")
        elif function.attr in RAW and self.strict:
            self._tell(node, function.attr)
        elif function.attr in {"execute", "executemany", "exec_driver_sql"} and self._sql(node):
            self._tell(node, f"{function.attr}()")

    def _is_table(self, owner: str) -> bool:
        """A table, or the end of ``session.query(…)``."""
        if "__table__" not in owner and ".query(" not in owner:
            return False
        named = set(re.findall(r"\w+", owner))
        return bool(named & self.journaled) or (self.strict and not named & self.others)

    def _touches(self, target: ast.expr | None) -> bool:
        """Whether a statement's target is journaled, or can't be seen to be anything else."""
        if target is None:
            return True
        named = set(re.findall(r"\w+", ast.unparse(target)))
        if named & self.journaled:
            return True
        return self.strict and not named & self.others

    def _sql(self, node: ast.Call) -> bool:
        constants = [c.value for c in ast.walk(node) if isinstance(c, ast.Constant) and isinstance(c.value, str)]
        return any(table in self.journaled for text in constants for table in _WRITES.findall(text))

    def visit_Constant(self, node: ast.Constant) -> None:
        if self.strict and node.value in BULK | {"exec_driver_sql"}:
            self._tell(node, f"the name {node.value}")

    def _tell(self, node: ast.AST, what: str) -> None:
        self.found.append((getattr(node, "lineno", 0), what))


def writes_around(
    source: str, journaled: frozenset[str], others: frozenset[str] = frozenset(), *, strict: bool = True
) -> Iterator[tuple[int, str]]:
    """Line and what is wrong there."""
    lint = Lint(journaled, others, strict=strict)
    lint.visit(ast.parse(source))
    yield from sorted(lint.found)
