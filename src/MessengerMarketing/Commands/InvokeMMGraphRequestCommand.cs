using System;
using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;
using MessengerMarketing.Json;

namespace MessengerMarketing.Commands;

/// <summary>Calls any Graph API endpoint with the token of the context, and with the same retries, masking, and paging as the other cmdlets.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MMGraphRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
public sealed class InvokeMMGraphRequestCommand : GraphCmdlet
{
    /// <summary>Path after the version, such as <c>me/accounts</c>. It can include a query.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>GET, POST or DELETE.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>Query parameters. Lists and objects are sent as JSON, and secure strings as plain text.</summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>Body: JSON text, or a hashtable or object that is sent as JSON. Secure strings are sent as plain text.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>Sends the Page token instead of the system user's.</summary>
    [Parameter]
    public SwitchParameter UsePageToken { get; set; }

    /// <summary>Reads all pages of a list and writes its items one by one.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Binds unexpected pipeline input. PowerShell's own error for it would show the item, which can be the row of a customer.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(InputObject))
        {
            return;
        }

        GraphRequest request = BuildRequest();
        GraphClient client = Client;
        if (request.Method != HttpMethod.Get && !ShouldProcess(request.Operation, "Send request"))
        {
            return;
        }

        if (All)
        {
            ForEach(request.Operation, client.ItemsAsync(request, Cancellation), item => WriteObject(JsonObjects.ToPowerShell(item)));
            return;
        }

        GraphResponse response = AwaitOrThrow(request.Operation, token => client.SendAsync(request, token));
        WriteObject(JsonObjects.ToPowerShell(response.Body));
    }

    private GraphRequest BuildRequest()
    {
        try
        {
            string? body = Body is null ? null : JsonObjects.ToJson(Body);
            CheckPath();
            var request = new GraphRequest(new HttpMethod(Method), Path)
            {
                Token = UsePageToken ? GraphToken.Page : GraphToken.System,
                Content = body is null ? null : BuildContent(body),
            };
            foreach (DictionaryEntry entry in Query ?? new Hashtable())
            {
                string name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;
                request = request.With(name, JsonObjects.ToParameter(name, entry.Value));
            }

            Refuse(RemovedFeatures.Find(request.Query, body));
            return request;
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(exception.ToRecord());
            throw;
        }
    }

    /// <summary>A request for several objects by their IDs has no path. The error says what to do instead.</summary>
    private void CheckPath()
    {
        int query = Path.IndexOf('?');
        if (query >= 0)
        {
            Refuse(RemovedFeatures.Find(GraphRequest.ParseQuery(Path.Substring(query + 1)), json: null));
        }
    }

    private void Refuse(RemovedFeature? feature)
    {
        if (feature is { } removed)
        {
            ThrowTerminatingError(RequestErrors.Removed(removed));
        }
    }

    private static Func<HttpContent> BuildContent(string json) => () => new StringContent(json, Encoding.UTF8, "application/json");
}
