"""Text out of files that people upload, read by a process of its own that may use little time and memory."""
