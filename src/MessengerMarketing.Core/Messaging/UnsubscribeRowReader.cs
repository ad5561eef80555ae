using System;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Converts a person's identifiers to a row of the unsubscribe call. Phone numbers and email addresses are normalized by the rules of
/// customer lists, but a phone number keeps its plus sign. Values that are SHA-256 hashes are not changed. Source: Meta's page on growing
/// the audience, June 2026. Not thread-safe.
/// </summary>
internal sealed class UnsubscribeRowReader : IDisposable
{
    private readonly CellNormalizer _normalizer;
    private readonly CountryResolver _country;
    private readonly CellBuffer _text = new();
    private readonly Sha256Hasher _hasher = new();
    private readonly bool _hashes;

    /// <param name="defaultCountry">Country of phone numbers without a country calling code, as a code or name; null for none.</param>
    /// <param name="hash">Whether to hash values with SHA-256. A phone number is hashed without the plus sign, as in customer lists.</param>
    /// <exception cref="ArgumentException">The country is not known.</exception>
    public UnsubscribeRowReader(string? defaultCountry = null, bool hash = false)
    {
        _normalizer = new CellNormalizer(new HashingOptions { DefaultCountry = defaultCountry });
        _country = new CountryResolver(defaultCountry);
        _hashes = hash;
    }

    /// <summary>
    /// Creates a row from the best identifier: the token, or else the PSID, or else the phone number and email address, or the one of them
    /// that is valid. Meta rejects rows that mix these.
    /// </summary>
    /// <param name="phone">A phone number in any common format, or its SHA-256 hash; null or blank for none.</param>
    /// <param name="email">An email address, or its SHA-256 hash; null or blank for none.</param>
    /// <param name="psid">Page-scoped id; null or blank for none.</param>
    /// <param name="token">Subscription token; null or blank for none.</param>
    /// <param name="row">The row; null when no identifier is valid.</param>
    /// <returns>
    /// Why an identifier was left out, or why there is no row; <see cref="RejectReason.NoCallingCode"/> for a phone number that cannot be
    /// written with a plus sign.
    /// </returns>
    public RejectReason Read(string? phone, string? email, string? psid, string? token, out UnsubscribeRow? row)
    {
        row = null;
        if (!TextRules.IsBlank(token))
        {
            row = new UnsubscribeRow { Token = token!.Trim() };
            return RejectReason.None;
        }

        if (!TextRules.IsBlank(psid))
        {
            row = GraphId.IsId(psid!.Trim()) ? new UnsubscribeRow { Psid = psid.Trim() } : null;
            return row is null ? RejectReason.NotANumber : RejectReason.None;
        }

        RejectReason phoneProblem = Normalize(SchemaKey.PHONE, phone, out string? phoneText);
        RejectReason emailProblem = Normalize(SchemaKey.EMAIL, email, out string? emailText);
        if (phoneText is null && emailText is null)
        {
            return phoneProblem != RejectReason.None ? phoneProblem : emailProblem != RejectReason.None ? emailProblem : RejectReason.NoIdentifier;
        }

        row = new UnsubscribeRow { Phone = phoneText, Email = emailText };
        return phoneProblem != RejectReason.None ? phoneProblem : emailProblem;
    }

    /// <inheritdoc/>
    public void Dispose() => _hasher.Dispose();

    private RejectReason Normalize(SchemaKey key, string? value, out string? text)
    {
        text = null;
        if (TextRules.IsBlank(value))
        {
            return RejectReason.None;
        }

        RejectReason reason = _normalizer.Normalize(key, value!, _country, _text, out CellState state);
        if (reason == RejectReason.None && state != CellState.Blank)
        {
            text = state == CellState.Hashed ? _text.ToString()
                : _hashes ? _hasher.ToHex(_text.Chars, _text.Length)
                : key == SchemaKey.PHONE ? "+" + _text
                : _text.ToString();
        }

        return reason;
    }
}
