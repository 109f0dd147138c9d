'use strict';

// Against a running Carnet: CARNET_ADDRESS, and CARNET_TOKEN of somebody who may do everything.

const assert = require('node:assert/strict');
const http = require('node:http');
const { once } = require('node:events');
const { describe, it } = require('node:test');

const zapier = require('zapier-platform-core');

const App = require('..');

const run = zapier.createAppTester(App);
const authData = { address: process.env.CARNET_ADDRESS, token: process.env.CARNET_TOKEN };
const step = (kind, key, inputData) => run(App[kind][key].operation.perform, { authData, inputData });
const names = (contacts) => contacts.map((one) => one.name);

/** What a program calls itself. */
const carnet = async (method, path, body) => {
  const answer = await fetch(`${authData.address.replace(/\/$/, '')}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${authData.token}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return answer.status === 204 ? null : answer.json();
};

/** The next message that Carnet posts to Zapier's address. */
const zapierSide = async () => {
  const messages = [];
  const waiting = [];
  const server = http.createServer(async (request, answer) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const message = JSON.parse(Buffer.concat(parts));
    if (waiting.length) waiting.shift()(message);
    else messages.push(message);
    answer.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/hooks/standard/1/2`,
    next: () => (messages.length ? messages.shift() : new Promise((resolve) => waiting.push(resolve))),
    close: () => server.close(),
  };
};

describe('the app', () => {
  it('is one that Zapier takes', async () => {
    const { results } = await zapier.createAppHandler(App)({ command: 'validate' });
    assert.deepEqual(results, []);
  });
});

describe('a connection', () => {
  it('is tested, and called by the firm and the person', async () => {
    const me = await run(App.authentication.test, { authData });
    const label = await run(App.authentication.connectionLabel, { authData, inputData: me });
    assert.equal(label, `${me.firm.name} (${me.user.name})`);
  });

  it('with a wrong token says so', async () => {
    const wrong = { authData: { ...authData, token: 'carnet_wrong' } };
    await assert.rejects(run(App.authentication.test, wrong), /token/);
  });

  it('does not send the token in the open', async () => {
    const open = { authData: { ...authData, address: 'http://carnet.example.com' } };
    await assert.rejects(run(App.authentication.test, open), /https:/);
  });
});

