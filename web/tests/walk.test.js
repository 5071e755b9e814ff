// One walk through the real programs, on a real archive: a family finds a face on a phone and writes, the team takes the letter in, holds a
// viewing, opens a claim, two reviewers decide, and the face is taken down at the family's wish.
//
// `AMANA_BIN` names the folder of amana, amana-simulate, amana-verify and xtask (after `cargo build --workspace --bins`: target/debug);
// `WALK_SHOTS` a folder in which a picture of each page is kept.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browserPath, leads, open, press, startBrowser, tabTo, type, violations, visit } from "./desk.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const models = process.env.AMANA_MODELS ?? join(root, "models");
const bin = process.env.AMANA_BIN;
const PROGRAMS = ["amana", "amana-simulate", "amana-verify", "xtask"];
const program = (name) => resolve(root, bin, name);
const skip = why();
const PASSWORD = "a sample password";
const STAFF = { samar: "custodian", widad: "family-worker", salma: "reviewer", hasan: "reviewer", omar: "publisher" };
const PHONE = { width: 390, height: 844 };

let folder;
let browser;
let portal;
let desk;
let begun;

/** Why nothing can be walked here, or false. */
function why() {
  if (!browserPath) return "SKIPPED: no Chromium found (set CHROMIUM)";
  if (!bin) return "SKIPPED: AMANA_BIN names no folder with the programs (cargo build --workspace --bins; AMANA_BIN=target/debug)";
  const missing = PROGRAMS.filter((name) => !existsSync(program(name)));
  if (missing.length) return `SKIPPED: ${missing.join(", ")} not in ${bin}`;
  if (!existsSync(join(models, "yunet_2023mar_fp32.onnx"))) return "SKIPPED: no models for faces (cargo xtask models): nobody could be shown";
  return false;
}

const at = (...path) => join(folder, ...path);
const environment = () => ({ ...process.env, AMANA_PASSPHRASE_FILE: at("p"), AMANA_STATE_DIR: at("state"), AMANA_AGENT: "walker" });

/** Runs a program to its end, and gives what it says. */
function run(name, ...args) {
  return execFileSync(program(name), args, { encoding: "utf8", env: environment(), stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

const amana = (...args) => run("amana", ...args);
const table = (name) => JSON.parse(amana("table", name, at("A.amana"), "--format", "json"));

/** Act → how many events of the log. */
function counted() {
  const counts = {};
  for (const { act } of table("events")) counts[act] = (counts[act] ?? 0) + 1;
  return counts;
}

/** Starts what listens, and gives its address once it is told. */
async function started(...args) {
  const child = spawn(program("amana"), [...args, "--listen", "127.0.0.1:0"], { env: environment(), stdio: ["ignore", "ignore", "pipe"] });
  const origin = await new Promise((ready, failed) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/[0-9.:]+/);
      if (found) ready(found[0]);
    });
    child.once("exit", (code) => failed(new Error(`amana ${args[0]} ended with ${code}: ${said}`)));
  });
  return { origin, stop: () => new Promise((gone) => child.once("exit", gone) && child.kill()) };
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "walk-"));
  writeFileSync(at("p"), "a passphrase for the walk only\n");
  writeFileSync(at("password"), `${PASSWORD}\n`);
  run("xtask", "leak", "--photographs", "90", "--seed", "7", "--out", at("leak"));
  amana("init", at("A.amana"), "--work-factor", "10");
  amana("intake", at("A.amana"), at("leak"), "--medium", "synthetic leak, not a real medium");
  amana("analyse", at("A.amana"), "--models", models);
  run("amana-simulate", at("A.amana"), "--passphrase-file", at("p"), "--truth", at("leak.truth.json"));
  for (const [name, role] of Object.entries(STAFF)) amana("account", "add", name, "--archive", at("A.amana"), "--role", role, "--password-file", at("password"));
  amana("portal-kit", at("A.amana"), "-o", at("portal"));
  amana("publish", at("A.amana"), "-o", at("portal", "site"));
  portal = await started("portal", at("portal", "site"), "--delay", "1");
  desk = await started("serve", at("A.amana"), "--models", models);
  browser = await startBrowser();
  begun = counted();
});
after(async () => {
  await browser?.close();
  for (const one of [portal, desk]) await one?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Keeps a picture of a page, where that is asked for. */
async function shot(page, name) {
  if (!process.env.WALK_SHOTS) return;
  mkdirSync(process.env.WALK_SHOTS, { recursive: true });
  await page.screenshot({ path: join(process.env.WALK_SHOTS, `${name}.png`), fullPage: true });
}

const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${page.url()} is wider than the screen`);
const plain = (face) => face.toLowerCase().replace("-", "");
const digits = (text) => text.replace(/\D/g, "");

/** A phone of a family's own; whatever leaves the portal is a fault. */
async function phone({ script, language }) {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: script, locale: language, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(portal.origin)) faults.push(`outside request: ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  return { page, context, faults, tap: (selector) => leads(page, () => page.locator(selector).first().tap()) };
}

/** Through the door, past the warning, to a face of one month; uncovered there. Gives its public number. */
async function finds(it, { language, name }) {
  const { page } = it;
  await page.goto(`${portal.origin}/`);
  await shot(page, `${name}-01-door`);
  await it.tap(`a[hreflang=${language}]`);
  assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
  assert.ok(await page.locator("#warning + p").innerText());
  await shot(page, `${name}-02-gallery`);
  await fits(page);
  await it.tap("a[href^=month-]");
  assert.equal(await page.locator("img:visible").count(), 0, "covered");
  await page.locator(".faces summary").first().tap();
  await page.locator(".faces img:visible").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".faces details[open] img").naturalWidth > 0);
  assert.equal(await page.locator("img:visible").count(), 1, "what was tapped, and nothing else");
  await shot(page, `${name}-03-month`);
  await it.tap(".faces li > a");
  await fits(page);
  await shot(page, `${name}-04-face`);
  return page.locator("h1 .id").innerText();
}

