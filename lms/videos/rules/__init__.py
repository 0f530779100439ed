"""Pure rules of videos: which parts count, what may be claimed, how long a file is, what captions say."""
