"""Ties the applets together while Django starts: page views, handlers, navigation."""
