using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Inspection;
using MessengerMarketing.Customers.Rows;
using MessengerMarketing.Tests.Customers.Rows;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Inspection;

public sealed class ListInspectorTests
{
    [Fact]
    public void Rows_keys_and_reasons_are_counted()
    {
        CustomerListReport report = Inspect(
            ["Email", "Phone", "Country", "First name"],
            ["ann@example.com", "", "US", "Ann"],
            ["", "(202) 555-0101", "US", ""],
            ["nobody", "12", "", "Eve"],
            ["bob@example.com", "12", "", "Bob"]);

        Assert.Equal((4, 3, 75.0), (report.Rows, report.RowsMatchable, report.MatchablePercent));
        Assert.Equal(
            [new KeyCount("EMAIL", 2), new KeyCount("PHONE", 1), new KeyCount("FN", 2), new KeyCount("COUNTRY", 2)],
            report.Keys);
        Assert.Equal(
            [new ReasonCount("TooFewDigits", 1, 1), new ReasonCount("NotAnEmailAddress", 1, 0)],
            report.Reasons);
    }

    [Fact]
    public void The_values_of_consent_columns_are_counted()
    {
        CustomerListReport report = Inspect(
            ["Email", "Accepts Email Marketing", "Country"],
            ["ann@example.com", "yes", "US"],
            ["bob@example.com", "no", "US"],
            ["eve@example.com", "", "US"]);

        Assert.Equal([new ConsentCount("Accepts Email Marketing", 1, 1, 1)], report.Consent);
    }

    [Fact]
    public void A_list_without_rows_has_no_matchable_percentage() => Assert.Equal(0, Inspect(["Notes"]).MatchablePercent);

    private static CustomerListReport Inspect(string[] names, params string[][] rows)
    {
        var mapping = ColumnMapping.Resolve(names);
        var inspector = new ListInspector(mapping, new HashingOptions());
        if (rows.Length > 0)
        {
            using RowBlock block = RowsOf.Block([.. rows.Select(row => inspector.Mapping.Columns.Select(column => (string?)row[column.Index]).ToArray())]);
            inspector.Add(block);
        }

        return inspector.CreateReport(new ListPreview(mapping, rows, static (_, _) => string.Empty).Columns);
    }
}
