// Samples and results in a real browser: drawn on a trial, recorded, drawn again, planned as a study; results opened down to the
// people behind a number. By keyboard alone; English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, enter, narrow, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";
const STUDY = "/coding/s00000000";

before(async () => {
  if (skip) return;
  desk = await startDesk(8778, 400, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

for (const language of ["en", "ar"]) {
  test(`a sample is shown, recorded, drawn again and planned as a study (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    await it.go("/coding");
    await tabTo(page, 'a[href="/samples"]');
    await enter(page);
    assert.deepEqual(await violations(page), []);
    await tabTo(page, "[name=title]");
    await page.keyboard.type(`second ${language}`);
    await tabTo(page, "[name=size]");
    await page.keyboard.type("12");
    await tabTo(page, "[name=seed]");
    await page.keyboard.type(`a seed ${language}`);
    await tabTo(page, "form.plan button.main");
    await enter(page);
    assert.equal(new URL(page.url()).pathname, "/samples", "shown, not recorded");
    const people = () => page.locator(".units a").evaluateAll((all) => all.map((one) => one.textContent));
    const shown = await people();
    assert.equal(shown.length, 12);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await tabTo(page, 'form[action="/samples/record"] button');
    await enter(page);
    assert.match(new URL(page.url()).pathname, /^\/samples\/n\d+$/);
    assert.deepEqual(await people(), shown, "exactly who was shown");
    await tabTo(page, "[name=again]");
    await enter(page);
    assert.equal(await page.locator("#again.yes").count(), 1, "it comes out the same");
    assert.deepEqual(await violations(page), []);
    await narrow(page);

    await tabTo(page, 'a.button[href^="/coding?sample="]');
    await enter(page);
    const sample = new URL(page.url()).searchParams.get("sample");
    assert.equal(await page.inputValue("[name=sample]"), sample, "it is chosen already");
    await tabTo(page, "[name=title]");
    await page.keyboard.type(`study ${language}`);
    for (const coder of ["huda", "karim"]) {
      await tabTo(page, `[name=coder][value=${coder}]`);
      await page.keyboard.press("Space");
    }
    await tabTo(page, "form.plan .actions button");
    await enter(page);
    assert.match(new URL(page.url()).pathname, /^\/coding\/s\d+$/);
    assert.equal(await page.locator(`.persons a`).count(), 12, "the people of the sample");
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });

  test(`results are read down to the people behind a number (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    await it.go(STUDY);
    await tabTo(page, `a[href="${STUDY}/results"]`);
    await enter(page);
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.locator(".body-map [data-region][fill^='url(#step-']").count()) > 0, "the body is shaded");
    assert.ok((await page.locator("svg.interval .span").count()) > 20, "intervals are drawn");
    await narrow(page);
    const number = page.locator(`a[href="${STUDY}/results/bruise?answer=present"]`).first();
    const counted = await number.evaluate((link) => [...link.textContent].map((digit) => ("٠١٢٣٤٥٦٧٨٩".includes(digit) ? "٠١٢٣٤٥٦٧٨٩".indexOf(digit) : digit)).join(""));
    await tabTo(page, `a[href="${STUDY}/results/bruise?answer=present"]`);
    await enter(page);
    assert.equal(await page.locator(".units a").count(), Number(counted), "the number is its people");
    assert.deepEqual(await violations(page), []);
    await tabTo(page, ".units a");
    await enter(page);
    assert.match(new URL(page.url()).pathname, /^\/people\/ic\d+$/);

    // There are hundreds of numbers on the page: its parts are reached without going through them.
    await it.go(`${STUDY}/results?entry=bruise`);
    await tabTo(page, 'nav a[href="#closely"]');
    await page.keyboard.press("Enter");
    await tabTo(page, "[name=hide]");
    await page.keyboard.press("Space");
    await tabTo(page, "#closely button");
    await enter(page);
    assert.equal(await page.locator("#tally, #body-map, #estimates").count(), 0, "the table stands alone");
    assert.equal(await page.locator(".crossed a").count(), 0);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}
