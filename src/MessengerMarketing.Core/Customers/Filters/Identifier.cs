using System.Runtime.InteropServices;

namespace MessengerMarketing.Customers.Filters;

/// <summary>An email address or phone number of a row, as hashes for comparison.</summary>
/// <param name="Key">EMAIL or PHONE.</param>
/// <param name="Reason">Why the value cannot be sent, or <see cref="RejectReason.None"/>.</param>
/// <param name="Value">Hash of the normalized value.</param>
/// <param name="National">Hash of a phone number without its calling code.</param>
/// <param name="NationalWithTrunkPrefix">The same with the trunk prefix, if that is more than zeros.</param>
/// <param name="WithoutCallingCode">Hash of the digits of a phone number that certainly has no calling code, without leading zeros.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Identifier(
    SchemaKey Key, RejectReason Reason, PersonHash Value, PersonHash National = default, PersonHash NationalWithTrunkPrefix = default, PersonHash WithoutCallingCode = default);
