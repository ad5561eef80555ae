using System;
using System.IO;
using MessengerMarketing.Storage;
using Xunit;

namespace MessengerMarketing.Tests.Storage;

/// <summary>Two paths are the same where they lead to one file.</summary>
public sealed class FilePathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mm-paths-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Links_and_relative_parts_refer_to_one_file()
    {
        File.WriteAllText(At("a"), "x");
        File.WriteAllText(At("b"), "x");
        File.CreateSymbolicLink(At("link"), At("a"));
        Directory.CreateSymbolicLink(At("folder"), _folder);

        Assert.True(FilePaths.AreSame(At("a"), At("a")));
        Assert.True(FilePaths.AreSame(At("a"), At("link")));
        Assert.True(FilePaths.AreSame(At("a"), At("folder/a")));
        Assert.True(FilePaths.AreSame(At("a"), At("folder/../folder/link")));
        Assert.True(FilePaths.AreSame(At("a"), Path.GetRelativePath(Directory.GetCurrentDirectory(), At("a"))));
        Assert.False(FilePaths.AreSame(At("a"), At("b")));
    }

    [Fact]
    public void Files_that_do_not_exist_yet_are_the_same_by_folder_and_name()
    {
        Directory.CreateSymbolicLink(At("folder"), _folder);
        File.CreateSymbolicLink(At("link"), At("none"));

        Assert.True(FilePaths.AreSame(At("none"), At("folder/none")));
        Assert.True(FilePaths.AreSame(At("none"), At("link")));
        Assert.False(FilePaths.AreSame(At("none"), At("other")));
        Assert.False(FilePaths.AreSame(At("none"), At("elsewhere/none")));
    }

    [Fact]
    public void Circular_links_are_an_error()
    {
        File.CreateSymbolicLink(At("a"), At("b"));
        File.CreateSymbolicLink(At("b"), At("a"));

        Assert.ThrowsAny<IOException>(() => FilePaths.AreSame(At("a"), At("c")));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
