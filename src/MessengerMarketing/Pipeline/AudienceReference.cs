using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Audiences;
using MessengerMarketing.Context;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Pipeline;

/// <summary>Finds out which audience is meant by an id or an exact name.</summary>
internal static class AudienceReference
{
    private const int LongestId = 20;

    /// <returns>The audience's id.</returns>
    public static string Resolve(PipelineCmdlet cmdlet, GraphAccount account, GraphClient client, string idOrName)
    {
        if (idOrName.Length <= LongestId && idOrName.All(static character => character is >= '0' and <= '9'))
        {
            return idOrName;
        }

        CustomAudience[] audiences = List(cmdlet, account, client);
        CustomAudience[] named = [.. audiences.Where(audience => string.Equals(audience.Name, idOrName, StringComparison.OrdinalIgnoreCase))];
        if (named.Length == 1)
        {
            cmdlet.WriteVerbose($"The audience '{named[0].Name}' has the id {named[0].Id}.");
            return named[0].Id;
        }

        // The name is not repeated: it may be a column of a customer list that happens to be named Id.
        cmdlet.ThrowTerminatingError(named.Length > 1
            ? ErrorRecords.AudienceAmbiguous(named.Select(static audience => audience.Id))
            : ErrorRecords.AudienceUnknown(CustomAudience.Suggest(idOrName, audiences)));
        return idOrName;
    }

    private static CustomAudience[] List(PipelineCmdlet cmdlet, GraphAccount account, GraphClient client)
    {
        try
        {
            CustomAudience[] audiences = cmdlet.Await(token => ReadAsync(client, token));
            Array.ForEach(audiences, AudienceDirectory.Remember);
            return audiences;
        }
        catch (GraphException error)
        {
            cmdlet.ThrowTerminatingError(error.ToRecord(account.AdAccountId));
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
