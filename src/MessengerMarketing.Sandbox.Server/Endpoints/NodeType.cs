using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The fields of a kind of objects.</summary>
/// <param name="name">Name of the kind in error messages.</param>
/// <param name="defaults">Default fields of a response.</param>
/// <param name="fields">The fields. Null values are left out of a response.</param>
internal sealed class NodeType<T>(string name, string defaults, IReadOnlyDictionary<string, Func<T, JsonNode?>> fields)
{
    private const string IdField = "id";

    private readonly IReadOnlyList<FieldSelection> _defaults = FieldSelection.Parse(defaults);

    /// <summary>Names of all fields.</summary>
    public IEnumerable<string> Fields => fields.Keys;

    /// <summary>Returns a field of an object; null when it has none of that name.</summary>
    public JsonNode? Read(T node, string field) => fields.TryGetValue(field, out Func<T, JsonNode?>? read) ? read(node) : null;

    /// <summary>Parses a <c>fields</c> parameter. All fields must exist.</summary>
    public IReadOnlyList<FieldSelection> Select(string? asked)
    {
        if (string.IsNullOrWhiteSpace(asked))
        {
            return _defaults;
        }

        IReadOnlyList<FieldSelection> selections = FieldSelection.Parse(asked!);
        foreach (FieldSelection selection in selections)
        {
            if (!fields.ContainsKey(selection.Name))
            {
                throw GraphErrors.NoSuchField(selection.Name, name);
            }
        }

        return selections;
    }

    /// <summary>Returns the selected fields and, as the Graph API does, always the id.</summary>
    public JsonObject Project(T node, IReadOnlyList<FieldSelection> selections)
    {
        var result = new JsonObject();
        foreach (FieldSelection selection in selections)
        {
            if (fields[selection.Name](node) is { } value)
            {
                result[selection.Name] = Narrow(value, selection.Members);
            }
        }

        if (!result.ContainsKey(IdField) && fields.TryGetValue(IdField, out Func<T, JsonNode?>? id))
        {
            result[IdField] = id(node);
        }

        return result;
    }

    /// <summary>Returns the fields of an object that a <c>fields</c> parameter selects.</summary>
    public JsonObject Project(T node, string? asked) => Project(node, Select(asked));

    private static JsonNode Narrow(JsonNode value, IReadOnlyList<FieldSelection> members)
    {
        if (members.Count == 0 || value is not JsonObject whole)
        {
            return value;
        }

        var narrowed = new JsonObject();
        foreach (FieldSelection member in members)
        {
            if (whole.TryGetPropertyValue(member.Name, out JsonNode? part) && part is not null)
            {
                narrowed[member.Name] = Narrow(part.DeepClone(), member.Members);
            }
        }

        return narrowed;
    }
}
