using System;
using MessengerMarketing.Customers.Hashing;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Applies a key's rule to a value: the one place where a key meets its normaliser.</summary>
internal sealed class CellNormalizer(HashingOptions options)
{
    /// <summary>Normalises one value that is not blank.</summary>
    /// <param name="key">The key whose rule applies.</param>
    /// <param name="value">The value as it stands in the list.</param>
    /// <param name="country">The row's country.</param>
    /// <param name="text">Takes the result.</param>
    /// <param name="state">What the result is; blank when the value was refused.</param>
    /// <returns>Why the value was refused, or <see cref="RejectReason.None"/>.</returns>
    public RejectReason Normalize(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, CellBuffer text, out CellState state)
    {
        RejectReason reason;
        if (!key.IsHashed())
        {
            reason = NormalizeRaw(key, value.ToString(), text);
            state = reason == RejectReason.None ? CellState.Raw : CellState.Blank;
            return reason;
        }

        // Before any rule is applied: a hash of letters only would be an empty phone number after it.
        switch (HexDigest.Measure(value, out int start))
        {
            case HexDigest.Sha256Length:
                CopyLower(value, start, text);
                state = CellState.Hashed;
                return RejectReason.None;
            case HexDigest.Md5Length:
                state = CellState.Blank;
                return RejectReason.Md5Hash;
        }

        if (options.AlreadyHashed)
        {
            state = CellState.Blank;
            return RejectReason.NotSha256;
        }

        reason = NormalizeHashed(key, value, country, text);
        state = reason == RejectReason.None ? CellState.Plain : CellState.Blank;
        return reason;
    }

    /// <summary>Fills three cells that stand next to each other with the year, month and day of a date.</summary>
    public RejectReason NormalizeDate(ReadOnlySpan<char> value, CellBuffer[] texts, CellState[] states, int yearSlot)
    {
        if (options.AlreadyHashed)
        {
            return RejectReason.NotSha256;
        }

        RejectReason reason = BirthDateNormalizer.NormalizeDate(value.ToString(), texts[yearSlot], texts[yearSlot + 1], texts[yearSlot + 2]);
        for (int i = 0; i < 3; i++)
        {
            states[yearSlot + i] = reason == RejectReason.None ? CellState.Plain : CellState.Blank;
        }

        return reason;
    }

    private RejectReason NormalizeHashed(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, CellBuffer text) => key switch
    {
        SchemaKey.EMAIL => EmailNormalizer.Normalize(value, text),
        SchemaKey.PHONE => PhoneNumberNormalizer.Normalize(value, country.Plan, options.KeepTrunkZero, text),
        SchemaKey.FN or SchemaKey.LN => NameNormalizer.Normalize(value, text),
        SchemaKey.FI => NameNormalizer.NormalizeInitial(value, text),
        SchemaKey.GEN => GenderNormalizer.Normalize(value.ToString(), text),
        SchemaKey.DOBY => BirthDateNormalizer.NormalizeYear(value.ToString(), text),
        SchemaKey.DOBM => BirthDateNormalizer.NormalizeMonth(value.ToString(), text),
        SchemaKey.DOBD => BirthDateNormalizer.NormalizeDay(value.ToString(), text),
        SchemaKey.CT => PlaceNormalizer.NormalizeCity(value, text),
        SchemaKey.ST => StateNormalizer.Normalize(value.ToString(), country.Code, text),
        SchemaKey.ZIP => PlaceNormalizer.NormalizeZip(value, country.Code, text),
        _ => CountryNormalizer.Normalize(value.ToString(), text),
    };

    private static RejectReason NormalizeRaw(SchemaKey key, string value, CellBuffer text) => key switch
    {
        SchemaKey.MADID => IdentifierNormalizer.NormalizeAdvertiserId(value, text),
        SchemaKey.LOOKALIKE_VALUE => IdentifierNormalizer.NormalizeValue(value, text),
        SchemaKey.DATA_PROCESSING_OPTIONS => IdentifierNormalizer.NormalizeDataProcessingOptions(value, text),
        SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY => IdentifierNormalizer.NormalizeDataProcessingCode(value, "1", text),
        SchemaKey.DATA_PROCESSING_OPTIONS_STATE => IdentifierNormalizer.NormalizeDataProcessingCode(value, "1000", text),
        _ => IdentifierNormalizer.NormalizeId(value, text),
    };

    private static void CopyLower(ReadOnlySpan<char> value, int start, CellBuffer text)
    {
        text.Clear();
        for (int i = start; i < start + HexDigest.Sha256Length; i++)
        {
            text.Append(TextRules.ToLower(value[i]));
        }
    }
}
