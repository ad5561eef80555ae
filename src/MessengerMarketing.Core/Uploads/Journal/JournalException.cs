using System;
using MessengerMarketing.Text;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>What is the matter with a journal.</summary>
public enum JournalProblem
{
    /// <summary>The file is no journal, or a line before its last cannot be read.</summary>
    Unreadable,

    /// <summary>The file has no upload: it is empty, or its first line was never written whole.</summary>
    NoUpload,

    /// <summary>Another upload writes it.</summary>
    InUse,

    /// <summary>It cannot be written, and nothing is sent that is not on record.</summary>
    NotWritten,

    /// <summary>It is of an upload that is not finished.</summary>
    Unfinished,

    /// <summary>The list, an option or the account is not the upload's any more.</summary>
    Changed,

    /// <summary>The list is a pipe, so an upload of it cannot be resumed.</summary>
    SourceReadOnce,

    /// <summary>Its file cannot be opened; the inner exception says why.</summary>
    NotAccessible,

    /// <summary>It already records another list of the same run.</summary>
    SecondList,
}

/// <summary>A journal prevents an upload. The message says why.</summary>
public sealed class JournalException : Exception
{
    internal JournalException(JournalProblem problem, string message, Exception? inner = null)
        : base(SafeText.SingleLine(message), inner)
    {
        Problem = problem;
    }

    /// <summary>What is the matter.</summary>
    public JournalProblem Problem { get; }
}
