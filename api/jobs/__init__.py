from api.jobs.drafting import Jobs

__all__ = ["Jobs"]
