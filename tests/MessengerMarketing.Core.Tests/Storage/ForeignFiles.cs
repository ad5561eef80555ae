using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MessengerMarketing.Tests.Storage;

/// <summary>What somebody may have at a path that was given by mistake. None of it is a file of this module.</summary>
internal static class ForeignFiles
{
    private static readonly byte[] Noise = CreateNoise(300_000);

    public static IReadOnlyDictionary<string, byte[]> Contents { get; } = new Dictionary<string, byte[]>
    {
        ["text without a line feed"] = Text("a note"),
        ["text"] = Text("a note\n"),
        ["text with Windows line ends"] = Text("a note\r\nanother\r\n"),
        ["text with a byte order mark"] = [0xEF, 0xBB, 0xBF, .. Text("a note\n")],
        ["UTF-16"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a note\n")],
        ["UTF-16 of the other byte order"] = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("a note\n")],
        ["a list of customers"] = Text("Email,Phone\nann@example.com,+12025550100\n"),
        ["a list of customers without its last line feed"] = Text("Email,Phone\nann@example.com,+12025550100"),
        ["a list with semicolons"] = Text("Email;Phone\nann@example.com;+12025550100\n"),
        ["a JSON object"] = Text("{\"name\":\"value\"}"),
        ["a JSON object over several lines"] = Text("{\n  \"name\": \"value\"\n}\n"),
        ["a JSON array"] = Text("[1,2,3]\n"),
        ["JSON lines"] = Text("{\"level\":\"info\"}\n{\"level\":\"warning\"}\n"),
        ["JSON lines with the word upload"] = Text("{\"upload\":\"report.pdf\"}\n"),
        ["JSON lines with an upload of something else"] = Text("{\"upload\":{\"runId\":\"17\"}}\n{\"upload\":{\"runId\":\"18\"}}\n"),
        ["JSON lines with a batch"] = Text("{\"batch\":{\"number\":1}}\n"),
        ["JSON lines with a sequence"] = Text("{\"sequence\":1,\"text\":\"a note\"}\n"),
        ["one letter"] = Text("a"),
        ["one brace"] = Text("{"),
        ["one line feed"] = Text("\n"),
        ["empty lines"] = Text("\n\n\n"),
        ["spaces"] = Text("     "),
        ["one zero byte"] = [0],
        ["zeros"] = new byte[4096],
        ["a gzip archive"] = [0x1F, 0x8B, 0x08, 0x00, .. Noise.Take(1000)],
        ["a workbook"] = [0x50, 0x4B, 0x03, 0x04, .. Noise.Take(1000)],
        ["a picture"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Noise.Take(1000)],
        ["a document"] = Text("%PDF-1.7\n"),
        ["a page"] = Text("<!DOCTYPE html>\n<title>A page</title>\n"),
        ["a configuration"] = Text("<?xml version=\"1.0\"?>\n<configuration/>\n"),
        ["a script"] = Text("#!/usr/bin/env pwsh\nGet-Date\n"),
        ["a key"] = Text("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"),
        ["a database"] = [.. Text("SQLite format 3\0"), .. Noise.Take(2000)],
        ["a program"] = [0x4D, 0x5A, .. Noise],
        ["a log under 1 MiB without a line feed"] = Text(string.Concat(Enumerable.Repeat("2026-11-29 message;", 50_000))),
        ["a log under 1 MiB"] = Text(string.Concat(Enumerable.Repeat("2026-11-29 a message\n", 40_000))),
        ["a log over 1 MiB without a line feed"] = Text(string.Concat(Enumerable.Repeat("2026-11-29 message;", 100_000))),
    };

    public static IEnumerable<object[]> Names => Contents.Keys.Select(static name => new object[] { name });

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] CreateNoise(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
