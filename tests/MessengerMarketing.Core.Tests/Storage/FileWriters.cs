using System;
using System.Collections.Generic;
using System.IO;
using MessengerMarketing.Reporting;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Uploads.Journal;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Journal;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>What the module writes to a path that the user specifies.</summary>
internal static class FileWriters
{
    public static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>
    {
        ["a new journal"] = static path => UploadJournal.Create(path, JournalFolder.Header).Dispose(),
        ["a journal to resume"] = static path => UploadJournal.Resume(path).Dispose(),
        ["an inbox"] = static path => FileInbox.Open(path, resume: false, new EventMemory()).Dispose(),
        ["an inbox to resume"] = static path => FileInbox.Open(path, resume: true, new EventMemory()).Dispose(),
        ["a list of rejected rows"] = static path => new RejectReport(path).Dispose(),
        ["a report"] = static path => ReportFile.Write(path, "<!DOCTYPE html>", replace: true),
    };

    public static void AssertRefused(Exception error)
        => Assert.True(error is JournalException or FileRefusedException or UnauthorizedAccessException || error.GetType() == typeof(IOException), error.ToString());
}
