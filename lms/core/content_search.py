"""The search in content, for the admin: case and accents do not matter on either database.

SQLite's index sees to it by itself; PostgreSQL is given text and words without accents, because its own
way needs an extension that a host may refuse. What was indexed before needs `manage.py update_index`.
"""

import copy
from functools import cache
from typing import Any

from django.db import connection
from modelsearch.backends import database

from lms.core.text import fold


def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the database in use."""
    return _folding()(params) if connection.vendor == "postgresql" else database.SearchBackend(params)


@cache  # a backend is asked for at each search, and the index must be given its indexer once
def _folding() -> Any:
    from modelsearch.backends.database.postgres import postgres  # only where there is PostgreSQL

    class Folded:
        """Words are looked for as they are indexed."""

        def build_tsquery_content(self, query: Any, config: Any = None, invert: bool = False) -> Any:
            if hasattr(query, "query_string"):
                query = copy.copy(query)
                query.query_string = fold(query.query_string)
            return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]

    class Indexer(postgres.ObjectIndexer):
        def prepare_value(self, value: Any) -> str:
            return fold(super().prepare_value(value))

    class Compiler(Folded, postgres.PostgresSearchQueryCompiler):
        pass

    class AutocompleteCompiler(Folded, postgres.PostgresAutocompleteQueryCompiler):
        pass

    class Backend(postgres.PostgresSearchBackend):
        query_compiler_class = Compiler
        autocomplete_query_compiler_class = AutocompleteCompiler

    # The index makes its indexers itself.
    postgres.ObjectIndexer = Indexer
    return Backend
