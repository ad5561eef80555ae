using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>Delivers bytes in pieces of any size, as files, pipes and sockets may.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="next">Gives the most bytes of the next read, at least 1.</param>
internal sealed class PiecewiseStream(byte[] bytes, Func<int> next) : MemoryStream(bytes, writable: false)
{
    /// <summary>Delivers the bytes in pieces of 1 to so many bytes.</summary>
    public static PiecewiseStream Create(byte[] bytes, Random random, int max) => new(bytes, () => random.Next(1, max + 1));

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, next()));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, next())]);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
}
