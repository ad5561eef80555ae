using System.Management.Automation;
using System;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Binding;

/// <summary>
/// Accepts ids of the Graph API, which have 1 to 20 digits. The error does not repeat the value, as that of ValidatePattern would: it may
/// come from a customer list's column that happens to be named Id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (!GraphId.IsId(element?.ToString()))
        {
            throw new ValidationMetadataException("An id of the Graph API is a number: digits only, 20 at most.");
        }
    }
}
