using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Uploads.Journal;

/// <summary>Converts an upload to the header of a journal, and the header back to the upload.</summary>
internal static class JournalHeaders
{
    /// <summary>Creates the header of a new upload.</summary>
    public static JournalHeader Create(
        GraphContext context, string audienceId, UploadAction action, ColumnMapping mapping, UploadOptions options, JournalSource? source, IReadOnlyList<JournalFileMark>? suppression = null) => new()
    {
        RunId = options.RunId,
        Started = DateTimeOffset.UtcNow,
        Version = typeof(JournalHeaders).Assembly.GetName().Version!.ToString(3),
        Action = action,
        AdAccountId = context.AdAccountId,
        AudienceId = audienceId,
        Host = context.ForeignHost(),
        Schema = [.. mapping.Schema.Select(static key => key.ToString())],
        Columns = [.. mapping.Columns.Select(static column => new JournalColumn(column.Target.ToString(), column.Index, column.Rank, column.Address))],
        ColumnCount = mapping.ColumnCount,
        BatchSize = options.BatchSize,
        AppIds = options.AppIds,
        DefaultCountry = options.Hashing.DefaultCountry,
        DateFormat = options.Hashing.DateFormat?.Pattern,
        KeepTrunkZero = options.Hashing.KeepTrunkZero,
        AlreadyHashed = options.Hashing.AlreadyHashed,
        AllIdentifiers = options.Hashing.AllIdentifiers,
        Unique = options.Unique,
        SkipsOptedOut = options.SkipsOptedOut,
        Suppression = suppression ?? [],
        Source = source,
    };

    /// <summary>Returns the options with which the upload sends the same bytes again.</summary>
    public static UploadOptions ToOptions(this JournalHeader header) => new()
    {
        RunId = header.RunId,
        BatchSize = header.BatchSize,
        AppIds = header.AppIds,
        Unique = header.Unique,
        SkipsOptedOut = header.SkipsOptedOut,
        Hashing = new HashingOptions
        {
            DefaultCountry = header.DefaultCountry,
            DateFormat = DateFormat.TryParse(header.DateFormat, out DateFormat? format) ? format : null,
            KeepTrunkZero = header.KeepTrunkZero,
            AlreadyHashed = header.AlreadyHashed,
            AllIdentifiers = header.AllIdentifiers,
        },
    };

    /// <summary>Returns the column mapping of the list, which must have the same number of columns as before.</summary>
    /// <exception cref="JournalException">The number of columns differs, or the columns fill other keys than before.</exception>
    public static ColumnMapping ToMapping(this JournalHeader header, IReadOnlyList<string> columnNames)
    {
        if (columnNames.Count != header.ColumnCount)
        {
            throw Changed(string.Format(CultureInfo.InvariantCulture, "the list has {0} columns and had {1}", columnNames.Count, header.ColumnCount));
        }

        var mapping = ColumnMapping.Create(columnNames, header.Columns.Select(ToMappedColumn));
        bool isSame = mapping.Schema.Select(static key => key.ToString()).SequenceEqual(header.Schema)
            && mapping.ConsentColumns.Count == mapping.Columns.Count(static column => column.Target.IsConsent);
        return isSame
            ? mapping
            : throw Changed($"this version of the module reads other keys from it than version {header.Version}");
    }

    /// <summary>Refuses to resume with another ad account or another file.</summary>
    /// <param name="header">The upload.</param>
    /// <param name="context">The current context.</param>
    /// <param name="read">Reads the current file.</param>
    /// <exception cref="JournalException">Something differs. The message describes it.</exception>
    public static void Check(this JournalHeader header, GraphContext context, Func<string, JournalFileMark> read)
    {
        if (context.AdAccountId != header.AdAccountId)
        {
            throw Changed($"the connection is with ad account {context.AdAccountId}, but the upload started with {header.AdAccountId}");
        }

        if (context.ForeignHost() != header.Host)
        {
            throw Changed($"the connection is with {context.BaseUri.Authority}, but the upload started with {header.Host ?? GraphHosts.Meta}");
        }

        IEnumerable<JournalFileMark> files = header.Source is { } source ? header.Suppression.Prepend(source.File) : header.Suppression;
        foreach (JournalFileMark file in files)
        {
            JournalFileMark now = read(file.Path);
            if (now.Bytes != file.Bytes)
            {
                throw Changed(string.Format(CultureInfo.InvariantCulture, "the file '{0}' has {1} bytes and had {2}", file.Path, now.Bytes, file.Bytes));
            }

            if (now.Sha256 != file.Sha256)
            {
                throw Changed($"the file '{file.Path}' has the same length, but different content");
            }
        }
    }

    private static MappedColumn ToMappedColumn(JournalColumn column) => column.Target == ColumnTarget.Consent.ToString()
        ? new MappedColumn(string.Empty, column.Index, ColumnTarget.Consent)
        : ColumnTarget.TryParse(column.Target, out ColumnTarget? target)
        ? new MappedColumn(string.Empty, column.Index, target.Value) { Rank = column.Rank, Address = column.Address }
        : throw Changed($"this version of the module does not know the key {column.Target}");

    private static JournalException Changed(string what) => new(
        JournalProblem.Changed,
        $"The upload cannot be resumed: {what}.");
}
