// A list to insert a figure from, under each text that may name some: by its button, or by typing {{ in the text.
// An editable combobox with a listbox (WAI-ARIA): the focus stays in the box that filters, the arrows move the choice.
const figures = [...document.querySelectorAll("[data-slot]")].map(({ dataset }) => ({
  slot: `{{ ${dataset.slot} }}`,
  parts: [dataset.words, dataset.text, dataset.when].filter(Boolean),
  sought: `${dataset.words} ${dataset.text} ${dataset.when} ${dataset.slot}`.toLowerCase(),
}));
const TYPED = "{{";
const MOVES = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

class Picker {
  constructor(text) {
    this.text = text;
    this.id = `${text.id}-figures`;
    this.from = this.to = 0;
    this.build();
    const group = text.closest(".govuk-form-group") ?? text;
    group.after(this.opener, this.panel);
    text.addEventListener("input", (event) => this.typed(event));
    this.opener.addEventListener("click", () => (this.panel.hidden ? this.openAtCaret() : this.close()));
    this.search.addEventListener("input", () => this.filter());
    this.search.addEventListener("keydown", (event) => this.pressed(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.insert(event.target.closest("[role=option]")));
    this.panel.addEventListener("focusout", (event) => this.lost(event));
  }

  build() {
    const label = this.text.labels[0]?.textContent.trim() ?? "";
    const hidden = make("span", { class: "govuk-visually-hidden" }, ` in “${label}”`);
    this.opener = make("button", { type: "button", class: "govuk-button govuk-button--secondary app-picker__open", "aria-expanded": "false", "aria-controls": this.id }, "Insert a figure", hidden);
    this.search = make("input", { id: `${this.id}-search`, type: "text", class: "govuk-input", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": `${this.id}-list`, "aria-describedby": `${this.id}-hint` });
    this.count = make("p", { class: "govuk-body app-picker__count", role: "status" });
    this.list = make("ul", { id: `${this.id}-list`, class: "app-picker__list", role: "listbox", "aria-label": "Figures you can put in the text" });
    this.panel = make("div", { id: this.id, class: "app-picker", role: "group", "aria-label": "Insert a figure" },
      make("label", { class: "govuk-label govuk-label--s", for: this.search.id }, "Find a figure"),
      make("div", { class: "govuk-hint", id: `${this.id}-hint` }, "Type a part of its name. Arrows choose, Enter inserts, Esc goes back to the text."),
      this.search, this.count, this.list);
    this.panel.hidden = true;
  }

  // Opening and closing. `from` to `to` is what a figure is put in place of.

  typed(event) {
    const caret = this.text.selectionStart;
    const isTyped = event.inputType?.startsWith("insertText") && this.text.value.slice(0, caret).endsWith(TYPED);
    if (isTyped && caret === this.text.selectionEnd) this.open(caret - TYPED.length, caret);
  }

  openAtCaret() {
    this.open(this.text.selectionStart, this.text.selectionEnd);
  }

  open(from, to) {
    [this.from, this.to] = [from, to];
    this.panel.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.search.value = "";
    this.filter();
    this.search.focus();
    this.panel.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.panel.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
  }

  backToText(at) {
    this.close();
    this.text.focus();
    this.text.setSelectionRange(at, at);
  }

  lost(event) {
    if (!this.panel.contains(event.relatedTarget) && event.relatedTarget !== this.opener) this.close();
  }

  // Choosing

  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = figures.filter((figure) => words.every((word) => figure.sought.includes(word)));
    this.list.replaceChildren(...found.map((figure, index) => this.option(figure, index)));
    this.list.hidden = !found.length;
    this.count.textContent = !found.length ? "No figure found" : found.length === 1 ? "1 figure" : `${found.length} figures`;
    this.choose(0);
  }

  option(figure, index) {
    const [words, ...rest] = figure.parts;
    const shown = make("span", { class: "app-picker__words" }, words);
    const made = make("li", { id: `${this.id}-${index}`, role: "option", class: "app-picker__option" }, shown, ...rest.map((part) => ` – ${part}`));
    made.dataset.slot = figure.slot;
    return made;
  }

  choose(index) {
    const options = [...this.list.children];
    this.chosen = options[Math.max(0, Math.min(index, options.length - 1))];
    for (const option of options) option.setAttribute("aria-selected", String(option === this.chosen));
    this.search.toggleAttribute("aria-activedescendant", Boolean(this.chosen));
    if (!this.chosen) return;
    this.search.setAttribute("aria-activedescendant", this.chosen.id);
    this.chosen.scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = [...this.list.children].indexOf(this.chosen);
    if (event.key in MOVES) this.choose(place + MOVES[event.key]);
    else if (event.key === "Enter") this.insert(this.chosen);
    else if (event.key === "Escape") this.backToText(this.to);
    else return;
    event.preventDefault();
  }

  insert(option) {
    if (!option) return;
    this.backToText(this.to);
    this.text.setSelectionRange(this.from, this.to);
    // Deprecated, but what is inserted so can be undone; every browser of today has it.
    if (document.execCommand("insertText", false, option.dataset.slot)) return;
    this.text.setRangeText(option.dataset.slot, this.from, this.to, "end");
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (figures.length) for (const text of document.querySelectorAll("textarea[data-figures]")) new Picker(text);
