"""What changes records of videos."""

from lms.videos.services.opening import open_video, place_of, read_opening
from lms.videos.services.reporting import Said, take_report

__all__ = ["Said", "open_video", "place_of", "read_opening", "take_report"]
