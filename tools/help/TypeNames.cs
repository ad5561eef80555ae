using System;
using System.Collections.Generic;
using System.Linq;

namespace MessengerMarketing.Help;

/// <summary>Converts type names to the format of <c>Get-Command -Syntax</c>.</summary>
internal static class TypeNames
{
    private const string Nullable = "System.Nullable`1[";

    /// <summary>The reflection name of a switch parameter.</summary>
    public const string Switch = "System.Management.Automation.SwitchParameter";

    private static readonly Dictionary<string, string> Accelerators = new(StringComparer.Ordinal)
    {
        ["System.Char"] = "char",
        ["System.Collections.Hashtable"] = "hashtable",
        ["System.Double"] = "double",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.Management.Automation.PSObject"] = "psobject",
        ["System.Net.IPAddress"] = "ipaddress",
        ["System.Security.SecureString"] = "securestring",
        ["System.String"] = "string",
        ["System.TimeSpan"] = "timespan",
        ["System.Uri"] = "uri",
    };

    /// <summary>Returns the short name: <c>System.String[]</c> is <c>string[]</c>. A nullable type has the name of its underlying type.</summary>
    public static string Short(string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return Short(type[..^2]) + "[]";
        }

        if (type.StartsWith(Nullable, StringComparison.Ordinal))
        {
            return Short(type[Nullable.Length..^1]);
        }

        int arity = type.IndexOf('`', StringComparison.Ordinal);
        if (arity > 0)
        {
            string arguments = type[(type.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
            return $"{Short(type[..arity])}[{string.Join(',', arguments.Split(',').Select(Short))}]";
        }

        return Accelerators.TryGetValue(type, out string? name) ? name : type[(type.LastIndexOf('.') + 1)..];
    }
}
