"""Pure rules of H5P packages: what their files must say, which libraries load when, what a reader reads in them."""

from lms.h5p.rules.order import load_order

__all__ = ["load_order"]
