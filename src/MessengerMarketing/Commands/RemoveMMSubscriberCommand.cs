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

/// <summary>Ends subscriptions to the Page's marketing messages, regardless of the opt-in source. In contrast, Remove-MMAudienceUser removes people from one
/// custom audience, and their subscriptions remain.</summary>
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

    /// <summary>Creates the cmdlet.</summary>
    public RemoveMMSubscriberCommand() => _entries = new PersonEntries(this, Known);

    /// <summary>A person as a hashtable or an object with Phone, Email, Psid, or Token. Missing values are taken from the parameters.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Phone number in any common format, or its SHA-256 hash. It is sent in E.164 format with a plus sign.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PhoneNumber", "Mobile")]
    public string? Phone { get; set; }

    /// <summary>Email address, or its SHA-256 hash.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("EmailAddress", "Mail")]
    public string? Email { get; set; }

    /// <summary>Page-scoped ID. If it is specified, the phone number and email address of the same row are not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Psid { get; set; }

    /// <summary>Subscription token from Get-MMSubscriptionToken. If it is specified, no other value of the row is sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Token { get; set; }

    /// <summary>Country of phone numbers without a calling code.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CountryCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DefaultCountry { get; set; }

    /// <summary>Sends SHA-256 hashes instead of phone numbers and email addresses.</summary>
    [Parameter]
    [Alias("Hashed")]
    public SwitchParameter Hash { get; set; }

    /// <summary>Maximum number of people per call, 1 to 1,000.</summary>
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
        string target = $"Page {CurrentContext.PageId}, batch {batch}";
        string people = rows.Length == 1 ? "1 person" : $"{rows.Length} people";
        if (!ShouldProcess(target, $"Permanently unsubscribe {people} from marketing messages in all audiences (Remove-MMAudienceUser removes people from one audience only)"))
        {
            return;
        }

        var client = new UnsubscribeClient(Client);
        GraphException? rejection = null;
        bool done = TryAwait(target, token => client.UnsubscribeAsync(rows, token), out long? invalid, exception => rejection = exception);
        _totals.AddInvalid(invalid);
        WriteObject(UnsubscribeReceipt.Create(batch, rows.Length, invalid, done, rejection));
    }
}
