using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Text;

namespace MessengerMarketing.Uploads;

/// <summary>
/// A CSV file of every row that was left out and every cell that was left blank: row number, key and reason, no values.
/// Batches are hashed side by side and come in any order; the file is in the order of the list.
/// </summary>
public sealed class RejectReport : IDisposable
{
    private const string Header = "List,Row,Key,Reason,RowRejected";

    private readonly StreamWriter _writer;
    private readonly SortedDictionary<int, IReadOnlyList<RowIssue>> _waiting = [];
    private int _next = 1;
    private bool _disposed;
    private string _list = string.Empty;

    /// <summary>
    /// Creates the file, so that a path that cannot be written to is known before anything is sent. An earlier report is
    /// replaced; any other file is left alone, as it could be the list itself.
    /// </summary>
    /// <exception cref="IOException">The file cannot be created, or one stands there that is no such report.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public RejectReport(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            if (file.Length > 0 && !IsReport(file))
            {
                throw new IOException("The file exists and is no list of rejected rows, so it is not overwritten.");
            }

            file.SetLength(0);
            _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            _writer.WriteLine(Header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A list begins, whose rows and batches count from 1 again.</summary>
    /// <param name="name">Name of its file; null where it does not come from a file.</param>
    public void StartList(string? name)
    {
        EndList();
        _next = 1;
        _list = name is null ? string.Empty : $"\"{SafeText.SingleLine(name).Replace("\"", "\"\"")}\"";
    }

    /// <summary>A list ends. What waits for a batch that never came is written too.</summary>
    public void EndList()
    {
        foreach (IReadOnlyList<RowIssue> issues in _waiting.Values)
        {
            Write(issues);
        }

        _waiting.Clear();
        _writer.Flush();
    }

    /// <summary>Takes what was wrong with a batch's rows.</summary>
    public void Add(HashedBatch batch)
    {
        _waiting.Add(batch.Number, batch.Issues);
        while (_waiting.TryGetValue(_next, out IReadOnlyList<RowIssue>? issues))
        {
            _waiting.Remove(_next++);
            Write(issues);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            EndList();
            _writer.Dispose();
        }
    }

    private static bool IsReport(FileStream file)
    {
        byte[] start = new byte[Header.Length];
        int length = file.Read(start, 0, start.Length);
        file.Position = 0;
        return Encoding.ASCII.GetString(start, 0, length) == Header;
    }

    private void Write(IReadOnlyList<RowIssue> issues)
    {
        foreach (RowIssue issue in issues)
        {
            _writer.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0},{1},{2},{3},{4}", _list, issue.Row, issue.Key, issue.Reason, issue.RowRejected));
        }
    }
}
