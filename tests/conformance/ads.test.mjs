import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adAccount, api, page, sdk } from './sandbox.mjs';

const { Ad, AdCreative, AdSet, Campaign } = sdk;

test('a Click-to-Messenger ad is created from its four objects, read, listed, and deleted', async () => {
  const campaign = await adAccount.createCampaign([], {
    name: 'By the SDK',
    objective: Campaign.Objective.outcome_engagement,
    buying_type: 'AUCTION',
    special_ad_categories: [],
    is_adset_budget_sharing_enabled: false,
    status: Campaign.Status.paused,
  });
  const adSet = await adAccount.createAdSet([], {
    name: 'By the SDK',
    campaign_id: campaign.id,
    destination_type: AdSet.DestinationType.messenger,
    optimization_goal: AdSet.OptimizationGoal.conversations,
    billing_event: AdSet.BillingEvent.impressions,
    bid_strategy: AdSet.BidStrategy.lowest_cost_without_cap,
    promoted_object: { page_id: page },
    daily_budget: 500,
    targeting: { geo_locations: { countries: ['US'] }, targeting_automation: { advantage_audience: 0 } },
    status: AdSet.Status.paused,
  });
  const creative = await adAccount.createAdCreative([], {
    name: 'By the SDK',
    object_story_spec: {
      page_id: page,
      link_data: {
        message: 'Questions? Write to us.',
        link: 'https://fb.com/messenger_doc/',
        call_to_action: { type: 'MESSAGE_PAGE', value: { app_destination: 'MESSENGER' } },
      },
    },
  });
  const ad = await adAccount.createAd([], { name: 'By the SDK', adset_id: adSet.id, creative: { creative_id: creative.id }, status: Ad.Status.paused });

  const read = await new AdSet(adSet.id, {}, undefined, api).get(['name', 'campaign_id', 'destination_type']);
  assert.deepEqual([read.name, read.campaign_id, read.destination_type], ['By the SDK', campaign.id, 'MESSENGER']);
  assert.equal((await new AdCreative(creative.id, {}, undefined, api).get(['name'])).name, 'By the SDK');
  assert.ok([...await adAccount.getAds(['id', 'name'])].some(each => each.id === ad.id));
  assert.ok([...await adAccount.getAdSets(['id'])].some(each => each.id === adSet.id));
  assert.ok([...await adAccount.getCampaigns(['id', 'objective'])].some(each => each.id === campaign.id));

  assert.equal((await new Ad(ad.id, {}, undefined, api).delete([])).success, true);
  assert.equal((await new Campaign(campaign.id, {}, undefined, api).delete([])).success, true);
  await assert.rejects(new AdSet(adSet.id, {}, undefined, api).get(['id']), error => error.response.code === 100);
});
