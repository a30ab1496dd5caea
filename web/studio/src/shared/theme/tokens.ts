import type { MantineColorsTuple } from "@mantine/core";

/** Every colour of the product. Caspian is the brand, saffron waits, pomegranate is lost or dangerous, leaf is won or done. */
export const caspian: MantineColorsTuple = ["#e8f5f5", "#d0eaeb", "#a5d5d8", "#74bec3", "#47a8ae", "#258f97", "#157780", "#0b626b", "#084f57", "#073d44"];
export const saffron: MantineColorsTuple = ["#fff6e3", "#ffe9bf", "#fdd58a", "#f9be52", "#f0a928", "#d98f12", "#ad6d08", "#855306", "#694207", "#4e3106"];
export const pomegranate: MantineColorsTuple = ["#fdecee", "#f9d3d8", "#f2a6b0", "#e97f8f", "#dd5a70", "#c4344e", "#a92140", "#8e1a36", "#73152d", "#580f22"];
export const leaf: MantineColorsTuple = ["#edf6ea", "#d5ebd0", "#abd7a3", "#82c277", "#5bab52", "#3f8f39", "#2f752b", "#265f24", "#1e4c1d", "#173a17"];
/** Neutrals, slightly warm: paper rather than steel. */
export const slate: MantineColorsTuple = ["#f8f7f4", "#f0eee9", "#e3e0d9", "#cdc9c0", "#a6a199", "#807b74", "#625e58", "#4a4743", "#33312f", "#211f1e"];
/** The dark ground is drawn, not inverted: deep water under warm light. */
export const dark: MantineColorsTuple = ["#e4e8e6", "#bcc6c4", "#9fabaa", "#6f7d7c", "#3b4748", "#2c3738", "#212a2b", "#161d1e", "#101617", "#0a0f10"];

/** Stages and charts: eight colours that stay apart for colour-blind eyes, always beside a word. [on light, on dark] */
export const series = {
  caspian: ["#12777f", "#4db3ba"],
  saffron: ["#c98a06", "#f0b544"],
  indigo: ["#4b5fb5", "#93a3ee"],
  pomegranate: ["#b3304c", "#ee8496"],
  leaf: ["#3f8f39", "#7fc976"],
  plum: ["#8a4a93", "#cf94d8"],
  sky: ["#3a86c8", "#7fbcf0"],
  clay: ["#a1613a", "#d99a72"],
} as const;
export type SeriesColor = keyof typeof series;
export const seriesKeys = Object.keys(series) as SeriesColor[];

/** The colour of the nth stage, unless the definition names one of ours. */
export function seriesColor(index: number, named?: string | null, kind?: string): SeriesColor {
  if (kind === "won") return "leaf";
  if (kind === "lost") return "pomegranate";
  if (named && named in series) return named as SeriesColor;
  const open = seriesKeys.filter((key) => key !== "leaf" && key !== "pomegranate");
  return open[index % open.length] ?? "caspian";
}

/** As a CSS variable, so that one markup serves light and dark. */
export const seriesVar = (color: SeriesColor): string => `var(--series-${color})`;
