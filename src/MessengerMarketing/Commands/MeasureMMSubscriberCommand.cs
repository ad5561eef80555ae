using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks.Subscribers;

namespace MessengerMarketing.Commands;

/// <summary>Counts subscribers by opt-in source, title, status, and day, and with an inbox by door and ref. Accepts tokens, or rows of a CSV export of
/// tokens.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MMSubscriber")]
[OutputType(typeof(SubscriberMeasure), typeof(SubscriberDoorMeasure))]
public sealed class MeasureMMSubscriberCommand : PipelineCmdlet
{
    private static readonly string[] Counted = [nameof(SubscriptionToken.OptInSource), nameof(SubscriptionToken.Title), nameof(SubscriptionToken.Status), nameof(SubscriptionToken.Created)];

    private SubscriberTally? _tally;
    private SubscriberDoors? _doors;
    private long _items;

    /// <summary>The output of Get-MMSubscriptionToken. With -BySource, every token has its opt-in source.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The properties to count by. The default is OptInSource, Title, Status, and Day, or Door and Ref with an inbox.</summary>
    [Parameter(Position = 0)]
    [ValidateCount(1, 6)]
    public SubscriberProperty[]? Property { get; set; }

    /// <summary>Inboxes of Watch-MMWebhook -InboxPath, with their rotated files. Wildcards are supported.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? InboxPath { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        SubscriberProperty[] properties = Property ?? (InboxPath is null
            ? [SubscriberProperty.OptInSource, SubscriberProperty.Title, SubscriberProperty.Status, SubscriberProperty.Day]
            : [SubscriberProperty.Door, SubscriberProperty.Ref]);
        bool usesInbox = properties.Contains(SubscriberProperty.Door) || properties.Contains(SubscriberProperty.Ref);
        if (usesInbox && InboxPath is null)
        {
            ThrowTerminatingError(ItemErrors.NoInboxForDoors());
        }

        if (!usesInbox && InboxPath is not null)
        {
            WriteWarning("The inbox is not read, because it is used only to count by Door and Ref.");
        }

        _doors = usesInbox ? new SubscriberDoors(properties) : null;
        _tally = usesInbox ? null : new SubscriberTally(properties);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        if (InputObject!.BaseObject is SubscriptionToken token)
        {
            Count(new(token.OptInSource, token.Title, token.Status, token.Created?.UtcDateTime), token.RecipientId, token.Created);
        }
        else if (Array.TrueForAll(Counted, name => !TryGet(name, out _)))
        {
            // Lines of text, or an array as one item, would be counted as subscribers without any properties.
            ThrowTerminatingError(ItemErrors.NotASubscriber(_items));
        }
        else
        {
            DateTimeOffset? created = Time(nameof(SubscriptionToken.Created));
            SubscriberGroup group = new(Text(nameof(SubscriptionToken.OptInSource)), Text(nameof(SubscriptionToken.Title)), Text(nameof(SubscriptionToken.Status)), created?.UtcDateTime);
            Count(group, Text(nameof(SubscriptionToken.RecipientId)), created);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_tally?.Measures() ?? MeasureDoors(_doors!), enumerateCollection: true);

    private IReadOnlyList<SubscriberMeasure> MeasureDoors(SubscriberDoors doors)
    {
        InboxPaths.Resolve(this, InboxPath!).ToList().ForEach(ReadInbox);

        IReadOnlyList<SubscriberMeasure> measures = doors.Measures();
        if (doors.UnreadableLines > 0)
        {
            WriteWarning($"{doors.UnreadableLines} lines of the inbox cannot be read, and were skipped.");
        }

        if (doors.CombinedRefs > 0)
        {
            WriteWarning($"{doors.CombinedRefs} less frequent refs are counted together as '{SubscriberDoors.OtherRefs}': only the {SubscriberDoors.MaxRefs} most frequent ones are counted separately.");
        }

        return measures;
    }

    private void Count(SubscriberGroup group, string? psid, DateTimeOffset? created)
    {
        _tally?.Add(group);
        _doors?.Add(group, psid, created);
    }

    /// <summary>Reads an inbox off the pipeline thread, so that Ctrl+C works. An error is written, and the next one is read.</summary>
    private void ReadInbox(string path) => MessageJournalErrors.Report(this, path, () => Await(cancellationToken =>
    {
        _doors!.AddInbox(path, cancellationToken);
        return Task.FromResult(true);
    }));

    private bool TryGet(string name, out object? value)
    {
        if (InputObject!.BaseObject is IDictionary entries)
        {
            return Entries.TryFind(entries, name, out value);
        }

        PSPropertyInfo? property = InputObject.Properties[name];
        value = property?.Value;
        return property is not null;
    }

    private string? Text(string name) => TryGet(name, out object? value) ? value?.ToString() : null;

    private DateTimeOffset? Time(string name) => TryGet(name, out object? value) ? ItemTime.From(value) : null;
}
