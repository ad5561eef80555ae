using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Context;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Cmdlets;

/// <summary>A cmdlet that sends customers to an audience in batches and writes a receipt for each as soon as it is settled.</summary>
public abstract class AudienceUserCmdlet : CustomerListCmdlet
{
    private GraphContext? _account;
    private UploadRun? _run;
    private bool _hasJournal;
    private string[] _suppressFiles = [];
    private SuppressionList? _suppression;

    /// <summary>The audience: its id, its exact name, or what Get-MMAudience gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = InputObjectSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PersonSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string AudienceId { get; set; } = string.Empty;

    /// <summary>Rows of the list in one call, 1 to 10,000.</summary>
    [Parameter]
    [ValidateRange(1, UploadOptions.MaxRowsInBatch)]
    public int BatchSize { get; set; } = UploadOptions.MaxRowsInBatch;

    /// <summary>Calls in flight at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 32)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>App that APPUID, UID and FBUID columns belong to.</summary>
    [Parameter]
    public string[] AppId { get; set; } = [];

    /// <summary>
    /// A CSV file to write every rejected row and blanked cell to: row number, key and reason, no values. Written with -WhatIf
    /// too, so that a list can be checked before it is sent.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>
    /// A file to keep the upload's journal in, so that Resume-MMAudienceUpload can go on after a crash. It holds numbers and hashes of
    /// whole batches, nobody's data. The journal of an upload that is finished is kept under the time it began.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>
    /// Stops when more than this share of the first 1,000 rows is bad: the columns are most likely not what they are taken for. In batches
    /// of 1,000 rows and more nothing has been sent by then.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [ValidateRange(0.0, 100.0)]
    public double? MaxRejectPercent { get; set; }

    /// <summary>
    /// Leaves out people who came before in the list, with the same e-mail address and phone number. The latest million people are known, and up to two.
    /// </summary>
    [Parameter(ParameterSetName = InputObjectSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Unique { get; set; }

    /// <summary>Writes one summary for each audience at the end, in place of the batches' receipts.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>Seconds that rate limits may hold the upload back before it stops, 0 to 86,400; an hour by default.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int MaxWaitSec { get; set; } = 3600;

    /// <summary>The context to use instead of the one that this runspace is connected with.</summary>
    [Parameter]
    [ValidateNotNull]
    public GraphContext? Context { get; set; }

    /// <summary>Paths of people who must not be uploaded; null for nobody.</summary>
    protected virtual IReadOnlyList<string>? SuppressedPeople => null;

    /// <summary>What is done with the people.</summary>
    protected abstract UploadAction Action { get; }

    /// <summary>What a prompt asks leave for: <c>Upload 120 hashed rows</c>.</summary>
    protected abstract string DescribeAction(HashedBatch batch);

    /// <inheritdoc/>
    protected sealed override int BlockSize => BatchSize;

    /// <summary>Called for each batch that was hashed, before it is sent.</summary>
    protected virtual void Count(HashedBatch batch)
    {
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _account = ContextStore.Require(this, Context);
        if (SuppressedPeople is { } paths)
        {
            _suppressFiles = Suppression.Resolve(this, paths);
            _suppression = Suppression.Read(this, _suppressFiles, Hashing);
        }

        _run = new UploadRun(this, _account, ThrottleLimit, TimeSpan.FromSeconds(MaxWaitSec), DescribeAction)
        {
            Counted = Count,
            MaxRejectPercent = MaxRejectPercent,
            WritesSummary = Summary,
            Rejects = RejectPath is null ? null : RejectFile.Create(this, RejectPath),
        };
    }

    /// <inheritdoc/>
    protected sealed override void StartList(ColumnMapping mapping, CustomerFile? file)
    {
        if (ParameterSetName == PersonSet && !mapping.HasIdentifier)
        {
            ThrowTerminatingError(ErrorRecords.IdentifierMissing());
        }

        var options = new UploadOptions { BatchSize = BatchSize, ThrottleLimit = ThrottleLimit, Hashing = Hashing, AppIds = AppId, Suppression = _suppression, Unique = Unique };
        if (file is null)
        {
            // The pipeline's own thread sets the pace of rows that come through it, and needs a processor to itself.
            options = options with { Encoders = Math.Max(1, options.Encoders - 1) };
        }

        AudienceId = AudienceReference.Resolve(this, _account!, _run!.Client, AudienceId);
        _run.Start(AudienceId, Action, mapping, options, CreateJournal(mapping, options, file), JournalPath, file is null ? null : new FileInfo(file.FilePath).Length);
        _run.Rejects?.StartList(file is null ? null : System.IO.Path.GetFileName(file.FilePath));
    }

    /// <inheritdoc/>
    protected sealed override void AddBlock(RowBlock block) => _run!.Add(block);

    /// <inheritdoc/>
    protected sealed override void WriteCompletedReceipts() => _run!.TakeEvents();

    /// <inheritdoc/>
    protected sealed override void AddFile(CustomerFile file, ColumnMapping mapping) => _run!.AddAll(ReadAndClose(file, mapping));

    /// <inheritdoc/>
    protected sealed override void EndList() => _run!.End();

    /// <inheritdoc/>
    protected override void Conclude() => _run!.Conclude();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _run?.Dispose();
        }
    }

    /// <summary>
    /// The file's blocks, for the thread that reads them. It closes the file as well: another thread could close it only while
    /// it is being read.
    /// </summary>
    private IEnumerable<RowBlock> ReadAndClose(CustomerFile file, ColumnMapping mapping)
    {
        using (file)
        {
            foreach (RowBlock block in file.ReadBlocks(mapping, BatchSize))
            {
                yield return block;
            }
        }
    }

    private UploadJournal? CreateJournal(ColumnMapping mapping, UploadOptions options, CustomerFile? file)
    {
        // What is only tried leaves no record: the next call would take it for an upload that was broken off.
        if (JournalPath is null || this.IsWhatIf())
        {
            return null;
        }

        if (_hasJournal)
        {
            ThrowTerminatingError(ErrorRecords.JournalTaken(JournalPath));
        }

        _hasJournal = true;
        JournalSource? source = file is null ? null : Describe(file);
        JournalHeader header = JournalHeaders.Describe(_account!, AudienceId, Action, mapping, options, source, Suppression.Mark(this, _suppressFiles)) with
        {
            MaxRejectPercent = MaxRejectPercent,
        };
        return JournalErrors.Guard(this, JournalPath, path => UploadJournal.Create(path, header));
    }

    private JournalSource Describe(CustomerFile file)
    {
        return new JournalSource
        {
            File = Await(token => Task.Run(() => JournalFileMark.Of(file.FilePath, token), token)),
            CodePage = Encoding?.CodePage,
            Delimiter = file.Delimiter,
            WorksheetName = file.WorksheetName,
            HasHeader = file.HasHeader,
        };
    }
}
