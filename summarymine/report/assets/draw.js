"use strict";
// Draws the charts, each from the data beside it, and leads from a point to the sentence that says it.
const FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","SimHei",sans-serif';

function fit(chart) {
  // The viewBox lets a print shrink the picture; on the screen it is as large as it was drawn.
  const svg = chart.getDom().querySelector("svg");
  svg.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

function go(id) {
  const place = id && document.getElementById("r-" + id);
  if (place) location.hash = "r-" + id;
  return Boolean(place);
}

const charts = [];
for (const figure of document.querySelectorAll("figure.chart")) {
  const option = JSON.parse(figure.querySelector("script").textContent);
  option.textStyle = { fontFamily: FONT, fontSize: 13 };
  const chart = echarts.init(figure.querySelector(".canvas"), null, { renderer: "svg" });
  chart.setOption(option);
  chart.on("click", (event) => go(event.data && event.data.record));
  fit(chart);
  charts.push(chart);
}

addEventListener("resize", () => {
  if (matchMedia("print").matches) return;
  for (const chart of charts) {
    chart.resize();
    fit(chart);
  }
});

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.id;
  field.setCustomValidity(go(field.value.trim()) ? "" : "报告里没有这个编号");
  field.reportValidity();
});
document.getElementById("find").addEventListener("input", (event) => event.target.setCustomValidity(""));
