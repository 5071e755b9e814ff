// Every page in a real browser: accessible by axe's rules in both languages and colours, fitting a narrow screen,
// asking nothing of anybody outside; the photograph's page with its zoom and its proof.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browserPath, startBrowser, startDesk, viewsCounted, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";

before(async () => {
  if (skip) return;
  desk = await startDesk(8772, 3_000, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** The page of the photograph at a place, asked of the server, since a narrow grid does not have it in sight. */
async function photograph(it, place) {
  const answer = await it.context.request.get(`${desk.origin}/photographs/cells?offset=0`);
  const digests = [...(await answer.text()).matchAll(/data-digest="([0-9a-f]{64})"/g)].map((found) => found[1]);
  return `/photographs/${digests[place - 1]}`;
}

/** The page of a photograph that cannot be read as a picture. */
async function unreadable(it) {
  const answer = await it.context.request.get(`${desk.origin}/photographs?condition=unreadable`);
  return `/photographs/${(await answer.text()).match(/data-digest="([0-9a-f]{64})"/)[1]}`;
}

async function addresses(it) {
  const none = await unreadable(it);
  return [
    "/", "/accessions", "/accessions/20261120-081403-4f2a", "/accessions/20261123-101500-b7e0", "/found",
    "/photographs", "/photographs?condition=damaged", await photograph(it, 1), await photograph(it, 41),
    none, `${none}/cover`, "/keying", "/keying/markings?state=untouched", "/keying/markings", "/people", "/people?work=unusual", "/people/candidates", "/people/groups", "/people/lists", "/work", "/places", "/places/branch-215", "/places/new?number=999", "/coding", "/coding/s00000000/results", "/coding/s00000000/results?entry=clothing&hide=small", "/coding/s00000000/results/bruise?answer=present", "/samples", "/samples/n00000000?again=yes", "/findings", "/rechecks", "/counts", "/counts/people-all?by=category", "/counts/steps/put-to-nobody", "/counts/units/people", "/counts/people-all?verdict=missing", "/report", "/missing", "/missing/new", "/missing/duplicates", "/missing/form?in=ar", "/missing/duplicates?state=done", "/searches", "/faces", "/claims", "/claims?waits=conflicts", "/viewings", "/letters", "/letters/l00000000", "/letters/l00000000/report", "/letters/l00000003", "/publications", "/activity", "/uncover", "/account", "/help", "/nothing-here",
  ];
}

async function check(it, address) {
  await it.go(address);
  await it.page.waitForLoadState("networkidle");
  return (await violations(it.page)).map((found) => `${address} ${found}`);
}

for (const language of ["en", "ar"]) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing: ${language}, ${theme}`, { skip }, async () => {
      const it = await visit(browser, desk, { language, theme });
      const found = [];
      for (const address of await addresses(it)) found.push(...(await check(it, address)));
      assert.deepEqual(found, []);
      assert.deepEqual(it.faults, []);
      await it.context.close();
      const outside = await visit(browser, desk, { name: "", language, theme });
      assert.deepEqual(await check(outside, "/sign-in"), []);
      await outside.context.close();
    });
  }
  test(`nothing is wider than a screen of 360 pixels: ${language}`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 360, height: 740 });
    for (const address of await addresses(it)) {
      await it.go(address);
      const [wide, screen] = await it.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= screen, `${address}: ${wide} > ${screen}`);
    }
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

test("a photograph is covered, uncovered, enlarged and covered again, and each view is recorded", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go(await photograph(it, 101));
  assert.match(await it.page.getAttribute("#view img", "src"), /\/cover$/);
  await it.page.keyboard.press("u");
  await it.page.waitForSelector("#view.bare");
  await it.page.keyboard.press("z");
  await it.page.waitForSelector("#view .deep canvas");
  await it.page.waitForFunction(() => {
    const canvas = document.querySelector("#view .deep canvas");
    const { data } = canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
    return data[3] === 255;
  });
  await it.page.keyboard.press("+");
  assert.equal(await viewsCounted(it), 2);
  await it.page.keyboard.press("c");
  await it.page.waitForSelector("#view:not(.bare)");
  assert.equal(await it.page.locator("#view .deep").count(), 0);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("the proof is checked in place", { skip }, async () => {
  const it = await visit(browser, desk);
  const address = await photograph(it, 101);
  await it.go(address);
  await it.page.click("[data-check] button");
  await it.page.waitForSelector("#proof-result .proof.yes");
  assert.match(await it.page.innerText("#proof-result"), /The proof holds/);
  assert.equal(new URL(it.page.url()).pathname, address);
  const [download] = await Promise.all([it.page.waitForEvent("download"), it.page.click("text=Take the proof as a file")]);
  assert.match(download.suggestedFilename(), /^proof-[0-9a-f]{12}\.json$/);
  await it.context.close();
});

test("without scripts a photograph can still be uncovered and its proof checked", { skip }, async () => {
  const it = await visit(browser, desk, { javaScriptEnabled: false });
  await it.go("/photographs?condition=ready");
  await it.page.locator("#grid a.cell").nth(30).click();
  await it.page.click("[data-check] button");
  assert.match(await it.page.innerText("#proof-result"), /The proof holds/);
  const [answer] = await Promise.all([
    it.page.waitForResponse((response) => response.url().endsWith("/uncovered")),
    it.page.click("[data-uncover] button"),
  ]);
  assert.equal(answer.headers()["content-type"], "image/jpeg");
  await it.context.close();
});

test("keys go from photograph to photograph", { skip }, async () => {
  const it = await visit(browser, desk);
  const [first, second] = [await photograph(it, 61), await photograph(it, 62)];
  await it.go(first);
  await it.page.keyboard.press("j");
  await it.page.waitForURL(desk.origin + second);
  await it.page.keyboard.press("k");
  await it.page.waitForURL(desk.origin + first);
  await it.context.close();
});

test("on a narrow screen a row of a table is a paragraph whose cells do not lie on one another", { skip }, async () => {
  for (const language of ["en", "ar"]) {
    const it = await visit(browser, desk, { language, width: 390, height: 844 });
    for (const address of ["/found", "/activity", "/accessions", "/accessions/20261120-081403-4f2a"]) {
      await it.go(address);
      const rows = await it.page.locator("table.stack tbody tr").evaluateAll((rows) =>
        rows.slice(0, 5).map((row) => [...row.children].filter((cell) => cell.offsetWidth).map((cell) => cell.getBoundingClientRect().toJSON())),
      );
      assert.ok(rows.length > 0, address);
      for (const cells of rows) {
        assert.ok(Math.max(...cells.map((cell) => cell.width)) > 250, `${address}: the chief cell is narrow`);
        for (const [at, one] of cells.entries()) {
          for (const other of cells.slice(at + 1)) {
            const apart = one.right <= other.left + 0.5 || other.right <= one.left + 0.5 || one.bottom <= other.top + 0.5 || other.bottom <= one.top + 0.5;
            assert.ok(apart, `${language} ${address}: two cells lie on one another`);
          }
        }
      }
    }
    await it.context.close();
  }
});

test("why there is no picture is said where it is seen", { skip }, async () => {
  const it = await visit(browser, desk);
  const address = await photograph(it, 41);
  await it.page.route("**/uncovered", (route) =>
    route.fulfill({ status: 422, contentType: "text/html", body: '<p id="error-text">Its bytes are kept and sealed.</p>' }),
  );
  await it.go(address);
  await it.page.keyboard.press("u");
  await it.page.getByRole("alert").filter({ hasText: "Its bytes are kept and sealed." }).waitFor();
  await it.page.unroute("**/uncovered");
  await it.page.keyboard.press("u");
  await it.page.locator(".view.bare").waitFor();
  assert.ok(await it.page.locator("#trouble").isHidden());
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("the running intake moves", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/");
  const before = await it.page.innerText("#running");
  await it.page.waitForFunction((text) => document.getElementById("running").innerText !== text, before, { timeout: 8000 });
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

test("the report prints on A4 without the screen's furniture", { skip }, async () => {
  const it = await visit(browser, desk);
  await it.go("/accessions/20261120-081403-4f2a");
  await it.page.emulateMedia({ media: "print" });
  for (const hidden of [".top", ".foot", ".actions"]) assert.ok(await it.page.locator(hidden).first().isHidden(), hidden);
  assert.ok(await it.page.locator(".signature").isVisible());
  assert.equal(await it.page.locator("table.stack tr").first().evaluate((row) => getComputedStyle(row).display), "table-row");
  const pdf = await it.page.pdf({ preferCSSPageSize: true });
  assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/, "A4");
  await it.context.close();
});
