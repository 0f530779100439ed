"""Launches, and what packages report and keep through them."""

from lms.xapi.services.accepting import Accepted, accept_statements
from lms.xapi.services.keeping import StateTooLarge, forget_states, save_state, states_of
from lms.xapi.services.launching import (
    activity_id,
    end_launches,
    launch_for,
    launch_of_token,
    place_of,
    start_launch,
)

__all__ = [
    "Accepted",
    "StateTooLarge",
    "accept_statements",
    "activity_id",
    "end_launches",
    "forget_states",
    "launch_for",
    "launch_of_token",
    "place_of",
    "save_state",
    "start_launch",
    "states_of",
]
