using System;
using MessengerMarketing.Audiences;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves an ID or an exact name to an audience.</summary>
internal static class AudienceReference
{
    private static readonly NamedObjects<CustomAudience> Audiences = new("audience", SeenObjects.Audiences, static (client, token) => new AudienceClient(client).ListAsync(token))
    {
        Missing = AudienceErrors.Missing,
        Unknown = static (name, audiences) => AudienceErrors.Unknown(
            name,
            Array.Find(audiences, audience => string.Equals(audience.Name, name, StringComparison.OrdinalIgnoreCase))?.Name ?? CustomAudience.Suggest(name, audiences)),
        Ambiguous = AudienceErrors.Ambiguous,
    };

    /// <inheritdoc cref="NamedObjects{T}.Resolve"/>
    public static string Resolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName) => Audiences.Resolve(cmdlet, client, idOrName);

    /// <inheritdoc cref="NamedObjects{T}.TryResolve"/>
    public static bool TryResolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
        => Audiences.TryResolve(cmdlet, client, idOrName, names, out id);

    /// <summary>Returns the ID of an audience for a prompt, with its name if the runspace has seen it.</summary>
    public static string Format(string id) => Audiences.FindName(id) is { } name ? $"custom audience {id} '{name}'" : $"custom audience {id}";
}
