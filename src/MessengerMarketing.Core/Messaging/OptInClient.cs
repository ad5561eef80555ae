using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging;

/// <summary>Sends opt-in requests for marketing messages from the account's Page.</summary>
internal sealed class OptInClient
{
    private static readonly ResponseShape SentShape = new(static body =>
        ReadMessageId(body) is null ? "the response has no message ID" : ResponseShape.DeniesSuccess(body));

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>, which must have a Page token.</summary>
    public OptInClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Sends one request: <c>POST /&lt;PAGE_ID&gt;/messages</c> with the body of Meta's guide. It waits when the documented rate is
    /// reached. When the response is lost, the request is not sent again, because the person would see it twice.
    /// </summary>
    /// <param name="psid">Page-scoped id, digits, of a person who wrote to the Page within 24 hours.</param>
    /// <param name="request">The content of the request. It is checked before the request is sent.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The id or the request is not valid. The exception message does not repeat the id.</exception>
    /// <exception cref="GraphException">The request was rejected, or its result is unknown (<see cref="GraphException.RequestMayHaveArrived"/>).</exception>
    public async Task<OptInRequestResult> SendAsync(string psid, OptInRequest request, CancellationToken cancellationToken = default)
    {
        if (request is null)
        {
            throw new ArgumentNullException(nameof(request));
        }

        OptInRequest checkedRequest = request.Checked();
        Func<HttpContent> body = Bodies.Json(Body(CheckPsid(psid), checkedRequest), MessagingJson.Default.OptInBody);
        await SendRate.WaitAsync(_client.Context, HasMedia(checkedRequest), cancellationToken);
        GraphResponse response = await _client.SendAsync(
            new GraphRequest(HttpMethod.Post, $"{_client.Context.PageId}/messages") { Token = GraphToken.Page, Content = body, Shape = SentShape },
            cancellationToken);
        return new OptInRequestResult
        {
            Psid = response.Body.Text("recipient_id") ?? response.Body.IdOrText("recipient") ?? psid,
            MessageId = ReadMessageId(response.Body),
            Title = SafeText.SingleLine(checkedRequest.Title ?? OptInRequest.DefaultTitle),
            Time = _client.Options.TimeProvider.GetUtcNow(),
        };
    }

    /// <summary>Checks a Page-scoped id.</summary>
    /// <exception cref="ArgumentException">The id is not a number of at most 20 digits. The exception message does not repeat it.</exception>
    public static string CheckPsid(string? psid) => GraphId.IsId(psid?.Trim())
        ? psid!.Trim()
        : throw new ArgumentException("A Page-scoped ID (PSID) must be a number of at most 20 digits.", nameof(psid));

    /// <summary>Reads both formats: <c>{recipient:{id,message_id}}</c> from Meta's guide, and <c>{recipient_id,message_id}</c> from recorded traffic.</summary>
    private static string? ReadMessageId(JsonElement body)
    {
        string? id = body.Text("message_id") ?? body.Object("recipient")?.Text("message_id");
        return string.IsNullOrWhiteSpace(id) ? null : id;
    }

    private static bool HasMedia(OptInRequest request) => request.ImageUrl is not null || request.Elements.Count > 0;

    private OptInBody Body(string psid, OptInRequest request)
    {
        string payload = request.Payload ?? request.Title ?? OptInRequest.DefaultTitle;
        return new OptInBody
        {
            Recipient = new RecipientNode(psid),
            Page = _client.Context.PageId,
            Message = new OptInMessage
            {
                Attachment = new OptInAttachment
                {
                    Payload = new OptInTemplate
                    {
                        TimeZone = request.TimeZone,
                        Title = request.Title,
                        ImageUrl = request.ImageUrl,
                        ImageAspectRatio = request.ImageAspectRatio?.ToString(),
                        CallToAction = request.CallToAction?.ToString(),
                        Reoptin = request.Reoptin switch { true => "ENABLED", false => "DISABLED", null => null },
                        Elements = request.Elements.Count == 0 ? null : Elements(request, payload),
                        Payload = payload,
                    },
                },
            },
        };
    }

    private static List<OptInElementNode> Elements(OptInRequest request, string payload) =>
    [
        .. request.Elements.Select(element => new OptInElementNode { Title = element.Title!, ImageUrl = element.ImageUrl!, Payload = element.Payload ?? payload }),
    ];
}
