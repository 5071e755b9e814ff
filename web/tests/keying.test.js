// Two people key crops by keyboard alone, in Arabic and in English; they disagree once, and a third decides.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, startBrowser, startDesk, violations, visit } from "./desk.js";

const CROPS = 20;
let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8773, 600);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Signs in as somebody who only keys: her first page is the room of keying. */
async function keyer(name, language) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${desk.origin}/sign-in?language=${language}`);
  await page.fill("[name=name]", name);
  await page.fill("[name=password]", "a sample password");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${desk.origin}/keying`);
  if (language !== "en") {
    await page.goto(`${desk.origin}/account`);
    await page.check(`[name=language][value=${language}]`);
    await page.click(".choices button");
    await page.waitForLoadState();
    await page.goto(`${desk.origin}/keying`);
  }
  await page.waitForFunction(() => document.activeElement?.matches("main button"));
  return { page, context, faults };
}

/** Presses a key that sends the form, and waits for the page that follows. */
async function leads(page, key) {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press(key)]);
}

/** Keys one crop: three numbers, each ended with Enter; the last Enter records. */
async function keyNumbers(page, numbers) {
  for (const [place, number] of numbers.entries()) {
    assert.equal(await page.evaluate(() => document.activeElement?.name), ["branch", "detainee", "examination"][place]);
    await page.keyboard.type(number);
    if (place < 2) await page.keyboard.press("Enter");
  }
  await leads(page, "Enter");
}

const figure = async (page, row) => Number(await page.locator(".sums .num").nth(row).innerText());

test("two people key twenty crops and disagree once; a third decides", { skip }, async () => {
  const leila = await keyer("leila", "ar");
  assert.equal(await leila.page.evaluate(() => document.documentElement.dir), "rtl");
  await leads(leila.page, "Enter");
  for (let crop = 0; crop < CROPS; crop++) {
    if (crop === 5) await leads(leila.page, "x");
    else if (crop === 6) await leads(leila.page, "n");
    else await keyNumbers(leila.page, crop === 7 ? ["j", String(1000 + crop), ""] : ["٢١٥", String(1000 + crop), "88"]);
  }
  await leila.page.goto(`${desk.origin}/keying`);

  const rima = await keyer("rima", "en");
  await leads(rima.page, "Enter");
  for (let crop = 0; crop < CROPS; crop++) {
    if (crop === 5) await leads(rima.page, "x");
    else if (crop === 6) await leads(rima.page, "n");
    else if (crop === 7) await keyNumbers(rima.page, ["ج", String(1000 + crop), ""]);
    else await keyNumbers(rima.page, ["215", String(crop === 3 ? 9999 : 1000 + crop), "88"]);
  }
  await rima.page.goto(`${desk.origin}/keying`);
  assert.equal(await figure(rima.page, 2), 1, "one disagreement");
  assert.equal(await figure(rima.page, 3), CROPS - 1, "the others are settled");

  const samar = await visit(browser, desk);
  await samar.go("/keying");
  await samar.page.click("main form.actions button.main");
  await keyNumbers(samar.page, ["215", "1003", "88"]);
  await samar.go("/keying");
  assert.deepEqual([await figure(samar.page, 2), await figure(samar.page, 4)], [0, 1]);
  for (const person of [leila, rima, samar]) {
    assert.deepEqual(person.faults, []);
    await person.context.close();
  }
});

test("the keypad writes where the cursor is, the crop turns, and a mistake keeps what was typed", { skip }, async () => {
  const samar = await visit(browser, desk);
  await samar.go("/keying");
  await samar.page.click("main form.actions button.main");
  const branch = samar.page.locator("[name=branch]");
  for (const sign of ["٢", "1", "5"]) await samar.page.click(`[data-sign="${sign}"]`);
  assert.equal(await branch.inputValue(), "٢15");
  await samar.page.keyboard.press("ArrowLeft");
  await samar.page.click('[data-sign=""]');
  assert.equal(await branch.inputValue(), "٢5");
  await samar.page.keyboard.press("]");
  assert.equal(await samar.page.getAttribute(".crop img", "data-turned"), "90");
  await samar.page.fill("[name=detainee]", "12-3");
  await samar.page.click("button[value=numbers]");
  assert.match(await samar.page.innerText("#wrong"), /no number/);
  assert.equal(await samar.page.inputValue("[name=detainee]"), "12-3");
  assert.deepEqual(samar.faults, []);
  await samar.context.close();
});

for (const language of ["en", "ar"]) {
  test(`what is settled is opened again with a reason and decided, by keyboard (${language})`, { skip }, async () => {
    const samar = await visit(browser, desk, { language, width: language === "ar" ? 390 : 1280 });
    const { page } = samar;
    await samar.go("/keying/markings");
    await page.locator("a[href$='/reopen']").first().focus();
    await leads(page, "Enter");
    assert.deepEqual(await violations(page), []);
    await page.focus("[name=reason]");
    await page.keyboard.press("Tab");
    await page.evaluate(() => document.querySelector("[name=reason]").removeAttribute("required"));
    await leads(page, "Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "wrong", "why it was refused is read first");
    await page.focus("[name=reason]");
    await page.keyboard.type("a second card lies below");
    await page.keyboard.press("Tab");
    await leads(page, "Enter");
    await samar.go("/keying/markings?state=reopened");
    await page.locator("a[href$='/decide']").first().focus();
    await leads(page, "Enter");
    assert.deepEqual(await violations(page), []);
    assert.match(await page.innerText(".lead"), /a second card lies below/);
    await page.locator("[name=reading]").last().focus();
    await page.keyboard.press("Space");
    await page.focus("[name=branch]");
    await page.keyboard.type("٢٢٧");
    await page.focus("[name=reason]");
    await page.keyboard.type("read with a lens");
    await page.keyboard.press("Tab");
    await leads(page, "Enter");
    await samar.go("/keying/markings?state=decided");
    assert.equal(await page.locator("tbody tr").count(), 1, "the same marking each time");
    assert.match(await page.innerText("tbody"), /227|٢٢٧/);
    assert.deepEqual(samar.faults, []);
    await samar.context.close();
  });
}
