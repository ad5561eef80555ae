using System;
using System.Threading.Tasks;
using Xunit;
using Xunit.Sdk;

namespace MessengerMarketing.Tests.Proof.Model;

public sealed class UploadModelTests
{
    private const int Sequences = 250;

    [Fact]
    public async Task The_record_of_any_upload_equals_the_model()
    {
        int sequences = Sequences * ProofSettings.Factor;
        for (int i = 0; i < sequences; i++)
        {
            await RunAsync(unchecked(ProofSettings.Seed + i));
        }

        ProofResults.Add("Model", "upload", sequences, "sequences", "no divergence");
    }

    private static async Task RunAsync(int seed)
    {
        using var sequence = new UploadSequence(seed);
        try
        {
            await sequence.RunAsync();
        }
        catch (Exception exception)
        {
            throw new XunitException($"The sequence with seed {seed} diverges from the model.{Environment.NewLine}{sequence.History}", exception);
        }
    }
}
