// Paragraphs of the last round that are ticked go to the end of the text at once, where the server would put them.
const last = document.querySelector("[data-still-true]");
const box = document.getElementById(last.dataset.stillTrue);
const said = last.querySelector("[data-still-true-said]");
const normal = (text) => text.split("\n").map((line) => line.trimEnd()).join("\n").trim();

// "In the text" as long as it stands there, word for word.
function mark() {
  const text = `\n\n${normal(box.value)}\n\n`;
  for (const tick of last.querySelectorAll("[name=again]")) {
    const used = text.includes(`\n\n${normal(tick.dataset.text)}\n\n`);
    const part = tick.closest(".app-last__part");
    tick.disabled = used;
    tick.checked = tick.checked && !used;
    tick.closest(".govuk-checkboxes").hidden = used;
    part.querySelector("[data-used]").hidden = !used;
  }
}

function add(event) {
  event.preventDefault();
  const ticked = [...last.querySelectorAll("[name=again]:checked")];
  if (!ticked.length) {
    said.textContent = "Tick a paragraph that is still true first.";
    return;
  }
  const start = box.value.trimEnd().length;
  box.value = [box.value.trimEnd(), ...ticked.map((tick) => tick.dataset.text)].filter(Boolean).join("\n\n");
  said.textContent = `${ticked.length === 1 ? "1 paragraph is" : `${ticked.length} paragraphs are`} now at the end of the text. Bring it up to date.`;
  mark();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(start && start + 2, box.value.length);
  box.scrollTop = box.scrollHeight;
}

last.querySelector("button[name=do]").addEventListener("click", add);
box.addEventListener("input", mark);
