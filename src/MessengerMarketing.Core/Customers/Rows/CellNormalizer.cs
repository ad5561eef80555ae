using System;
using System.Text;
using MessengerMarketing.Customers.Hashing;
using MessengerMarketing.Customers.Normalization;

namespace MessengerMarketing.Customers.Rows;

/// <summary>Applies the rule of a key to a value. This is the only class that maps keys to normalizers. Not thread-safe.</summary>
internal sealed class CellNormalizer(HashingOptions options)
{
    /// <summary>Maximum number of UTF-8 bytes in a cell.</summary>
    public const int MaxCellBytes = 1024;

    // Maximum number of UTF-8 bytes for one UTF-16 code unit.
    private const int MaxBytesPerChar = 3;

    private CellRepair _repair;

    /// <summary>The repair of the value that was normalized last.</summary>
    public CellRepair Repair => _repair;

    /// <summary>Normalizes one value that is not blank.</summary>
    /// <param name="key">The key whose rule applies.</param>
    /// <param name="value">The value as in the list.</param>
    /// <param name="country">The row's country.</param>
    /// <param name="text">Receives the result. Undefined if the value is rejected.</param>
    /// <param name="state">The kind of the result. Blank if the value is rejected.</param>
    /// <returns>Why the value was rejected, or <see cref="RejectReason.None"/>.</returns>
    public RejectReason Normalize(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, CellBuffer text, out CellState state)
    {
        _repair = CellRepair.None;
        state = CellState.Blank;
        if (IsTooLong(value))
        {
            return RejectReason.CellTooLong;
        }

        if (!IsNameOrPlace(key))
        {
            value = CellSyntax.RemoveTextMarks(value, ref _repair);
            if (value.Length == 0)
            {
                return RejectReason.Placeholder;
            }
        }

        RejectReason reason = key.IsHashed() ? NormalizeHashed(key, value, country, text, out state) : NormalizeRaw(key, value, text, out state);
        if (reason != RejectReason.None)
        {
            state = CellState.Blank;
            return !reason.MeansBlank() && PlaceholderWords.Match(key, value, country.Code) ? RejectReason.Placeholder : reason;
        }

        return reason;
    }

    /// <summary>Fills three adjacent cells with the year, month, and day of a date, if it contains them.</summary>
    public RejectReason NormalizeDate(ReadOnlySpan<char> value, CountryResolver country, CellBuffer[] texts, CellState[] states, int yearSlot)
    {
        _repair = CellRepair.None;
        for (int i = 0; i < 3; i++)
        {
            states[yearSlot + i] = CellState.Blank;
        }

        if (IsTooLong(value))
        {
            return RejectReason.CellTooLong;
        }

        value = CellSyntax.RemoveTextMarks(value, ref _repair);
        CellRepair supplied = CellRepair.None;
        RejectReason reason = value.Length == 0 ? RejectReason.Placeholder
            : options.AlreadyHashed ? RejectReason.NotSha256
            : BirthDateNormalizer.NormalizeDate(
                value.ToString(), country.Code, options.DateFormat, texts[yearSlot], texts[yearSlot + 1], texts[yearSlot + 2], out supplied);
        if (reason != RejectReason.None)
        {
            return !reason.MeansBlank() && PlaceholderWords.Match(SchemaKey.DOBY, value, country.Code) ? RejectReason.Placeholder : reason;
        }

        _repair = supplied == CellRepair.None ? _repair : supplied;
        for (int i = 0; i < 3; i++)
        {
            states[yearSlot + i] = texts[yearSlot + i].Length > 0 ? CellState.Plain : CellState.Blank;
        }

        return reason;
    }

    private static bool IsNameOrPlace(SchemaKey key) => key is SchemaKey.FN or SchemaKey.LN or SchemaKey.FI or SchemaKey.CT or SchemaKey.ST;

    /// <summary>Whether the value has more than <see cref="MaxCellBytes"/> bytes.</summary>
    public static bool IsTooLong(ReadOnlySpan<char> value) =>
        value.Length > MaxCellBytes / MaxBytesPerChar
        && (value.Length > MaxCellBytes || Encoding.UTF8.GetByteCount(value.ToArray()) > MaxCellBytes);

    private RejectReason NormalizeHashed(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, CellBuffer text, out CellState state)
    {
        // Checked before any rule is applied, because a hash of letters only would become an empty phone number.
        switch (HexDigest.Read(value, text, ref _repair))
        {
            case HexDigest.Sha256Length:
                state = CellState.Hashed;
                return HexDigest.IsOfEmptyValue(text) ? RejectReason.EmptyValueHash : RejectReason.None;
            case HexDigest.Md5Length:
                state = CellState.Blank;
                return RejectReason.Md5Hash;
        }

        state = CellState.Plain;
        return options.AlreadyHashed ? RejectReason.NotSha256 : NormalizePlain(key, value, country, text);
    }

