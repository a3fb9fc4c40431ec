// Reads a chart out one point at a time, to the mouse and to the arrow keys. The page is whole without it.
const hint = "Point at the chart, or use the arrow keys.";

for (const chart of document.querySelectorAll("[data-module=app-chart]")) {
  const hits = [...chart.querySelectorAll(".app-chart__hit")];
  const view = chart.querySelector(".app-chart__view");
  const reading = chart.querySelector(".app-chart__reading");
  if (!hits.length) continue;
  let at = -1;

  const show = (next) => {
    at = Math.max(0, Math.min(hits.length - 1, next));
    hits.forEach((hit, index) => hit.setAttribute("fill-opacity", index === at ? 0.12 : 0));
    reading.textContent = hits[at].textContent;
    const offset = hits[at].getBoundingClientRect().left - view.getBoundingClientRect().left;
    if (offset < 0 || offset > view.clientWidth - 20) view.scrollLeft += offset - view.clientWidth / 2;
  };
  const moves = {
    ArrowRight: () => at + 1,
    ArrowDown: () => at + 1,
    ArrowLeft: () => at - 1,
    ArrowUp: () => at - 1,
    Home: () => 0,
    End: () => hits.length - 1,
  };

  reading.textContent = hint;
  view.scrollLeft = view.scrollWidth; // wider than a phone: the latest months show first
  view.addEventListener("pointerover", (event) => {
    if (hits.includes(event.target)) show(hits.indexOf(event.target));
  });
  view.addEventListener("keydown", (event) => {
    if (!moves[event.key]) return;
    event.preventDefault();
    show(moves[event.key]());
  });
}
