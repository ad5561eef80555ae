using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Counts subscribers by how they were won, title, status and day. Takes tokens, or rows of a CSV file they were exported to.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MMSubscriber")]
[OutputType(typeof(SubscriberMeasure))]
public sealed class MeasureMMSubscriberCommand : SafeTextCmdlet
{
    private static readonly string[] Counted = [nameof(SubscriptionToken.OptInSource), nameof(SubscriptionToken.Title), nameof(SubscriptionToken.Status), nameof(SubscriptionToken.Created)];

    private SubscriberTally _tally = new([]);
    private long _items;

    /// <summary>What Get-MMSubscriptionToken writes; with its -BySource every token says how its subscriber was won.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>What to count by: OptInSource, Title, Status, Day. All four by default.</summary>
    [Parameter(Position = 0)]
    [ValidateCount(1, 4)]
    public SubscriberProperty[] Property { get; set; } = [SubscriberProperty.OptInSource, SubscriberProperty.Title, SubscriberProperty.Status, SubscriberProperty.Day];

    /// <inheritdoc/>
    protected override void BeginProcessing() => _tally = new SubscriberTally(Property);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        if (InputObject!.BaseObject is SubscriptionToken token)
        {
            _tally.Add(token.OptInSource, token.Title, token.Status, token.Created);
        }
        else if (Array.TrueForAll(Counted, name => !TryGet(name, out _)))
        {
            // Text lines, or an array given as one item, would be counted as subscribers of whom nothing is known.
            ThrowTerminatingError(ItemErrors.NotASubscriber(_items));
        }
        else
        {
            _tally.Add(Text(nameof(SubscriptionToken.OptInSource)), Text(nameof(SubscriptionToken.Title)), Text(nameof(SubscriptionToken.Status)), Time(nameof(SubscriptionToken.Created)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_tally.Measures(), enumerateCollection: true);

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

    private DateTimeOffset? Time(string name) => (TryGet(name, out object? value) ? value : null) switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(moment),

        // Export-Csv writes moments in the culture of whoever exports.
        string text when DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) => moment,
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) => moment,
        _ => null,
    };
}
