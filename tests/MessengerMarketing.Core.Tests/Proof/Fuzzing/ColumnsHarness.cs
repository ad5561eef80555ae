using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers.Columns;
using Xunit;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>
/// Column names, one a line. Splitting a name into words and splitting the words again gives the same words; no column is read twice; and the
/// columns that were recognized, named one by one, fill the same keys.
/// </summary>
internal sealed class ColumnsHarness() : FuzzHarness("columns", 800)
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Tokens { get; } =
    [
        "\n", "_", "-", " ", ".", "/", "(", ")", "email", "E-Mail", "phone", "Phone 2", "mobile", "first name", "lastName", "ZIP", "birth", "date of birth", "billing", "shipping", "country", "consent",
        "accepts marketing", "電話番号", "メール", "Имя", "تاريخ", "İ", "ı", "ß", "é", "e\u0301", "\u200B", "Ａ", "ﬁ", "1", "ID", "\uFFFD", "\uFFFE", "〒", "customer@example.com", "unsubscribed", "vorname",
    ];

    /// <inheritdoc/>
    public override int MaxLength => 600;

    /// <inheritdoc/>
    public override void Check(byte[] input, Random random)
    {
        // Objects, unlike files, can have names with unpaired surrogates. They take the place of bytes that are not UTF-8.
        string[] names = Encoding.UTF8.GetString(input).Replace('\uFFFD', '\uD83D').Split('\n');
        foreach (string name in names)
        {
            IReadOnlyList<string> words = ColumnWords.Split(name);
            Assert.Equal(words, ColumnWords.Split(string.Join(' ', words)));
            Assert.Equal(ColumnNames.Find(name), ColumnNames.Find(name));
            ColumnNames.FindNear(name);
            ColumnMapping.Guess(name);
            ColumnMapping.LooksLikeData(name);
        }

        var mapping = ColumnMapping.Resolve(names);
        Assert.Equal(names.Length, mapping.ColumnCount);
        Assert.Equal(names, mapping.ListColumns.Select(static column => column.Name));
        Assert.All(mapping.Columns, column => Assert.Equal(names[column.Index], column.Name));
        Assert.Distinct(mapping.Columns.Select(static column => (column.Index, column.Target)));
        Assert.Distinct(mapping.Columns.Select(static column => (column.Target, column.Address, column.Rank)));
        Assert.NotNull(mapping.NearMisses.ToArray());
        Assert.NotNull(mapping.ConsentColumns);
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length)
        {
            CheckNamed(names, mapping);
        }
    }

    private static void CheckNamed(string[] names, ColumnMapping mapping)
    {
        var named = mapping.Columns
            .Where(static column => !column.Target.IsConsent && !string.IsNullOrWhiteSpace(column.Name))
            .GroupBy(static column => column.Target)
            .ToDictionary(static group => group.Key, static group => (IReadOnlyList<string>)[.. group.OrderBy(static column => column.Rank).Select(static column => column.Name)]);
        // Columns that lost to another address may win now, as that one is given.
        Assert.Subset(ColumnMapping.Resolve(names, named).Schema.ToHashSet(), mapping.Schema.ToHashSet());
    }
}
