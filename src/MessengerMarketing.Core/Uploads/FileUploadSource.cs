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
/// <param name="file">The open file, which is disposed with the source.</param>
/// <param name="encoding">The encoding that the caller specified, or null.</param>
internal sealed class FileUploadSource(CustomerFile file, Encoding? encoding) : IUploadSource
{
    /// <inheritdoc/>
    public string Name => Path.GetFileName(file.FilePath);

    /// <inheritdoc/>
    public long? Length => file.Length;

    /// <inheritdoc/>
    public JournalSource CreateJournalSource(CancellationToken cancellationToken)
    {
        if (file.Length is not { } length)
        {
            throw new JournalException(
                JournalProblem.SourceReadOnce,
                $"'{file.FilePath}' is a pipe, which can be read only once, so the upload could not be resumed. Save the list to a file first, or upload it without a journal. Nothing was sent.");
        }

        return new JournalSource
        {
            File = new JournalFileMark(Path.GetFullPath(file.FilePath), length, JournalPayload.Format(file.Hash(cancellationToken))),
            CodePage = encoding?.CodePage,
            Delimiter = file.Delimiter,
            WorksheetName = file.WorksheetName,
            HasHeader = file.HasHeader,
        };
    }

    /// <inheritdoc/>
    public void CheckUnchanged(CancellationToken cancellationToken)
    {
        if (file.FindChange(cancellationToken) is { } change)
        {
            throw new SourceChangedException(change);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<RowBlock> ReadBlocks(ColumnMapping mapping, int batchSize) => file.ReadBlocks(mapping, batchSize);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
