using System;
using System.Management.Automation;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Binding;

/// <summary>Accepts IDs of the Graph API, which have 1 to 20 digits. Unlike ValidatePattern, the error does not show the value, because it can come from an Id
/// column of a customer list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (!GraphId.IsId(element?.ToString()))
        {
            throw new ValidationMetadataException("An ID of the Graph API consists of digits only, at most 20.");
        }
    }
}
