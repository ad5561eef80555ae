using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Uploads;
using Xunit;

namespace MessengerMarketing.Tests.Uploads;

public sealed class UploadSessionTests
{
    [Theory]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff", 1, 5998202741860695173)]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff", 2, 7314858741031813909)]
    [InlineData("00112233-4455-6677-8899-aabbccddeeff", 70000, 8103613345375956916)]
    [InlineData("00000000-0000-0000-0000-000000000000", 1, 8652493877343833159)]
    public void The_same_batch_of_the_same_run_has_the_same_id(string run, int batch, long expected) =>
        Assert.Equal(expected, UploadSession.DeriveId(new Guid(run), batch));

    [Fact]
    public void Ids_are_positive_and_never_repeat()
    {
        var run = new Guid("6f1c9a4e-8d0b-4f5e-9c57-3a1c2b7d8e90");
        var other = new Guid("6f1c9a4e-8d0b-4f5e-9c57-3a1c2b7d8e91");
        var ids = new HashSet<long>();
        foreach (int batch in Enumerable.Range(1, 50_000))
        {
            Assert.True(ids.Add(UploadSession.DeriveId(run, batch)));
            Assert.True(ids.Add(UploadSession.DeriveId(other, batch)));
        }

        Assert.Equal(100_000, ids.Count);
        Assert.True(ids.Min() > 0);
    }
}
