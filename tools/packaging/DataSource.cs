using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace MessengerMarketing.Packaging;

/// <summary>Somebody else's data that a shipped table was derived from.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">The edition that was used.</param>
/// <param name="License">Its licence, an SPDX expression.</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Url">Where it comes from.</param>
/// <param name="Table">The resource inside MessengerMarketing.Core.dll that was derived from it.</param>
internal sealed record DataSource(string Name, string Version, string License, string Publisher, string Url, string Table)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Reads a list of them.</summary>
    /// <exception cref="PackagingException">An entry lacks something.</exception>
    public static IReadOnlyList<DataSource> ReadAll(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<DataSource[]>(File.ReadAllBytes(file), Format) ?? throw new PackagingException($"{file} is empty.");
        }
        catch (JsonException error)
        {
            throw new PackagingException($"{Path.GetFileName(file)}: {error.Message}");
        }
    }
}
