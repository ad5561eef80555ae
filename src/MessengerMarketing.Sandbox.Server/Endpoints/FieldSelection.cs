using System.Collections.Generic;
using MessengerMarketing.Sandbox.Errors;

namespace MessengerMarketing.Sandbox.Endpoints;

/// <summary>A field in a <c>fields</c> parameter with its selected members, such as <c>operation_status{code}</c>.</summary>
internal sealed record FieldSelection(string Name, IReadOnlyList<FieldSelection> Members)
{
    private const int DeepestNesting = 8;

    /// <summary>Parses a <c>fields</c> parameter.</summary>
    public static IReadOnlyList<FieldSelection> Parse(string text)
    {
        int at = 0;
        IReadOnlyList<FieldSelection> fields = ParseList(text, ref at, 0);
        return at == text.Length ? fields : throw Malformed(text);
    }

    private static List<FieldSelection> ParseList(string text, ref int at, int depth)
    {
        var fields = new List<FieldSelection>();
        while (true)
        {
            int start = at;
            while (at < text.Length && text[at] is not (',' or '{' or '}'))
            {
                at++;
            }

            string name = text.Substring(start, at - start).Trim();
            List<FieldSelection> members = [];
            if (at < text.Length && text[at] == '{')
            {
                at++;
                members = depth < DeepestNesting ? ParseList(text, ref at, depth + 1) : throw Malformed(text);
                if (at == text.Length || text[at] != '}')
                {
                    throw Malformed(text);
                }

                at++;
            }

            if (name.Length > 0)
            {
                fields.Add(new FieldSelection(name, members));
            }
            else if (members.Count > 0)
            {
                throw Malformed(text);
            }

            if (at == text.Length || text[at] != ',')
            {
                return fields;
            }

            at++;
        }
    }

    private static GraphErrorException Malformed(string text) =>
        new(new GraphError(2500, null, $"Syntax error in fields: {text}"));
}
