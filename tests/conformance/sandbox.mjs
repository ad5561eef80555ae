// Points Meta's SDK at a sandbox, whose address and tokens come from the environment variables that Connect-MMAccount -FromEnvironment reads.
import sdk from 'facebook-nodejs-business-sdk';

const read = name => process.env[name] ?? (() => { throw new Error(`${name} is not set.`); })();

export const page = read('MM_PAGE_ID');
export const account = `act_${read('MM_AD_ACCOUNT_ID')}`;

// The SDK has no setting for its host. It reads both values from static getters, which can be replaced. Its own version is one that the
// Marketing API no longer serves.
const host = read('MM_BASE_URI').replace(/\/$/, '');
const version = read('MM_API_VERSION');
Object.defineProperty(sdk.FacebookAdsApi, 'GRAPH', { get: () => host });
Object.defineProperty(sdk.FacebookAdsApi, 'VERSION', { get: () => version });

// false: without the SDK's crash reporter, which posts to Meta.
export const api = sdk.FacebookAdsApi.init(read('MM_ACCESS_TOKEN'), 'en_US', false);
export const pageApi = new sdk.FacebookAdsApi(read('MM_PAGE_ACCESS_TOKEN'), 'en_US', false);

export const adAccount = new sdk.AdAccount(account, {}, undefined, api);
export const ownPage = new sdk.Page(page, {}, undefined, pageApi);
export { sdk };
