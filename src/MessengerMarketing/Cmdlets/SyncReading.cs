using System;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Formatting;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Cmdlets;

/// <summary>Reads and hashes the list of a sync, and shows progress. Nothing is sent. Pipeline thread only.</summary>
internal sealed class SyncReading(PipelineCmdlet cmdlet, SyncRunner runner, ProgressLine progress)
{
    private bool _isReading;

    /// <summary>Why the list could not be read to its end, or null.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Reads the suppression lists and creates the report of rejected rows.</summary>
    public void Prepare()
    {
        cmdlet.Await(async token =>
        {
            await runner.Reader.PrepareAsync(token);
            return true;
        });
        WriteAvailable();
    }

    /// <summary>Opens the state and starts the list.</summary>
    public void Start(SyncList list)
    {
        cmdlet.Await(async token =>
        {
            await runner.StartListAsync(list, token);
            return true;
        });
        _isReading = true;
        WriteAvailable();
    }

    /// <summary>Adds a block as soon as there is room for it.</summary>
    public void Add(RowBlock block)
    {
        if (runner.Reader.TryAdd(block, cmdlet, WriteAvailable))
        {
            WriteAvailable();
        }
    }

    /// <summary>Reads the list to its end.</summary>
    public void End()
    {
        runner.Reader.CompleteBlocks();
        WriteAvailable();
        while (_isReading)
        {
            cmdlet.WaitFor(runner.Reader.Events.WaitToReadAsync(cmdlet.Cancellation).AsTask());
            WriteAvailable();
        }
    }

    /// <summary>Writes pending events.</summary>
    public void WriteAvailable()
    {
        while (runner.Reader.Events.TryRead(out UploadEvent? next))
        {
            switch (next)
            {
                case SuppressionLoaded loaded:
                    SuppressionText.Write(cmdlet, loaded.List);
                    break;
                case ListStarted started:
                    progress.Begin(started.List.Source?.Length, started.RowsBefore);
                    break;
                case ProgressChanged changed:
                    progress.ShowSoon(changed.Progress);
                    break;
                case ListCompleted completed:
                    _isReading = false;
                    Error = completed.Error;
                    break;
            }
        }

        cmdlet.WritePosted();
    }
}
