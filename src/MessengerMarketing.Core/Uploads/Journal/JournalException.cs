using System;
using MessengerMarketing.Text;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>The problem of a journal.</summary>
public enum JournalProblem
{
    /// <summary>The file is not a journal, or a line before the last cannot be read.</summary>
    Unreadable,

    /// <summary>The file contains no upload: it is empty, or its first line is incomplete.</summary>
    NoUpload,

    /// <summary>Another upload uses it.</summary>
    InUse,

    /// <summary>It cannot be written, and nothing is sent without a record.</summary>
    NotWritten,

    /// <summary>Its upload is not finished.</summary>
    Unfinished,

    /// <summary>The list, an option, or the account has changed.</summary>
    Changed,

    /// <summary>The list is a named pipe, so its upload cannot be resumed.</summary>
    SourceReadOnce,

    /// <summary>The file cannot be opened. See the inner exception.</summary>
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

    /// <summary>The problem.</summary>
    public JournalProblem Problem { get; }
}
