using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MessengerMarketing.Tests.Http;

/// <summary>Reads the request lists in this folder.</summary>
internal static class RequestCorpus
{
    /// <summary>Returns the lines of a list: the expected result, a name, and the escaped request.</summary>
    public static TheoryData<string, string, string> Read(string file)
    {
        var data = new TheoryData<string, string, string>();
        foreach (string[] fields in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Http", file)).Select(line => line.Split('\t')).Where(fields => fields.Length == 3))
        {
            data.Add(fields[0], fields[1], fields[2]);
        }

        return data;
    }

    /// <summary>Returns the bytes of a line, one character per byte.</summary>
    public static string Unescape(string text)
    {
        string repeated = Regex.Replace(text, @"\{([^{}]*)\*(\d+)\}", match => string.Concat(Enumerable.Repeat(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))));
        return Regex.Replace(repeated, @"\\(x[0-9a-f]{2}|.)", match => match.Groups[1].Value switch
        {
            "r" => "\r",
            "n" => "\n",
            "t" => "\t",
            "\\" => "\\",
            ['x', .. string digits] => ((char)Convert.ToByte(digits, 16)).ToString(),
            string other => throw new FormatException(other),
        });
    }
}
