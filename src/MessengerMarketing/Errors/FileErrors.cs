using System;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Storage;

namespace MessengerMarketing.Errors;

/// <summary>Errors of files.</summary>
internal static class FileErrors
{
    public const string FileNotFoundId = "MMFileNotFound";

    /// <summary>Creates the error of a file that cannot be opened or read.</summary>
    /// <param name="exception">A <see cref="CustomerFileException"/>, <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
    /// <param name="path">The file.</param>
    public static ErrorRecord ToRecord(Exception exception, string path) => exception switch
    {
        CustomerFileException unreadable => unreadable.ToRecord(path),
        UnauthorizedAccessException denied => denied.ToRecord(path),
        IOException other => other.ToRecord(path),
        _ => throw new ArgumentException("No error of a file.", nameof(exception), exception),
    };

    /// <summary>Runs an action with the file at a path. Errors contain the path as specified.</summary>
    public static T Guard<T>(PSCmdlet cmdlet, string path, Func<string, T> action)
    {
        try
        {
            return action(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (IOException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(path));
            throw;
        }
        catch (UnauthorizedAccessException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(path));
            throw;
        }
    }

    public static ErrorRecord ToRecord(this CustomerFileException exception, string path)
        => ErrorRecords.Create(AddAdvice(exception), "MMFileUnreadable", ErrorCategory.InvalidData, path);

    /// <summary>Adds what to do about a file that cannot be read.</summary>
    public static Exception AddAdvice(Exception exception) => exception switch
    {
        CustomerFileException { Problem: CustomerFileProblem.LooksLikeUtf16 } file
            => new CustomerFileException($"{file.Message} Specify the encoding, for example -Encoding Unicode.", file.Problem),
        CustomerFileException { Problem: CustomerFileProblem.UnknownEncoding } file => new CustomerFileException(
            $"{file.Message} Specify the encoding of the file, for example -Encoding 1251, -Encoding shift_jis, or -Encoding gb18030, or save the file as CSV UTF-8.", file.Problem),
        _ => exception,
    };

    public static ErrorRecord ToRecord(this IOException exception, string path) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => ErrorRecords.Create(exception, FileNotFoundId, ErrorCategory.ObjectNotFound, path),
        FileRefusedException refused => ErrorRecords.Create(exception, refused.ErrorId, refused.Problem == FileProblem.InUse ? ErrorCategory.ResourceBusy : ErrorCategory.OpenError, path),
        _ => ErrorRecords.Create(exception, "MMFileNotAccessible", ErrorCategory.OpenError, path),
    };

    public static ErrorRecord ToRecord(this UnauthorizedAccessException exception, string path)
        => ErrorRecords.Create(exception, "MMFileNotAccessible", ErrorCategory.PermissionDenied, path);

    public static ErrorRecord PathNotFound(Exception exception, string path) => ErrorRecords.Create(exception, FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NotAFile(string path)
        => ErrorRecords.Create(new InvalidOperationException($"'{path}' is not a file. Specify a file, or the files of a folder with a wildcard, such as folder/*.csv."), "MMNotAFile", ErrorCategory.InvalidArgument, path);

    public static ErrorRecord NoFileMatches(string path)
        => ErrorRecords.Create(new ItemNotFoundException($"No file matches '{path}'."), FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NoFolder(string path, string parameter = "-Path")
        => ErrorRecords.Create(new DirectoryNotFoundException($"The folder of '{path}' does not exist. Create it, or use another {parameter}."), FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord Exists(string path)
        => ErrorRecords.Create(new IOException($"The file '{path}' exists, and -NoClobber prevents overwriting it. Use another -Path, or leave out -NoClobber."), "MMFileExists", ErrorCategory.ResourceExists, path);

    public static ErrorRecord ReadOnly(string path)
        => ErrorRecords.Create(new UnauthorizedAccessException($"The file '{path}' is read-only. Use another -Path, or use -Force to replace it."), "MMFileNotAccessible", ErrorCategory.PermissionDenied, path);

    public static ErrorRecord SameFile(string parameter, string other, string path) => ErrorRecords.Create(
        new InvalidOperationException($"{parameter} and {other} refer to the same file: '{path}'. Nothing was opened. Specify a different file for each."),
        "MMPathTaken",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord PathTaken(string path)
        => ErrorRecords.Create(new InvalidOperationException($"'{path}' is one of the journals and inboxes that the report is created from. Use another -Path."), "MMPathTaken", ErrorCategory.InvalidArgument, path);
}
