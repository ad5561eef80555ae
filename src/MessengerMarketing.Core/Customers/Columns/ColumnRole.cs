namespace MessengerMarketing.Customers.Columns;

/// <summary>The role of an email address, phone number, or address column, in order of preference: a private phone number matches a person better than a
/// switchboard number.</summary>
internal enum ColumnRole
{
    /// <summary>The name contains no role.</summary>
    None,

    /// <summary>Main.</summary>
    Primary,

    /// <summary>Mobile phone.</summary>
    Mobile,

    /// <summary>Home.</summary>
    Home,

    /// <summary>Billing.</summary>
    Billing,

    /// <summary>Mailing.</summary>
    Mailing,

    /// <summary>Work.</summary>
    Work,

    /// <summary>Another one.</summary>
    Other,

    /// <summary>Text messages. A column with this name can also contain consent.</summary>
    Sms,

    /// <summary>A buyer, possibly for another person. Used only if there is no other column.</summary>
    Buyer,

    /// <summary>A user, possibly an employee of the business. Used only if there is no other column.</summary>
    User,

    /// <summary>A shipping address, possibly of another person. Used only if there is no other column.</summary>
    Shipping,
}
