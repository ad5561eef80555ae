using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>How far a message has come, as the last of its journal's lines has it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessageOutcome>))]
internal enum MessageOutcome
{
    /// <summary>It was about to be sent. As a message's last line: the process ended before the result was known.</summary>
    Sending,

    /// <summary>Meta accepted it.</summary>
    Accepted,

    /// <summary>Meta refused it.</summary>
    Refused,

    /// <summary>There was no response.</summary>
    Unknown,

    /// <summary>It was not sent.</summary>
    NotSent,
}

/// <summary>What a line says of a message. A later line about the same token takes the place of an earlier one.</summary>
internal sealed record MessageJournalEntry
{
    /// <summary>Number of the token in the run that wrote the line, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>Hash of the token; see <see cref="TokenHash"/>.</summary>
    public required string Token { get; init; }

    /// <summary>How far it has come.</summary>
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

/// <summary>A line of a message journal: one of its members is set.</summary>
internal sealed record MessageJournalLine
{
    /// <summary>How the first line begins.</summary>
    public const string HeaderBeginning = "{\"messages\":{\"runId\":\"";

    /// <summary>How each of the other lines begins.</summary>
    public const string EntryBeginning = "{\"message\":{";

    public MessageJournalHeader? Messages { get; init; }

    public MessageJournalEntry? Message { get; init; }

    /// <summary>Reads a line; null when it is not one of a message journal.</summary>
    public static MessageJournalLine? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, MessageJournalJson.Default.MessageJournalLine);
        }
        catch (JsonException)
        {
            // The message could repeat what stands there; the line's number is enough.
            return null;
        }
    }

    /// <summary>Appends the line, its line feed included.</summary>
    public void WriteTo(Stream target)
    {
        JsonSerializer.Serialize(target, this, MessageJournalJson.Default.MessageJournalLine);
        target.WriteByte((byte)'\n');
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageJournalLine))]
internal sealed partial class MessageJournalJson : JsonSerializerContext;
