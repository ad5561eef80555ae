using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Customers;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>
/// Ends people's subscriptions to the Page's marketing messages, however they were won. Remove-MMAudienceUser is another thing: it takes
/// people out of one custom audience and leaves their subscription as it is.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "MMSubscriber", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(UnsubscribeReceipt))]
public sealed class RemoveMMSubscriberCommand : PageCmdlet
{
    private static readonly string[] Known = [nameof(Phone), nameof(Email), nameof(Psid), nameof(Token)];

    private readonly List<UnsubscribeRow> _rows = [];
    private readonly SortedDictionary<RejectReason, long> _leftOut = [];
    private UnsubscribeRowReader? _reader;
    private long _people;
    private long _unusable;
    private long _invalid;
    private int _batches;

    /// <summary>
    /// A person as a hashtable, or an object, with Phone, Email, Psid or Token; what it does not hold is taken from the parameters.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Phone number, in any usual form or as a SHA-256; it is sent in E.164 form with its plus sign.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PhoneNumber", "Mobile")]
    public string? Phone { get; set; }

    /// <summary>E-mail address, or its SHA-256.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("EmailAddress", "Mail")]
    public string? Email { get; set; }

    /// <summary>Page-scoped id. Used alone: phone and e-mail address of the same row are not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Psid { get; set; }

    /// <summary>Subscription token, as Get-MMSubscriptionToken gives it. Used alone, before everything else in the row.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Token { get; set; }

    /// <summary>Country of phone numbers without a calling code.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>Sends SHA-256 hashes of phones and e-mail addresses in place of the values.</summary>
    [Parameter]
    [Alias("Hashed")]
    public SwitchParameter Hash { get; set; }

    /// <summary>People in one call, 1 to 1,000.</summary>
    [Parameter]
    [ValidateRange(1, UnsubscribeClient.MaxRowsInBatch)]
    public int BatchSize { get; set; } = UnsubscribeClient.MaxRowsInBatch;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _reader = new UnsubscribeRowReader(DefaultCountry, Hash);
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _people++;
        if (InputObject is not null && !IsPerson(InputObject))
        {
            _unusable++;
            WriteError(ItemErrors.NotAPerson(_people));
            return;
        }

        RejectReason reason = _reader!.Read(
            Given(nameof(Phone), Phone), Given(nameof(Email), Email), Given(nameof(Psid), Psid), Given(nameof(Token), Token), out UnsubscribeRow? row);
        if (reason != RejectReason.None)
        {
            _leftOut[reason] = _leftOut.TryGetValue(reason, out long count) ? count + 1 : 1;
        }

        if (row is null)
        {
            _unusable++;
            WriteError(ItemErrors.PersonUnusable(reason, $"person {_people} of the run"));
            return;
        }

        _rows.Add(row);
        if (_rows.Count == BatchSize)
        {
            Send();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows.Count > 0)
        {
            Send();
        }

        if (_leftOut.Count > 0)
        {
            string reasons = string.Join(", ", _leftOut.Select(pair => $"{pair.Key} {pair.Value}"));
            WriteWarning($"{_unusable} of {(_people == 1 ? "1 person" : $"{_people} people")} {(_unusable == 1 ? "was" : "were")} left out. What could not be used: {reasons}.");
        }

        if (_invalid > 0)
        {
            WriteWarning($"Meta could not use {_invalid} of the rows it was sent; these people are still subscribed, if they were.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _reader?.Dispose();
        }
    }

    /// <summary>What a person's hashtable holds under a parameter's name or one of its aliases, and otherwise the parameter.</summary>
    private string? Given(string parameter, string? value)
    {
        // PowerShell itself has taken the properties of an object.
        return InputObject?.BaseObject is IDictionary person
            ? Names(parameter).Select(name => CellText.From(Entries.Find(person, name))).FirstOrDefault(static text => text is not null) ?? value
            : value;
    }

    /// <summary>Whether an item has anything by which somebody is known. A hashtable may leave it to the parameters.</summary>
    private bool IsPerson(PSObject item) => item.BaseObject is IDictionary || Array.Exists(Known, parameter => Names(parameter).Any(name => item.Properties[name] is not null));

    private IEnumerable<string> Names(string parameter) => [parameter, .. MyInvocation.MyCommand.Parameters[parameter].Aliases];

    private void Send()
    {
        UnsubscribeRow[] rows = [.. _rows];
        _rows.Clear();
        int batch = ++_batches;
        string target = $"Page {Account.PageId}, batch {batch}";
        string people = rows.Length == 1 ? "1 person" : $"{rows.Length} people";
        if (!ShouldProcess(target, $"Unsubscribe {people} from marketing messages, for good and in all audiences (Remove-MMAudienceUser takes them out of one audience alone)"))
        {
            return;
        }

        var client = new UnsubscribeClient(Client);
        bool done = TryAwait(target, token => client.UnsubscribeAsync(rows, token), out long? invalid, out GraphException? refusal);
        _invalid += invalid ?? 0;
        WriteObject(new UnsubscribeReceipt
        {
            Batch = batch,
            Rows = rows.Length,
            InvalidRows = invalid,
            Status = done ? nameof(SendStatus.Accepted) : refusal is { RequestMayHaveArrived: true } ? nameof(SendStatus.Unknown) : nameof(SendStatus.Refused),
            ErrorId = refusal?.ErrorId,
        });
    }
}
