using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Uploads;

/// <summary>Reads the rows of a list from a customer file.</summary>
/// <param name="file">The open file; disposed with the source.</param>
/// <param name="encoding">The encoding that the caller named; null for none.</param>
public sealed class FileUploadSource(CustomerFile file, Encoding? encoding) : IUploadSource
{
    /// <inheritdoc/>
    public string Name => Path.GetFileName(file.FilePath);

    /// <inheritdoc/>
    public long? Length { get; } = new FileInfo(file.FilePath).Length;

    /// <inheritdoc/>
    public JournalSource Describe(CancellationToken cancellationToken) => new()
    {
        File = JournalFileMark.Of(file.FilePath, cancellationToken),
        CodePage = encoding?.CodePage,
        Delimiter = file.Delimiter,
        WorksheetName = file.WorksheetName,
        HasHeader = file.HasHeader,
    };

    /// <inheritdoc/>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize) => file.ReadBlocks(mapping, batchSize);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
