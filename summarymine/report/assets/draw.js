"use strict";
// Draws the charts, each from the data beside it, and leads from a point to the sentence that says it.
const CONFIG = { displayModeBar: false, responsive: true, staticPlot: false, showTips: false, doubleClick: false };

function go(id) {
  const place = id && document.getElementById("r-" + id);
  if (place) location.hash = "r-" + id;
  return Boolean(place);
}

// As many names along the axis as stand beside each other: a Chinese character is as wide as it is high.
function names(axis, width) {
  const wide = (name) => [...name].reduce((sum, char) => sum + (char > "\u2e7f" ? 13 : 8), 14);
  return axis.type === "category" ? Math.floor((width - 60) / Math.max(...axis.categoryarray.map(wide))) : 0;
}

const charts = [];
for (const figure of document.querySelectorAll("figure.chart")) {
  const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
  const canvas = figure.querySelector(".canvas");
  layout.xaxis.nticks = names(layout.xaxis, canvas.clientWidth);
  Plotly.newPlot(canvas, data, layout, CONFIG);
  canvas.on("plotly_click", (event) => go(event.points[0].customdata));
  charts.push({ canvas, axis: layout.xaxis });
}

// A4 between its margins is some 690 pixels wide.
addEventListener("beforeprint", () => {
  for (const { canvas, axis } of charts) {
    const width = canvas.closest(".half") ? 335 : 690;
    Plotly.relayout(canvas, { width, "xaxis.nticks": names(axis, width) });
  }
});
addEventListener("afterprint", () => {
  for (const { canvas, axis } of charts) {
    Plotly.relayout(canvas, { width: null, autosize: true, "xaxis.nticks": names(axis, canvas.clientWidth) });
  }
});

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.id;
  field.setCustomValidity(go(field.value.trim()) ? "" : "报告里没有这个编号");
  field.reportValidity();
});
document.getElementById("find").addEventListener("input", (event) => event.target.setCustomValidity(""));
