// Publishing a face, by keyboard alone, in English and in Arabic: chosen, prepared, looked at, proposed, decided by two, taken down. Enter uncovers and publishes nothing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, enter, narrow, press, startBrowser, startDesk, tabTo, type, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8795, 400, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** People whom photographs show. */
async function people(it) {
  const answer = await it.context.request.get(`${desk.origin}/people`);
  return [...new Set([...(await answer.text()).matchAll(/href="\/people\/(i[0-9a-z]+)"/g)].map((found) => found[1]))];
}

const covers = (page) => page.$$eval("input[name=cover]", (inputs) => inputs.map((input) => input.value));

/** What a button opens in a tab of its own, and closes again. */
async function elsewhere(it, act) {
  const [tab] = await Promise.all([it.context.waitForEvent("page"), act()]);
  await tab.waitForLoadState();
  const kind = await tab.evaluate(() => document.contentType);
  const text = kind === "text/html" ? await tab.locator("#wrong").innerText() : "";
  await tab.close();
  return { kind, text };
}

/** Looks at the picture and decides as somebody, with the keyboard; first Enter alone, which decides nothing. */
async function decided(it, address, verdict) {
  const { page } = it;
  await it.go(address);
  assert.ok((await page.locator("#first").innerText()).length > 20, "first the picture");
  const seen = await elsewhere(it, async () => {
    await tabTo(page, "form[action$='/picture'] button");
    await page.keyboard.press("Enter");
  });
  assert.equal(seen.kind, "image/jpeg");
  await it.go(address);
  assert.equal(await page.locator("#first").count(), 0);
  await type(page, "form[action$='/decide'] [name=reason]", "I looked");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("form[action$='/decide'] [name=verdict]:invalid").count() > 0, true, "Enter asks for a verdict");
  assert.equal(new URL(page.url()).pathname, address);
  await it.go(address);
  const before = await page.locator("#decisions ~ ul li").count();
  await tabTo(page, "form[action$='/decide'] [name=verdict]");
  const place = await page.$$eval("form[action$='/decide'] [name=verdict]", (all, value) => all.findIndex((one) => one.value === value), verdict);
  if (place === 0) await page.keyboard.press("Space");
  for (let n = 0; n < place; n += 1) await page.keyboard.press("ArrowDown");
  await type(page, "form[action$='/decide'] [name=reason]", "I looked");
  await press(page, "form[action$='/decide'] button");
  assert.equal(await page.locator("#decisions ~ ul li").count(), before + 1);
  assert.deepEqual(await violations(page), []);
}

for (const [language, place] of [["en", 0], ["ar", 1]]) {
  test(`a face is prepared, proposed, decided by two and taken down (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    const who = (await people(it))[place];
    await it.go(`/publications/new?individual=${who}`);
    assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
    assert.deepEqual(await violations(page), []);
    await press(page, "form.inline button");
    assert.deepEqual(await violations(page), []);
    const first = await covers(page);
    assert.equal(first.length, 1, "the body");

    // Another region: none of it, and it is told; then one.
    await press(page, "button[value=cover]");
    assert.ok((await page.locator("#wrong").innerText()).length > 20);
    assert.deepEqual(await covers(page), first);
    for (const [side, share] of [["left", "30"], ["top", "30"], ["width", "5"], ["height", "5"]]) await type(page, `[name=${side}]`, share);
    const open = await elsewhere(it, async () => {
      await tabTo(page, "button[formaction$='/preview']");
      await page.keyboard.press("Enter");
    });
    assert.ok(open.kind === "text/html" && open.text.length > 20, "what is marked and not covered is not shown");
    await press(page, "button[value=cover]");
    const all = await covers(page);
    assert.equal(all.length, 2);
    assert.equal(await page.inputValue("[name=left]"), "");

    // Enter in every field: whatever it does, all that is covered stays covered.
    for (const field of ["margin", "turn", "grey", "left", "top", "width", "height", "reason", "embargo"]) {
      await tabTo(page, `form[data-region] [name=${field}]`);
      await enter(page);
      assert.equal(new URL(page.url()).pathname, "/publications/draft", field);
      assert.deepEqual(await covers(page), all, `Enter in ${field}`);
    }
    const preview = await elsewhere(it, async () => {
      await tabTo(page, "button[formaction$='/preview']");
      await page.keyboard.press("Enter");
    });
    assert.equal(preview.kind, "image/jpeg");
    await narrow(page);

    await type(page, "[name=reason]", "to be recognised");
    await press(page, "button[formaction$='/propose']");
    const address = new URL(page.url()).pathname;
    assert.match(address, /^\/publications\/[0-9a-z]{8}$/);
    assert.deepEqual(await violations(page), []);
    assert.equal(await page.locator("[name=verdict][value=publish]").count(), 0, "who proposed it is none of the two");
    const third = await visit(browser, desk, { name: "nour", language, width: 1280 });
    await decided(third, address, "publish");
    const other = await visit(browser, desk, { name: "omar", language, width: 1280 });
    await decided(other, address, "publish");
    assert.ok((await other.page.locator("h1").innerText()).includes(language === "ar" ? "منشور" : "Public"));
    await narrow(other.page);

    await other.go(address);
    await type(other.page, "form[action$='/take-down'] [name=reason]", "a wish");
    await other.page.keyboard.press("Enter");
    assert.ok((await other.page.locator("h1").innerText()).includes(language === "ar" ? "منشور" : "Public"), "not without how it came");
    await type(other.page, "form[action$='/take-down'] [name=channel]", "by letter");
    await press(other.page, "form[action$='/take-down'] button");
    assert.ok((await other.page.locator("h1").innerText()).includes(language === "ar" ? "أُزيل" : "Taken down"));
    assert.deepEqual(await violations(other.page), []);
    assert.deepEqual([...it.faults, ...third.faults, ...other.faults], []);
    await it.context.close();
    await third.context.close();
    await other.context.close();
  });
}
