"""What a browser is called, in two words: enough for a person to tell their own logins apart, and no more is kept."""

# In this order: most say that they are several.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "SamsungBrowser": "Samsung Internet",
}
BROWSERS |= {"CriOS/": "Chrome", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iPadOS",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
}
SYSTEMS |= {"Linux": "Linux"}


def browser_name(agent: str) -> str:
    """Return the name for what a browser says that it is, empty where that tells nothing."""
    found = (next((name for sign, name in signs.items() if sign in agent), "") for signs in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
