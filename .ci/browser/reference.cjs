// Uses the API reference in a browser as a newcomer would: creates a resource, lists it, and reaches the limit. Then looks at it on a phone, in
// the dark and with the keyboard, and has axe-core check that everybody can use it.
// Usage: reference.cjs BROWSER URL [--screenshot FILE] [--without-token]
'use strict';

const assert = require('node:assert/strict');
const axe = require('axe-core');
const { chromium } = require('playwright-core');

const [browserPath, address, ...options] = process.argv.slice(2);
const screenshot = options.includes('--screenshot') ? options[options.indexOf('--screenshot') + 1] : undefined;

const NAME = 'Made by hand';
const LIMIT = 'Organization has reached maximum of 3 resources for Free tier. Add credits to unlock unlimited resources.';

function say(what) {
  console.log(`  ${what}`);
}

// Violations by the page, checked at the end.
function watch(page) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(`an error in the page: ${error.message}`));
  page.on('console', (message) => {
    // The browser logs every response of 400 and above; these are checked separately.
    const ofAnAnswer = message.text().startsWith('Failed to load resource: the server responded with a status of 4')
      && message.location().url.endsWith('/api/v1/resources');
    if (['error', 'warning'].includes(message.type()) && !ofAnAnswer) {
      faults.push(`${message.type()} in the console: ${message.text()}`);
    }
  });
  return faults;
}

// Opens the operation, so that its fields can be filled in.
async function open(page, method, path) {
  const operation = page.locator('.opblock', { has: page.locator('.opblock-summary-method', { hasText: new RegExp(`^${method}$`) }) })
    .filter({ has: page.locator(`[data-path="${path}"]`) });
  await operation.locator('.opblock-summary-control').click();
  await operation.locator('.btn.execute').waitFor();
  return operation;
}

// Presses Execute, and returns what the page shows of the response.
async function execute(page, operation, path = '') {
  const [response] = await Promise.all([
    page.waitForResponse((answer) => new URL(answer.url()).pathname === `/api/v1/resources${path}`),
    operation.locator('.btn.execute').click(),
  ]);
  const status = String(response.status());
  const shown = operation.locator('.live-responses-table .response');
  await shown.locator('.response-col_status', { hasText: status }).waitFor();
  // The previous response may have had the same status, but had another request id.
  const id = await response.headerValue('x-request-id');
  await shown.getByText(id).waitFor();
  return { status, id, body: await shown.locator('.highlight-code code').first().innerText() };
}

async function fill(operation, values) {
  for (const [name, value] of Object.entries(values)) {
    await operation.locator(`tr[data-param-name="${name}"] input`).fill(value);
  }
}

