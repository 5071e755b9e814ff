// A list made elsewhere, by keyboard alone, in English and in Arabic: chosen, its columns told, tried, recorded.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8775, 600);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Presses Tab until what is named has the focus. */
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never reached ${selector}`);
}

for (const language of ["en", "ar"]) {
  test(`a list is tried and recorded: ${language}`, { skip }, async () => {
    const it = await visit(browser, desk, { language });
    const { page } = it;
    await it.go("/people/candidates");
    const names = await page.locator(".strip .name").allInnerTexts();
    await it.go("/people/lists");
    assert.deepEqual(await violations(page), []);
    const list = `${language === "ar" ? "الصورة المأخوذة,من" : "Bild,Wer"},الفرع\n${names[0]},1,٢١٥\n${names[1]},1,\nnowhere.jpg,2,\n${names[2]},3,=1+1\n`;
    await page.setInputFiles("[name=list]", { name: "قائمة.csv", mimeType: "text/csv", buffer: Buffer.from(list) });
    await page.locator("[name=list]").focus();
    await tabTo(page, "button.main");
    await leads(page, () => page.keyboard.press("Enter"));
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.locator("[name=branch]").inputValue(), "الفرع", "a known header is recognised");
    assert.equal(await page.locator("#outcome").count(), 0, "nothing is tried before the file's column is told");
    const [file, person] = (await page.locator("[name=file] option").allInnerTexts()).slice(1, 3);
    await page.locator("[name=file]").selectOption(file);
    await page.locator("[name=person]").selectOption(person);
    await tabTo(page, ".told-columns button");
    await leads(page, () => page.keyboard.press("Enter"));
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.locator("#rows ~ .scroll tbody tr").count(), 4);
    const counts = await page.locator("#outcome ~ table td").allInnerTexts();
    assert.deepEqual(counts, language === "ar" ? ["٢", "٠", "١", "٠", "٠", "١", "٤"] : ["2", "0", "1", "0", "0", "1", "4"]);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, "no sideways scrolling");
    await tabTo(page, "#outcome ~ form button.main");
    await leads(page, () => page.keyboard.press("Enter"));
    assert.equal(await page.locator("#outcome ~ form").count(), 0, "nothing is left to record");
    assert.equal(await page.locator("#rows ~ .scroll tbody a[href^='/people/i']").count(), 2);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}
