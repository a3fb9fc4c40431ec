import { initAll } from "../govuk/govuk-frontend.min.js";
import "./charts.js";

initAll();

// Text pasted from Word arrives as Markdown: headings, lists, links and tables stay what they are.
const boxes = document.querySelectorAll("textarea[data-paste]");
if (boxes.length) {
  await import("../govuk/paste-html-to-govspeak.js");
  for (const box of boxes) {
    box.addEventListener("paste", window.pasteHtmlToGovspeak.pasteListener);
  }
}

if (document.querySelector("[data-module=app-upload]")) await import("./upload.js");
if (document.querySelector("[data-module=app-months]")) await import("./months.js");
if (document.querySelector("form[data-autosave] [data-save-state]")) await import("./autosave.js");
if (document.querySelector("textarea[data-figures]")) await import("./figure_picker.js");
if (document.querySelector("[data-still-true]")) await import("./still_true.js");
if (document.querySelector("[data-becomes]")) await import("./activity.js");
