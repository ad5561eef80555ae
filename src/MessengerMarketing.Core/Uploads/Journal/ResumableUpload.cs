using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>An interrupted upload, opened from its journal: the options and the list with which an <see cref="UploadRunner"/> sends the same bytes again. The
/// runner disposes the journal of its list. Dispose this object if no list was created.</summary>
internal sealed class ResumableUpload : IDisposable
{
    private readonly UploadJournal _journal;
    private bool _isChecked;

    private ResumableUpload(UploadJournal journal) => _journal = journal;

    /// <summary>The header of the upload.</summary>
    public JournalHeader Header => _journal.Header;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsFinished => _journal.IsFinished;

    /// <summary>Opens a journal.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="isDryRun">Whether to read it without locking or changing it.</param>
    /// <exception cref="JournalException">The file is in use, is not a journal, or is empty.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static ResumableUpload Open(string path, bool isDryRun) => new(isDryRun ? UploadJournal.CreateDryRun(path) : UploadJournal.Resume(path));

    /// <summary>Returns the options with which the upload sends the same bytes again.</summary>
    public UploadRunnerOptions ToOptions() => new()
    {
        Action = Header.Action,
        Upload = Header.ToOptions(),
        MaxRejectPercent = Header.MaxRejectPercent,
        AllowsUnusableSuppression = Header.AllowsUnusableSuppression,
        SuppressionPaths = [.. Header.Suppression.Select(static file => file.Path)],
    };

    /// <summary>Checks that nothing that the upload depends on has changed. Call it first.</summary>
    /// <exception cref="JournalException">The list, another file that the upload depends on, or the account is not the same.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be opened.</exception>
    public void CheckUnchanged(GraphContext context, CancellationToken cancellationToken)
    {
        Header.Check(context, path => JournalFileMark.FromFile(path, cancellationToken));
        _isChecked = true;
    }

    /// <summary>Opens the file of the list at the first remaining batch.</summary>
    /// <exception cref="JournalException">The file has other columns than before.</exception>
    /// <exception cref="CustomerFileException">The file cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be opened.</exception>
    public UploadList OpenFile()
    {
        RequireCheck();
        JournalBatch? entry = _journal.FindEntry();
        CustomerFile file = Open(Header.Source!, ref entry);
        try
        {
            return new UploadList
            {
                AudienceId = Header.AudienceId,
                Mapping = Header.ToMapping(file.ColumnNames),
                Source = new RemainingBatches(file, _journal, _journal.CreateLayout(entry)),
                Journal = _journal,
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Creates the list for the same rows, which the caller delivers.</summary>
    /// <exception cref="JournalException">The columns are not the same.</exception>
    public UploadList WithColumns(IReadOnlyList<string> columnNames)
    {
        RequireCheck();
        return new UploadList { AudienceId = Header.AudienceId, Mapping = Header.ToMapping(columnNames), Journal = _journal };
    }

    /// <summary>Determines where the batches of the list begin, for rows that the caller delivers.</summary>
    public BlockLayout CreateLayout() => _journal.CreateLayout(null);

    /// <summary>Checks that nothing has changed, gives the batches that are left another size, and opens the list.</summary>
    /// <param name="runner">The runner that will upload it.</param>
    /// <param name="context">The context of the resumed upload.</param>
    /// <param name="batchSize">Rows of a call, 1 to 10,000; null for the size as before.</param>
    /// <param name="open">Opens the list: <see cref="OpenFile"/> or <see cref="WithColumns"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="JournalException">Something has changed, or the journal cannot be written.</exception>
    public async Task<UploadList> OpenAsync(UploadRunner runner, GraphContext context, int? batchSize, Func<UploadList> open, CancellationToken cancellationToken)
    {
        await Task.Run(() => CheckUnchanged(context, cancellationToken), cancellationToken);
        if (batchSize is { } size)
        {
            await runner.ChangeBatchSizeAsync(this, size, cancellationToken);
        }

        return await Task.Run(open, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

    internal Task ChangeBatchSizeAsync(int batchSize, IBatchSender? sender, CancellationToken cancellationToken)
    {
        RequireCheck();
        return BatchSizeChange.ApplyAsync(_journal, batchSize, sender, cancellationToken);
    }

    private void RequireCheck()
    {
        if (!_isChecked)
        {
            throw new InvalidOperationException($"Call {nameof(CheckUnchanged)} first.");
        }
    }

    /// <summary>Opens the file at a batch. Null if it must be read from the beginning.</summary>
    private CustomerFile Open(JournalSource source, ref JournalBatch? entry)
    {
        var options = new CustomerFileOptions
        {
            Encoding = source.CodePage is { } page ? Encoding.GetEncoding(page) : null,
            Delimiter = source.Delimiter,
            WorksheetName = source.WorksheetName,
            Header = source.HasHeader ? null : [.. Enumerable.Range(1, Header.ColumnCount).Select(static number => $"Column {number}")],
        };
        var file = CustomerFile.Open(source.File.Path, options);
        if (Header.Unique || entry is null || !file.CanEnter)
        {
            entry = null;
            return file;
        }

        IReadOnlyList<string> names = file.ColumnNames;
        file.Dispose();
        return CustomerFile.Open(source.File.Path, options with { Header = names, Start = new CustomerFilePosition(entry.Offset!.Value, entry.Number, entry.FirstRow) });
    }

    /// <summary>The remaining batches of a file.</summary>
    private sealed class RemainingBatches(CustomerFile file, UploadJournal journal, BlockLayout layout) : IUploadSource
    {
        public string Name => Path.GetFileName(file.FilePath);

        public long? Length => journal.Header.Source!.File.Bytes;

        public JournalSource CreateJournalSource(CancellationToken cancellationToken) => journal.Header.Source!;

        public void CheckUnchanged(CancellationToken cancellationToken)
        {
            if (file.FindChange(cancellationToken) is { } change)
            {
                throw new SourceChangedException(change);
            }
        }

        public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize)
        {
            foreach (RowBlock block in file.ReadBlocks(mapping, layout))
            {
                // With Unique, all rows must be read to detect duplicates.
                if (!journal.Header.Unique && journal.IsDone(block.Number))
                {
                    journal.Skip(block.FirstRow + block.Count - 1);
                    block.Dispose();
                }
                else
                {
                    yield return block;
                }
            }
        }

        public void Dispose() => file.Dispose();
    }
}