    private RejectReason NormalizePlain(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, CellBuffer text)
    {
        switch (key)
        {
            case SchemaKey.EMAIL:
                return NormalizeEmail(value, text);
            case SchemaKey.PHONE:
                return NormalizePhone(value, country, text);
            case SchemaKey.FN or SchemaKey.LN:
                return OrPlaceholder(key, value, country, NameNormalizer.Normalize(value, text), text);
            case SchemaKey.FI:
                // The whole name is checked, but only the first letter is kept.
                RejectReason reason = OrPlaceholder(key, value, country, NameNormalizer.Normalize(value, text), text);
                return reason == RejectReason.None ? NameNormalizer.NormalizeInitial(value, text) : reason;
            case SchemaKey.GEN:
                return GenderNormalizer.Normalize(value.ToString(), text);
            case SchemaKey.DOBY:
                return Repaired(BirthDateNormalizer.NormalizeYear(value.ToString(), text, out CellRepair year), year);
            case SchemaKey.DOBM:
                return Repaired(BirthDateNormalizer.NormalizeMonth(value.ToString(), text, out CellRepair month), month);
            case SchemaKey.DOBD:
                return Repaired(BirthDateNormalizer.NormalizeDay(value.ToString(), text, out CellRepair day), day);
            case SchemaKey.CT:
                return OrPlaceholder(key, value, country, PlaceNormalizer.NormalizeCity(value, text), text);
            case SchemaKey.ST:
                return OrPlaceholder(key, value, country, StateNormalizer.Normalize(value.ToString(), country.Code, text), text);
            case SchemaKey.ZIP:
                reason = Repaired(PlaceNormalizer.NormalizeZip(value, country.Code, text, out CellRepair zip), zip);

                // Every postal code has a digit, and none consists of zeros only. The first five digits of a longer ZIP code can be such a placeholder too.
                return reason == RejectReason.None && HasNoDigitButZero(text) && (PlaceholderWords.Match(key, value, country.Code) || PlaceholderWords.Match(key, text.Chars.AsSpan(0, text.Length), country.Code))
                    ? RejectReason.Placeholder
                    : reason;
            default:
                reason = CountryNormalizer.Normalize(value.ToString(), text);

                // NA is Namibia, N/A is not.
                return reason == RejectReason.None && text[0] == 'n' && text[1] == 'a' && PlaceholderWords.Match(key, value, country.Code) ? RejectReason.Placeholder : reason;
        }
    }

    private RejectReason NormalizeEmail(ReadOnlySpan<char> value, CellBuffer text)
    {
        RejectReason reason = EmailNormalizer.Normalize(value, text);
        return reason == RejectReason.NotAnEmailAddress && CellSyntax.TryFindAddress(value, out ReadOnlySpan<char> address)
            ? Repaired(EmailNormalizer.Normalize(address, text), CellRepair.AddressSyntax)
            : reason;
    }

    private RejectReason NormalizePhone(ReadOnlySpan<char> value, CountryResolver country, CellBuffer text)
    {
        RejectReason reason = PhoneNumberNormalizer.Normalize(value, country.Plan, options.KeepTrunkZero, text);
        if (reason == RejectReason.RoundedNumber)
        {
            return CellSyntax.TryWriteOut(value, out string digits)
                ? Repaired(PhoneNumberNormalizer.Normalize(digits, country.Plan, options.KeepTrunkZero, text), CellRepair.ScientificNotation)
                : reason;
        }

        return reason != RejectReason.None ? reason
            : CellSyntax.IsPhoneAddress(value) ? Repaired(reason, CellRepair.AddressSyntax)
            : value[value.Length - 1] == '0' && CellSyntax.HasZeroFraction(value, out _) ? Repaired(reason, CellRepair.DecimalPlaces)
            : reason;
    }

    private static RejectReason OrPlaceholder(SchemaKey key, ReadOnlySpan<char> value, CountryResolver country, RejectReason reason, CellBuffer text) =>
        reason == RejectReason.None && PlaceholderWords.MayBe(text, value.Length) && PlaceholderWords.Match(key, value, country.Code) ? RejectReason.Placeholder : reason;

    private static RejectReason NormalizeRaw(SchemaKey key, ReadOnlySpan<char> value, CellBuffer text, out CellState state)
    {
        state = CellState.Raw;
        switch (key)
        {
            case SchemaKey.LOOKALIKE_VALUE:
                return IdentifierNormalizer.NormalizeValue(value.ToString(), text);
            case SchemaKey.DATA_PROCESSING_OPTIONS:
                return IdentifierNormalizer.NormalizeDataProcessingOptions(value.ToString(), text);
            case SchemaKey.DATA_PROCESSING_OPTIONS_COUNTRY:
                return IdentifierNormalizer.NormalizeDataProcessingCode(value.ToString(), "1", text);
            case SchemaKey.DATA_PROCESSING_OPTIONS_STATE:
                return IdentifierNormalizer.NormalizeDataProcessingCode(value.ToString(), "1000", text);
        }

        RejectReason reason = key == SchemaKey.MADID
            ? IdentifierNormalizer.NormalizeAdvertiserId(value.ToString(), text)
            : IdentifierNormalizer.NormalizeId(value.ToString(), text);
        return reason == RejectReason.None && PlaceholderWords.MayBeId(text) && PlaceholderWords.Match(key, value, country: null) ? RejectReason.Placeholder : reason;
    }

    private static bool HasNoDigitButZero(CellBuffer text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= '1' and <= '9')
            {
                return false;
            }
        }

        return true;
    }

    private RejectReason Repaired(RejectReason reason, CellRepair repair)
    {
        if (reason == RejectReason.None && repair != CellRepair.None)
        {
            _repair = repair;
        }

        return reason;
    }
}
