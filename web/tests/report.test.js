// A report, by keyboard alone, in English and in Arabic: chosen, shown, taken away.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8784, 400, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

for (const [language, theme] of [["en", "light"], ["ar", "dark"]]) {
  test(`a report is chosen, shown and taken away: ${language}`, { skip }, async () => {
    const it = await visit(browser, desk, { language, theme });
    const { page } = it;
    await it.go("/report");
    assert.deepEqual(await violations(page), []);
    await page.locator("[name=title]").focus();
    await page.keyboard.type(language === "ar" ? "تقرير مصطنع" : "A made-up report");
    await tabTo(page, "[name=definition][value=people-all]");
    await page.keyboard.press("Space");
    await tabTo(page, "[name=by][value=category]");
    await page.keyboard.press("Space");
    await tabTo(page, "[name=study]");
    await page.keyboard.press("Space");
    await tabTo(page, ".plan button.main");
    await leads(page, () => page.keyboard.press("Enter"));
    assert.deepEqual(await violations(page), []);
    const report = page.locator("article.report");
    assert.equal(await report.getAttribute("lang"), language);
    assert.ok((await report.locator("figure [role=img] svg").count()) >= 2, "the way from paths to people, and the body");
    assert.ok((await report.locator("table caption").count()) >= 3);
    const numbers = await report.locator("tbody .num").first().innerText();
    assert.match(numbers, language === "ar" ? /^[٠-٩٬]+$/ : /^[0-9,]+$/);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "no sideways scrolling");
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".take-report button.main").focus().then(() => page.keyboard.press("Enter")),
    ]);
    assert.match(file.suggestedFilename(), /^report-\d+\.pdf$/);
    assert.equal(readFileSync(await file.path()).subarray(0, 5).toString(), "%PDF-");
    await page.setViewportSize({ width: 1440, height: 900 });
    await leads(page, () => page.locator("[data-back]").press("Enter"));
    assert.ok(await page.locator("[name=definition][value=people-all]").isChecked(), "what was chosen is kept");
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}
