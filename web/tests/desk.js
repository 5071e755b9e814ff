// A desk over the sample archive and a browser before it, for the tests.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PASSWORD = "a sample password";
const BROWSERS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The browser's program, or nothing. */
export const browserPath = BROWSERS.find((path) => path && existsSync(path));

/** Starts the sample desk, with a study if asked; `DESK_SAMPLE` names a built program, else cargo builds it. */
export async function startDesk(port, photographs, ...study) {
  const [program, ...args] = process.env.DESK_SAMPLE
    ? [process.env.DESK_SAMPLE]
    : ["cargo", "run", "--quiet", "-p", "amana-desk", "--example", "sample", "--"];
  const child = spawn(program, [...args, String(port), String(photographs), ...study], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((ready, failed) => {
    child.stdout.once("data", ready);
    child.once("exit", (code) => failed(new Error(`the sample desk ended with ${code}`)));
  });
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page of its own, signed in; every request that leaves the desk's origin, and every error, is kept in `faults`. */
export async function visit(browser, desk, { name = "samar", language = "en", theme = "light", width = 1440, height = 900, ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme === "dark" ? "dark" : "light", reducedMotion: "reduce", ...more });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(desk.origin) && !url.startsWith(`blob:${desk.origin}`)) faults.push(`outside request: ${url}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !/Failed to load resource/.test(text)) faults.push(`console: ${text}`);
  });
  await page.goto(`${desk.origin}/sign-in?language=${language}`);
  if (name) {
    await page.fill("[name=name]", name);
    await page.fill("[name=password]", PASSWORD);
    await page.click("button.main");
    await page.waitForURL(`${desk.origin}/`);
    if (language !== "en") {
      await page.goto(`${desk.origin}/account`);
      await page.check(`[name=language][value=${language}]`);
      await page.click(".choices button");
      await page.waitForLoadState();
    }
  }
  return { page, context, faults, go: (path) => page.goto(desk.origin + path) };
}

/** How many events of uncovered views the person's own page counts. */
export async function viewsCounted(it) {
  const page = await it.context.newPage();
  await page.goto(new URL("/account", it.page.url()).href);
  const text = await page.locator("#views + .lead").innerText();
  await page.close();
  return Number((text.match(/\d[\d,]*/) ?? ["0"])[0].replace(",", ""));
}

/** Does what leads to another page, and waits for that. */
export const leads = async (page, act) => Promise.all([page.waitForEvent("load"), act()]);

/** What axe finds on a page, put in by the debugger's door, which the page's policy does not govern. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id}: ${node.target} ${node.failureSummary}`));
}

/** Goes by Tab to the first thing that fits. */
export async function tabTo(page, selector) {
  for (let n = 0; n < 200; n += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} is not reached by Tab`);
}

/** Presses Enter on what leads to another page. */
export const enter = async (page) => leads(page, () => page.keyboard.press("Enter"));

/** Types into a field that Tab reaches, in place of what stands there. */
export async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

/** Presses what Tab reaches and leads to another page. */
export async function press(page, selector) {
  await tabTo(page, selector);
  await enter(page);
}

/** Opens a part of the page that is folded away. */
export async function open(page, selector) {
  if (await page.locator(`${selector}[open]`).count()) return;
  await tabTo(page, `${selector} > summary`);
  await page.keyboard.press("Enter");
}

/** Looks at the page on a narrow screen, and goes back to a wide one: nothing may be wider than the screen. */
export async function narrow(page) {
  await page.setViewportSize({ width: 390, height: 780 });
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  if (!fits) throw new Error("something is wider than the screen");
  await page.setViewportSize({ width: 1280, height: 900 });
}
