using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>The outcome of a message, according to its last line in the journal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageOutcome>))]
internal enum MessageOutcome
{
    /// <summary>It was about to be sent. If this is the last line of a message, the process ended before the result was known.</summary>
    Sending,

    /// <summary>Meta accepted it.</summary>
    Accepted,

    /// <summary>Meta rejected it.</summary>
    Rejected,

    /// <summary>There was no response.</summary>
    Unknown,

    /// <summary>It was not sent.</summary>
    NotSent,
}

/// <summary>An entry about a message. A later entry about the same token replaces an earlier entry.</summary>
internal sealed record MessageJournalEntry
{
    /// <summary>Number of the token in the run that wrote the line, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Hash of the token; see <see cref="TokenHash"/>.</summary>
    public required string Token { get; init; }

    /// <summary>The outcome.</summary>
    public required MessageOutcome Outcome { get; init; }

    /// <summary>Meta's tracking id of an accepted message.</summary>
    public string? TrackingId { get; init; }

    /// <summary>Error id, such as <c>MMFrequencyLimited</c>.</summary>
    public string? Error { get; init; }

    /// <summary>When to try again, UTC.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When the line was written, UTC.</summary>
    public required DateTimeOffset Time { get; init; }
}

/// <summary>A line of a message journal. One of its members is set.</summary>
internal sealed record MessageJournalLine
{
    /// <summary>The beginning of the first line.</summary>
    public const string HeaderBeginning = "{\"messages\":{\"runId\":\"";

    /// <summary>The beginning of all other lines.</summary>
    public const string EntryBeginning = "{\"message\":{";

    public MessageJournalHeader? Messages { get; init; }

    public MessageJournalEntry? Message { get; init; }

    /// <summary>Parses a line. Returns null if it is not a line of a message journal.</summary>
    public static MessageJournalLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MessageJournalJson.Default.MessageJournalLine);
        }
        catch (JsonException)
        {
            // The exception message could contain data of the line. The line number is enough.
            return null;
        }
    }

    /// <summary>Appends the line, including its line feed.</summary>
    public void WriteTo(Stream target)
    {
        JsonSerializer.Serialize(target, this, MessageJournalJson.Default.MessageJournalLine);
        target.WriteByte((byte)'\n');
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageJournalLine))]
internal sealed partial class MessageJournalJson : JsonSerializerContext;
