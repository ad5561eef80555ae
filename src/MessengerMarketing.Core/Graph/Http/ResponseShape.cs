using System;
using System.Text.Json;

namespace MessengerMarketing.Graph;

/// <summary>
/// What the response to a call must hold to count as success. A 2xx response without it, such as a proxy's page, says nothing about the
/// call: it becomes <see cref="GraphErrorKind.UnexpectedAnswer"/>.
/// </summary>
public sealed class ResponseShape
{
    private readonly Func<JsonElement, string?> _findProblem;

    /// <summary>Defines a shape.</summary>
    /// <param name="findProblem">Gives what is wrong with a body in words without any of its values, such as <c>the answer has no id</c>; null when nothing is.</param>
    public ResponseShape(Func<JsonElement, string?> findProblem) => _findProblem = findProblem ?? throw new ArgumentNullException(nameof(findProblem));

    /// <summary>Any JSON but <c>null</c> and an object that says <c>"success": false</c>. For calls whose response is not known beforehand.</summary>
    public static ResponseShape Any { get; } = new(static body => body.ValueKind == JsonValueKind.Null ? "the answer is null" : DeniesSuccess(body));

    /// <summary>An object whose <c>id</c> is the id of a new object: digits.</summary>
    public static ResponseShape Id { get; } = new(static body =>
        GraphId.IsId(body.Text("id")) ? DeniesSuccess(body) : "the answer has no id");

    /// <summary>The object that was asked for: its <c>id</c> is this one.</summary>
    /// <param name="id">As it stands in the path.</param>
    public static ResponseShape Node(string id) => new(body =>
        body.Text("id") == id ? null : "the answer is not about the object that was asked for");

    /// <summary>An object with <c>"success": true</c>.</summary>
    public static ResponseShape Success { get; } = new(static body =>
        body.Boolean("success") == true ? null : "the answer does not say success");

    /// <summary>An object whose <c>data</c> is an array.</summary>
    public static ResponseShape List { get; } = new(static body =>
        body.Array("data") is not null ? null : "the answer is not a list");

    /// <summary>An object with a member that is a number, or a string of digits.</summary>
    /// <param name="name">The member's name.</param>
    public static ResponseShape Count(string name) => new(body =>
        body.Integer(name) >= 0 ? DeniesSuccess(body) : $"the answer has no {name}");

    internal string? FindProblem(JsonElement body) => _findProblem(body);

    internal static string? DeniesSuccess(JsonElement body) =>
        body.Boolean("success") == false ? "the answer says that it did not succeed" : null;
}
