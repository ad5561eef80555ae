import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { account, adAccount, api, page, sdk } from './sandbox.mjs';

const { AdAccount, CustomAudience } = sdk;
const hash = text => createHash('sha256').update(text).digest('hex');

// Synthetic people.
const person = number => [hash(`person${number}@example.com`)];
const payload = (first, count) => ({ schema: ['EMAIL'], data: Array.from({ length: count }, (_, i) => person(first + i)) });
const session = id => ({ session_id: id, batch_seq: 1, last_batch_flag: true });

const create = name => adAccount.createCustomAudience([], {
  name,
  description: 'Customers of the shop',
  subtype: 'CUSTOM',
  customer_file_source: 'USER_PROVIDED_ONLY',
  use_for_products: ['MARKETING_MESSAGES'],
  subscription_info: ['MESSENGER'],
  marketing_message_channels: { MESSENGER: page },
});

test('an audience is created, read, renamed, and deleted', async () => {
  const created = await create('Created by the SDK');
  assert.match(created.id, /^\d+$/);

  const audience = new CustomAudience(created.id, {}, undefined, api);
  await audience.get(['id', 'name', 'description', 'subtype', 'operation_status', 'delivery_status', 'time_created']);
  assert.equal(audience.name, 'Created by the SDK');
  assert.equal(audience.subtype, 'CUSTOM');
  assert.equal(audience.operation_status.code, 200);

  // The SDK sends only what was set: a new object holds no other fields.
  assert.equal((await new CustomAudience(created.id, {}, undefined, api).update([], { name: 'Renamed', description: 'By the SDK' })).success, true);
  await audience.get(['name', 'description']);
  assert.deepEqual([audience.name, audience.description], ['Renamed', 'By the SDK']);

  assert.equal((await new CustomAudience(created.id, {}, undefined, api).delete([])).success, true);
  await assert.rejects(new CustomAudience(created.id, {}, undefined, api).get(['id']), error => error.response.code === 100);
});

test('people are added and removed, in sessions', async () => {
  const { id } = await create('Filled by the SDK');
  const audience = new CustomAudience(id, {}, undefined, api);

  const added = await audience.createUser([], { payload: payload(0, 300), session: session(7001) });
  assert.equal(Number(added.num_received), 300);
  assert.equal(Number(added.num_invalid_entries), 0);

  const sessions = await audience.getSessions(['session_id', 'num_received', 'num_invalid_entries', 'num_matched', 'stage', 'progress'], { session_id: 7001 });
  assert.equal(sessions.length, 1);
  assert.deepEqual([sessions[0].session_id, sessions[0].num_received, sessions[0].stage], ['7001', '300', 'finished']);

  // The SDK puts the parameters of DELETE, and so the hashes of people, into the query. The API accepts them there and in the body; the
  // module sends them in the body.
  const removed = await audience.deleteUsers({ payload: payload(0, 20), session: session(7002) });
  assert.equal(Number(removed.num_received), 20);
});

test('people of an audience are replaced in one session', async () => {
  const { id } = await create('Replaced by the SDK');
  const audience = new CustomAudience(id, {}, undefined, api);
  await audience.createUser([], { payload: payload(0, 200) });

  const part = (seq, last) => ({ session_id: 7003, batch_seq: seq, last_batch_flag: last, estimated_num_total: 150 });
  const first = await audience.createUsersReplace([], { payload: payload(1000, 100), session: part(1, false) });
  assert.equal(Number(first.num_received), 100);
  assert.equal(first.account_id, account.slice(4));
  const last = await audience.createUsersReplace([], { payload: payload(1100, 50), session: part(2, true) });
  assert.equal(Number(last.num_received), 150);
  assert.equal(String(last.session_id), '7003');

  await assert.rejects(
    audience.createUsersReplace([], { payload: payload(2000, 10), session: part(3, true) }),
    error => error.response.code === 2650 && error.response.error_subcode === 1870159);
});

test('a list is read page by page to its end', async () => {
  const names = new Set(Array.from({ length: 7 }, (_, i) => `Page ${i}`));
  for (const name of names) {
    await create(name);
  }

  const found = new Set();
  let audiences = await adAccount.getCustomAudiences(['id', 'name'], { limit: 3 });
  let pages = 1;
  for (;;) {
    audiences.forEach(audience => found.add(audience.name));
    if (!audiences.hasNext()) {
      break;
    }

    audiences = await audiences.next();
    pages++;
  }

  assert.ok(pages >= 3);
  assert.ok([...names].every(name => found.has(name)));
});

test('a filter selects audiences by name', async () => {
  const { id } = await create('Found by its name');
  const found = await adAccount.getCustomAudiences(['id', 'name'], { filtering: [{ field: 'name', operator: 'EQUAL', value: 'Found by its name' }] });
  assert.deepEqual([...found].map(audience => audience.id), [id]);
});

test('people are removed from every audience of the account', async () => {
  const { id } = await create('Erased by the SDK');
  await new CustomAudience(id, {}, undefined, api).createUser([], { payload: payload(5000, 150) });
  const erased = await adAccount.deleteUsersOfAnyAudience({ payload: payload(5000, 5) });
  assert.equal(Number(erased.num_received), 5);
});

test('the ad account is read', async () => {
  const read = await new AdAccount(account, {}, undefined, api).get(['id', 'name', 'account_status', 'disable_reason', 'tos_accepted', 'user_tasks', 'currency']);
  assert.deepEqual([read.id, read.account_status, read.tos_accepted.custom_audience_tos], [account, 1, 1]);
});

test('calls are sent in a batch', async () => {
  const { id } = await create('Read in a batch');
  const batch = new sdk.FacebookAdsApiBatch(api);
  const read = [];
  batch.add('GET', [id], { fields: 'id,name' }, {}, response => read.push(response._body.name ?? JSON.parse(response._body).name));
  batch.add('GET', [account], { fields: 'id' }, {}, response => read.push(response._body.id ?? JSON.parse(response._body).id));
  await batch.execute();
  assert.deepEqual(read, ['Read in a batch', account]);
});

test('a refused call is an error with the code of the API', async () => {
  await assert.rejects(adAccount.createCustomAudience([], { name: 'No description', subtype: 'CUSTOM' }), error => error.response.code === 100);
});
