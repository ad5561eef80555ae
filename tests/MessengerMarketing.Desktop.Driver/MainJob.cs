using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Files;
using MessengerMarketing.Graph;
using MessengerMarketing.Reporting;
using MessengerMarketing.Sandbox;
using MessengerMarketing.Uploads;

namespace MessengerMarketing.DesktopDriver;

/// <summary>A file of synthetic customers, hashed, uploaded to a sandbox and reported; written down as <c>name=value</c> lines.</summary>
internal static class MainJob
{
    private const int Rows = 1_000;
    private const int BatchSize = 300;

    public static async Task<int> RunAsync(TextWriter output)
    {
        using var server = SandboxServer.Start();
        using var context = new GraphContext(Secret.From(server.AccessToken), server.AdAccountId, server.PageId, baseUri: server.BaseUri);
        var client = new GraphClient(context);
        CustomAudience created = await new AudienceClient(client).CreateAsync("Spring", "Synthetic list").ConfigureAwait(false);
        SandboxAudience audience = server.Audiences.Single(audience => audience.Id == created.Id);

        string list = Path.GetTempFileName();
        try
        {
            WriteList(list);
            await UploadAsync(context, created.Id, list, output).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(list);
        }

        // SHA-256 of person1@example.com and of 12025550100, made with the sha256sum tool.
        output.WriteLine($"email={audience.Contains("18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d")}");
        output.WriteLine($"phone={audience.Contains("0b4c47ed6c372bbe878f0854462a27cf1ae43ea1c1f5c9e78256ca0c6c7a43e0")}");
        output.WriteLine($"received={audience.RowsReceived}");
        output.WriteLine($"invalid={audience.RowsInvalid}");
        output.WriteLine($"errors={server.InternalErrors.Count}");
        return 0;
    }

    /// <summary>A header, the rows, and one row that nobody can be known by.</summary>
    private static void WriteList(string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("Email;Phone;First name;Country");
        for (int row = 1; row <= Rows; row++)
        {
            writer.WriteLine(string.Format(CultureInfo.InvariantCulture, " Person{0}@Example.com ;(202) 555-01{1:00};\"Val\u00c9ry\";US", row, (row - 1) % 100));
        }

        writer.WriteLine("n/a;;Nobody;US");
    }

    private static async Task UploadAsync(GraphContext context, string audienceId, string list, TextWriter output)
    {
        var options = new UploadRunnerOptions { Action = UploadAction.Add, Upload = new UploadOptions { BatchSize = BatchSize } };
        using var runner = new UploadRunner(context, options, default);
        var file = CustomerFile.Open(list, new CustomerFileOptions());
        var upload = new UploadList
        {
            AudienceId = audienceId,
            Mapping = ColumnMapping.Resolve(file.ColumnNames),
            Source = new FileUploadSource(file, encoding: null),
        };
        await runner.StartListAsync(upload, default).ConfigureAwait(false);
        UploadEvent next;
        do
        {
            next = await runner.Events.ReadAsync().ConfigureAwait(false);
            (next as BatchPrepared)?.Approve();
        }
        while (next is not ListCompleted);

        if (((ListCompleted)next).Error is { } error)
        {
            throw error;
        }

        UploadStatistics statistics = runner.Statistics.Single();
        var report = new UploadReportBuilder(TimeProvider.System);
        report.Add(statistics.Summarize());
        output.WriteLine($"plots={report.Build().ToHtml().Split(["<svg "], StringSplitOptions.None).Length - 1}");
        output.WriteLine($"batches={statistics.Tally.Batches}");
        output.WriteLine($"accepted={statistics.Tally.RowsAccepted}");
        output.WriteLine($"rejected={statistics.Tally.RowsRejected}");
    }
}
