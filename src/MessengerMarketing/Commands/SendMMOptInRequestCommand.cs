using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;
using MessengerMarketing.Webhooks;

namespace MessengerMarketing.Commands;

/// <summary>Asks people whose 24-hour window is open to subscribe to the Page's marketing messages: once per run, and with a history once per week.</summary>
[Cmdlet(VerbsCommunications.Send, "MMOptInRequest", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OptInRequestResult))]
public sealed class SendMMOptInRequestCommand : OptInRequestCmdlet
{
    private const string ImageSet = "Image";
    private const string NoImageSet = "NoImage";
    private const string ElementSet = "Element";

    private static readonly TimeSpan RequestInterval = TimeSpan.FromDays(7);

    private ContactGuard? _guard;
    private OptInRequest _request = new();
    private long _people;

    /// <summary>Page-scoped IDs of people whose 24-hour window is open, from webhook events.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ItemPropertyTransformation(nameof(Psid))]
    public string[] Psid { get; set; } = [];

    /// <summary>Title of the request, at most 65 characters. Without it, Meta shows "Updates and promotions".</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Absolute https address of the image. Meta rejects requests without one (error 2018012).</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? ImageUrl { get; set => field = this.Bind(value); }

    /// <summary>Sends no image. Meta's reference allows this, but in practice Meta rejected such requests.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoImageSet)]
    public SwitchParameter NoImage { get; set => field = this.Bind(value); }

    /// <summary>One to five cards instead of one image: <c>@{ Title = '…'; ImageUrl = '…' }</c>, each with an optional Payload.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ElementSet)]
    [OptInElementTransformation]
    [ValidateCount(1, OptInRequest.MaxElements)]
    public OptInElement[] Element { get; set => field = this.Bind(value); } = [];

    /// <summary>The webhook event of the person. It is refused if it does not open the window, or if the window has ended.</summary>
    [Parameter(ValueFromPipeline = true)]
    [DeserializedTransformation]
    public WebhookEvent? InputObject { get; set; }

    /// <summary>The file that records whom the Page asked, and with which title, within seven days. It contains only hashes, and only its owner has
    /// access.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    private DateTimeOffset Now => Client.Options.TimeProvider.GetUtcNow();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _request = CreateRequest(Title, ImageUrl, Element);
        _guard = new ContactGuard(this, HistoryPath, Now - RequestInterval);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string psid in Psid)
        {
            Ask(psid, ++_people);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _guard!.WriteSkipped(_people, "asked under this title");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _guard?.Dispose();
        }
    }

    private void Ask(string text, long number)
    {
        if (InputObject is { } item && (!item.OpensWindow || item.WindowEnds <= Now))
        {
            WriteError(ContactErrors.OutsideWindow(item, number));
        }
        else if (text == ItemText.None)
        {
            WriteError(ItemErrors.ItemWithout("Psid", number, "Pipe events of Watch-MMWebhook, rows with a Psid column, or Page-scoped IDs."));
        }
        else if (ReadPsid(text, number) is { } psid)
        {
            Send(psid, $"person {number} of the run");
        }
    }

    private string? ReadPsid(string text, long number)
    {
        try
        {
            return OptInClient.CheckPsid(text);
        }
        catch (ArgumentException exception)
        {
            WriteError(ItemErrors.Unusable(exception.Plain(), $"person {number} of the run"));
            return null;
        }
    }

    private void Send(string psid, string target)
    {
        string title = _request.Title ?? OptInRequest.DefaultTitle;
        string contact = string.Join("\n", "opt-in", CurrentContext.PageId, psid, title);
        if (!_guard!.IsNew(contact) || !ShouldProcess(target, $"Send opt-in request '{title}' from Page {CurrentContext.PageId}"))
        {
            return;
        }

        _guard.Record(contact, Now);
        var client = new OptInClient(Client);
        if (TryAwait(target, token => client.SendAsync(psid, _request, token), out OptInRequestResult? result, ReleaseIfNotSent))
        {
            WriteObject(result);
        }

        void ReleaseIfNotSent(GraphException rejection)
        {
            if (rejection is { RequestMayHaveArrived: false, Kind: not GraphErrorKind.AlreadyAsked })
            {
                // Nobody was asked. When the person writes again, the window is open again.
                _guard.Release(contact);
            }
        }
    }
}
