namespace MessengerMarketing.Customers.Columns;

/// <summary>
/// Whose e-mail address, phone number or address a column holds, or which of several. In the order in which columns of one key are
/// preferred: a person is found by a private phone number rather than by a switchboard's.
/// </summary>
internal enum ColumnRole
{
    /// <summary>The name says nothing of it.</summary>
    None,

    /// <summary>The main one.</summary>
    Primary,

    /// <summary>A mobile phone's.</summary>
    Mobile,

    /// <summary>A home's.</summary>
    Home,

    /// <summary>That of a bill.</summary>
    Billing,

    /// <summary>That of letters.</summary>
    Mailing,

    /// <summary>An office's.</summary>
    Work,

    /// <summary>A further one.</summary>
    Other,

    /// <summary>A number for text messages; a column of that name may also hold a consent.</summary>
    Sms,

    /// <summary>Somebody who bought, perhaps for another person. Used where there is no other column.</summary>
    Buyer,

    /// <summary>Somebody with an account, perhaps one of the business's own people. Used where there is no other column.</summary>
    User,

    /// <summary>Where goods were sent, perhaps as a present. Used where there is no other column.</summary>
    Shipping,
}
