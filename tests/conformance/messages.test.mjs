import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, api, ownPage, page, sdk } from './sandbox.mjs';

const psid = process.env.MM_PSID;
const token = process.env.MM_SUBSCRIPTION_TOKEN;

test('the app subscribes to webhooks of the Page', async () => {
  // The SDK names the fields of 24.0, which lack messaging_optins. Its parameters take any text.
  const fields = ['messaging_optins', sdk.Page.SubscribedFields.messages, sdk.Page.SubscribedFields.marketing_messages_subscriber_upload_status];
  assert.equal((await ownPage.createSubscribedApp([], { subscribed_fields: fields })).success, true);
  const apps = await ownPage.getSubscribedApps(['id', 'subscribed_fields']);
  assert.deepEqual([...apps[0].subscribed_fields].sort(), [...fields].sort());
});

test('a person who wrote to the Page is asked to opt in', async () => {
  const sent = await ownPage.createMessage([], {
    recipient: { id: psid },
    message: {
      attachment: {
        type: 'template',
        payload: { template_type: 'notification_messages', title: 'News', image_url: 'https://example.com/news.png', payload: 'news' },
      },
    },
  });
  assert.equal(sent.recipient_id, psid);
  assert.ok(sent.message_id);
});

test('the subscription tokens of the Page are read', async () => {
  // The edge of the SDK: /<PAGE_ID>/notification_message_tokens.
  const tokens = await ownPage.getNotificationMessageTokens([], { limit: 10 });
  assert.ok([...tokens].some(each => each._data.notification_messages_token === token));
});

test('a campaign sends a message to a subscriber', async () => {
  // For these two edges, the SDK stores the response in the object that made the call, so that the ad account takes the id of the campaign. Each
  // call therefore has an object of its own.
  const adAccount = () => new sdk.AdAccount(account, {}, undefined, api);
  const created = await adAccount().createMessageCampaign([], { name: 'By the SDK', page_id: page, daily_budget: 500 });
  assert.match(created.id, /^\d+$/);
  const sent = await adAccount().createMessage([], {
    message_id: created.id,
    messenger_delivery_data: { subscription_token: token },
    message: { text: 'Hello' },
  });
  assert.equal(sent.success, true);
  assert.ok(sent.marketing_message_tracking_id);

  assert.equal((await new sdk.Ad(created.id, {}, undefined, api).delete([])).success, true);
});
