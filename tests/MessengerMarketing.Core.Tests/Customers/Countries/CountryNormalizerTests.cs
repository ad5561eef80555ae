using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Normalization;
using Xunit;
using CountryTable = MessengerMarketing.Customers.Countries;

namespace MessengerMarketing.Tests.Customers.Countries;

public sealed class CountryNormalizerTests
{
    [Theory]
    [InlineData("US", "us")]
    [InlineData("vn", "vn")]
    [InlineData(" Gb ", "gb")]
    [InlineData("USA", "us")]
    [InlineData("vnm", "vn")]
    [InlineData("U.S.A.", "us")]
    [InlineData("U.K.", "gb")]
    [InlineData("UK", "gb")]
    [InlineData("XK", "xk")]
    [InlineData(" AND ", "ad")]
    public void A_code_becomes_alpha_2_in_lower_case(string value, string expected) => AssertNormalized(value, expected);

    [Theory]
    [InlineData("United States", "us")] // Meta's page on customer information parameters
    [InlineData("UNITED STATES OF AMERICA", "us")]
    [InlineData("United Kingdom", "gb")]
    [InlineData("Great Britain", "gb")]
    [InlineData("England", "gb")]
    [InlineData("Viet Nam", "vn")]
    [InlineData("Vietnam", "vn")]
    [InlineData("Ivory Coast", "ci")]
    [InlineData("Cote d'Ivoire", "ci")]
    [InlineData("CÔTE D’IVOIRE", "ci")]
    [InlineData("South Korea", "kr")]
    [InlineData("Korea, Republic of", "kr")]
    [InlineData("Korea (the Republic of)", "kr")]
    [InlineData("North Korea", "kp")]
    [InlineData("Holland", "nl")]
    [InlineData("The Netherlands", "nl")]
    [InlineData("Netherlands, The", "nl")]
    [InlineData("Czech Republic", "cz")]
    [InlineData("Czechia", "cz")]
    [InlineData("Burma", "mm")]
    [InlineData("Turkey", "tr")]
    [InlineData("Russia", "ru")]
    [InlineData("Russian Federation", "ru")]
    [InlineData("Iran, Islamic Republic of", "ir")]
    [InlineData("Congo", "cg")]
    [InlineData("Democratic Republic of the Congo", "cd")]
    [InlineData("Trinidad & Tobago", "tt")]
    [InlineData("Trinidad and Tobago", "tt")]
    [InlineData("St. Lucia", "lc")]
    [InlineData("Saint Lucia", "lc")]
    [InlineData("Bosnia-Herzegovina", "ba")]
    [InlineData("Macau", "mo")]
    [InlineData("Hong Kong", "hk")]
    [InlineData("Taiwan", "tw")]
    [InlineData("Curacao", "cw")]
    [InlineData("Reunion", "re")]
    [InlineData("Swaziland", "sz")]
    [InlineData("U.S. Virgin Islands", "vi")]
    [InlineData("Guinea", "gn")]
    [InlineData("Guinea-Bissau", "gw")]
    [InlineData("Niger", "ne")]
    [InlineData("Nigeria", "ng")]
    [InlineData("Dominica", "dm")]
    [InlineData("Dominican Republic", "do")]
    public void An_English_name_or_alias_becomes_its_code(string value, string expected) => AssertNormalized(value, expected);

    [Theory]
    [InlineData("Deutschland", "de")]
    [InlineData("España", "es")]
    [InlineData("ESPANA", "es")]
    [InlineData("Việt Nam", "vn")]
    [InlineData("Vie\u0323\u0302t Nam", "vn")]
    [InlineData("日本", "jp")]
    [InlineData("中国", "cn")]
    [InlineData("中國", "cn")]
    [InlineData("대한민국", "kr")]
    [InlineData("ประเทศไทย", "th")]
    [InlineData("ไทย", "th")]
    [InlineData("Россия", "ru")]
    [InlineData("Україна", "ua")]
    [InlineData("Türkiye", "tr")]
    [InlineData("TÜRKİYE", "tr")]
    [InlineData("Österreich", "at")]
    [InlineData("Schweiz", "ch")]
    [InlineData("Suisse", "ch")]
    [InlineData("België", "be")]
    [InlineData("Belgique", "be")]
    [InlineData("Brasil", "br")]
    [InlineData("México", "mx")]
    [InlineData("مصر", "eg")]
    [InlineData("भारत", "in")]
    [InlineData("Ελλάδα", "gr")]
    [InlineData("Færøerne", "fo")]
    [InlineData("Pilipinas", "ph")]
    public void A_name_in_the_country_s_own_language_becomes_its_code(string value, string expected) => AssertNormalized(value, expected);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("U")]
    [InlineData("U1")]
    [InlineData("12")]
    [InlineData("ZZ")]
    [InlineData("AN")]
    [InlineData("ZZZ")]
    [InlineData("Atlantis")]
    [InlineData("and the")]
    [InlineData("\uD800")]
    public void An_invalid_country_is_not_recognized_and_becomes_empty(string value)
    {
        var output = new CellBuffer();
        output.Append("left over");

        Assert.Equal(RejectReason.NotRecognized, CountryNormalizer.Normalize(value, output));
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void No_name_belongs_to_two_countries()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        string[][] rows = [.. ReadTable().Where(line => line[0] != '#').Select(line => line.Split('\t'))];
        foreach (string[] row in rows)
        {
            foreach (string name in row[3].Split('|').Append(row[0]).Append(row[1]))
            {
                string key = CountryName.ToKey(name);
                Assert.True(owners.GetValueOrDefault(key, row[0]) == row[0], name);
                owners[key] = row[0];
                Assert.True(CountryTable.TryGetCode(name, out string? code), name);
                Assert.Equal(row[0], code.ToUpperInvariant());
            }
        }

        Assert.Equal(250, rows.Length);
    }

    private static string[] ReadTable()
    {
        using Stream stream = typeof(CountryTable).Assembly.GetManifestResourceStream("MessengerMarketing.countries.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static void AssertNormalized(string value, string expected)
    {
        var output = new CellBuffer();

        Assert.Equal(RejectReason.None, CountryNormalizer.Normalize(value, output));
        Assert.Equal(expected, output.ToString());
    }
}
