using System;
using System.Threading.Tasks;

namespace MessengerMarketing.ModuleTests;

/// <summary>Runs Pester files one after the other: in a PowerShell process that they share, or in a process of their own if they need one.</summary>
internal sealed class PesterLane : IDisposable
{
    private PesterWorker? _shared;

    /// <summary>Runs a file.</summary>
    /// <exception cref="InvalidOperationException">PowerShell ended, or the file took too long.</exception>
    public async Task<PesterResult> RunAsync(string file)
    {
        if (PesterSuite.NeedsOwnProcess(file))
        {
            using var own = new PesterWorker();
            return await own.RunAsync(PesterSuite.PathOf(file));
        }

        _shared ??= new PesterWorker();
        try
        {
            return await _shared.RunAsync(PesterSuite.PathOf(file));
        }
        catch (InvalidOperationException)
        {
            // The next file gets a process that works.
            _shared.Dispose();
            _shared = null;
            throw;
        }
    }

    public void Dispose() => _shared?.Dispose();
}
