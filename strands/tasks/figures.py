"""Figures: what was counted, what the lead says of it, and the months that the lead types."""

import json
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from offences import vintages
from offences.extracts import load
from offences.months import add_months, months_to, name
from offences.summary import Summary
from strands import figures, last_round, report, slots, typed_months
from strands.models import Commentary, SectionMeasure
from strands.tasks.figure_forms import CommentaryForm, PeriodForm
from strands.tasks.months import MonthForm, key, opened_months, total_words
from strands.tasks.names import FIGURES
from strands.tasks.page import AUTOSAVE, TaskPage
from strands.views.fragments import blocks_html

# Buttons of a month and of a measure: "nil:month-12-2020-03", "earlier:12".
NIL, ABSENT, EARLIER = "nil", "absent", "earlier"
OPENED_AT_ONCE = 12


@dataclass
class Item:
    """A measure on the page: as it prints, what changed since, its commentary and the months to type."""

    link: SectionMeasure
    commentary: CommentaryForm
    months: tuple[MonthForm, ...] = ()
    series: typed_months.Series | None = None
    summary: Summary | None = None
    printed: str = ""
    since: tuple[str, ...] = ()
    gap: str = ""

    @property
    def measure(self):
        return self.link.measure

    @property
    def reading(self):
        return self.summary.reading if self.summary and self.summary.months else None

    @property
    def last_month(self):
        return name(self.summary.end)

    @property
    def rows(self):
        """Each month's form with the 12-month figure that it leads to."""
        known = self.series.known
        known |= {form.month: form.shown_count for form in self.months}
        return [(form, total_words(known, form.month, self.measure.small_base)) for form in self.months]

    @property
    def known(self):
        """The counts by month, for static/js/months.js."""
        return json.dumps({f"{month:%Y-%m}": count for month, count in self.series.known.items()})


class FiguresPage(TaskPage):
    name = FIGURES.name
    template = "strands/tasks/figures.html"
    more_buttons = (("stay", "Save and stay here"), ("preview", "Preview"))

    def prepare(self):
        self.pressed = self._pressed()
        self.since, self.end = typed_months.first_asked(self.update), typed_months.last_asked(self.update)
        if self.request.method == "POST" and self.do in ("save", "stay") and typed_months.supplied(self.update.section):
            load.take_turn()  # what the boxes are compared with stays so until this is saved
        self.series = typed_months.series_of(self.update.section)
        self.notes = {(note.measure_id, note.month): note for note in self.update.month_notes.all()}
        self.judged = self.do == AUTOSAVE

    def _pressed(self):
        """The month or measure whose button was pressed. Nil is 0 in its box, and is saved; “Not yet available” empties
        the box, and is saved once it says why."""
        what, _, which = self.do.partition(":")
        if what in (NIL, ABSENT):
            self.data = self.data.copy()
            self.data[f"{which}-count"] = "0" if what == NIL else ""
        if what == NIL or (what == ABSENT and self.data.get(f"{which}-why_missing", "").strip()):
            self.do = "stay"
        return which

    def build(self):
        said = {one.measure_id: one for one in self.update.commentaries.select_related("measure")}
        self.items = [self._item(link, said.get(link.measure_id)) for link in self._links]
        for item in self.items:
            yield from item.months
            yield item.commentary
        self.period = self.form(PeriodForm, instance=self.update)
        yield self.period

    @property
    def _links(self):
        return self.update.section.section_measures.all()

    def _item(self, link, said):
        said = said or Commentary(update=self.update, measure=link.measure)
        commentary = self.form(CommentaryForm, prefix=f"commentary-{link.measure_id}", instance=said)
        series = self.series.get(link.measure_id)
        return Item(link, commentary, tuple(self._months(series)) if series else (), series)

    def _months(self, series):
        measure = series.measure
        months = {*series.asked(self.since, self.end)}
        months |= {month for month in opened_months(self.opened, measure) if month <= self.end}
        if self.do == f"{EARLIER}:{measure.pk}":
            months |= {*months_to(add_months(min(months), -1), OPENED_AT_ONCE)}
        for month in sorted(months):
            prefix = key(measure, month)
            said = {"note": self.notes.get((measure.pk, month)), "pressed": self.do == f"{ABSENT}:{prefix}"}
            yield self.form(MonthForm, prefix=prefix, series=series, month=month, **said)

    # Saving

    def is_valid(self):
        right = super().is_valid()
        if not self.judged:
            self.judged = True
            self._judge()
            right = super().is_valid()
        return right

    def _judge(self):
        """What is typed of a measure is looked at together."""
        for item in self.items:
            bound = [form for form in item.months if form.is_bound]
            typed = {form.month: form.cleaned_data.get("count") for form in bound}
            for form in bound:
                form.judge({month: count for month, count in typed.items() if count is not None})

    @property
    def changed_forms(self):
        """Counts do not save themselves: half of a number is a number too."""
        return [form for form in super().changed_forms if self.do != AUTOSAVE or not isinstance(form, MonthForm)]

    @property
    def waiting(self):
        return [form["count"].auto_id for form in self.forms if isinstance(form, MonthForm)]

    def _errors(self):
        """A count is named as not saved; what is wrong with it is said when it is."""
        found = {box: words for box, words in super()._errors().items() if not box.startswith("id_month-")}
        months = [form for form in self.forms if isinstance(form, MonthForm) and form.is_bound]
        return found | {form["count"].auto_id: form.waits for form in months if form.changes or not form.is_valid()}

    def save(self, forms):
        months = [form for form in forms if isinstance(form, MonthForm)]
        if typed := [form.typed for form in months if form.stores is not None]:
            typed_months.store(self.update.section, typed, self.request.user)
        for form in months:
            form.save_note(self.update)
        super().save([form for form in forms if form not in months])

    # Showing

    def context(self):
        prefetch_related_objects([self.update.section], *report.DELIVERY)
        summaries = vintages.summaries(report.ends([self.update]))
        found = figures.registry(self.update, summaries)
        last, gaps = last_round.last_round(self.update), last_round.gaps(self.update.section, self.end)
        for item in self.items:
            item.summary, item.gap = summaries.get(item.measure.slug), gaps.get(item.measure.pk, "")
            item.printed = self._printed(item, found)
            item.since = last_round.said(last, item.measure, item.summary) if last else ()
        return {
            "items": self.items,
            "period": self.period,
            "slots": slots.slots(self.update, summaries).values(),
            "last": last,
            "previewed": self._previews,
        }

    @property
    def _previews(self):
        return self.do == "preview" and self.is_valid()

    def _printed(self, item, found):
        """As the paper prints it; in a preview with what is typed."""
        typed = item.commentary.cleaned_data["text"] if self._previews and item.commentary.is_bound else ""
        words = report.text_blocks(typed, report.resolve(found), level=1)
        blocks = report.measure_blocks(self.update, item.link, item.summary, words)
        return blocks_html(blocks, uid=f"measure-{item.measure.pk}")