/** Fills a letter and sends it until it is taken, as the page asks whoever has no scripts to do. Gives its number. */
async function writes(it, fields, name) {
  const { page } = it;
  for (const [field, text] of Object.entries(fields)) await page.fill(`[name=${field}]`, text);
  await shot(page, `${name}-letter`);
  await fits(page);
  do {
    await it.tap(".send button");
    if (await page.locator("#wrong").count()) assert.equal(await page.inputValue("[name=text]"), fields.text, "nothing typed is lost");
  } while (!(await page.locator(".code").count()));
  await shot(page, `${name}-taken`);
  return digits(await page.locator(".code").innerText());
}

/** Asks for the answer to a letter, as long as the page says to wait. */
async function reads(it, number, name) {
  const { page } = it;
  await it.tap("header nav a[href$='/answer']");
  do {
    await page.fill("[name=code]", number);
    await it.tap(".send button");
  } while (await page.locator("#wrong").count());
  await shot(page, `${name}-answer`);
  await fits(page);
  return page.locator(".answer").innerText();
}

/** Somebody of the team at the desk. */
async function member(name, { language, width }) {
  const it = await visit(browser, desk, { name, language, width, height: 844 });
  let count = 0;
  const seen = async (what) => {
    await fits(it.page);
    await shot(it.page, `${language}-${name}-${String(++count).padStart(2, "0")}-${what}`);
    assert.deepEqual(await violations(it.page), [], what);
  };
  return { ...it, seen };
}

/** What must be in the log, once a round at least. */
const ACTS = [
  ...["letter-received", "letter-moved", "letter-reported", "letter-answered", "answer-handed-out"],
  ...["missing-reported", "contact-sealed", "consent-given", "person-searched"],
  ...["viewing-begun", "viewing-planned", "viewing-shown", "viewing-turned", "viewing-answered"],
  ...["claim-opened", "evidence-added", "level-proposed", "level-answered", "family-told"],
  ...["publication-objected", "publication-taken-down", "gallery-published", "signed-in"],
];

const ROUNDS = [
  { language: "en", width: 1280, family: { language: "ar", script: false, name: "ar-family" } },
  { language: "ar", width: 390, family: { language: "en", script: true, name: "en-family" } },
];

test("whom families can turn to is said once", { skip }, async () => {
  const it = await member("samar", { language: "en", width: 1280 });
  await it.go("/viewings");
  await it.seen("viewings");
  await open(it.page, "#contacts");
  await type(it.page, "[name=contacts]", "An invented counsellor");
  await press(it.page, "#contacts button");
  assert.deepEqual(it.faults, []);
  await it.context.close();
});

