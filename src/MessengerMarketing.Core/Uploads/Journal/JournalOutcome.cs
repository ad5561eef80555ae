using System.Text.Json.Serialization;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The outcome of a batch, according to its last line in the journal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalOutcome>))]
public enum JournalOutcome
{
    /// <summary>It was about to be sent. If this is the last line of a batch, the process ended before the result was known.</summary>
    Sending,

    /// <summary>The Graph API confirmed that it received the batch.</summary>
    Accepted,

    /// <summary>The Graph API rejected the batch.</summary>
    Rejected,

    /// <summary>There was no response, and the session could not be queried.</summary>
    Unknown,

    /// <summary>It was not sent: it has no usable rows, it was declined, or the upload had already stopped.</summary>
    NotSent,
}
