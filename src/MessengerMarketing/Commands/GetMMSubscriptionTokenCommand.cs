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

    /// <summary>
    /// Only people matched in one of these custom audiences, given by their ids, their exact names, or as Get-MMAudience gave them. Meta leaves out
    /// audiences with fewer than 100 matched people.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[] AudienceId { get; set; } = [];

    /// <summary>Only subscribers won in these ways: SubscriberList, ClickToMessenger, CommentAutomation, ReplyAutomation, or Other for the rest, such as opt-in requests.</summary>
    [Parameter(ParameterSetName = SourceSet)]
    public OptInSource[] OptInSource { get; set => field = this.Bind(value); } = [];

    /// <summary>Asks for one way after the other, so that every token says how its subscriber was won. Takes five lists in place of one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = BySourceSet)]
    public SwitchParameter BySource { get; set => field = this.Bind(value); }

    /// <summary>Only from this moment on.</summary>
    [Parameter]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only until this moment.</summary>
    [Parameter]
    public DateTimeOffset? Until { get; set; }

    /// <summary>One token a person, the first that comes. Done here, as Meta's own way ends the list at 10,000 tokens.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>
    /// Seconds that a rate limit may hold up each page of the list. Meta allows an ad account 1,000 such calls an hour, so that a list of more than
    /// 1,000,000 tokens waits for the next hour. 0 fails at once.
    /// </summary>
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
            if (!AudienceReference.TryResolve(this, Account, Client, idOrName, StringComparison.OrdinalIgnoreCase, out string id))
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
            ForEach($"Page {Account.PageId}", tokens.ListAsync(query, Cancellation), token =>
            {
                if (token.AudienceIds.Count > 0)
                {
                    silent.ExceptWith(token.AudienceIds);
                }
                else
                {
                    // Without ids there is no telling which of the audiences the token is from.
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
            WriteWarning($"No subscription token came for audience {string.Join(", ", silent)}. Meta gives none while fewer than 100 people of an audience are matched, and matching takes up to 24 hours.");
        }
    }
}
