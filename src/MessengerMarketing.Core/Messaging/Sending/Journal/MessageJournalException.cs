using System;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>Why a message journal cannot be used.</summary>
internal enum MessageJournalProblem
{
    /// <summary>It is not a message journal, or another program changed it.</summary>
    Unreadable,

    /// <summary>It belongs to another campaign, message, ad account, or server.</summary>
    Different,

    /// <summary>It cannot be written, and nothing is sent without a record.</summary>
    NotWritten,
}

/// <summary>A message journal prevents sending. The exception message describes the problem and what to do, without content of the file.</summary>
internal sealed class MessageJournalException(MessageJournalProblem problem, string message, Exception? inner = null) : Exception(SafeText.SingleLine(message), inner)
{
    /// <summary>The problem.</summary>
    public MessageJournalProblem Problem { get; } = problem;
}
