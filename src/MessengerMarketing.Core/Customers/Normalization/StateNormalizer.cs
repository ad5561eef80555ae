using System.Collections.Generic;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>
/// ST: the two-letter code in lower case for the United States and Canada, whose states and provinces are read by name too;
/// elsewhere the name in lower case without punctuation, special characters and white space. Source: Meta's guide. A name is
/// never cut to two letters: what remains would be the code of another place.
/// </summary>
internal static class StateNormalizer
{
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

    /// <param name="value">The state or province as it was written.</param>
    /// <param name="country">The person's country, alpha-2 in lower case, or null when it is not known.</param>
    /// <param name="output">Takes the code, or the normalised name.</param>
    public static RejectReason Normalize(string value, string? country, CellBuffer output)
    {
        output.Clear();
        if (TextRules.IsUndecodable(value))
        {
            return RejectReason.UndecodableText;
        }

        if (FindCode(value, country, output) is { } code)
        {
            output.Clear();
            output.Append(code);
            return RejectReason.None;
        }

        output.Clear();
        foreach (char c in value)
        {
            char lower = TextRules.ToLower(TextRules.FoldWidth(c));
            if (lower is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                output.Append(lower);
            }
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
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
