import WaveSurfer from "wavesurfer.js";
import HoverPlugin from "wavesurfer.js/plugins/hover";
import MinimapPlugin from "wavesurfer.js/plugins/minimap";
import RegionsPlugin from "wavesurfer.js/plugins/regions";
import TimelinePlugin from "wavesurfer.js/plugins/timeline";
import { playDuration } from "../formats";
import type { Pin } from "./pins";
import type { Lane } from "./usePlayback";

const LANE_HEIGHT = 56;
const AHEAD = "80"; // alpha of what is not played yet

const token = (element: Element, name: string) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();

/** The picture in this box: lanes, timeline, minimap and a layer for pins. Holds no sound. */
export function drawWaveform(container: HTMLDivElement, lanes: Lane[], duration: number) {
  const quiet = token(container, "text-3");
  const regions = RegionsPlugin.create();
  const minimap = MinimapPlugin.create({
    height: 26,
    normalize: true,
    waveColor: token(container, "line-strong"),
    progressColor: quiet,
    barWidth: 1,
    barGap: 1,
  });
  const timeline = TimelinePlugin.create({
    height: 20,
    formatTimeCallback: (second) => playDuration(Math.round(second)),
    style: { fontSize: "12px", color: token(container, "text-2") },
    ...intervals(duration),
  });
  const hover = HoverPlugin.create({
    lineColor: quiet,
    lineWidth: 1,
    labelSize: 12,
    labelColor: token(container, "surface-1"),
    labelBackground: token(container, "text-1"),
    formatTimeCallback: playDuration,
  });
  const wave = WaveSurfer.create({
    container,
    peaks: lanes.map((lane) => lane.peaks),
    duration,
    cursorColor: token(container, "text-1"),
    cursorWidth: 2,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    barMinHeight: 1,
    normalize: true,
    height: LANE_HEIGHT,
    dragToSeek: true,
    splitChannels: lanes.map((lane) => laneColours(lane, container)),
    plugins: [regions, timeline, minimap, hover],
  });
  const onSeek = (seek: (second: number) => void) => {
    const stops = [
      wave.on("interaction", seek),
      minimap.on("click", (x) => seek(x * duration)),
      minimap.on("drag", (x) => seek(x * duration)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };
  return { wave, regions, onSeek };
}

function laneColours(lane: Lane, container: Element) {
  const colour = token(container, lane.name === "customer" ? "lane-customer" : "lane-agent");
  return { height: LANE_HEIGHT, waveColor: `${colour}${AHEAD}`, progressColor: colour };
}

/** About nine labels whatever the length, each at a round time. */
function intervals(duration: number) {
  const label = [5, 10, 15, 30, 60, 120, 300, 600, 900].find((step) => duration / step <= 10) ?? 1800;
  return { timeInterval: label / 2, primaryLabelInterval: label, secondaryLabelInterval: label * 100 };
}

const PIN_COLOUR = { good: "sla-ok", warn: "sla-due", bad: "sla-breach", plain: "accent-text" } as const;

export function regionOf(pin: Pin, element: Element) {
  const colour = token(element, PIN_COLOUR[pin.tone]);
  const mark = document.createElement("span");
  mark.style.backgroundColor = colour;
  mark.textContent = String(pin.number);
  mark.title = pin.label;
  const isRange = pin.end != null && pin.end > pin.second;
  return {
    id: pin.id,
    start: pin.second,
    ...(isRange ? { end: pin.end as number } : {}),
    content: mark,
    color: isRange ? `${colour}3d` : colour,
    drag: false,
    resize: false,
  };
}