for (const { language, width, family } of ROUNDS) {
  test(`from a phone to the desk and back (family ${family.language}, team ${language}, ${width})`, { skip, timeout: 300_000 }, async () => {
    const at_home = await phone(family);
    const face = await finds(at_home, family);
    await at_home.tap("#recognise ~ p a");
    assert.equal(await at_home.page.inputValue("[name=face]"), face);
    const first = await writes(at_home, { text: "أخي، من الندبة فوق حاجبه", contact_name: "أخت مخترعة", contact_reach: "000" }, `${family.name}-05`);
    const inbox = () => JSON.parse(amana("inbox", at("A.amana"), at("portal", "letters"), "--answers", at("portal", "answers"), "--json"));
    assert.deepEqual(inbox().letters.counts, { taken: 1 });

    const widad = await member("widad", { language, width });
    const { page } = widad;
    await widad.seen("first");
    await press(page, "nav.rooms a[href='/missing']");
    await press(page, "nav.annex a[href='/letters']");
    await widad.seen("letters");
    await press(page, ".letters li a");
    await widad.seen("letter");
    assert.equal(await page.locator("#face").innerText(), face);
    const individual = (await page.getAttribute("dd a[href^='/people/']", "href")).split("/").pop();
    await press(page, "button[value=in-work]");
    const letter = new URL(page.url()).pathname;
    await press(page, "main a[href$='/report']");
    await widad.seen("report");
    await type(page, "[name=name_arabic]", "فلان المخترع");
    await tabTo(page, "[name=consent][value=search]");
    await page.keyboard.press("Space");
    await press(page, "form.families button.main");
    const report = new URL(page.url()).pathname;
    assert.match(report, /^\/missing\/m/);
    await widad.seen("missing");
    await type(page, "#search ~ form [name=purpose]", "to find whom the letter tells of");
    await press(page, "#search ~ form button");
    await widad.seen("searched");
    const other = table("publications").find((row) => row.standing === "public" && row.individual !== individual);
    await page.check(`[name=people][value=${individual}]`);
    await page.check(`[name=people][value=${other.individual}]`);

    // A viewing: described first; a face of somebody else, a pause, the face they wrote about.
    await press(page, "main form[action='/viewings/new'] button");
    await widad.seen("describe");
    await tabTo(page, "select[name=language]");
    await page.keyboard.press("Home");
    if (family.language === "ar") await page.keyboard.press("ArrowDown");
    await type(page, "[name=description]", "an invented scar above the brow");
    await press(page, "button.main");
    await widad.seen("plan");
    await press(page, "#plan button");
    const planned = await page.locator("ol.reports a.short").allInnerTexts();
    assert.deepEqual([...planned].sort(), [individual, other.individual].sort());
    await widad.seen("viewing");
    const viewing = new URL(page.url()).pathname;
    await press(page, "#hand");
    assert.equal(await page.getAttribute("html", "dir"), family.language === "ar" ? "rtl" : "ltr");
    await widad.seen("family-ready");
    const shown = () => page.locator(".before img").evaluateAll((all) => all.map((one) => one.complete && one.naturalWidth > 0));
    await press(page, "form[action$='/next'] button");
    assert.deepEqual(await shown(), [true]);
    await widad.seen("family-face");
    await press(page, "button[value=paused]");
    assert.deepEqual(await shown(), [], "nothing in a pause");
    await widad.seen("family-pause");
    await press(page, "button[value=resumed]");
    for (const who of planned) {
      if (await page.locator("form[action$='/next']").count()) await press(page, "form[action$='/next'] button");
      if (who === individual) await type(page, "textarea[name^=features-]", "the scar, and a chipped tooth");
      await press(page, `button[value=${who === individual ? "surely" : "not-them"}]`);
    }
    await widad.seen("family-done");
    await press(page, "p.aside a");
    await widad.seen("answered");
    await press(page, "form[action*='/claim/'] button");
    const claim = new URL(page.url()).pathname;
    assert.match(claim, /^\/claims\/c/);
    assert.equal(await page.locator("[name=level]").count(), 0, "a family worker decides nothing");
    await widad.seen("claim");

    // Whoever adds evidence proposes no level; another reviewer does, and then she may agree.
    const hasan = await member("hasan", { language, width });
    await hasan.seen("first");
    await hasan.go("/claims");
    await press(hasan.page, `a[href='${claim}']`);
    await open(hasan.page, "#add");
    await hasan.page.selectOption("[name=kind]", "marks");
    await tabTo(hasan.page, "[name=bearing]");
    await hasan.page.keyboard.press("Space");
    await type(hasan.page, "[name=words]", "the scar is in two photographs");
    await press(hasan.page, "#add button");
    assert.equal(await hasan.page.locator("[name=level]").count(), 0, "he had a part in it");
    await hasan.seen("evidence");
    const salma = await member("salma", { language, width });
    await salma.go("/claims?waits=first");
    await salma.seen("waits");
    await press(salma.page, `a[href='${claim}']`);
    await salma.page.check("[name=level][value=probable]");
    await type(salma.page, "[name=why]", "they know the scar, and it is there");
    await press(salma.page, "#first button");
    assert.equal(await salma.page.locator("[name=agrees]").count(), 0, "another must look");
    await salma.seen("proposed");
    await hasan.go("/claims?waits=second");
    await press(hasan.page, `a[href='${claim}']`);
    await type(hasan.page, "[name=answer]", "I see the same");
    await press(hasan.page, "[name=agrees][value=yes]");
    assert.equal(await hasan.page.locator("h1 .level-probable").count(), 1);
    await hasan.seen("decided");

    // The family is told by a person, and answered in writing that somebody has read.
    await widad.go(claim);
    await open(page, "#tell");
    await type(page, "[name=told]", "an invented conversation");
    await type(page, "[name=on]", "2025-11-28");
    await type(page, "[name=by]", "widad");
    await press(page, "#tell button");
    await widad.seen("told");
    const answers = async (address, text) => {
      await widad.go(address);
      await type(page, "[name=text]", text);
      await press(page, "#answer ~ form button");
    };
    await answers(letter, "We have read your letter / قرأنا رسالتكم");
    assert.equal(inbox().answers.new, 1);

    // They do not want it shown: their letter leads to whose face it is, and an objection takes it down at once.
    await at_home.page.goto(`${portal.origin}/${family.language}/face-${plain(face)}.html`);
    await at_home.tap("#object ~ p a");
    const second = await writes(at_home, { text: "لا نريد أن يُعرض", earlier: first }, `${family.name}-06`);
    assert.deepEqual(inbox().letters.counts, { taken: 1 });
    assert.ok((await reads(at_home, first, `${family.name}-07`)).includes("قرأنا رسالتكم"));
    await widad.go("/letters?kind=takedown");
    await press(page, ".letters li a");
    await press(page, "button[value=in-work]");
    await widad.seen("takedown");
    const wish = new URL(page.url()).pathname;
    await press(page, "dd a[href^='/publications?individual=']");
    await widad.seen("publications");
    await type(page, "#object ~ form [name=reason]", "the family does not want it shown");
    await type(page, "#object ~ form [name=channel]", "by letter");
    await type(page, "#object ~ form [name=report]", report.split("/").pop());
    await press(page, "#object ~ form button");
    await widad.seen("objected");
    await answers(wish, "It is taken down / أُزيل الوجه");
    await widad.seen("written");
    const omar = await member("omar", { language, width });
    await press(omar.page, "nav.rooms a[href='/publications']");
    await press(omar.page, "nav.orders a[href='/publications?standing=taken-down']");
    await omar.seen("publications");
    await press(omar.page, `a[href='/publications/${plain(face)}']`);
    assert.ok((await omar.page.locator("#down ~ p").innerText()).includes("the family does not want it shown"));
    await omar.seen("down");

    const before = table("takedowns").length;
    amana("publish", at("A.amana"), "-o", at("portal", "site"));
    for (const path of [`ar/face-${plain(face)}.html`, `en/face-${plain(face)}.html`, `pictures/${plain(face)}.jpg`]) {
      assert.equal((await at_home.context.request.get(`${portal.origin}/${path}`)).status(), 404, path);
    }
    const list = await at_home.context.request.get(`${portal.origin}/faces.js`);
    assert.ok(list.ok() && !(await list.text()).includes(plain(face)));
    assert.ok((await list.text()).includes(other.publication), "the others stay");
    await at_home.page.goto(`${portal.origin}/${family.language}/index.html`);
    assert.equal(await at_home.page.locator("#taken-down ~ table td").last().innerText(), String(before));
    await shot(at_home.page, `${family.name}-08-gallery`);
    const key = /^log_key = "(.*)"$/m.exec(readFileSync(at("A.amana", "amana.toml"), "utf8"));
    assert.match(run("amana-verify", "gallery", at("portal", "site"), "--key", key[1]), /GOOD/);

    inbox();
    await at_home.page.goto(`${portal.origin}/letters/${family.language}`);
    assert.ok((await reads(at_home, second, `${family.name}-09`)).includes("أُزيل الوجه"));
    for (const one of [at_home, widad, hasan, salma, omar]) {
      assert.deepEqual(one.faults, []);
      await one.context.close();
    }
  });
}

test("the archive is whole, and every act is in its log", { skip }, () => {
  const verified = JSON.parse(amana("verify", at("A.amana"), "--json"));
  assert.equal(verified.sound, true, JSON.stringify(verified, null, 1));
  const acts = counted();
  for (const act of ACTS) assert.ok((acts[act] ?? 0) >= (begun[act] ?? 0) + ROUNDS.length, act);
});
