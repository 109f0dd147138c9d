"""Plans and first looks kept on the disk, for other processes and for pages that read a slice of them.

Frames are Arrow files that are mapped into memory, not read; the rest is JSON, checked against its types.
"""

from carnet.pipeline.kept.look import keep_look, kept_look
from carnet.pipeline.kept.plan import keep_plan, kept_plan

__all__ = ["keep_look", "keep_plan", "kept_look", "kept_plan"]
