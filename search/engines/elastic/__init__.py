"""The second engine: Elasticsearch 8, core features only, so that any Elasticsearch 8 or managed one will do.

It holds tokens, keys and what is filtered by; what is shown comes from the database, where openness is checked again.
"""
