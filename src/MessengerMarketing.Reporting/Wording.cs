using MessengerMarketing.Customers;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>What outcomes, reasons and statuses are called in a report, and what to do about each.</summary>
internal static class Wording
{
    public static string Name(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => "Accepted",
        RowOutcome.Rejected => "Rejected before sending",
        RowOutcome.Refused => "Refused by the Graph API",
        RowOutcome.Unknown => "Unknown",
        RowOutcome.NotSent => "Not sent",
        _ => "Not accepted",
    };

    public static string Advise(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => "The Graph API answered that it received these rows. Nothing is to be done; matching usually takes up to 24 hours.",
        RowOutcome.Rejected => "These rows cannot be matched and were left out. Mend the list as the reasons below say, and upload the mended rows.",
        RowOutcome.Refused => "The Graph API refused these batches, and none of their rows is in the audience through them. The error of the upload says why; mend that and go on with Resume-MMAudienceUpload, or upload these rows again.",
        RowOutcome.Unknown => "No answer came, so these rows may or may not have arrived. Resume-MMAudienceUpload asks for them; uploading them again does no harm, since an audience holds each person once.",
        RowOutcome.NotSent => "These rows were declined, or the upload had stopped before it came to them. Go on with Resume-MMAudienceUpload, or upload them again.",
        _ => "These rows were fit to be sent and were not accepted: refused, unknown or not sent. The receipts, or the journal given with -JournalPath, tell which.",
    };

    public static string Name(RejectCause cause) => (cause.Key, cause.Reason) switch
    {
        (null, null) => "Another reason",
        (null, { } reason) => reason.ToString(),
        ({ } key, { } reason) => $"{key} {reason}",
        ({ } key, null) => key.ToString(),
    };

    public static string Advise(RejectReason? reason) => reason switch
    {
        RejectReason.NoIdentifier => "The row has neither an e-mail address nor a phone number that can be used. Complete it, or leave it out of the list.",
        RejectReason.NotAnEmailAddress => "The value is not an e-mail address. Correct it, and see that the column is the right one.",
        RejectReason.TooFewDigits => "The phone number has fewer than 7 digits. Complete it.",
        RejectReason.TooManyDigits => "The phone number has more than 15 digits. Take out extensions and second numbers.",
        RejectReason.RoundedNumber => "A spreadsheet rounded the number, and its last digits are lost. Export the list again with the column formatted as text.",
        RejectReason.NotRecognized => "The value is none of those the key knows. Write genders, months and countries as about_MMCustomerData says.",
        RejectReason.OutOfRange => "The year, month or day is outside its range. Correct the date.",
        RejectReason.NotADate => "The date does not exist or is written in another form. Write it as 1990-04-15, or declare the form with -DateFormat.",
        RejectReason.NotANumber => "The value is not a number of at least zero. Correct it.",
        RejectReason.NothingLeft => "Nothing of the value can be used. Correct it, or leave the cell empty.",
        RejectReason.Md5Hash => "The value is an MD5 hash, which cannot be matched. Hash with SHA-256, or give plain values.",
        RejectReason.NotSha256 => "The value was declared to be hashed and is not 64 hexadecimal digits. Hash with SHA-256, or leave out -AlreadyHashed.",
        RejectReason.EmptyExternalId => "The EXTERN_ID is empty, and the Graph API refuses such a row. Fill it in, or leave the column out.",
        RejectReason.UndecodableText => "The text was read in another encoding than it was written in. Give the list's own with -Encoding.",
        RejectReason.TooManyIdentifiers => "The person has more e-mail addresses and phone numbers than are sent for one person. The first ones were sent.",
        RejectReason.TooManyColumns => "The line has more fields than the file has columns. Put values that hold the delimiter in quotation marks.",
        RejectReason.NoCallingCode => "The phone number has no calling code. Give -DefaultCountry or a COUNTRY column.",
        RejectReason.LinesRunTogether => "A stray quotation mark may have made one row of two. Correct the quotation marks in the file.",
        RejectReason.AmbiguousDate => "Day and month could be swapped. Specify -DateFormat, -DefaultCountry or a COUNTRY column.",
        RejectReason.CellTooLong => "The cell has more than 1,024 bytes. Check that the column is the right one.",
        RejectReason.Placeholder => "The cell stands for no value, like an empty one. No action is needed.",
        RejectReason.EmptyValueHash => "The hash is that of an empty value. No action is needed.",
        RejectReason.ZeroAdvertisingId => "The device's owner does not allow tracking. No action is needed.",
        RejectReason.Suppressed => "The person is on a list of people who must not be uploaded. Nothing is to be done.",
        RejectReason.OptedOut => "A consent column of the list says that the person does not permit marketing. No action is needed.",
        RejectReason.Duplicate => "The person came before in the list and was sent then. Nothing is to be done.",
        _ => "This report does not know the reason; a newer version of the module does.",
    };

    public static string Name(AudienceUploadState status) => status switch
    {
        AudienceUploadState.Succeeded => "Succeeded",
        AudienceUploadState.Failed => "Failed",
        AudienceUploadState.TimedOut => "Timed out",
        AudienceUploadState.Rejected => "Rejected",
        _ => "Not sent",
    };

    public static string Advise(AudienceUploadState status) => status switch
    {
        AudienceUploadState.Succeeded => "The people of these batches whom Meta found are in the audience. Nothing is to be done.",
        AudienceUploadState.Failed => "Meta told another status than success. Get-MMAudience shows how the audience is; upload the rows again once it is back to normal.",
        AudienceUploadState.TimedOut => "Nothing was told in time, and it may still come. Wait again with Wait-MMAudienceUpload.",
        AudienceUploadState.Rejected => "The Graph API had refused these batches, so there is nothing to wait for. Mend what the error of the upload says, and upload them again.",
        _ => "These batches were not sent, so there is nothing to wait for. Go on with Resume-MMAudienceUpload.",
    };

    public static string Describe(UploadState state) => state switch
    {
        UploadState.Finished => "Finished: every row is accounted for",
        UploadState.Unfinished => "Unfinished: go on with Resume-MMAudienceUpload",
        UploadState.Changed => "Changed: the list was not the same at its end as at its beginning",
        _ => "Running: the numbers are those of now",
    };
}
