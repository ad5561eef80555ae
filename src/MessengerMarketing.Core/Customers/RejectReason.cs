namespace MessengerMarketing.Customers;

/// <summary>Why a cell was left blank or a row was left out. A reason never carries the value it speaks of.</summary>
public enum RejectReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The row keeps neither an e-mail address nor a phone number, so nobody could be matched.</summary>
    NoIdentifier,

    /// <summary>The value is not an e-mail address.</summary>
    NotAnEmailAddress,

    /// <summary>The phone number has fewer than 7 digits.</summary>
    TooFewDigits,

    /// <summary>The phone number has more than 15 digits.</summary>
    TooManyDigits,

    /// <summary>The number was rounded by a spreadsheet (<c>8.49E+10</c>); its last digits are lost.</summary>
    RoundedNumber,

    /// <summary>The value is none of those the key knows: a gender, a month, a country.</summary>
    NotRecognized,

    /// <summary>A year, month or day outside its range.</summary>
    OutOfRange,

    /// <summary>The value is not a date, the date does not exist, or it does not have the form that was declared.</summary>
    NotADate,

    /// <summary>The value is not a number of at least zero.</summary>
    NotANumber,

    /// <summary>Nothing is left of the value after what the key does not take was removed.</summary>
    NothingLeft,

    /// <summary>The value is an MD5 hash; custom audiences take SHA-256 only.</summary>
    Md5Hash,

    /// <summary>The value was declared to be hashed already, but is not 64 hexadecimal digits.</summary>
    NotSha256,

    /// <summary>The row's EXTERN_ID is empty; the Graph API refuses such a row.</summary>
    EmptyExternalId,

    /// <summary>The text holds replacement characters: it was read in another encoding than it was written in.</summary>
    UndecodableText,

    /// <summary>The line has more fields than the file has columns, so its values may be in the wrong columns.</summary>
    TooManyColumns,

    /// <summary>The phone number has no calling code and no country was given to take it from.</summary>
    NoCallingCode,

    /// <summary>A quotation mark stands where none may, and the line runs over a line break: two rows may have become one.</summary>
    LinesRunTogether,

    /// <summary>The person is on a list of people who must not be uploaded.</summary>
    Suppressed,

    /// <summary>The person came before in the list.</summary>
    Duplicate,

    /// <summary>Day and month could be swapped (<c>04/05/1990</c>), and neither a country nor a date format decides.</summary>
    AmbiguousDate,

    /// <summary>The cell has more than 1,024 bytes as UTF-8; no value of a person is that long.</summary>
    CellTooLong,

    /// <summary>What a program or a person writes for "no value": <c>N/A</c>, <c>NULL</c>, <c>-</c>, <c>0/0/00</c>. Counted like an empty cell, not as a fault.</summary>
    Placeholder,

    /// <summary>The SHA-256 of the empty string: the value was empty before it was hashed. Counted like an empty cell.</summary>
    EmptyValueHash,

    /// <summary>The advertising id of a device whose owner does not allow tracking: zeros only. Counted like an empty cell.</summary>
    ZeroAdvertisingId,

    /// <summary>The row has more e-mail addresses and phone numbers than are sent for one person; the first ones are sent.</summary>
    TooManyIdentifiers,

    /// <summary>A consent column of the list says that the person does not permit marketing.</summary>
    OptedOut,
}
