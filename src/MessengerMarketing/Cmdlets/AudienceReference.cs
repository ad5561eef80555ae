using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves an ID or an exact name to an audience.</summary>
internal static class AudienceReference
{
    /// <summary>Finds the audience of a cmdlet. If it does not exist, the cmdlet ends.</summary>
    /// <returns>The audience's id.</returns>
    public static string Resolve(PipelineCmdlet cmdlet, GraphContext account, GraphClient client, string idOrName)
    {
        ErrorRecord? problem = Find(cmdlet, account, client, idOrName, StringComparison.OrdinalIgnoreCase, out string id);
        if (problem is not null)
        {
            cmdlet.ThrowTerminatingError(problem);
        }

        return id;
    }

    /// <summary>Finds one of several audiences. If it does not exist, an error is written, and the cmdlet continues.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="account">The account whose audiences they are.</param>
    /// <param name="client">Its client.</param>
    /// <param name="idOrName">An id, or a name.</param>
    /// <param name="names">Whether case is ignored if no name matches exactly.</param>
    /// <param name="id">The audience's id.</param>
    /// <returns>Whether it is known.</returns>
    public static bool TryResolve(PipelineCmdlet cmdlet, GraphContext account, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        ErrorRecord? problem = Find(cmdlet, account, client, idOrName, names, out id);
        if (problem is not null)
        {
            cmdlet.WriteError(problem);
        }

        return problem is null;
    }

    /// <summary>Returns the ID of an audience for a prompt, with its name if the runspace has seen it.</summary>
    public static string Format(string id)
        => SeenObjects.Audiences.Items.FirstOrDefault(audience => audience.Id == id)?.Name is { } name ? $"custom audience {id} '{name}'" : $"custom audience {id}";

    private static ErrorRecord? Find(PipelineCmdlet cmdlet, GraphContext account, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        id = idOrName;
        if (idOrName == ItemText.None)
        {
            return AudienceErrors.Missing();
        }

        if (GraphId.IsId(idOrName))
        {
            return null;
        }

        CustomAudience[] audiences = List(cmdlet, account, client);
        CustomAudience[] named = Named(StringComparison.Ordinal);
        if (named.Length == 0)
        {
            named = Named(names);
        }

        if (named.Length == 1)
        {
            cmdlet.WriteVerbose($"The audience '{named[0].Name}' has the ID {named[0].Id}.");
            id = named[0].Id;
            return null;
        }

        return named.Length > 1
            ? AudienceErrors.Ambiguous(named[0].Name!, named.Select(static audience => audience.Id))
            : AudienceErrors.Unknown(idOrName, Named(StringComparison.OrdinalIgnoreCase).FirstOrDefault()?.Name ?? CustomAudience.Suggest(idOrName, audiences));

        CustomAudience[] Named(StringComparison comparison) => [.. audiences.Where(audience => string.Equals(audience.Name, idOrName, comparison))];
    }

    private static CustomAudience[] List(PipelineCmdlet cmdlet, GraphContext account, GraphClient client)
    {
        try
        {
            CustomAudience[] audiences = cmdlet.Await(token => ReadAsync(client, token));
            Array.ForEach(audiences, SeenObjects.Audiences.Add);
            return audiences;
        }
        catch (GraphException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(account.AdAccountId));
            throw;
        }
    }

    private static async Task<CustomAudience[]> ReadAsync(GraphClient client, CancellationToken cancellationToken)
    {
        var audiences = new List<CustomAudience>();
        await foreach (CustomAudience audience in new AudienceClient(client).ListAsync(cancellationToken))
        {
            audiences.Add(audience);
        }

        return [.. audiences];
    }
}
