using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes ST. For the United States and Canada: the lowercase two-letter code, from a code or a name. For other countries: the lowercase name
/// without punctuation, special characters, and white space. Source: Meta's guide. A name is never shortened to two letters, because the result could be the
/// code of a different place.</summary>
internal static class StateNormalizer
{
    private const int MaxPair = 64;

    private static readonly char[] Separators = ['-', '_', '(', ',', '/', ':', '|', '\u2013', '\u2014'];
    private static readonly char[] Trimmed = [' ', ')', '-', '\u2013', '\u2014', '\u00A0'];

    private const string UnitedStatesNames =
        "alabama:al alaska:ak arizona:az arkansas:ar california:ca colorado:co connecticut:ct delaware:de districtofcolumbia:dc "
        + "washingtondc:dc florida:fl georgia:ga hawaii:hi idaho:id illinois:il indiana:in iowa:ia kansas:ks kentucky:ky louisiana:la "
        + "maine:me maryland:md massachusetts:ma michigan:mi minnesota:mn mississippi:ms missouri:mo montana:mt nebraska:ne nevada:nv "
        + "newhampshire:nh newjersey:nj newmexico:nm newyork:ny northcarolina:nc northdakota:nd ohio:oh oklahoma:ok oregon:or "
        + "pennsylvania:pa rhodeisland:ri southcarolina:sc southdakota:sd tennessee:tn texas:tx utah:ut vermont:vt virginia:va "
        + "washington:wa westvirginia:wv wisconsin:wi wyoming:wy americansamoa:as guam:gu northernmarianaislands:mp puertorico:pr "
        + "usvirginislands:vi";

    private const string CanadianNames =
        "alberta:ab britishcolumbia:bc manitoba:mb newbrunswick:nb newfoundlandandlabrador:nl newfoundland:nl northwestterritories:nt "
        + "novascotia:ns nunavut:nu ontario:on princeedwardisland:pe quebec:qc québec:qc saskatchewan:sk yukon:yt yukonterritory:yt";

    private static readonly Dictionary<string, string> UnitedStates = Build(UnitedStatesNames);
    private static readonly Dictionary<string, string> Canada = Build(CanadianNames);

    /// <param name="value">The original state or province.</param>
    /// <param name="country">The person's country as a lowercase alpha-2 code, or null if it is unknown.</param>
    /// <param name="output">Receives the code or the normalized name.</param>
    public static RejectReason Normalize(string value, string? country, CellBuffer output)
    {
        output.Clear();
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        string? code = FindCode(value, country, output);
        if (code is not null || TryReadPair(value, country, output, out code))
        {
            output.Clear();
            output.Append(code);
            return RejectReason.None;
        }

        output.Clear();
        foreach (char c in value)
        {
            char lower = TextRules.ToLatinLower(c);
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                output.Append(lower);
            }
        }

        if (output.Length == 0)
        {
            return RejectReason.NothingLeft;
        }

        // The removed or converted characters could have hidden a name.
        string text = output.ToString();
        output.Clear();
        string? hidden = FindCode(text, country, output);
        output.Clear();
        output.Append(hidden ?? text);
        return RejectReason.None;
    }

    /// <summary>Reads a code in a longer value: ISO 3166-2 (<c>US-MA</c>, <c>DE-BY</c>), or a code with the name of the state or country (<c>MA -
    /// Massachusetts</c>, <c>Massachusetts (MA)</c>, <c>MA, USA</c>).</summary>
    private static bool TryReadPair(string value, string? country, CellBuffer scratch, [NotNullWhen(true)] out string? code)
    {
        code = null;
        (int start, int end) = TextRules.Trim(value);
        value = value.Substring(start, end - start);
        int separator = value.IndexOfAny(Separators);
        if (separator <= 0 || value.Length > MaxPair)
        {
            return false;
        }

        string first = value.Substring(0, separator).Trim();
        string second = value.Substring(separator + 1).Trim(Trimmed);
        if (second.Length == 0)
        {
            return false;
        }

        if (first.Length == 2 && second.Length <= 3 && IsCode(second) && Countries.TryGetCode(first, out string? prefix) && (country ?? prefix) == prefix)
        {
            code = prefix is "us" or "ca" ? ToCode(second, prefix, scratch) : second.ToLowerInvariant();
            if (code is not null)
            {
                return true;
            }
        }

        string? firstCode = ToCode(first, country, scratch);
        string? secondCode = ToCode(second, country, scratch);
        code = firstCode == secondCode || (secondCode is null && Countries.TryGetCode(second, out _)) ? firstCode : null;
        return code is not null;
    }

    /// <summary>The code for the code or name of a state or province, or null.</summary>
    private static string? ToCode(string text, string? country, CellBuffer scratch)
    {
        scratch.Clear();
        if (text.Length != 2)
        {
            return FindCode(text, country, scratch);
        }

        string code = text.ToLowerInvariant();
        return (country is null or "us" && UnitedStates.ContainsValue(code)) || (country is null or "ca" && Canada.ContainsValue(code)) ? code : null;
    }

    private static bool IsCode(string text)
    {
        foreach (char c in text)
        {
            if (TextRules.ToLower(c) is not ((>= 'a' and <= 'z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FindCode(string value, string? country, CellBuffer scratch)
    {
        if (country is not (null or "us" or "ca"))
        {
            return null;
        }

        foreach (char c in value)
        {
            char lower = TextRules.ToLower(TextRules.FoldWidth(c));
            if (char.IsLetter(lower))
            {
                scratch.Append(lower);
            }
        }

        if (scratch.Length <= 2)
        {
            return null;
        }

        string name = scratch.ToString();
        if (country != "ca" && UnitedStates.TryGetValue(name, out string? code))
        {
            return code;
        }

        return country != "us" && Canada.TryGetValue(name, out code) ? code : null;
    }

    private static Dictionary<string, string> Build(string names)
    {
        var codes = new Dictionary<string, string>();
        foreach (string entry in names.Split(' '))
        {
            string[] pair = entry.Split(':');
            codes.Add(pair[0], pair[1]);
        }

        return codes;
    }
}
