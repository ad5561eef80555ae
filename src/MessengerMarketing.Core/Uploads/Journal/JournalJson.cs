using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>A line of a journal. One of its members is set.</summary>
internal sealed record JournalLine
{
    /// <summary>The beginning of the first line.</summary>
    public const string UploadBeginning = "{\"upload\":{\"runId\":\"";

    /// <summary>The beginnings of all other lines.</summary>
    public static readonly string[] LaterBeginnings = ["{\"batch\":{", "{\"resize\":{", "{\"change\":{", "{\"end\":{"];

    public JournalHeader? Upload { get; init; }

    public JournalBatch? Batch { get; init; }

    public JournalResize? Resize { get; init; }

    public JournalEnd? End { get; init; }

    public JournalChange? Change { get; init; }

    /// <summary>Appends the line, including its line feed.</summary>
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
