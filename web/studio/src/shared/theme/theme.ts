import { createTheme, type CSSVariablesResolver } from "@mantine/core";

import { caspian, dark, leaf, pomegranate, saffron, series, slate } from "./tokens";

const accents = { caspian, saffron, pomegranate, leaf };

export const theme = createTheme({
  primaryColor: "caspian",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.179,
  colors: { caspian, saffron, pomegranate, leaf, slate, dark, gray: slate, red: pomegranate, green: leaf, teal: caspian, yellow: saffron, orange: saffron },
  black: "#211f1e",
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "650" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.5", xl: "1.5" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "0.25rem", sm: "0.375rem", md: "0.625rem", lg: "0.625rem", xl: "1.25rem" },
  defaultRadius: "sm",
  shadows: {
    xs: "0 1px 2px rgb(33 31 30 / 6%)",
    sm: "0 1px 2px rgb(33 31 30 / 8%)",
    md: "0 8px 24px -6px rgb(20 40 44 / 18%)",
    lg: "0 8px 24px -6px rgb(20 40 44 / 18%)",
    xl: "0 16px 48px -12px rgb(20 40 44 / 28%)",
  },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    Modal: { defaultProps: { centered: true, radius: "md", transitionProps: { duration: 140 } }, styles: { title: { fontSize: "1rem", fontWeight: 650 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    // its placeholder for the focus is a child that a menu may not have
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: "md", radius: "md", transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { shadow: "md", radius: "md", transitionProps: { duration: 100 } } },
    Badge: { defaultProps: { radius: "xl", tt: "none", fw: 550 } },
    TextInput: { defaultProps: { size: "sm" } },
    Paper: { defaultProps: { radius: "md" } },
  },
});

const shades = (name: keyof typeof accents, scheme: "light" | "dark"): Record<string, string> => {
  const tuple = accents[name];
  return scheme === "light"
    ? { [`--mantine-color-${name}-light`]: tuple[0], [`--mantine-color-${name}-light-hover`]: tuple[1], [`--mantine-color-${name}-light-color`]: tuple[8], [`--mantine-color-${name}-text`]: tuple[7] }
    : { [`--mantine-color-${name}-light`]: `color-mix(in srgb, ${tuple[5]} 22%, #161d1e)`, [`--mantine-color-${name}-light-hover`]: `color-mix(in srgb, ${tuple[5]} 32%, #161d1e)`, [`--mantine-color-${name}-light-color`]: tuple[2], [`--mantine-color-${name}-text`]: tuple[3] };
};

const all = (scheme: "light" | "dark"): Record<string, string> => Object.assign({}, ...(Object.keys(accents) as (keyof typeof accents)[]).map((name) => shades(name, scheme)));
const seriesVariables = (index: 0 | 1): Record<string, string> => Object.fromEntries(Object.entries(series).map(([key, pair]) => [`--series-${key}`, pair[index]]));

/** Mantine's defaults for dimmed text and light badges miss WCAG AA; these reach it, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...all("light"),
    ...seriesVariables(0),
    "--mantine-color-body": "#fffefc",
    "--mantine-color-dimmed": slate[6],
    "--mantine-color-placeholder": "#736e67",
    "--mantine-color-default-border": slate[2],
    "--mantine-color-error": pomegranate[6],
    "--mantine-color-gray-light": slate[1],
    "--mantine-color-gray-light-hover": slate[2],
    "--mantine-color-gray-light-color": slate[7],
    "--mantine-color-gray-text": slate[7],
    "--ground": slate[0],
    "--surface": "#fffefc",
    "--raised": "#fffefc",
    "--sunken": slate[1],
    "--line": slate[2],
    "--line-strong": slate[3],
    "--ink": "#211f1e",
    "--ink-soft": slate[6],
    "--brand": caspian[7],
    "--brand-soft": caspian[0],
    "--brand-line": caspian[4],
    "--sea": "#0b3238",
    "--sea-raised": "#134a51",
    "--sea-ink": "#d6e9ea",
    "--sea-soft": "#9cc4c7",
    "--focus": caspian[6],
  },
  dark: {
    ...all("dark"),
    ...seriesVariables(1),
    "--mantine-color-body": "#1a2223",
    "--mantine-color-dimmed": dark[2],
    "--mantine-color-placeholder": "#8b9997",
    "--mantine-color-default": "#1f292a",
    "--mantine-color-default-hover": "#273233",
    "--mantine-color-default-border": dark[4],
    "--mantine-color-error": pomegranate[3],
    "--mantine-color-gray-light": dark[5],
    "--mantine-color-gray-light-hover": dark[4],
    "--mantine-color-gray-light-color": dark[1],
    "--mantine-color-gray-text": dark[1],
    "--ground": "#131a1b",
    "--surface": "#1a2223",
    "--raised": "#202a2b",
    "--sunken": "#101617",
    "--line": "#2c3738",
    "--line-strong": "#3b4748",
    "--ink": "#e4e8e6",
    "--ink-soft": dark[2],
    "--brand": caspian[3],
    "--brand-soft": "#17373a",
    "--brand-line": caspian[5],
    "--sea": "#0c1e21",
    "--sea-raised": "#15363b",
    "--sea-ink": "#cfe3e4",
    "--sea-soft": "#8fb4b7",
    "--focus": caspian[3],
  },
});
