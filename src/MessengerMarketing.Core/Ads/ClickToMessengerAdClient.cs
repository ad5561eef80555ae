using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Ads;

/// <summary>
/// Makes ads that click to Messenger: people who answer one are subscribed to marketing messages by themselves. Sources: the seed document,
/// option 2; Meta's guide "Ads that Click to Messenger" (Marketing API v25.0, February 2026) for the four calls; its guide to several
/// messaging destinations for the button's link; the ad set reference for targeting_automation and the DSA fields.
/// </summary>
internal sealed class ClickToMessengerAdClient
{
    private readonly GraphClient _client;

    /// <summary>Works for the client's account.</summary>
    public ClickToMessengerAdClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Makes campaign, ad set, creative and ad. When one fails, those made before are deleted in reverse order. Creations are not repeated
    /// when their answer was lost; such an object may be left over without its id being known, and the error says so.
    /// </summary>
    /// <param name="draft">Checked before anything is sent.</param>
    /// <param name="onStep">Told when a step begins.</param>
    /// <param name="cancellationToken">Ends it during a call or a wait; what was made by then stays.</param>
    /// <exception cref="ArgumentException">The draft is out of its limits.</exception>
    /// <exception cref="ClickToMessengerAdException">A step failed for good.</exception>
    public async Task<ClickToMessengerAd> CreateAsync(ClickToMessengerAdDraft draft, Action<AdStep>? onStep = null, CancellationToken cancellationToken = default)
    {
        if (draft is null)
        {
            throw new ArgumentNullException(nameof(draft));
        }

        draft.Check(_client.Options.TimeProvider.GetUtcNow());
        var status = draft.IsActive ? "ACTIVE" : "PAUSED";
        var made = new List<(AdStep Step, string Id)>();

        async Task<string> MakeAsync<T>(AdStep step, string edge, T body, JsonTypeInfo<T> typeInfo)
        {
            onStep?.Invoke(step);
            try
            {
                var id = await PostAsync(edge, body, typeInfo, cancellationToken);
                made.Add((step, id));
                return id;
            }
            catch (GraphException exception)
            {
                throw await CleanUpAsync(step, exception, made, cancellationToken);
            }
        }

        var campaign = await MakeAsync(AdStep.Campaign, "campaigns", Campaign(draft, status), AdsJson.Default.AdCampaignBody);
        var adSet = await MakeAsync(AdStep.AdSet, "adsets", AdSet(draft, status, campaign), AdsJson.Default.AdSetBody);
        var creative = await MakeAsync(AdStep.Creative, "adcreatives", Creative(draft), AdsJson.Default.CreativeBody);
        var ad = new AdBody { Name = draft.Name, AdSetId = adSet, Creative = new CreativeReference(creative), Status = status };
        return new ClickToMessengerAd
        {
            Name = SafeText.SingleLine(draft.Name),
            Status = status,
            CampaignId = campaign,
            AdSetId = adSet,
            CreativeId = creative,
            AdId = await MakeAsync(AdStep.Ad, "ads", ad, AdsJson.Default.AdBody),
            PageId = _client.Account.PageId,
        };
    }

    private static AdCampaignBody Campaign(ClickToMessengerAdDraft draft, string status) => new()
    {
        Name = draft.Name,
        SpecialAdCategories = draft.SpecialAdCategories,
        Status = status,
    };

    private AdSetBody AdSet(ClickToMessengerAdDraft draft, string status, string campaignId) => new()
    {
        Name = draft.Name,
        CampaignId = campaignId,
        PromotedObject = new PromotedObject(_client.Account.PageId),
        DailyBudget = draft.DailyBudget,
        LifetimeBudget = draft.LifetimeBudget,
        StartTime = draft.StartTime?.ToUnixTimeSeconds(),
        EndTime = draft.EndTime?.ToUnixTimeSeconds(),
        Targeting = WithAutomation(draft.Targeting),
        Beneficiary = draft.Beneficiary,
        Payor = draft.Payor,
        Status = status,
    };

    private CreativeBody Creative(ClickToMessengerAdDraft draft) => new()
    {
        Name = draft.Name,
        Story = new StorySpec
        {
            PageId = _client.Account.PageId,
            Link = new LinkData
            {
                Message = draft.Message,
                Headline = draft.Headline,
                Description = draft.Description,
                ImageUrl = draft.ImageUrl,
                ImageHash = draft.ImageHash,
                Greeting = draft.Greeting,
            },
        },
    };

    /// <summary>An ad set has to say whether Meta may widen the audience; unless the targeting does, it may not.</summary>
    private static JsonElement WithAutomation(JsonElement targeting)
    {
        if (targeting.TryGetProperty("targeting_automation", out _))
        {
            return targeting;
        }

        var members = targeting.EnumerateObject().Select(static member => "\"" + JsonEncodedText.Encode(member.Name) + "\":" + member.Value.GetRawText());
        return JsonElement.Parse("{" + string.Join(",", members.Append("\"targeting_automation\":{\"advantage_audience\":0}")) + "}");
    }

    private async Task<string> PostAsync<T>(string edge, T body, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(body, typeInfo);
        var request = new GraphRequest(HttpMethod.Post, $"act_{_client.Account.AdAccountId}/{edge}")
        {
            Content = () => new ByteArrayContent(utf8) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Shape = ResponseShape.Id,
        };
        var response = await _client.SendAsync(request, cancellationToken);
        return response.Body.Text("id")!;
    }

    private async Task<ClickToMessengerAdException> CleanUpAsync(AdStep step, GraphException cause, List<(AdStep Step, string Id)> made, CancellationToken cancellationToken)
    {
        var deleted = new List<string>();
        var leftBehind = new List<string>();
        foreach (var (kind, id) in Enumerable.Reverse(made))
        {
            try
            {
                await _client.SendAsync(new GraphRequest(HttpMethod.Delete, id) { Shape = ResponseShape.Success }, cancellationToken);
                deleted.Add($"{kind} {id}");
            }
            catch (GraphException exception) when (exception.Kind == GraphErrorKind.NotFound)
            {
                deleted.Add($"{kind} {id}");
            }
            catch (GraphException)
            {
                // Told by its id; the first failure is the one the person has to act upon.
                leftBehind.Add($"{kind} {id}");
            }
        }

        return new ClickToMessengerAdException(step, cause, deleted, leftBehind);
    }
}
