// Draws the pictures of the overview from the numbers in the page, in the page's colours and language.
const { Chart } = window;
const pictures = JSON.parse(document.getElementById("drawn").textContent);
const language = document.documentElement.lang;
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const counts = new Intl.NumberFormat(language);
const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
const LINES = 4; // of a label at most
const SIZE = 13; // of letters, in pixels
const BESIDE = 56; // pixels for the number at the end of a bar

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// A label in lines that are no wider than so many pixels.
function wrapped(label, width) {
  const pen = wrapped.pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${SIZE}px ${Chart.defaults.font.family}`;
  const lines = [""];
  for (const word of label.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (!lines.at(-1) || pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.length > LINES ? [...lines.slice(0, LINES - 1), `${lines[LINES - 1]} …`] : lines;
}

const besideBars = (picture, width) => (width - (picture.share ? 0 : BESIDE)) / 2 - 32;

// The number at the end of each lying bar, where there is one series.
const ends = {
  id: "ends",
  afterDatasetsDraw(chart, _, options) {
    if (!options.shown) return;
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = colour("ink");
    ctx.font = `600 12px ${Chart.defaults.font.family}`;
    ctx.textBaseline = "middle";
    chart.getDatasetMeta(0).data.forEach((bar, place) => {
      ctx.fillText(counts.format(chart.data.datasets[0].data[place]), bar.x + 6, bar.y);
    });
    ctx.restore();
  },
};

function datasets(picture) {
  return picture.series.map((series) => ({
    label: series.label,
    data: series.values,
    backgroundColor: series.colours.length > 1 ? series.colours.map(colour) : colour(series.colours[0]),
    borderColor: colour("card"),
    borderWidth: picture.form === "ring" ? 3 : 0,
    borderRadius: picture.form === "ring" ? 0 : 3,
    maxBarThickness: picture.form === "columns" ? 44 : 22,
    minBarLength: picture.form === "bars" ? 2 : 0,
  }));
}

function scales(picture, narrow) {
  if (picture.form === "ring") return {};
  const soft = colour("soft");
  const lying = picture.form === "bars";
  const format = picture.share ? shares : counts;
  const values = {
    beginAtZero: true,
    stacked: picture.form === "columns",
    max: picture.share ? 1 : undefined,
    border: { display: false },
    grid: { color: colour("grid") },
    ticks: {
      color: soft,
      maxRotation: 0,
      callback: (value) => format.format(value),
      ...(picture.share ? { stepSize: narrow ? 0.5 : 0.25 } : { precision: 0, maxTicksLimit: 6 }),
    },
    display: !lying || picture.share,
  };
  const names = {
    stacked: picture.form === "columns",
    border: { color: colour("line") },
    grid: { display: false },
    ticks: { color: lying ? colour("ink") : soft, autoSkip: !lying, maxRotation: 0, autoSkipPadding: 12 },
  };
  if (lying) names.ticks.callback = function label(value) {
    return wrapped(this.getLabelForValue(value), besideBars(picture, this.chart.width));
  };
  return lying ? { x: values, y: names } : { x: names, y: values };
}

function options(picture, narrow) {
  const several = picture.series.length > 1 || picture.form === "ring";
  const format = picture.share ? shares : counts;
  const lying = picture.form === "bars";
  const numbered = lying && picture.series.length === 1;
  return {
    animation: still.matches ? false : { duration: 350 },
    maintainAspectRatio: false,
    indexAxis: lying ? "y" : "x",
    interaction: picture.form === "ring" ? { mode: "nearest" } : { mode: "index", intersect: false, axis: lying ? "y" : "x" },
    cutout: "62%",
    layout: { padding: { right: numbered ? BESIDE : 0 } },
    locale: language,
    scales: scales(picture, narrow),
    plugins: {
      ends: { shown: numbered },
      legend: {
        display: several,
        position: picture.form === "ring" || narrow ? "bottom" : "top",
        align: picture.form === "ring" ? "center" : "start",
        onClick: null,
        labels: { color: colour("ink"), usePointStyle: true, pointStyle: "rectRounded", boxWidth: 10, boxHeight: 10, padding: 14 },
      },
      tooltip: {
        callbacks: {
          title: ([item]) => wrapped(item.label, 280),
          label: (item) => ` ${item.dataset.label} ${format.format(item.raw)}`,
        },
      },
    },
  };
}

function draw(canvas) {
  Chart.getChart(canvas)?.destroy();
  const picture = pictures[canvas.dataset.picture];
  const box = canvas.parentElement;
  if (picture.form === "bars") {
    const lines = picture.labels.map((label) => wrapped(label, besideBars(picture, box.clientWidth)).length);
    const each = Math.max(picture.share ? 12 * picture.series.length + 14 : 34, SIZE * 1.25 * Math.max(...lines) + 12);
    box.style.minHeight = `${picture.labels.length * each + (picture.share ? 80 : 8)}px`;
  }
  const type = picture.form === "ring" ? "doughnut" : "bar";
  const chart = { type, data: { labels: picture.labels, datasets: datasets(picture) } };
  return new Chart(canvas, { ...chart, options: options(picture, box.clientWidth < 480), plugins: [ends] });
}

function drawAll() {
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = SIZE;
  document.querySelectorAll("canvas[data-picture]").forEach(draw);
}

for (const numbers of document.querySelectorAll(".numbers")) numbers.open = false;
dark.addEventListener("change", drawAll);
drawAll();
