"""What can be wrong with a launch."""


class LaunchOver(Exception):
    """The launch was valid and is no longer: expired, ended by signing out, or the enrolment is not active any more."""
