using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Storage;
using MessengerMarketing.Text;

namespace MessengerMarketing.Uploads;

/// <summary>A CSV file with all rows that were left out and all cells that were left blank: row number, key, and reason, but no values. Batches arrive in any
/// order, but the file is in the order of the list.</summary>
internal sealed class RejectReport : IDisposable
{
    private const string Header = "List,Row,Key,Reason,RowRejected";

    private readonly StreamWriter _writer;
    private readonly SortedDictionary<int, IReadOnlyList<RowIssue>> _waiting = [];
    private int _next = 1;
    private bool _disposed;
    private string _list = string.Empty;

    /// <summary>Creates the file, so that an unusable path is reported before anything is sent. An earlier report is replaced. Any other file is refused,
    /// because it could be the list itself.</summary>
    /// <exception cref="FileRefusedException">The file is not a report or is in use. It was not changed.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be created.</exception>
    public RejectReport(string path)
    {
        FilePaths.CheckIsFile(path);
        FileStream file = Open(path);
        try
        {
            if (!FileLock.TryAcquire(file.SafeFileHandle, path))
            {
                throw CreateInUse(path, null);
            }

            if (file.Length > 0 && !IsReport(file))
            {
                throw new FileRefusedException(
                    FileProblem.Foreign,
                    $"'{path}' is not a list of rejected rows. It contains {FileContent.FormatKind(file)}, and is not overwritten. Use another path.");
            }

            file.SetLength(0);
            file.Position = 0;
            _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            _writer.WriteLine(Header);
            _writer.Flush();
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Starts a list. Rows and batches are numbered from 1 again.</summary>
    /// <param name="name">Name of its file, or null.</param>
    public void StartList(string? name)
    {
        EndList();
        _next = 1;
        _list = name is null ? string.Empty : $"\"{SafeText.SingleLine(name).Replace("\"", "\"\"")}\"";
    }

    /// <summary>Ends a list. Entries that wait for a missing batch are written too.</summary>
    public void EndList()
    {
        foreach (IReadOnlyList<RowIssue> issues in _waiting.Values)
        {
            Write(issues);
        }

        _waiting.Clear();
        _writer.Flush();
    }

    /// <summary>Adds the problems of a batch's rows.</summary>
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

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        }
        catch (IOException exception) when (FileLock.IsSharingViolation(exception))
        {
            throw CreateInUse(path, exception);
        }
    }

    private static FileRefusedException CreateInUse(string path, Exception? inner)
        => new(FileProblem.InUse, $"'{path}' is in use by another process. Use another path.", inner);

    /// <summary>Returns whether the first line is that of a report.</summary>
    private static bool IsReport(FileStream file)
    {
        byte[] start = new byte[Header.Length + 1];
        int length = file.Read(start, 0, start.Length);
        return length == start.Length
            && Encoding.ASCII.GetString(start, 0, Header.Length) == Header
            && start[Header.Length] is (byte)'\r' or (byte)'\n';
    }

    private void Write(IReadOnlyList<RowIssue> issues)
    {
        foreach (RowIssue issue in issues)
        {
            _writer.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0},{1},{2},{3},{4}", _list, issue.Row, issue.Key, issue.Reason, issue.RowRejected));
        }
    }
}
