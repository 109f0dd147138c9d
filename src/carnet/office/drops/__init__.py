"""Upload links: by one, people without an account bring files to a firm.

``links`` makes, finds and ends them; ``receive`` takes files in, piece by piece, which ``sealed`` keeps
encrypted; ``check`` has a worker look at what arrived; ``files`` hands them to the firm and erases them;
``trail`` notes who did what.
"""
