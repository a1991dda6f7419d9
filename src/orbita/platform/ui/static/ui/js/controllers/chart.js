// A chart whose option lies beside it as JSON. Colours are named by CSS variables and resolved for the
// theme of the moment; a part with an address opens it. The library is fetched with the first chart.
import { Controller } from "@hotwired/stimulus";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

// The library reads neither oklch() nor light-dark(): a pixel painted with the colour gives it in RGB.
function painted(element, colour) {
  const probe = document.createElement("span");
  probe.style.color = colour;
  element.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  brush.fillStyle = value;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
  return `rgba(${red},${green},${blue},${alpha / 255})`;
}

export default class extends Controller {
  static targets = ["option", "canvas"];

  async connect() {
    const echarts = await import("echarts");
    if (!this.element.isConnected || this.chart) return;
    this.chart = echarts.init(this.canvasTarget, null, { renderer: "svg" });
    this.chart.on("click", ({ data }) => data?.url && location.assign(data.url));
    this.draw();
    this.resized = new ResizeObserver(() => {
      this.chart.resize();
      this.draw();
    });
    this.resized.observe(this.canvasTarget);
    this.themed = new MutationObserver(this.draw);
    this.themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    dark.addEventListener("change", this.draw);
  }

  disconnect() {
    this.resized?.disconnect();
    this.themed?.disconnect();
    dark.removeEventListener("change", this.draw);
    this.chart?.dispose();
    this.chart = null;
  }

  draw = () => {
    const known = new Map();
    const colours = (_key, value) => {
      if (typeof value !== "string" || !value.startsWith("var(")) return value;
      if (!known.has(value)) known.set(value, painted(this.element, value));
      return known.get(value);
    };
    const option = JSON.parse(this.optionTarget.textContent, colours);
    this.chart.setOption({ ...this.words(option), animation: !still.matches }, true);
  };

  // Numbers in the page's language, axes in short.
  words(option) {
    const { lang } = document.documentElement;
    const full = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
    const short = new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 1 });
    const font = getComputedStyle(this.element).fontFamily;
    option.textStyle = { ...option.textStyle, fontFamily: font };
    option.tooltip = { ...option.tooltip, valueFormatter: (value) => full.format(value ?? 0) };
    // Names below the columns share the width there is.
    const names = option.xAxis.type === "category" ? option.xAxis : null;
    if (names) {
      const room = (this.canvasTarget.clientWidth - 60) / names.data.length - 6;
      names.axisLabel = { ...names.axisLabel, width: Math.max(room, 24) };
    }
    for (const axis of [option.xAxis, option.yAxis].flat()) {
      if (axis?.type !== "value") continue;
      axis.axisLabel = { ...axis.axisLabel, formatter: (value) => short.format(value) };
    }
    return option;
  }
}
