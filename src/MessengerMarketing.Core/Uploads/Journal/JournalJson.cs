using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>A line of a journal: one of its members is set.</summary>
internal sealed record JournalLine
{
    /// <summary>How the first line begins.</summary>
    public const string UploadBeginning = "{\"upload\":{\"runId\":\"";

    /// <summary>How each of the other lines begins.</summary>
    public static readonly string[] LaterBeginnings = ["{\"batch\":{", "{\"resize\":{", "{\"change\":{", "{\"end\":{"];

    public JournalHeader? Upload { get; init; }

    public JournalBatch? Batch { get; init; }

    public JournalResize? Resize { get; init; }

    public JournalEnd? End { get; init; }

    public JournalChange? Change { get; init; }

    /// <summary>Appends the line, its line feed included.</summary>
    public void WriteTo(Stream target)
    {
        JsonSerializer.Serialize(target, this, JournalJson.Default.JournalLine);
        target.WriteByte((byte)'\n');
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext;
