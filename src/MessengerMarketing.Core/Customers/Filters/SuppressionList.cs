using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MessengerMarketing.Customers.Batches;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Customers.Filters;

/// <summary>
/// People who must not be uploaded. They are known by what their e-mail address and phone number are normalised to, so that it does not
/// matter how either list writes them; a row is left out when one of the two is theirs. Nothing but hashes is kept.
/// </summary>
public sealed class SuppressionList : IPersonFilter
{
    private const int RowsAtOnce = 10_000;

    private readonly HashSet<PersonHash> _people = [];

    private SuppressionList()
    {
    }

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that name nobody: they have neither a usable e-mail address nor a usable phone number.</summary>
    public long RowsUnusable { get; private set; }

    /// <summary>Reads lists. All of them can be read to the end, or none counts: a person who was missed would be uploaded.</summary>
    /// <param name="paths">CSV or TXT files with an EMAIL or a PHONE column, plain or hashed.</param>
    /// <param name="options">How the list that is uploaded is normalised, so that both come out alike.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ColumnMappingException">A file has neither column.</exception>
    /// <exception cref="CustomerFileException">A file cannot be read to its end.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be opened.</exception>
    public static SuppressionList Read(IEnumerable<string> paths, HashingOptions options, CancellationToken cancellationToken)
    {
        var list = new SuppressionList();
        foreach (string path in paths)
        {
            list.Add(path, options with { AlreadyHashed = false }, cancellationToken);
        }

        return list;
    }

    /// <inheritdoc/>
    RejectReason IPersonFilter.Judge(PersonHashes person) => Knows(person.Email) || Knows(person.Phone) ? RejectReason.Suppressed : RejectReason.None;

    private bool Knows(PersonHash hash) => !hash.IsNone && _people.Contains(hash);

    private void Add(string path, HashingOptions options, CancellationToken cancellationToken)
    {
        using CustomerFile file = CustomerFile.Open(path, new CustomerFileOptions());
        ColumnMapping mapping = MappingOf(file.ColumnNames);
        using var encoder = new BatchEncoder(mapping, options);
        var reader = new PersonReader(mapping.Schema);
        foreach (RowBlock block in file.ReadBlocks(mapping, RowsAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (block)
            using (HashedBatch batch = encoder.Encode(block))
            {
                Rows += batch.RowsRead;
                RowsUnusable += batch.Rejected;
                batch.ForEachRow(row => Add(reader.Read(row)));
            }
        }
    }

    /// <summary>Only who somebody is counts; the country supplies the calling code of a phone number.</summary>
    private static ColumnMapping MappingOf(IReadOnlyList<string> columnNames)
    {
        ColumnMapping whole = ColumnMapping.Resolve(columnNames);
        return whole.HasIdentifier
            ? ColumnMapping.Create(columnNames, whole.Columns.Where(static column => column.Target.Key is SchemaKey.EMAIL or SchemaKey.PHONE or SchemaKey.COUNTRY))
            : throw ColumnMappingException.NoIdentifier(columnNames);
    }

    private void Add(PersonHashes person)
    {
        if (!person.Email.IsNone)
        {
            _people.Add(person.Email);
        }

        if (!person.Phone.IsNone)
        {
            _people.Add(person.Phone);
        }
    }
}
