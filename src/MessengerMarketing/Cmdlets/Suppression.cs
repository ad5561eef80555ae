using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Errors;
using MessengerMarketing.Uploads.Journal;

namespace MessengerMarketing.Cmdlets;

/// <summary>
/// The lists of -SuppressPath. Whatever is the matter with one of them ends the cmdlet before anything is sent.
/// </summary>
internal static class Suppression
{
    /// <summary>Finds the files that paths with wildcards mean.</summary>
    public static string[] Resolve(PSCmdlet cmdlet, IEnumerable<string> paths) => [.. paths.SelectMany(path =>
    {
        try
        {
            IReadOnlyList<string> files = CustomerPaths.Find(cmdlet, path);
            if (files.Count > 0)
            {
                return files;
            }

            cmdlet.ThrowTerminatingError(ErrorRecords.SuppressionUnreadable(new FileNotFoundException($"No file matches '{path}'."), path));
            return [];
        }
        catch (SessionStateException error)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.SuppressionUnreadable(error, path));
            throw;
        }
    })];

    /// <summary>Reads the lists.</summary>
    public static SuppressionList Read(PipelineCmdlet cmdlet, IReadOnlyList<string> files, HashingOptions options) => Guard(cmdlet, files, () =>
    {
        SuppressionList list = cmdlet.Await(token => Task.Run(() => SuppressionList.Read(files, options, token), token));
        cmdlet.WriteVerbose($"{list.Rows - list.RowsUnusable} people must not be uploaded.");
        if (list.RowsUnusable > 0)
        {
            string rows = list.Rows == 1 ? "1 row" : $"{list.Rows} rows";
            cmdlet.WriteWarning(list.RowsUnusable == 1
                ? $"1 of {rows} of -SuppressPath has neither a usable e-mail address nor a usable phone number, and keeps nobody out."
                : $"{list.RowsUnusable} of {rows} of -SuppressPath have neither a usable e-mail address nor a usable phone number, and keep nobody out.");
        }

        return list;
    });

    /// <summary>Reads the lists through, for a journal.</summary>
    public static IReadOnlyList<JournalFileMark> Mark(PipelineCmdlet cmdlet, IReadOnlyList<string> files)
        => Guard(cmdlet, files, () => files.Select(file => cmdlet.Await(token => Task.Run(() => JournalFileMark.Of(file, token), token))).ToArray());

    private static T Guard<T>(PSCmdlet cmdlet, IReadOnlyList<string> files, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CustomerFileException or ColumnMappingException)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.SuppressionUnreadable(error, string.Join(", ", files)));
            throw;
        }
    }
}
