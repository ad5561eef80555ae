using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Messaging.Sending.Journal;

/// <summary>The record of a message to many subscribers, as JSON lines. A message is recorded before it is sent, and its result before it is reported. If the
/// process is killed, the next run can determine from the journal who must not get the message again. Thread-safe.</summary>
internal sealed class MessageJournal : IDisposable
{
    private readonly Dictionary<Guid, MessageOutcome> _outcomes;
    private readonly RecordLog? _log;
    private readonly string _path;

    private MessageJournal(string path, MessageJournalHeader header, Dictionary<Guid, MessageOutcome> outcomes, RecordFile? file)
    {
        _path = path;
        Header = header;
        _outcomes = outcomes;
        _log = file is null ? null : new RecordLog(file);
    }

    /// <summary>The campaign and the message.</summary>
    public MessageJournalHeader Header { get; }

    /// <summary>Whether other users had access to the file before it was opened.</summary>
    public bool WasOpenToOthers { get; private init; }

    /// <summary>Opens a journal, or creates it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Creates the header for a journal's identity.</param>
    /// <param name="operations">The steps that change the disk.</param>
    /// <exception cref="MessageJournalException">It belongs to another message or campaign, is not a message journal, or cannot be written.</exception>
    /// <exception cref="FileRefusedException">It is in use, belongs to another user, or is not a regular file.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static MessageJournal Open(string path, Func<Guid, MessageJournalHeader> create, IFileOperations? operations = null)
    {
        operations ??= FileOperations.Instance;
        var file = RecordFile.TryOpen(path, operations);
        try
        {
            if (file is null)
            {
                return Create(path, create(Guid.NewGuid()), operations);
            }

            var outcomes = new Dictionary<Guid, MessageOutcome>();
            if (MessageJournalReader.Read(file.Content, path, (entry, key) => outcomes[key] = entry.Outcome, out long length) is { } header)
            {
                Check(path, header, create(header.RunId));
                bool wasOpen = file.Restrict();
                file.DeleteLeftovers();
                file.Truncate(length);
                return new MessageJournal(path, header, outcomes, file) { WasOpenToOthers = wasOpen };
            }

            // An empty file is removed only after the new file is complete.
            MessageJournal journal = Create(path, create(Guid.NewGuid()), operations, file);
            file.Dispose();
            return journal;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>Reads a journal, if it exists, for a dry run. Nothing is written.</summary>
    /// <inheritdoc cref="Open"/>
    public static MessageJournal OpenDryRun(string path, Func<Guid, MessageJournalHeader> create)
    {
        var outcomes = new Dictionary<Guid, MessageOutcome>();
        if (!FilePaths.CheckIsFile(path))
        {
            return new MessageJournal(path, create(Guid.NewGuid()), outcomes, null);
        }

        using FileStream file = FilePaths.OpenRead(path);
        MessageJournalHeader? header = MessageJournalReader.Read(file, path, (entry, key) => outcomes[key] = entry.Outcome, out _);
        if (header is not null)
        {
            Check(path, header, create(header.RunId));
        }

        return new MessageJournal(path, header ?? create(Guid.NewGuid()), outcomes, null);
    }

    /// <summary>Returns the outcome of the message to a subscriber, or null if there is none.</summary>
    public MessageOutcome? Find(string token)
    {
        lock (_outcomes)
        {
            return _outcomes.TryGetValue(Key(token), out MessageOutcome outcome) ? outcome : null;
        }
    }

    /// <summary>Records that a message is about to be sent.</summary>
    /// <exception cref="MessageJournalException">It cannot be written; the message must not be sent.</exception>
    public void RecordSending(long number, string token) => Append(token, new MessageJournalEntry
    {
        Number = number,
        Token = TokenHash.Compute(Header.RunId, token),
        Outcome = MessageOutcome.Sending,
        Time = DateTimeOffset.UtcNow,
    });

    /// <summary>Records that a message was not sent, because the call reached a rate limit.</summary>
    /// <exception cref="MessageJournalException">It cannot be written.</exception>
    public void RecordNotSent(long number, string token) => Append(token, new MessageJournalEntry
    {
        Number = number,
        Token = TokenHash.Compute(Header.RunId, token),
        Outcome = MessageOutcome.NotSent,
        Time = DateTimeOffset.UtcNow,
    });

    /// <summary>Records the result of a message.</summary>
    /// <exception cref="MessageJournalException">It cannot be written.</exception>
    public void RecordResult(MarketingMessageReceipt receipt) => Append(receipt.Token, new MessageJournalEntry
    {
        Number = receipt.Number,
        Token = TokenHash.Compute(Header.RunId, receipt.Token),
        Outcome = receipt.StatusValue switch
        {
            SendStatus.Accepted => MessageOutcome.Accepted,
            SendStatus.Rejected => MessageOutcome.Rejected,
            SendStatus.Unknown => MessageOutcome.Unknown,
            _ => MessageOutcome.NotSent,
        },
        TrackingId = receipt.TrackingId,
        Error = receipt.ErrorId,
        NotBefore = receipt.NotBefore,
        Time = receipt.Time,
    });

    /// <inheritdoc/>
    public void Dispose() => _log?.Dispose();

    private static MessageJournal Create(string path, MessageJournalHeader header, IFileOperations operations, RecordFile? earlier = null)
    {
        using var first = new MemoryStream();
        new MessageJournalLine { Messages = header }.WriteTo(first);
        return new MessageJournal(path, header, [], RecordFiles.Create(path, file => file.Append(first), operations, earlier));
    }

    private static void Check(string path, MessageJournalHeader known, MessageJournalHeader wanted)
    {
        string? difference = known.AdAccountId != wanted.AdAccountId ? $"ad account {known.AdAccountId}"
            : known.Host != wanted.Host ? $"the server {known.Host ?? "of Meta"}"
            : known.CampaignId != wanted.CampaignId ? $"campaign {known.CampaignId}"
            : known.Message != wanted.Message ? "another message"
            : null;
        if (difference is not null)
        {
            throw new MessageJournalException(
                MessageJournalProblem.Different, $"The journal '{path}' belongs to {difference}. Nothing was sent. Use a separate journal for each message of a campaign.");
        }
    }

    private Guid Key(string token) => TokenHash.TryParse(TokenHash.Compute(Header.RunId, token), out Guid key) ? key : throw new InvalidOperationException("The hash of a token is not a hash.");

    private void Append(string token, MessageJournalEntry entry)
    {
        try
        {
            _log?.Append(new MessageJournalLine { Message = entry }.WriteTo);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new MessageJournalException(
                MessageJournalProblem.NotWritten,
                $"The journal '{_path}' cannot be written: {exception.Message} Nothing is sent without a record. Free disk space, or use another path.",
                exception);
        }

        lock (_outcomes)
        {
            _outcomes[Key(token)] = entry.Outcome;
        }
    }
}
