using System;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>
/// What a response must contain to count as success. A 2xx response without it, such as a proxy's page, is reported as
/// <see cref="GraphErrorKind.UnexpectedAnswer"/>.
/// </summary>
public sealed class ResponseShape
{
    private readonly Func<JsonElement, string?> _findProblem;

    /// <summary>Defines a shape.</summary>
    /// <param name="findProblem">Returns the problem of a body without any of its values, such as <c>the response has no id</c>; null when there is none.</param>
    public ResponseShape(Func<JsonElement, string?> findProblem) => _findProblem = findProblem ?? throw new ArgumentNullException(nameof(findProblem));

    /// <summary>Any JSON except <c>null</c> and an object with <c>"success": false</c>. For calls with an unknown response.</summary>
    public static ResponseShape Any { get; } = new(static body => body.ValueKind == JsonValueKind.Null ? "the response is null" : DeniesSuccess(body));

    /// <summary>An object whose <c>id</c> is the id of a new object: digits.</summary>
    public static ResponseShape Id { get; } = new(static body =>
        GraphId.IsId(body.Text("id")) ? DeniesSuccess(body) : "the response has no ID");

    /// <summary>The requested object: its <c>id</c> is this one.</summary>
    /// <param name="id">The id in the request path.</param>
    public static ResponseShape Node(string id) => new(body =>
        body.Text("id") == id ? null : "the response is not about the requested object");

    /// <summary>An object with <c>"success": true</c>.</summary>
    public static ResponseShape Success { get; } = new(static body =>
        body.Boolean("success") == true ? null : "the response does not confirm success");

    /// <summary>An object whose <c>data</c> is an array.</summary>
    public static ResponseShape List { get; } = new(static body =>
        body.Array("data") is not null ? null : "the response is not a list");

    /// <summary>An object with a member that is a number, or a string of digits.</summary>
    /// <param name="name">The member's name.</param>
    public static ResponseShape Count(string name) => new(body =>
        body.Integer(name) >= 0 ? DeniesSuccess(body) : $"the response has no {name}");

    internal string? FindProblem(JsonElement body) => _findProblem(body);

    internal static string? DeniesSuccess(JsonElement body) =>
        body.Boolean("success") == false ? "the response reports that the call did not succeed" : null;
}
