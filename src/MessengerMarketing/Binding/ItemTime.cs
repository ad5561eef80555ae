using System;
using System.Globalization;
using System.Management.Automation;

namespace MessengerMarketing.Binding;

/// <summary>Reads a time from the pipeline: as it is, as the text of a file, or without its type, as PowerShell delivers it from another process.</summary>
internal static class ItemTime
{
    /// <summary>Returns the time; null when the value is none.</summary>
    public static DateTimeOffset? From(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),

        // Export-Csv writes times in the current culture.
        string text when DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        string => null,
        _ => Deserialize(PSObject.AsPSObject(value!)),
    };

    /// <summary>Returns the time of an object that has the properties of a <see cref="DateTimeOffset"/>; null for others.</summary>
    public static DateTimeOffset? Deserialize(PSObject item) => item.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value is DateTime time
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
        : null;
}
