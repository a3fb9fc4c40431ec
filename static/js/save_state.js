// What the line under a form says of it: whether it is saved. Seen at once; read out only when how it stands changes.
const shown = document.querySelector("[data-save-state]");
const read = document.querySelector("[data-save-said]");
const QUIET = ["", "unsaved", "saving"];
let kind = "";
let spoken = "";

const link = (words, href) => {
  const made = document.createElement("a");
  made.className = "govuk-link";
  made.href = href;
  made.textContent = words;
  return made;
};

// `items`: {words, href}, below the words as a list of links.
export function say(stands, words, items = []) {
  kind = stands;
  shown.hidden = false;
  shown.dataset.saveState = stands;
  const line = document.createElement("p");
  line.textContent = words;
  const list = document.createElement("ul");
  for (const item of items) {
    const row = document.createElement("li");
    row.append(item.href ? link(item.words, item.href) : item.words);
    list.append(row);
  }
  shown.replaceChildren(line, ...(items.length ? [list] : []));
  readOut(stands, [words, ...items.map((item) => item.words)].join(" "));
}

function readOut(stands, words) {
  const said = stands === "saved" ? "saved" : words;
  if (QUIET.includes(stands) || said === spoken) return;
  spoken = said;
  read.textContent = words;
}

export const announce = (words) => { read.textContent = words; };

export const stands = () => kind;

// Who else has the page open, above the form.
export function showOthers(others) {
  const line = document.querySelector("[data-others]");
  const who = document.querySelector("[data-others-who]");
  const words = others.join("; ");
  if (!line || who.textContent === words) return;
  line.hidden = !words;
  who.textContent = words;
  if (words) announce(`Also open here: ${words}`);
}
