"use strict";
// Draws the charts, each from the data beside it, and leads from a point to the sentence that says it.
const FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","SimHei",sans-serif';

// How high a legend gets that breaks its lines: as wide as its names are, a Chinese character counting for two.
function legendHeight(names, width) {
  let rows = 1;
  let room = width;
  for (const name of names) {
    const wide = 50 + [...name].reduce((sum, char) => sum + (char > "\u2e7f" ? 13 : 7.5), 0);
    if (wide > room) {
      rows += 1;
      room = width;
    }
    room -= wide;
  }
  return 25 * rows;
}

function lay(chart, option) {
  if (option.legend && option.legend.show !== false) {
    const top = option.grid.top + legendHeight(option.legend.data, chart.getWidth());
    const legend = { top: 0, left: 0, itemGap: 14 };
    chart.setOption({ legend, grid: { top } });
  }
}

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
  lay(chart, option);
  chart.on("click", (event) => go(event.data && event.data.record));
  fit(chart);
  charts.push({ chart, option });
}

function redraw(width) {
  for (const { chart, option } of charts) {
    chart.resize({ width: width(chart.getDom()) });
    lay(chart, option);
    fit(chart);
  }
}

// A4 between its margins is some 690 pixels wide.
const printed = (canvas) => (canvas.closest(".half") ? 335 : 690);
const shown = () => "auto";
addEventListener("beforeprint", () => redraw(printed));
addEventListener("afterprint", () => redraw(shown));
addEventListener("resize", () => matchMedia("print").matches || redraw(shown));

document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.elements.id;
  field.setCustomValidity(go(field.value.trim()) ? "" : "报告里没有这个编号");
  field.reportValidity();
});
document.getElementById("find").addEventListener("input", (event) => event.target.setCustomValidity(""));
