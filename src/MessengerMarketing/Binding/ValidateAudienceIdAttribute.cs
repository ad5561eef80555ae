using System;
using System.Linq;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>
/// Takes an audience's id: a number of up to 20 digits. What is none is not repeated, as a pattern's own message would: it may
/// be a column of a customer list that happens to be named Id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateAudienceIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    private const int LongestId = 20;

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string text = element?.ToString() ?? string.Empty;
        if (text.Length is 0 or > LongestId || !text.All(static character => character is >= '0' and <= '9'))
        {
            throw new ValidationMetadataException("An audience's id is a number, such as New-MMCustomAudience and Get-MMAudience give it.");
        }
    }
}
