using System;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;
using MessengerMarketing.Hashing;

namespace MessengerMarketing.Messaging;

/// <summary>
/// Turns what is known of a person into a row of the unsubscribe call. Phones and e-mail addresses are normalised by the rules of customer
/// lists; a phone then keeps its plus sign, which the hash of a customer list has not. Values that are SHA-256 already pass as they are.
/// Source: Meta's page on growing the audience, edition of June 2026. Not safe for two threads.
/// </summary>
internal sealed class UnsubscribeRowReader : IDisposable
{
    private readonly CellNormalizer _normalizer;
    private readonly CountryResolver _country;
    private readonly CellBuffer _text = new();
    private readonly Sha256Hasher _hasher = new();
    private readonly bool _hashes;

    /// <param name="defaultCountry">Country of phone numbers without calling code, as code or name; null when there is none.</param>
    /// <param name="hash">Sends SHA-256 hashes; a phone's is that of its digits without the plus sign, as in customer lists.</param>
    /// <exception cref="ArgumentException">There is no such country.</exception>
    public UnsubscribeRowReader(string? defaultCountry = null, bool hash = false)
    {
        _normalizer = new CellNormalizer(new HashingOptions { DefaultCountry = defaultCountry });
        _country = new CountryResolver(defaultCountry);
        _hashes = hash;
    }

    /// <summary>
    /// Makes a row of the best that is known: the token; else the PSID; else phone and e-mail address, or the one of them that is usable.
    /// Meta refuses rows that mix these.
    /// </summary>
    /// <param name="phone">In any usual form, or its SHA-256; null or blank for none.</param>
    /// <param name="email">An e-mail address, or its SHA-256; null or blank for none.</param>
    /// <param name="psid">Page-scoped id; null or blank for none.</param>
    /// <param name="token">Subscription token; null or blank for none.</param>
    /// <param name="row">The row; null when nothing is usable.</param>
    /// <returns>
    /// Why something was left out, the row with it when it is null; <see cref="RejectReason.NoCallingCode"/> for a phone number that cannot
    /// be written with a plus sign.
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

        var phoneProblem = Normalize(SchemaKey.PHONE, phone, out var phoneText);
        var emailProblem = Normalize(SchemaKey.EMAIL, email, out var emailText);
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

        var reason = _normalizer.Normalize(key, value!, _country, _text, out var state);
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
