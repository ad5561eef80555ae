using System;
using System.Linq;
using System.Text;
using MessengerMarketing.Webhooks.Inbox;
using Xunit;

namespace MessengerMarketing.Tests.Webhooks;

/// <summary>Many damaged lines of an inbox. Not in <see cref="InboxLineTests"/>, because each mutant of the reader would run it.</summary>
public class DamagedInboxLineTests
{
    [Fact]
    public void Both_readers_agree_on_ten_thousand_damaged_lines()
    {
        var random = new Random(20261130);
        byte[][] lines = [Encoding.UTF8.GetBytes(InboxLineTests.Line), .. InboxLineTests.AllTexts.Select(static text => InboxLineTests.Write(Encoding.UTF8.GetBytes(text)))];
        int read = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] line = [.. lines[random.Next(lines.Length)]];
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                line[random.Next(line.Length)] = (byte)"\\\"{}[],:0af\n"[random.Next(12)];
            }

            if (InboxLineScanner.TryRead(line) is { } fast)
            {
                read++;
                if (InboxLine.Parse(line) is { } slow)
                {
                    Assert.Equal((slow.Sequence, slow.Received), (fast.Sequence, fast.Received));
                    Assert.Equal(slow.Body, fast.Body);
                }
            }
        }

        Assert.InRange(read, 1000, 9000);
    }
}
