using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Why a state cannot be used.</summary>
public enum SyncStateProblem
{
    /// <summary>The file is not a state.</summary>
    Foreign,

    /// <summary>The file is damaged, or another version of the module wrote it.</summary>
    Unreadable,

    /// <summary>The state belongs to another audience, ad account, or host.</summary>
    OtherAudience,

    /// <summary>The list has other keys, or is hashed in another way than before.</summary>
    OtherOptions,

    /// <summary>The log of an interrupted run does not belong to the state.</summary>
    OtherLog,

    /// <summary>The state cannot be written.</summary>
    NotWritten,
}

/// <summary>A state cannot be used. The message states the reason, and contains no personal data.</summary>
public sealed class SyncStateException : Exception
{
    internal SyncStateException(SyncStateProblem problem, string message, Exception? inner = null)
        : base(message, inner)
        => Problem = problem;

    /// <summary>The reason.</summary>
    public SyncStateProblem Problem { get; }
}
