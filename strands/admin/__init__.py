from strands.admin import delivery, reporting, strategy

__all__ = ["delivery", "reporting", "strategy"]
