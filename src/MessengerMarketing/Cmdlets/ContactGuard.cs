using System;
using System.IO;
using MessengerMarketing.Errors;
using MessengerMarketing.Messaging;
using MessengerMarketing.Messaging.History;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Cmdlets;

/// <summary>Prevents a cmdlet from contacting anyone twice: within a run, and with a history file also across runs.</summary>
internal sealed class ContactGuard : IDisposable
{
    private readonly PipelineCmdlet _cmdlet;
    private readonly SeenSet _seen = new();
    private readonly string? _path;
    private readonly ContactHistory? _history;
    private long _repeated;
    private long _known;

    /// <summary>Creates a guard, and opens the history. With -WhatIf, the history is only read.</summary>
    /// <param name="cmdlet">The cmdlet. It ends if the history cannot be opened.</param>
    /// <param name="historyPath">Path of the history, or null.</param>
    /// <param name="since">Contacts before this time are ignored.</param>
    public ContactGuard(PipelineCmdlet cmdlet, string? historyPath, DateTimeOffset since)
    {
        _cmdlet = cmdlet;
        _path = historyPath;
        if (historyPath is null)
        {
            return;
        }

        _history = FileErrors.Guard(cmdlet, historyPath, path => cmdlet.IsWhatIf() ? ContactHistory.Read(path, since) : ContactHistory.Open(path, since, FileOperations.Instance));
        if (_history.WasOpenToOthers)
        {
            cmdlet.WriteWarning($"Other users had access to the history '{historyPath}'. Now only its owner has.");
        }
    }

    /// <summary>Returns whether a contact is new, and counts it if it is not.</summary>
    /// <param name="contact">Identifies the contact, such as Page, person, and title.</param>
    public bool IsNew(string contact)
    {
        if (!_seen.Add(contact))
        {
            _repeated++;
            return false;
        }

        if (_history?.Contains(contact) == true)
        {
            _known++;
            return false;
        }

        return true;
    }

    /// <summary>Records a contact before it takes place. If that fails, the cmdlet ends.</summary>
    public void Record(string contact, DateTimeOffset time) => Write(history => history.Record(contact, time));

    /// <summary>Releases a contact that did not take place, so that it can be tried again.</summary>
    public void Release(string contact)
    {
        _seen.Remove(contact);
        Write(history => history.Release(contact));
    }

    /// <summary>Writes how many items were skipped.</summary>
    /// <param name="total">Number of all items.</param>
    /// <param name="done">What happened to them earlier, such as <c>answered</c>.</param>
    public void WriteSkipped(long total, string done)
    {
        if (_repeated > 0)
        {
            _cmdlet.WriteVerbose($"{_repeated} of {total} items were left out: they were {done} already in this run.");
        }

        if (_known > 0)
        {
            _cmdlet.WriteWarning($"{_known} of {total} items were left out: according to the history, they were {done} within the last seven days.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _seen.Dispose();
        _history?.Dispose();
    }

    private void Write(Action<ContactHistory> write)
    {
        try
        {
            if (_history is not null)
            {
                write(_history);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _cmdlet.ThrowTerminatingError(ContactErrors.HistoryNotWritten(exception, _path!));
        }
    }
}
