using MessengerMarketing.Customers;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks;
using MessengerMarketing.Webhooks.Uploads;

namespace MessengerMarketing.Reporting;

/// <summary>Names and advice for the outcomes, reasons and statuses in a report.</summary>
internal static class Wording
{
    public static string Name(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => "Accepted",
        RowOutcome.Rejected => "Rejected before sending",
        RowOutcome.RejectedByApi => "Rejected by the Graph API",
        RowOutcome.Unknown => "Unknown",
        RowOutcome.NotSent => "Not sent",
        _ => "Not accepted",
    };

    public static string Advise(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Accepted => "The Graph API confirmed that it received these rows. No action is needed. Matching usually takes up to 24 hours.",
        RowOutcome.Rejected => "These rows cannot be matched and were left out. Correct the list according to the reasons below, and upload the corrected rows.",
        RowOutcome.RejectedByApi => "The Graph API rejected these batches and added none of their rows to the audience. Fix the cause that the error of the upload describes. Then run Resume-MMAudienceUpload, or upload these rows again.",
        RowOutcome.Unknown => "There was no response, so these rows may or may not have arrived. Run Resume-MMAudienceUpload, or upload these rows again. An audience contains each person only once.",
        RowOutcome.NotSent => "You declined these rows, or the upload stopped before it sent them. Run Resume-MMAudienceUpload, or upload these rows again.",
        _ => "These rows were valid but were not accepted: they were rejected, their outcome is unknown, or they were not sent. For details, add the receipts, or the journal with -JournalPath.",
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
        RejectReason.NoIdentifier => "The row has no valid email address and no valid phone number. Complete the row, or remove it from the list.",
        RejectReason.NotAnEmailAddress => "The value is not an email address. Correct it, and check that the column is the right one.",
        RejectReason.TooFewDigits => "The phone number has fewer than 7 digits. Complete it.",
        RejectReason.TooManyDigits => "The phone number has more than 15 digits. Remove extensions and second numbers.",
        RejectReason.RoundedNumber => "A spreadsheet rounded the number, and its last digits are lost. Format the column as text, and export the list again.",
        RejectReason.NotRecognized => "The key does not accept this value. Use the formats for genders, months, and countries in about_MMCustomerData.",
        RejectReason.OutOfRange => "The year, month, or day is outside its range. Correct the date.",
        RejectReason.NotADate => "The date does not exist or has another format. Use a format such as 1990-04-15, or specify -DateFormat.",
        RejectReason.NotANumber => "The value is not a number, or it is negative. Correct it.",
        RejectReason.NothingLeft => "The value contains no usable characters. Correct it, or leave the cell empty.",
        RejectReason.Md5Hash => "The value is an MD5 hash, which cannot be matched. Use SHA-256 hashes or plain values.",
        RejectReason.NotSha256 => "The value is not a SHA-256 hash of 64 hexadecimal digits, although the column is declared as hashed. Use SHA-256, or leave out -AlreadyHashed.",
        RejectReason.EmptyExternalId => "The EXTERN_ID is empty, and the Graph API rejects such a row. Fill it in, or leave out the column.",
        RejectReason.UndecodableText => "The text was read with the wrong encoding. Specify the encoding of the list with -Encoding.",
        RejectReason.TooManyIdentifiers => "The person has more email addresses and phone numbers than can be sent for one person. The first ones were sent.",
        RejectReason.TooManyColumns => "The line has more fields than the file has columns. Put values that contain the delimiter in quotation marks.",
        RejectReason.NoCallingCode => "The phone number has no country calling code. Specify -DefaultCountry, or add a COUNTRY column.",
        RejectReason.LinesRunTogether => "A stray quotation mark may have joined two rows. Correct the quotation marks in the file.",
        RejectReason.AmbiguousDate => "The day and the month could be swapped. Specify -DateFormat or -DefaultCountry, or add a COUNTRY column.",
        RejectReason.CellTooLong => "The cell has more than 1,024 bytes. Check that the column is the right one.",
        RejectReason.Placeholder => "The cell contains a placeholder for an empty value. No action is needed.",
        RejectReason.EmptyValueHash => "The hash is the hash of an empty value. No action is needed.",
        RejectReason.ZeroAdvertisingId => "The device's owner does not allow tracking. No action is needed.",
        RejectReason.Suppressed => "The person is on a suppression list. No action is needed.",
        RejectReason.OptedOut => "A consent column of the list says that the person does not permit marketing. No action is needed.",
        RejectReason.Duplicate => "The person is already in an earlier row of the list. No action is needed.",
        _ => "The reason comes from a newer version of the module. Update the module to see it.",
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
        AudienceUploadState.Succeeded => "The people whom Meta matched in these batches are in the audience. No action is needed.",
        AudienceUploadState.Failed => "Meta reported a status other than success. Check the status of the audience with Get-MMAudience. When it is back to normal, upload the rows again.",
        AudienceUploadState.TimedOut => "Meta did not report a status in time. The status may still arrive. Run Wait-MMAudienceUpload again.",
        AudienceUploadState.Rejected => "The Graph API rejected these batches. Fix the cause that the error of the upload describes, and upload them again.",
        _ => "These batches were not sent. Run Resume-MMAudienceUpload.",
    };

    public static string Name(SyncCounts sync) => sync.IsFinished ? "Finished: the audience is in sync with the list" : "Unfinished: run the sync again";

    public static string Name(WebhookDoor? door) => door switch
    {
        WebhookDoor.Message => "Message",
        WebhookDoor.Button => "Button",
        WebhookDoor.Link => "Link or QR code",
        WebhookDoor.Ad => "Ad",
        WebhookDoor.Referral => "Another referral",
        WebhookDoor.Reaction => "Reaction",
        WebhookDoor.Comment => "Comment",
        WebhookDoor.VisitorPost => "Post on the Page",
        _ => "Not known",
    };

    public static string Name(UploadState state) => state switch
    {
        UploadState.Finished => "Finished: all rows are processed",
        UploadState.Unfinished => "Unfinished: run Resume-MMAudienceUpload",
        UploadState.Changed => "Changed: the list was modified during the upload",
        _ => "Running: the numbers are current values",
    };
}
