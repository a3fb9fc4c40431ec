// A number that comes to a running total: what the total, its average a month and its progress become, as it is typed. The
// same arithmetic as strands/activity.py and strands/figures.py, which say it again once it is saved.
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const daysIn = (year, month) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
const oneDecimal = (value) => (Math.floor(value * 10 + 0.5 + 1e-9) / 10).toFixed(1).replace(/\.0$/, "");
const withCommas = (value) => oneDecimal(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

// The typed date as [year, month from 0, day]; null where it is none.
function dateIn(name) {
  const [day, month, year] = ["day", "month", "year"].map((box) => document.querySelector(`[name="${name}_${box}"]`));
  if (!day) return null;
  const typed = month.value.trim().toLowerCase();
  const at = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : MONTHS.indexOf(typed.slice(0, 3));
  if (!/^\d{4}$/.test(year.value.trim()) || at < 0 || at > 11) return null;
  const found = [Number(year.value), at, Number(day.value)];
  return found[2] >= 1 && found[2] <= daysIn(found[0], at) ? found : null;
}

// How many months two dates span, both included; part of a month counts by its days.
function monthsCovered([year, month, day], [toYear, toMonth, toDay]) {
  const whole = (toYear - year) * 12 + toMonth - month;
  return whole + toDay / daysIn(toYear, toMonth) - (day - 1) / daysIn(year, month);
}

function becomes(line) {
  const box = document.getElementById(line.dataset.becomes);
  const typed = box.value.trim();
  if (!/^\d+(\.\d)?$/.test(typed)) return "";
  const total = Number(line.dataset.before) + Number(typed);
  const words = [withCommas(total)];
  const target = Number(line.dataset.target);
  if (target) words[0] += ` of ${withCommas(target)}`;
  if (target) words.push(`${((Math.floor((total / target) * 1000 + 0.5 + 1e-9)) / 10).toFixed(1)}%`);
  const start = line.dataset.start.split("-").map(Number);
  const end = dateIn(box.name.replace(/-value$/, "-period_end"));
  const months = start.length === 3 && end ? monthsCovered([start[0], start[1] - 1, start[2]], end) : 0;
  if (months > 0) words.push(`${oneDecimal(total / months)} a month`);
  return `It becomes ${words.join(", ")}.`;
}

const lines = [...document.querySelectorAll("[data-becomes]")];
function show() {
  for (const line of lines) {
    const words = becomes(line);
    line.hidden = !words;
    if (line.textContent !== words) line.textContent = words;
  }
}
lines[0].closest("form").addEventListener("input", show);
show();
