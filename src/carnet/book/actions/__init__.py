"""What changes the book: one module a verb, each in one transaction that raises the firm's revision.

Nothing outside this package writes the database.
"""

from carnet.book.settings import home_folder
from carnet.book.setup import configure

configure(home_folder(), None)  # the actions' models need Django's settings, whoever imports them first
