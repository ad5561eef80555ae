using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Tests.Proof.Fuzzing;

/// <summary>Changes inputs: single bits and bytes, pieces of the format, numbers, and parts of other inputs.</summary>
/// <param name="random">Decides what changes.</param>
/// <param name="tokens">Pieces of the format.</param>
/// <param name="maxLength">The most bytes of a result.</param>
internal sealed class Mutator(Random random, IReadOnlyList<string> tokens, int maxLength)
{
    private const int MaxChanges = 6;
    private const int MaxRepeats = 40;

    private static readonly byte[] Bytes = [0, 1, 9, 10, 13, 0x1F, 0x20, 0x22, 0x27, 0x2C, 0x3B, 0x5C, 0x7F, 0x80, 0xBF, 0xC0, 0xE2, 0xEF, 0xF0, 0xFE, 0xFF];

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "00", "255", "256", "65536", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "18446744073709551616", "1e5", "1E+308", "-0", "0.5", "99999999999999999999999999",
    ];

    private readonly byte[][] _tokens = [.. tokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Makes a new input from one of several.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> inputs)
    {
        var bytes = new List<byte>(inputs[random.Next(inputs.Count)]);
        for (int changes = random.Next(1, MaxChanges + 1); changes > 0; changes--)
        {
            Change(bytes, inputs);
        }

        return [.. bytes.Take(maxLength)];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> inputs)
    {
        int at = random.Next(bytes.Count + 1);
        switch (random.Next(12))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = Bytes[random.Next(Bytes.Length)];
                break;
            case 2:
                bytes.Insert(at, random.Next(2) == 0 ? (byte)random.Next(256) : Bytes[random.Next(Bytes.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, random.Next(Math.Min(bytes.Count - at, 1 + random.Next(64)) + 1));
                break;
            case 4:
                bytes.InsertRange(at, Piece(bytes));
                break;
            case 5:
                bytes.InsertRange(at, Piece(inputs[random.Next(inputs.Count)]));
                break;
            case 6:
                byte[] piece = random.Next(2) == 0 ? _tokens[random.Next(_tokens.Length)] : [.. Piece(bytes).Take(16)];
                bytes.InsertRange(at, Enumerable.Repeat(piece, random.Next(1, MaxRepeats)).SelectMany(static repeated => repeated));
                break;
            case 7:
                ReplaceNumber(bytes, at);
                break;
            case 8 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 9:
                Swap(bytes, at);
                break;
            default:
                bytes.InsertRange(at, _tokens[random.Next(_tokens.Length)]);
                break;
        }

        if (bytes.Count > maxLength)
        {
            bytes.RemoveRange(maxLength, bytes.Count - maxLength);
        }
    }

    /// <summary>A part of an input: some bytes, or whole lines.</summary>
    private byte[] Piece(IReadOnlyList<byte> bytes)
    {
        int start = random.Next(bytes.Count + 1);
        int end = start + random.Next(Math.Min(bytes.Count - start, 256) + 1);
        if (random.Next(2) == 0)
        {
            while (start > 0 && bytes[start - 1] != '\n')
            {
                start--;
            }

            while (end < bytes.Count && (end == 0 || bytes[end - 1] != '\n'))
            {
                end++;
            }
        }

        return [.. bytes.Skip(start).Take(end - start)];
    }

    private void ReplaceNumber(List<byte> bytes, int at)
    {
        int start = bytes.FindIndex(Math.Min(at, bytes.Count), static value => value is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
        {
            return;
        }

        int length = bytes.Skip(start).TakeWhile(static value => value is >= (byte)'0' and <= (byte)'9').Count();
        bytes.RemoveRange(start, length);
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]));
    }

    private void Swap(List<byte> bytes, int at)
    {
        int length = random.Next(Math.Min(bytes.Count - at, 64) + 1);
        List<byte> moved = bytes.GetRange(at, length);
        bytes.RemoveRange(at, length);
        bytes.InsertRange(random.Next(bytes.Count + 1), moved);
    }
}
