using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Erasure;

/// <summary>
/// A suppression list that people are added to, as hashes. It is created with its first entries. Hashes are appended only to a file in which
/// every value is a hash; any other file is refused and not changed. An existing file keeps its permissions, because the jobs that read it may
/// run as other users. Not thread-safe.
/// </summary>
internal sealed class SuppressionFile : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private readonly HashSet<PersonHash> _emails = [];
    private readonly HashSet<PersonHash> _phones = [];
    private readonly IFileOperations _operations;
    private readonly string _path;
    private RecordFile? _file;
    private SuppressionFileFormat _format = SuppressionFileFormat.Default;
    private long _length;
    private bool _endsInLine;

    private SuppressionFile(string path, IFileOperations operations)
    {
        _path = path;
        _operations = operations;
    }

    /// <summary>Opens and locks a list, if it exists. Does not change anything.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="FileRefusedException">The file is not a suppression list of hashes, or is in use.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static SuppressionFile Open(string path) => Open(path, FileOperations.Instance);

    /// <inheritdoc cref="Open(string)"/>
    internal static SuppressionFile Open(string path, IFileOperations operations)
    {
        var list = new SuppressionFile(path, operations);
        try
        {
            list._file = RecordFile.TryOpen(path, operations);
            list.ReadAll();
            return list;
        }
        catch
        {
            list.Dispose();
            throw;
        }
    }

    /// <summary>Adds people who are not on the list yet. When the method returns, they are on disk.</summary>
    /// <returns>The number of hashes that were new.</returns>
    /// <exception cref="IOException">They could not be written. None of them counts as added.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public int Add(IEnumerable<HashedPerson> people)
    {
        var emails = new HashSet<PersonHash>();
        var phones = new HashSet<PersonHash>();
        var lines = new StringBuilder();
        foreach (HashedPerson person in people)
        {
            string? email = IsNew(person.Email, _emails, emails) ? person.Email : null;
            string? phone = IsNew(person.Phone, _phones, phones) ? person.Phone : null;
            if (email is not null || phone is not null)
            {
                lines.Append(_format.Join(email, phone));
            }
        }

        if (lines.Length > 0)
        {
            Append(lines.ToString());
            _emails.UnionWith(emails);
            _phones.UnionWith(phones);
        }

        return emails.Count + phones.Count;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static bool IsNew(string? hash, HashSet<PersonHash> known, HashSet<PersonHash> added)
        => hash is not null && ToHash(hash) is var value && !known.Contains(value) && added.Add(value);

    private static PersonHash ToHash(string hash) => PersonHash.Read(Encoding.ASCII.GetBytes(hash));

    private void Append(string lines)
    {
        if (_file is null)
        {
            Create(lines);
            return;
        }

        if (_length < _file.Length)
        {
            _file.Truncate(_length);
        }

        string start = _length == 0 ? _format.Header : _endsInLine ? _format.LineEnd : string.Empty;
        _file.Append(ToStream(start + lines));
        _length = _file.Length;
        _endsInLine = false;
    }

    private void Create(string lines)
    {
        _file = RecordFiles.Create(_path, file => file.Append(ToStream(_format.Header + lines)), _operations);
        _length = _file.Length;
    }

    private static MemoryStream ToStream(string text)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
    }

    private void ReadAll()
    {
        if (_file is null || _file.Length == 0)
        {
            return;
        }

        _file.Content.Position = 0;
        using var reader = new StreamReader(_file.Content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, BufferSize, leaveOpen: true);
        _format = SuppressionFileFormat.TryParse(ReadLine(reader, out bool isWhole).TrimStart(ByteOrderMark)) is { } found && isWhole ? found : throw Foreign();
        _length = _file.Length;
        while (ReadLine(reader, out isWhole) is { } line && (isWhole || line.Length > 0))
        {
            if (_format.TryRead(line, out HashedPerson person))
            {
                Keep(person);
                _endsInLine = !isWhole;
            }
            else if (!isWhole && _format.IsTorn(line))
            {
                // Every accepted character is one byte long.
                _length -= line.Length;
            }
            else
            {
                throw Foreign();
            }
        }
    }

    private void Keep(HashedPerson person)
    {
        if (person.Email is not null)
        {
            _emails.Add(ToHash(person.Email));
        }

        if (person.Phone is not null)
        {
            _phones.Add(ToHash(person.Phone));
        }
    }

    /// <summary>Reads to the next line feed, but no further than the longest line of a list, because another file can have long lines.</summary>
    private static string ReadLine(StreamReader reader, out bool isWhole)
    {
        const int maxLength = 512;
        var line = new StringBuilder();
        isWhole = false;
        while (line.Length < maxLength && reader.Read() is >= 0 and int next)
        {
            if (next == '\n')
            {
                isWhole = true;
                break;
            }

            line.Append((char)next);
        }

        return line.ToString();
    }

    private FileRefusedException Foreign() => new(
        FileProblem.Foreign,
        $"'{_path}' is not a suppression list of hashes ({FileContent.FormatKind(_file!.Content)}), and was not changed. "
            + "Such a list is a CSV file with one column of email addresses, one of phone numbers, and only SHA-256 hashes in them.");
}
