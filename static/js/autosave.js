// A form that saves itself, data-autosave="yes": a few seconds after a change, when a box or the page is left, and once a
// minute so that others see who has it open. Any other form here only asks before what is not saved is left.
// One request at a time. What was sent without an answer is sent again as it was, before anything newer.
import { say, showOthers, stands } from "./save_state.js";

const AFTER = 2500;
const AT_MOST = 15_000;
const EVERY = 60_000;
const LONGEST = 20_000;
const ACTIVE_FOR = 15 * 60_000;
const MOST_KEPT_ALIVE = 60_000;
const AGAIN = [5_000, 10_000, 20_000, 40_000, 60_000];
const PROBLEMS = ["partly", "failed", "refused", "expired"];

const form = document.querySelector("form[data-autosave]");
const saves = form.dataset.autosave === "yes";
const opened = form.elements.namedItem("opened");
const beside = [...form.querySelectorAll("[data-beside]")].map((control) => control.name);
const NOT_SAVED = new Set(["csrfmiddlewaretoken", "opened", "do", "finished", ...beside]);

// As the server last answered it. Not known where the page came with text that is not saved, or a browser restored some.
let answered = form.hasAttribute("data-unsaved") || isRestored() ? null : contents();
let lost = null;
let running = null;
let timer = 0;
let waitingSince = 0;
let failures = 0;
let active = Date.now();
let leaving = false;
let held = null;

function contents() {
  const boxes = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_SAVED.has(name)) boxes.append(name, value);
  }
  return boxes.toString();
}

function isRestored() {
  return [...form.querySelectorAll("textarea, input[type=text]")].some((box) => box.value !== box.defaultValue);
}

const isChanged = () => contents() !== answered;
const hasProblem = () => PROBLEMS.includes(stands());

// When

function changed() {
  active = Date.now();
  if (!isChanged()) return;
  if (!saves) return say("unsaved", "Not saved yet. It is saved when you press the button.");
  if (!hasProblem()) say("unsaved", "Not saved yet");
  waitingSince ||= Date.now();
  again(Math.max(0, Math.min(AFTER, waitingSince + AT_MOST - Date.now())));
}

function again(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(save, milliseconds);
}

function saveIfChanged() {
  if (isChanged() && waitingSince) save();
}

function stillHere() {
  const unread = answered === null && !waitingSince;
  if (document.visibilityState === "visible" && Date.now() - active < ACTIVE_FOR && !unread) save();
}

// How

function save() {
  if (!saves || leaving) return running ?? Promise.resolve();
  running ??= send(lost ?? contents()).finally(() => {
    running = null;
    if (waitingSince && !failures && isChanged()) changed();
  });
  return running;
}

async function send(boxes) {
  clearTimeout(timer);
  waitingSince = 0;
  if (boxes !== answered && !hasProblem()) say("saving", "Saving…");
  const body = new URLSearchParams(boxes);
  body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  body.set("opened", opened.value);
  body.set("do", "autosave");
  const signal = AbortSignal.timeout(LONGEST);
  const keepalive = body.toString().length < MOST_KEPT_ALIVE;
  try {
    const response = await fetch(form.action, { method: "POST", body, signal, keepalive });
    await take(response, boxes);
  } catch {
    tryAgain(boxes, "no connection");
  }
}

function tryAgain(boxes, why) {
  if (boxes === answered) return;
  lost = boxes;
  say("failed", `Not saved: ${why}. Your text is still here; it will be tried again.`);
  again(AGAIN[Math.min(failures, AGAIN.length - 1)]);
  failures += 1;
}

// What came back

async function take(response, boxes) {
  if (response.status >= 500) return tryAgain(boxes, "the service could not do it");
  const words = await response.text();
  const wasNewer = lost !== null && contents() !== boxes;
  [lost, failures] = [null, 0];
  if (response.ok) takeOver(JSON.parse(words), boxes);
  else if (response.status === 409) say("refused", `Not saved. ${JSON.parse(words).failed}`);
  else takeRefusal(new DOMParser().parseFromString(words, "text/html"), boxes);
  if (wasNewer) again(0);
}

