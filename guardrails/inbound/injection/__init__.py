"""Words that steer the writing system instead of telling the company something: found, quoted, and cut out.

A signal only: what comes from outside is fenced and every reply is guarded either way.
"""

from __future__ import annotations

from guardrails.inbound.injection.scan import Injection, Place, scan, without

__all__ = ["Injection", "Place", "scan", "without"]
