using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Messaging;

namespace MessengerMarketing.Binding;

/// <summary>Converts <c>@{ Title = '…'; ImageUrl = '…' }</c>, or a list of them, to the cards of an opt-in request.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptInElementTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IEnumerable items and not IDictionary and not string
            ? items.Cast<object?>().Select(Read).ToArray()
            : new[] { Read(value) };
    }

    private static OptInElement Read(object? item)
    {
        object? value = item is PSObject wrapped ? wrapped.BaseObject : item;
        if (value is OptInElement element)
        {
            return element;
        }

        if (value is not IDictionary entries)
        {
            throw new ArgumentTransformationMetadataException("A card is a hashtable such as @{ Title = 'Weekly offers'; ImageUrl = 'https://…' }.");
        }

        element = new OptInElement();
        foreach (DictionaryEntry entry in entries)
        {
            string? text = entry.Value?.ToString();
            element = entry.Key?.ToString()?.ToUpperInvariant() switch
            {
                "TITLE" => element with { Title = text },
                "IMAGEURL" or "IMAGE_URL" => element with { ImageUrl = text },
                "PAYLOAD" => element with { Payload = text },
                _ => throw new ArgumentTransformationMetadataException($"A card cannot have '{entry.Key}'. The valid keys are Title, ImageUrl, and Payload."),
            };
        }

        return element;
    }
}
