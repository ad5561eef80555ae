using System;
using System.Linq;
using MessengerMarketing.Customers.Columns;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Columns;

public sealed class ColumnMappingExceptionTests
{
    [Fact]
    public void The_error_lists_the_columns_and_suggests_one()
    {
        var exception = ColumnMappingException.NoIdentifier(["Name", "Emial"]);

        Assert.Equal("No column of the list is recognized as EMAIL or PHONE, and each row needs one of them. Columns seen: 'Name', 'Emial'.", exception.Message);
        Assert.Equal((ColumnProblem.NoIdentifier, "Emial", "EMAIL"), (exception.Problem, exception.SimilarColumn, exception.SimilarTarget.ToString()));
        Assert.Null(ColumnMappingException.NoIdentifier(["Work mail", "Name"]).SimilarColumn);
    }

    [Theory]
    [InlineData("mary@example.com")]
    [InlineData("mary＠example.com")]
    [InlineData("+1 202 555 0123")]
    [InlineData("٠٩١٢٣٤٥٦٧٨")]
    [InlineData("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f")]
    [InlineData("1990-04-15")]
    public void Names_are_not_shown_if_one_looks_like_data(string data)
    {
        string message = ColumnMappingException.NoIdentifier(["Mary", data, "Smith"]).Message;

        Assert.DoesNotContain(data, message);
        Assert.DoesNotContain("Mary", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Smith", message, StringComparison.Ordinal);
        Assert.Contains("Its column names look like data", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_map_for_a_list_without_a_header_shows_no_data()
    {
        ColumnMappingException error = Assert.Throws<ColumnMappingException>(() => ColumnMapping.Resolve(
            ["mary@example.com", "Mary"], new System.Collections.Generic.Dictionary<ColumnTarget, System.Collections.Generic.IReadOnlyList<string>> { [ColumnTarget.DateOfBirth] = ["born"] }));

        Assert.DoesNotContain("mary", error.Message, System.StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Long_and_many_names_are_shortened()
    {
        string message = ColumnMappingException.FormatNames([new string('x', 100), .. Enumerable.Range(1, 40).Select(i => $"column {i}")]);

        Assert.Contains($"'{new string('x', 60)}...'", message, StringComparison.Ordinal);
        Assert.EndsWith("'column 29' and 11 more.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_columns_is_reported() => Assert.Equal("It has no columns at all.", ColumnMappingException.FormatNames([]));
}
