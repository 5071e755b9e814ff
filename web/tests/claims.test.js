// From a report to a decision, by keyboard alone, in English and in Arabic: a viewing on a tablet, what the family says, a claim, two reviewers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, narrow, open, press, startBrowser, startDesk, tabTo, type, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";
const TABLET = { width: 820, height: 1180, hasTouch: true };

before(async () => {
  if (skip) return;
  desk = await startDesk(8791, 600, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Some of the people whom photographs show. */
async function people(it, count) {
  const answer = await it.context.request.get(`${desk.origin}/people`);
  return [...(await answer.text()).matchAll(/href="\/people\/(i[0-9a-z]+)"/g)].map((found) => found[1]).slice(0, count);
}

/** Whether every button is large enough for a thumb, and nothing is wider than the screen. */
async function fitsTheTablet(page) {
  const small = await page.evaluate(() => [...document.querySelectorAll("button")].filter((button) => button.checkVisibility() && button.getBoundingClientRect().height < 44).map((button) => button.textContent));
  assert.deepEqual(small, []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the tablet");
}

async function begun(it, language, ids, atOnce) {
  const { page } = it;
  await it.go("/missing/new");
  await type(page, "[name=name_latin]", `Fulan ${language} Invented`);
  await press(page, "form.families button.main");
  await press(page, "a[href^='/viewings/new']");
  assert.deepEqual(await violations(page), []);
  await tabTo(page, "select[name=language]");
  await page.keyboard.press("Home");
  if (language === "ar") await page.keyboard.press("ArrowDown");
  await type(page, "[name=description]", "an invented mole");
  await press(page, "button.main");
  await open(page, "#plan");
  await type(page, "[name=candidates]", ids.join("\n"));
  if (atOnce) await page.selectOption("[name=at_once]", atOnce);
  await type(page, "[name=pause_after]", "2");
  await press(page, "#plan button");
  assert.deepEqual(await violations(page), []);
  return new URL(page.url()).pathname;
}

/** The four answers, pause, stop and whom they can turn to are in sight while a face is before them, on a small tablet and a telephone. */
async function inSight(page) {
  const before = page.viewportSize();
  for (const [width, height] of [[1024, 768], [390, 844]]) {
    await page.setViewportSize({ width, height });
    const hidden = await page.evaluate(() => {
      const reach = document.querySelector(".reach").getBoundingClientRect();
      const all = [...document.querySelectorAll(".answers button, .answers label, .always button, .support")];
      const is = (one) => one.getBoundingClientRect().bottom <= (one.closest(".reach") ? innerHeight : reach.top) + 1;
      return all.filter((one) => !is(one)).map((one) => one.textContent.trim());
    });
    assert.deepEqual(hidden, [], `${width}×${height}`);
  }
  await page.setViewportSize(before);
}

/** What the family sees and says: the first is not them, after a pause the second is. */
async function looked(it, language) {
  const { page } = it;
  await press(page, "#hand");
  assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
  assert.equal(await page.locator("nav, script, .top").count(), 0, "nothing of the archive");
  assert.ok((await page.locator(".support").innerText()).includes("An invented counsellor"));
  await fitsTheTablet(page);
  assert.deepEqual(await violations(page), []);
  await press(page, "form[action$='/next'] button");
  const seen = () => page.locator(".before img").evaluateAll((all) => all.map((one) => one.complete && one.naturalWidth > 0));
  assert.deepEqual(await seen(), [true]);
  await fitsTheTablet(page);
  await inSight(page);
  assert.deepEqual(await violations(page), []);
  await press(page, "button[value=paused]");
  assert.deepEqual(await seen(), [], "nothing in a pause");
  await press(page, "button[value=resumed]");
  await press(page, "button[value=not-them]");
  await press(page, "button[value=stopped]");
  assert.deepEqual(await violations(page), []);
  return page;
}

for (const language of ["en", "ar"]) {
  test(`from a report to a decision (${language})`, { skip }, async () => {
    const first = await visit(browser, desk, { language, width: 1280 });
    await first.go("/viewings");
    await open(first.page, "#contacts");
    await type(first.page, "[name=contacts]", "An invented counsellor");
    await press(first.page, "#contacts button");

    const it = await visit(browser, desk, { name: "widad", language, ...TABLET });
    const { page } = it;
    const ids = await people(it, language === "en" ? 2 : 4);
    const viewing = await begun(it, language, ids.slice(-2));
    await looked(it, language);
    // Another day: taken up where it was left.
    await it.go(`${viewing}/family`);
    assert.equal(await page.locator(".before img").count(), 0);
    await it.go(viewing);
    await press(page, "#again button");
    await press(page, "#hand");
    await press(page, "form[action$='/next'] button");
    await type(page, "textarea[name^=features-]", "an invented chipped tooth");
    await press(page, "button[value=surely]");
    await press(page, "p.aside a");
    assert.deepEqual(await violations(page), []);
    await press(page, "form[action*='/claim/'] button");
    const claim = new URL(page.url()).pathname;
    assert.match(claim, /^\/claims\/c/);
    assert.ok((await page.locator(".evidence").innerText()).includes("an invented chipped tooth"));
    assert.equal(await page.locator("[name=level]").count(), 0, "a family worker decides nothing");
    assert.deepEqual(await violations(page), []);

    const second = await visit(browser, desk, { name: "salma", language, width: 1280 });
    await second.go(`${claim}`);
    assert.equal(await second.page.locator("[name=level]:disabled").count(), 3, "by sight, possible and no more");
    await tabTo(second.page, "[name=level]");
    await second.page.keyboard.press("Space");
    await type(second.page, "[name=why]", "an invented reason");
    await press(second.page, "#first button");
    assert.equal(await second.page.locator("[name=agrees]").count(), 0, "another must look");
    assert.deepEqual(await violations(second.page), []);
    await first.go("/claims?waits=second");
    await press(first.page, `a[href='${claim}']`);
    await type(first.page, "[name=answer]", "another reason");
    await press(first.page, "[name=agrees][value=yes]");
    assert.equal(await first.page.locator("h1 .level-possible").count(), 1);
    assert.deepEqual(await violations(first.page), []);
    await narrow(first.page);
    await first.go("/claims");
    assert.deepEqual(await violations(first.page), []);
    await narrow(first.page);

    await it.go(claim);
    await open(page, "#tell");
    await type(page, "[name=told]", "an invented conversation");
    await type(page, "[name=on]", "2025-11-28");
    await type(page, "[name=by]", "widad");
    await press(page, "#tell button");
    await it.go("/claims?waits=told");
    assert.equal(await page.locator(".claims li").count(), 0);
    for (const one of [first, second, it]) {
      assert.deepEqual(one.faults, []);
      await one.context.close();
    }
  });
}

test("two faces at once are answered in one form, by keyboard", { skip }, async () => {
  const samar = await visit(browser, desk, { language: "en", width: 1280 });
  await samar.go("/viewings");
  await open(samar.page, "#contacts");
  await type(samar.page, "[name=contacts]", "An invented counsellor");
  await press(samar.page, "#contacts button");
  await samar.context.close();
  const it = await visit(browser, desk, { name: "widad", language: "en", ...TABLET });
  const { page } = it;
  const viewing = await begun(it, "ar", await people(it, 2), "2");
  await it.go(`${viewing}/family`);
  await press(page, "form[action$='/next'] button");
  assert.equal(await page.locator(".before img").count(), 2);
  await fitsTheTablet(page);
  assert.deepEqual(await violations(page), []);
  await type(page, "[name=features-1]", "an invented word");
  await press(page, "button.main[form=said]");
  assert.equal(await page.inputValue("[name=features-1]"), "an invented word", "kept where no answer was chosen");
  assert.equal(await page.locator("#wrong").count(), 1);
  for (const place of [0, 1]) {
    await tabTo(page, `[name=answer-${place}]`);
    await page.keyboard.press("Space");
  }
  await press(page, "button.main[form=said]");
  assert.equal(await page.locator(".before img").count(), 0);
  await narrow(page);
  await it.go(viewing);
  assert.ok((await page.locator("#content").innerText()).includes("an invented word"));
  assert.deepEqual(it.faults, []);
  await it.context.close();
});
