using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Erasure;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.Cmdlets;

/// <summary>Writes receipts and errors of an erasure, and at the end what remains. Pipeline thread only.</summary>
internal sealed class ErasureReport(PipelineCmdlet cmdlet)
{
    private readonly UnusableEntries _rejected = new();
    private readonly UnusableEntries _unused = new();
    private readonly SortedDictionary<string, int> _remaining = [];
    private long _rejectedRows;
    private long _leftInStates;
    private int _batches;
    private int _lists;

    /// <summary>Starts a list. Row numbers start again at 1.</summary>
    public void StartList() => _lists++;

    /// <summary>Counts the unusable rows and values of a batch.</summary>
    public void Add(HashedBatch batch)
    {
        _rejectedRows += batch.Rejected;
        foreach (RowIssue issue in batch.Issues)
        {
            if (issue.RowRejected)
            {
                _rejected.Add(issue.Row, issue.Key, issue.Reason);
            }
            else if (issue.Key is { } key && key.IsIdentifier())
            {
                _unused.Add(issue.Row, issue.Key, issue.Reason);
            }
        }
    }

    /// <summary>Writes the receipt of a batch, and then its errors.</summary>
    public void Write(ErasureResult result)
    {
        ErasureReceipt receipt = result.Receipt;
        _batches++;
        _leftInStates += receipt.LeftInStates ?? 0;
        foreach (string step in receipt.Remaining.Where(static step => step != PersonEraser.RejectedRows))
        {
            _remaining[step] = _remaining.TryGetValue(step, out int count) ? count + 1 : 1;
        }

        cmdlet.WriteObject(receipt);
        foreach (GraphException error in result.Errors)
        {
            cmdlet.WriteError(error.ToRecord($"batch {receipt.Batch}, rows {receipt.FirstRow} to {receipt.LastRow}"));
        }

        foreach (StateError error in result.StateErrors)
        {
            cmdlet.WriteError(ErasureErrors.StateNotChanged(error.Exception, error.Path));
        }
    }

    /// <summary>Writes what remains.</summary>
    public void Complete()
    {
        if (_unused.Count > 0)
        {
            cmdlet.WriteWarning($"{(_unused.Count == 1 ? "1 email address or phone number" : $"{_unused.Count} email addresses and phone numbers")} cannot be used: {Format(_unused)}. "
                + "The people were erased by their other identifiers only. Correct these values, and run the command again for them.");
        }

        if (_leftInStates > 0)
        {
            cmdlet.WriteWarning($"{(_leftInStates == 1 ? "1 row of the states has" : $"{_leftInStates} rows of the states have")} another email address or phone number, which was not given. "
                + "It may still be in the audience. Run the command again with all email addresses and phone numbers of each person. Otherwise, the next sync removes it if no row of the list has it.");
        }

        if (_remaining.Count > 0)
        {
            cmdlet.WriteWarning($"The erasure is not complete. Remaining: {string.Join(", ", _remaining.Select(step => $"{step.Key} of {step.Value} of {_batches} {(_batches == 1 ? "batch" : "batches")}"))}. "
                + "Fix the cause, then run the same command again. You can safely repeat completed steps.");
        }

        if (_rejectedRows > 0)
        {
            cmdlet.WriteError(ErasureErrors.RowsNotErased(_rejectedRows, Format(_rejected)));
        }
    }

    private string Format(UnusableEntries entries)
        => UploadTally.FormatCounts(entries.Counts) + (_lists == 1 ? $" (first rows: {string.Join(", ", entries.Rows)})" : string.Empty);
}
