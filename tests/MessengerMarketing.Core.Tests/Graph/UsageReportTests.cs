using System;
using System.Net.Http;
using MessengerMarketing.Graph;
using Xunit;

namespace MessengerMarketing.Tests.Graph;

public sealed class UsageReportTests
{
    [Fact]
    public void All_three_headers_are_read()
    {
        UsageReport report = Read(
            ("X-Business-Use-Case-Usage", """{"1000":[{"type":"custom_audience","call_count":40,"total_cputime":5,"total_time":61,"estimated_time_to_regain_access":0,"ads_api_access_tier":"standard_access"}],"2000":[{"type":"messenger","call_count":"99","total_cputime":0,"total_time":0,"estimated_time_to_regain_access":"3"}]}"""),
            ("X-App-Usage", """{"call_count":28,"total_time":25,"total_cputime":24}"""),
            ("X-Ad-Account-Usage", """{"acc_id_util_pct":9.67,"reset_time_duration":100,"ads_api_access_tier":"standard_access"}"""));

        Assert.Equal(99, report.HighestPercent);
        Assert.Equal(TimeSpan.FromMinutes(3), report.WaitTime);
        Assert.Collection(
            report.Buckets,
            bucket => Assert.Equal(new UsageBucket("X-Business-Use-Case-Usage", "1000", "custom_audience", 61, TimeSpan.Zero, "standard_access"), bucket),
            bucket => Assert.Equal(new UsageBucket("X-Business-Use-Case-Usage", "2000", "messenger", 99, TimeSpan.FromMinutes(3), null), bucket),
            bucket => Assert.Equal(new UsageBucket("X-App-Usage", null, null, 28, null, null), bucket),
            bucket => Assert.Equal(new UsageBucket("X-Ad-Account-Usage", null, null, 9.67, TimeSpan.FromSeconds(100), "standard_access"), bucket));
    }

    [Theory]
    [InlineData("X-App-Usage", "{")]
    [InlineData("X-App-Usage", "[1,2]")]
    [InlineData("X-Business-Use-Case-Usage", """{"1":{"call_count":1}}""")]
    [InlineData("X-Business-Use-Case-Usage", """{"1":[7,null]}""")]
    [InlineData("X-Ad-Account-Usage", "100")]
    public void A_malformed_header_counts_as_absent(string header, string value)
    {
        UsageReport report = Read((header, value));

        Assert.Empty(report.Buckets);
        Assert.Null(report.HighestPercent);
        Assert.Null(report.WaitTime);
    }

    [Fact]
    public void Odd_numbers_are_left_out()
    {
        UsageReport report = Read(("X-Ad-Account-Usage", """{"acc_id_util_pct":"NaN","reset_time_duration":-5,"call_count":true}"""));

        Assert.Null(report.HighestPercent);
        Assert.Null(report.WaitTime);
    }

    [Fact]
    public void A_header_that_was_split_at_commas_is_joined()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("X-App-Usage", ["""{"call_count":28""", "\"total_time\":25}"]);

        Assert.Equal(28, UsageReport.Read(response.Headers).HighestPercent);
    }

    private static UsageReport Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return UsageReport.Read(response.Headers);
    }
}
