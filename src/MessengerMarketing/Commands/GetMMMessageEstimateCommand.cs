using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Estimates how many messages a budget pays for, or the cost of a message to all subscribers of the Page. It spends nothing.</summary>
[Cmdlet(VerbsCommon.Get, "MMMessageEstimate", DefaultParameterSetName = DailySet)]
[OutputType(typeof(MessageEstimate))]
public sealed class GetMMMessageEstimateCommand : GraphCmdlet
{
    private const string DailySet = "DailyBudget";
    private const string LifetimeSet = "LifetimeBudget";

    /// <summary>Average budget per day, in the smallest unit of the ad account's currency. Without a budget, the estimate is for all subscribers.</summary>
    [Parameter(ParameterSetName = DailySet)]
    [ValidateRange(1, long.MaxValue)]
    public long? DailyBudget { get; set => field = this.Bind(value); }

    /// <summary>Total budget, in the smallest unit of the ad account's currency.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LifetimeSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? LifetimeBudget { get; set => field = this.Bind(value); }

    /// <summary>Duration of the campaign in days.</summary>
    [Parameter]
    [ValidateRange(1, 3650)]
    public int? Days { get; set; }

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

        var insights = new MessageInsightClient(Client);
        WriteObject(AwaitOrThrow(CurrentContext.AdAccountId, token => insights.EstimateAsync(DailyBudget, LifetimeBudget, Days, token)));
    }
}
