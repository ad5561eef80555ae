using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MessengerMarketing.Benchmarks;

/// <summary>Reads every upload to its end and answers that it arrived.</summary>
internal static class DiscardServer
{
    public static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.Map("/{**path}", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            return Results.Text("""{"audience_id":"1","num_received":10000,"num_invalid_entries":0,"invalid_entry_samples":{}}""", "application/json");
        });
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync(app.Urls.First());
        await output.FlushAsync(cancellationToken);
        await ((IHost)app).WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
