// Copies the Arabic font of printed pieces to fonts/, from where `amana-typeset` embeds it. Beside dist/, not in it: Vite empties
// that, and the desk would embed the font a second time.
import { copyFileSync, mkdirSync } from "node:fs";

const WEIGHTS = ["400Regular", "700Bold"];
const packaged = new URL("node_modules/@expo-google-fonts/amiri/", import.meta.url);
const fonts = new URL("fonts/", import.meta.url);

mkdirSync(fonts, { recursive: true });
for (const weight of WEIGHTS) {
  const name = `Amiri_${weight}.ttf`;
  copyFileSync(new URL(`${weight}/${name}`, packaged), new URL(name, fonts));
}
