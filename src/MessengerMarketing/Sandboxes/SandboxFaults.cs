using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Sandbox;

namespace MessengerMarketing.Sandboxes;

/// <summary>Parses the faults and fault shares that a script requests from a sandbox.</summary>
internal static class SandboxFaults
{
    private static readonly Dictionary<string, Func<SandboxFault>> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Throttled"] = () => SandboxFault.ThrottledBusinessUseCase(0),

        // Meta sends this code with a usage header that contains the wait. Omitted here, so that tests do not have to wait.
        ["80003"] = () => SandboxFault.ThrottledBusinessUseCase(0),
        ["EmptyServerError"] = SandboxFault.EmptyServerError,
        ["HtmlErrorPage"] = () => SandboxFault.HtmlErrorPage(),
        ["DroppedBeforeProcessing"] = SandboxFault.DroppedBeforeProcessing,
        ["DroppedAfterProcessing"] = SandboxFault.DroppedAfterProcessing,
        ["Truncated"] = () => SandboxFault.Truncated(),
        ["TruncatedChunks"] = () => SandboxFault.Truncated(isChunked: true),
    };

    private static readonly HashSet<string> Methods = new(["GET", "POST", "DELETE"], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">One of them is neither a code nor a known name.</exception>
    public static SandboxFault[] Parse(IEnumerable<string> faults) => [.. faults.Select(Parse)];

    /// <summary>Reads shares of calls by kind of fault.</summary>
    /// <exception cref="ArgumentException">A name is not a kind of fault, or its value is not a share.</exception>
    public static SandboxFaultRates ReadRates(IDictionary shares) => SandboxFaultRates.FromShares(ReadShares(shares, "calls"));

    /// <summary>Reads shares of marketing messages by what happens to them.</summary>
    /// <exception cref="ArgumentException">A name is not a result of a message, or its value is not a share.</exception>
    public static SandboxMessageRates ReadMessageRates(IDictionary shares) => SandboxMessageRates.FromShares(ReadShares(shares, "messages"));

    private static List<KeyValuePair<string, double>> ReadShares(IDictionary shares, string what)
    {
        List<KeyValuePair<string, double>> read = [];
        foreach (DictionaryEntry share in shares)
        {
            string name = Convert.ToString(share.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            if (share.Value is null || !LanguagePrimitives.TryConvertTo(share.Value, CultureInfo.InvariantCulture, out double value))
            {
                throw new ArgumentException($"The share {name} is not a number. Specify a number from 0 to 1, such as 0.02 for 2 percent of the {what}.", nameof(shares));
            }

            read.Add(new KeyValuePair<string, double>(name, value));
        }

        return read;
    }

    /// <summary>Parses a fault, and after the word <c>at</c> the calls that it applies to: a method, the end of a path, or both.</summary>
    private static SandboxFault Parse(string fault)
    {
        string[] words = fault.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        bool isAt = words.Length > 2 && string.Equals(words[1], "at", StringComparison.OrdinalIgnoreCase);
        string? method = isAt && Methods.Contains(words[2]) ? words[2] : null;
        string? path = isAt && words[words.Length - 1][0] == '/' ? words[words.Length - 1] : null;
        int understood = 2 + (method is null ? 0 : 1) + (path is null ? 0 : 1);
        return isAt && understood == words.Length ? ParseKind(words[0]).For(method, path) : ParseKind(fault);
    }

    private static SandboxFault ParseKind(string fault)
    {
        if (ByName.TryGetValue(fault.Trim(), out Func<SandboxFault>? create))
        {
            return create();
        }

        string[] parts = fault.Split('/');
        if (parts.Length <= 2 && TryParseCode(parts[0], out int code))
        {
            if (parts.Length == 1)
            {
                return SandboxFault.GraphError(code);
            }

            if (TryParseCode(parts[1], out int subcode))
            {
                return SandboxFault.GraphError(code, subcode);
            }
        }

        throw new ArgumentException(
            $"'{fault}' is not a fault. Specify a Graph error code (80003), a code with a subcode (190/463), or one of {string.Join(", ", ByName.Keys.Where(name => !char.IsDigit(name[0])))}; "
            + "and optionally the calls that it applies to: '80003 at POST /users'.",
            nameof(fault));
    }

    private static bool TryParseCode(string text, out int code)
        => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out code);
}
