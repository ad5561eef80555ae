using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Lists the Page's subscription tokens: one for each subscription of a person to its marketing messages.</summary>
[Cmdlet(VerbsCommon.Get, "MMSubscriptionToken", DefaultParameterSetName = SourceSet)]
[OutputType(typeof(SubscriptionToken))]
public sealed class GetMMSubscriptionTokenCommand : PageCmdlet
{
    private const string SourceSet = "OptInSource";
    private const string BySourceSet = "BySource";

    private static readonly OptInSource[] AllSources = [.. Enum.GetValues(typeof(OptInSource)).Cast<OptInSource>()];

    /// <summary>Returns only people who were matched in these custom audiences (IDs, exact names, or objects from Get-MMAudience). Meta leaves out audiences
    /// with fewer than 100 matched people.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[] AudienceId { get; set; } = [];

    /// <summary>Returns only subscribers from these sources: SubscriberList, ClickToMessenger, CommentAutomation, ReplyAutomation, or Other, which includes
    /// opt-in requests.</summary>
    [Parameter(ParameterSetName = SourceSet)]
    public OptInSource[] OptInSource { get; set => field = this.Bind(value); } = [];

    /// <summary>Queries each source separately, so that every token has its opt-in source. Reads five lists instead of one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySourceSet)]
    public SwitchParameter BySource { get; set => field = this.Bind(value); }

    /// <summary>Returns only subscriptions created at or after this time.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Returns only subscriptions created until this time.</summary>
    [Parameter]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Returns only the first token of each person. Filtered here, because Meta's own option returns at most 10,000 tokens.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Maximum number of seconds that a rate limit can delay each page of the list. Meta allows 1,000 such calls per ad account and hour, so a list of
    /// more than 1,000,000 tokens waits for the next hour. With 0, the cmdlet fails immediately.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <inheritdoc/>
    private protected override GraphClientOptions Configure(GraphClientOptions options) =>
        options with { MaxWait = TimeSpan.FromSeconds(MaxWaitSec), WaitsOutThrottling = true };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var ids = new List<string>();
        foreach (string idOrName in AudienceId)
        {
            if (!AudienceReference.TryResolve(this, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id))
            {
                return;
            }

            ids.Add(id);
        }

        var tokens = new SubscriptionTokenClient(Client);
        var query = new SubscriptionTokenQuery
        {
            AudienceIds = ids,
            Sources = BySource ? AllSources : OptInSource,
            Since = Since,
            Until = Until,
            Unique = Unique,
        };
        var silent = new HashSet<string>(ids);
        try
        {
            ForEach($"Page {CurrentContext.PageId}", tokens.ListAsync(query, Cancellation), token =>
            {
                if (token.AudienceIds.Count > 0)
                {
                    silent.ExceptWith(token.AudienceIds);
                }
                else
                {
                    // Without IDs, it is unknown which audience the token belongs to.
                    silent.Clear();
                }

                WriteObject(token);
            });
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
        }

        if (silent.Count > 0)
        {
            WriteWarning($"There are no subscription tokens for audience {string.Join(", ", silent)}. Meta returns none while fewer than 100 people of an audience are matched. Matching takes up to 24 hours.");
        }
    }
}
