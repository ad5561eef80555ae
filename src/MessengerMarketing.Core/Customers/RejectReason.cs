namespace MessengerMarketing.Customers;

/// <summary>Why a cell was left blank or a row was left out. A reason never contains the value.</summary>
public enum RejectReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The row has no usable email address or phone number, so nobody can be matched.</summary>
    NoIdentifier,

    /// <summary>The value is not an email address.</summary>
    NotAnEmailAddress,

    /// <summary>The phone number has fewer than 7 digits.</summary>
    TooFewDigits,

    /// <summary>The phone number has more than 15 digits.</summary>
    TooManyDigits,

    /// <summary>A spreadsheet rounded the number (<c>8.49E+10</c>), and its last digits are lost.</summary>
    RoundedNumber,

    /// <summary>The value is not a known value of the key: a gender, a month, or a country.</summary>
    NotRecognized,

    /// <summary>The year, month, or day is outside its range.</summary>
    OutOfRange,

    /// <summary>The value is not a date, the date does not exist, or it does not have the declared format.</summary>
    NotADate,

    /// <summary>The value is not a number of at least zero.</summary>
    NotANumber,

    /// <summary>The value contains no usable characters for the key.</summary>
    NothingLeft,

    /// <summary>The value is an MD5 hash. Custom audiences accept only SHA-256 hashes.</summary>
    Md5Hash,

    /// <summary>The value is declared as hashed, but is not a SHA-256 hash of 64 hexadecimal digits.</summary>
    NotSha256,

    /// <summary>The EXTERN_ID of the row is empty. The Graph API rejects such rows.</summary>
    EmptyExternalId,

    /// <summary>The text contains replacement characters, because it was read with the wrong encoding.</summary>
    UndecodableText,

    /// <summary>The line has more fields than the file has columns, so its values may be in the wrong columns.</summary>
    TooManyColumns,

    /// <summary>The phone number has no calling code, and no country is known.</summary>
    NoCallingCode,

    /// <summary>A misplaced quotation mark extends the line over a line break, so two rows may have been joined.</summary>
    LinesRunTogether,

    /// <summary>The person is on a list of people who must not be uploaded.</summary>
    Suppressed,

    /// <summary>The person occurred earlier in the list.</summary>
    Duplicate,

    /// <summary>Day and month could be swapped (<c>04/05/1990</c>), and neither a country nor a date format decides.</summary>
    AmbiguousDate,

    /// <summary>The cell has more than 1,024 bytes as UTF-8. No value of a person is that long.</summary>
    CellTooLong,

    /// <summary>A placeholder for "no value": <c>N/A</c>, <c>NULL</c>, <c>-</c>, <c>0/0/00</c>. Counted like an empty cell, not as an error.</summary>
    Placeholder,

    /// <summary>The SHA-256 of the empty string: the value was empty before it was hashed. Counted like an empty cell.</summary>
    EmptyValueHash,

    /// <summary>The advertising ID of a device whose owner does not allow tracking (only zeros). Counted like an empty cell.</summary>
    ZeroAdvertisingId,

    /// <summary>The row has more email addresses and phone numbers than are sent for one person. Only the first ones are sent.</summary>
    TooManyIdentifiers,

    /// <summary>A consent column of the list says that the person does not permit marketing.</summary>
    OptedOut,
}
