using System.Text.Json.Serialization;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>How far a batch has come, as the last of its journal's lines has it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalOutcome>))]
public enum JournalOutcome
{
    /// <summary>It was about to be sent. As a batch's last line: the process ended before the result was known.</summary>
    Sending,

    /// <summary>The Graph API answered that it received the batch.</summary>
    Accepted,

    /// <summary>The Graph API refused the batch.</summary>
    Rejected,

    /// <summary>No answer came, and the session could not be asked for.</summary>
    Unknown,

    /// <summary>It was not sent: it has no rows left, it was declined, or the upload had stopped before.</summary>
    NotSent,
}
