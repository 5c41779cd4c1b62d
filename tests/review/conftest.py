from tests.stores import address, database, postgresql_server

__all__ = ["address", "database", "postgresql_server"]
