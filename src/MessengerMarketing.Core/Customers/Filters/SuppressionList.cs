using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Filters;

/// <summary>People who must not be uploaded, identified by all email addresses and phone numbers in the files. Values are normalized before they are compared,
/// so both lists can use different formats. If a phone number has no calling code in one of the lists, it is compared without it. Only hashes are
/// kept.</summary>
internal sealed class SuppressionList
{
    private const int RowsAtOnce = 1000;

    private readonly HashSet<PersonHash> _values = [];
    private readonly HashSet<PersonHash> _nationalNumbers = [];
    private readonly HashSet<PersonHash> _withoutCallingCode = [];
    private readonly List<(string FileName, FileNotice Notice)> _notices = [];
    private readonly Dictionary<(SchemaKey? Key, RejectReason Reason), long> _unusable = [];

    private SuppressionList()
    {
    }

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Number of rows that have neither an email address nor a phone number.</summary>
    public long RowsWithoutIdentifier { get; private set; }

    /// <summary>Number of phone numbers without a calling code, which are compared without it.</summary>
    public long NumbersWithoutCallingCode { get; private set; }

    /// <summary>Number of entries that cannot be compared and leave nobody out, by key and reason. The key is null if the whole row cannot be read.</summary>
    public IReadOnlyDictionary<(SchemaKey? Key, RejectReason Reason), long> UnusableEntries => _unusable;

    /// <summary>Notices about the files, with the name of each file.</summary>
    public IReadOnlyList<(string FileName, FileNotice Notice)> Notices => _notices;

    /// <summary>Reads lists. If one of them cannot be read to its end, an exception is thrown, because a person who is missed would be uploaded.</summary>
    /// <param name="paths">Customer files with an EMAIL or a PHONE column, plain or hashed.</param>
    /// <param name="options">The normalization options of the uploaded list, so that both are normalized in the same way.</param>
    /// <param name="allowsUnusable">Whether entries that cannot be compared are counted instead of causing an error.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="UnusableSuppressionException">Entries of a file cannot be compared, and <paramref name="allowsUnusable"/> is false.</exception>
    /// <exception cref="CustomerFileException">A file has no rows, neither column, or cannot be read to its end.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be opened.</exception>
    public static SuppressionList Read(IEnumerable<string> paths, HashingOptions options, bool allowsUnusable, CancellationToken cancellationToken)
    {
        var list = new SuppressionList();
        foreach (string path in paths)
        {
            list.Add(path, options with { AlreadyHashed = false }, allowsUnusable, cancellationToken);
        }

        return list;
    }

    /// <summary>Returns whether one of the values of a row is on the list.</summary>
    internal bool ContainsAny(IReadOnlyList<Identifier> identifiers)
    {
        for (int i = 0; i < identifiers.Count; i++)
        {
            Identifier identifier = identifiers[i];
            if (Contains(_values, identifier.Value)
                || Contains(_withoutCallingCode, identifier.National)
                || Contains(_withoutCallingCode, identifier.NationalWithTrunkPrefix)
                || Contains(_withoutCallingCode, identifier.WithoutCallingCode)
                || Contains(_nationalNumbers, identifier.WithoutCallingCode))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the hash of a value is on the list.</summary>
    internal bool Contains(PersonHash hash) => Contains(_values, hash);

    private static bool Contains(HashSet<PersonHash> hashes, PersonHash hash) => !hash.IsNone && hashes.Contains(hash);

    private static void Add(HashSet<PersonHash> hashes, PersonHash hash)
    {
        if (!hash.IsNone)
        {
            hashes.Add(hash);
        }
    }

    private void Add(string path, HashingOptions options, bool allowsUnusable, CancellationToken cancellationToken)
    {
        using var file = CustomerFile.Open(path, new CustomerFileOptions());
        string name = Path.GetFileName(path);
        ColumnMapping mapping = ResolveColumns(file.ColumnNames, name);
        using var reader = new IdentifierReader(mapping, options);
        var unusable = new UnusableEntries();
        foreach (RowBlock block in file.ReadBlocks(mapping, RowsAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (block)
            {
                for (int row = 0; row < block.Count; row++)
                {
                    Add(block, row, reader, unusable);
                }
            }
        }

        _notices.AddRange(file.Notices.Select(notice => (name, notice)));
        if (file.RowsRead == 0)
        {
            throw new CustomerFileException($"The file '{name}' has a header, but no rows.");
        }

        if (unusable.Count > 0 && !allowsUnusable)
        {
            throw new UnusableSuppressionException(name, unusable);
        }

        foreach (KeyValuePair<(SchemaKey? Key, RejectReason Reason), long> count in unusable.Counts.Where(static count => count.Key.Reason != RejectReason.NoCallingCode))
        {
            _unusable[count.Key] = (_unusable.TryGetValue(count.Key, out long known) ? known : 0) + count.Value;
        }
    }

    /// <summary>Selects all email and phone columns, including those that an upload does not use. The country supplies the calling code of phone
    /// numbers.</summary>
    private static ColumnMapping ResolveColumns(IReadOnlyList<string> columnNames, string fileName)
    {
        var mapping = ColumnMapping.Create(
            columnNames,
            ColumnMapping.Resolve(columnNames).WithAllIdentifierColumns().Columns.Where(static column => column.Target.Key is SchemaKey.EMAIL or SchemaKey.PHONE or SchemaKey.COUNTRY));
        return mapping.HasIdentifier
            ? mapping
            : throw new CustomerFileException($"The file '{fileName}' has no column of email addresses or phone numbers. {ColumnMappingException.FormatNames(columnNames)} Name the column Email or Phone.");
    }

    private void Add(RowBlock block, int row, IdentifierReader reader, UnusableEntries unusable)
    {
        Rows++;
        long number = block.FirstRow + row;
        if (block.RejectionOf(row) is not RejectReason.None and var fault)
        {
            unusable.Add(number, null, fault);
            return;
        }

        IReadOnlyList<Identifier> identifiers = reader.Read(block, row);
        RowsWithoutIdentifier += identifiers.Count == 0 ? 1 : 0;
        foreach (Identifier identifier in identifiers)
        {
            Add(_values, identifier.Value);
            Add(_nationalNumbers, identifier.National);
            Add(_nationalNumbers, identifier.NationalWithTrunkPrefix);
            Add(_withoutCallingCode, identifier.WithoutCallingCode);
            if (identifier.Reason != RejectReason.None)
            {
                bool isCompared = !identifier.WithoutCallingCode.IsNone;
                NumbersWithoutCallingCode += isCompared ? 1 : 0;
                unusable.Add(number, identifier.Key, identifier.Reason);
            }
        }
    }
}
