"""Read the comments of a sheet: notes, and the threads that newer programs write beside them."""

from __future__ import annotations

from kpi_sheets.typed import TYPE_CHECKING, NamedTuple
from kpi_sheets.workbook.address import place
from kpi_sheets.workbook.book import OUR_AUTHOR
from kpi_sheets.workbook.budget import COMMENT
from kpi_sheets.workbook.markup import THREADS, elements
from kpi_sheets.workbook.strings import text_of, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from kpi_sheets.workbook.budget import Budget
    from kpi_sheets.workbook.package import Package
    from kpi_sheets.workbook.relationships import Relationship


class Note(NamedTuple):
    """The comment of a cell as it is stored, with the name of who wrote it, "" where that isn't told."""

    address: str
    author: str
    text: str

    def is_by(self, author: str) -> bool:
        """True for what an author wrote whose comments have their name as the first line.

        Where a program has lost the name, as LibreOffice does when it saves, that line is the witness.
        """
        return author in (self.author, self.author.strip() or self.text.partition("\n")[0])

    @property
    def body(self) -> str:
        """The text without its first line."""
        return self.text.partition("\n")[2]


def comments(package: Package, links: Iterable[Relationship], budget: Budget) -> Mapping[str, str]:
    """Return the text of each comment by the address of its cell, without those that the linter wrote itself.

    `links` are those of the sheet. The note that stands for a thread tells the whole of it.
    """
    threads: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for kind, part in links:
        if kind == "threadedComment":
            for address, text in _thread(package, part, budget):
                threads.setdefault(address, []).append(text)
        elif kind == "comments":
            found = notes(package, part, budget)
            texts |= {note.address: note.text for note in found if not note.is_by(OUR_AUTHOR)}
    return {address: "\n".join(said) for address, said in threads.items()} | texts


def notes(package: Package, part: str, budget: Budget) -> Iterator[Note]:
    """Yield the comments of a part."""
    stream = elements(package, part, "comments", ("authors", "commentList"))
    next(stream)
    authors: dict[str, str] = {}
    for element in stream:
        if element.tag == "author":
            author = authors[str(len(authors))] = unescape(element.text or "")
            budget.spend(part, len(author))
        elif element.tag == "comment":
            text = "".join(text_of(child) for child in element if child.tag == "text")
            budget.spend(part, len(text), COMMENT)
            yield Note(_address(package, part, element), authors.get(element.get("authorId", ""), ""), text)


def _thread(package: Package, part: str, budget: Budget) -> Iterator[tuple[str, str]]:
    """Yield the cell and the text of every remark in the threads of a sheet."""
    stream = elements(package, part, f"{THREADS}}}ThreadedComments")
    next(stream)
    for element in stream:
        text = "".join(child.text or "" for child in element if child.tag == f"{THREADS}}}text")
        budget.spend(part, len(text), COMMENT)
        yield _address(package, part, element), text


def _address(package: Package, part: str, comment: Element) -> str:
    address = comment.get("ref", "")
    try:
        place(address)
    except ValueError:
        raise package.problem(part, f'a comment belongs to "{address[:20]}", which is no cell') from None
    return address
