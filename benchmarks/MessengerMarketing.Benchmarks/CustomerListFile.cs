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

    /// <summary>
    /// Writes the list of a night, of people who each have a phone number of their own: of the calling code +999, which belongs to no country. On the second
    /// night, one row in a hundred differs: a third of them are new people in the place of others, a third have another number, and a third another name.
    /// </summary>
    public static void WriteNight(string path, long rows, bool isSecond)
    {
        using var writer = new StreamWriter(path, append: false, bufferSize: 1 << 20, encoding: null);
        writer.WriteLine("email,phone,first name,last name");
        for (long i = 0; i < rows; i++)
        {
            long change = isSecond ? i % 300 : -1;
            writer.Write("customer");
            writer.Write(change == 0 ? rows + i : i);
            writer.Write("@example.com,+999 ");
            writer.Write((change is 0 or 1 ? rows + i : i).ToString("000 000 000", System.Globalization.CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(FirstNames[i % 8]);
            writer.Write(',');
            writer.WriteLine(LastNames[(change == 2 ? i + 8 : i) / 8 % 8]);
        }
    }
}
