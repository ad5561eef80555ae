using System;
using System.Globalization;
using System.IO;

namespace MessengerMarketing.Sandbox.Host;

/// <summary>
/// A customer list of nobody: addresses under example.com, phone numbers from the ranges that regulators keep free for
/// fiction. Some rows are bad on purpose, in the ways that real exports are.
/// </summary>
internal static class SyntheticCustomers
{
    private static readonly string[] FirstNames = ["Mary", "Valéry", "Linh", "José", "정", "Ngọc", "O'Shea", "Jean-Luc"];
    private static readonly string[] LastNames = ["Smith", "Nguyễn", "García", "van Dijk", "O'Brien", "김", "Müller", "Doe"];

    /// <summary>Writes the list as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">How many rows.</param>
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path);
        file.WriteLine("E-mail Address,Phone Number,First Name,Surname,Country,Customer since");
        for (int i = 0; i < rows; i++)
        {
            file.WriteLine(string.Join(",", Email(i), Phone(i), FirstNames[i % 8], LastNames[i / 8 % 8], Country(i), Date(i)));
        }
    }

    private static string Email(int i) => (i % 100) switch
    {
        // Without an address and with half a phone number: nobody can be found by that.
        7 => string.Empty,
        23 => "not an address",
        42 => string.Create(CultureInfo.InvariantCulture, $"  Customer{i}@EXAMPLE.com "),
        _ => string.Create(CultureInfo.InvariantCulture, $"customer{i}@example.com"),
    };

    private static string Phone(int i) => (i % 100) switch
    {
        7 => "555-01",
        23 => string.Empty,
        31 => "1.55501E+10",
        _ => (i % 3) switch
        {
            // Reserved by the North American Numbering Plan, Ofcom and ACMA for use in fiction.
            0 => string.Create(CultureInfo.InvariantCulture, $"({200 + (i % 700)}) 555-01{i % 100:00}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"07700 900{i % 1000:000}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"+61 (0)491 570 {i % 1000:000}"),
        },
    };

    private static string Country(int i) => (i % 3) switch
    {
        0 => "United States",
        1 => i % 97 == 0 ? "Atlantis" : "UK",
        _ => "AU",
    };

    private static string Date(int i) => new DateTime(2020, 1, 1).AddDays(i % 2000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
