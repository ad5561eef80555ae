using System;
using System.Threading.Tasks;
using MessengerMarketing.Tests.Proof.Crash;
using MessengerMarketing.Tests.Proof.Hostile;

namespace MessengerMarketing.Tests.Proof;

/// <summary>The entry point of this assembly: tests start it as a process of its own, to kill it, or to run it under other settings of the system.</summary>
internal static class ProofProgram
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case [CrashProcess.Verb, .. string[] arguments]:
                return await CrashProcess.RunAsync(arguments);
            case [OutputDigest.Verb]:
                OutputDigest.Write(Console.Out);
                return 0;
            default:
                await Console.Error.WriteLineAsync("Run the tests with 'dotnet test'.");
                return 2;
        }
    }
}
