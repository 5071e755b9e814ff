// People by keyboard alone, in Arabic and in English: accept, take out, split, merge, undo; pictures stay covered.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, viewsCounted, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8774, 600);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

const press = (page, key) => leads(page, () => page.keyboard.press(key));
const shown = (page) => page.locator(".strip > li").count();

for (const language of ["en", "ar"]) {
  test(`a person is put together, split, merged and parted again: ${language}`, { skip }, async () => {
    const it = await visit(browser, desk, { language });
    const { page } = it;
    await it.go("/people/candidates");
    assert.deepEqual(await violations(page), []);
    while ((await shown(page)) < 4) await press(page, "n");
    // The second is taken out: the arrow that points onwards depends on the direction of the page.
    await page.keyboard.press(language === "ar" ? "ArrowLeft" : "ArrowRight");
    await page.keyboard.press("x");
    assert.equal(await page.locator(".strip > li.out").count(), 1);
    await press(page, "a");
    assert.equal(await shown(page), 1, "what was taken out waits alone");
    await it.go("/people");
    assert.deepEqual(await violations(page), []);
    await leads(page, () => page.locator(".persons a").last().click());
    const first = page.url();
    assert.equal(await shown(page), 3);
    assert.deepEqual(await violations(page), []);

    await page.locator(".strip a.cell").first().focus();
    await page.keyboard.press("x");
    await press(page, "s");
    const second = page.url();
    assert.notEqual(second, first);
    assert.equal(await shown(page), 1);

    await page.goto(first);
    await page.fill("[name=other]:not([type=hidden])", second.split("/").pop());
    await press(page, "Enter");
    assert.equal(await shown(page), 3);
    await leads(page, () => page.locator("tr .quiet").first().click());
    assert.equal(await shown(page), 2, "the merge is undone");
    await leads(page, () => page.locator('.fact button[value="adult"]').click());
    assert.equal(await page.getAttribute('.fact button[value="adult"]', "aria-pressed"), "true");
    assert.equal(await viewsCounted(it), 0, "nothing was uncovered");
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

test("a photograph of a strip is uncovered by U, recorded, and covered again", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/people/candidates");
  await it.page.locator(".strip a.cell").first().focus();
  await it.page.keyboard.press("u");
  await it.page.waitForSelector(".strip .cell.bare");
  assert.equal(await viewsCounted(it), 1);
  await it.page.keyboard.press("c");
  assert.equal(await it.page.locator(".strip .cell.bare").count(), 0);
  await it.context.close();
});
