namespace MessengerMarketing.Formatting;

/// <summary>The command that resumes an upload.</summary>
internal static class ResumeText
{
    /// <param name="journalPath">The journal, as specified.</param>
    public static string Format(string journalPath) => $"Resume-MMAudienceUpload -JournalPath '{journalPath.Replace("'", "''")}'";
}
