"""Case keys that are not answered, each with a reason a statistician would accept."""

NOT_COVERED: dict[str, dict[str, str]] = {}
