// A form with a file: says how much of it has been sent and read, and can be cancelled. Files may be dropped anywhere on
// the page. Without this the form is sent as any other.
import { initAll } from "../govuk/govuk-frontend.min.js";

const lines = "application/x-ndjson";
const share = (part) => `${Math.floor(part * 100)} %`;
const form = () => document.querySelector("[data-module=app-upload]");
const box = () => form()?.querySelector("input[type=file]");
const files = (event) => event.dataTransfer?.types.includes("Files");
let sending = null;

// One part of what the browser is told and shows: its words, and the bar where there is a share to show.
const show = (words, part) => {
  const bar = form().querySelector("progress");
  form().querySelector(".app-progress__words").textContent = part === undefined ? words : `${words}: ${share(part)}`;
  if (part === undefined) bar.removeAttribute("value");
  else bar.value = part;
  say(part === undefined ? words : `${words}: ${share(Math.floor(part * 4) / 4)}`);
};
const say = (words) => {
  const said = form().querySelector("[role=status]");
  if (said.textContent !== words) said.textContent = words;
};

const busy = (yes) => {
  form().querySelector(".app-progress").hidden = !yes;
  form().querySelector(".app-progress__form").hidden = yes;
  if (yes) form().querySelector(".app-progress__cancel").focus();
};

// The server's page in place of this one: the form with what is wrong, or words such as that the sign-in has expired.
const put = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  if (!page.querySelector("main")) return refuse("lost");
  document.title = page.title;
  const main = document.importNode(page.querySelector("main"), true);
  document.querySelector("main").replaceWith(main);
  initAll({ scope: main });
  start();
  if (main.querySelector(".govuk-error-summary")) return;
  main.tabIndex = -1;
  main.focus();
};

const refuse = (name) => {
  busy(false);
  document.querySelector(".app-upload__problem")?.remove();
  const problem = document.createElement("div");
  problem.className = "app-upload__problem";
  problem.append(form().querySelector(`template[data-problem=${name}]`).content.cloneNode(true));
  document.querySelector("main").prepend(problem);
  initAll({ scope: problem });
};

// Whether it was the last that the server has to say.
const heard = (line) => {
  if (line.next) location.assign(line.next);
  else if (line.page) put(line.page);
  else if (line.read < 1) show("Reading", line.read);
  else show("Comparing with what is held");
  return "next" in line || "page" in line;
};

const send = (body) => {
  const request = new XMLHttpRequest();
  let at = 0;
  let ended = false;
  const take = () => {
    const end = request.responseText.lastIndexOf("\n") + 1;
    const news = request.responseText.slice(at, end).trim();
    at = Math.max(at, end);
    if (news) ended = heard(JSON.parse(news.split("\n").at(-1)));
  };
  const isLines = () => request.getResponseHeader("Content-Type")?.startsWith(lines);
  request.upload.onprogress = (event) => event.lengthComputable && show("Sending", event.loaded / event.total);
  request.upload.onload = () => show("Reading");
  request.onprogress = () => isLines() && take();
  request.onload = () => {
    sending = null;
    if (!isLines()) return put(request.responseText);
    take();
    if (!ended) refuse("lost");
  };
  request.onerror = () => {
    sending = null;
    refuse("lost");
  };
  request.onabort = () => {
    sending = null;
    busy(false);
    say("Cancelled. Nothing was kept.");
    box().focus();
  };
  request.open("POST", location.href);
  request.setRequestHeader("Accept", lines);
  request.send(body);
  return request;
};

const submitted = (event) => {
  const file = box()?.files[0];
  if (sending) return event.preventDefault();
  if (!file) return;
  event.preventDefault();
  if (file.size > Number(form().dataset.largest)) return refuse("large");
  const body = new FormData(form(), event.submitter);
  busy(true);
  show("Sending", 0);
  sending = send(body);
};

function start() {
  if (!form()) return;
  form().addEventListener("submit", submitted);
  form().querySelector(".app-progress__cancel").addEventListener("click", () => sending?.abort());
}

document.addEventListener("dragover", (event) => {
  if (!files(event) || !box() || sending) return;
  event.preventDefault();
  form().classList.add("app-upload--over");
});
for (const left of ["dragleave", "drop"]) {
  document.addEventListener(left, (event) => {
    if (left === "drop" || !event.relatedTarget) form()?.classList.remove("app-upload--over");
  });
}
document.addEventListener("drop", (event) => {
  if (!files(event) || !box() || sending) return;
  event.preventDefault();
  box().files = event.dataTransfer.files;
  box().focus();
});
// Back from the next page: the browser may show this one as it was left.
addEventListener("pageshow", (event) => event.persisted && form() && busy(false));
start();
