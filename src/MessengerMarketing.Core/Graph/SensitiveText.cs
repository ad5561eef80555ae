using System;
using System.Text.RegularExpressions;
using MessengerMarketing.Text;

namespace MessengerMarketing.Graph;

/// <summary>
/// Masks tokens, secrets and personal data in text from the Graph API, so that it can be shown. It masks some harmless numbers rather
/// than miss a phone number. People's names cannot be distinguished from other words and are kept, except in a JSON array, which is
/// where the rows of an upload are.
/// </summary>
internal static class SensitiveText
{
    private const int MaxRead = 4096;
    private const int MaxShown = 1000;
    private const string Masked = "***";

    // What may stand between the digits of a phone number.
    private const string Separators = @"[\s().\-/\u00A0\u2010-\u2015]{0,3}";

    // An ad account (act_…) and a Graph error code (#…) are not phone numbers.
    private const string PhoneStart = @"(?<!act_|\(#|\d)";
    private const string Phone = @"[+(]{0,2}\d(" + Separators + @"\d){6,}";

    // 20261101 and 2026-11-01, alone or as a period, in a word that has a letter before them.
    private const string Date = @"(19|20)[0-9]{2}((0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])|-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))";
    private const string DateInWord = Date + "(-" + Date + ")?(?!" + Separators + @"\d)";
    private const string InWord = @"(?<=\p{L}[\p{L}0-9_\-]*)";

    // Order matters: patterns that depend on the context come before patterns that depend on the value's format.
    private static readonly (Regex Pattern, string Replacement)[] CommonRules =
    [
        (Pattern(@"\[\s*\\?""[^\]]*\]?"), "[***]"),
        (Pattern(@"(?<name>\b([a-z_]*(access_token|input_token|exchange_token|messages_token|subscriber_token|subscription_token|verify_token|refresh_token|id_token|secret|password|passphrase|api_?key|private_key)|appsecret_proof|appsecret_time|signed_request|code_verifier|client_assertion)\\?[""']?\s*(=|:|%3D)\s*\\?[""']?)[^\s""'&,;}\])\\]+"), "${name}***"),
        (Pattern(@"\bBearer\s+[^\s""',;]+"), "Bearer ***"),
        (Pattern(@"\b(EAA|IGQ)[A-Za-z0-9_\-]{6,}"), Masked),
        (Pattern(@"\b\d{6,}(\||%7C)[A-Za-z0-9_\-]{8,}"), Masked),
        (Pattern(@"[^\s""'<>()\[\]{},;:=&|/\\]+(@|＠|%40)[^\s""'<>()\[\]{},;:=&|/\\]+"), Masked),
        (Pattern(@"[0-9a-f]{32,}"), Masked),
    ];

    private static readonly (Regex Pattern, string Replacement)[] Rules =
    [
        .. CommonRules,
        (Pattern(@"(?<![A-Za-z0-9_\-+=])(?=[A-Za-z_\-+=]*\d)(?=[0-9_\-+=]*[A-Za-z])[A-Za-z0-9_\-+=]{28,}"), Masked),
        (Pattern(PhoneStart + Phone), Masked),
    ];

    // A token has a long part of mixed letters and digits; a word of a label has its digits at an end.
    private static readonly (Regex Pattern, string Replacement)[] LabelRules =
    [
        .. CommonRules,
        (Pattern(@"(?<![A-Za-z0-9_\-+=])(?=[A-Za-z0-9_\-+=]{28})[A-Za-z0-9_\-+=]*?(?<![A-Za-z0-9])(?=[0-9]*[A-Za-z]+[0-9]+[A-Za-z])[A-Za-z0-9]{16,}[A-Za-z0-9_\-+=]*"), Masked),
        (Pattern(PhoneStart + "(?!(?=" + DateInWord + ")" + InWord + ")" + Phone), Masked),
    ];

    /// <summary>Returns the text as one safe line (<see cref="SafeText"/>), with access tokens, proofs, secrets, hashes, email addresses, phone-like numbers and subscription tokens replaced by <c>***</c>.</summary>
    /// <param name="text">Any text; null is treated as empty.</param>
    /// <returns>At most 1,000 characters. Only <c>***</c> when the text could not be examined in time.</returns>
    public static string Mask(string? text) => Mask(text, Rules);

    /// <summary>
    /// Like <see cref="Mask(string)"/>, for labels that people choose, such as the <c>ref</c> of a link: dates in a word and words joined by
    /// underscores or hyphens are kept, as in <c>campaign_20261101</c>.
    /// </summary>
    public static string MaskLabel(string? text) => Mask(text, LabelRules);

    private static string Mask(string? text, (Regex Pattern, string Replacement)[] rules)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        string masked = CredentialUrls.Mask(SafeText.SingleLine(text!.Length > MaxRead ? text.Substring(0, MaxRead) : text));
        try
        {
            foreach ((Regex pattern, string replacement) in rules)
            {
                masked = pattern.Replace(masked, replacement);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return Masked;
        }

        return masked.Length > MaxShown ? masked.Substring(0, MaxShown) + "…" : masked;
    }

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
