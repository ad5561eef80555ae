using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Pauses or resumes message campaigns, or changes their budgets.</summary>
[Cmdlet(VerbsCommon.Set, "MMMessageCampaign", DefaultParameterSetName = DailySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(MessageCampaign))]
public sealed class SetMMMessageCampaignCommand : GraphCmdlet
{
    private const string DailySet = "DailyBudget";
    private const string LifetimeSet = "LifetimeBudget";
    private const string Paused = "Paused";

    /// <summary>The campaigns: IDs, exact names, or objects from Get-MMMessageCampaign.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("CampaignId")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>New status. A paused campaign sends nothing until it is Active again.</summary>
    [Parameter]
    [ValidateSet("Active", Paused)]
    public string? Status { get; set; }

    /// <summary>The new average budget per day, in the smallest unit of the ad account's currency.</summary>
    [Parameter(ParameterSetName = DailySet)]
    [ValidateRange(1, long.MaxValue)]
    public long? DailyBudget { get; set => field = this.Bind(value); }

    /// <summary>The new total budget, in the smallest unit of the ad account's currency.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LifetimeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? LifetimeBudget { get; set => field = this.Bind(value); }

    /// <summary>Writes the campaigns after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsPaused => string.Equals(Status, Paused, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Status is null && DailyBudget is null && LifetimeBudget is null)
        {
            ThrowTerminatingError(CampaignErrors.NothingToChange());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var campaigns = new MessageCampaignClient(Client);
        foreach (string idOrName in Id)
        {
            if (!CampaignReference.TryResolve(this, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id)
                || !ShouldProcess(CampaignReference.Format(id), FormatChange()))
            {
                continue;
            }

            if (TryAwait(id, token => ChangeAsync(campaigns, id, token), out MessageCampaign? campaign))
            {
                SeenObjects.Campaigns.Add(campaign!);
                if (PassThru)
                {
                    WriteObject(campaign);
                }
            }
        }
    }

    /// <summary>Pauses a campaign before its budget changes, and resumes a campaign after that.</summary>
    private async Task<MessageCampaign> ChangeAsync(MessageCampaignClient campaigns, string id, CancellationToken cancellationToken)
    {
        if (IsPaused)
        {
            await campaigns.SetPausedAsync(id, isPaused: true, cancellationToken);
        }

        if ((DailyBudget ?? LifetimeBudget) is not null)
        {
            await campaigns.SetBudgetAsync(id, DailyBudget, LifetimeBudget, cancellationToken);
        }

        if (Status is not null && !IsPaused)
        {
            await campaigns.SetPausedAsync(id, isPaused: false, cancellationToken);
        }

        return await campaigns.GetAsync(id, cancellationToken);
    }

    private string FormatChange()
    {
        List<string> changes = [];
        if (Status is not null)
        {
            changes.Add(IsPaused ? "Pause" : "Resume");
        }

        if ((DailyBudget ?? LifetimeBudget) is { } budget)
        {
            changes.Add(string.Format(CultureInfo.InvariantCulture, "Set {0} budget to {1}", DailyBudget is null ? "lifetime" : "daily", budget));
        }

        return string.Join(", ", changes);
    }
}
