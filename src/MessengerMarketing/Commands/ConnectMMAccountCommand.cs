using System;
using System.Management.Automation;
using System.Security;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Commands;

/// <summary>Connects this runspace to an ad account and a Page. Nothing is sent. Test-MMContext checks the tokens.</summary>
[Cmdlet(VerbsCommunications.Connect, "MMAccount", DefaultParameterSetName = ParametersSet)]
[OutputType(typeof(GraphContext))]
public sealed class ConnectMMAccountCommand : SafeTextCmdlet
{
    private const string ParametersSet = "Parameters";
    private const string InputObjectSet = "InputObject";
    private const string EnvironmentSet = "Environment";

    /// <summary>System-user access token, for the ad account and its audiences.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? AccessToken { get; set => field = this.Bind(value); }

    /// <summary>Ad account id, with or without <c>act_</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    public string? AdAccountId { get; set => field = this.Bind(value); }

    /// <summary>Page id.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    public string? PageId { get; set => field = this.Bind(value); }

    /// <summary>Page access token, for messages and subscription tokens.</summary>
    [Parameter(ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? PageAccessToken { get; set => field = this.Bind(value); }

    /// <summary>App secret. With it, every call includes an appsecret_proof.</summary>
    [Parameter(ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? AppSecret { get; set => field = this.Bind(value); }

    /// <summary>Graph API version, for example v26.0.</summary>
    [Parameter(ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set => field = this.Bind(value); }

    /// <summary>Base address. The default is Meta's. Must be https unless it is a loopback address.</summary>
    [Parameter(ParameterSetName = ParametersSet)]
    [Parameter(ParameterSetName = InputObjectSet, ValueFromPipelineByPropertyName = true)]
    public Uri? BaseUri { get; set => field = this.Bind(value); }

    /// <summary>Maximum number of retries of a failed call.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, GraphConnectionSettings.MaxRetries)]
    public int MaxRetryCount { get; set; } = GraphConnectionSettings.DefaultMaxRetryCount;

    /// <summary>Seconds before the first retry. The wait doubles with each retry. The default is 1 second, or 15 seconds after a rate-limit error.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, GraphConnectionSettings.MaxSeconds)]
    public int RetryIntervalSec { get; set; }

    /// <summary>Maximum number of seconds that a call can go without progress.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, GraphConnectionSettings.MaxSeconds)]
    public int TimeoutSec { get; set; } = GraphConnectionSettings.DefaultTimeoutSec;

    /// <summary>Reads the connection from the environment variables MM_ACCESS_TOKEN, MM_AD_ACCOUNT_ID, MM_PAGE_ID, and so on.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EnvironmentSet)]
    public SwitchParameter FromEnvironment { get; set => field = this.Bind(value); }

    /// <summary>Writes the context, for use with -Context.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>A sandbox or a similar object. It has its own parameter set, because PowerShell's error for a missing mandatory property would show the
    /// object.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = EnvironmentSet)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RefuseItem(AccessToken is not null && AdAccountId is not null && PageId is not null ? null : InputObject, "a sandbox, or objects with the properties AccessToken, AdAccountId, and PageId"))
        {
            return;
        }

        GraphContext context = Read();
        SeenObjects.Clear();
        ContextStore.Current = context;
        if (FromEnvironment && !context.IsMeta)
        {
            WriteWarning($"{GraphEnvironment.BaseUri} is set, so calls go to {context.Host} instead of Meta. To call Meta, remove the variable.");
        }

        if (VersionAdvice.Find(context.ApiVersion, SessionNotices.UtcNow) is { } advice && SessionNotices.IsNew(context.Host, advice))
        {
            WriteWarning(advice);
        }

        if (PassThru)
        {
            WriteObject(context);
        }
    }

    private GraphContext Read()
    {
        var settings = new GraphConnectionSettings
        {
            MaxRetryCount = MaxRetryCount,
            RetryIntervalSec = RetryIntervalSec == 0 ? null : RetryIntervalSec,
            TimeoutSec = TimeoutSec,
        };
        try
        {
            return FromEnvironment
                ? GraphContext.FromEnvironment(Environment.GetEnvironmentVariable, settings)
                : new GraphContext(
                    SecretParameters.Read(AccessToken, nameof(AccessToken))!,
                    AdAccountId!,
                    PageId!,
                    SecretParameters.Read(PageAccessToken, nameof(PageAccessToken)),
                    SecretParameters.Read(AppSecret, nameof(AppSecret)),
                    ApiVersion,
                    BaseUri,
                    settings);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            ThrowTerminatingError(ConnectionErrors.SettingsUnusable(exception));
            throw;
        }
    }
}
