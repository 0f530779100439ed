"""The demo programme: content as files, and the loader that makes it through the services, once."""
