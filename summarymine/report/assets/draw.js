"use strict";
// Draws the charts, each from the data beside it, and leads from a point to the sentence that says it.
const CONFIG = { displayModeBar: false, responsive: true, staticPlot: false, showTips: false, doubleClick: false };

function go(id) {
  const place = id && document.getElementById("r-" + id);
  if (place) location.hash = "r-" + id;
  return Boolean(place);
}

const canvases = [];
for (const figure of document.querySelectorAll("figure.chart")) {
  const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
  const canvas = figure.querySelector(".canvas");
  Plotly.newPlot(canvas, data, layout, CONFIG);
  canvas.on("plotly_click", (event) => go(event.points[0].customdata));
  canvases.push(canvas);
}

// A4 between its margins is some 690 pixels wide.
addEventListener("beforeprint", () => {
  for (const canvas of canvases) Plotly.relayout(canvas, { width: canvas.closest(".half") ? 335 : 690 });
});
addEventListener("afterprint", () => {
  for (const canvas of canvases) Plotly.relayout(canvas, { width: null, autosize: true });
});

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.id;
  field.setCustomValidity(go(field.value.trim()) ? "" : "报告里没有这个编号");
  field.reportValidity();
});
document.getElementById("find").addEventListener("input", (event) => event.target.setCustomValidity(""));
