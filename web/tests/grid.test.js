// The grid in a real browser: scrolling, keys, filters, covering and uncovering, the address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, startBrowser, startDesk, visit, viewsCounted } from "./desk.js";

const COUNT = 55_000;
let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8771, COUNT);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

const settled = (page) => page.waitForFunction(() => {
  const seen = [...document.querySelectorAll("#grid [role=gridcell]:not([hidden])")].filter((cell) => {
    const box = cell.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && !cell.parentElement.classList.contains("gone");
  });
  return seen.length > 3 && seen.every((cell) => cell.querySelector("a.cell"));
});
const place = (page) => page.evaluate(() => Number(document.activeElement?.dataset.place ?? 0));

test("the whole archive scrolls in one page, of which little is there at once", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs");
  await settled(it.page);
  const rows = Number(await it.page.getAttribute("#grid", "aria-rowcount"));
  const columns = Number(await it.page.getAttribute("#grid", "aria-colcount"));
  assert.equal(Math.ceil(COUNT / columns), rows);
  for (const share of [0.1, 0.5, 0.73, 1]) {
    await it.page.evaluate((part) => scrollTo(0, document.body.scrollHeight * part), share);
    await settled(it.page);
    const places = await it.page.$$eval("#grid a.cell", (cells) => cells.map((cell) => Number(cell.dataset.place)));
    assert.ok(places.length < 200, `${places.length} cells in the document`);
    assert.equal(new Set(places).size, places.length, "no cell twice");
  }
  assert.equal(await it.page.locator(`#grid a.cell[data-place="${COUNT}"]`).count(), 1, "the last one is there");
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("scrolling stays smooth", { skip }, async (t) => {
  const it = await visit(browser, desk);
  await it.go("/photographs");
  await settled(it.page);
  const frames = await it.page.evaluate(() => new Promise((done) => {
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      scrollBy(0, 60);
      if (times.length < 180) requestAnimationFrame(step);
      else done(times.slice(5).sort((a, b) => a - b));
    };
    requestAnimationFrame(step);
  }));
  t.diagnostic(`frame time: median ${frames[87].toFixed(1)} ms, 95 % ${frames[166].toFixed(1)} ms, worst ${frames.at(-1).toFixed(1)} ms`);
  await settled(it.page);
  assert.ok(await it.page.evaluate(() => scrollY) > 8_000, "it moved all the way");
  await it.context.close();
});

