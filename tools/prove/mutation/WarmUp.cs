using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using MessengerMarketing.Customers.Numbering;

namespace MessengerMarketing.Tests;

/// <summary>Fills the static fields and caches of Core before a mutant is active. The process tries many mutants, and what the first of them left there would fail
/// the tests of all others.</summary>
internal static class WarmUp
{
    [ModuleInitializer]
    internal static void Run()
    {
        // The number of the active mutant, which Stryker writes before it starts the process, and which the changed code reads each time.
        if (Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE") is not { Length: > 0 } path || !File.Exists(path))
        {
            return;
        }

        int active = Exchange(path, -1);
        try
        {
            foreach (Type type in typeof(NumberingPlans).Assembly.GetTypes().Where(static type => !type.ContainsGenericParameters))
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }

            FillNumberingPlans();
        }
        finally
        {
            Exchange(path, active);
        }
    }

    private static void FillNumberingPlans()
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        foreach (string country in from first in Letters from second in Letters select $"{first}{second}")
        {
            if (NumberingPlans.TryGetByCountry(country, out NumberingPlan? plan))
            {
                char[] digits = ['0'];
                _ = (plan.CanStartWithZero, plan.PrefixPattern, plan.Fits(digits, 0, 1), plan.FitsMobile(digits, 0, 1), plan.InternationalPrefixLength(digits, 1));
            }
        }
    }

    private static int Exchange(string path, int value)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        byte[] bytes = new byte[sizeof(int)];
        file.ReadExactly(bytes);
        file.Position = 0;
        file.Write(BitConverter.GetBytes(value));
        return BitConverter.ToInt32(bytes);
    }
}
