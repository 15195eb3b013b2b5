"""Bytes from outside: kept first (`store_raw`), read later by a worker (`@reads`), and only in a limited process
(`limited_child`).
"""
