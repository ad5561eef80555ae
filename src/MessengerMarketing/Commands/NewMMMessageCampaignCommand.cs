using System;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Makes a campaign for marketing messages. It sends nothing by itself and takes an hour or more until Send-MMMarketingMessage can use it.</summary>
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

    /// <summary>What may be spent a day on average, in the smallest unit of the ad account's currency (cents, dong).</summary>
    [Parameter(Mandatory = true, ParameterSetName = DailySet)]
    [ValidateRange(1, long.MaxValue)]
    public long DailyBudget { get; set => field = this.Bind(value); }

    /// <summary>What may be spent in all, in the smallest unit of the ad account's currency (cents, dong).</summary>
    [Parameter(Mandatory = true, ParameterSetName = LifetimeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long LifetimeBudget { get; set => field = this.Bind(value); }

    /// <summary>When sending begins, within 30 days. Now by default.</summary>
    [Parameter]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When sending ends. By default 30 days after the start with a lifetime budget, never with a daily one.</summary>
    [Parameter]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Meta Pixel to which sales on your web site are attributed.</summary>
    [Parameter]
    [ValidateId]
    public string? PixelId { get; set; }

    /// <summary>Takes what the pipeline brings by mistake: PowerShell's own error for it would repeat the item, which may be a customer's row.</summary>
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
        if (!ShouldProcess($"ad account {Account.AdAccountId}", $"Create message campaign '{Name}' for Page {Account.PageId}"))
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
