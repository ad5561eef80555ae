namespace MessengerMarketing.Erasure;

/// <summary>The identifiers of one row as it is sent.</summary>
/// <param name="Email">SHA-256 of the email address, 64 lowercase hexadecimal digits; null for none.</param>
/// <param name="Phone">SHA-256 of the phone number; null for none.</param>
internal readonly record struct HashedPerson(string? Email, string? Phone)
{
    /// <returns>The type name, without personal data.</returns>
    public override string ToString() => nameof(HashedPerson);
}
