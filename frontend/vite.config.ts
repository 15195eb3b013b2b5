import { fileURLToPath } from "node:url";
import { lingui, linguiTransformerBabelPreset } from "@lingui/vite-plugin";
import babel from "@rolldown/plugin-babel";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** In development the page is served by Vite and everything else by Django; both answer on the organization's host. */
const django = { target: "http://127.0.0.1:8000", changeOrigin: false };

export default defineConfig(({ command }) => ({
  base: command === "build" ? "/static/app/" : "/",
  plugins: [babel({ presets: [linguiTransformerBabelPreset()] }), react(), lingui()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { outDir: "dist", manifest: true, sourcemap: false, target: "es2022", chunkSizeWarningLimit: 900 },
  server: {
    allowedHosts: [".localhost"],
    proxy: {
      "/api": django,
      "/login": django,
      "/logout": django,
      "/static": django,
      "/dev": django,
      "/live/": { ...django, ws: true, bypass: (request) => (request.headers.upgrade ? undefined : request.url) },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
}));
