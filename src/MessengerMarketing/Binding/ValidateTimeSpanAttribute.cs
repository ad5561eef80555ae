using System;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Takes a time from zero to a day.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTimeSpanAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not TimeSpan { Ticks: >= 0, TotalDays: <= 1 })
        {
            throw new ValidationMetadataException("The time must be from zero to a day, written like 00:30:00 for half an hour.");
        }
    }
}
