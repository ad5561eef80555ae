using System;
using System.Globalization;
using System.IO;
using MessengerMarketing.Erasure;
using MessengerMarketing.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Erasure;

/// <summary>The suppression list that people are added to.</summary>
public sealed class SuppressionFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-erasure-").FullName;

    private string List => Path.Combine(_folder, "erased.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_list_gets_a_header_and_a_line_for_each_person_and_only_its_owner_can_read_it()
    {
        using (var list = SuppressionFile.Open(List))
        {
            Assert.False(File.Exists(List));
            Assert.Equal(3, list.Add([Person(1, 2), Person(3)]));
        }

        Assert.Equal($"EMAIL,PHONE\n{Hash(1)},{Hash(2)}\n{Hash(3)},\n", File.ReadAllText(List));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(List));
        }

        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Only_hashes_that_are_not_on_the_list_are_added()
    {
        File.WriteAllText(List, $"EMAIL,PHONE\n{Hash(1).ToUpperInvariant()},{Hash(2)}\n");
        using (var list = SuppressionFile.Open(List))
        {
            Assert.Equal(0, list.Add([Person(1, 2)]));
            Assert.Equal(1, list.Add([Person(1, 4), Person(1, 4)]));
            Assert.Equal(0, list.Add([Person(phone: 4)]));
        }

        Assert.Equal($"EMAIL,PHONE\n{Hash(1).ToUpperInvariant()},{Hash(2)}\n,{Hash(4)}\n", File.ReadAllText(List));
    }

    [Theory]
    [InlineData("phone_sha256;email_sha256\r\n", "{2};{1}\r\n")]
    [InlineData("\"Email\"\t\"Phone\"\n\"{9}\"\t\"\"\n", "{1}\t{2}\n")]
    [InlineData("\uFEFFEmail,Phone\n{9},", "\n{1},{2}\n")]
    [InlineData("Email,Phone\n\n{9},\n", "{1},{2}\n")]
    public void A_list_of_hashes_that_another_program_wrote_keeps_its_form(string content, string added)
    {
        string before = Fill(content);
        File.WriteAllText(List, before);
        using (var list = SuppressionFile.Open(List))
        {
            list.Add([Person(1, 2)]);
        }

        Assert.Equal(before + Fill(added), File.ReadAllText(List).Insert(0, before.StartsWith('\uFEFF') ? "\uFEFF" : string.Empty));
    }

    [Fact]
    public void An_empty_file_gets_a_header()
    {
        File.WriteAllText(List, string.Empty);
        using (var list = SuppressionFile.Open(List))
        {
            list.Add([Person(1)]);
        }

        Assert.Equal($"EMAIL,PHONE\n{Hash(1)},\n", File.ReadAllText(List));
    }

    [Theory]
    [InlineData("Email,Phone\nann@example.com,\n")]
    [InlineData("Email\n{1}\n")]
    [InlineData("Email,Phone,Name\n{1},,\n")]
    [InlineData("Email,Name\n{1},\n")]
    [InlineData("{1},{2}\n")]
    [InlineData("Email,Phone")]
    [InlineData("Email,Phone\n{1},{2}\nd41d8cd98f00b204e9800998ecf8427e,\n")]
    [InlineData("Email,Phone\n{1},{2}\nann@exam")]
    [InlineData("PK\u0003\u0004")]
    public void Any_other_file_is_refused_and_stays_unchanged(string content)
    {
        string before = Fill(content);
        File.WriteAllText(List, before);

        FileRefusedException refusal = Assert.Throws<FileRefusedException>(() => SuppressionFile.Open(List));

        Assert.Equal(FileProblem.Foreign, refusal.Problem);
        Assert.DoesNotContain("example.com", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(List));
    }

    [Fact]
    public void A_list_has_one_writer()
    {
        using var first = SuppressionFile.Open(List);
        first.Add([Person(1)]);

        Assert.Equal(FileProblem.InUse, Assert.Throws<FileRefusedException>(() => SuppressionFile.Open(List)).Problem);
    }

    [Theory]
    [InlineData("{2}")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("{2},00000\0\0\0\0")]
    [InlineData("\0\0\0\0")]
    public void A_partly_written_line_is_replaced_by_the_next(string tail)
    {
        File.WriteAllText(List, $"EMAIL,PHONE\n{Hash(1)},\n{Fill(tail)}");
        using (var list = SuppressionFile.Open(List))
        {
            list.Add([Person(3)]);
        }

        Assert.Equal($"EMAIL,PHONE\n{Hash(1)},\n{Hash(3)},\n", File.ReadAllText(List));
    }

    private static string Hash(int number) => number.ToString("x8", CultureInfo.InvariantCulture).PadRight(64, '0');

    private static string Fill(string text) => text.Replace("{1}", Hash(1), StringComparison.Ordinal).Replace("{2}", Hash(2), StringComparison.Ordinal).Replace("{9}", Hash(9), StringComparison.Ordinal);

    private static HashedPerson Person(int email = 0, int phone = 0) => new(email == 0 ? null : Hash(email), phone == 0 ? null : Hash(phone));
}
