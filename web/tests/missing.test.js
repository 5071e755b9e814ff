// What families say, by keyboard alone, in English and in Arabic: taken in, found again, read for a reason, consent withdrawn, erased.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, enter, narrow, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8785, 200);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Types into a field that Tab reaches. */
async function type(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

/** Takes a report in. */
async function taken(it, names) {
  const { page } = it;
  await it.go("/missing/new");
  for (const [name, text] of Object.entries(names)) await type(page, `[name=${name}]`, text);
  await type(page, "[name=contact_name]", "an invented sister");
  await tabTo(page, "[name=consent][value=search]");
  await page.keyboard.press("Space");
  await type(page, "[name=to-sharing]", "an invented organisation");
  await type(page, "[name=how]", "on paper");
  await tabTo(page, "form.families button.main");
  await enter(page);
  return new URL(page.url()).pathname;
}

for (const language of ["en", "ar"]) {
  test(`a family's report is taken in, kept apart and erased (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    const first = await taken(it, { name_arabic: `فلان ${language} المخترع`, taken: "2013-05-17", marks: "an invented scar" });
    assert.match(first, /^\/missing\/m/);
    assert.deepEqual(await violations(page), []);
    const said = await page.locator("main").innerText();
    assert.ok(said.includes("an invented scar") && !said.includes("sister"), "who said it is on no page");
    const second = await taken(it, { name_arabic: `فلان ${language} المخترع`, taken: "2013" });
    assert.equal(await page.locator("#alike ~ ul a").first().getAttribute("href"), first, "the other relative's report");
    assert.deepEqual(await violations(page), []);

    await type(page, "form[action$='/contact'] [name=purpose]", "to call back");
    await tabTo(page, "form[action$='/contact'] button");
    await enter(page);
    assert.ok((await page.locator("#contact-told").innerText()).includes("an invented sister"));
    await it.go(second);
    assert.equal(await page.locator("#contact-told").count(), 0, "shown once");

    const consents = await page.locator("#consent ~ ul li").count();
    await type(page, "#consent ~ ul [name=how]", "by telephone");
    await tabTo(page, "#consent ~ ul button");
    await enter(page);
    assert.equal(await page.locator("#consent ~ ul li").count(), consents - 1);

    await tabTo(page, "#erase summary");
    await page.keyboard.press("Enter");
    await tabTo(page, "#erase [name=what]");
    // Past the photographs of the living, to everything.
    for (let n = 0; n < 2; n++) await page.keyboard.press("ArrowDown");
    await type(page, "#erase [name=order]", "the family's wish");
    await type(page, "#erase [name=sure]", second.split("/").pop());
    await tabTo(page, "#erase button");
    await enter(page);
    assert.ok(!(await page.locator("main").innerText()).includes("فلان"), "nobody reads it any more");
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await it.go(`/missing?name=${encodeURIComponent(language)}`);
    assert.equal(await page.locator(".reports li").count(), 1);
    await narrow(page);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}