function is(answer, status) {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, the page shows ${answer.status}:\n${answer.body}`);
  }
}

async function tryIt(page) {
  await page.goto(address);
  await page.locator('.opblock').first().waitFor();

  assert.equal(await page.title(), 'EntryGuard resources: API reference');
  assert.match(await page.locator('.info .title').innerText(), /^EntryGuard resources/);
  assert.match(await page.locator('.info').innerText(), /opens cloud firewalls for people only while they work/);
  assert.match(await page.locator('#here').innerText(), /you create is gone when \.\/start ends/);
  say('the page says what the API is');

  const list = await open(page, 'GET', '/resources');
  const filled = await list.locator('.parameters input, .parameters select').evaluateAll((fields) => fields.map((field) => field.value));
  assert.ok(filled.every((value) => value === '' || value === '--'), `parameters are filled in: ${filled}`);
  let answer = await execute(page, list);
  is(answer, '200');
  assert.equal(answer.body.trim(), '[]');
  say('nothing is listed at first');

  const create = await open(page, 'POST', '/resources');
  const request = create.locator('.body-param textarea');
  const example = JSON.parse(await request.inputValue());
  await request.fill(JSON.stringify({ ...example, name: NAME }, null, 2));
  answer = await execute(page, create);
  is(answer, '201');
  assert.equal(JSON.parse(answer.body).name, NAME);
  say('a resource is created by hand');
  if (screenshot) {
    await picture(page, create);
  }

  answer = await execute(page, list);
  is(answer, '200');
  assert.deepEqual(JSON.parse(answer.body).map((resource) => resource.name), [NAME]);
  say('it is listed');

  const { id } = JSON.parse(answer.body)[0];
  const verify = await open(page, 'POST', '/resources/{id}/verify');
  await fill(verify, { id, Prefer: 'wait=10' });
  answer = await execute(page, verify, `/${id}/verify`);
  is(answer, '200');
  assert.equal(JSON.parse(answer.body).isActive, true);
  say('it is verified while the page waits');

  const get = await open(page, 'GET', '/resources/{id}');
  await fill(get, { id });
  const verified = JSON.parse(answer.body);
  answer = await execute(page, get, `/${id}`);
  is(answer, '200');
  assert.deepEqual(JSON.parse(answer.body), verified);
  say('it is got by its id');

  for (let more = 0; more < 2; more += 1) {
    is(await execute(page, create), '201');
  }
  answer = await execute(page, create);
  is(answer, '400');
  assert.equal(JSON.parse(answer.body).error, 'MAX_RESOURCES_REACHED');
  assert.equal(JSON.parse(answer.body).message, LIMIT);
  say('the fourth is refused with the limit and what to do about it');
}

// Opens every operation, and checks that the page shows all of openapi.json: operations, responses, their headers and examples. Leaves open one of
// each method: axe-core takes long with all.
async function lookAtAll(page) {
  const contract = await (await page.request.get(new URL('openapi.json', address).href)).json();
  const resolved = (node) => (node.$ref ? node.$ref.slice(2).split('/').reduce((tree, name) => tree[name], contract) : node);
  const left = new Set();
  let [operations, responses, headers] = [0, 0, 0];
  for (const [path, methods] of Object.entries(contract.paths)) {
    for (const [method, { responses: promised }] of Object.entries(methods).filter(([, each]) => each.responses)) {
      const operation = page.locator(`.opblock-${method}`).filter({ has: page.locator(`[data-path="${path}"]`) });
      await operation.locator('.opblock-summary-control').click();
      for (const [status, reference] of Object.entries(promised)) {
        const response = resolved(reference);
        const shown = operation.locator(`tr.response[data-code="${status}"]`);
        await shown.waitFor();
        const rows = await shown.locator('.headers tbody tr').allInnerTexts();
        assert.deepEqual(rows.map((row) => row.split(/\s/)[0]), Object.keys(response.headers), `${method} ${path} ${status}`);
        assert.ok(rows.every((row) => row.includes('Example:')), `a header without an example: ${method} ${path} ${status}`);
        assert.equal(await shown.locator('.highlight-code').count(), response.content ? 1 : 0, `${method} ${path} ${status}`);
        responses += 1;
        headers += rows.length;
      }
      operations += 1;
      if (left.has(method)) {
        await operation.locator('.opblock-summary-control').click();
      }
      left.add(method);
    }
  }
  return `${operations} operations, ${responses} responses and ${headers} headers, with examples`;
}

async function violations(page, options = {}) {
  await page.evaluate(axe.source);
  const found = await page.evaluate((chosen) => window.axe.run(document, { resultTypes: ['violations'], ...chosen }), options);
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}

async function look(page, name) {
  await page.goto(address);
  await page.locator('.opblock').first().waitFor();
  const shown = await lookAtAll(page);
  const [width, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.equal(width, window, 'the page is wider than its window');
  assert.deepEqual(await violations(page), []);
  say(`${name}: ${shown}; nothing beside the window, and axe-core finds nothing`);
}

async function isDark(page) {
  const [red, green, blue] = (await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).match(/\d+/g).map(Number);
  return red + green + blue < 200;
}

// Tabs until the focus is there, and it has to be seen.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    const [there, outline] = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      return [focused.matches(wanted), getComputedStyle(focused).outlineStyle];
    }, selector);
    if (there) {
      assert.notEqual(outline, 'none', `the focus on ${selector} cannot be seen`);
      return;
    }
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

async function useKeyboard(page) {
  await page.goto(address);
  await page.locator('.opblock').first().waitFor();
  await tabTo(page, '#operations-Resources-listResources .opblock-summary-control');
  await page.keyboard.press('Enter');
  await page.locator('#operations-Resources-listResources .btn.execute').waitFor();
  await tabTo(page, '#operations-Resources-listResources .btn.execute');
  await page.keyboard.press('Enter');
  await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
  say('the keyboard alone opens an operation and executes it');
}

async function lookEverywhere(browser) {
  const views = [
    ['on a phone', { viewport: { width: 360, height: 740 }, colorScheme: 'light' }],
    ['in dark mode', { viewport: { width: 1000, height: 900 }, colorScheme: 'dark' }],
  ];
  for (const [name, settings] of views) {
    const page = await browser.newPage(settings);
    await look(page, name);
    assert.equal(await isDark(page), settings.colorScheme === 'dark');
    await page.evaluate(() => document.body.append(document.createElement('button')));
    assert.match((await violations(page, { runOnly: ['button-name'] })).join(), /button-name/, 'axe-core does not find a button without a name');
    await page.close();
  }
  const page = await browser.newPage();
  await useKeyboard(page);
  await page.close();
}

// The operation with its values and the response, without the curl command, which contains a token.
async function picture(page, operation) {
  const command = operation.locator('.curl-command');
  await command.evaluate((element) => { element.style.display = 'none'; });
  const top = await operation.boundingBox();
  const bottom = await operation.locator('.live-responses-table .highlight-code').first().boundingBox();
  const margin = 20;
  const scrolled = await page.evaluate(() => window.scrollY);
  await page.screenshot({
    path: screenshot,
    fullPage: true,
    clip: { x: 0, y: scrolled + top.y - margin, width: 1000, height: bottom.y + bottom.height - top.y + 2 * margin },
  });
  await command.evaluate((element) => { element.style.display = ''; });
}

(async () => {
  // Chromium's sandbox does not work for root, and only our own page is opened here.
  const browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const faults = watch(page);
    const origin = new URL(address).origin;
    await page.route((url) => url.origin !== origin && url.protocol !== 'data:', (route) => {
      faults.push(`a request to another host: ${route.request().url()}`);
      return route.abort();
    });
    if (options.includes('--without-token')) {
      await page.route('**/reference/demo.json', (route) => route.fulfill({ json: { scheme: 'bearerToken', token: '' } }));
    }
    await tryIt(page);
    assert.deepEqual(faults, []);
    say('no other host was asked for anything, and the browser complained of nothing');
    await lookEverywhere(browser);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
