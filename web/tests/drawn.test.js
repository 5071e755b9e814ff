// A number that no machine found, in a real browser: drawn over the photograph, refused over a face, keyed like any other.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, violations, visit } from "./desk.js";

let desk;
let browser;
let photographs;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8741, 200);
  browser = await startBrowser();
  const it = await visit(browser, desk);
  await it.go("/photographs/cells?offset=100");
  photographs = await it.page.$$eval("a.cell", (cells) => cells.map((cell) => new URL(cell.href).pathname));
  await it.context.close();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Draws a rectangle over the picture of the section, in shares of it. */
async function draw(page, [left, top, right, bottom]) {
  const figure = page.locator("[data-draw] figure svg");
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.boundingBox();
  await page.mouse.move(box.x + box.width * left, box.y + box.height * top);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * right, box.y + box.height * bottom, { steps: 4 });
  await page.mouse.up();
}

for (const [language, width, place] of [["en", 1280, 1], ["ar", 390, 4]]) {
  test(`a number is drawn, one with a face is refused, and it waits to be keyed (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width });
    const { page } = it;
    await it.go(photographs[place]);
    const waiting = async () => (await page.locator("[data-draw] figure svg rect:not([data-draft])").count());
    assert.equal(await waiting(), 0);
    await draw(page, [0.18, 0.18, 0.3, 0.35]);
    await leads(page, () => page.click("[data-draw] form .actions button"));
    assert.equal(await page.locator("[data-draw] [role=alert]").count(), 1, "a face lies there");
    assert.equal(await waiting(), 0);
    assert.deepEqual(await violations(page), []);
    await draw(page, [0.6, 0.7, 0.72, 0.76]);
    await leads(page, () => page.click("[data-draw] form .actions button"));
    assert.equal(await waiting(), 1);
    assert.equal(await page.locator("[data-draw] [role=alert]").count(), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
    assert.deepEqual(await violations(page), []);
    assert.match(await page.locator("#history ~ *").last().innerText(), language === "en" ? /Drew where a number stands/ : /رسم موضع رقم/);
    await it.context.close();
  });
}