describe('actions and searches', () => {
  it('create a person, find it in each way, change it, and keep what the Zap does not name', async () => {
    const zelda = await step('creates', 'create_person', {
      first_name: 'Zelda', last_name: 'Roy', client_identifier: 'Z-1', email: 'zelda@example.com',
      phone: '+12125550147', city: 'Lyon', country: 'France', custom__Colour: 'blue',
    });
    assert.deepEqual(
      [zelda.name, zelda.email, zelda.phone, zelda.city, zelda.country, zelda.custom],
      ['Zelda Roy', 'zelda@example.com', '+12125550147', 'Lyon', 'FR', { Colour: 'blue' }],
    );
    for (const asked of [{ email: 'zelda@example.com' }, { client_identifier: 'Z-1' }, { name: 'zelda roy' }]) {
      assert.deepEqual(names(await step('searches', 'find_person', asked)), ['Zelda Roy'], JSON.stringify(asked));
    }
    assert.deepEqual(await step('searches', 'find_person', { email: 'nobody@example.com' }), []);
    assert.deepEqual(await step('searches', 'find_person', {}), []);
    const changed = await step('creates', 'update_person', {
      id: zelda.id, last_name: 'Roy-Gagnon', email: 'z@example.com', region: 'Rhône',
    });
    const [card] = changed.cards;
    assert.deepEqual(card.emails, ['z@example.com', 'zelda@example.com']);
    assert.deepEqual([changed.last_name, changed.phone, changed.city, changed.region],
      ['Roy-Gagnon', '+12125550147', 'Lyon', 'Rhône']);
  });

  it('create an organization, change it, and put it into a client group', async () => {
    const input = { name: 'Zinnia Ltd', website: 'https://zinnia.example' };
    const zinnia = await step('creates', 'create_organization', input);
    const changed = await step('creates', 'update_organization', { id: zinnia.id, phone: '+12125550148' });
    assert.deepEqual([changed.website, changed.phone], ['https://zinnia.example', '+12125550148']);
    assert.deepEqual(names(await step('searches', 'find_organization', { name: 'Zinnia Ltd' })), ['Zinnia Ltd']);
    const group = await carnet('POST', 'client-groups', { name: 'Zinnia Group' });
    const [found] = await step('searches', 'find_client_group', { name: 'Zinnia Group' });
    const joined = await step('creates', 'add_to_group', { group: found.id, member: zinnia.id });
    assert.equal(found.id, group.id);
    assert.deepEqual(names(joined.members), ['Zinnia Ltd']);
  });

  it('stop with the sentence of Carnet where it refuses or doubts something, unless it is told not to', async () => {
    const zora = { first_name: 'Zora', last_name: 'Roy', email: 'zora@example.com' };
    await assert.rejects(step('creates', 'create_person', { ...zora, email: 'zora' }), /email/i);
    await step('creates', 'create_person', zora);
    await assert.rejects(step('creates', 'create_person', zora), /in the book already/);
    const twin = await step('creates', 'create_person', { ...zora, accept_doubtful: true });
    assert.equal(twin.name, 'Zora Roy');
  });

  it('offer the custom fields that the firm has', async () => {
    await step('creates', 'create_person', { first_name: 'Zack', last_name: 'Roy', custom__Hat: '7' });
    const [custom] = App.creates.create_person.operation.inputFields.filter((one) => typeof one === 'function');
    const offered = await run(custom, { authData });
    assert.ok(offered.some((one) => one.key === 'custom__Hat' && one.label === 'Hat'));
  });
});

describe('triggers', () => {
  it('are told of new and changed contacts of their kind, until they unsubscribe', async () => {
    const side = await zapierSide();
    const subscribed = [];
    for (const key of ['new_person', 'updated_person']) {
      const { performSubscribe } = App.triggers[key].operation;
      subscribed.push([key, await run(performSubscribe, { authData, targetUrl: side.url })]);
    }
    await step('creates', 'create_organization', { name: 'Zebra Ltd' });
    const zoe = await step('creates', 'create_person', { first_name: 'Zoe', last_name: 'Roy' });
    const told = async (key) => {
      const cleanedRequest = await side.next();
      return run(App.triggers[key].operation.perform, { authData, cleanedRequest });
    };
    assert.deepEqual(names(await told('new_person')), ['Zoe Roy']);
    await step('creates', 'update_person', { id: zoe.id, first_name: 'Zoey' });
    assert.deepEqual(names(await told('updated_person')), ['Zoey Roy']);
    await carnet('DELETE', `people/${zoe.id}`);
    const gone = { type: 'contact.created', data: { id: zoe.id } };
    assert.deepEqual(await run(App.triggers.new_person.operation.perform, { authData, cleanedRequest: gone }), []);
    for (const [key, subscribeData] of subscribed) {
      await run(App.triggers[key].operation.performUnsubscribe, { authData, subscribeData });
    }
    assert.deepEqual((await carnet('GET', 'webhooks')).items, []);
    side.close();
  });

  it('poll the newest first', async () => {
    const made = await step('creates', 'create_organization', { name: 'Zulu Ltd' });
    const other = await step('creates', 'create_organization', { name: 'Zephyr Ltd' });
    await step('creates', 'update_organization', { id: made.id, contact_type: 'Client' });
    const poll = (key) => run(App.triggers[key].operation.performList, { authData });
    assert.equal((await poll('new_organization'))[0].id, other.id);
    assert.equal((await poll('updated_organization'))[0].id, made.id);
    assert.ok(Array.isArray(await poll('new_client_group')));
  });
});
