// Coding in a real browser: two experts and a third work through people, by keyboard alone; English and Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, leads, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8777, 400);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** Plans coding of everybody by both experts; gives the study's path. */
async function planned(language) {
  const it = await visit(browser, desk, { language });
  await it.go("/coding");
  await it.page.fill("[name=title]", `rapid ${language}`);
  const option = await it.page.locator("[name=scheme] option").evaluateAll((all) => all.map((one) => one.value).find((value) => value.endsWith("/association-tally")));
  await it.page.selectOption("[name=scheme]", option);
  for (const coder of ["huda", "karim"]) await it.page.check(`[name=coder][value=${coder}]`);
  await it.page.fill("[name=seed]", `seed ${language}`);
  assert.deepEqual(await violations(it.page), []);
  await leads(it.page, () => it.page.click("form.plan button"));
  assert.deepEqual(it.faults, []);
  const path = new URL(it.page.url()).pathname;
  await it.context.close();
  return path;
}

/** Codes one person by keyboard: the first entry as its first answer if `sees`, everything else not assessable. */
async function code(page, sees) {
  await page.focus("body");
  await tabTo(page, "[data-pane] [data-uncover] button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[data-pane].bare");
  await tabTo(page, "[data-entry] input[type=radio]");
  if (sees) await page.keyboard.press("Space");
  for (const section of await page.$$("[data-section]")) {
    const rest = await section.$("[data-answer=not-assessable]");
    await rest.focus();
    await page.keyboard.press("Enter");
  }
  await tabTo(page, "form[data-codebook] button.main");
  await leads(page, () => page.keyboard.press("Enter"));
}

for (const language of ["en", "ar"]) {
  test(`two experts code ten people blind, and a third decides where they differ (${language})`, { skip }, async () => {
    const study = await planned(language);
    const differ = new Set();
    for (const name of ["huda", "karim"]) {
      const it = await visit(browser, desk, { name, language, width: 1280 });
      await it.go("/coding");
      await leads(it.page, () => it.page.click(`form[action="${study}/next"] button`));
      assert.deepEqual(await violations(it.page), []);
      for (let n = 0; n < 10; n += 1) {
        const person = new URL(it.page.url()).pathname;
        assert.match(person, /^\/coding\/s\d+\/i\d+$/);
        // Every third person is told differently by the two.
        const third = Number(person.slice(-1)) % 3 === 0;
        if (third) differ.add(person);
        await code(it.page, name === "huda" || !third);
        assert.equal(await it.page.locator("#wrong").count(), 0);
      }
      assert.equal(new URL(it.page.url()).pathname, "/coding");
      assert.deepEqual(it.faults, []);
      await it.context.close();
    }
    const it = await visit(browser, desk, { language, width: 1280 });
    for (const person of differ) {
      await it.go(person);
      assert.equal(await it.page.locator("[data-entry]").count(), 1, "only what is disputed");
      assert.equal(await it.page.locator(".other").count(), 2);
      await tabTo(it.page, "[data-entry] input[type=radio]");
      await it.page.keyboard.press("ArrowUp");
      await tabTo(it.page, "[name=reason]");
      await it.page.keyboard.type("too dark");
      await tabTo(it.page, "form[data-codebook] button.main");
      await leads(it.page, () => it.page.keyboard.press("Enter"));
      assert.equal(new URL(it.page.url()).pathname, study);
    }
    assert.equal(differ.size, 4);
    assert.deepEqual(await violations(it.page), []);
    await it.page.setViewportSize({ width: 390, height: 780 });
    assert.ok(await it.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

for (const language of ["en", "ar"]) {
  test(`where something is seen is drawn over the picture, or typed (${language})`, { skip }, async () => {
    const study = await planned(language);
    const it = await visit(browser, desk, { name: "huda", language, width: 1280 });
    await it.go("/coding");
    await leads(it.page, () => it.page.click(`form[action="${study}/next"] button`));
    const entry = it.page.locator("[data-entry]").first();
    const pane = it.page.locator("[data-pane]").first();
    await entry.locator("input[type=radio]").first().check();
    await entry.locator("select[name^='p.']").selectOption({ index: 1 });
    await entry.locator("[data-mark]").click();
    assert.ok((await entry.locator("[data-mark] + .aside").innerText()).length > 10, "it must be uncovered first");
    await pane.locator("[data-uncover] button").click();
    await pane.and(it.page.locator(".bare")).waitFor();
    await pane.locator("img").evaluate((image) => image.decode());
    await entry.locator("[data-mark]").click();
    // The picture lies whole in the middle of its pane: its left upper quarter is drawn over.
    const place = await pane.locator("img").evaluate((image) => {
      const box = image.getBoundingClientRect();
      const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
      const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
      return { left: box.left + (box.width - width) / 2, top: box.top + (box.height - height) / 2, width, height };
    });
    await it.page.mouse.move(place.left + place.width * 0.1, place.top + place.height * 0.2);
    await it.page.mouse.down();
    await it.page.mouse.move(place.left + place.width * 0.5, place.top + place.height * 0.6, { steps: 4 });
    await it.page.mouse.up();
    const told = (await entry.locator("[data-place-of]").inputValue()).split(" ").map(Number);
    for (const [n, share] of [10, 20, 40, 40].entries()) assert.ok(Math.abs(told[n] - share) < 1.5, `${told}`);
    assert.equal(await pane.locator(".outlines .own").count(), 1);
    await entry.locator("[data-place-of]").fill("5 5 20 20");
    assert.equal(await pane.locator(".outlines .own").getAttribute("width"), "20%");
    await pane.locator("[data-cover]").click();
    assert.ok(await pane.locator(".outlines").isHidden(), "over a covered picture nothing is outlined");
    assert.deepEqual(await violations(it.page), []);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

test("answers are kept as they are given, stay where they are refused, and fit a narrow screen", { skip }, async () => {
  const study = await planned("en");
  const it = await visit(browser, desk, { name: "huda", width: 390, height: 780 });
  await it.go("/coding");
  await leads(it.page, () => it.page.click(`form[action="${study}/next"] button`));
  await it.page.check("[data-entry]:first-of-type input[type=radio] >> nth=1");
  await it.page.waitForFunction(() => document.querySelector("[data-kept]")?.textContent === document.querySelector("[data-kept]")?.dataset.kept);
  await it.page.reload();
  assert.ok(await it.page.isChecked("[data-entry]:first-of-type input[type=radio] >> nth=1"), "what was typed is kept");
  const limbs = it.page.locator("[data-entry=limb-wasting]");
  await limbs.locator("input[value=present]").check();
  await limbs.locator(".regions-told summary").click();
  await limbs.locator("[data-view=back] [data-region=thigh][data-side=left]").click();
  assert.deepEqual(await limbs.locator("select[name$='.thigh']").evaluateAll((all) => all.map((one) => one.value)), ["present", "left"]);
  assert.equal(await limbs.locator(".body-map [data-region=chest].not-asked").count(), 1);
  await leads(it.page, () => it.page.click("form[data-codebook] button.main"));
  assert.match(await it.page.innerText("#wrong"), /Not answered yet|Say in which photograph/);
  assert.ok(await it.page.isChecked("[data-entry]:first-of-type input[type=radio] >> nth=1"), "what was chosen stands");
  assert.ok(await it.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  assert.deepEqual(await violations(it.page), []);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});
