using System.Globalization;

namespace MessengerMarketing.Customers.Normalization;

/// <summary>Normalizes the keys that are not hashed: IDs, customer value, and data processing options. Source: Meta's guide. Several libraries hash these keys
/// by mistake, but a hashed advertiser ID matches nobody.</summary>
internal static class IdentifierNormalizer
{
    /// <summary>Trims EXTERN_ID and the IDs of people.</summary>
    public static RejectReason NormalizeId(string value, CellBuffer output)
    {
        output.Clear();
        (int start, int end) = TextRules.Trim(value);
        for (int i = start; i < end; i++)
        {
            if (value[i] >= 0x80 && TextRules.IsUndecodableAt(value, i))
            {
                output.Clear();
                return RejectReason.UndecodableText;
            }

            output.Append(value[i]);
        }

        return output.Length > 0 ? RejectReason.None : RejectReason.NothingLeft;
    }

    /// <summary>Converts MADID to lowercase and keeps hyphens. An ID of zeros means that the owner of the device does not allow tracking.</summary>
    public static RejectReason NormalizeAdvertiserId(string value, CellBuffer output)
    {
        RejectReason reason = NormalizeId(value, output);
        int zeros = 0;
        bool hasOther = false;
        for (int i = 0; i < output.Length; i++)
        {
            output.Chars[i] = TextRules.ToLower(output.Chars[i]);
            zeros += output.Chars[i] == '0' ? 1 : 0;
            hasOther |= output.Chars[i] is not ('0' or '-');
        }

        return reason == RejectReason.None && zeros > 0 && !hasOther ? RejectReason.ZeroAdvertisingId : reason;
    }

    /// <summary>LOOKALIKE_VALUE: a number of at least zero, with a decimal point.</summary>
    public static RejectReason NormalizeValue(string value, CellBuffer output)
    {
        output.Clear();
        (int start, int end) = TextRules.Trim(value);
        string text = value.Substring(start, end - start);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal number))
        {
            return RejectReason.NotANumber;
        }

        // Uses one notation, so that a row is recognized in a response that uses another (12.50 and 12.5).
        output.Append(number.ToString("0.############################", CultureInfo.InvariantCulture));
        return RejectReason.None;
    }

    /// <summary>DATA_PROCESSING_OPTIONS: <c>[]</c> or <c>["LDU"]</c>, also written as <c>LDU</c>.</summary>
    public static RejectReason NormalizeDataProcessingOptions(string value, CellBuffer output)
    {
        output.Clear();
        (int start, int end) = TextRules.Trim(value);
        string text = value.Substring(start, end - start).ToUpperInvariant();
        string? options = text switch
        {
            "[]" => "[]",
            "LDU" or "[\"LDU\"]" => "[\"LDU\"]",
            _ => null,
        };
        output.Append(options ?? string.Empty);
        return options is null ? RejectReason.NotRecognized : RejectReason.None;
    }

    /// <summary>DATA_PROCESSING_OPTIONS_COUNTRY (0 or 1) and _STATE (0 or 1000).</summary>
    public static RejectReason NormalizeDataProcessingCode(string value, string code, CellBuffer output)
    {
        RejectReason reason = NormalizeId(value, output);
        if (reason != RejectReason.None)
        {
            return reason;
        }

        string text = output.ToString();
        if (text == "0" || text == code)
        {
            return RejectReason.None;
        }

        output.Clear();
        return RejectReason.NotRecognized;
    }
}
