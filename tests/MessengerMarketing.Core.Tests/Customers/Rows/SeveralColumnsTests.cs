using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Rows;

/// <summary>Rows whose keys have several columns, or whose cells have several values.</summary>
public sealed class SeveralColumnsTests
{
    [Theory]
    [InlineData("+12025550101", "+12025550102", "+12025550103", "12025550101")]
    [InlineData("", "+12025550102", "+12025550103", "12025550102")]
    [InlineData(" ", "", "+12025550103", "12025550103")]
    [InlineData("12", "+12025550102", "", "12025550102")]
    [InlineData("", "", "", "")]
    public void The_first_usable_cell_of_a_key_is_used(string mobile, string home, string work, string expected)
        => Assert.Equal(expected, Convert(["Email", "Work phone", "Home phone", "Mobile"], ["a@example.com", work, home, mobile]).Values[SchemaKey.PHONE]);

    [Fact]
    public void An_unusable_cell_is_not_an_issue_if_another_column_has_the_key()
    {
        Assert.Empty(Convert(["Email", "Phone", "Mobile"], ["a@example.com", "12", "+12025550102"]).Issues);
        Assert.Equal([RejectReason.TooFewDigits, RejectReason.TooFewDigits], Convert(["Email", "Phone", "Mobile"], ["a@example.com", "12", "13"]).Issues.Select(issue => issue.Reason));
    }

    [Fact]
    public void The_parts_of_an_address_come_from_the_same_address()
    {
        string[] columns = ["Email", "Home City", "Home Zip", "Home Country", "Work City", "Work Zip", "Work Country"];

        HashedUser fromHome = Convert(columns, ["a@example.com", "", "02134", "", "Berlin", "10115", "DE"]);
        HashedUser fromWork = Convert(columns, ["a@example.com", "", " ", "", "Berlin", "10115", "DE"]);

        Assert.Equal(("", "02134", ""), (fromHome.Values[SchemaKey.CT], fromHome.Values[SchemaKey.ZIP], fromHome.Values[SchemaKey.COUNTRY]));
        Assert.Equal(("berlin", "10115", "de"), (fromWork.Values[SchemaKey.CT], fromWork.Values[SchemaKey.ZIP], fromWork.Values[SchemaKey.COUNTRY]));
    }

    [Fact]
    public void The_country_of_the_used_address_determines_how_a_phone_number_is_read()
        => Assert.Equal("493023125012", Convert(["Phone", "Home City", "Home Country", "Work City", "Work Country"], ["030 23125012", "", "", "Berlin", "DE"]).Values[SchemaKey.PHONE]);

    [Fact]
    public void A_separate_country_completes_the_only_address_without_one()
    {
        HashedUser user = Convert(["Email", "Country", "Billing City"], ["a@example.com", "DE", "Berlin"]);

        Assert.Equal(("berlin", "de"), (user.Values[SchemaKey.CT], user.Values[SchemaKey.COUNTRY]));
    }

    [Theory]
    [InlineData("a@example.com ::: b@example.com", "a@example.com")]
    [InlineData("a@example.com; b@example.com", "a@example.com")]
    [InlineData("a@example.com / b@example.com", "a@example.com")]
    [InlineData("a@example.com, b@example.com", "a@example.com")]
    [InlineData("a@example.com\nb@example.com", "a@example.com")]
    [InlineData("a@example ; b@example.com", "b@example.com")]
    [InlineData("a/b@example.com", "a/b@example.com")]
    public void The_first_usable_address_of_a_cell_is_used(string cell, string expected)
        => Assert.Equal(expected, Convert(["Email"], [cell]).Values[SchemaKey.EMAIL]);

    [Theory]
    [InlineData("+44 7700 900123 ::: +44 7700 900456", "447700900123")]
    [InlineData("+12025550101; +12025550102", "12025550101")]
    [InlineData("+1 202 555 0101 / +1 202 555 0102", "12025550101")]
    [InlineData("+1 202 555 0101/+1 202 555 0102", "12025550101")]
    [InlineData("+49 30/23125012", "493023125012")]
    [InlineData("+49 30 / 23125012", "493023125012")]
    public void The_first_usable_number_of_a_cell_is_used(string cell, string expected)
        => Assert.Equal(expected, Convert(["Phone"], [cell]).Values[SchemaKey.PHONE]);

    private static HashedUser Convert(string[] columns, string[] values)
    {
        var mapping = ColumnMapping.Resolve(columns);
        using var converter = new RowConverter(mapping, new HashingOptions(), normalized: true);
        using RowBlock block = RowsOf.Block([.. mapping.Columns.Select(column => (string?)values[column.Index])]);
        return converter.Convert(block, 0);
    }
}