test("keys reach every photograph", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs");
  await settled(it.page);
  await it.page.focus("#grid a.cell[tabindex='0']");
  const columns = Number(await it.page.getAttribute("#grid", "aria-colcount"));
  const press = async (key, expected) => {
    await it.page.keyboard.press(key);
    await it.page.waitForFunction((at) => document.activeElement?.dataset.place === String(at), expected);
  };
  await press("ArrowRight", 2);
  await press("ArrowDown", 2 + columns);
  await press("ArrowLeft", 1 + columns);
  await press("ArrowUp", 1);
  await press("End", COUNT);
  await press("Home", 1);
  await it.page.keyboard.press("PageDown");
  await it.page.waitForFunction((least) => Number(document.activeElement?.dataset.place) > least, columns);
  const box = await it.page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(box, "the focused cell is in sight");
  assert.equal(await it.page.locator("#grid a.cell[tabindex='0']").count(), 1, "one cell for Tab");
  const at = await place(it.page);
  await it.page.keyboard.press("Enter");
  await it.page.waitForURL(/photographs\/[0-9a-f]{64}/);
  await it.page.keyboard.press("Escape");
  await it.page.waitForURL(/photographs(\?|#|$)/);
  await settled(it.page);
  assert.equal(await it.page.locator(`#grid a.cell[data-place="${at}"]`).count(), 1, "back where it was left");
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("in Arabic the left arrow goes forward", { skip }, async () => {
  const it = await visit(browser, desk, { language: "ar" });
  await it.go("/photographs");
  await settled(it.page);
  assert.equal(await it.page.evaluate(() => document.documentElement.dir), "rtl");
  const [first, second] = await it.page.$$eval("#grid a.cell", (cells) => cells.slice(0, 2).map((cell) => cell.getBoundingClientRect().left));
  assert.ok(first > second, "the first photograph stands at the right");
  await it.page.focus("#grid a.cell[tabindex='0']");
  await it.page.keyboard.press("ArrowLeft");
  await it.page.waitForFunction(() => document.activeElement?.dataset.place === "2");
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("everything is covered; U and holding uncover one, and each is recorded", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs");
  await settled(it.page);
  assert.equal(await viewsCounted(it), 0);
  assert.equal(await it.page.locator("#grid .cell.bare").count(), 0);
  await it.page.focus("#grid a.cell[tabindex='0']");
  await it.page.keyboard.press("u");
  await it.page.waitForSelector('#grid .cell.bare[data-place="1"]');
  assert.ok((await it.page.getAttribute('#grid [data-place="1"] img', "src")).startsWith("blob:"));
  const third = it.page.locator('#grid a.cell[data-place="3"]');
  await third.hover();
  await it.page.mouse.down();
  await it.page.waitForSelector('#grid .cell.bare[data-place="3"]');
  await it.page.mouse.up();
  assert.match(it.page.url(), /\/photographs$/, "holding does not open it");
  assert.equal(await viewsCounted(it), 2);
  await it.page.keyboard.press("c");
  assert.equal(await it.page.locator("#grid .cell.bare").count(), 0, "C covers again");
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("a session uncovers what is in sight, says so, records it and ends", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs?condition=ready");
  await it.page.click("text=Uncover for a while");
  await it.page.check("[name=minutes][value='15']");
  await it.page.click("button.main");
  await it.page.waitForURL(/photographs\?condition=ready/);
  assert.match(await it.page.innerText(".banner"), /15 min/);
  const before = await viewsCounted(it);
  await it.page.waitForFunction(() => document.querySelectorAll("#grid .cell.bare").length > 12);
  await it.page.waitForTimeout(600);
  const bare = await it.page.locator("#grid .cell.bare").count();
  const all = await it.page.locator("#grid a.cell").count();
  assert.ok(bare < all, "only those in sight");
  assert.ok((await viewsCounted(it)) > before);
  await it.page.click(".banner button");
  await it.page.waitForSelector(".banner", { state: "detached" });
  await settled(it.page);
  assert.equal(await it.page.locator("#grid .cell.bare").count(), 0);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("when a pause is due everything is covered, the page says so, and asks no more by itself", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs?condition=ready");
  await settled(it.page);
  await it.page.focus("#grid a.cell[tabindex='0']");
  await it.page.keyboard.press("u");
  await it.page.waitForSelector("#grid .cell.bare");
  let asked = 0;
  await it.page.route("**/uncovered", (route) => {
    asked++;
    return route.fulfill({ status: 429, headers: { "retry-after": "600" }, contentType: "text/html", body: '<p id="error-text">A pause is due.</p>' });
  });
  await it.page.keyboard.press("ArrowRight");
  await it.page.keyboard.press("u");
  await it.page.getByRole("alert").filter({ hasText: "A pause is due." }).waitFor();
  assert.equal(await it.page.locator("#grid .cell.bare").count(), 0);
  await it.page.unroute("**/uncovered");
  await it.page.keyboard.press("u");
  await it.page.waitForSelector("#grid .cell.bare");
  assert.equal(await it.page.locator("#resting").count(), 0, "the words go when it is over");
  assert.equal(asked, 1);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("in a session a refusal is told once and ends the asking", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.page.route("**/uncovered", (route) =>
    route.fulfill({ status: 429, headers: { "retry-after": "600" }, contentType: "text/html", body: '<p id="error-text">Enough for today.</p>' }),
  );
  let asked = 0;
  it.page.on("request", (request) => (asked += Number(request.url().endsWith("/uncovered"))));
  await it.go("/uncover?to=/photographs?condition=ready");
  await it.page.click("button.main");
  await it.page.waitForURL(/photographs\?condition=ready/);
  await it.page.getByRole("alert").filter({ hasText: "Enough for today." }).waitFor();
  await it.page.evaluate(() => scrollBy(0, 3_000));
  await settled(it.page);
  await it.page.waitForTimeout(600);
  assert.ok(asked <= 4, `${asked} pictures asked for`);
  await it.page.click(".banner button");
  await it.page.waitForSelector(".banner", { state: "detached" });
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("filters and search stand in the address", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/photographs");
  await it.page.click(".values a:has-text('unreadable')");
  await it.page.waitForURL(/condition=unreadable/);
  await settled(it.page);
  assert.equal(await it.page.locator("#grid a.cell:not(.is-unreadable)").count(), 0);
  assert.ok(await it.page.locator("#grid a.cell .flag-unreadable", { hasText: "unreadable" }).count() > 3, "words, not only colour");
  await it.page.keyboard.press("/");
  await it.page.keyboard.type("شرطة");
  await it.page.keyboard.press("Enter");
  await it.page.waitForURL(/search=/);
  assert.match(it.page.url(), /condition=unreadable/);
  await it.page.goBack();
  await it.page.waitForURL((url) => !url.search.includes("search="));
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("a reader uncovers nothing, by no key", { skip }, async () => {
  const it = await visit(browser, desk, { name: "nadim" });
  await it.go("/photographs");
  await settled(it.page);
  await it.page.focus("#grid a.cell[tabindex='0']");
  await it.page.keyboard.press("u");
  await it.page.waitForTimeout(300);
  assert.equal(await it.page.locator("#grid .cell.bare").count(), 0);
  assert.equal(await it.page.locator("text=Uncover for a while").count(), 0);
  await it.context.close();
});

test("without scripts the grid is a plain paged list", { skip }, async () => {
  const it = await visit(browser, desk, { javaScriptEnabled: false });
  await it.go("/photographs");
  assert.equal(await it.page.locator("#grid > a.cell").count(), 120);
  const next = await it.page.getAttribute(".pager a[rel=next]", "href");
  await it.page.click(".pager a[rel=next]");
  await it.page.waitForURL(new URL(next, it.page.url()).href);
  assert.equal(await it.page.locator('#grid > a.cell[data-place="121"]').count(), 1);
  await it.context.close();
});
