// Findings and rechecks in a real browser: a key is named, a finding written, read, signed on a machine of one's own and at the desk,
// superseded and taken away; what a machine had a part in is looked at once more. English and Arabic.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browserPath, enter, leads, narrow, startBrowser, startDesk, tabTo, violations, visit } from "./desk.js";

let desk;
let browser;
const skip = browserPath ? false : "SKIPPED: no Chromium found (set CHROMIUM)";
const STUDY = "s00000000";

before(async () => {
  if (skip) return;
  desk = await startDesk(8779, 400, "study");
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  desk?.stop();
});

/** A key of signed notes (C2SP signed-note), made here and not by the program under test. */
function key(name) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const id = createHash("sha256").update(Buffer.concat([Buffer.from(`${name}\n`), typed])).digest().subarray(0, 4);
  const line = (text) => `— ${name} ${Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString("base64")}\n`;
  return { publicText: `${name}+${id.toString("hex")}+${typed.toString("base64")}`, note: (text) => `${text}\n${line(text)}` };
}

/** People of whom everything is settled, as whoever plans sees them. */
async function settled() {
  const it = await visit(browser, desk, {});
  await it.go(`/coding/${STUDY}`);
  const all = await it.page.locator(".persons li").evaluateAll((rows) => rows.map((row) => row.innerText));
  await it.context.close();
  const agreed = all.filter((row) => /agree|decided/i.test(row)).map((row) => row.match(/ic\d+/)[0]);
  assert.ok(agreed.length > 3);
  return agreed;
}

async function write(it, people, language) {
  const { page } = it;
  await tabTo(page, "[name=people]");
  await page.keyboard.type(people.slice(0, 2).join("\n"));
  await tabTo(page, "[name=statement]");
  await page.keyboard.type(language === "ar" ? "الأضلاع بارزة.\nلا دهن يُرى." : "Ribs stand out.\nNo fat is to be seen.");
  await tabTo(page, "[name=level-0]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "[name=alleged-0]");
  await page.keyboard.type("starvation");
  await tabTo(page, "[name=limits]");
  await page.keyboard.type("From photographs alone.");
  await tabTo(page, "[name=expert]");
  await page.keyboard.type("A forensic pathologist");
  await tabTo(page, "[name=qualifications]");
  await page.keyboard.type("Twenty years");
  await tabTo(page, "form.plan button.main");
  await enter(page);
}

for (const language of ["en", "ar"]) {
  test(`a finding is written, read, signed elsewhere, superseded and taken away (${language})`, { skip }, async () => {
    const people = await settled();
    const hers = key(`dr.huda.${language}`);
    const it = await visit(browser, desk, { name: "huda", language, width: 1280 });
    const { page } = it;
    await it.go("/findings");
    assert.deepEqual(await violations(page), []);
    await tabTo(page, "form[action='/findings/key'] [name=key]");
    await page.keyboard.type(hers.publicText);
    await enter(page);
    assert.ok((await page.innerText("#key ~ p code")).includes(hers.publicText));
    await tabTo(page, `a[href="/findings/new?study=${STUDY}"]`);
    await enter(page);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await write(it, people, language);
    const text = await page.evaluate(() => document.querySelector("pre.signed").textContent);
    assert.match(text, /^Amana finding, format 1\n/);
    assert.deepEqual(await violations(page), []);
    await narrow(page);

    const brought = async (note) => {
      await page.setInputFiles("[name=note]", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from(note) });
      await leads(page, () => page.click("form:has([name=note]) button"));
    };
    await brought(key("somebody").note(text));
    assert.equal(await page.locator("#wrong").count(), 1, "another's signature is refused, and the text is still there");
    await brought(hers.note(text));
    const first = new URL(page.url()).pathname;
    assert.match(first, /^\/findings\/f\d+\/1$/);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    const [taken] = await Promise.all([page.waitForEvent("download"), page.click(`form[action="${first}/note"] button:not([formaction])`)]);
    assert.equal(readFileSync(await taken.path(), "utf8"), hers.note(text), "what is handed out is what was signed");
    const [printed] = await Promise.all([page.waitForEvent("download"), page.click(`form[action="${first}/note"] button[formaction$="/pdf"]`)]);
    assert.equal(readFileSync(await printed.path()).subarray(0, 5).toString(), "%PDF-");

    await tabTo(page, "a.button[href^='/findings/new?follows=']");
    await enter(page);
    await page.fill("[name=limits]", "Less is known.");
    await tabTo(page, "form.plan button.main");
    await enter(page);
    const next = await page.evaluate(() => document.querySelector("pre.signed").textContent);
    await brought(hers.note(next));
    assert.match(new URL(page.url()).pathname, /\/2$/);
    await it.go(first);
    assert.equal(await page.locator(".lead strong").count(), 1, "the first says that it is superseded");
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });

  test(`what a machine had a part in is looked at once more (${language})`, { skip }, async () => {
    const it = await visit(browser, desk, { language, width: 1280 });
    const { page } = it;
    await it.go("/rechecks");
    await page.selectOption("[name=of]", "groups");
    await page.fill("[name=size]", "2");
    await tabTo(page, "form.plan button");
    await enter(page);
    assert.deepEqual(await violations(page), []);
    await narrow(page);
    await tabTo(page, "form[action$='/next'] button");
    await enter(page);
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.locator(".strip li").count()) > 0);
    await tabTo(page, "[name=verdict][value=wrong]");
    await enter(page);
    await tabTo(page, "[name=verdict][value=right]");
    await enter(page);
    assert.equal(new URL(page.url()).pathname, "/rechecks", "all of it is told");
    assert.match(await page.innerText("tbody tr"), /50|٥٠/);
    assert.deepEqual(it.faults, []);
    await it.context.close();
  });
}

test("a finding is signed at the desk with a key that the program made", { skip }, async () => {
  const people = await settled();
  const it = await visit(browser, desk, { name: "huda", width: 1280 });
  await it.go("/findings");
  await it.page.fill("form[action='/findings/key'] [name=key]", readFileSync(new URL("expert.pub", import.meta.url), "utf8").trim());
  await leads(it.page, () => it.page.click("form[action='/findings/key'] button"));
  await it.go(`/findings/new?study=${STUDY}`);
  await write(it, people, "en");
  const sign = async (passphrase) => {
    await it.page.setInputFiles("[name=key]", new URL("expert.key", import.meta.url).pathname);
    await it.page.fill("[name=passphrase]", passphrase);
    await leads(it.page, () => it.page.click("form:has([name=passphrase]) button"));
  };
  await sign("a wrong passphrase here");
  assert.equal(await it.page.locator("#wrong").count(), 1);
  await sign("a passphrase for tests only");
  assert.match(new URL(it.page.url()).pathname, /^\/findings\/f\d+\/1$/);
  assert.deepEqual(it.faults, []);
  await it.context.close();
});
