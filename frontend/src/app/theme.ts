import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "#eef0ff",
  "#d5daf9",
  "#c3cbff",
  "#b3bcf3",
  "#8f9cf5",
  "#6d7be6",
  "#5666de",
  "#4856c6",
  "#3e4ab0",
  "#323d99",
];

const CONTROL = { height: "var(--control)", minHeight: "var(--control)" };

/** The kit's greys of the dark scheme are our own, so that fields and menus have the tint of the panels around them. */
const dark: MantineColorsTuple = [
  "#e3e7ef",
  "#b4bccb",
  "#98a2b6",
  "#6b7487",
  "#333b4c",
  "#262d3b",
  "#181e29",
  "#141922",
  "#0d1118",
  "#090c13",
];

/** The kit in our sizes and colours. Components are themed here once, never at the place of use. */
export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, monospace",
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: "600" },
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "0.9375rem", xl: "1.0625rem" },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "0.75rem", lg: "1rem", xl: "1.5rem" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "10px", xl: "12px" },
  defaultRadius: "sm",
  colors: { accent, dark },
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 7 },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "sm" },
      vars: (_theme, { size }) => ({ root: size === "sm" ? { "--button-height": "var(--control)" } : {} }),
    }),
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "var(--control)" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    // Without the kit's empty element for the first focus, which no menu may hold: its first item takes it.
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 120 }, withInitialFocusPlaceholder: false } },
    // Under the Shell's own landmark; the Shell says why.
    Popover: { defaultProps: { portalProps: { target: "#floating" } } },
    Modal: { defaultProps: { centered: true, padding: "lg", transitionProps: { duration: 180 } } },
    Drawer: { defaultProps: { position: "right", transitionProps: { duration: 180 } } },
    SegmentedControl: { defaultProps: { size: "xs", transitionDuration: 120 } },
    TextInput: { styles: { input: CONTROL } },
    Select: { styles: { input: CONTROL } },
  },
});

const common = {
  "--mantine-color-body": "var(--surface-0)",
  "--mantine-color-text": "var(--text-1)",
  "--mantine-color-dimmed": "var(--text-3)",
  "--mantine-color-anchor": "var(--accent-text)",
  "--mantine-color-placeholder": "var(--text-3)",
  "--mantine-color-error": "var(--sla-breach)",
  "--mantine-color-default": "var(--surface-1)",
  "--mantine-color-default-hover": "var(--surface-2)",
  "--mantine-color-default-color": "var(--text-1)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-accent-light": "var(--accent-bg)",
  "--mantine-color-accent-light-color": "var(--accent-text)",
  "--mantine-color-gray-light-color": "var(--text-2)",
  "--mantine-color-gray-text": "var(--text-2)",
};

/** The kit's own variables follow our tokens, so both schemes are written down in one place: tokens.css. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: common, dark: common });
