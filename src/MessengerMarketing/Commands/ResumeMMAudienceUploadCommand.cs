using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Commands;

/// <summary>
/// Goes on with an upload that was broken off, from its journal. Batches that were accepted are passed over; for those of which nothing
/// is known the Graph API is asked first, and they are sent again only when it never saw them.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "MMAudienceUpload", DefaultParameterSetName = FileSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(BatchReceipt), typeof(UploadSummary))]
public sealed class ResumeMMAudienceUploadCommand : PipelineCmdlet
{
    private const string FileSet = "File";
    private const string RowsSet = "Rows";

    private GraphContext? _account;
    private UploadRun? _run;
    private UploadJournal? _journal;
    private RowIntake? _intake;
    private Action<PSObject>? _addRow;
    private long _items;
    private bool _isDone;

    /// <summary>The journal, as Add-MMAudienceUser or Remove-MMAudienceUser wrote it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FileSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RowsSet)]
    [ItemPropertyTransformation(nameof(JournalPath))]
    public string JournalPath { get; set; } = string.Empty;

    /// <summary>The same rows as before, where they came through the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RowsSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Sends batches again of which the Graph API cannot be asked whether they arrived. It does no harm but to the counts: an audience
    /// holds each person once.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Calls in flight at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Seconds that rate limits may hold the upload back before it stops, 0 to 86,400; an hour by default.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>Writes one summary of the upload at its end, in place of the batches' receipts.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>The context to use instead of the one that this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _account = ContextStore.Require(this, Context);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _items++;
        if (JournalPath == ItemText.None)
        {
            WriteError(ErrorRecords.ItemWithout("JournalPath", _items, "Pipe in what Get-MMAudienceUpload writes; rows are piped in beside a -JournalPath."));
        }
        else if (ParameterSetName == FileSet)
        {
            ResumeFile();
        }
        else
        {
            PipelineRows.ForEach(this, InputObject!, _addRow ??= AddRow);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_intake is not null)
        {
            if (_intake.Rest() is { } rest)
            {
                _run!.Add(rest);
            }

            _run!.End();
            _run.Conclude();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _intake?.Dispose();
            _run?.Dispose();
            _journal?.Dispose();
        }
    }

    private void ResumeFile()
    {
        if (!TryOpen())
        {
            return;
        }

        JournalHeader header = _journal!.Header;
        if (header.Source is not { } source)
        {
            ThrowTerminatingError(ErrorRecords.JournalNeedsRows(JournalPath));
            return;
        }

        try
        {
            CheckUnchanged(header);
            using CustomerFile file = Open(source);
            ColumnMapping mapping = Check(() => header.ToMapping(file.ColumnNames));
            Start(mapping, header.ToOptions());
            try
            {
                _run!.AddAll(ReadAndClose(file, mapping));
            }
            catch (CustomerFileException error)
            {
                // What was read before the line that cannot be read has been seen through, and has its account.
                WriteError(error.ToRecord(source.File.Path));
            }

            _run!.End();
            _run.Conclude();
        }
        catch (CustomerFileException error)
        {
            WriteError(error.ToRecord(source.File.Path));
        }
        catch (IOException error)
        {
            WriteError(error.ToRecord(source.File.Path));
        }
        catch (UnauthorizedAccessException error)
        {
            WriteError(error.ToRecord(source.File.Path));
        }
    }

    private void AddRow(PSObject row)
    {
        if (_isDone)
        {
            return;
        }

        if (_intake is null)
        {
            if (!TryOpen())
            {
                return;
            }

            JournalHeader header = _journal!.Header;
            if (header.Source is not null)
            {
                ThrowTerminatingError(ErrorRecords.JournalNeedsNoRows(JournalPath));
            }

            CheckUnchanged(header);
            ColumnMapping mapping = Check(() => header.ToMapping(RowSource.ColumnNames(row)));
            UploadOptions options = header.ToOptions();
            Start(mapping, options with { Encoders = Math.Max(1, options.Encoders - 1) });
            _intake = new RowIntake(mapping, header.BatchSize);
        }

        if (_intake.Add(row) is { } full)
        {
            _run!.Add(full);
        }

        _run!.TakeEvents();
    }

    private bool TryOpen()
    {
        _journal = JournalErrors.Guard<UploadJournal>(this, JournalPath, this.IsWhatIf() ? UploadJournal.CreateDryRun : UploadJournal.Resume);
        if (!_journal.IsFinished)
        {
            return true;
        }

        WriteVerbose($"The upload of '{JournalPath}' is finished; nothing is left to do.");
        _journal.Dispose();
        _isDone = true;
        return false;
    }

    private void Start(ColumnMapping mapping, UploadOptions options)
    {
        JournalHeader header = _journal!.Header;
        string[] suppressed = [.. header.Suppression.Select(static file => file.Path)];
        if (suppressed.Length > 0)
        {
            options = options with { Suppression = Suppression.Read(this, suppressed, options.Hashing) };
        }

        _run?.Dispose();
        _run = new UploadRun(this, _account!, ThrottleLimit, TimeSpan.FromSeconds(MaxWaitSec), batch => Describe(header, batch))
        {
            WritesSummary = Summary,

            // A list of which anything was sent has passed the judgement of its first rows.
            MaxRejectPercent = _journal.WasSent ? null : header.MaxRejectPercent,
        };
        _run.Start(
            header.AudienceId, header.Action, mapping, options with { ThrottleLimit = ThrottleLimit, ResendUnknown = Force }, _journal, JournalPath, header.Source?.File.Bytes);
    }

    private static string Describe(JournalHeader header, HashedBatch batch)
        => $"{(header.Action == UploadAction.Add ? "Upload" : "Remove")} {batch.Rows} hashed rows ({batch.Rejected} rejected)";

    private CustomerFile Open(JournalSource source)
    {
        var options = new CustomerFileOptions
        {
            Encoding = source.CodePage is { } page ? Encoding.GetEncoding(page) : null,
            Delimiter = source.Delimiter,
            WorksheetName = source.WorksheetName,
            Header = source.HasHeader ? null : [.. Enumerable.Range(1, _journal!.Header.ColumnCount).Select(static number => $"Column {number}")],
        };
        CustomerFile file = CustomerFile.Open(source.File.Path, options);
        if (_journal!.Header.Unique || _journal.EntryPoint() is not { } entry || !file.CanEnter)
        {
            return file;
        }

        IReadOnlyList<string> names = file.ColumnNames;
        file.Dispose();
        return CustomerFile.Open(source.File.Path, options with { Header = names, Start = new CustomerFilePosition(entry.Offset!.Value, entry.Number, entry.FirstRow) });
    }

    /// <summary>The blocks that are left to do, for the thread that reads them; it closes the file as well.</summary>
    private IEnumerable<RowBlock> ReadAndClose(CustomerFile file, ColumnMapping mapping)
    {
        UploadJournal journal = _journal!;
        using (file)
        {
            foreach (RowBlock block in file.ReadBlocks(mapping, journal.Header.BatchSize))
            {
                // Who came before is known only from rows that are read.
                if (!journal.Header.Unique && journal.IsDone(block.Number))
                {
                    journal.Skip(block.Number, block.FirstRow + block.Count - 1);
                    block.Dispose();
                }
                else
                {
                    yield return block;
                }
            }
        }
    }

    private void CheckUnchanged(JournalHeader header) => Check(() =>
    {
        header.Check(_account!, path => Await(token => Task.Run(() => JournalFileMark.Of(path, token), token)));
        return true;
    });

    private T Check<T>(Func<T> check) => JournalErrors.Guard(this, JournalPath, _ => check());
}