function takeOver(answer, boxes) {
  opened.value = JSON.stringify(answer.opened);
  const was = answered;
  answered = boxes;
  showOthers(answer.others);
  const items = Object.entries(answer.errors).map(([box, words]) => ({ words, href: box && `#${box}` }));
  for (const [box, label] of Object.entries(answer.conflicts)) {
    items.push({ words: `Someone else changed “${label}”. Press Save to see both texts.`, href: `#${box}` });
  }
  const waits = answer.waits && !Object.keys(answer.conflicts).length;
  const problems = () => say(waits ? "waits" : "partly", `Saved at ${answer.at}, except:`, items);
  held = null;
  if (!waits && items.some(isBeingWritten)) [held] = [problems, say("unsaved", "Not saved yet")];
  else if (items.length) problems();
  else if (boxes !== was || hasProblem()) say("saved", `Saved at ${answer.at}`);
}

// A date of which only the day is there: it is wrong only once the person has gone on to something else.
const together = (box) => box?.closest?.(".app-activity") ?? box?.closest?.("fieldset");

function isBeingWritten({ href }) {
  const here = together(document.activeElement);
  return Boolean(here && href && here.contains(form.querySelector(href)));
}

function wentOn(event) {
  if (held && together(event.target) !== together(event.relatedTarget)) [held] = [null, held()];
}

// A page of words in place of an answer: the sign-in expired, or the form is older than it. It says whether it kept them.
function takeRefusal(page, boxes) {
  const kept = page.querySelector("[data-kept]");
  if (!kept) return say("refused", "Not saved: you can no longer write here. Copy your text before you leave.");
  const isKept = kept.dataset.kept === "yes";
  if (isKept) answered = boxes;
  const why = page.querySelector("h1").textContent.split(".")[0];
  const what = isKept ? "What you wrote is kept." : "Copy your text before you leave.";
  say(isKept ? "expired" : "refused", `Not saved. ${why}. ${what}`, [
    { words: kept.querySelector("[role=button]").textContent, href: kept.querySelector("[role=button]").getAttribute("href") },
  ]);
}

// Leaving

async function submitted(event) {
  if (leaving) return;
  const button = event.submitter;
  if (!navigator.onLine) {
    event.preventDefault();
    return say("failed", "Not saved: no connection. Your text is still here. Press the button again when there is one.");
  }
  clearTimeout(timer);
  if (running || lost) {
    event.preventDefault();
    await (running ?? save());
    if (lost) return;
    form.requestSubmit(button);
  } else {
    leaving = true;
  }
}

async function followed(event) {
  const link = event.target.closest("a[href]");
  const elsewhere = link && !link.target && !link.hasAttribute("download") && link.pathname !== location.pathname;
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!saves || !elsewhere || !plain || event.defaultPrevented || !isChanged()) return;
  event.preventDefault();
  await save();
  if (isChanged() && !hasProblem()) await save();
  location.assign(link.href);
}

function left(event) {
  const isSafe = ["", "saved", "expired"].includes(stands());
  if (!leaving && (isChanged() || !isSafe)) event.preventDefault();
}

form.addEventListener("input", changed);
form.addEventListener("change", changed);
form.addEventListener("focusout", saveIfChanged);
form.addEventListener("focusout", wentOn);
form.addEventListener("submit", submitted);
document.addEventListener("click", followed);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saveIfChanged());
window.addEventListener("online", () => lost !== null && save());
window.addEventListener("beforeunload", left);
window.addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
if (saves) {
  setInterval(stillHere, EVERY);
  for (const link of form.querySelectorAll("[data-leave]")) link.textContent = link.dataset.leave;
}
// Typed before this script was there: nobody told it, and whoever is still at a box will not type it again.
if (isRestored() && form.contains(document.activeElement)) changed();
else if (answered === null) say("unsaved", "Not saved yet");
else if (saves) say("", "What you write here is saved as you go.");
