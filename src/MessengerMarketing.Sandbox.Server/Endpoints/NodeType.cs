using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>The fields that objects of one kind have.</summary>
/// <param name="name">Name of the kind, as error messages give it.</param>
/// <param name="defaults">Fields answered when a call asks for none.</param>
/// <param name="fields">The fields; a null value is left out of an answer.</param>
internal sealed class NodeType<T>(string name, string defaults, IReadOnlyDictionary<string, Func<T, JsonNode?>> fields)
{
    private const string IdField = "id";

    private readonly IReadOnlyList<FieldSelection> _defaults = FieldSelection.Parse(defaults);

    /// <summary>Answers the fields asked for, and the id besides, as the Graph API does.</summary>
    public JsonObject Project(T node, string? asked)
    {
        IReadOnlyList<FieldSelection> selections = string.IsNullOrWhiteSpace(asked) ? _defaults : FieldSelection.Parse(asked!);
        var result = new JsonObject();
        foreach (FieldSelection selection in selections)
        {
            if (!fields.TryGetValue(selection.Name, out Func<T, JsonNode?>? field))
            {
                throw GraphErrors.NoSuchField(selection.Name, name);
            }

            if (field(node) is { } value)
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
