// The gallery as a family meets it: out of a folder, without script, on a phone and a desk, in both languages.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { browserPath, startBrowser, violations } from "./desk.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";
let browser;
let folder;

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "gallery-"));
  const [program, ...args] = process.env.GALLERY_SAMPLE
    ? [process.env.GALLERY_SAMPLE]
    : ["cargo", "run", "--quiet", "-p", "amana-gallery", "--example", "site", "--"];
  execFileSync(program, [...args, folder, "30"], { cwd: root });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** A page out of the folder; what it asks for is kept, and whatever is asked of anybody else is a fault. */
async function opened({ width, script = false }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  const page = await context.newPage();
  const asked = [];
  const faults = [];
  page.on("request", (request) => {
    asked.push(request.url());
    if (!request.url().startsWith(pathToFileURL(folder).href)) faults.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, asked, faults, go: (path) => page.goto(pathToFileURL(join(folder, path)).href) };
}

for (const [language, enter, covered] of [["en", "See the faces", "tap to see"], ["ar", "عرض الوجوه", "المسوا"]]) {
  for (const width of [360, 1280]) {
    test(`a face is found and uncovered without script (${language}, ${width})`, { skip }, async () => {
      const it = await opened({ width });
      const { page } = it;
      await it.go("index.html");
      await page.click(`a[hreflang=${language}]`);
      assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
      const text = await page.locator("main").innerText();
      const [warning, support] = [text.indexOf(language === "ar" ? "توفّوا" : "who died"), text.indexOf("000".replace("000", language === "ar" ? "٠٠٠" : "000"))];
      assert.ok(warning >= 0 && support > warning && support < text.indexOf(enter), "warning and support come first");
      const portal = await page.locator("#letters ~ p a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.deepEqual(portal, [`../letters/${language}`, `../letters/${language}/answer`], "to write, and to read an answer");
      for (const link of await page.locator(".shelves li").all()) {
        const [name, count] = [await link.locator("a").innerText(), await link.locator("a + .count").innerText()];
        assert.match(count, /^\(\d+\)$/);
        assert.ok(!name.includes("("), "how many there are is no part of the link");
      }
      await page.click(`text=${enter}`);
      assert.equal(await page.locator(".faces li").count(), 6, "the newest page");
      assert.ok((await page.locator(".faces li").first().innerText()).includes(covered));
      assert.equal(await page.locator("img:visible").count(), 0);
      await page.locator("summary").first().press("Enter");
      await page.locator("img:visible").first().waitFor();
      assert.equal(await page.locator("img:visible").count(), 1, "one was tapped, one is seen");
      assert.equal(await page.locator("details[open] summary").innerText(), language === "ar" ? "غطّوها من جديد" : "Cover again");
      await page.locator(".faces li > a").first().click();
      const letters = await page.locator("#recognise ~ p a").getAttribute("href");
      assert.match(letters, /\/(en|ar)\/recognition\?face=[0-9a-z]{8}$/);
      const down = await page.locator("#object ~ p a").getAttribute("href");
      assert.equal(down, letters.replace("recognition", "takedown"), "the form for taking it down, with the face named");
      const names = await page.locator("main a").evaluateAll((all) => all.map((one) => one.textContent));
      assert.equal(new Set(names).size, names.length, `links with one name lead to different pages: ${names}`);
      assert.equal(await page.locator("img:visible").count(), 0, "covered again on its own page");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      assert.ok(wide, "nothing runs out of a narrow page");
      assert.deepEqual(it.faults, []);
    });
  }
}

test("search stays in the page, and other letters find the same", { skip }, async () => {
  const it = await opened({ width: 360, script: true });
  await it.go("en/search.html");
  for (const [typed, least] of [["2013-05", 2], ["4003", 1], ["٤٠٠٣", 1], ["227", 5], ["July 2013", 2], ["jul 2013", 2], ["تموز 2013", 2], ["7/2013", 2], ["٧/٢٠١٣", 2], ["كانون الثاني ٢٠١٣", 2], ["raids", 5], ["المداهمة", 5], ["مداهمه", 5], ["227/4001/301", 1], ["301/4001/227", 1]]) {
    const before = it.asked.length;
    await it.page.fill("#asked", typed);
    assert.ok((await it.page.locator("[data-results] li").count()) >= least, typed);
    assert.equal(it.asked.length, before, "nothing was asked of anybody");
  }
  for (const [typed, exactly] of [["227/4001/301", 1], ["227/4001", 1], ["July 2012", 0], ["تموز", 2], ["patrols", 0]]) {
    await it.page.fill("#asked", typed);
    assert.equal(await it.page.locator("[data-results] li").count(), exactly, typed);
  }
  // What is chosen narrows what is typed, or stands alone.
  await it.page.fill("#asked", "");
  assert.equal(await it.page.locator("[data-results] li").count(), 0);
  for (const [choices, found] of [[{ age: "elder" }, 6], [{ mark: "0" }, 8], [{ age: "elder", mark: "0" }, 2], [{ sex: "male", age: "", mark: "" }, 30]]) {
    for (const [name, value] of Object.entries(choices)) await it.page.selectOption(`#${name}`, value);
    assert.equal(await it.page.locator("[data-results] li").count(), found, JSON.stringify(choices));
    if (!choices.sex) for (const name of Object.keys(choices)) await it.page.selectOption(`#${name}`, "");
  }
  await it.page.fill("#asked", "2013-05");
  assert.ok((await it.page.locator("[data-results] li").count()) < 30);
  await it.go("ar/search.html");
  assert.ok((await it.page.locator("#age").innerText()).includes("مسنّ"));
  await it.go("en/search.html");
  // Before axe looks: it asks for the style sheet itself, which the page's policy forbids.
  assert.deepEqual(it.faults, []);
  assert.deepEqual(await violations(it.page), []);
});

for (const [language, typed, month, none] of [["en", "2013-05", "May 2013", "Try fewer words, or browse"], ["ar", "أيار", "أيار 2013", "جرّبوا كلمات أقل، أو تصفّحوا القوائم"]]) {
  for (const width of [390, 1280]) {
    test(`what is found are cards as on every page (${language}, ${width})`, { skip }, async () => {
      const it = await opened({ width, script: true });
      const { page } = it;
      await it.go(`${language}/search.html`);
      await page.fill("#asked", typed);
      const before = it.asked.length;
      const card = page.locator(".faces li").first();
      const text = await card.innerText();
      assert.ok(text.includes(month) && !/\d{4}-\d{2}/.test(text), text);
      assert.match(text, /[0-9A-Z]{4}-[0-9A-Z]{4}/);
      assert.equal(await page.locator("img:visible").count(), 0, "covered");
      assert.equal(it.asked.length, before);
      assert.deepEqual(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await card.locator("summary").click();
      await page.waitForFunction(() => document.querySelector(".faces details[open] img").getAttribute("src"));
      await page.locator(".faces img:visible").first().waitFor({ state: "attached" });
      assert.equal(it.asked.length, before + 1, "the one picture that was tapped");
      assert.equal(await page.locator("img:visible").count(), 1);
      assert.deepEqual(it.faults, []);
      assert.deepEqual(await violations(page), []);
      const face = (await card.locator(".id").innerText()).toLowerCase().replace("-", "");
      await card.locator("a").click();
      assert.ok(page.url().endsWith(`${language}/face-${face}.html`));

      await it.go(`${language}/search.html`);
      await page.fill("#asked", "zzzz zzzz");
      assert.ok((await page.locator("[role=status]").innerText()).includes(none));
      await page.click("[data-none] a");
      assert.ok(page.url().endsWith(`${language}/index.html#browse`));
    });
  }
}

test("no violation that axe finds, and pages stay small", { skip }, async () => {
  const it = await opened({ width: 360, script: true });
  const faces = readdirSync(join(folder, "ar")).filter((name) => name.startsWith("face-"));
  for (const path of ["index.html", "ar/index.html", "en/all-1.html", `ar/${faces[0]}`, `en/${faces[0]}`]) {
    await it.go(path);
    assert.deepEqual(await violations(it.page), [], path);
    assert.ok(statSync(join(folder, path)).size < 20_000, path);
  }
});

for (const language of ["en", "ar"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`on paper nothing lies over the face or asks to be tapped, and all is black (${language}, ${colorScheme})`, { skip }, async () => {
      const it = await opened({ width: 900 });
      const { page } = it;
      const face = readdirSync(join(folder, language)).find((name) => name.startsWith("face-"));
      await it.go(`${language}/${face}`);
      await page.locator("summary").press("Enter");
      await page.emulateMedia({ media: "print", colorScheme });
      assert.equal(await page.locator("summary:visible").count(), 0, "no bar over the face");
      assert.equal(await page.locator("img:visible").count(), 1);
      const text = await page.locator("main").innerText();
      assert.ok(text.includes(language === "ar" ? "اكتبوا إلى عنوان مخترع." : "Write to a made-up address."));
      assert.ok(!/tap|تلمسوها|المسوا/.test(text), text);
      for (const link of await page.locator("a:visible").all()) {
        const shown = await link.evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]);
        assert.deepEqual(shown, ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]);
      }
      await it.go(`${language}/all-1.html`);
      assert.equal(await page.locator(".hint:visible").count(), 0);
    });
  }
}
