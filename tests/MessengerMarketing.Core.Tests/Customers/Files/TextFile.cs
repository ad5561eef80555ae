using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;

namespace MessengerMarketing.Tests.Customers.Files;

/// <summary>A file that exists as long as a test needs it.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(byte[] content)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"customers-{Guid.NewGuid():N}.csv");
        File.WriteAllBytes(Path, content);
    }

    public TextFile(string content)
        : this(Encoding.UTF8.GetBytes(content))
    {
    }

    public string Path { get; }

    /// <summary>Reads the columns and every row's values, joined by a bar.</summary>
    public static (string Columns, string[] Rows) Read(string content, CustomerFileOptions? options = null) => Read(Encoding.UTF8.GetBytes(content), options);

    public static (string Columns, string[] Rows) Read(byte[] content, CustomerFileOptions? options = null)
    {
        using var text = new TextFile(content);
        using var file = CustomerFile.Open(text.Path, options ?? new CustomerFileOptions());
        return (string.Join("|", file.ColumnNames), [.. Rows(file)]);
    }

    /// <summary>The rows of a file, all columns; a row that is not to be trusted begins with why.</summary>
    public static IEnumerable<string> Rows(CustomerFile file, int blockSize = 3)
    {
        // Any keys do: values are handed over as they stand.
        var mapping = ColumnMapping.ForKeys(file.ColumnNames.Select((_, index) => (ColumnTarget)SchemaKeys.All[index]));
        foreach (RowBlock block in file.ReadBlocks(mapping, blockSize))
        {
            using (block)
            {
                for (int row = 0; row < block.Count; row++)
                {
                    string values = string.Join("|", Enumerable.Range(0, mapping.Columns.Count).Select(column => block[row, column]));
                    yield return block.RejectionOf(row) is not RejectReason.None and var reason ? $"{reason}: {values}" : values;
                }
            }
        }
    }

    /// <summary>Path of a file in <c>tests/data</c>.</summary>
    public static string Data(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "MessengerAudience.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder!.FullName, "tests", "data", name);
    }

    public void Dispose() => File.Delete(Path);
}
