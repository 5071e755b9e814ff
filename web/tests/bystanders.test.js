// Living bystanders in a real browser: marked by drawing, by keyboard, taken back; the outline follows; English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, violations, visit } from "./desk.js";

let desk;
let browser;
let photographs;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8776, 200);
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

const shares = (page) => page.$$eval("[data-bystanders] form[data-region] fieldset input", (inputs) => inputs.map((input) => Number(input.value)));
const marked = (page) => page.locator("[data-bystanders] ol.found > li").count();

for (const [language, place] of [["en", 0], ["ar", 3]]) {
  test(`a bystander is drawn, marked, seen for a reason and taken back (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    await it.go(photographs[place]);
    await page.locator("[data-bystanders] svg").scrollIntoViewIfNeeded();
    const box = await page.locator("[data-bystanders] svg").boundingBox();
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    const drawn = await shares(page);
    for (const [share, expected] of [[drawn[0], 10], [drawn[1], 20], [drawn[2], 30], [drawn[3], 50]]) assert.ok(Math.abs(share - expected) < 1.5, `${drawn}`);
    await leads(page, () => page.click("[data-bystanders] form[data-region] .actions button"));
    assert.equal(await marked(page), 1);
    assert.deepEqual(await violations(page), []);

    await page.click("details:has(form[data-with-bystanders]) summary");
    await page.fill("form[data-with-bystanders] input[name=bystanders]", "who is the second man");
    await page.click("form[data-with-bystanders] button");
    await page.waitForSelector("#view.bare");
    assert.match(await page.getAttribute("[data-bystanders] svg image", "href"), /^blob:/);
    await page.click("[data-cover]");
    assert.match(await page.getAttribute("[data-bystanders] svg image", "href"), /\/cover$/, "covered again there too");

    await it.go(photographs[place]);
    assert.match(await page.locator("#history ~ *").last().innerText(), /who is the second man/);
    await page.click("[data-bystanders] ol.found details summary");
    await page.fill("[data-bystanders] input[name=reason]", "a poster");
    await leads(page, () => page.click("[data-bystanders] ol.found details button"));
    assert.equal(await marked(page), 0);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

test("by keyboard alone, on a narrow screen, with the outline following the numbers", { skip }, async () => {
  const it = await visit(browser, desk, { width: 390, height: 780 });
  const { page } = it;
  await it.go(photographs[6]);
  await page.focus("[data-bystanders] [data-by-hand] summary");
  await page.keyboard.press("Enter");
  for (const [name, value] of [["left", "12"], ["top", "8"], ["width", "20.5"], ["height", "31"]]) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), name);
    await page.keyboard.type(value);
  }
  assert.deepEqual(await page.$eval("[data-bystanders] [data-draft]", (draft) => ["x", "y", "width", "height"].map((name) => draft.getAttribute(name))), ["12%", "8%", "20.5%", "31%"]);
  await page.keyboard.press("Tab");
  await page.keyboard.type("a guard by the door");
  await leads(page, () => page.keyboard.press("Enter"));
  assert.equal(await marked(page), 1);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});
