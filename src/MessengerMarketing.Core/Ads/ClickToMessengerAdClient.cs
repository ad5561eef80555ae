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

/// <summary>Creates ads that click to Messenger. According to Meta, people who respond are subscribed automatically. Sources: Meta's guide to growing the
/// audience, option 2; its guide "Ads that Click to Messenger" (Marketing API v25.0, February 2026) for the four calls; its guide to several messaging
/// destinations for the button's link; the ad set reference for targeting_automation and the declarations.</summary>
internal sealed class ClickToMessengerAdClient
{
    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>.</summary>
    public ClickToMessengerAdClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>Creates the campaign, ad set, creative and ad. When a step fails, the objects that were created before are deleted in reverse order. When a
    /// response is lost, the creation is not repeated. Such an object may remain with an unknown ID, which the error reports.</summary>
    /// <param name="draft">The ad to create. It is checked before a request is sent.</param>
    /// <param name="onStep">Called when a step starts.</param>
    /// <param name="cancellationToken">Cancels the operation. Objects that were already created are kept.</param>
    /// <exception cref="ArgumentException">A property of the draft is not valid.</exception>
    /// <exception cref="ClickToMessengerAdException">A step failed.</exception>
    public async Task<ClickToMessengerAd> CreateAsync(ClickToMessengerAdDraft draft, Action<AdStep>? onStep = null, CancellationToken cancellationToken = default)
    {
        if (draft is null)
        {
            throw new ArgumentNullException(nameof(draft));
        }

        draft.Check(_client.Options.TimeProvider.GetUtcNow());
        AdDeclarationValues declarations = draft.ReadDeclarations();
        string status = draft.IsActive ? "ACTIVE" : "PAUSED";
        var made = new List<(AdStep Step, string Id)>();

        async Task<string> MakeAsync<T>(AdStep step, string edge, T body, JsonTypeInfo<T> typeInfo)
        {
            onStep?.Invoke(step);
            try
            {
                string id = await PostAsync(edge, body, typeInfo, cancellationToken);
                made.Add((step, id));
                return id;
            }
            catch (GraphException exception)
            {
                throw await CleanUpAsync(step, exception, made, cancellationToken);
            }
        }

        string campaign = await MakeAsync(AdStep.Campaign, "campaigns", Campaign(draft, declarations, status), AdsJson.Default.AdCampaignBody);
        string adSet = await MakeAsync(AdStep.AdSet, "adsets", AdSet(draft, declarations, status, campaign), AdsJson.Default.AdSetBody);
        string creative = await MakeAsync(AdStep.Creative, "adcreatives", Creative(draft), AdsJson.Default.CreativeBody);
        var ad = new AdBody { Name = draft.Name, AdSetId = adSet, Creative = new CreativeReference(creative), Status = status };
        return new ClickToMessengerAd
        {
            Name = SafeText.SingleLine(draft.Name),
            Status = status,
            CampaignId = campaign,
            AdSetId = adSet,
            CreativeId = creative,
            AdId = await MakeAsync(AdStep.Ad, "ads", ad, AdsJson.Default.AdBody),
            PageId = _client.Context.PageId,
        };
    }

    private static AdCampaignBody Campaign(ClickToMessengerAdDraft draft, AdDeclarationValues declarations, string status) => new()
    {
        Name = draft.Name,
        SpecialAdCategories = draft.Declarations.SpecialAdCategories,
        SpecialAdCategoryCountries = declarations.SpecialAdCategoryCountries,
        Status = status,
    };

    private AdSetBody AdSet(ClickToMessengerAdDraft draft, AdDeclarationValues declarations, string status, string campaignId) => new()
    {
        Name = draft.Name,
        CampaignId = campaignId,
        PromotedObject = new PromotedObject(_client.Context.PageId),
        DailyBudget = draft.DailyBudget,
        LifetimeBudget = draft.LifetimeBudget,
        StartTime = draft.StartTime?.ToUnixTimeSeconds(),
        EndTime = draft.EndTime?.ToUnixTimeSeconds(),
        Targeting = AdTargeting.WithAutomation(draft.Targeting),
        RegionalCategories = declarations.RegionalCategories,
        RegionalIdentities = declarations.RegionalIdentities,
        EuBeneficiary = declarations.EuBeneficiary,
        EuPayer = declarations.EuPayer,
        Status = status,
    };

    private CreativeBody Creative(ClickToMessengerAdDraft draft) => new()
    {
        Name = draft.Name,
        Story = new StorySpec
        {
            PageId = _client.Context.PageId,
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

    private async Task<string> PostAsync<T>(string edge, T body, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        byte[] utf8 = JsonSerializer.SerializeToUtf8Bytes(body, typeInfo);
        var request = new GraphRequest(HttpMethod.Post, $"act_{_client.Context.AdAccountId}/{edge}")
        {
            Content = () => new ByteArrayContent(utf8) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Shape = ResponseShape.Id,
        };
        GraphResponse response = await _client.SendAsync(request, cancellationToken);
        return response.Body.Text("id")!;
    }

    private async Task<ClickToMessengerAdException> CleanUpAsync(AdStep step, GraphException cause, List<(AdStep Step, string Id)> made, CancellationToken cancellationToken)
    {
        var deleted = new List<string>();
        var leftBehind = new List<string>();
        foreach ((AdStep kind, string id) in Enumerable.Reverse(made))
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
                // Reported by id. The first failure is the one to act on.
                leftBehind.Add($"{kind} {id}");
            }
        }

        return new ClickToMessengerAdException(step, cause, deleted, leftBehind);
    }
}
