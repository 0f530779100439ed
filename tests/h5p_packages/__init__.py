"""H5P packages for the tests: small content types written for one trait each, and a hostile one."""

from tests.h5p_packages.building import build_package, package_names
from tests.h5p_packages.contents import TRAITS

__all__ = ["TRAITS", "build_package", "package_names"]
