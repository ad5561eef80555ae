using System;
using System.Management.Automation;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Commands;

/// <summary>Asks people who wrote to the Page to subscribe to its marketing messages; nobody twice in a run.</summary>
[Cmdlet(VerbsCommunications.Send, "MMOptInRequest", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OptInRequestResult))]
public sealed class SendMMOptInRequestCommand : PageCmdlet
{
    private const string ImageSet = "Image";
    private const string NoImageSet = "NoImage";
    private const string ElementSet = "Element";

    private readonly SeenSet _asked = new();
    private OptInRequest _request = new();
    private long _people;
    private long _skipped;

    /// <summary>Page-scoped ids of people who wrote to the Page within 24 hours, as webhook events of Kind Message carry them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ItemPropertyTransformation(nameof(Psid))]
    public string[] Psid { get; set; } = [];

    /// <summary>What is asked for, at most 65 characters. Meta shows "Updates and promotions" without it.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Absolute https address of the image. Meta refuses requests without one (error 2018012).</summary>
    [Parameter(Mandatory = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? ImageUrl { get; set => field = this.Bind(value); }

    /// <summary>Sends no image, as Meta's reference allows; live traffic was refused.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoImageSet)]
    public SwitchParameter NoImage { get; set => field = this.Bind(value); }

    /// <summary>One to five cards in place of one image: <c>@{ Title = '…'; ImageUrl = '…' }</c>, each with a Payload if wanted.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ElementSet)]
    [OptInElementTransformation]
    [ValidateCount(1, OptInRequest.MaxElements)]
    public OptInElement[] Element { get; set => field = this.Bind(value); } = [];

    /// <summary>What the opt-in webhook brings back, to know which request was answered. The title by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Payload { get; set; }

    /// <summary>The people's time zone by its IANA name, for example Asia/Ho_Chi_Minh.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    /// <summary>How the image is cropped: HORIZONTAL (1.91 to 1) or SQUARE.</summary>
    [Parameter]
    public OptInImageAspectRatio? ImageAspectRatio { get; set; }

    /// <summary>The words on the button; GET_UPDATES by default.</summary>
    [Parameter]
    public OptInCallToAction? CallToAction { get; set; }

    /// <summary>Whether Meta asks again when the subscription is about to end; <c>-Reoptin:$false</c> says that it does not.</summary>
    [Parameter]
    public SwitchParameter Reoptin { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            _request = new OptInRequest
            {
                Title = Title,
                ImageUrl = ImageUrl,
                Elements = Element,
                Payload = Payload,
                TimeZone = TimeZone,
                ImageAspectRatio = ImageAspectRatio,
                CallToAction = CallToAction,
                Reoptin = MyInvocation.BoundParameters.ContainsKey(nameof(Reoptin)) ? Reoptin.IsPresent : null,
            }.Checked();
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(error.ToRecord());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string psid in Psid)
        {
            Ask(psid);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_skipped > 0)
        {
            WriteVerbose($"{_skipped} of {_people} items came from people who had been asked already in this run; they were not asked again.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _asked.Dispose();
        }
    }

    private void Ask(string text)
    {
        long number = ++_people;
        string target = $"person {number} of the run";
        string psid;
        if (text == ItemText.None)
        {
            WriteError(ItemErrors.ItemWithout("Psid", number, "Pipe in events of Watch-MMWebhook, rows with a Psid column, or Page-scoped ids."));
            return;
        }

        try
        {
            psid = OptInClient.CheckPsid(text);
        }
        catch (ArgumentException error)
        {
            WriteError(ItemErrors.Unusable(error.Plain(), target));
            return;
        }

        if (!_asked.Add(psid))
        {
            _skipped++;
            return;
        }

        if (!ShouldProcess(target, $"Send opt-in request '{_request.Title ?? OptInRequest.DefaultTitle}' from Page {Account.PageId}"))
        {
            return;
        }

        var client = new OptInClient(Client);
        if (TryAwait(target, token => client.SendAsync(psid, _request, token), out OptInRequestResult? result, out GraphException? refusal))
        {
            WriteObject(result);
        }
        else if (refusal is { RequestMayHaveArrived: false, Kind: not GraphErrorKind.AlreadyAsked })
        {
            // Nobody was asked; when the person writes again, the window is open again.
            _asked.Remove(psid);
        }
    }
}
