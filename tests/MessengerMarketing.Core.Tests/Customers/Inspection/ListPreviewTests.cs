using System;
using System.Collections.Generic;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Inspection;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Inspection;

public sealed class ListPreviewTests
{
    [Fact]
    public void Each_column_is_listed_with_its_key_its_shape_and_its_use()
    {
        IReadOnlyList<ColumnPreview> columns = Preview(
            ["Email", "Phone", "Mobile", "Full name", "Billing City", "Shipping City", "Accepts Email Marketing", "Notes"],
            ["ann@example.com", "", "+12025550101", "Ann Example", "Boston", "Dallas", "yes", "x"]);

        Assert.Equal(
            [
                new ColumnPreview("Email", "EMAIL", "aaa@aaaaaaa.aaa", "Used", "", null),
                new ColumnPreview("Phone", "PHONE", "", "Used", "", null),
                new ColumnPreview("Mobile", "PHONE", "+99999999999", "Fallback", "where 'Phone' is blank", null),
                new ColumnPreview("Full name", "", "aaa aaaaaaa", "FullName", "full names are not split; use separate columns for first and last names", null),
                new ColumnPreview("Billing City", "CT", "aaaaaa", "Used", "", null),
                new ColumnPreview("Shipping City", "CT", "aaaaaa", "OtherColumnUsed", "'Billing City' is read instead", null),
                new ColumnPreview("Accepts Email Marketing", "", "aaa", "Consent", "consent to marketing", null),
                new ColumnPreview("Notes", "", "a", "NotUsed", "", null),
            ],
            columns);
    }

    [Theory]
    [InlineData("Club mail", "ann@example.com", "EMAIL: Email, Club mail")]
    [InlineData("Club mail", "yes", null)]
    [InlineData("Pat's phone", "+1 202 555 0101", "PHONE: Pat's phone")]
    [InlineData("Pat's phone", "iOS", null)]
    [InlineData("Contact owner", "owner@example.com", null)]
    [InlineData("Email Status", "ann@example.com", null)]
    [InlineData("Phnoe", "x", "PHONE: Phnoe")]
    [InlineData("Merkmal", "ann@example.com", null)]
    public void A_column_that_seems_to_contain_customer_data_gets_a_suggested_map(string column, string value, string? expected)
        => Assert.Equal(expected, Preview(["Email", column], ["ann@example.com", value])[1].ColumnMap);

    [Fact]
    public void Addresses_in_any_column_are_suggested_if_nothing_else_is_recognized()
        => Assert.Equal("EMAIL: Merkmal", Preview(["Id", "Merkmal"], ["1", "ann@example.com"])[1].ColumnMap);

    [Fact]
    public void A_column_whose_name_looks_like_data_is_not_shown()
        => Assert.Equal(["Email"], Preview(["Email", "ann@example.com"], ["", ""]).Select(column => column.Column));

    [Fact]
    public void The_table_has_a_line_for_each_column_that_matters_and_one_for_the_others()
    {
        string table = PreviewTable.Format("list.csv", Preview(["Email", "Mobile", "Home phone", "Notes", "Tags"], ["ann@example.com", "+12025550101", "", "x", "y"]));

        Assert.Equal(
            [
                "Columns of 'list.csv':",
                "  Column      Key    Example          Use",
                "  Email       EMAIL  aaa@aaaaaaa.aaa  used",
                "  Mobile      PHONE  +99999999999     used",
                "  Home phone  PHONE                   used where 'Mobile' is blank",
                "  Not used: 'Notes', 'Tags'.",
            ],
            table.Split(Environment.NewLine));
    }

    private static IReadOnlyList<ColumnPreview> Preview(string[] names, string[] row)
        => new ListPreview(ColumnMapping.Resolve(names), [row], static (target, columns) => $"{target}: {string.Join(", ", columns)}").Columns;
}
