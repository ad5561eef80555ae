using System.IO;
using System.Management.Automation;
using System.Text;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Webhooks;

namespace MessengerMarketing.Commands;

/// <summary>Verifies the signature of a webhook and reads its events, for hosts that receive the request themselves. The signature covers the bytes of the
/// body: pass the bytes, or the decoded text, but never a body that was parsed and serialized again.</summary>
[Cmdlet(VerbsData.ConvertFrom, "MMWebhook", DefaultParameterSetName = SignatureSet)]
[OutputType(typeof(UploadStatusEvent))]
[OutputType(typeof(OptInEvent))]
[OutputType(typeof(MessageEvent), typeof(PostbackEvent), typeof(ReferralEvent), typeof(ReactionEvent))]
[OutputType(typeof(CommentEvent), typeof(VisitorPostEvent))]
[OutputType(typeof(EchoEvent), typeof(DeliveredEvent), typeof(ReadEvent), typeof(ClickedEvent), typeof(FailedEvent))]
[OutputType(typeof(OtherEvent))]
public sealed class ConvertFromMMWebhookCommand : WebhookCmdlet
{
    private const string SignatureSet = "Signature";
    private const string UncheckedSet = "Unchecked";

    private readonly MemoryStream _bytes = new();
    private Secret? _secret;
    private long _number;

    /// <summary>The body as bytes, or as text, which is encoded as UTF-8. Single bytes from the pipeline, which enumerates arrays, are joined.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Body")]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>The header X-Hub-Signature-256.</summary>
    [Parameter(Position = 1, ParameterSetName = SignatureSet)]
    [AllowNull]
    [AllowEmptyString]
    public string? Signature { get; set => field = this.Bind(value); }

    /// <summary>Reads the body without verifying the signature. For bodies that were verified before, such as those in an inbox.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UncheckedSet)]
    public SwitchParameter SkipSignatureCheck { get; set => field = this.Bind(value); }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _secret = SkipSignatureCheck ? null : RequireAppSecret();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (input is byte single)
        {
            _bytes.WriteByte(single);
            return;
        }

        ReadCollected();
        switch (input)
        {
            case byte[] body:
                Read(body, isText: false);
                break;
            case string text:
                Read(Encoding.UTF8.GetBytes(text), isText: true);
                break;
            default:
                WriteError(WebhookErrors.Unreadable("Pass the body as it was received, as text or bytes. A parsed body cannot be verified.", ++_number));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => ReadCollected();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _bytes.Dispose();
        }
    }

    private void ReadCollected()
    {
        if (_bytes.Length > 0)
        {
            byte[] body = _bytes.ToArray();
            _bytes.SetLength(0);
            Read(body, isText: false);
        }
    }

    private void Read(byte[] body, bool isText)
    {
        _number++;
        if (_secret is not null && WebhookSignature.Check(_secret, body, Signature) is var status && status != WebhookSignatureStatus.Valid)
        {
            WriteError(WebhookErrors.SignatureRefused(status, _number));
            return;
        }

        WebhookPayload payload = WebhookParser.Parse(body);
        if (payload.Problem is { } problem)
        {
            WriteError(WebhookErrors.Unreadable(isText ? $"{problem} To read a whole file, use Get-Content -Raw." : problem, _number));
        }

        WriteObject(payload.Events, enumerateCollection: true);
    }
}
