using System;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>
/// Takes an id of the Graph API: a number of up to 20 digits. What is none is not repeated, as a pattern's own message would: it may
/// be a column of a customer list that happens to be named Id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    private const int MaxId = 20;

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string text = element?.ToString() ?? string.Empty;
        if (text.Length is 0 or > MaxId || !text.All(static character => character is >= '0' and <= '9'))
        {
            throw new ValidationMetadataException("An id of the Graph API is a number: digits only, 20 at most.");
        }
    }
}
