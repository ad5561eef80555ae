using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Filters;

/// <summary>An e-mail address or phone number of a row, as hashes by which it is compared with others.</summary>
/// <param name="Key">EMAIL or PHONE.</param>
/// <param name="Reason">Why the value cannot be sent; <see cref="RejectReason.None"/> where it can.</param>
/// <param name="Value">Of the normalized value.</param>
/// <param name="National">Of a phone number without its calling code.</param>
/// <param name="NationalWithTrunkPrefix">The same with the trunk prefix in front, where that is more than zeros.</param>
/// <param name="WithoutCallingCode">Of the digits of a phone number that has no calling code for certain, zeros in front left out.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Identifier(
    SchemaKey Key, RejectReason Reason, PersonHash Value, PersonHash National = default, PersonHash NationalWithTrunkPrefix = default, PersonHash WithoutCallingCode = default);
