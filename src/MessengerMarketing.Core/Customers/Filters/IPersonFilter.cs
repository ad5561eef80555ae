namespace MessengerMarketing.Customers.Filters;

/// <summary>Decides by who is in it whether a row goes on. Asked once a row, after it was hashed.</summary>
internal interface IPersonFilter
{
    /// <summary>Judges a row.</summary>
    /// <returns>Why it is left out, or <see cref="RejectReason.None"/>.</returns>
    RejectReason Judge(PersonHashes person);
}
