using System.Collections.Generic;
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
    private readonly UnsubscribeTotals _totals = new();
    private readonly PersonEntries _entries;
    private UnsubscribeRowReader? _reader;
    private int _batches;

    /// <summary>A cmdlet that was not run.</summary>
    public RemoveMMSubscriberCommand() => _entries = new PersonEntries(this, Known);

    /// <summary>A person as a hashtable, or an object, with Phone, Email, Psid or Token; what it does not hold is taken from the parameters.</summary>
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
        _reader = ArgumentErrors.Guard(this, () => new UnsubscribeRowReader(DefaultCountry, Hash));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _totals.AddPerson();
        if (InputObject is not null && !_entries.IsPerson(InputObject))
        {
            _totals.AddUnusable();
            WriteError(ItemErrors.NotAPerson(_totals.People));
            return;
        }

        RejectReason reason = _reader!.Read(
            Find(nameof(Phone), Phone), Find(nameof(Email), Email), Find(nameof(Psid), Psid), Find(nameof(Token), Token), out UnsubscribeRow? row);
        _totals.AddReason(reason);
        if (row is null)
        {
            _totals.AddUnusable();
            WriteError(ItemErrors.PersonUnusable(reason, $"person {_totals.People} of the run"));
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

        foreach (string warning in _totals.CreateWarnings())
        {
            WriteWarning(warning);
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

    private string? Find(string parameter, string? value) => _entries.Find(InputObject, parameter, value);

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
        GraphException? refusal = null;
        bool done = TryAwait(target, token => client.UnsubscribeAsync(rows, token), out long? invalid, exception => refusal = exception);
        _totals.AddInvalid(invalid);
        WriteObject(UnsubscribeReceipt.Create(batch, rows.Length, invalid, done, refusal));
    }
}
