using System.IO;

namespace MessengerMarketing.Benchmarks;

/// <summary>A list of nobody: example.com addresses and phone numbers from the range kept free for fiction.</summary>
internal static class CustomerListFile
{
    private static readonly string[] FirstNames = ["Mary", "John", "Linh", "José", "Anna", "Peter", "Ngọc", "Luca"];
    private static readonly string[] LastNames = ["Smith", "Johnson", "Nguyen", "García", "Brown", "Miller", "Davis", "Wilson"];

    public static void Write(string path, long rows)
    {
        using var writer = new StreamWriter(path, append: false, bufferSize: 1 << 20, encoding: null);
        writer.WriteLine("email,phone,first name,last name");
        for (long i = 0; i < rows; i++)
        {
            writer.Write("customer");
            writer.Write(i);
            writer.Write("@example.com,+1 (");
            writer.Write(200 + (i % 700));
            writer.Write(") 555-01");
            writer.Write((i % 100).ToString("00", System.Globalization.CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(FirstNames[i % 8]);
            writer.Write(',');
            writer.WriteLine(LastNames[i / 8 % 8]);
        }
    }
}
