using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Messaging;

/// <summary>The result of one call of the Unsubscribe API.</summary>
public sealed record UnsubscribeReceipt
{
    /// <summary>Number of the call, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>Number of rows sent.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of rows that Meta could not use; null when no response gives it. A person who is not a subscriber does not make a row invalid.</summary>
    public long? InvalidRows { get; init; }

    /// <summary>The result: the name of a <see cref="SendStatus"/>.</summary>
    public required string Status
    {
        get => StatusValue.ToString();
        init => StatusValue = (SendStatus)Enum.Parse(typeof(SendStatus), value);
    }

    /// <summary><see cref="Status"/> for the code of the module. PowerShell writes an enumeration to JSON as a number, so it gets the name.</summary>
    internal SendStatus StatusValue { get; private init; }

    /// <summary>Stable error id; null when there is no error.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Creates the receipt of a call.</summary>
    /// <param name="batch">Number of the call, from 1.</param>
    /// <param name="rows">Number of rows sent.</param>
    /// <param name="invalid">Number of rows that Meta could not use; null when it is unknown.</param>
    /// <param name="isAccepted">Whether Meta accepted the call.</param>
    /// <param name="rejection">The error of a call that was not accepted.</param>
    internal static UnsubscribeReceipt Create(int batch, int rows, long? invalid, bool isAccepted, GraphException? rejection) => new()
    {
        Batch = batch,
        Rows = rows,
        InvalidRows = invalid,
        Status = isAccepted ? nameof(SendStatus.Accepted) : rejection is { RequestMayHaveArrived: true } ? nameof(SendStatus.Unknown) : nameof(SendStatus.Rejected),
        ErrorId = rejection?.ErrorId,
    };
}

/// <summary>
/// Ends people's subscriptions to the marketing messages of the account's Page. Removing people from a custom audience is different: since
/// 2026-05-05 it does not change their subscription.
/// </summary>
internal sealed class UnsubscribeClient
{
    /// <summary>The maximum number of rows per call. Meta does not document a limit.</summary>
    public const int MaxRowsInBatch = 1000;

    private static readonly ResponseShape UnsubscribedShape = new(static body =>
        body.Integer("invalid_rows_count") >= 0 || body.Boolean("success") == true
            ? ResponseShape.DeniesSuccess(body)
            : "the response does not contain the number of invalid rows");

    private readonly GraphClient _client;

    /// <summary>Creates a client that uses the account of <paramref name="client"/>, which must have a Page token.</summary>
    public UnsubscribeClient(GraphClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>
    /// Sends rows with <c>POST /&lt;PAGE_ID&gt;/messaging_customer_base/unsubscribe</c>. The call is idempotent, so it is retried like a
    /// query.
    /// </summary>
    /// <param name="rows">1 to 1,000 rows.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Number of rows that Meta could not use (<c>invalid_rows_count</c>); null when the response does not give it.</returns>
    /// <exception cref="GraphException">The request failed.</exception>
    public async Task<long?> UnsubscribeAsync(IReadOnlyList<UnsubscribeRow> rows, CancellationToken cancellationToken = default)
    {
        if (rows is null || rows.Count is 0 or > MaxRowsInBatch)
        {
            throw new ArgumentException($"A call must have 1 to {MaxRowsInBatch} rows.", nameof(rows));
        }

        var request = new GraphRequest(HttpMethod.Post, $"{_client.Context.PageId}/messaging_customer_base/unsubscribe")
        {
            Token = GraphToken.Page,
            IsIdempotent = true,
            Shape = UnsubscribedShape,
            Content = Bodies.Json(new UnsubscribeBody(rows), MessagingJson.Default.UnsubscribeBody),
        };
        GraphResponse response = await _client.SendAsync(request, cancellationToken);
        return response.Body.Integer("invalid_rows_count");
    }
}
