// The portal's letter form as families meet it: Arabic and English, a small phone, with scripts and without; and the team's list of letters by
// keyboard.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browserPath, enter, leads, narrow, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PHONE = { width: 320, height: 568 };
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";
const folder = mkdtempSync(join(tmpdir(), "portal-"));
let browser;
let desk;
let portal;
let slow;

/** Starts a sample portal; `PORTAL_SAMPLE` names a built program, else cargo builds it. */
async function startPortal(port, name, delay) {
  const [program, ...args] = process.env.PORTAL_SAMPLE
    ? [process.env.PORTAL_SAMPLE]
    : ["cargo", "run", "--quiet", "-p", "amana-portal", "--example", "portal", "--"];
  const at = join(folder, name);
  const child = spawn(program, [...args, String(port), at, String(delay)], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const code = await new Promise((ready, failed) => {
    child.stdout.once("data", (data) => ready(String(data).trim()));
    child.once("exit", (status) => failed(new Error(`the sample portal ended with ${status}`)));
  });
  const letters = () => readdirSync(join(at, "letters")).filter((file) => /^[0-9a-f]{64}$/.test(file)).length;
  return { origin: `http://127.0.0.1:${port}`, code, letters, stop: () => child.kill() };
}

/** A page of a family's own; whatever leaves the portal is a fault. */
async function family(at, { script = true, language = "en" } = {}) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: script, locale: language, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(at.origin)) faults.push(`outside request: ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  return { page, context, faults };
}

/** Whether everything fits the screen, and every field is large enough for a finger. */
async function fits(page) {
  const box = await page.locator("html").evaluate((html) => [html.scrollWidth, html.clientWidth]);
  assert.ok(box[0] <= box[1], `wider than the screen: ${box}`);
  for (const field of await page.locator("input:visible:not([type=checkbox]), textarea, select, button").all()) {
    assert.ok((await field.boundingBox()).height >= 40);
  }
}

before(async () => {
  if (skip) return;
  browser = await startBrowser();
  portal = await startPortal(8786, "quick", 0);
  slow = await startPortal(8787, "slow", 3600);
  desk = await startDesk(8788, 200);
});
after(async () => {
  await browser?.close();
  for (const one of [portal, slow, desk]) one?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const PICTURE = { name: "a picture.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(30_000, 7) };

for (const language of ["en", "ar"]) {
  for (const script of [true, false]) {
    test(`a family writes and reads an answer (${language}, ${script ? "with" : "without"} scripts)`, { skip }, async () => {
      const { page, context, faults } = await family(portal, { script, language });
      await page.goto(`${portal.origin}/letters`);
      assert.equal(await page.locator("html").getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
      await fits(page);
      if (script) assert.deepEqual(await violations(page), []);
      await leads(page, () => page.tap(`a[href="/letters/${language}/report"]`));
      await fits(page);
      if (script) assert.deepEqual(await violations(page), []);
      const letters = portal.letters();
      await page.fill("[name=name_arabic]", "فلان المخترع");
      await page.fill("[name=taken]", "٢٠١٣");
      await page.fill("[name=contact_name]", "an invented sister");
      await page.setInputFiles("[name=picture]", [PICTURE, PICTURE]);
      await leads(page, () => page.tap("button"));
      const code = await page.locator(".code").innerText();
      assert.match(code.replace(/\s/g, ""), /^\d{20}$/);
      assert.equal(portal.letters(), letters + 1);
      assert.ok(!(await page.locator("body").innerText()).includes("فلان"), "nothing of the letter is shown again");
      await fits(page);
      if (script) assert.deepEqual(await violations(page), []);

      await leads(page, () => page.tap(`main a[href="/letters/${language}/answer"]`));
      await page.fill("[name=code]", code);
      await leads(page, () => page.tap("button"));
      assert.equal(await page.locator("#wrong").count(), 1, "there is no answer yet");
      const wrong = portal.code.replace(/\d$/, (last) => (Number(last) + 1) % 10);
      await page.fill("[name=code]", wrong);
      await leads(page, () => page.tap("button"));
      assert.equal(await page.inputValue("[name=code]"), wrong, "one wrong digit costs one digit");
      if (script) assert.deepEqual(await violations(page), []);
      await page.fill("[name=code]", portal.code);
      await leads(page, () => page.tap("button"));
      assert.equal(await page.locator("main time").innerText(), language === "ar" ? "28 تشرين الثاني 2026" : "28 November 2026");
      assert.ok((await page.locator(".answer").innerText()).includes("جواب مخترع"));
      await fits(page);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}

test("scripts do the work in place of the wait, and without them the wait is told and nothing typed is lost", { skip }, async () => {
  const quick = await family(slow);
  await quick.page.goto(`${slow.origin}/`);
  await leads(quick.page, () => quick.page.click("text=I recognise this person"));
  assert.equal(await quick.page.inputValue("[name=face]"), "7K2Q-9F3M", "as the gallery shows it");
  await quick.page.fill("[name=text]", "my brother");
  await leads(quick.page, () => quick.page.tap("button"));
  assert.equal(await quick.page.locator(".code").count(), 1);
  await quick.page.goto(`${slow.origin}/letters/en/takedown#7k2q9f3m`);
  assert.equal(await quick.page.inputValue("[name=face]"), "7K2Q-9F3M", "behind a hash too");
  await quick.context.close();

  const patient = await family(slow, { script: false });
  await patient.page.goto(`${slow.origin}/letters/en/takedown`);
  await patient.page.fill("[name=text]", "what I typed");
  await leads(patient.page, () => patient.page.tap("button"));
  assert.match(await patient.page.locator("#wrong").innerText(), /NOT taken yet.*wait/);
  assert.equal(await patient.page.inputValue("[name=text]"), "what I typed");
  assert.equal(slow.letters(), 1);
  await patient.context.close();
});

