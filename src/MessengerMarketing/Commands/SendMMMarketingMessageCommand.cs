using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Json;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Sends a campaign's message to subscribers, a few at a time; one receipt a subscriber.</summary>
[Cmdlet(VerbsCommunications.Send, "MMMarketingMessage", DefaultParameterSetName = TextSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(MarketingMessageReceipt))]
public sealed class SendMMMarketingMessageCommand : GraphCmdlet
{
    private const string TextSet = "Text";
    private const string MessageSet = "Message";

    private const int FirstCampaignCode = 2_300_000;

    private readonly SeenSet _seen = new();
    private readonly List<Task<Outcome>> _inFlight = [];
    private MarketingMessage? _message;
    private long _number;
    private long _skipped;
    private bool _isReady;

    /// <summary>The campaign: its id, what New-MMMessageCampaign wrote, or the exact name of a campaign that this session created.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Id")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string CampaignId { get; set; } = string.Empty;

    /// <summary>Subscription tokens, as Get-MMSubscriptionToken gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ItemPropertyTransformation(nameof(Token))]
    public string[] Token { get; set; } = [];

    /// <summary>A plain text of at most 640 characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set => field = this.Bind(value); }

    /// <summary>A message in Meta's form, as a hashtable or JSON text: <c>@{ attachment = @{ type = 'template'; payload = @{ … } } }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MessageSet)]
    [ValidateNotNull]
    public object? Message { get; set => field = this.Bind(value); }

    /// <summary>Skips people who talked with the Page within this many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MinConversationGapSec { get; set; }

    /// <summary>Waits while a new campaign is being set up, trying the first subscriber every minute.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How long -Wait waits at most. Three hours by default; 139 minutes have been measured.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 3 * 60 * 60;

    /// <summary>Messages in flight at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        try
        {
            MarketingMessage message = Text is not null ? MarketingMessage.FromText(Text) : MarketingMessage.FromJson(JsonObjects.ToJson(Message!));
            _message = message with { MinConversationGap = MinConversationGapSec is { } gap ? TimeSpan.FromSeconds(gap) : null };
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }

        CampaignId = CampaignReference.Resolve(this, CampaignId);
        _isReady = !Wait;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            Start(token);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Take(leave: 0);
        if (_skipped > 0)
        {
            WriteVerbose($"{_skipped} of {_number} tokens had come before in this run; nothing was sent to them again.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _seen.Dispose();
        }
    }

    private void Start(string token)
    {
        long number = ++_number;
        string target = Target(number);
        // Lines of a customer list are no tokens, and must not be sent to Meta as such.
        if (token == ItemText.None || token.Contains("@"))
        {
            WriteError(ItemErrors.ItemWithout("Token", number, "Pipe in what Get-MMSubscriptionToken writes, rows with a Token column, or tokens."));
            return;
        }

        if (string.IsNullOrWhiteSpace(token))
        {
            WriteError(ItemErrors.Unusable("The subscription token is blank.", target));
            return;
        }

        if (!_seen.Add(token))
        {
            _skipped++;
            return;
        }

        if (!ShouldProcess(target, $"Send a marketing message of campaign {CampaignId}"))
        {
            return;
        }

        var campaigns = new MessageCampaignClient(Client);
        TimeSpan longestWait = _isReady ? TimeSpan.Zero : TimeSpan.FromSeconds(TimeoutSec);
        _inFlight.Add(Task.Run(() => SendAsync(campaigns, number, token, longestWait), Cancellation));

        // While the campaign is being set up, trying one subscriber is enough.
        Take(leave: _isReady ? ThrottleLimit - 1 : 0);
        _isReady = true;
    }

    private async Task<Outcome> SendAsync(MessageCampaignClient campaigns, long number, string token, TimeSpan longestWait)
    {
        GraphException? problem = null;
        string? trackingId = null;
        try
        {
            trackingId = await campaigns.SendWhenReadyAsync(CampaignId, token, _message!, longestWait, TellWait, Cancellation);
        }
        catch (GraphException error)
        {
            problem = error;
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        var receipt = new MarketingMessageReceipt
        {
            Number = number,
            Token = token,
            Status = problem is null ? nameof(SendStatus.Accepted) : problem.RequestMayHaveArrived ? nameof(SendStatus.Unknown) : nameof(SendStatus.Refused),
            TrackingId = trackingId,
            ErrorId = problem?.ErrorId,
            NotBefore = now + problem?.RetryAfter,
            Time = now,
        };
        return new Outcome(receipt, problem);
    }

    private void TellWait(TimeSpan waited) => Post(() =>
    {
        string text = $"The campaign is still being set up; {waited.TotalMinutes:0} minutes so far.";
        WriteVerbose(text);
        WriteProgress(new ProgressRecord(0, $"Campaign {CampaignId}", text));
    });

    /// <summary>Writes what has been settled, and waits until no more than so many messages are in flight.</summary>
    private void Take(int leave)
    {
        Outcome? final = null;
        while (_inFlight.Count > leave || _inFlight.Exists(task => task.IsCompleted))
        {
            Task<Task<Outcome>> first = Task.WhenAny(_inFlight);
            WaitFor(first);
            // WhenAny is complete by now, so this does not block.
            Task<Outcome> settled = first.GetAwaiter().GetResult();
            _inFlight.Remove(settled);
            Outcome outcome = Await(_ => settled);
            WriteObject(outcome.Receipt);
            if (outcome.Problem is null)
            {
                continue;
            }

            if (IsOfCampaign(outcome.Problem))
            {
                // Nobody else can be sent anything; messages in flight are completed first.
                final ??= outcome;
                leave = 0;
            }
            else
            {
                WriteError(outcome.Problem.ToRecord(Target(outcome.Receipt.Number)));
            }
        }

        if (final is not null)
        {
            ThrowTerminatingError(final.Problem!.ToRecord($"campaign {CampaignId}"));
        }
    }

    /// <summary>Whether the campaign, the account or the connection is at fault, so that no other subscriber can fare better.</summary>
    private static bool IsOfCampaign(GraphException problem) => problem.Kind switch
    {
        GraphErrorKind.Authentication or GraphErrorKind.Permission or GraphErrorKind.TermsNotAccepted or GraphErrorKind.VersionDeprecated
            or GraphErrorKind.TemporarilyBlocked or GraphErrorKind.Throttled or GraphErrorKind.CampaignNotReady or GraphErrorKind.CampaignInactive
            or GraphErrorKind.BudgetExhausted or GraphErrorKind.RegionNotSupported or GraphErrorKind.NotNow or GraphErrorKind.ImageNotFetched => true,

        // A code of the campaign API's own speaks of the campaign or its message; a general one may mean this token alone.
        GraphErrorKind.NotFound or GraphErrorKind.InvalidParameter => problem.Error?.Code >= FirstCampaignCode,
        _ => false,
    };

    private static string Target(long number) => $"subscriber {number} of the run";

    private sealed record Outcome(MarketingMessageReceipt Receipt, GraphException? Problem);
}
