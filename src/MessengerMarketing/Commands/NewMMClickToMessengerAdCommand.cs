using System;
using System.Management.Automation;
using MessengerMarketing.Ads;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Json;

namespace MessengerMarketing.Commands;

/// <summary>Creates an ad that clicks to Messenger: campaign, ad set, creative, and ad, paused by default. People who respond are subscribed or invited to
/// subscribe. <c>Get-MMSubscriptionToken -OptInSource ClickToMessenger</c> lists the subscribers.</summary>
[Cmdlet(VerbsCommon.New, "MMClickToMessengerAd", DefaultParameterSetName = CountrySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ClickToMessengerAd))]
public sealed class NewMMClickToMessengerAdCommand : AdDeclarationCmdlet
{
    private const string CountrySet = "Country";
    private const string TargetingSet = "Targeting";

    /// <summary>Name of the campaign, ad set, creative, and ad.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The ad's text.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = string.Empty;

    /// <summary>The ad's headline.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Headline { get; set; }

    /// <summary>The line under the headline.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Description { get; set; }

    /// <summary>Absolute https address of the image. Alternative to -ImageHash.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ImageUrl { get; set; }

    /// <summary>Hash of an image in the ad account's library. Alternative to -ImageUrl.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ImageHash { get; set; }

    /// <summary>First message in Messenger, at most 300 characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Greeting { get; set; }

    /// <summary>Daily budget, in the smallest unit of the ad account's currency (cents, dong). Alternative to -LifetimeBudget.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? DailyBudget { get; set; }

    /// <summary>Total budget, in the smallest unit of the ad account's currency. Requires -EndTime.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? LifetimeBudget { get; set; }

    /// <summary>Start of the ad. The default is now.</summary>
    [Parameter]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>End of the ad. By default, it does not end.</summary>
    [Parameter]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Countries where the ad is shown, as ISO 3166-1 alpha-2 codes or names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CountrySet)]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Country { get; set => field = this.Bind(value); } = [];

    /// <summary>Target group in Meta's format: <c>@{ geo_locations = @{ countries = @('VN') }; age_min = 25 }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TargetingSet)]
    [ValidateNotNull]
    public object? Targeting { get; set => field = this.Bind(value); }

    /// <summary>Paused (the default), or Active. An active ad spends the budget after Meta has reviewed it.</summary>
    [Parameter]
    [ValidateSet("Paused", "Active")]
    public string Status { get; set; } = "Paused";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        ClickToMessengerAdDraft draft = ReadDraft();
        var ads = new ClickToMessengerAdClient(Client);
        if (!Agreed())
        {
            return;
        }

        try
        {
            WriteObject(Await(token => ads.CreateAsync(draft, step => Post(() => WriteVerbose($"Creating {step}.")), token)));
        }
        catch (ClickToMessengerAdException exception) when (exception.Cause.Kind != GraphErrorKind.Authentication)
        {
            WriteError(exception.ToRecord(Name));
        }
        catch (ClickToMessengerAdException exception)
        {
            ThrowTerminatingError(exception.ToRecord(Name));
        }
    }

    /// <summary>One prompt for the four objects, because each is useless without the others.</summary>
    private bool Agreed() => ShouldProcess(
        $"ad account {CurrentContext.AdAccountId}, Page {CurrentContext.PageId}",
        $"Create {Status.ToUpperInvariant()} campaign '{Name}' (OUTCOME_ENGAGEMENT) with {Status.ToUpperInvariant()} ad set to Messenger, creative and {Status.ToUpperInvariant()} ad");

    private ClickToMessengerAdDraft ReadDraft() => ArgumentErrors.Guard(this, () =>
    {
        var draft = new ClickToMessengerAdDraft
        {
            Name = Name,
            Message = Message,
            Headline = Headline,
            Description = Description,
            ImageUrl = ImageUrl,
            ImageHash = ImageHash,
            Greeting = Greeting,
            DailyBudget = DailyBudget,
            LifetimeBudget = LifetimeBudget,
            StartTime = StartTime,
            EndTime = EndTime,
            Targeting = Targeting is null ? AdTargeting.FromCountries(Country) : JsonObjects.ToElement(Targeting, nameof(Targeting)),
            Declarations = ReadDeclarations(),
            IsActive = string.Equals(Status, "Active", StringComparison.OrdinalIgnoreCase),
        };
        draft.Check(DateTimeOffset.UtcNow);
        return draft;
    });
}
