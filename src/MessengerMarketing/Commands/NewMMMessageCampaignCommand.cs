using System;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Creates a campaign for marketing messages. The campaign itself sends nothing. It needs an hour or more before Send-MMMarketingMessage can use
/// it.</summary>
[Cmdlet(VerbsCommon.New, "MMMessageCampaign", DefaultParameterSetName = DailySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(MessageCampaign))]
public sealed class NewMMMessageCampaignCommand : GraphCmdlet
{
    private const string DailySet = "DailyBudget";
    private const string LifetimeSet = "LifetimeBudget";

    /// <summary>Name of the campaign.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>Average daily budget, in the smallest unit of the ad account's currency (cents, dong).</summary>
    [Parameter(Mandatory = true, ParameterSetName = DailySet)]
    [ValidateRange(1, long.MaxValue)]
    public long DailyBudget { get; set => field = this.Bind(value); }

    /// <summary>Total budget, in the smallest unit of the ad account's currency (cents, dong).</summary>
    [Parameter(Mandatory = true, ParameterSetName = LifetimeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long LifetimeBudget { get; set => field = this.Bind(value); }

    /// <summary>Start of the campaign, within 30 days. The default is now.</summary>
    [Parameter]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>End of the campaign. By default, a campaign with a lifetime budget ends 30 days after its start, and a campaign with a daily budget does not
    /// end.</summary>
    [Parameter]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>ID of the Meta Pixel that attributes sales on your website.</summary>
    [Parameter]
    [ValidateId]
    public string? PixelId { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        var draft = new MessageCampaignDraft
        {
            Name = Name,
            DailyBudget = ParameterSetName == DailySet ? DailyBudget : null,
            LifetimeBudget = ParameterSetName == LifetimeSet ? LifetimeBudget : null,
            StartTime = StartTime,
            EndTime = EndTime,
            PixelId = PixelId,
        };
        try
        {
            draft.Check(DateTimeOffset.UtcNow);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
        }

        var campaigns = new MessageCampaignClient(Client);
        if (!ShouldProcess($"ad account {CurrentContext.AdAccountId}", $"Create message campaign '{Name}' for Page {CurrentContext.PageId}"))
        {
            return;
        }

        if (TryAwait(Name, token => campaigns.CreateAsync(draft, token), out MessageCampaign? campaign))
        {
            if (campaign!.Warning is not null)
            {
                WriteWarning(campaign.Warning);
            }

            SeenObjects.Campaigns.Add(campaign);
            WriteVerbose(string.Format(CultureInfo.InvariantCulture, "Messages can be sent from {0:u} at the earliest.", campaign.ReadyFrom));
            WriteObject(campaign);
        }
    }
}
