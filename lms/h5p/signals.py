"""What became of attempts and packages. Sent inside the transaction."""

from django.dispatch import Signal

attempt_changed = Signal()
"""An attempt was brought up to date with its statements. sender=H5PAttempt, attempt=H5PAttempt."""

package_changed = Signal()
"""A package has a new version, other details, or is going to be deleted. sender=H5PPackage, package=H5PPackage."""
