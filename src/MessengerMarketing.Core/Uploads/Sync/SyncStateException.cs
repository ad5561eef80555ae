using System;

namespace MessengerMarketing.Uploads.Sync;

/// <summary>Why a state is not used.</summary>
public enum SyncStateProblem
{
    /// <summary>The file is no state.</summary>
    Foreign,

    /// <summary>The file is damaged, or written by a later version of the module.</summary>
    Unreadable,

    /// <summary>The state is of another audience, ad account or host.</summary>
    OtherAudience,

    /// <summary>The list has other keys, or is hashed in another way than before.</summary>
    OtherOptions,

    /// <summary>The log of an interrupted run does not belong to the state.</summary>
    OtherLog,

    /// <summary>The state cannot be written.</summary>
    NotWritten,
}

/// <summary>A state cannot be used. The message says why, and names no person.</summary>
public sealed class SyncStateException : Exception
{
    internal SyncStateException(SyncStateProblem problem, string message, Exception? inner = null)
        : base(message, inner)
        => Problem = problem;

    /// <summary>The reason.</summary>
    public SyncStateProblem Problem { get; }
}
