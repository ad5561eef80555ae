using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using MessengerMarketing.Ads;

namespace MessengerMarketing.Binding;

/// <summary>A text for each region, or one text for all of them.</summary>
public sealed class RegionValues
{
    private readonly Dictionary<string, string> _values;

    internal RegionValues(Dictionary<string, string> values)
    {
        _values = values;
    }

    /// <summary>The regions that have a specific text.</summary>
    public IReadOnlyCollection<string> Regions => [.. _values.Keys.Where(static key => key.Length > 0)];

    /// <returns>The regions, without their texts.</returns>
    public override string ToString() => string.Join(", ", Regions);

    internal static IReadOnlyDictionary<string, string> ToDictionary(RegionValues? values) => values?._values ?? [];

    /// <exception cref="ArgumentTransformationMetadataException">An entry has no text.</exception>
    internal static RegionValues Parse(object input)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (input is IDictionary entries)
        {
            foreach (DictionaryEntry entry in entries)
            {
                values[Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!.Trim()] = ReadText(entry.Value);
            }
        }
        else
        {
            values[AdDeclarations.EveryRegion] = ReadText(input);
        }

        return new RegionValues(values);
    }

    private static string ReadText(object? value) => CellText.From(value)?.Trim() is { Length: > 0 } text
        ? text
        : throw new ArgumentTransformationMetadataException("Specify a name or an ID for each region, such as @{ EU = 'Example Ltd'; TW = '1234567890' }.");
}
