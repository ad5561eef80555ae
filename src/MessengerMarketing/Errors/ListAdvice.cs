using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Columns;
using MessengerMarketing.Customers.Inspection;

namespace MessengerMarketing.Errors;

/// <summary>Advice on the findings in a list.</summary>
internal static class ListAdvice
{
    private static readonly SchemaKey[] Helpful = [SchemaKey.FN, SchemaKey.LN, SchemaKey.CT, SchemaKey.ZIP, SchemaKey.COUNTRY];

    /// <summary>Adds advice before an upload to the report of a list, most important first.</summary>
    public static CustomerListReport AddTo(CustomerListReport report) => report with { Advice = Create(report) };

    /// <summary>Advice on columns that cannot be used, or null if the exception message contains it.</summary>
    public static string? Find(ColumnMappingException exception) => exception.Problem switch
    {
        ColumnProblem.NoIdentifier => $"Specify the column, for example {FormatExample(exception)}. For a file without a header line, specify -Header.",
        ColumnProblem.NoConsent => "Name the consent column 'Email Opt Out' or 'Accepts Marketing', or list the people who opted out in a file and use -SuppressPath.",
        _ => null,
    };

    private static string FormatExample(ColumnMappingException exception) => exception is { SimilarColumn: { } column, SimilarTarget: { } target }
        ? ColumnMapText.Format(target, [column])
        : "-ColumnMap @{ EMAIL = 'Work mail' }";

    private static List<string> Create(CustomerListReport report)
    {
        SchemaKey[] keys = [.. report.Keys.Select(static key => key.KeyValue)];
        var advice = new List<string>();
        if (!keys.Any(static key => key.IsIdentifier()))
        {
            advice.Add("No column is recognized as EMAIL or PHONE, so no row can be sent. Map the column, for example -ColumnMap @{ EMAIL = 'Work mail' }.");
        }

        advice.AddRange(report.Columns
            .Where(static column => column.ColumnMap is not null)
            .Select(static column => $"The column '{column.Column}' is not used, but seems to contain customer data. To use it: {column.ColumnMap}"));
        advice.AddRange(report.Reasons.Select(static reason => ForReason(reason)).OfType<string>());
        advice.AddRange(report.Consent
            .Where(static consent => consent.No > 0)
            .Select(static consent => $"The column '{consent.Column}' does not permit marketing in {Format(consent.No, "row", "rows")}. -SkipOptedOut leaves these people out."));
        if (keys.Any(static key => key.IsIdentifier()) && !report.Columns.Any(static column => column.Key.Contains(nameof(SchemaKey.FN))) && report.Columns.Any(static column => column.UseValue == ColumnUse.FullName))
        {
            advice.Add("Full names are not split. To match more people, export first and last names in separate columns.");
        }
        else if (report.Rows > 0 && keys.Any(static key => key.IsIdentifier()) && !keys.Any(Helpful.Contains))
        {
            advice.Add("Names, city, postal code, and country help to match more people. The list has none of them.");
        }

        if (report.Rows == 0)
        {
            advice.Add("The list has no rows.");
        }

        return advice;
    }

    private static string? ForReason(ReasonCount reason)
    {
        long count = reason.RowsLeftOut + reason.CellsLeftBlank;
        return reason.ReasonValue switch
        {
            RejectReason.NoCallingCode => $"{Format(count, "phone number has", "phone numbers have")} no calling code, and no country is known. Specify -DefaultCountry.",
            RejectReason.RoundedNumber => $"{Format(count, "number was", "numbers were")} rounded by a spreadsheet. Format the column as text, and export the list again.",
            RejectReason.UndecodableText => $"{Format(count, "cell was", "cells were")} read with the wrong encoding. Specify -Encoding.",
            RejectReason.TooManyColumns or RejectReason.LinesRunTogether => $"{Format(count, "line does", "lines do")} not fit the header, usually because of a delimiter or quotation mark in a value. Export the list again with quoted values.",
            RejectReason.Md5Hash => $"{Format(count, "value is", "values are")} MD5 hashes. Meta accepts SHA-256 only.",
            RejectReason.NoIdentifier => $"{Format(count, "row has", "rows have")} neither an email address nor a phone number.",
            _ => null,
        };
    }

    private static string Format(long count, string one, string several) => string.Format(CultureInfo.InvariantCulture, "{0} {1}", count, count == 1 ? one : several);
}
