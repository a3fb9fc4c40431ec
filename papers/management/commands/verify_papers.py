"""Nightly: does the record of every issued paper still give the files that were issued?"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from documents.press import NotMade
from papers.models import IssuedPaper
from papers.verify import differences, other_software


class Command(BaseCommand):
    help = (
        "Make the files of every issued paper again from its record and compare them with the stored ones, byte for "
        "byte. Names what differs, and exits with 1 when anything does. Changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--paper", help="only this paper, by the name in its address: march-2020")
        parser.add_argument("--write", type=Path, metavar="FOLDER", help="leave the files as they are made now there")

    def handle(self, *args, paper, write, **options):
        issued = IssuedPaper.objects.filter(**({"paper__slug": paper} if paper else {})).order_by("pk")
        numbers = list(issued.values_list("pk", flat=True))
        if paper and not numbers:
            raise CommandError(f"No paper called {paper} is issued.")
        # One at a time: the record and files of one paper are a megabyte or two.
        papers = (IssuedPaper.objects.prefetch_related("files").get(pk=pk) for pk in numbers)
        differing = sum(not self._same(paper, write) for paper in papers)
        if differing:
            raise CommandError(f"Issued papers: {len(numbers)}. Not as they were issued: {differing}.")
        self.stdout.write(f"Issued papers: {len(numbers)}. Every file is as it was issued.")

    def _same(self, issued, folder):
        try:
            found = [f"{one.what}: stored {one.stored}, now {one.now}" for one in differences(issued, folder)]
        except NotMade as problem:
            found = [str(problem)]
        for line in found:
            self.stdout.write(f"{issued}: {line}")
        if changed := other_software(issued):
            self.stdout.write(f"{issued}: made with {'; '.join(changed)}.")
        return not found
