using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MessengerMarketing.Binding;
using MessengerMarketing.Context;
using MessengerMarketing.Errors;
using MessengerMarketing.Graph;

namespace MessengerMarketing.Cmdlets;

/// <summary>Resolves an ID or an exact name to an object of an account. The objects are listed only for a name.</summary>
/// <param name="noun">What an object is, such as <c>audience</c>.</param>
/// <param name="seen">The objects that the runspace has seen.</param>
/// <param name="list">Lists the account's objects.</param>
internal sealed class NamedObjects<T>(string noun, RunspaceCache<T> seen, Func<GraphClient, CancellationToken, IAsyncEnumerable<T>> list)
{
    /// <summary>Creates the error of an item that has neither an ID nor a name.</summary>
    public required Func<ErrorRecord> Missing { get; init; }

    /// <summary>Creates the error of a name that no object has.</summary>
    public required Func<string, T[], ErrorRecord> Unknown { get; init; }

    /// <summary>Creates the error of a name that several objects have, with their IDs.</summary>
    public required Func<string, IEnumerable<string>, ErrorRecord> Ambiguous { get; init; }

    /// <summary>Finds the object of a cmdlet. If it does not exist, the cmdlet ends.</summary>
    /// <returns>The object's ID.</returns>
    public string Resolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName)
    {
        ErrorRecord? problem = Find(cmdlet, client, idOrName, StringComparison.OrdinalIgnoreCase, out string id);
        if (problem is not null)
        {
            cmdlet.ThrowTerminatingError(problem);
        }

        return id;
    }

    /// <summary>Finds one of several objects. If it does not exist, an error is written, and the cmdlet continues.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="client">The account's client.</param>
    /// <param name="idOrName">An ID, or a name.</param>
    /// <param name="names">Whether case is ignored if no name matches exactly.</param>
    /// <param name="id">The object's ID.</param>
    /// <returns>Whether it is known.</returns>
    public bool TryResolve(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        ErrorRecord? problem = Find(cmdlet, client, idOrName, names, out id);
        if (problem is not null)
        {
            cmdlet.WriteError(problem);
        }

        return problem is null;
    }

    /// <summary>Returns the name of an object, or null if the runspace has not seen it.</summary>
    public string? FindName(string id)
    {
        T[] known = [.. seen.Items.Where(item => seen.GetId(item) == id)];
        return known.Length == 0 ? null : seen.GetName(known[0]);
    }

    private ErrorRecord? Find(PipelineCmdlet cmdlet, GraphClient client, string idOrName, StringComparison names, out string id)
    {
        id = idOrName;
        if (idOrName == ItemText.None)
        {
            return Missing();
        }

        if (GraphId.IsId(idOrName))
        {
            return null;
        }

        T[] items = ReadAll(cmdlet, client);
        T[] named = Named(StringComparison.Ordinal);
        if (named.Length == 0)
        {
            named = Named(names);
        }

        if (named.Length != 1)
        {
            return named.Length == 0 ? Unknown(idOrName, items) : Ambiguous(seen.GetName(named[0])!, named.Select(seen.GetId));
        }

        id = seen.GetId(named[0]);
        cmdlet.WriteVerbose($"The {noun} '{seen.GetName(named[0])}' has the ID {id}.");
        return null;

        T[] Named(StringComparison comparison) => [.. items.Where(item => string.Equals(seen.GetName(item), idOrName, comparison))];
    }

    private T[] ReadAll(PipelineCmdlet cmdlet, GraphClient client)
    {
        try
        {
            T[] items = cmdlet.Await(token => ReadAllAsync(client, token));
            Array.ForEach(items, seen.Add);
            return items;
        }
        catch (GraphException exception)
        {
            cmdlet.ThrowTerminatingError(exception.ToRecord(client.Context.AdAccountId));
            throw;
        }
    }

    private async Task<T[]> ReadAllAsync(GraphClient client, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (T item in list(client, cancellationToken))
        {
            items.Add(item);
        }

        return [.. items];
    }
}
