using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MessengerMarketing.Erasure;
using MessengerMarketing.Errors;
using MessengerMarketing.Formatting;
using MessengerMarketing.Uploads.Sync;

namespace MessengerMarketing.Cmdlets;

/// <summary>Deletes erased people from the states of syncs. Pipeline thread only.</summary>
internal sealed class ErasureStates(PipelineCmdlet cmdlet, ErasureSettings settings)
{
    /// <summary>Checks every state before anything is sent. One that cannot be used ends the cmdlet.</summary>
    public void Check()
    {
        foreach (string path in settings.StatePath)
        {
            try
            {
                SyncStateRemoval.Check(GetFullPath(path), settings.Context.AdAccountId);
            }
            catch (Exception exception) when (exception is SyncStateException or IOException or UnauthorizedAccessException)
            {
                cmdlet.ThrowTerminatingError(ErasureErrors.StateNotUsable(exception, path));
            }
        }
    }

    /// <summary>Deletes the people. A state that cannot be changed is reported, and the others are changed.</summary>
    public void Remove(ErasedPeople people)
    {
        foreach (string path in people.IsEmpty ? [] : settings.StatePath.AsEnumerable())
        {
            try
            {
                long rows = cmdlet.Await(token => Task.Run(() => people.RemoveFromState(GetFullPath(path), settings.Context.AdAccountId), token));
                HostMessage.Write(cmdlet, $"{(rows == 1 ? "1 row was" : $"{rows} rows were")} deleted from the state '{Path.GetFileName(path)}'.");
            }
            catch (Exception exception) when (exception is SyncStateException or IOException or UnauthorizedAccessException)
            {
                cmdlet.WriteError(ErasureErrors.StateNotChanged(exception, path));
            }
        }
    }

    private string GetFullPath(string path) => cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
}
