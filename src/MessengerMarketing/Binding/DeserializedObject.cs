using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Messaging;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Uploads.Sync;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Messages;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Binding;

/// <summary>Restores output of this module that was serialized, for example by Start-Job or Export-Clixml. PowerShell restores the properties, but not the
/// type.</summary>
internal static class DeserializedObject
{
    private const string Prefix = "Deserialized.";

    private static readonly Dictionary<string, Type> Types = new[]
    {
        typeof(BatchReceipt), typeof(UploadSummary), typeof(UploadRecord), typeof(AudienceUploadStatus), typeof(CustomAudience),
        typeof(SyncSummary), typeof(SubscriberMeasure), typeof(SubscriberDoorMeasure), typeof(MessageResultSummary), typeof(MessageCampaign), typeof(MessageInsight),
    }.ToDictionary(static type => Prefix + type.FullName, StringComparer.Ordinal);

    private static readonly string EventType = Prefix + typeof(WebhookEvent).FullName;

    /// <summary>Returns the object itself, or the original object before serialization.</summary>
    /// <returns>The unchanged base object if it is not a type of this module, or lacks a required property.</returns>
    public static object Restore(PSObject item)
        => item.TypeNames.Count > 0 && Types.TryGetValue(item.TypeNames[0], out Type? type) && TryCreate(item, type, out object? restored) ? restored!
        : item.TypeNames.Contains(EventType) && CreateEvent(item) is { } restoredEvent ? restoredEvent
        : item.BaseObject;

    private static WebhookEvent? CreateEvent(PSObject item)
    {
        return Text(nameof(WebhookEvent.Id)) is { } id && Text(nameof(WebhookEvent.Kind)) is { } kind && Text(nameof(WebhookEvent.Raw)) is { } raw
            ? new WebhookEventCopy(id, kind, raw)
            {
                Subscribed = Text(nameof(WebhookEvent.Object)),
                EntryId = Text(nameof(WebhookEvent.EntryId)),
                Field = Text(nameof(WebhookEvent.Field)),
                Time = ItemTime.From(item.Properties[nameof(WebhookEvent.Time)]?.Value),
            }.ToEvent()
            : null;

        string? Text(string name) => item.Properties[name]?.Value?.ToString();
    }

    private static bool TryCreate(PSObject item, Type type, out object? restored)
    {
        restored = Activator.CreateInstance(type);
        foreach (PropertyInfo property in type.GetProperties().Where(static property => property.CanWrite))
        {
            object? value = item.Properties[property.Name]?.Value;
            if (value is null)
            {
                continue;
            }

            if (!TryConvert(value, property.PropertyType, out object? converted))
            {
                return false;
            }

            try
            {
                property.SetValue(restored, converted);
            }
            catch (TargetInvocationException)
            {
                // The status has an unknown name.
                return false;
            }
        }

        return true;
    }

    private static bool TryConvert(object value, Type type, out object? converted)
    {
        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        converted = type == typeof(IReadOnlyList<InvalidSample>) ? Items(plain).Select(CreateSample).ToArray()
            : type == typeof(IReadOnlyList<Guid>) ? Items(plain).Select(CreateId).ToArray()
            : type == typeof(IReadOnlyList<ConsentCount>) ? Items(plain).Select(CreateConsent).OfType<ConsentCount>().ToArray()
            : type == typeof(IReadOnlyDictionary<string, long>) ? CreateCounts(plain)
            : type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?) ? CreateTime(value)
            : null;
        return converted is not null || LanguagePrimitives.TryConvertTo(plain, type, CultureInfo.InvariantCulture, out converted);
    }

    private static IEnumerable<object> Items(object value) => value is IEnumerable items and not string ? items.Cast<object>() : [value];

    private static Guid CreateId(object item) => item is Guid id ? id : new Guid(item.ToString()!);

    /// <summary>Beyond the depth of serialization, an object is only text.</summary>
    private static InvalidSample CreateSample(object item)
    {
        var sample = PSObject.AsPSObject(item);
        return sample.Properties[nameof(InvalidSample.Reason)]?.Value is string reason
            ? new InvalidSample(LanguagePrimitives.ConvertTo<long?>(sample.Properties[nameof(InvalidSample.Row)]?.Value), reason)
            : new InvalidSample(null, item.ToString() ?? string.Empty);
    }

    /// <summary>Beyond the depth of serialization, an object is only text.</summary>
    private static ConsentCount? CreateConsent(object item)
    {
        var count = PSObject.AsPSObject(item);
        if (count.Properties[nameof(ConsentCount.Column)]?.Value is string column)
        {
            return new ConsentCount(column, Read(nameof(ConsentCount.Yes)), Read(nameof(ConsentCount.No)), Read(nameof(ConsentCount.Unknown)));
        }

        // The format of ConsentCount.ToString: "Column: 1 yes, 2 no, 3 unknown".
        string text = item.ToString() ?? string.Empty;
        int end = text.LastIndexOf(": ", StringComparison.Ordinal);
        long[] numbers = end < 0 ? [] : [.. text.Substring(end + 2).Split(',').Select(static part => part.Trim().Split(' ')[0]).Select(static number => LanguagePrimitives.ConvertTo<long>(number))];
        return numbers.Length == 3 ? new ConsentCount(text.Substring(0, end), numbers[0], numbers[1], numbers[2]) : null;

        long Read(string name) => LanguagePrimitives.ConvertTo<long>(count.Properties[name]?.Value);
    }

    private static Dictionary<string, long> CreateCounts(object value) => value is IDictionary entries
        ? entries.Cast<DictionaryEntry>().ToDictionary(static entry => entry.Key.ToString()!, static entry => LanguagePrimitives.ConvertTo<long>(entry.Value))
        : [];

    /// <summary>A serialized time without a time zone is UTC.</summary>
    private static DateTimeOffset? CreateTime(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        string => null,
        _ => ItemTime.From(value),
    };
}