test("portal and gallery are one site: the same colours and letters, and the language stands in the first line", { skip }, async () => {
  const styles = ["portal/assets/portal.css", "gallery/assets/style.css"].map((path) => readFileSync(join(root, "crates", path), "utf8"));
  const told = (style, name) => [...style.matchAll(new RegExp(`--${name}: (#[0-9a-f]+);`, "g"))].map(([, colour]) => colour);
  for (const name of ["paper", "ink", "soft", "rule", "sheet", "accent", "on-accent"]) {
    const [ours, theirs] = styles.map((style) => told(style, name));
    assert.equal(ours.length, 3, "light, dark and paper");
    assert.deepEqual(ours, theirs, name);
  }
  for (const rule of [/^:lang\(ar\).*$/m, /^header \{.*$/m, /^h1 \{.*$/m]) assert.equal(rule.exec(styles[0])[0], rule.exec(styles[1])[0]);
  for (const language of ["en", "ar"]) {
    const { page, context } = await family(portal, { language });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${portal.origin}/letters/${language}`);
    const [name, other, nav] = await Promise.all(["header .name a", "header .other", "header nav"].map((part) => page.locator(part).boundingBox()));
    assert.ok(Math.abs(name.y - other.y) < 8, "one line");
    assert.ok(nav.height < 48, "and one for the pages");
    await context.close();
  }
});

for (const language of ["en", "ar"]) {
  test(`the team goes through letters by keyboard (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    await it.go("/letters");
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await tabTo(page, ".letters li a");
    const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
    await enter(page);
    assert.equal(new URL(page.url()).pathname, first);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await tabTo(page, "form[action$='/state'] button[value=in-work], form[action$='/state'] button[value=new]");
    await enter(page);
    await tabTo(page, "#contact ~ form [name=purpose]");
    await page.keyboard.type("to call back");
    await page.keyboard.press("Tab");
    await enter(page);
    assert.ok((await page.locator("#contact-told").innerText()).includes("A made-up aunt"));
    await it.go("/letters/l00000000/report");
    await narrow(page);
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}
