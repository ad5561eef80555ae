using System;
using System.IO;
using System.Text;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>Reads message journals, also while a process writes them.</summary>
internal static class MessageJournalReader
{
    private const int MaxLine = 64 * 1024;

    /// <summary>Reads a journal. A last line that is not complete is ignored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Called for each entry, in order.</param>
    /// <returns>The header.</returns>
    /// <exception cref="MessageJournalException">It is not a message journal, or is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static MessageJournalHeader Read(string path, Action<MessageJournalEntry, Guid> read)
    {
        using FileStream file = FilePaths.OpenRead(path);
        return Read(file, path, read, out _)
            ?? throw new MessageJournalException(MessageJournalProblem.Unreadable, $"The file '{path}' is empty. Nothing was sent with it.");
    }

    /// <summary>Returns whether a file begins like a message journal.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static bool IsMessageJournal(string path)
    {
        using FileStream file = FilePaths.OpenRead(path);
        byte[] start = new byte[MessageJournalLine.HeaderBeginning.Length];
        int length = 0;
        while (length < start.Length && file.Read(start, length, start.Length - length) is > 0 and int read)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(start, 0, length) == MessageJournalLine.HeaderBeginning;
    }

    /// <summary>Reads a journal that is open.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="read">Called for each entry, in order.</param>
    /// <param name="length">Bytes of its complete lines.</param>
    /// <returns>The header; null when the file is empty.</returns>
    /// <exception cref="MessageJournalException">It is not a message journal.</exception>
    public static MessageJournalHeader? Read(Stream file, string path, Action<MessageJournalEntry, Guid> read, out long length)
    {
        MessageJournalHeader? header = null;
        RecordLinesResult result = RecordLines.Read(file, MaxLine, line =>
        {
            var parsed = MessageJournalLine.Parse(line);
            if (header is null)
            {
                header = parsed?.Messages;
                return header is not null;
            }

            if (parsed?.Message is not { } entry || !TokenHash.TryParse(entry.Token, out Guid key))
            {
                return false;
            }

            read(entry, key);
            return true;
        });
        length = result.Length;
        bool isComplete = result.Tail.Length == 0 || (header is not null && RecordTail.IsTorn(result.Tail, MessageJournalLine.EntryBeginning));
        if ((result.InvalidLine ?? (isComplete ? null : result.NextLine)) is { } number)
        {
            throw new MessageJournalException(
                MessageJournalProblem.Unreadable,
                number == 1
                    ? $"'{path}' is not a journal of messages. It contains {FileContent.FormatKind(file)}, and was not changed. Use the path of such a journal, or of a new file."
                    : FormattableString.Invariant($"The journal '{path}' was changed by another program: line {number} cannot be read. The file was not changed. Restore it, or use another path."));
        }

        return header;
    }
}
