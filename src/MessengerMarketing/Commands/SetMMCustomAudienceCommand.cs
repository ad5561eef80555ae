using System;
using System.Management.Automation;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Binding.Completion;
using MessengerMarketing.Cmdlets;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;

namespace MessengerMarketing.Commands;

/// <summary>Changes the name, description, labels, or opt-out link of custom audiences. The people in the audiences do not change.</summary>
[Cmdlet(VerbsCommon.Set, "MMCustomAudience", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CustomAudience))]
public sealed class SetMMCustomAudienceCommand : GraphCmdlet
{
    private AudienceChange? _change;

    /// <summary>The audiences: IDs, exact names (case-sensitive), or objects from Get-MMAudience.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AudienceId")]
    [AudienceTransformation]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The new name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The new description. It can be empty.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>Labels that replace the existing labels. An empty list removes all labels.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ValidateSet("APP_INSTALLERS", "APP_USERS", "AT_RISK", "CART_ABANDONERS", "CUSTOMER_LEADS",
        "DISENGAGED", "DISQUALIFIED_LEADS", "ENGAGED_USERS", "HIGH_VALUE_CUSTOMERS", "LOW_VALUE_CUSTOMERS",
        "OTHER_1", "OTHER_2", "OTHER_3", "PERSONAS", "QUALIFIED_LEADS",
        "RECENT_PURCHASERS", "RESTRICTED_USERS", "TRIAL_USERS", "UNWANTED_CUSTOMERS")]
    public string[]? Label { get; set; }

    /// <summary>Absolute https address of a page where people can opt out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OptOutLink { get; set; }

    /// <summary>Reads each audience again and writes it.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _change = ArgumentErrors.Guard(this, () =>
    {
        var change = new AudienceChange
        {
            Name = Name,
            Description = MyInvocation.BoundParameters.ContainsKey(nameof(Description)) ? Description ?? string.Empty : null,
            Labels = Label is null ? null : Array.ConvertAll(Label, static label => label.ToUpperInvariant()),
            OptOutLink = OptOutLink,
        };
        change.Check();
        return change;
    });

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var audiences = new AudienceClient(Client);
        foreach (string idOrName in Id)
        {
            if (AudienceReference.TryResolve(this, Client, idOrName, StringComparison.Ordinal, out string id)
                && ShouldProcess(AudienceReference.Format(id), FormatAction())
                && TryAwait(
                    id,
                    async token =>
                    {
                        await audiences.UpdateAsync(id, _change!, token);
                        return true;
                    },
                    out _))
            {
                SeenObjects.Audiences.Remove(id);
                WriteChanged(audiences, id);
            }
        }
    }

    private void WriteChanged(AudienceClient audiences, string id)
    {
        if (PassThru && TryAwait(id, token => audiences.GetAsync(id, token), out CustomAudience? audience))
        {
            SeenObjects.Audiences.Add(audience!);
            WriteObject(audience);
        }
    }

    private string FormatAction()
    {
        string?[] parts =
        [
            Name is null ? null : $"name '{Name}'",
            _change!.Description is null ? null : "description",
            Label is null ? null : Label.Length == 0 ? "no labels" : $"labels {string.Join(", ", Label)}",
            OptOutLink is null ? null : "opt-out link",
        ];
        return $"Set {string.Join(", ", Array.FindAll(parts, static part => part is not null))}";
    }
}
