// Bundles what the browser runs into dist/, which the desk embeds. Nothing is fetched when the pages run.
import { defineConfig } from "vite";

export default defineConfig({
  base: "/assets/",
  publicDir: "public",
  build: {
    outDir: "dist",
    assetsDir: ".",
    manifest: "manifest.json",
    // A strict Content-Security-Policy has no place for data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    // light-dark() as it stands: every browser since May 2024 has it.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    rollupOptions: { input: { desk: "src/desk.ts", style: "styles/desk.css" } },
  },
});
