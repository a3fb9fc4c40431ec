// Months that are typed: the 12-month figure that each leads to, as it is typed. The same words as total_words() in
// strands/tasks/months.py, which the page is served with.
const before = (month, back) => {
  const [year, number] = month.split("-").map(Number);
  const at = year * 12 + number - 1 - back;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
};
const windowTo = (month, counts) => Array.from({ length: 12 }, (_, back) => counts[before(month, back)]);
const isKnown = (count) => count !== undefined && count !== null;
const sum = (values) => values.reduce((total, value) => total + value, 0);

// One decimal, half away from zero, of whole numbers.
const percentage = (difference, base) => {
  const tenths = Math.floor((Math.abs(difference) * 2000 + base) / (2 * base));
  if (!tenths) return "0.0%";
  return `${difference < 0 ? "-" : "+"}${Math.floor(tenths / 10)}.${tenths % 10}%`;
};

const change = (previous, current, smallBase) => {
  const difference = current - previous;
  if (!difference) return "did not change";
  const words = `${difference > 0 ? "rose" : "fell"} by ${Math.abs(difference)}`;
  if (previous <= 0) return words;
  return `${words} (${previous < smallBase ? "small base" : percentage(difference, previous)})`;
};

const words = (month, counts, smallBase) => {
  const current = windowTo(month, counts);
  const known = current.filter(isKnown);
  if (known.length < 12) return `${known.length} of 12 months`;
  const previous = windowTo(before(month, 12), counts);
  if (!previous.every(isKnown)) return `${sum(known)}`;
  return `${sum(known)}, ${change(sum(previous), sum(known), smallBase)} in a year`;
};

for (const months of document.querySelectorAll("[data-module=app-months]")) {
  const held = JSON.parse(months.dataset.known);
  const boxes = [...months.querySelectorAll("input[data-month]")];
  const show = () => {
    const counts = { ...held };
    for (const box of boxes) {
      const typed = box.value.trim();
      counts[box.dataset.month] = /^\d+$/.test(typed) ? Number(typed) : null;
    }
    for (const total of months.querySelectorAll("[data-total]")) {
      const now = words(total.dataset.total, counts, Number(months.dataset.smallBase));
      if (total.textContent !== now) total.textContent = now;
    }
  };
  months.addEventListener("input", show);
  show(); // a browser may have kept what was typed before the page was left
}
