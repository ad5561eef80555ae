using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using MessengerMarketing.Ads;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Graph;
using MessengerMarketing.Storage;
using MessengerMarketing.Text;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Inbox;

namespace MessengerMarketing.Errors;

/// <summary>Every error record of the module: a stable id, a category, and a target that names no person and no secret.</summary>
internal static class ErrorRecords
{
    public const string FileNotFoundId = "MMFileNotFound";

    /// <summary>The advice is part of the text: as a recommended action PowerShell 7 would print it a second time.</summary>
    public static ErrorRecord ToRecord(this GraphException error, object? target)
        => Create(error, error.ErrorId, Category(error.Kind), target, GraphAdvice.AddTo(error));

    public static ErrorRecord ToRecord(this ColumnMappingException error)
        => Create(error, "MMColumnNotFound", ErrorCategory.InvalidData, null);

    public static ErrorRecord ToRecord(this CustomerFileException error, string path)
        => Create(error, "MMFileUnreadable", ErrorCategory.InvalidData, path);

    public static ErrorRecord ToRecord(this IOException error, string path) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => Create(error, FileNotFoundId, ErrorCategory.ObjectNotFound, path),
        FileRefusedException refused => Create(error, refused.ErrorId, refused.Problem == FileProblem.InUse ? ErrorCategory.ResourceBusy : ErrorCategory.OpenError, path),
        _ => Create(error, "MMFileNotAccessible", ErrorCategory.OpenError, path),
    };

    public static ErrorRecord ToRecord(this UnauthorizedAccessException error, string path)
        => Create(error, "MMFileNotAccessible", ErrorCategory.PermissionDenied, path);

    public static ErrorRecord PathNotFound(Exception error, string path) => Create(error, FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NotAFile(string path)
        => Create(new InvalidOperationException($"'{path}' is not a file. Give a file, or the files of a folder by a wildcard, such as folder/*.csv."), "MMNotAFile", ErrorCategory.InvalidArgument, path);

    public static ErrorRecord NoFileMatches(string path)
        => Create(new ItemNotFoundException($"No file matches '{path}'."), FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord NoFolder(string path, string parameter = "-Path")
        => Create(new DirectoryNotFoundException($"The folder of '{path}' does not exist. Create it, or use another {parameter}."), FileNotFoundId, ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord FileExists(string path)
        => Create(new IOException($"The file '{path}' exists, and -NoClobber keeps it. Give another -Path, or leave out -NoClobber."), "MMFileExists", ErrorCategory.ResourceExists, path);

    public static ErrorRecord NoReportThere(string path)
        => Create(new IOException($"The file '{path}' exists and is no report of uploads, so it is not overwritten. Give another -Path."), "MMFileExists", ErrorCategory.ResourceExists, path);

    public static ErrorRecord PathTaken(string path)
        => Create(new InvalidOperationException($"'{path}' is one of the journals and inboxes that the report is made of. Give another -Path."), "MMPathTaken", ErrorCategory.InvalidArgument, path);

    public static ErrorRecord SameFile(string parameter, string other, string path) => Create(
        new InvalidOperationException($"{parameter} and {other} lead to the same file: '{path}'. Nothing was opened. Give each a file of its own."),
        "MMPathTaken",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord FileReadOnly(string path)
        => Create(new UnauthorizedAccessException($"The file '{path}' is read-only. Give another -Path, or -Force to replace it."), "MMFileNotAccessible", ErrorCategory.PermissionDenied, path);

    public static ErrorRecord NotReportable(string type) => Create(
        new InvalidOperationException(
            $"Reports do not support {type} objects. Pipe in the output of Add-MMAudienceUser, Resume-MMAudienceUpload, Wait-MMAudienceUpload, Get-MMAudience, or Get-MMAudienceUpload, or journal files. Use -JournalPath for paths."),
        "MMNotReportable",
        ErrorCategory.InvalidType,
        type);

    public static ErrorRecord NothingToReport() => Create(
        new InvalidOperationException("The input has nothing to report, so no file was written. Pipe in receipts or a summary of an upload, or use -JournalPath for its journal."),
        "MMNothingToReport",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord RejectsNotWritten(IOException error, string path)
        => Create(error, "MMRejectsNotWritten", ErrorCategory.WriteError, path);

    public static ErrorRecord ToRecord(this JournalException error, string? path) => error.Problem switch
    {
        JournalProblem.InUse => Create(error, "MMJournalInUse", ErrorCategory.ResourceBusy, path),
        JournalProblem.NotWritten => Create(error, "MMJournalNotWritten", ErrorCategory.WriteError, path),
        JournalProblem.Unfinished => Create(error, "MMJournalUnfinished", ErrorCategory.ResourceExists, path),
        JournalProblem.SourceReadOnce => Create(error, "MMListReadOnce", ErrorCategory.InvalidArgument, path),
        JournalProblem.Changed => Create(error, "MMJournalChanged", ErrorCategory.InvalidData, path),
        _ => Create(error, "MMJournalUnreadable", ErrorCategory.InvalidData, path),
    };

    public static ErrorRecord TooManyRejected(RejectLimit limit, double percent, string reasons, long accepted) => Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} of the first {1} {5} bad, more than the {2} percent of -MaxRejectPercent: {3}. {4} Check the column mapping with Test-MMCustomerList.",
            limit.Rejected,
            limit.Rows,
            percent,
            reasons,
            accepted switch { 0 => "Nothing was sent.", 1 => "1 row had been sent.", _ => $"{accepted} rows had been sent." },
            limit.Rejected == 1 ? "rows is" : "rows are")),
        "MMTooManyRejected",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord SuppressionUnreadable(Exception error, string path) => Create(
        new InvalidOperationException($"The suppression list cannot be read, so nothing was sent. {error.Message}", error),
        "MMSuppressionUnreadable",
        ErrorCategory.OpenError,
        path);

    /// <summary>A list changed while it was read.</summary>
    public static ErrorRecord ListChanged(SourceChangedException exception, string path, long accepted) => Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} of it had been accepted. It is not known whether these are all rows of the list as it is now. Upload the list again, from a copy that nothing writes to.",
            exception.Message,
            accepted == 1 ? "1 row" : $"{accepted} rows"), exception),
        "MMListChanged",
        ErrorCategory.InvalidData,
        path);

    public static ErrorRecord LateConsentColumn(string column, long row) => Create(
        new InvalidOperationException(string.Format(
            CultureInfo.InvariantCulture,
            "The column '{0}' says who permits marketing and appears in row {1} and not in the first row. It is not read, so people who opted out would be uploaded. Rows before it may have been sent. "
                + "Give all rows the same columns with Select-Object, and start again.",
            column,
            row)),
        "MMLateConsentColumn",
        ErrorCategory.InvalidData,
        null);

    public static ErrorRecord SuppressionUnusable(UnusableSuppressionException exception) => Create(
        exception,
        "MMSuppressionUnusable",
        ErrorCategory.InvalidData,
        exception.FileName,
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} of the file '{1}' cannot be compared, so these people would be uploaded: {2} (first rows: {3}). Nothing was sent. "
                + "Give the country of numbers without a calling code with -DefaultCountry, or correct the file. "
                + "With -AllowUnusableSuppression, such numbers are compared without the calling code, and what cannot be compared at all leaves nobody out.",
            exception.Count == 1 ? "1 entry" : $"{exception.Count} entries",
            exception.FileName,
            UploadTally.FormatCounts(exception.Counts),
            string.Join(", ", exception.Rows)));

    public static ErrorRecord JournalTaken(string path) => Create(
        new InvalidOperationException("A journal belongs to one list. Upload each file in a call of its own, with its own -JournalPath."),
        "MMJournalTaken",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord JournalNeedsRows(string path) => Create(
        new InvalidOperationException($"The rows of this upload came through the pipeline. Pipe the same rows again: Import-Csv ... | Resume-MMAudienceUpload -JournalPath '{path}'."),
        "MMJournalNeedsRows",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord JournalNeedsNoRows(string path) => Create(
        new InvalidOperationException("The rows of this upload came from a file, which is read again. Run Resume-MMAudienceUpload without piping rows to it."),
        "MMJournalNeedsNoRows",
        ErrorCategory.InvalidArgument,
        path);

    public static ErrorRecord TextInsteadOfRows() => Create(
        new InvalidOperationException("The pipeline contains lines of text instead of rows. Use -Path for the file, or convert the lines with ConvertFrom-Csv first."),
        "MMTextInsteadOfRows",
        ErrorCategory.InvalidType,
        null);

    public static ErrorRecord IdentifierMissing() => Create(
        new InvalidOperationException("Use -Email or -Phone. Nobody can be matched by other details alone."),
        "MMIdentifierMissing",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>The target is the parameter that was given wrong.</summary>
    public static ErrorRecord ToRecord(this ArgumentException error, string? parameter = null)
        => Create(error, "MMInvalidArgument", ErrorCategory.InvalidArgument, parameter ?? ParameterOf(error.ParamName), error.Plain());

    /// <summary>The message without the name of a method's argument that .NET puts behind it; the cmdlet's parameter is called otherwise.</summary>
    public static string Plain(this ArgumentException error)
    {
        const string Any = "-";
        string suffix = new ArgumentException(Any, error.ParamName).Message.Substring(Any.Length);
        return suffix.Length > 0 && error.Message.EndsWith(suffix, StringComparison.Ordinal) ? error.Message.Substring(0, error.Message.Length - suffix.Length) : error.Message;
    }

    public static ErrorRecord ToRecord(this ClickToMessengerAdException error, string name)
        => Create(error, error.Cause.ErrorId, Category(error.Cause.Kind), name, $"{error.Message} {GraphAdvice.Find(error.Cause)}");

    /// <summary>An item that cannot be used; neither message nor target repeats it.</summary>
    public static ErrorRecord Unusable(string message, string target)
        => Create(new FormatException(message), "MMInvalidArgument", ErrorCategory.InvalidArgument, target);

    public static ErrorRecord PersonUnusable(RejectReason reason, string target) => Unusable(
        $"The person was left out and stays subscribed: {reason}. " + (reason == RejectReason.NoCallingCode
            ? "Give phone numbers with their calling code, as +1 202 555 0123, or their country with -DefaultCountry."
            : "Give a phone number, an e-mail address, a Page-scoped id or a subscription token."),
        target);

    /// <summary>An item of the pipeline has nothing that can be used. It is named by its number, because it may be anybody's row.</summary>
    public static ErrorRecord ItemWithout(string property, long number, string advice)
        => Create(new InvalidOperationException($"Item {number} has no {property}. {advice}"), "MMItemUnusable", ErrorCategory.InvalidType, number);

    public static ErrorRecord NotAPerson(long number) => Create(
        new InvalidOperationException(
            $"Item {number} was left out: it has no Phone, Email, Psid or Token. Pipe in rows with such columns, or lines of text as rows: Get-Content optouts.txt | ForEach-Object {{ @{{ Email = $_ }} }}."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord NotAReceipt(long number) => Create(
        new InvalidOperationException($"Item {number} is no receipt. Pipe in what Add-MMAudienceUser writes without -Summary."),
        "MMItemUnusable",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord RowsBesideOthers(string parameter) => Create(
        new InvalidOperationException($"Rows came through the pipeline together with {parameter}. Use one or the other: each is a list of its own."),
        "MMRowsBesideOthers",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord NotASubscriber(long number) => Create(
        new InvalidOperationException(
            $"Item {number} has none of the properties OptInSource, Title, Status and Created. Pipe in what Get-MMSubscriptionToken writes, or the rows that Import-Csv reads of its export."),
        "MMNotASubscriber",
        ErrorCategory.InvalidType,
        number);

    public static ErrorRecord PageTokenMissing() => Create(
        new InvalidOperationException("The connection has no Page access token, which messages and subscription tokens need. Connect again with Connect-MMAccount and -PageAccessToken."),
        "MMPageTokenMissing",
        ErrorCategory.AuthenticationError,
        null);

    public static ErrorRecord NotConnected() => Create(
        new InvalidOperationException(
            "There is no Messenger marketing context in this runspace. Connect with Connect-MMAccount, or give -Context."),
        "MMNotConnected",
        ErrorCategory.ConnectionError,
        null);

    public static ErrorRecord SettingMissing(string message)
        => Create(new InvalidOperationException($"{message} Set what is missing, or connect with -AccessToken, -AdAccountId and -PageId."), "MMSettingMissing", ErrorCategory.InvalidOperation, null);

    public static ErrorRecord AudienceNotFound(string name) => Create(
        new ItemNotFoundException($"The ad account has no Messenger marketing-message audience named '{SensitiveText.Mask(name)}'. Get-MMAudience without a name lists all."),
        "MMAudienceNotFound",
        ErrorCategory.ObjectNotFound,
        SensitiveText.Mask(name));

    /// <summary>The name is masked: it may be a column of a customer list that happens to be named Id.</summary>
    public static ErrorRecord AudienceUnknown(string name, string? meant) => Create(
        new ItemNotFoundException(
            $"The ad account has no Messenger marketing-message audience named '{SensitiveText.Mask(name)}'. "
            + (meant is null ? "Give the id or the exact name of one that Get-MMAudience shows." : $"Did you mean '{meant}'?")),
        "MMAudienceNotFound",
        ErrorCategory.ObjectNotFound,
        SensitiveText.Mask(name));

    public static ErrorRecord AudienceMissing() => Create(
        new InvalidOperationException("No audience is named: what came in has neither an AudienceId nor an Id. Give the id or the exact name of one that Get-MMAudience shows."),
        "MMAudienceNotFound",
        ErrorCategory.InvalidArgument,
        null);

    public static ErrorRecord AudienceAmbiguous(string name, IEnumerable<string> ids) => Create(
        new InvalidOperationException($"Several audiences are named '{name}'. Give the id of one: {string.Join(", ", ids)}."),
        "MMAudienceAmbiguous",
        ErrorCategory.InvalidArgument,
        null);

    /// <summary>ItemText.None, which stands for an object without an id, is not repeated.</summary>
    public static ErrorRecord CampaignNotFound(string name) => Create(
        new ItemNotFoundException(
            (name[0] == '\0' ? "The object has neither a CampaignId nor an Id. " : $"This session has created no campaign named '{name}'. ")
            + "Give the campaign's id, or what New-MMMessageCampaign wrote."),
        "MMCampaignNotFound",
        ErrorCategory.ObjectNotFound,
        null);

    public static ErrorRecord CampaignAmbiguous(string name, IEnumerable<string> ids) => Create(
        new InvalidOperationException($"Several campaigns are named '{name}'. Give the id of one: {string.Join(", ", ids)}."),
        "MMCampaignAmbiguous",
        ErrorCategory.InvalidArgument,
        name);

    public static ErrorRecord PortTaken(InvalidOperationException error, int port)
        => Create(new InvalidOperationException($"{error.Message}. Give another -Port; 0 takes a free one.", error), "MMPortTaken", ErrorCategory.ResourceBusy, port);

    public static ErrorRecord AppSecretMissing() => Create(
        new InvalidOperationException(
            "There is no app secret to check signatures with. Give -AppSecret, or connect with one: Connect-MMAccount -AppSecret, or MM_APP_SECRET in the environment."),
        "MMAppSecretMissing",
        ErrorCategory.AuthenticationError,
        null);

    public static ErrorRecord SignatureRefused(WebhookSignatureStatus status, long number) => Create(
        new InvalidOperationException($"Delivery {number} was refused. {status.ToDisplayText()}"),
        status == WebhookSignatureStatus.Missing ? "MMWebhookSignatureMissing" : "MMWebhookSignatureInvalid",
        ErrorCategory.SecurityError,
        number);

    public static ErrorRecord WebhookUnreadable(string problem, long? number) => Create(
        new InvalidOperationException(number is null ? problem : $"Delivery {number} cannot be read. {problem}"),
        "MMWebhookUnreadable",
        ErrorCategory.InvalidData,
        number);

    public static ErrorRecord InboxInUse(InboxInUseException error, string path)
        => Create(error, "MMInboxInUse", ErrorCategory.ResourceBusy, path);

    public static ErrorRecord InboxNotWritten(Exception error, string? path)
        => Create(error, "MMInboxNotWritten", ErrorCategory.WriteError, path);

    public static ErrorRecord ReceiverFailed(Exception error)
        => Create(error, "MMWebhookReceiverFailed", ErrorCategory.NotSpecified, null);

    public static ErrorRecord UploadStatusTimeout(int batches, string what) => Create(
        new TimeoutException($"Nothing was told in time about {(batches == 1 ? "1 batch" : $"{batches} batches")}. {what}"),
        "MMUploadStatusTimeout",
        ErrorCategory.OperationTimeout,
        batches);

    public static ErrorRecord SandboxNotRunning() => Create(
        new InvalidOperationException("No sandbox runs in this process. Start one with Start-MMSandbox, or give one that runs with -Sandbox."),
        "MMSandboxNotRunning",
        ErrorCategory.ObjectNotFound,
        null);

    public static ErrorRecord OptInRequestNotFound(string? title) => Create(
        new ItemNotFoundException("No opt-in request that the Page has sent can be answered so. Send one with Send-MMOptInRequest first."),
        "MMOptInRequestNotFound",
        ErrorCategory.ObjectNotFound,
        title);

    /// <summary>
    /// Makes a record that is safe to show: message and target are one line without control characters. A framework's exception with such
    /// a message is replaced; one of the product's own keeps its type, and <see cref="ErrorRecord.ErrorDetails"/> has the safe message.
    /// </summary>
    internal static ErrorRecord Create(Exception exception, string errorId, ErrorCategory category, object? target, string? details = null)
    {
        string message = SafeText.SingleLine(exception.Message);
        object? safeTarget = target is string text ? SafeText.SingleLine(text) : target;
        if (message == exception.Message)
        {
            return new ErrorRecord(exception, errorId, category, safeTarget) { ErrorDetails = details is null ? null : new ErrorDetails(details) };
        }

        Exception safe = exception switch
        {
            ItemNotFoundException => new ItemNotFoundException(message),
            FileNotFoundException => new FileNotFoundException(message),
            DirectoryNotFoundException => new DirectoryNotFoundException(message),
            InvalidOperationException => new InvalidOperationException(message),
            UnauthorizedAccessException => new UnauthorizedAccessException(message),
            FormatException => new FormatException(message),
            TimeoutException => new TimeoutException(message),
            ArgumentException argument => new ArgumentException(message, argument.ParamName),
            IOException and not InboxInUseException => new IOException(message),
            _ => exception,
        };
        return new ErrorRecord(safe, errorId, category, safeTarget) { ErrorDetails = new ErrorDetails(details is null ? message : SafeText.SingleLine(details)) };
    }

    /// <summary>The parameter of a cmdlet that a method's argument comes from; most differ by a capital alone.</summary>
    private static string? ParameterOf(string? argument) => argument switch
    {
        null or "" => argument,
        "countries" => "Country",
        "shares" => "FaultRate",
        "fault" => "NextError",
        "mapping" => "ColumnMap",
        "options" => "AppId",
        _ => char.ToUpperInvariant(argument[0]) + argument.Substring(1),
    };

    private static ErrorCategory Category(GraphErrorKind kind) => kind switch
    {
        GraphErrorKind.Authentication or GraphErrorKind.PageTokenMissing => ErrorCategory.AuthenticationError,
        GraphErrorKind.Permission or GraphErrorKind.TermsNotAccepted or GraphErrorKind.AudienceRestricted or GraphErrorKind.OutsideWindow
            or GraphErrorKind.SubscriptionStopped or GraphErrorKind.RegionNotSupported => ErrorCategory.PermissionDenied,
        GraphErrorKind.Throttled or GraphErrorKind.TemporarilyBlocked or GraphErrorKind.AlreadyAsked or GraphErrorKind.FrequencyLimited
            or GraphErrorKind.BudgetExhausted => ErrorCategory.LimitsExceeded,
        GraphErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        GraphErrorKind.InvalidParameter or GraphErrorKind.TooManyRows or GraphErrorKind.TooMuchData or GraphErrorKind.ImageNotFetched
            or GraphErrorKind.SubscriptionTokenInvalid => ErrorCategory.InvalidArgument,
        GraphErrorKind.UpdateRunning or GraphErrorKind.CampaignNotReady => ErrorCategory.ResourceBusy,
        GraphErrorKind.NoAnswer => ErrorCategory.ConnectionError,
        GraphErrorKind.ServiceUnavailable or GraphErrorKind.PersonUnavailable or GraphErrorKind.NotNow => ErrorCategory.ResourceUnavailable,
        GraphErrorKind.UnexpectedAnswer => ErrorCategory.ProtocolError,
        _ => ErrorCategory.InvalidOperation,
    };
}
