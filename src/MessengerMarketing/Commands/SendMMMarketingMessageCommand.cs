using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Json;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.Sending;
using MessengerMarketing.Messaging.Sending.Journal;

namespace MessengerMarketing.Commands;

/// <summary>Sends a message of a campaign to subscribers, a few at a time, and writes a receipt for each subscriber.</summary>
[Cmdlet(VerbsCommunications.Send, "MMMarketingMessage", DefaultParameterSetName = TextSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(MarketingMessageReceipt))]
public sealed class SendMMMarketingMessageCommand : GraphCmdlet
{
    private const string TextSet = "Text";
    private const string MessageSet = "Message";

    private MessageStreams? _streams;

    /// <summary>The campaign: its ID, its exact name, or an object from Get-MMMessageCampaign or New-MMMessageCampaign.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Id")]
    [CampaignTransformation]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string CampaignId { get; set; } = string.Empty;

    /// <summary>Subscription tokens from Get-MMSubscriptionToken.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ItemPropertyTransformation(nameof(Token))]
    public string[] Token { get; set; } = [];

    /// <summary>A plain text of at most 640 characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    [ValidateNotNullOrEmpty]
    public string? Text { get; set => field = this.Bind(value); }

    /// <summary>A message in Meta's format, as a hashtable or JSON text: <c>@{ attachment = @{ type = 'template'; payload = @{ … } } }</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MessageSet)]
    [ValidateNotNull]
    public object? Message { get; set => field = this.Bind(value); }

    /// <summary>Records messages in this file, so that nobody gets the message twice, even if the process is killed and the command runs again.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Sends the message again to subscribers for whom the journal has no result.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>Skips people who had a conversation with the Page within this number of seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MinConversationGapSec { get; set; }

    /// <summary>Waits while a new campaign is in preparation, by retrying the first subscriber, and while Meta paces the messages of the campaign.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Maximum number of seconds that -Wait waits. The default is three hours; up to 139 minutes have been measured.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 3 * 60 * 60;

    /// <summary>Maximum number of messages that are sent at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        MarketingMessage message = ReadMessage();
        string campaignId = CampaignReference.Resolve(this, Client, CampaignId);
        _streams = new MessageStreams(this, campaignId, ThrottleLimit, JournalPath is not null);
        var options = new MessageRunOptions
        {
            CampaignId = campaignId,
            Message = message,
            MaxWait = Wait ? TimeSpan.FromSeconds(TimeoutSec) : TimeSpan.Zero,
            RetriesUnknown = RetryUnknown,
            OnWait = _streams.ReportWait,
        };
        _streams.Start(new MessageRun(Client, options, OpenJournal(campaignId, message)), waitsForFirst: Wait);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string token in Token)
        {
            _streams!.Send(token);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _streams!.Complete();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _streams?.Dispose();
        }
    }

    private MarketingMessage ReadMessage()
    {
        try
        {
            MarketingMessage message = Text is not null ? MarketingMessage.FromText(Text) : MarketingMessage.FromJson(JsonObjects.ToJson(Message!));
            return message with { MinConversationGap = MinConversationGapSec is { } gap ? TimeSpan.FromSeconds(gap) : null };
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
            throw;
        }
    }

    private MessageJournal? OpenJournal(string campaignId, MarketingMessage message)
    {
        if (JournalPath is null)
        {
            return null;
        }

        MessageJournalHeader Create(Guid runId) => MessageJournalHeader.Create(runId, CurrentContext, campaignId, message);
        MessageJournal journal = MessageJournalErrors.Guard(this, JournalPath, path => this.IsWhatIf() ? MessageJournal.OpenDryRun(path, Create) : MessageJournal.Open(path, Create));
        if (journal.WasOpenToOthers)
        {
            WriteWarning($"Other users had access to the journal '{JournalPath}'. Now only its owner has.");
        }

        return journal;
    }
}
